// Keys for the reviewer: a, i and o choose acceptable, improve or insufficient in the finding in focus or in view.
//
// A finding is [data-finding] with radios [data-key="a|i|o"]; the choice is shown, and saved by its own form.
// Keys do nothing while somebody types, and can be turned off: <body data-keys="off"> (WCAG 2.1.4).
"use strict";

(() => {
  const KEYS = new Set(["a", "i", "o"]);
  const TYPING = "input:not([type=radio], [type=checkbox], [type=submit]), textarea, select, [contenteditable]";

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS.has(event.key)) return;
    if (document.body.dataset.keys === "off" || event.target.closest(TYPING)) return;
    const finding = event.target.closest("[data-finding]") || inView();
    const radio = finding && finding.querySelector(`[data-key="${event.key}"]`);
    if (!radio || radio.disabled) return;
    event.preventDefault();
    radio.checked = true;
    radio.focus();
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  });

  // The finding nearest to the top of the window that is still (partly) to be seen.
  function inView() {
    const visible = [...document.querySelectorAll("[data-finding]")].filter((finding) => {
      const box = finding.getBoundingClientRect();
      return box.bottom > 80 && box.top < window.innerHeight;
    });
    return visible[0] || null;
  }
})();
