// The receipt of /lacak on paper. Without scripts the browser's own menu prints it.
"use strict";

for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
