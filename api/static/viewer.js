// The thread's photos, large: arrows go through them, + and - zoom up to five times, R turns, Escape closes.

const MOST = 5, STEP = 1.5;
const viewer = document.querySelector("[data-viewer]"), stage = viewer.querySelector("[data-stage]"), picture = stage.querySelector("img");
const photos = () => [...document.querySelectorAll("[data-thread] .file img")].filter((photo) => photo.checkVisibility());
let at = 0, zoom = 1, turns = 0, left = 0, top = 0, opener = null;

function place() {
  picture.style.transform = `translate(${left}px, ${top}px) rotate(${turns * 90}deg) scale(${zoom})`;
}

function enlarge(factor) {
  zoom = Math.min(MOST, Math.max(1, zoom * factor));
  if (zoom === 1) left = top = 0;
  place();
}

function show(number) {
  const found = photos();
  at = Math.min(found.length - 1, Math.max(0, number));
  [zoom, turns, left, top] = [1, 0, 0, 0];
  picture.src = found[at].src;
  picture.alt = found[at].alt;
  viewer.querySelector("[data-caption]").textContent = `${found[at].alt} (${at + 1}/${found.length})`;
  for (const [name, end] of [["before", 0], ["after", found.length - 1]]) viewer.querySelector(`[data-do=${name}]`).disabled = at === end;
  place();
}

const DO = {
  before: () => show(at - 1), after: () => show(at + 1), nearer: () => enlarge(STEP), farther: () => enlarge(1 / STEP),
  turn: () => { turns += 1; place(); }, close: () => viewer.close(),
};
const KEYS = { ArrowLeft: "before", ArrowRight: "after", "+": "nearer", "=": "nearer", "-": "farther", r: "turn", R: "turn" };

export function open(photo = photos().at(-1)) {
  if (!photo) return;
  opener = photo.closest("a") ?? photo.closest("details")?.querySelector("summary");
  show(photos().indexOf(photo));
  viewer.showModal();
}

document.addEventListener("click", (event) => {
  const photo = event.target.closest?.("[data-thread] .file a, [data-thread] .veil img");
  if (!photo || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(photo.querySelector("img") ?? photo);
});
viewer.addEventListener("click", (event) => DO[event.target.closest("[data-do]")?.dataset.do]?.());
viewer.addEventListener("keydown", (event) => {
  const name = KEYS[event.key];
  if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  DO[name]();
});
viewer.addEventListener("close", () => { picture.removeAttribute("src"); opener?.focus(); });
stage.addEventListener("wheel", (event) => { event.preventDefault(); enlarge(event.deltaY < 0 ? STEP : 1 / STEP); }, { passive: false });
stage.addEventListener("pointermove", (event) => {
  if (!event.buttons || zoom === 1) return;
  left += event.movementX;
  top += event.movementY;
  place();
});
picture.draggable = false;
document.addEventListener("jembatan:viewer", () => open());
