// Keeps the list and the open report as they are on the server. Never touches what is being written.

import { stream } from "./live-worker.js";

const POLL = 15000, BEEP = 30000, MUTE = 300000;
const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const list = find("[data-list]"), report = find("[data-report]"), thread = find("[data-thread]"), details = find("[data-details]");
const bar = find("[data-new-bar]"), chip = find("[data-link]"), banner = find("[data-p1-banner]"), voice = find("[data-live]");
const title = document.title;
let waiting = 0, linked = false, untaken = 0, end = null;

// The stream

function tell(message) {
  if (message.type === "report") return heard(message.data);
  showLink(message);
  // At the first connection too: what happened between this page and its stream was told to nobody.
  if (message.up && !linked) { if (!isBusy()) refreshList(); refreshReport(); }
  linked = message.up;
}

function showLink({ up, since }) {
  const time = new Date(since).toLocaleTimeString("id-ID", { hour: "2-digit", minute: "2-digit" }).replace(":", ".");
  chip.hidden = false;
  chip.classList.toggle("off", !up);
  chip.textContent = up ? chip.dataset.on : chip.dataset.off.replace("{time}", time);
}

function connect() {
  if (window.SharedWorker) {
    const address = new URL(`live-worker.js${new URL(import.meta.url).search}`, import.meta.url);
    const { port } = new SharedWorker(address, { type: "module", name: "jembatan" });
    port.onmessage = (event) => tell(event.data);
    end = () => { port.postMessage("bye"); port.close(); };
    return;
  }
  const choose = () => {  // without a shared worker only the tab in sight holds a connection
    end?.();
    if (!document.hidden) return (end = stream(tell));
    const timer = setInterval(() => { refreshList(); refreshReport(); }, POLL);
    end = () => clearInterval(timer);
  };
  document.addEventListener("visibilitychange", choose);
  choose();
}

function heard({ kind, code, untaken_p1: p1 }) {
  showP1(p1);
  if (report?.dataset.report === code && kind !== "new") later("report", refreshReport);
  if (kind === "new") {
    waiting += 1;
    if (isBusy() || document.hidden) say(voice.dataset.new);
    showTitle();
  }
  if (isBusy()) { if (waiting) showBar(); } else later("list", refreshList);
}

const timers = {};
function later(name, work) {  // a burst of hints is one fetch
  timers[name] ??= setTimeout(() => { delete timers[name]; work(); }, 300);
}

function say(text) {
  voice.textContent = "";
  setTimeout(() => { voice.textContent = text; }, 50);
}

function showTitle() {
  document.title = (untaken ? "P1! " : "") + (waiting ? `(${waiting}) ` : "") + title;
}

// The list

function isBusy() {
  const scrolled = getComputedStyle(list).overflowY === "auto" ? list.scrollTop : scrollY;
  return list.contains(document.activeElement) || scrolled > 8 || new URLSearchParams(location.search).has("sesudah");
}

function showBar() {
  const words = find("[data-one]", bar);
  words.textContent = words.dataset.one.replace("{n}", waiting);
  bar.hidden = false;
}

async function fetchPart(address, block) {
  const url = new URL(address, location);
  url.searchParams.set("blok", block);
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

async function refreshList() {
  let fresh;
  try { fresh = await fetchPart(list.dataset.address, "list"); } catch { return; }
  if (!find("[data-swap=rows]", fresh)) return;
  const focused = document.activeElement?.dataset?.code, known = new Set(all("[data-code]", list).map((row) => row.dataset.code));
  const left = find(".tabs", list).scrollLeft;
  for (const part of all("[data-swap]", fresh)) find(`[data-swap=${part.dataset.swap}]`, list).replaceChildren(...part.childNodes);
  find(".tabs", list).scrollLeft = left;
  for (const row of all("[data-code]", list)) {
    if (report && row.dataset.code === report.dataset.report) row.setAttribute("aria-current", "true");
    if (!known.has(row.dataset.code)) row.classList.add("fresh");
    if (row.dataset.code === focused) row.focus({ preventScroll: true });
  }
  for (const count of all(".tabs [data-count]", list)) setCount(count.dataset.count, count.textContent);
  showP1(Number(find("[data-untaken]", fresh).dataset.untaken));
  bar.hidden = true;
  if (!document.hidden) waiting = 0;
  showTitle();
}

function setCount(name, value) {
  for (const place of all(`[data-count="${name}"]`)) place.textContent = value;
}

// The open report

const raw = (node) => node.outerHTML.replace(/value="[0-9a-f]{32}"/g, "");  // each form has a new operation id
const drawn = new Map();
const keyOf = (node, place) => node.id || `${node.tagName}${place}`;
function remember(box, selector) {
  if (box) all(selector, box).forEach((node, place) => drawn.set(keyOf(node, place), raw(node)));
}
remember(thread, ".thread > li");
remember(details, ":scope > *");

function swap(box, nodes) {  // what did not change stays: a film goes on playing, an opened photo stays open
  const old = new Map([...box.children].map((node, place) => [keyOf(node, place), node]));
  box.replaceChildren(...nodes.map((node, place) => {
    const key = keyOf(node, place), text = raw(node), same = drawn.get(key) === text && old.get(key);
    drawn.set(key, text);
    return same || node;
  }));
}

async function refreshReport() {
  if (!report) return;
  let lines, facts;
  try {
    [lines, facts] = await Promise.all([fetchPart(location.pathname, "thread"), fetchPart(location.pathname, "details")]);
  } catch { return; }
  if (!find(".thread", lines) || !find("[data-facts-new]", facts)) return;
  const before = all(".bubble-citizen", thread).length, down = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 40;
  const { scrollTop } = thread;
  swap(find(".thread", thread), [...find(".thread", lines).children]);
  thread.scrollTop = down ? thread.scrollHeight : scrollTop;
  if (all(".bubble-citizen", thread).length > before) say(voice.dataset.message);
  swap(details, [...facts.body.children, ...facts.head.children].sort((a) => (a.tagName === "TEMPLATE" ? -1 : 0)));
  document.dispatchEvent(new Event("jembatan:details"));
  showFacts(find("[data-facts-new]", details));
}

function showFacts(template) {
  find("[data-facts]").replaceChildren(template.content.cloneNode(true));
  const take = find("[data-take]"), taken = Boolean(template.dataset.taken);
  const moved = template.dataset.status !== report.dataset.status || (take && taken && !take.hidden);
  if (take) take.hidden = taken;
  if (moved) find("[data-moved]").hidden = false;  // the choices in the forms are no longer the right ones
  else if (find("[data-moved]").hidden) for (const field of all("input[name=version]")) field.value = template.dataset.version;
}

// An emergency that nobody took: words, place and sound

let audio = null;
function showP1(count) {
  const more = count > untaken;
  untaken = count;
  setCount("untaken_p1", count);
  for (const place of all("[data-p1-chip]")) place.classList.toggle("none", !count);
  banner.hidden = !count;
  showTitle();
  if (more) {
    say(banner.querySelector("a").textContent);
    beep(true);
  }
}

function beep(now) {
  const at = Date.now();
  if (!untaken || at < Number(localStorage.getItem("bisu"))) return;
  if (navigator.userActivation && !navigator.userActivation.hasBeenActive) return;  // browsers want a click first
  if (!now && at - Number(localStorage.getItem("bunyi")) < BEEP - 2000) return;  // another tab did it
  localStorage.setItem("bunyi", at);
  audio ??= new AudioContext();
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

find("[data-mute]").addEventListener("click", (event) => {
  const until = new Date(Date.now() + MUTE), button = event.currentTarget;
  localStorage.setItem("bisu", until.getTime());
  button.dataset.words ??= button.textContent;
  button.textContent = button.dataset.muted.replace("{time}", `${until.getHours()}.${String(until.getMinutes()).padStart(2, "0")}`);
  setTimeout(() => { button.textContent = button.dataset.words; }, MUTE);
});

bar.addEventListener("click", (event) => {
  if (new URLSearchParams(location.search).has("sesudah")) return;  // follow the link to the first page
  event.preventDefault();
  list.scrollTop = 0;
  refreshList().then(() => { say(voice.dataset.drawn); find("[data-code]", list)?.focus(); });
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  if (!isBusy()) { waiting = 0; refreshList(); }
  showTitle();
});
addEventListener("pagehide", () => end?.());
addEventListener("pageshow", (event) => { if (event.persisted) { connect(); refreshList(); refreshReport(); } });
setInterval(() => beep(false), BEEP);
setInterval(() => { if (!document.hidden && !isBusy()) refreshList(); }, 30000);  // time chips grow old
showP1(Number(find("[data-untaken]").dataset.untaken));
connect();
