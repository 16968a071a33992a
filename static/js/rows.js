// Adds and removes rows without asking the server. Without this script the same buttons send the form.
//
// Rows stand in [data-rows] as [data-row="n"]; names and ids hold -n-. The last row is the pattern of a new one.
"use strict";

(() => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-add-row], [data-remove-row]");
    const question = button && button.closest("[data-question]");
    const holder = question && question.querySelector("[data-rows]");
    if (!holder) return;
    event.preventDefault();
    if ("addRow" in button.dataset) add(holder);
    else remove(holder, button.closest("[data-row]"));
  });

  function add(holder) {
    const rows = holder.querySelectorAll(":scope > [data-row]");
    const last = rows[rows.length - 1];
    const start = `a-${holder.closest("[data-question]").dataset.question}-`;
    const from = last.dataset.row;
    const to = Math.max(...[...rows].map((row) => Number(row.dataset.row))) + 1;
    const fresh = last.cloneNode(true);
    fresh.dataset.row = to;
    renumber(fresh, `${start}${from}-`, `${start}${to}-`, rows.length + 1);
    for (const button of fresh.querySelectorAll("[data-remove-row]")) button.value = to;
    empty(fresh);
    if (fresh.tagName === "DETAILS") fresh.open = true;
    last.after(fresh);
    first(fresh)?.focus();
  }

  function remove(holder, row) {
    const rows = [...holder.querySelectorAll(":scope > [data-row]")];
    const next = rows[rows.indexOf(row) + 1] || rows[rows.indexOf(row) - 1];
    if (rows.length > 1) row.remove();
    else empty(row);
    const target = next || row;
    (target.querySelector("summary") || first(target))?.focus();
    holder.dispatchEvent(new CustomEvent("afw:rows", { bubbles: true }));
  }

  const first = (row) => row.querySelector("input:not([type=hidden]), select, textarea");

  function renumber(row, from, to, newNumber) {
    for (const element of row.querySelectorAll("*")) {
      for (const name of ["name", "id", "for", "aria-describedby"]) {
        const value = element.getAttribute(name);
        if (value) element.setAttribute(name, value.replaceAll(from, to));
      }
      const label = element.getAttribute("aria-label");
      if (label) element.setAttribute("aria-label", label.replace(/[0-9]+$/, String(newNumber)));
    }
    const number = row.querySelector("[data-number]");
    if (number) {
      while (number.nextSibling) number.nextSibling.remove();
      number.textContent = newNumber;
    }
  }

  function empty(row) {
    for (const error of row.querySelectorAll(".error")) error.remove();
    for (const input of row.querySelectorAll("input, select, textarea")) {
      input.removeAttribute("aria-invalid");
      if (input.type === "checkbox" || input.type === "radio") input.checked = false;
      else if (input.tagName === "SELECT") input.selectedIndex = 0;
      else input.value = "";
    }
  }
})();
