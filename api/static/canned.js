// "/" at the beginning of a line, or the button: replies that need not be typed. What they leave open is selected.

import { chooser, matches } from "./chooser.js";

const field = document.querySelector("#reply"), dialog = document.querySelector("[data-canned]"), opener = document.querySelector("[data-canned-open]");
const none = document.querySelector("[data-canned-none]"), { report: code } = document.querySelector("[data-report]").dataset;
let replies = [], place = [0, 0];

const offers = (words) => replies.filter(({ name, kind, text }) => matches(words, name, kind, text));
const open = chooser(dialog, { offers, choose: ({ text }) => put(text) });

async function offer() {
  place = [field.selectionStart - (slash() ? 1 : 0), field.selectionEnd];
  try {
    const answer = await fetch(`/laporan/${code}/siap`);
    replies = answer.ok ? await answer.json() : [];
  } catch { replies = []; }
  none.hidden = replies.length > 0;
  if (!document.querySelector("dialog[open]")) open();
}

const slash = () => /(^|\n)\/$/.test(field.value.slice(0, field.selectionStart));

function put(text) {
  const [start, end] = place;
  field.focus();
  field.setRangeText(text, start, end, "end");
  const hole = /\{(kode|tempat|batas)\}/.exec(text);
  if (hole) field.setSelectionRange(start + hole.index, start + hole.index + hole[0].length);
  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

if (field && !field.readOnly) {
  opener.hidden = false;
  opener.addEventListener("click", offer);
  field.addEventListener("input", (event) => { if (event.data === "/" && slash()) offer(); });
}
