// For pages without a list: the alarm rings here too, and the counts in the menu are updated.

import { askP1, called, hearP1, setCount } from "./alarm.js";
import { connect, fetchPart } from "./link.js";

let timer = 0;
async function count() {
  timer = 0;
  let list;
  const showP1 = askP1();
  try { list = await fetchPart("/masuk", "list", "[data-swap=rows]"); } catch { return; }
  for (const place of list.querySelectorAll(".tabs [data-count]")) setCount(place.dataset.count, place.textContent);
  showP1(list.querySelector("[data-untaken]").dataset);
}
const later = () => { timer ||= setTimeout(count, 1000); };  // many updates at once cause one fetch

connect({ linked: later, hint: (seen) => { called(seen); later(); }, poll: later, alarm: hearP1 });
