// Saves findings while an officer works. Without this script each finding has a button of its own.
//
// A finding is a form [data-finding] with [data-saved-state], [data-gaps] and a button [data-without-script].
// The server answers {errors: [{field, message}], gaps: [message], saved_at, html: {id: fragment}}.
"use strict";

(() => {
  const QUIET = 800;
  const forms = document.querySelectorAll("form[data-finding]");
  const judgement = () => document.getElementById("oordeel-deel");
  let judging = false;

  document.addEventListener("input", (event) => {
    if (event.target.closest("#oordeel-deel")) judging = true;
  });

  for (const form of forms) attend(form);

  function attend(form) {
    const state = { timer: 0, sending: false, again: false, dirty: false };
    form.querySelector("[data-without-script]").hidden = true;
    form.addEventListener("input", (event) => {
      state.dirty = true;
      schedule(form, state, event.target.type === "radio" ? 0 : QUIET);
    });
    form.addEventListener("change", () => {
      state.dirty = true;
      schedule(form, state, 0);
    });
    window.addEventListener("beforeunload", (event) => {
      if (state.dirty && chosen(form)) event.preventDefault();
    });
  }

  const chosen = (form) => form.querySelector("[type=radio]:checked");

  function schedule(form, state, delay) {
    clearTimeout(state.timer);
    if (chosen(form)) state.timer = setTimeout(() => send(form, state), delay);
  }

  async function send(form, state) {
    if (state.sending) {
      state.again = true;
      return;
    }
    state.sending = true;
    state.dirty = false;
    say(form, form.dataset.saving);
    try {
      const response = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
        credentials: "same-origin",
        headers: { Accept: "application/json" },
      });
      const answer = await response.json();
      show(form, answer);
    } catch {
      failed(form, state, form.dataset.failed);
    }
    state.sending = false;
    if (state.again) {
      state.again = false;
      send(form, state);
    }
  }

  function show(form, answer) {
    const messages = (answer.errors || []).map((error) => error.message).concat(answer.gaps || []);
    if (!answer.saved_at && !messages.length) messages.push(answer.message || form.dataset.failed);
    const place = form.querySelector("[data-gaps]");
    place.replaceChildren(...messages.map((text) => Object.assign(document.createElement("p"), { className: "error", textContent: text })));
    if (!answer.saved_at) return failed(form, { }, "");
    say(form, `${form.dataset.saved} ${answer.saved_at}`);
    const word = form.closest("details")?.querySelector("[data-verdict]");
    const option = chosen(form)?.closest("label").querySelector("span");
    if (word && option) word.textContent = option.textContent;
    if (!messages.length) openNext(form);
    for (const [id, html] of Object.entries(answer.html || {})) replace(id, html);
    return undefined;
  }

  // The next section without a finding opens by itself; nothing scrolls away under the reader.
  function openNext(form) {
    const rest = [...forms].slice([...forms].indexOf(form) + 1);
    const next = rest.find((each) => !chosen(each));
    const part = next && next.closest("details");
    if (part) part.open = true;
  }

  // A link to a folded section unfolds it.
  function unfold() {
    const target = location.hash.length > 1 && document.getElementById(location.hash.slice(1));
    if (target && target.matches("details")) target.open = true;
  }
  window.addEventListener("hashchange", unfold);
  document.addEventListener("click", (event) => {
    if (event.target.closest('a[href^="#o-"]')) setTimeout(unfold);
  });
  unfold();

  function failed(form, state, text) {
    state.dirty = true;
    if (text) say(form, text);
    else say(form, "");
    form.querySelector("[data-without-script]").hidden = false;
  }

  // The judgement stays as it is once somebody writes in it; the operation checks it anyway.
  function replace(id, html) {
    const old = document.getElementById(id);
    if (!old || (old === judgement() && (judging || old.contains(document.activeElement)))) return;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const fresh = holder.content.querySelector(`#${CSS.escape(id)}`);
    if (fresh) old.replaceWith(fresh);
  }

  const say = (form, text) => {
    const place = form.querySelector("[data-saved-state]");
    if (place && place.textContent !== text) place.textContent = text;
  };
})();
