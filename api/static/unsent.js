// Drafts: stored on the server a second after the last key, and in this tab until the server has done so.

import { mine } from "./link.js";

const PAUSE = 1000;  // milliseconds
const OUTLIVING = 5000;  // letters: a keepalive request may have 64 KB at most, and a letter takes up to 9 bytes in a form
const { report: code } = document.querySelector("[data-report]").dataset, officer = document.body.dataset.who;
const forms = [...document.querySelectorAll("form[data-draft]:has(textarea:not([readonly]))")];

const marked = (sign) => `[U+${sign.charCodeAt(0).toString(16).toUpperCase()}]`;  // as api/pages.py shows it

function isInThread(text) {
  const plain = (words) => words.normalize("NFC").replace(/[\u202a-\u202e\u2066-\u2069]/g, marked).replace(/\s+/g, " ").trim();
  const said = [...document.querySelectorAll(".bubble-officer .words, .bubble-note .words")];
  return said.some((words) => plain(words.textContent) === plain(text));
}

function comesBack(persisted) {
  return persisted || performance.getEntriesByType("navigation")[0]?.type !== "navigate";
}

for (const form of forms) {
  const field = form.querySelector("textarea"), saved = form.querySelector("[data-saved]"), kind = form.dataset.draft;
  const key = `draf:${officer}:${code}:${kind}`, sent = `${key}:terkirim`;
  let timer = 0, onWay = 0, way = new AbortController();

  // After sending, the draft is deleted here only when the thread shows it: the session or the network may have failed
  if (sessionStorage.getItem(sent) && isInThread(sessionStorage.getItem(key) ?? "")) sessionStorage.removeItem(key);
  sessionStorage.removeItem(sent);

  async function keep() {
    const text = field.value;
    timer = 0;
    way = new AbortController();
    const { signal } = way;
    const told = { method: "POST", body: mine({ kind, text }), redirect: "error", keepalive: text.length < OUTLIVING };
    onWay += 1;
    try {
      const answer = await fetch(`/laporan/${code}/draf`, { ...told, signal });
      if (answer.ok && field.value === text) sessionStorage.removeItem(key);
    } catch { if (signal.aborted) return; } finally { onWay -= 1; }
    saved.textContent = saved.dataset[sessionStorage.getItem(key) === null ? "there" : "here"];
    saved.hidden = !field.value;
  }
  function keepInTurn() {  // on a slow line an older draft must not arrive after a newer one
    if (onWay) timer = setTimeout(keepInTurn, PAUSE);
    else keep();
  }
  function typed() {
    sessionStorage.setItem(key, field.value);
    later();
  }
  function later() {
    saved.hidden = true;
    clearTimeout(timer);
    timer = setTimeout(keepInTurn, PAUSE);
  }

  const left = sessionStorage.getItem(key);
  if (left !== null) {
    if (field.value === field.defaultValue) field.value = left;  // if not, somebody has typed before this script ran
    typed();
  }
  if (document.activeElement !== field) field.setSelectionRange(field.value.length, field.value.length);  // to go on writing at the end
  field.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;  // the officer must first read what the citizen added
    clearTimeout(timer);
    timer = 0;
    way.abort();  // or it might arrive after the message itself
    sessionStorage.setItem(key, field.value);
    sessionStorage.setItem(sent, "1");
  });
  addEventListener("pagehide", () => { if (timer) { clearTimeout(timer); keep(); } });
  addEventListener("pageshow", ({ persisted }) => {
    if (sessionStorage.getItem(key) !== null || (!persisted && field.value === field.defaultValue)) return;
    // After going back the browser fills in what was sent before. On a new page somebody typed before this script ran
    if (comesBack(persisted) && isInThread(field.value)) field.value = "";
    else typed();
  });
}
