// Copies a code or a PIN, where the browser lets a page do that.
"use strict";

(() => {
  if (!navigator.clipboard) return;
  document.documentElement.dataset.clipboard = "";
  const state = document.querySelector("[data-copied]");

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const label = button.querySelector("span");
    const copied = await navigator.clipboard.writeText(button.dataset.copy).then(() => true, () => false);
    button.dataset.label ??= label.textContent;
    label.textContent = state.textContent = copied ? button.dataset.done : state.dataset.copied;
    setTimeout(() => (label.textContent = button.dataset.label), 3000);
  });
})();
