// Counts the signs of a text while it is being typed, and says when the register shows the new page.
// Without this script the server counts, and “Kijk opnieuw” looks again.
"use strict";

(() => {
  const QUIET = 400;
  const LOOK_EVERY = 1500;
  const MOST_LOOKS = 60;

  for (const control of document.querySelectorAll("[data-count]")) {
    const counter = document.getElementById(control.dataset.count);
    const most = Number(control.dataset.most);
    let timer = 0;
    const count = () => {
      const used = control.value.trim().length;
      const words = used > most ? counter.dataset.over : counter.dataset.words;
      counter.textContent = words.replace("{used}", used).replace("{most}", most).replace("{over}", used - most);
      counter.classList.toggle("too-long", used > most);
    };
    control.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(count, QUIET);
    });
  }

  const waiting = document.querySelector("[data-await-register]");
  if (!waiting) return;
  let looks = 0;
  const look = async () => {
    looks += 1;
    const answer = await fetch(waiting.dataset.awaitRegister, { headers: { Accept: "application/json" } }).catch(() => null);
    const state = answer && answer.ok ? (await answer.json()).state : "waiting";
    if (state === "shown") waiting.textContent = waiting.dataset.done;
    else if (state === "failed") location.reload();
    else if (looks < MOST_LOOKS) setTimeout(look, LOOK_EVERY);
  };
  setTimeout(look, LOOK_EVERY);
})();
