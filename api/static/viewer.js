// The thread's photos, large: arrows or a swipe go through them, + and - or two fingers zoom up to five times, R turns.

const MOST = 5, STEP = 1.5, SWIPE = 60;  // pixels
const viewer = document.querySelector("[data-viewer]"), stage = viewer.querySelector("[data-stage]"), picture = stage.querySelector("img");
const photos = () => [...document.querySelectorAll("[data-thread] .file img")].filter((photo) => photo.checkVisibility());
let at = 0, zoom = 1, turns = 0, left = 0, top = 0;

const within = (value, most) => Math.max(-most, Math.min(most, value));

function place() {
  left = within(left, (zoom - 1) * stage.clientWidth / 2);  // the picture must stay in sight
  top = within(top, (zoom - 1) * stage.clientHeight / 2);
  const lies = turns % 2 === 1, fit = lies ? Math.min(1, stage.clientHeight / picture.offsetWidth, stage.clientWidth / picture.offsetHeight) : 1;
  picture.style.transform = `translate(${left}px, ${top}px) rotate(${turns * 90}deg) scale(${zoom * fit})`;
}

function enlarge(factor) {
  zoom = Math.min(MOST, Math.max(1, zoom * factor));
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
  show(photos().indexOf(photo));
  fingers.clear();
  viewer.showModal();
}

document.addEventListener("click", (event) => {
  const photo = event.target.closest?.("[data-thread] .file a, [data-thread] .veil img");
  if (!photo || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  open(photo.querySelector("img") ?? photo);
});
viewer.addEventListener("click", (event) => DO[event.target.closest("[data-do]")?.dataset.do]?.());
document.addEventListener("keydown", (event) => {  // on the document, as a button that was just disabled loses the focus
  const name = viewer.open && KEYS[event.key];
  if (!name || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  DO[name]();
});
viewer.addEventListener("close", () => { picture.removeAttribute("src"); });
stage.addEventListener("wheel", (event) => { event.preventDefault(); enlarge(2 ** (-event.deltaY / 200)); }, { passive: false });

const fingers = new Map();  // pointer -> where it is
let began = 0;
function apart() {
  const [one, other] = fingers.values();
  return Math.hypot(one.x - other.x, one.y - other.y);
}
stage.addEventListener("pointerdown", (event) => {
  stage.setPointerCapture(event.pointerId);
  fingers.set(event.pointerId, event);
  began = fingers.size === 1 ? event.x : NaN;  // two fingers do not swipe
});
stage.addEventListener("pointermove", (event) => {
  const before = fingers.get(event.pointerId), wide = fingers.size === 2 && apart();
  if (!before) return;
  fingers.set(event.pointerId, event);
  if (wide) return enlarge(apart() / wide);
  left += event.x - before.x;
  top += event.y - before.y;
  place();
});
stage.addEventListener("pointerup", (event) => {
  if (zoom === 1 && Math.abs(event.x - began) > SWIPE) show(at - Math.sign(event.x - began));
});
for (const end of ["pointerup", "pointercancel"]) stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
picture.draggable = false;
document.addEventListener("jembatan:viewer", () => open());
