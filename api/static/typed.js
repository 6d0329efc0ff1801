// What is written and not sent yet outlasts a reload: in this tab alone, only while the chat is out of sight, and not
// beyond [Keluar cepat].
"use strict";

(() => {
  const KEPT = "belum-terkirim";
  const box = document.getElementById("tulis");
  const last = () => [...document.querySelectorAll(".bubble-own .text")].at(-1)?.textContent;

  function keep() {
    if (box.value.trim() && !document.documentElement.hidden) sessionStorage.setItem(KEPT, box.value);
    else sessionStorage.removeItem(KEPT);
  }
  window.addEventListener("pagehide", keep);
  document.addEventListener("visibilitychange", () => (document.hidden ? keep() : sessionStorage.removeItem(KEPT)));

  const kept = sessionStorage.getItem(KEPT);
  sessionStorage.removeItem(KEPT);
  if (!kept || box.value || kept.trim() === last()) return; // the last: it was on its way
  box.value = kept;
  box.dispatchEvent(new Event("input"));
})();
