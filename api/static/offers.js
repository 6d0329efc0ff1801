// "/" at the beginning of a line offers canned replies, "@" offers the colleagues.

import { chooser, matches } from "./chooser.js";

const { report: code } = document.querySelector("[data-report]").dataset;

function offerAt({ name, field, sign, typed, select }) {
  const dialog = document.querySelector(`[data-${name}]`), opener = document.querySelector(`[data-${name}-open]`);
  const none = dialog.querySelector("[data-none]"), broken = dialog.querySelector("[data-broken]");
  let found = [], place = [0, 0], isOpen = false;  // by the sign, and nothing chosen yet
  const offers = (words) => found.filter((offer) => matches(words, offer.name, offer.kind, offer.text ?? ""));
  const { open, draw } = chooser(dialog, { offers, choose: put });
  const isTyped = () => typed.test(field.value.slice(0, field.selectionStart));

  async function offer() {
    if (document.querySelector("dialog[open]")) return;
    isOpen = isTyped();
    place = [field.selectionStart - (isOpen ? 1 : 0), field.selectionEnd];
    found = [];
    none.hidden = broken.hidden = true;
    dialog.ariaBusy = "true";
    open();  // at once, so that on a slow line what is typed next goes into its field
    try {
      const answer = await fetch(`/laporan/${code}/${dialog.dataset.address}`);
      if (!answer.ok) throw new Error(answer.status);
      found = await answer.json();
      none.hidden = found.length > 0;
    } catch { broken.hidden = false; }
    dialog.ariaBusy = "false";
    draw();
  }

  function put({ name: called, text = `${sign}${called} ` }) {
    const [start, end] = place, part = select?.exec(text);
    isOpen = false;
    field.focus();
    field.setRangeText(text, start, end, "end");
    if (part) field.setSelectionRange(start + part.index, start + part.index + part[0].length);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  dialog.addEventListener("close", () => {  // what was typed and chose nothing stays words
    if (isOpen) put({ text: sign + dialog.querySelector("input").value });
  });
  opener.hidden = false;
  opener.addEventListener("click", offer);
  field.addEventListener("input", (event) => { if (event.data === sign && isTyped()) offer(); });
}

const reply = document.querySelector("#reply"), note = document.querySelector("#note");
// What a canned reply leaves open is selected, to be typed over.
if (reply && !reply.readOnly) offerAt({ name: "canned", field: reply, sign: "/", typed: /(^|\n)\/$/, select: /\{(kode|tempat|batas)\}/ });
offerAt({ name: "colleagues", field: note, sign: "@", typed: /(^|\s)@$/ });
