// The map of chat and desk: land from our own file, street tiles if the station has a server for them, and names of
// places. Attributes of its element say where all that is.

const MARKS = 120, LETTER = 7.5, LINE = 20, DOT = 16;  // in sight at most; pixels

const isQuiet = matchMedia("(prefers-reduced-motion: reduce)").matches;

const asked = new Map();  // address -> a promise; what failed may be asked for again
function ask(address, tag, values) {
  if (!asked.has(address)) {
    const made = Object.assign(document.createElement(tag), values);
    const ready = new Promise((done, failed) => { made.onload = done; made.onerror = () => failed(new Error(address)); });
    asked.set(address, ready.catch((error) => { made.remove(); asked.delete(address); throw error; }));
    document.head.append(made);
  }
  return asked.get(address);
}

export const dress = (href) => ask(href, "link", { rel: "stylesheet", href });

// Throws if the front-end packages are not installed, or the connection is broken
export async function load({ dataset: { leaflet, leafletStyle, style } }) {
  await Promise.all([dress(leafletStyle), dress(style), ask(leaflet, "script", { src: leaflet })]);
}

export function draw(box, options) {
  const map = window.L.map(box, {
    attributionControl: false, zoomControl: false, keyboardPanDelta: 40, zoomSnap: 0.5, maxZoom: 19, inertia: !isQuiet,
    zoomAnimation: !isQuiet, fadeAnimation: !isQuiet, markerZoomAnimation: !isQuiet, ...options,
  });
  map.createPane("land");
  drawLand(map, box.dataset.base);
  if (box.dataset.tiles) window.L.tileLayer(box.dataset.tiles, { maxZoom: 19 }).addTo(map);
  return map;
}

// Land has only one colour, so lines show how the map moves
export function drawGrid(map) {
  const Grid = window.L.GridLayer.extend({ createTile: () => window.L.DomUtil.create("div", "map-grid") });
  new Grid({ tileSize: 128 }).addTo(map);
}

// Without the land the names still show where one is
async function drawLand(map, address) {
  try {
    const land = await (await fetch(address)).json();
    const renderer = window.L.svg({ pane: "land", padding: 0.6 });
    window.L.geoJSON(land, { pane: "land", renderer, className: "land", interactive: false, weight: 1, fillOpacity: 1 }).addTo(map);
  } catch { }
}

export function dotAt(at) {
  const ring = window.L.circleMarker(at, { radius: DOT, className: "near", interactive: false, fillOpacity: 0.5, weight: 0 });
  const middle = window.L.circleMarker(at, { radius: 6, className: "here", interactive: false, fillOpacity: 1, weight: 2 });
  return window.L.layerGroup([ring, middle]);
}

// Larger places first. A place without room for its name is a dot. A name in the way of the mark at `here` moves below it
export function writeNames(map, places, here = null) {
  const layer = window.L.layerGroup().addTo(map), sorted = [...places].sort((a, b) => a.rank - b.rank);
  function write() {
    layer.clearLayers();
    const view = map.getBounds(), mark = here && around(map.latLngToContainerPoint(here)), taken = mark ? [mark] : [];
    const isWhole = (room) => map.options.dragging || (room.left >= 0 && room.right <= map.getSize().x); // or can be moved there
    const isFree = (room) => isWhole(room) && !taken.some((other) => meet(room, other));
    for (const place of sorted.filter(({ at }) => view.contains(at)).slice(0, MARKS)) {
      const point = map.latLngToContainerPoint(place.at), room = roomOf(place.name, isSpot(place), point);
      const down = mark && !isSpot(place) && meet(room, mark) ? mark.bottom - room.top : 0;
      const lower = { ...room, top: room.top + down, bottom: room.bottom + down };
      const [name, taking] = isFree(lower) ? [place.name, lower] : ["", roomOf("", true, point)];
      if (!name && !(isSpot(place) && isFree(taking))) continue;
      taken.push(taking);
      layer.addLayer(nameAt(place, name, down));
    }
  }
  map.on("moveend", write);
  write();
}

const isSpot = (place) => place.rank >= 4;

const meet = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
const around = ({ x, y }) => ({ left: x - DOT, right: x + DOT, top: y - DOT, bottom: y + DOT });

function roomOf(name, hasDot, { x, y }) {
  const wide = name.length * LETTER, left = hasDot ? x - 6 : x - wide / 2 - 4;
  return { left, right: left + wide + 12, top: y - LINE / 2, bottom: y + LINE / 2 };
}

function nameAt(place, name, down) {
  const html = document.createElement("span");
  html.style.marginTop = `${down}px`;
  html.textContent = name;
  const icon = window.L.divIcon({ html, iconSize: null, className: `map-name map-name-${isSpot(place) ? "spot" : "area"} map-rank-${place.rank}` });
  return window.L.marker(place.at, { icon, interactive: false, keyboard: false });
}
