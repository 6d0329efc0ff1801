// What makes the desk's pages quicker to use. Everything here works without it too, only slower.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const page = document.documentElement;

// Day and night
for (const button of all("[data-theme]")) {
  button.hidden = false;
  const isDark = () => (page.dataset.bsTheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  button.setAttribute("aria-pressed", isDark());
  button.addEventListener("click", () => {
    page.dataset.bsTheme = isDark() ? "light" : "dark";
    localStorage.setItem("tema", page.dataset.bsTheme);
    button.setAttribute("aria-pressed", isDark());
  });
}

for (const button of all("[data-show]")) {
  const field = document.getElementById(button.dataset.show), show = button.textContent;
  button.hidden = false;
  button.addEventListener("click", () => {
    field.type = field.type === "password" ? "text" : "password";
    button.textContent = field.type === "password" ? show : button.dataset.hide;
    field.focus();
  });
}

// Copying needs a secure address; elsewhere selecting is enough
for (const field of all("[data-select]")) field.addEventListener("focus", () => field.select());
for (const button of all("[data-copy-from]")) {
  button.hidden = !navigator.clipboard;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copyFrom).value);
    button.textContent = button.dataset.done;
  });
}

if (navigator.clipboard) page.dataset.clipboard = "";
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  button.classList.add("copied");
  document.querySelector("[data-live]").textContent = document.querySelector("[data-live]").dataset.copied;
  setTimeout(() => button.classList.remove("copied"), 2000);
});

// Open cards close at Escape and at a click elsewhere
document.addEventListener("click", (event) => {
  for (const card of all("details.act[open], details.account[open], details.sure[open]")) if (!card.contains(event.target)) card.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const card = event.target.closest?.("details.act[open], details.account[open], details.sure[open]");
  if (card) { event.preventDefault(); card.open = false; card.querySelector("summary").focus(); }
});

// A form is sent once; and if a second copy gets through, the server knows it by its `op`
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post" || event.target.action.endsWith("/asli")) return;
  if (event.target.dataset.sent) return event.preventDefault();
  event.target.dataset.sent = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  if (navigator.onLine && !document.querySelector("[data-link].off")) return;
  event.preventDefault();
  sendIfReached(event.target);
});
addEventListener("pageshow", release);

function release() {
  for (const form of all("form[data-sent]")) delete form.dataset.sent;
  for (const button of all("[aria-busy]")) button.removeAttribute("aria-busy");
}

addEventListener("online", () => all(".unsent").forEach((told) => told.remove()));

// If the connection seems lost, say so here: the browser's own error page would not have what was written
async function sendIfReached(form) {
  try {
    await fetch("/healthz", { cache: "no-store", signal: AbortSignal.timeout(5000) });
    return form.submit();
  } catch { release(); }
  const told = form.querySelector(".unsent") ?? document.createElement("p");
  told.className = "alert unsent";
  told.setAttribute("role", "alert");
  told.textContent = document.querySelector("[data-live]").dataset.unsent;
  form.append(told);
}

// Each result has its own prepared text for the citizen. What an officer wrote instead is kept
for (const choice of all("[data-result]")) {
  const field = choice.form.elements.text, prepared = [...choice.options].map((option) => option.dataset.text);
  choice.addEventListener("change", () => {
    const text = choice.selectedOptions[0].dataset.text;
    if (text && field && prepared.includes(field.value.trim())) field.value = text;
  });
}

// If the list was the page before, go back to it: so it is shown as it was left
document.querySelector(".back")?.addEventListener("click", (event) => {
  const from = document.referrer && new URL(document.referrer);
  if (!from || from.origin !== location.origin || from.pathname !== "/masuk" || history.length < 2) return;
  event.preventDefault();
  history.back();
});

// The offer to undo is hidden after a while, but not while somebody points at it
for (const toast of all("[data-toast]")) {
  const hide = () => (toast.matches(":hover, :focus-within") ? setTimeout(hide, 2000) : toast.remove());
  setTimeout(hide, 8000);
}

// A card that opens takes the focus to its first choice
for (const card of all("details.act")) {
  card.addEventListener("toggle", () => card.open && card.querySelector("summary ~ * select, summary ~ * summary")?.focus());
}

// On a phone the parts lie below each other: say which one is in sight
const parts = all(".jump a").map((link) => [link, document.querySelector(link.hash)]).filter(([, part]) => part);
const watcher = new IntersectionObserver(() => {
  const now = parts.filter(([, part]) => part.getBoundingClientRect().top < innerHeight / 2).at(-1);
  for (const [link] of parts) if (link === now?.[0]) link.setAttribute("aria-current", "true"); else link.removeAttribute("aria-current");
}, { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] });
for (const [, part] of parts) watcher.observe(part);

// A small map, and a large one for each point, as a geo: link leads nowhere on a PC
async function drawMap() {
  const box = document.querySelector("[data-map]:not([data-drawn])");
  if (!box) return;
  box.dataset.drawn = "1";
  const at = [Number(box.dataset.lat), Number(box.dataset.lon)];
  try {
    const { dotAt, draw, load, writeNames } = await import("./map.js");
    await load(box);
    box.hidden = false;
    const map = draw(box, { scrollWheelZoom: false, keyboard: false, dragging: false, doubleClickZoom: false, touchZoom: false });
    map.setView(at, box.dataset.tiles ? 15 : 12);
    dotAt(at).addTo(map);
    if (!box.dataset.tiles) writeNames(map, await (await import("./place.js")).names().catch(() => []), at);
  } catch { box.hidden = true; }
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[href^='geo:']:not([data-way])");
  if (!link) return;
  event.preventDefault();
  try { await (await import("./place.js")).look(link.href); } catch { location.assign(link.href); }
});

drawMap();
document.addEventListener("jembatan:details", drawMap);
