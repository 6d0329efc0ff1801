// Connects the page with the stream of updates, shows whether it is connected, and notices the end of the session.

import { stream } from "./live-worker.js";

const POLL = 15000;
const chip = document.querySelector("[data-link]"), ended = document.querySelector("[data-ended]");
let listeners = null, end = null, up = false, over = 0, asking = false;

/** linked(): after every connection; hint(data): a report changed; alarm(data): untaken P1; poll(): no stream here. */
export function connect(found) {
  listeners = found;
  if (window.SharedWorker) {
    const address = new URL(`live-worker.js${new URL(import.meta.url).search}`, import.meta.url);
    const { port } = new SharedWorker(address, { type: "module", name: "jembatan" });
    port.onmessage = (event) => tell(event.data);
    end = () => { port.postMessage("bye"); port.close(); };
    return;
  }
  const choose = () => {  // without a shared worker only the tab in sight holds a connection
    end?.();
    up = false;  // updates in between are missed
    if (over) return;
    if (!document.hidden) return (end = stream(tell));
    const timer = setInterval(listeners.poll, POLL);
    end = () => clearInterval(timer);
  };
  if (!end) document.addEventListener("visibilitychange", choose);
  choose();
}

function tell(message) {
  if (message.type === "report") {
    listeners.alarm(message.data);
    listeners.hint(message.data);
    return;
  }
  if (message.type === "present") {
    document.dispatchEvent(new CustomEvent("jembatan:present", { detail: message.data }));
    return;
  }
  showLink(message);
  if (message.up) listeners.alarm(message.data);
  else ask();
  // At the first connection too: updates between the page and its stream were missed.
  if (message.up && !up) {
    listeners.linked();
    document.dispatchEvent(new Event("jembatan:linked"));
  }
  up = message.up;
}

/** 21.14, in English 21:14, as everywhere on the desk. */
export function clock(at) {
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return document.documentElement.lang === "en" ? time : time.replace(":", ".");
}

function showLink({ up: linked, since }) {
  const time = clock(new Date(since));
  chip.hidden = false;
  chip.classList.toggle("off", !linked);
  if (linked) for (const told of document.querySelectorAll(".unsent")) told.remove();
  chip.textContent = linked ? chip.dataset.on : chip.dataset.off.replace("{time}", time);
}

const page = document.body.dataset.who;
const isAnothers = (answer) => (answer.headers.get("drawn-for") ?? page) !== page;

/** What a script sends names whose page it is, as each form does. */
export const mine = (fields = {}) => new URLSearchParams({ ...fields, who: page });

/** Fetches a block of one of our pages. Throws if it is not there, and then checks whether the session is over. */
export async function fetchPart(address, block, mark) {
  const url = new URL(address, location);
  url.searchParams.set("blok", block);
  const answer = await fetch(url, { headers: { accept: "text/html" } });
  const found = new DOMParser().parseFromString(await answer.text(), "text/html"), strange = isAnothers(answer);
  if (answer.ok && !answer.redirected && !strange && found.querySelector(mark)) return found;
  ask();
  throw new Error(strange ? "another officer's" : String(answer.status));
}

async function ask() {
  if (asking) return;
  asking = true;
  try {
    const answer = await fetch("/masuk?blok=list"), lives = answer.headers.has("drawn-for");  // without a session: the login
    if (isAnothers(answer)) location.reload();  // another officer came
    else if (answer.ok && lives === Boolean(over)) showEnd(!over);
  } catch { /* no connection: the chip says so already */ }
  asking = false;
}

function showEnd(now) {
  ended.hidden = !now;
  if (now) {
    document.querySelector("[data-stale]")?.setAttribute("hidden", "");  // the end of the session is the reason
    end?.();
    up = false;
    showLink({ up: false, since: Date.now() });
    over = setInterval(ask, POLL);  // goes on when the officer has logged in again, perhaps in another tab
    document.dispatchEvent(new Event("jembatan:over"));
    return;
  }
  clearInterval(over);
  over = 0;
  connect(listeners);
}

document.addEventListener("jembatan:back", () => { if (over) ask(); });
document.addEventListener("visibilitychange", () => { if (over && !document.hidden) ask(); });
addEventListener("pagehide", () => end?.());
addEventListener("pageshow", (event) => { if (event.persisted && listeners && !over) { up = false; connect(listeners); } });
