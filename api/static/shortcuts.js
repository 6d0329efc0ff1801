// Which key does what: the usual keys, or those that were chosen in this browser.

const OWN = "tombol";
const USUAL = {
  next: "j", previous: "k", take: "1 a", status: "s", close: "3", assign: "t", priority: "p", category: "c", reply: "r",
  note: "n", search: "/", copy: ".", list: "[", details: "]", photo: "v", undo: "z", theme: "d", sheet: "?",
};
const sheet = document.querySelector("[data-sheet]"), change = sheet.querySelector("[data-keys-change]"), usual = sheet.querySelector("[data-keys-usual]");
let own = JSON.parse(localStorage.getItem(OWN) ?? "{}");

const keysOf = (action) => own[action] ?? USUAL[action];

/** The action of a key, undefined for none. */
export const actionOf = (key) => Object.keys(USUAL).find((action) => keysOf(action).split(" ").includes(key));

function show() {
  for (const place of document.querySelectorAll("[data-shortcut]")) {
    const keys = keysOf(place.dataset.shortcut);
    if (place.ariaKeyShortcuts) place.ariaKeyShortcuts = keys;
    const shown = place.matches("kbd") ? place : place.querySelector("kbd");
    if (shown) shown.textContent = keys.split(" ")[0];
  }
  usual.hidden = !Object.keys(own).length;
}

function set(action, key) {  // an action that had this key gets the other's: each action keeps a key
  const other = actionOf(key);
  if (other === action) return;
  if (other) own[other] = keysOf(action).split(" ")[0];
  own[action] = key;
  localStorage.setItem(OWN, JSON.stringify(own));
}

function edit() {
  for (const key of sheet.querySelectorAll("kbd[data-shortcut]")) {
    const field = document.createElement("input"), action = key.dataset.shortcut;
    Object.assign(field, { className: "key", value: keysOf(action).split(" ")[0], ariaLabel: key.dataset.name, autocomplete: "off" });
    field.dataset.action = action;
    field.addEventListener("focus", () => field.select());
    field.addEventListener("input", (event) => {
      const typed = [...(event.data ?? "").trim()].at(-1);
      if (typed) set(action, typed.toLowerCase());
      for (const each of sheet.querySelectorAll("input.key")) each.value = keysOf(each.dataset.action).split(" ")[0];
      field.select();
    });
    key.replaceChildren(field);
  }
  change.hidden = true;
  sheet.querySelector("input.key").focus();
}

change.hidden = false;
change.addEventListener("click", edit);
usual.addEventListener("click", () => { own = {}; localStorage.removeItem(OWN); sheet.close(); });
sheet.addEventListener("close", () => { change.hidden = false; show(); });
show();
