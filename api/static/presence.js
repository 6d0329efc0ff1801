// Who else has this report open, and whether they write. Each page tells the others; the server stores nothing.

import { mine } from "./link.js";

const strip = document.querySelector("[data-presence]"), code = document.querySelector("[data-report]").dataset.report;
const upto = document.querySelector(".write-reply [name=upto]");  // the newest message of others that was in sight
const thread = document.querySelector("[data-thread]"), tabs = new BroadcastChannel(`hadir ${code}`);
const IDLE = 120000, TYPING = 6000, SHOWN = 4500, AGAIN = 90000, FORGET = 240000, LEAVING = 3000;  // milliseconds
const others = new Map();  // officer -> { name, doing, at }
let doing = "reading", touched = Date.now(), typed = 0, kind = "", told = 0;

function tell(now) {
  if (!strip.isConnected) return;  // the report is not this officer's any more
  doing = now;
  told = Date.now();
  const aside = writes() ? "" : "?blok=hadir";  // only writing counts as a visit, which keeps the session alive
  const seen = { doing, ...(calls() && { called: 1 }), ...(upto && { upto: upto.value }) };
  fetch(`/laporan/${code}/hadir${aside}`, { method: "POST", body: mine(seen), keepalive: true }).catch(() => {});
}

const calls = () => doing !== "idle" && doing !== "gone" && thread.querySelector("[data-calling]");
const writes = () => doing === "typing" || doing === "noting";

function judge() {
  const now = Date.now();
  if (now - typed < TYPING) return kind;
  return document.hidden || now - touched > IDLE ? "idle" : "reading";
}

function look() {
  const now = judge();
  if (doing === "gone") return;
  const again = (now === "typing" && Date.now() - typed < SHOWN) || calls();
  if (now !== doing || (again && Date.now() - told > SHOWN)) tell(now);
}

for (const sign of ["pointermove", "pointerdown", "keydown", "scroll"]) {
  addEventListener(sign, () => { touched = Date.now(); if (doing === "idle") look(); }, { passive: true, capture: true });
}
for (const field of document.querySelectorAll("form[data-draft] textarea")) {
  field.addEventListener("input", () => { typed = Date.now(); kind = field.id === "note" ? "noting" : "typing"; look(); });
}
document.addEventListener("visibilitychange", () => { look(); draw(); });
addEventListener("pagehide", () => { tell("gone"); tabs.postMessage("gone"); });
addEventListener("pageshow", (event) => { if (event.persisted) forget(); });  // the others tell again when the stream is connected
document.addEventListener("jembatan:over", () => { doing = "gone"; forget(); });
tabs.addEventListener("message", () => {  // this officer closed another tab of the same report
  setTimeout(() => { if (doing !== "gone") tell(judge()); }, LEAVING / 3);
});
document.addEventListener("jembatan:linked", () => tell(judge()));
setInterval(look, 2000);
setInterval(() => { if (doing !== "gone") tell(judge()); draw(); }, AGAIN);

document.addEventListener("jembatan:present", ({ detail }) => {
  if (detail.code !== code) return;
  const before = others.get(detail.officer), leaves = detail.doing === "gone";
  if (leaves && !before) return;
  others.set(detail.officer, { ...detail, at: Date.now() });
  if (leaves) setTimeout(draw, LEAVING + 100);  // who only loads the page again, as after a reply, is back before that
  else if ((!before || before.doing === "gone") && doing !== "gone") tell(judge());  // tells the one who came that we are here
  draw();
});

const initials = (name) => name.split(/\s+/).filter(Boolean).slice(-2).map((word) => [...word][0]).join("");

function forget() {
  others.clear();
  draw();
}

function draw() {
  const { clientHeight } = thread;
  for (const [officer, seen] of others) {
    if (Date.now() - seen.at > (seen.doing === "gone" ? LEAVING : FORGET)) others.delete(officer);
  }
  strip.hidden = !others.size;
  strip.querySelector("[data-others]").replaceChildren(...[...others.values()].map((seen) => {
    const person = document.createElement("span"), face = document.createElement("span");
    person.className = `present present-${seen.doing}`;
    face.className = "person";
    face.ariaHidden = "true";
    face.textContent = initials(seen.name);
    person.append(face, seen.name, ...(strip.dataset[seen.doing] ? [` (${strip.dataset[seen.doing]})`] : []));
    return person;
  }));
  thread.scrollTop += clientHeight - thread.clientHeight;  // what is read stays where it is
}
