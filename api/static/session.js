// Two minutes before a session ends the page offers to go on or to log in again, without losing what is being written.

import { clock, mine } from "./link.js";

const WARN = 120, AGAIN = 60, USED = 300;  // seconds; USED: how often the server is told that somebody is there
const find = (selector, root = document) => root.querySelector(selector);
const soon = find("[data-soon]"), words = find("[data-ends]", soon), stay = find("[data-stay]", soon), again = find("[data-again-open]", soon);
const dialog = find("[data-session]"), form = find("[data-again-form]", dialog), wrong = find("[data-wrong]", dialog);
const ended = find("[data-ended]");
let timer = 0, told = Date.now(), from = null;  // where the officer was

const later = (seconds) => { clearTimeout(timer); timer = setTimeout(look, seconds * 1000); };

/** Asks how long the session lasts; "POST" extends it. Other tabs may have extended it too. */
async function look(method = "GET") {
  let found;
  try {
    const answer = await fetch("/masuk/sesi", { method, headers: { accept: "application/json" }, ...(method === "POST" && { body: mine() }) });
    if (answer.ok || answer.status === 401) ended.hidden = answer.ok;  // a page without a stream notices the end here
    if (!ended.hidden) soon.hidden = true;
    if (!answer.ok) return later(AGAIN);
    found = await answer.json();
  } catch { return later(AGAIN); }
  form.elements.email.value ||= found.email;
  form.elements.email.readOnly = true;  // this page is this officer's
  const ends = found.left <= WARN + 5;
  if (ends) {
    words.textContent = words.dataset.ends.replace("{time}", clock(new Date(Date.now() + found.left * 1000)));
    stay.hidden = found.longest <= WARN + 5;  // it cannot be extended
    again.hidden = !stay.hidden;
  }
  soon.hidden = !ends;
  later(ends ? AGAIN : Math.min(found.left - WARN, 3600));
}

stay.addEventListener("click", () => look("POST"));

// Watching a page is work too: moving the pointer or typing extends the session.
for (const sign of ["pointermove", "pointerdown", "keydown", "wheel"]) {
  addEventListener(sign, ({ movementX, movementY }) => {
    if (movementX === 0 && movementY === 0 && sign === "pointermove") return;  // the page moved, not the pointer
    if (!ended.hidden || Date.now() - told < USED * 1000) return;
    told = Date.now();
    look("POST");
  }, { passive: true, capture: true });
}

document.addEventListener("focusout", ({ target }) => { if (!target.closest("[data-again-open], dialog")) from = target; });

for (const button of document.querySelectorAll("[data-again-open]")) {
  button.addEventListener("click", () => {
    wrong.hidden = true;
    dialog.showModal();
    form.elements.password.focus();
  });
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  event.stopPropagation();  // this form does not leave the page
  let answer;
  try { answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" }); } catch { return refuse(find("[data-live]").dataset.unsent); }
  form.elements.password.value = "";
  if (answer.type === "opaqueredirect") {  // let in
    dialog.close();
    from?.focus();
    document.dispatchEvent(new Event("jembatan:back"));
    return look();
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  refuse(find("[role=alert]", page)?.textContent.trim() ?? answer.status);
});

function refuse(text) {
  wrong.textContent = text;
  wrong.hidden = false;
  form.elements.password.focus();
}

document.addEventListener("jembatan:over", () => { soon.hidden = true; later(AGAIN); });
look();
