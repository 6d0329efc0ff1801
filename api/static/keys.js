// Single keys. They work only while the list or the head of the report has the focus, and can be switched off.

import { actionOf } from "./shortcuts.js";

const OFF = "pintasan-mati";
const sheet = document.querySelector("[data-sheet]"), off = document.querySelector("[data-keys-off]");
off.checked = localStorage.getItem(OFF) === "1";
off.addEventListener("change", () => localStorage.setItem(OFF, off.checked ? "1" : ""));

const opener = document.querySelector("[data-sheet-open]");
opener.hidden = false;
opener.addEventListener("click", () => sheet.showModal());

const rows = () => [...document.querySelectorAll("[data-list] [data-code]")];
const isTyping = (target) => target.closest("input, textarea, select, [contenteditable]");
const isNobody = (target) => target === document.body || target.matches("main, [data-head]");

function move(step) {
  const found = rows(), now = found.findIndex((row) => row === document.activeElement);
  const open = found.findIndex((row) => row.hasAttribute("aria-current"));
  const next = now >= 0 ? now + step : open >= 0 ? open + step : 0;
  const row = found[Math.max(0, Math.min(found.length - 1, next))];
  row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function open(name) {
  next = "";
  const card = document.querySelector(`[data-act="${name}"]`);
  if (card) card.open = true;
}

function write(mode) {
  const tab = document.getElementById(`mode-${mode}`);
  if (!tab) return;
  tab.checked = true;
  document.querySelector(`.write-${mode} textarea`)?.focus();
}

function close() {  // the card opens with a toggle event, which takes the focus to its first choice
  const card = document.querySelector('[data-act="s"]'), result = card?.querySelector("[data-result]");
  next = "";
  if (!result) return open("s");
  result.closest("details").open = true;
  if (card.open) return result.focus();
  card.addEventListener("toggle", () => result.focus(), { once: true });
  card.open = true;
}

// Alt+E: once this one is closed, the next one opens
const NEXT = "berikut", opened = document.querySelector("[data-report]")?.dataset;
const [closing, onward] = (sessionStorage.getItem(NEXT) ?? "").split(" ");
sessionStorage.removeItem(NEXT);
if (opened && closing === opened.report && opened.status === "finished") location.replace(`/laporan/${onward}`);

let next = "";
document.querySelector('[data-act="s"]')?.addEventListener("toggle", ({ target }) => { if (!target.open) next = ""; });
document.querySelector("form:has([data-result])")?.addEventListener("submit", () => {
  if (next) sessionStorage.setItem(NEXT, `${opened.report} ${next}`);
});

function closeAndNext() {
  const found = rows(), now = found.findIndex((row) => row.dataset.code === opened.report);
  close();
  next = now < 0 ? "" : (found[now + 1] ?? found[now - 1])?.dataset.code ?? "";  // if it is not in the list, the list itself is next
}

function back() {
  const row = document.querySelector("[data-list] [data-code][aria-current]");
  if (row?.checkVisibility()) row.focus(); else document.querySelector(".back")?.click();
}

// The list and the details stay folded, for all reports in this browser
const FOLDS = { "[": "list", "]": "details" };
for (const part of Object.values(FOLDS)) document.body.classList.toggle(`no-${part}`, localStorage.getItem(`lipat-${part}`) === "1");

function fold(part) {
  if (!document.querySelector("[data-report]")) return;
  localStorage.setItem(`lipat-${part}`, document.body.classList.toggle(`no-${part}`) ? "1" : "");
  document.querySelector("[data-head]").focus();
}

// Keys act on the open report. On the row of another report such a key only opens that one
const OF_REPORT = new Set("take close status assign priority category reply note copy undo photo".split(" "));
function isElsewhere(target, action) {
  const row = target.closest("[data-list] [data-code]");
  if (!row || row.hasAttribute("aria-current") || !OF_REPORT.has(action)) return false;
  row.click();
  return true;
}

const take = () => document.querySelector("[data-take]:not([hidden]) button")?.click();
const FIXED = { ArrowDown: () => move(1), ArrowUp: () => move(-1), Escape: back };
const ACTIONS = {
  next: () => move(1), previous: () => move(-1), take, close, status: () => open("s"), assign: () => open("t"),
  priority: () => open("p"), category: () => open("c"), reply: () => write("reply"), note: () => write("note"),
  search: () => document.querySelector("[data-search]").focus(), list: () => fold("list"), details: () => fold("details"),
  copy: () => document.querySelector("[data-head] [data-copy]")?.click(), theme: () => document.querySelector("[data-theme]").click(),
  undo: () => document.querySelector("[data-undo]")?.click(),
  photo: () => document.dispatchEvent(new Event("jembatan:viewer")), sheet: () => sheet.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    const form = event.target.closest?.("form[data-draft]");
    if (form) { event.preventDefault(); form.requestSubmit(form.querySelector(".send, .note-button")); }
    return;
  }
  if (event.key.toLowerCase() === "e" && event.altKey && !event.ctrlKey && opened) {
    event.preventDefault();
    return closeAndNext();
  }
  if (event.key === "Escape" && !event.isComposing && event.target.closest?.("form[data-draft]")) {
    document.querySelector("[data-head]").focus();  // from the text field back to where single keys work
    return;
  }
  if (off.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.defaultPrevented || event.target.closest("details[open]") && event.key === "Escape") return;
  const here = isNobody(event.target) || event.target.closest("[data-list], [data-head]");
  const action = actionOf(event.key), run = FIXED[event.key] ?? ACTIONS[action];
  if (!here || !run || (event.key.startsWith("Arrow") && !event.target.closest("[data-list]"))) return;
  event.preventDefault();
  if (!isElsewhere(event.target, action)) run();
});
