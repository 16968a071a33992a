// How far something is that the worker makes: asks its address now and then, shows the words, and loads the page
// anew when it is done.
//
// <tr data-progress="/address"> holds an element [data-progress-words]; the address answers {state, words}.
// Asks less often the longer it takes, and stops when the page is hidden. Without scripts there is a link.
"use strict";

(() => {
  const FIRST = 600, LONGEST = 8000, SLOWER = 1.3;

  for (const row of document.querySelectorAll("[data-progress]")) watch(row);

  function watch(row) {
    const words = row.querySelector("[data-progress-words]");
    let pause = FIRST;
    setTimeout(ask, pause);

    async function ask() {
      if (document.hidden) {
        document.addEventListener("visibilitychange", ask, { once: true });
        return;
      }
      const told = await fetched();
      if (told && told.state !== "waiting") {
        window.location.reload();
        return;
      }
      const moved = told && words.textContent !== told.words;
      if (moved) words.textContent = told.words;
      pause = moved ? FIRST : Math.min(pause * SLOWER, LONGEST);
      setTimeout(ask, pause);
    }

    async function fetched() {
      try {
        const answer = await fetch(row.dataset.progress, { headers: { Accept: "application/json" } });
        return answer.ok ? await answer.json() : null;
      } catch {
        return null;
      }
    }
  }
})();
