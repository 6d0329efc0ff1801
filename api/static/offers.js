// What need not be typed: "/" at the beginning of a line offers canned replies, "@" before a name the colleagues.

import { chooser, matches } from "./chooser.js";

const { report: code } = document.querySelector("[data-report]").dataset;

function offerAt({ name, field, sign, typed, select }) {
  const dialog = document.querySelector(`[data-${name}]`), opener = document.querySelector(`[data-${name}-open]`);
  const none = dialog.querySelector("[data-none]");
  let found = [], place = [0, 0];
  const offers = (words) => found.filter((offer) => matches(words, offer.name, offer.kind, offer.text ?? ""));
  const open = chooser(dialog, { offers, choose: put });
  const isTyped = () => typed.test(field.value.slice(0, field.selectionStart));

  async function offer() {
    place = [field.selectionStart - (isTyped() ? 1 : 0), field.selectionEnd];
    try {
      const answer = await fetch(`/laporan/${code}/${dialog.dataset.address}`);
      found = answer.ok ? await answer.json() : [];
    } catch { found = []; }
    none.hidden = found.length > 0;
    if (!document.querySelector("dialog[open]")) open();
  }

  function put({ name: called, text = `${sign}${called} ` }) {
    const [start, end] = place, part = select?.exec(text);
    field.focus();
    field.setRangeText(text, start, end, "end");
    if (part) field.setSelectionRange(start + part.index, start + part.index + part[0].length);
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  opener.hidden = false;
  opener.addEventListener("click", offer);
  field.addEventListener("input", (event) => { if (event.data === sign && isTyped()) offer(); });
}

const reply = document.querySelector("#reply"), note = document.querySelector("#note");
// What a canned reply leaves open is selected, to be typed over.
if (reply && !reply.readOnly) offerAt({ name: "canned", field: reply, sign: "/", typed: /(^|\n)\/$/, select: /\{(kode|tempat|batas)\}/ });
offerAt({ name: "colleagues", field: note, sign: "@", typed: /(^|\s)@$/ });
