// Who else has this report open, and whether they write. Each page tells the others; the server keeps nothing.

const strip = document.querySelector("[data-presence]"), code = document.querySelector("[data-report]").dataset.report;
const IDLE = 120000, TYPING = 6000, AGAIN = 90000, FORGET = 240000;  // milliseconds
const others = new Map();  // officer -> { name, doing, at }
let doing = "reading", touched = Date.now(), typed = 0;

function tell(now) {
  doing = now;
  const aside = doing === "typing" ? "" : "?blok=hadir";  // who writes is at work: the session goes on
  fetch(`/laporan/${code}/hadir${aside}`, { method: "POST", body: new URLSearchParams({ doing }), keepalive: true }).catch(() => {});
}

function judge() {
  const now = Date.now();
  if (now - typed < TYPING) return "typing";
  return document.hidden || now - touched > IDLE ? "idle" : "reading";
}

function look() {
  const now = judge();
  if (doing !== "gone" && now !== doing) tell(now);
}

for (const sign of ["pointermove", "pointerdown", "keydown", "scroll"]) {
  addEventListener(sign, () => { touched = Date.now(); if (doing === "idle") look(); }, { passive: true, capture: true });
}
for (const field of document.querySelectorAll("form[data-draft] textarea")) {
  field.addEventListener("input", () => { typed = Date.now(); look(); });
}
document.addEventListener("visibilitychange", look);
addEventListener("pagehide", () => tell("gone"));
addEventListener("pageshow", (event) => { if (event.persisted) tell("reading"); });
document.addEventListener("jembatan:linked", () => tell(judge()));
setInterval(look, 2000);
setInterval(() => { if (doing !== "gone") tell(judge()); draw(); }, AGAIN);

document.addEventListener("jembatan:present", ({ detail }) => {
  if (detail.code !== code) return;
  const known = others.has(detail.officer);
  if (detail.doing === "gone") others.delete(detail.officer);
  else others.set(detail.officer, { ...detail, at: Date.now() });
  if (!known && detail.doing !== "gone" && doing !== "gone") tell(judge());  // whoever comes learns who is here
  draw();
});

const initials = (name) => name.split(/\s+/).filter(Boolean).slice(-2).map((word) => word[0]).join("");

function draw() {
  for (const [officer, seen] of others) if (Date.now() - seen.at > FORGET) others.delete(officer);
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
}
