// The dialog with the map: a citizen marks a place on it, an officer looks at one. It comes from the server when it is
// asked for the first time, and Leaflet with it.

import { dotAt, draw, drawGrid, dress, load, writeNames } from "./map.js";

const NEAR = 500, METRES = 111320;  // metres up to which a place is "near", as in the conversation; metres of a degree
const EXACT = 13, CLOSE = 16, WIDE = 13;  // zooms: the least at which a pin is exact; at a chosen place; the most for the area
const INDONESIA = [[-11, 95], [6, 141]];
const SHOWN = 400;  // ms for which "sent" is shown, so that a second tap does no harm

// Prepares a dialog at the first call, and opens it at each. If preparing failed, it is tried again
function once(prepare) {
  let ready = null;
  return async (...values) => {
    ready ??= prepare();
    try { (await ready)(...values); } catch (error) { ready = null; throw error; }
  };
}

async function ask(more) {
  const answer = await fetch(`/peta?bahasa=${document.documentElement.lang}${more}`);
  if (!answer.ok) throw new Error(answer.status);
  return new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("dialog");
}

async function fetchDialog(more) {
  const found = await ask(more);
  await dress(found.querySelector("[data-ground]").dataset.style);
  document.body.append(found);
  for (const button of found.querySelectorAll("[data-close]")) button.addEventListener("click", () => found.close());
  found.addEventListener("close", () => {  // the button that opened it may be gone
    if (document.activeElement === document.body || found.contains(document.activeElement)) document.getElementById("log")?.focus({ preventScroll: true });
  });
  return found;
}

const point = (text) => text.split(",").map(Number);
const placesOf = (dialog) => [...dialog.querySelectorAll("[data-places] option[data-rank]")].map((option) => ({
  name: option.textContent, at: point(option.value), rank: Number(option.dataset.rank),
}));

// For a map inside a page
export const names = async () => placesOf(await ask("&lihat=1"));

// The area of the station: its districts, else whatever it lists
function area(places) {
  const wide = places.filter((place) => place.rank < 4), found = wide.length > 1 ? wide : places;
  return found.length ? found.map((place) => place.at) : INDONESIA;
}

// Calls `show` with the new map, unless the dialog was closed in the meantime, or has its map already
async function drawIn(dialog, show) {
  const ground = dialog.querySelector("[data-ground]");
  dialog.classList.remove("map-none");
  await load(ground);
  if (!dialog.open || ground.classList.contains("leaflet-container")) return;
  const map = draw(ground, { scrollWheelZoom: "center", touchZoom: "center", doubleClickZoom: "center" });
  if (!ground.dataset.tiles) drawGrid(map);
  window.L.control.zoom({ zoomInTitle: dialog.dataset.nearer, zoomOutTitle: dialog.dataset.farther }).addTo(map);
  window.L.control.scale({ imperial: false }).addTo(map);
  new ResizeObserver(() => map.invalidateSize({ animate: false })).observe(ground);
  show(map);
  writeNames(map, placesOf(dialog));
}

function near(places, [lat, lon]) {
  const wide = Math.cos(lat * Math.PI / 180);
  const found = places.filter((place) => place.rank >= 4)
    .map((place) => ({ place: place.name, metres: Math.hypot(place.at[0] - lat, (place.at[1] - lon) * wide) * METRES }))
    .sort((a, b) => a.metres - b.metres)[0];
  return found && found.metres <= NEAR ? { ...found, metres: Math.max(10, Math.round(found.metres / 10) * 10) } : null;
}

const written = ([lat, lon]) => `${lat.toFixed(5)}, ${lon.toFixed(5)}`;

function describe(dialog, places, at) {
  const found = near(places, at);
  if (!found) return written(at);
  return `${written(at)}, ${dialog.dataset.near.replace("{place}", found.place).replace("{metres}", found.metres)}`;
}

// A citizen marks a place. It is the middle of the map, which is moved by dragging, tapping and arrow keys

export const mark = once(prepareMark);

async function prepareMark() {
  const dialog = await fetchDialog(""), places = placesOf(dialog), choice = dialog.querySelector("[data-places]");
  const said = dialog.querySelector("[data-at]"), button = dialog.querySelector("[data-send-point]");
  let map = null, isChosen = false, at = null, trouble = "unmoved", isSending = false, send = null;

  function tell() {
    if (trouble) said.textContent = dialog.dataset[trouble];
    else said.textContent = describe(dialog, places, at);
    button.setAttribute("aria-disabled", String(Boolean(trouble)));
  }
  const isThere = (place) => map.project(place).distanceTo(map.project(map.getCenter())) < 2;  // pixels
  function moved() {
    if (!isChosen) return;  // at first the middle means nothing
    if (choice.value && !isThere(point(choice.value))) choice.value = "";
    const { lat, lng } = map.getCenter().wrap();
    at = [lat, lng];
    trouble = map.getZoom() < EXACT ? "far" : "";
    tell();
  }
  const choose = () => { isChosen = true; };
  function begin(made) {
    map = made.fitBounds(area(places), { maxZoom: WIDE, padding: [24, 24], animate: false });
    map.on("dragstart", choose).on("moveend", moved).on("click", (event) => {
      choose();
      if (event.originalEvent.detail < 2) map.panTo(event.latlng, { animate: false });
    });
    map.getContainer().addEventListener("keydown", (event) => event.key.startsWith("Arrow") && choose());
    if (at) map.setView(at, CLOSE, { animate: false });
  }
  choice.addEventListener("change", () => {
    if (!choice.value) return;
    [at, isChosen, trouble] = [point(choice.value), true, ""];
    if (map) map.setView(at, Math.max(map.getZoom(), CLOSE), { animate: false });
    tell();
  });
  button.addEventListener("click", async () => {
    if (trouble || isSending) return tell();
    isSending = true;
    button.setAttribute("aria-busy", "true");
    const isSent = await send(at[0], at[1]);
    said.textContent = isSent ? dialog.dataset.sent : dialog.dataset.failed;
    button.removeAttribute("aria-busy");
    if (isSent) await new Promise((done) => setTimeout(done, SHOWN));
    isSending = false;
    if (isSent) dialog.close();
  });

  return async (how) => {
    send = how;
    dialog.showModal();
    tell();
    if (map) return;
    try {
      await drawIn(dialog, begin);
    } catch {
      dialog.classList.add("map-none");
      said.textContent = dialog.dataset.noMap;
    }
  };
}

// An officer looks at one. `geo` is its address for other programs, geo:-6.9,107.6

export const look = once(prepareLook);

async function prepareLook() {
  const dialog = await fetchDialog("&lihat=1"), places = placesOf(dialog), choice = dialog.querySelector("[data-places]");
  const said = dialog.querySelector("[data-at]"), copy = dialog.querySelector("[data-copy-point]");
  let map = null, at = null, dots = null;

  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    await navigator.clipboard.writeText(written(at));
    said.textContent = dialog.dataset.copied;
  });
  choice.addEventListener("change", () => map?.setView(choice.value ? point(choice.value) : at, CLOSE, { animate: false }));

  function show() {
    dots?.remove();
    map.setView(at, CLOSE, { animate: false });
    dots = dotAt(at).addTo(map);
  }
  return async (geo) => {
    at = point(geo.slice("geo:".length).split("?")[0]);
    choice.value = "";
    dialog.querySelector("[data-way]").href = geo;
    dialog.showModal();
    said.textContent = describe(dialog, places, at);
    try {
      if (map) show();
      else await drawIn(dialog, (made) => { map = made; show(); });
    } catch { dialog.classList.add("map-none"); }
  };
}
