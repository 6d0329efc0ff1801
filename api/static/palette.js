// Ctrl+K: everything this page can do, the reports in the list and the views, by a few letters.

const palette = document.querySelector("[data-palette]"), field = palette.querySelector("input"), box = palette.querySelector("[role=listbox]");
const opener = document.querySelector("[data-palette-open]");
let found = [], at = 0, from = null;

const plain = (words) => words.replace(/\s+/g, " ").trim();

function gather() {
  const kinds = [
    ["act", "[data-take]:not([hidden]) button, .act > summary, .mode-tab, .report .copy[data-copy]"],
    ["report", "[data-list] [data-code]"],
    ["view", ".doors a, .views a, .tabs a"],
    ["act", ".top [data-theme], [data-sheet-open]"],
  ];
  const seen = new Set();
  return kinds.flatMap(([kind, selector]) => [...document.querySelectorAll(selector)].map((node) => {
    const row = kind === "report" && [node.querySelector("strong"), node.querySelector(".row-place")].map((part) => part.textContent);
    const name = row ? [row[0], node.dataset.code, row[1]].join(" · ") : node.getAttribute("aria-label") ?? [...node.childNodes].filter((part) => !part.matches?.("kbd")).map((part) => part.textContent).join(" ");
    return { node, kind: palette.getAttribute(`data-word-${kind}`), name: plain(name) };
  })).filter(({ name, kind }) => name && !seen.has(`${kind} ${name}`) && seen.add(`${kind} ${name}`));
}

function draw() {
  const words = plain(field.value).toLocaleLowerCase().split(" ");
  found = gather().filter(({ name, kind }) => words.every((word) => `${kind} ${name}`.toLocaleLowerCase().includes(word))).slice(0, 50);
  if (plain(field.value)) found.push({ kind: "", name: palette.dataset.wordSearch.replace("{words}", plain(field.value)), search: plain(field.value) });
  box.replaceChildren(...found.map(({ kind, name }, place) => {
    const line = document.createElement("li"), what = document.createElement("span"), sort = document.createElement("small");
    Object.assign(line, { id: `pal-${place}`, role: "option" });
    what.textContent = name;
    sort.textContent = kind;
    line.append(what, sort);
    return line;
  }));
  point(0);
}

function point(place) {
  at = Math.max(0, Math.min(found.length - 1, place));
  for (const [number, line] of [...box.children].entries()) line.ariaSelected = String(number === at);
  field.setAttribute("aria-activedescendant", found.length ? `pal-${at}` : "");
  box.children[at]?.scrollIntoView({ block: "nearest" });
}

function run(choice) {
  from = null;
  palette.close();
  if (!choice) return;
  if (choice.search) location.assign(`/masuk?q=${encodeURIComponent(choice.search)}`);
  else choice.node.click();
  if (choice.node?.matches(".mode-tab")) document.querySelector(`.write-${choice.node.htmlFor.slice(5)} textarea`)?.focus();
}

function open() {
  from = document.activeElement;
  field.value = "";
  draw();
  palette.showModal();
  field.focus();
}

opener.hidden = false;
opener.addEventListener("click", open);
field.addEventListener("input", draw);
field.addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
  if (step) point(at + step);
  else if (event.key === "Enter" && !event.isComposing) run(found[at]);
  else return;
  event.preventDefault();
});
box.addEventListener("click", (event) => {
  const line = event.target.closest("[role=option]");
  if (line) run(found[[...box.children].indexOf(line)]);
});
palette.addEventListener("close", () => from?.focus());
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  if (palette.open) palette.close(); else if (!document.querySelector("dialog[open]")) open();
});
