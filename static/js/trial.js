// Shows at each answer what follows from it. Without this script a button asks it. Nothing is kept anywhere.
"use strict";

(() => {
  const place = document.querySelector("form[data-trial]");
  if (!place) return;
  let last = 0;

  async function look() {
    const mine = ++last;
    const response = await fetch(place.action, { method: "POST", body: new URLSearchParams(new FormData(place)), credentials: "same-origin" }).catch(() => null);
    if (!response || !response.ok || mine !== last) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector("form[data-trial]");
    if (!fresh || mine !== last) return;
    const opened = new Set([...place.querySelectorAll("details[open] > summary")].map((each) => each.textContent));
    const focus = where(document.activeElement);
    for (const each of fresh.querySelectorAll("details")) if (opened.has(each.querySelector("summary")?.textContent)) each.open = true;
    place.replaceChildren(...fresh.childNodes);
    if (focus) place.querySelector(focus)?.focus();
  }

  function where(element) {
    if (!element || !place.contains(element)) return "";
    if (element.id) return `#${CSS.escape(element.id)}`;
    if (!element.name) return "";
    const name = `[name="${CSS.escape(element.name)}"]`;
    return ["radio", "checkbox"].includes(element.type) || element.tagName === "BUTTON" ? `${name}[value="${CSS.escape(element.value)}"]` : name;
  }

  place.addEventListener("change", look);
  place.addEventListener("afw:rows", look);
})();
