// Keeps the list and the open report as they are on the server. Never touches what is being written.

import { askP1, called, hearP1, say, setCount, showWaiting } from "./alarm.js";
import { clock, connect, fetchPart } from "./link.js";

const find = (selector, root = document) => root.querySelector(selector);
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const list = find("[data-list]"), report = find("[data-report]"), thread = find("[data-thread]"), details = find("[data-details]");
const bar = find("[data-new-bar]"), voice = find("[data-live]");
const stale = find("[data-stale]");
let waiting = 0, lost = false, drawnAt = new Date();

function heard({ kind, code }) {
  called({ kind, code });
  if (kind === "gone") return lose(code);
  if (report?.dataset.report === code && kind !== "new") later("report", refreshReport);
  if (kind === "new") {
    waiting += 1;
    if (isBusy() || document.hidden) say(voice.dataset.new);
    showWaiting(waiting);
  }
  if (waiting && isBusy()) showBar();
  if (!isLater()) later("list", refreshList);
}

function refresh() {
  if (!isLater()) refreshList();
  refreshReport();
}

const timers = {};
function later(name, work) {  // a burst of hints is one fetch
  timers[name] ??= setTimeout(() => { delete timers[name]; work(); }, 300);
}

// Answers may come in another order than they were asked for: an older one than what is shown is not drawn
function inOrder() {
  let asked = 0, drawn = 0;
  return () => {
    const turn = asked += 1;
    return () => turn > drawn && (drawn = turn);
  };
}
const listOrder = inOrder(), reportOrder = inOrder();

// The list

find(".tabs [aria-current]", list)?.scrollIntoView({ block: "nearest", inline: "nearest" });

// When the next report is opened, the list beside it is scrolled to where it was left
const place = JSON.parse(sessionStorage.getItem("daftar") ?? "{}");
const cameBack = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
// Of the rows: a bar above them may be gone by then.
const begin = () => find("[data-swap=rows]", list).getBoundingClientRect().top - list.getBoundingClientRect().top;
if ((report || cameBack) && place.address === list.dataset.address) list.scrollTop += begin() - place.begin;
find("[data-code][aria-current]", list)?.scrollIntoView({ block: "nearest" });
addEventListener("pagehide", () => {
  sessionStorage.setItem("daftar", JSON.stringify({ address: list.dataset.address, begin: begin() }));
});

const isLater = () => new URLSearchParams(location.search).has("sesudah");  // not the first page of the list

function isBusy() {
  const scrolled = getComputedStyle(list).overflowY === "auto" ? list.scrollTop : scrollY;
  return list.contains(document.activeElement) || scrolled > 8 || isLater();
}

function showBar() {
  const words = find("[data-one]", bar);
  words.textContent = words.dataset.one.replace("{n}", waiting);
  bar.hidden = false;
}

async function refreshList(asked = false) {
  let fresh;
  const showP1 = askP1(), isNewest = listOrder();
  try { fresh = await fetchPart(list.dataset.address, "list", "[data-swap=rows]"); } catch { return showStale(); }
  if (!isNewest()) return;
  stale.hidden = true;
  drawnAt = new Date();
  showP1(find("[data-untaken]", fresh).dataset);
  for (const count of all(".tabs [data-count]", fresh)) setCount(count.dataset.count, count.textContent);
  if (!asked && isBusy()) return renew(fresh);
  const focused = document.activeElement?.dataset?.code, known = new Set(all("[data-code]", list).map((row) => row.dataset.code));
  const left = find(".tabs", list).scrollLeft;
  for (const part of all("[data-swap]", fresh)) find(`[data-swap=${part.dataset.swap}]`, list).replaceChildren(...part.childNodes);
  find(".tabs", list).scrollLeft = left;
  for (const row of all("[data-code]", list)) {
    if (report && row.dataset.code === report.dataset.report) row.setAttribute("aria-current", "true");
    if (!known.has(row.dataset.code)) row.classList.add("fresh");
    if (row.dataset.code === focused) row.focus({ preventScroll: true });
  }
  bar.hidden = true;
  if (!document.hidden) waiting = 0;
  showWaiting(waiting);
}

function showStale() {  // not for a lost connection or an ended session, which are shown elsewhere
  const words = find("[data-stale-since]", stale);
  words.textContent = words.dataset.staleSince.replace("{time}", clock(drawnAt));
  stale.hidden = Boolean(find("[data-link].off, [data-ended]:not([hidden])"));
}
find("[data-again]", stale).addEventListener("click", () => refreshList(true));

function renew(fresh) {  // somebody reads the list: the rows stay in place, and only their content is updated
  const rows = all("[data-code]", list), there = all("[data-code]", fresh), whole = !find(".more", fresh);
  const codeOf = (row) => row.dataset.code, old = new Set(rows.map(codeOf)), now = new Map(there.map((row) => [codeOf(row), row]));
  // After the last row that both have, rows may have moved to the next page, or come from it.
  const last = rows.findLastIndex((row) => now.has(codeOf(row))), end = there.findLastIndex((row) => old.has(codeOf(row)));
  for (const [place, row] of rows.entries()) {
    const other = now.get(codeOf(row)), away = !other && (whole || place < last);
    if (other && other.innerHTML !== row.innerHTML) row.replaceChildren(...other.childNodes);
    if (other) row.classList.toggle("unread", other.classList.contains("unread"));
    row.classList.toggle("away", away);
    if (away) find(".row-holder", row).textContent = list.dataset.away;
  }
  waiting = Math.max(waiting, there.filter((row, place) => !old.has(codeOf(row)) && (whole || place < end)).length);
  if (waiting) showBar();
}

function lose(code) {  // at once; the server would only say that the report does not exist
  const row = find(`[data-code="${code}"]`, list)?.closest("li");
  if (row?.contains(document.activeElement)) find("a", row.nextElementSibling ?? row.previousElementSibling ?? list)?.focus();
  row?.remove();
  if (report?.dataset.report === code) loseReport();
  if (!isBusy()) later("list", refreshList);
}

// The open report

const raw = (node) => node.outerHTML.replace(/value="[0-9a-f]{32}"/g, "");  // each form has a new `op`
const drawn = new Map();
const keyOf = (node, place) => node.id || `${node.tagName}${place}`;
function remember(box, selector) {
  if (box) all(selector, box).forEach((node, place) => drawn.set(keyOf(node, place), raw(node)));
}
// Scrolls to the newest message. On a phone the whole page scrolls, and the composer covers its lower part
const scrolls = () => getComputedStyle(thread).overflowY === "auto";
function below() {  // how much of the thread lies below what is in sight
  if (scrolls()) return thread.scrollHeight - thread.scrollTop - thread.clientHeight;
  return thread.getBoundingClientRect().bottom - find(".composer").getBoundingClientRect().top;
}
function toNewest() {
  (scrolls() ? thread : window).scrollBy(0, below());
}
// Not on a phone if the head has something to say, or if the browser goes back to where the page was left
const elsewhere = () => !scrolls() && (cameBack || find(".report-head > .alert, .act[open]", report));
if (thread && !location.hash && !elsewhere()) toNewest();

remember(thread, ".thread > li");
remember(details, ":scope > *");

function swap(box, nodes) {  // nodes that did not change are kept: a film goes on, an opened photo stays open
  const old = new Map([...box.children].map((node, place) => [keyOf(node, place), node]));
  box.replaceChildren(...nodes.map((node, place) => {
    const key = keyOf(node, place), text = raw(node), same = drawn.get(key) === text && old.get(key);
    if (!same && old.has(key)) flash(all("dd", old.get(key)), all("dd", node));
    const tried = !same && old.has(key) && find(".tried[open]", old.get(key)) && find(".tried", node);
    drawn.set(key, text);
    if (tried) tried.open = true;  // it was opened to watch the tries
    return same || node;
  }));
}

function flash(before, after) {  // shows what somebody changed, not what only the time changed
  for (const [place, node] of after.entries()) {
    const grows = node.matches(".chip") || find(".chip", node);
    if (!grows && before[place] && before[place].textContent !== node.textContent) node.classList.add("flash");
  }
}

function loseReport() {  // the report is closed to this officer: only their own text stays
  lost = true;
  find("[data-viewer]").close();
  for (const part of all("[data-head] > *, .jump, [data-thread] > *, [data-details] > *", report)) {
    if (!part.matches("[data-lost], .head-line")) part.remove();
  }
  find("h1", report).textContent = report.dataset.report;
  find("[data-lost]").hidden = false;
  for (const field of all("textarea", report)) field.readOnly = true;
  for (const part of all(".copy, .composer :is(button, .tick-line, .hint, .window)", report)) part.remove();
}

async function refreshReport() {
  if (!report || lost) return;
  let lines, facts;
  const isNewest = reportOrder();
  try {
    [lines, facts] = await Promise.all([
      fetchPart(`/laporan/${report.dataset.report}`, "thread", ".thread"),
      fetchPart(`/laporan/${report.dataset.report}`, "details", "[data-facts-new]"),
    ]);
  } catch (error) {
    if (error.message === "404") lose(report.dataset.report);
    return;
  }
  if (lost || !isNewest()) return;
  const known = new Set(all(".bubble-citizen", thread).map((bubble) => bubble.id));
  const down = below() < 40;
  const { scrollTop } = thread;
  swap(find(".thread", thread), [...find(".thread", lines).children]);
  find(".thread", thread).dataset.upto = find(".thread", lines).dataset.upto;
  const more = all(".bubble-citizen", thread).filter((bubble) => !known.has(bubble.id));
  if (more.length) say(voice.dataset.message);
  swap(details, [...facts.body.children, ...facts.head.children].sort((a) => (a.tagName === "TEMPLATE" ? -1 : 0)));
  document.dispatchEvent(new Event("jembatan:details"));
  showFacts(find("[data-facts-new]", details));
  if (down) toNewest(); else thread.scrollTop = scrollTop;  // last, because notices above the thread make it smaller
  if (more.length && added.hidden) pointAt(more[0].id);
  follow();
}

// The citizen has added something while an officer writes: it must be read before the reply is sent

const added = find("[data-added]");
let watch = 0;
function pointAt(id) {
  const look = () => {
    added.hidden = isInSight(document.getElementById(id));
    if (added.hidden) { clearInterval(watch); watch = 0; }
  };
  added.dataset.bubble = id;
  clearInterval(watch);
  watch = setInterval(look, 300);
  look();
}
function isInSight(bubble) {  // the beginning, as it may be long
  return !bubble || bubble.getBoundingClientRect().top <= find(".composer").getBoundingClientRect().top - 40;
}

// A reply says which message of others was the newest that its writer had seen
const upto = find(".write-reply [name=upto]");
let reading = 0;
function follow() {
  const { upto: newest } = find(".thread", thread).dataset;
  if (!document.hidden && isInSight(document.getElementById(`m${newest}`))) upto.value = newest;
  if (upto.value !== newest) { reading ||= setInterval(follow, 300); return; }
  clearInterval(reading);
  reading = 0;
}
const goThere = () => document.getElementById(added.dataset.bubble)?.scrollIntoView({ block: "center" });
added?.addEventListener("click", goThere);
find(".write-reply")?.addEventListener("submit", (event) => {
  if (added.hidden) return;
  event.preventDefault();
  event.stopPropagation();  // other scripts must not believe that it was sent
  goThere();
});

function showFacts(template) {
  const facts = find("[data-facts]"), before = [...facts.children];
  facts.replaceChildren(template.content.cloneNode(true));
  flash(before, [...facts.children]);
  const take = find("[data-take]"), taken = Boolean(template.dataset.taken);
  const left = find(".composer [data-left]"), turned = template.dataset.open !== find(".composer").dataset.open;
  if (left) left.textContent = template.dataset.left;
  find("[data-window]")?.classList.toggle("soon", template.dataset.soon === "1");
  const toast = find("[data-toast]");
  if (toast && find("[name=version]", toast).value !== template.dataset.version) toast.remove();  // somebody has changed more
  const chosen = template.dataset.chosen !== find(".acts").dataset.chosen;
  const moved = turned || chosen || template.dataset.status !== report.dataset.status || (take && taken && !take.hidden);
  if (take) take.hidden = taken;
  const held = find("[data-held]"), words = find("[data-holder]", held);
  held.hidden = !template.dataset.holder;
  held.elements.version.value = template.dataset.version;  // so it is refused if somebody else took the report meanwhile
  held.elements.unit.value = template.dataset.unit;  // the unit stays the same
  words.textContent = words.dataset.holder.replace("{name}", template.dataset.holder);
  if (moved) find("[data-moved]").hidden = false;  // the forms offer outdated choices
  else if (find("[data-moved]").hidden) for (const field of all("input[name=version]")) field.value = template.dataset.version;
}

bar.addEventListener("click", (event) => {
  if (new URLSearchParams(location.search).has("sesudah")) return;  // the link leads to the first page
  event.preventDefault();
  list.scrollTop = 0;
  refreshList(true).then(() => { say(voice.dataset.drawn); find("[data-code]", list)?.focus(); });
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  if (!isBusy()) refreshList();
  refreshReport();
});
addEventListener("pageshow", (event) => { if (event.persisted) refresh(); });
setInterval(() => { if (!document.hidden) refresh(); }, 30000);  // the time chips must be renewed
askP1()(find("[data-untaken]").dataset);
connect({
  linked: refresh, hint: heard, alarm: hearP1,
  poll: () => { refreshList(); refreshReport(); },
});
