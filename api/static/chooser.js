// A dialog in which something is chosen by a few letters: a field over a list, by keyboard or by click.

export const plain = (words) => words.replace(/\s+/g, " ").trim();

// `offers(words)` gives what there is, each { name, kind } and perhaps a text to read before; `choose(offer)` carries one out.
// draw() shows offers that are fetched after the dialog was opened; until then it is busy, and Enter does nothing.
export function chooser(dialog, { offers, choose }) {
  const field = dialog.querySelector("input"), box = dialog.querySelector("[role=listbox]");
  const unmatched = dialog.querySelector("[data-unmatched]");
  let found = [], at = 0, from = null;

  function draw() {
    found = offers(plain(field.value));
    box.replaceChildren(...found.map(({ kind, name, text }, place) => {
      const line = document.createElement("li"), what = document.createElement("span"), sort = document.createElement("small");
      Object.assign(line, { id: `${box.id}-${place}`, role: "option" });
      what.textContent = name;
      sort.textContent = kind;
      line.append(what, sort);
      if (text) line.append(Object.assign(document.createElement("p"), { textContent: text }));
      return line;
    }));
    if (unmatched) unmatched.hidden = found.length > 0 || !field.value || dialog.ariaBusy === "true";
    point(0);
  }

  function point(place) {
    at = Math.max(0, Math.min(found.length - 1, place));
    for (const [number, line] of [...box.children].entries()) line.ariaSelected = String(number === at);
    field.setAttribute("aria-activedescendant", found.length ? `${box.id}-${at}` : "");
    box.children[at]?.scrollIntoView({ block: "nearest" });
  }

  function run(offer) {
    if (!offer) return dialog.close();
    from = null;
    dialog.close();
    choose(offer);
  }

  field.addEventListener("input", draw);
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) point(at + step);
    else if (event.key === "Enter" && !event.isComposing) { if (dialog.ariaBusy !== "true") run(found[at]); }
    else return;
    event.preventDefault();
  });
  box.addEventListener("click", (event) => {
    const line = event.target.closest("[role=option]");
    if (line) run(found[[...box.children].indexOf(line)]);
  });
  dialog.addEventListener("close", () => from?.focus());

  function open() {
    from = document.activeElement;
    field.value = "";
    draw();
    dialog.showModal();
    field.focus();
  }

  return { open, draw };
}

export function matches(words, ...texts) {
  const all = texts.join(" ").toLocaleLowerCase();
  return words.toLocaleLowerCase().split(" ").every((word) => all.includes(word));
}
