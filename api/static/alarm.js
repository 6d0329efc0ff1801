// On every page of an officer: a P1 that nobody took is shown with a button to take it, and rings.

const BEEP = 30000, MUTE = 300000;
const find = (selector, root = document) => root.querySelector(selector);
const banner = find("[data-p1-banner]"), take = find("[data-p1-take]"), voice = find("[data-live]");
const title = document.title, opened = find("[data-report]")?.dataset.report;
const ended = find("[data-ended]"), leaving = new BroadcastChannel("keluar");
let untaken = 0, waiting = 0, heard = 0, left = false;

export function say(text) {
  voice.textContent = "";
  setTimeout(() => { voice.textContent = text; }, 50);
}

/** Somebody calls this officer to a report. */
export function called({ kind, code }) {
  if (kind === "mention" && code !== opened) say(voice.dataset.called.replace("{code}", code));
}

/** How many reports came while nobody looked at the list. */
export function showWaiting(count) {
  waiting = count;
  showTitle();
}

function showTitle() {
  document.title = (ended.hidden ? "" : `${ended.dataset.title} `) + (untaken ? "P1! " : "") + (waiting ? `(${waiting}) ` : "") + title;
}

export function setCount(name, value) {
  for (const place of document.querySelectorAll(`[data-count="${name}"]`)) {
    place.textContent = value;
    if (name === "late" || name === "mentioned") place.classList.toggle("hot", Number(value) > 0);
  }
}

/** data.untaken_p1: how many nobody took; data.urgent: the code of the one that has waited longest. */
export function hearP1(data) {
  heard += 1;
  showP1(data.untaken_p1, data.urgent);
}

/** Call it before a page is fetched. It returns how to show what the page says of P1, unless the stream has said something newer meanwhile. */
export function askP1() {
  const before = heard;
  return ({ untaken: count, urgent }) => { if (heard === before) showP1(Number(count), urgent); };
}

function showP1(count, urgent) {
  const more = count > untaken;
  untaken = count;
  setCount("untaken_p1", count);
  for (const place of document.querySelectorAll("[data-p1-chip]")) place.classList.toggle("none", !count);
  banner.hidden = !count;
  offer(count ? urgent : "");
  showTitle();
  if (more) {
    say(find("a", banner).textContent);
    beep(true);
  }
}

function offer(urgent) {
  const address = `/laporan/${urgent}/ambil`;
  take.hidden = !urgent || (urgent === opened && Boolean(find("[data-take]:not([hidden])")));  // its own button
  if (!urgent || take.getAttribute("action") === address) return;
  take.setAttribute("action", address);
  take.elements.op.value = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  find("[data-p1-code]", take).textContent = urgent;
}

function beep(now) {
  const at = Date.now();
  const deaf = !ended.hidden && !left;
  if (!deaf && (!untaken || at < Number(localStorage.getItem("bisu")))) return;
  if (audio.state !== "running") return;
  if (!now && at - Number(localStorage.getItem("bunyi")) < BEEP - 2000) return;  // another tab did it
  localStorage.setItem("bunyi", at);
  for (const [start, pitch] of [[0, 880], [0.22, 660]]) {
    const tone = audio.createOscillator(), gain = audio.createGain();
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0.2, audio.currentTime + start);
    gain.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + start + 0.2);
    tone.connect(gain).connect(audio.destination);
    tone.start(audio.currentTime + start);
    tone.stop(audio.currentTime + start + 0.2);
  }
}

// Browsers allow sound only after a click, a key or a touch (once the finger is lifted). Until then the page says that it is silent
const audio = new AudioContext(), silent = find("[data-silent]");
function listen() {
  if (audio.state === "running" && silent.hidden) return;
  audio.resume().then(() => {
    silent.hidden = true;
    beep(true);
  }, () => {});  // before that it stays pending
}
for (const touch of ["pointerdown", "pointerup", "click", "keydown"]) addEventListener(touch, listen, { capture: true });
setTimeout(() => { silent.hidden = audio.state === "running"; }, 500);

const mute = find("[data-mute]"), unmuted = mute.textContent;
mute.hidden = false;
mute.addEventListener("click", () => {
  localStorage.setItem("bisu", Date.now() + MUTE);
  showMuted();
});

function showMuted() {
  const until = new Date(Number(localStorage.getItem("bisu")));
  if (until < Date.now()) return;
  mute.textContent = mute.dataset.muted.replace("{time}", `${until.getHours()}.${String(until.getMinutes()).padStart(2, "0")}`);
  setTimeout(() => { mute.textContent = unmuted; }, until - Date.now());
}

// A page whose session is over gets no alarms. That rings too, so that nobody relies on it; but not when the officer has
// logged out, in this tab or another.
new MutationObserver(() => {
  left &&= !ended.hidden;
  showTitle();
  beep(false);
}).observe(ended, { attributeFilter: ["hidden"] });
find("form[action='/masuk/keluar']").addEventListener("submit", () => leaving.postMessage(""));
leaving.addEventListener("message", () => { left = true; });

showMuted();
setInterval(() => beep(false), BEEP);
