// [Keluar cepat]: one press, or Shift three times within five seconds, and the page is gone.
"use strict";

(() => {
  const form = document.querySelector("[data-exit-form]");
  const target = document.body.dataset.exit;
  if (!form || !target) return;

  // In all tabs at once. No request under way may show the chat again. Without a connection the server cannot delete the
  // chat's cookie, so another cookie says that the visitor has left.
  const tabs = "BroadcastChannel" in window ? new BroadcastChannel("keluar") : null;
  function leave() {
    if (document.documentElement.hidden) return;
    document.documentElement.hidden = true;
    document.title = " ";
    window.stop();
    document.cookie = "keluar=1; path=/; samesite=strict";
    // The session ends on the server while this window is already elsewhere.
    fetch(form.action, { method: "POST", keepalive: true, redirect: "manual", credentials: "same-origin" }).catch(() => {});
    tabs?.postMessage("");
    window.location.replace(target);
  }
  if (tabs) tabs.onmessage = leave;

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });

  let presses = [];
  let alone = false;
  document.addEventListener("keydown", (event) => {
    // Shift with another key is writing a capital letter, not a call for help.
    alone = event.key === "Shift" && !event.repeat;
    if (!alone && event.key !== "Shift") presses = [];
  });
  document.addEventListener("keyup", (event) => {
    if (event.key !== "Shift" || !alone) return;
    presses = [...presses.filter((at) => event.timeStamp - at < 5000), event.timeStamp];
    if (presses.length >= 3) leave();
  });

  // A page that comes back from the browser's memory must not show what was open.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
})();
