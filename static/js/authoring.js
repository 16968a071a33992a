// The editor of questionnaires. Everything works without this; it saves some clicks.
"use strict";
(() => {
  // Choosing a question or a comparison in the rule builder shows at once what can be chosen next.
  for (const select of document.querySelectorAll("[data-builder] [data-refresh]")) {
    select.addEventListener("change", () => {
      const draw = select.closest("[data-builder]").querySelector("[data-draw]");
      sessionStorage.setItem("authoring-focus", select.id);
      select.form.requestSubmit(draw);
    });
  }
  const focus = sessionStorage.getItem("authoring-focus");
  sessionStorage.removeItem("authoring-focus");
  if (focus && document.getElementById(focus)) document.getElementById(focus).focus();

  // The search field narrows the tree.
  const search = document.querySelector("[data-search]");
  if (search) {
    search.hidden = false;
    document.querySelector("[data-search-label]").hidden = false;
    const tree = search.closest("nav").querySelector(".tree");
    const opened = new Map([...tree.querySelectorAll("details")].map((each) => [each, each.open]));
    search.addEventListener("input", () => {
      const wanted = search.value.trim().toLowerCase();
      for (const item of tree.querySelectorAll("li li")) {
        item.hidden = wanted !== "" && !item.textContent.toLowerCase().includes(wanted);
      }
      for (const [group, before] of opened) group.open = wanted === "" ? before : group.querySelector("li:not([hidden])") !== null;
    });
  }

  // Of a new question only the lists show that its type needs.
  const type = document.querySelector("[data-adding] [name='new-type']");
  if (type) {
    const needs = { "new-options": ["choice", "choices", "matrix"], "new-rows": ["matrix"], "new-columns": ["table"] };
    const show = () => {
      for (const field of document.querySelectorAll("[data-for]")) field.hidden = !needs[field.dataset.for].includes(type.value);
    };
    type.addEventListener("change", show);
    show();
  }
})();
