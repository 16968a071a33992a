// Shows who can still review and decide while an invitation is written. Without this script a button asks it.
"use strict";

(() => {
  const form = document.querySelector("form[data-consequence]");
  const place = form && form.querySelector("[data-consequence-text]");
  if (!place) return;
  let last = 0;

  async function look() {
    const mine = ++last;
    const asked = new URLSearchParams();
    for (const name of ["email", "role"]) {
      const input = form.querySelector(`[name="${name}"]:checked, [name="${name}"]:not([type="radio"])`);
      asked.set(name, input ? input.value : "");
    }
    const response = await fetch(`${form.dataset.consequence}?${asked}`, { credentials: "same-origin" }).catch(() => null);
    if (response && response.ok && mine === last) place.innerHTML = await response.text();
  }

  form.addEventListener("change", look);
})();
