// Ctrl+K: everything this page can do, the reports in the list and the views, by a few letters.

import { chooser, matches, plain } from "./chooser.js";

const palette = document.querySelector("[data-palette]"), opener = document.querySelector("[data-palette-open]");
const KINDS = [
  ["act", "[data-take]:not([hidden]) button, .act > summary, .mode-tab, .report .copy[data-copy]"],
  ["report", "[data-list] [data-code]"],
  ["view", ".doors a, .views a, .tabs a"],
  ["act", ".top [data-theme], [data-sheet-open]"],
];

function gather() {
  const seen = new Set();
  return KINDS.flatMap(([kind, selector]) => [...document.querySelectorAll(selector)].map((node) => {
    const row = kind === "report" && [node.querySelector("strong"), node.querySelector(".row-place")].map((part) => part.textContent);
    const name = row ? [row[0], node.dataset.code, row[1]].join(" · ") : node.getAttribute("aria-label") ?? [...node.childNodes].filter((part) => !part.matches?.("kbd")).map((part) => part.textContent).join(" ");
    return { node, kind: palette.getAttribute(`data-word-${kind}`), name: plain(name) };
  })).filter(({ name, kind }) => name && !seen.has(`${kind} ${name}`) && seen.add(`${kind} ${name}`));
}

function offers(words) {
  const found = gather().filter(({ name, kind }) => matches(words, kind, name)).slice(0, 50);
  return words ? [...found, { kind: "", name: palette.dataset.wordSearch.replace("{words}", words), search: words }] : found;
}

function choose({ node, search }) {
  if (search) return location.assign(`/masuk?q=${encodeURIComponent(search)}`);
  node.click();
  if (node.matches(".mode-tab")) document.querySelector(`.write-${node.htmlFor.slice(5)} textarea`)?.focus();
}

const { open } = chooser(palette, { offers, choose });
opener.hidden = false;
opener.addEventListener("click", open);
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (palette.open) palette.close(); else if (!document.querySelector("dialog[open]")) open();
});
