// The thin strip with the number to call yields while a red button with the same number is on the screen.
"use strict";

(() => {
  const thread = document.getElementById("utas");
  const strip = document.querySelector("[data-strip]");
  const seen = new Set();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target);
      else seen.delete(entry.target);
    }
    strip.classList.toggle("yields", seen.size > 0);
  });
  function watch() {
    for (const button of thread.querySelectorAll("[data-danger] .call")) watcher.observe(button);
  }
  new MutationObserver(watch).observe(thread, { childList: true });
  watch();
})();
