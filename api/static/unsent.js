// What is not sent yet: the server keeps it a second after the last key, and this tab until the server did.

import { mine } from "./link.js";

const PAUSE = 1000;  // milliseconds
const OUTLIVING = 5000;  // letters: a request that may outlive its page has 64 KB at most, and a letter takes up to 9 bytes
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

  // A session that ended, a network that broke: what was sent is only gone from here once the thread shows it
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
  function keepInTurn() {  // on a slow line older words may not come behind newer ones
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
    if (field.value === field.defaultValue) field.value = left;  // else somebody typed before this script was there
    typed();
  }
  if (document.activeElement !== field) field.setSelectionRange(field.value.length, field.value.length);  // one writes on
  field.addEventListener("input", typed);
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;  // it waits for its writer to read what the citizen added
    clearTimeout(timer);
    timer = 0;
    way.abort();  // else it might come behind what is sent now
    sessionStorage.setItem(key, field.value);
    sessionStorage.setItem(sent, "1");
  });
  addEventListener("pagehide", () => { if (timer) { clearTimeout(timer); keep(); } });
  addEventListener("pageshow", ({ persisted }) => {
    if (sessionStorage.getItem(key) !== null || (!persisted && field.value === field.defaultValue)) return;
    // Going back, the browser puts what was sent into the field again; a new page was written on before this script came
    if (comesBack(persisted) && isInThread(field.value)) field.value = "";
    else typed();
  });
}
