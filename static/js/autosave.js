// Saves each question while it is being answered. Without this script the form saves as a whole.
//
// Asks of the page: <form data-autosave data-saving … > (the words, translated), a csrf_token in it, and per question
// <… data-question="id" data-save-url="…"> with a hidden r-<id> and a [data-saved-state].
// The server answers {revision, saved_at, errors: [{message, row, column}], shown: {id: bool}, html: {id: fragment}};
// 409 answers {mine, theirs, revision, html}. A request is repeated with the same key until it is answered.
"use strict";

(() => {
  const QUIET = 800;
  const FIRST_RETRY = 1000;
  const LAST_RETRY = 30000;
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const words = form.dataset;
  const records = new Map();

  const questionOf = (target) => target.closest("[data-question][data-save-url]");
  const elementOf = (id) => document.getElementById(`q-${id}`);

  function recordOf(element) {
    const id = element.dataset.question;
    if (!records.has(id)) records.set(id, { id, dirty: false, sending: null, timer: 0, wait: FIRST_RETRY });
    return records.get(id);
  }

  const pending = () => [...records.values()].filter((record) => record.dirty || record.sending);

  // What the question holds now; files are sent by their own form.
  function bodyOf(element) {
    const body = new URLSearchParams();
    for (const input of element.querySelectorAll("input, select, textarea")) {
      if (!input.name || input.disabled || input.type === "file") continue;
      if ((input.type === "radio" || input.type === "checkbox") && !input.checked) continue;
      body.append(input.name, input.value);
    }
    return body;
  }

  function say(element, text, busy) {
    const place = element.querySelector("[data-saved-state]");
    if (place && place.textContent !== text) place.textContent = text;
    element.toggleAttribute("data-busy", Boolean(busy));
  }

  function schedule(element, delay) {
    const record = recordOf(element);
    record.dirty = true;
    clearTimeout(record.timer);
    record.timer = setTimeout(() => send(record), delay);
  }

  function send(record) {
    clearTimeout(record.timer);
    const element = elementOf(record.id);
    if (!element || record.sending) return;
    if (!record.dirty) return;
    record.dirty = false;
    const body = bodyOf(element);
    body.append("request_key", crypto.randomUUID ? crypto.randomUUID() : `${Date.now()}-${Math.random()}`);
    record.sending = { body, url: element.dataset.saveUrl };
    say(element, words.saving, true);
    attempt(record);
  }

  async function attempt(record) {
    const token = form.querySelector("[name=csrf_token]");
    let response;
    let answer = {};
    try {
      response = await fetch(record.sending.url, {
        method: "POST",
        body: record.sending.body,
        credentials: "same-origin",
        headers: { Accept: "application/json", "X-CSRF-Token": token ? token.value : "" },
      });
      answer = await response.json().catch(() => ({}));
    } catch {
      response = null;
    }
    if (!response || response.status >= 500 || response.status === 429) return retry(record);
    record.wait = FIRST_RETRY;
    record.sending = null;
    const element = elementOf(record.id);
    if (response.ok) saved(record, element, answer);
    else if (response.status === 409 && "revision" in answer) conflict(record, element, answer);
    else refuse(record, element, answer.message || words.refused);
    return settle(record);
  }

  function retry(record) {
    const element = elementOf(record.id);
    if (element) say(element, words.retrying, true);
    record.timer = setTimeout(() => record.sending && attempt(record), record.wait);
    record.wait = Math.min(record.wait * 2, LAST_RETRY);
  }

  // Typed meanwhile: once more. Somebody pressed a button meanwhile: now that all is saved, go on.
  function settle(record) {
    if (record.dirty && !record.stopped) send(record);
    if (waiting && pending().length === 0) submitNow();
  }

  function saved(record, element, answer) {
    record.stopped = false;
    if (element) {
      setRevision(element, record.id, answer.revision);
      if (!record.dirty) say(element, answer.saved_at ? `${words.saved} ${answer.saved_at}` : words.saved, false);
      showErrors(element, record.id, answer.errors || []);
    }
    for (const [id, html] of Object.entries(answer.html || {})) replace(id, html);
    for (const [id, shown] of Object.entries(answer.shown || {})) if (!shown) hide(id);
    form.dispatchEvent(new CustomEvent("afw:saved", { bubbles: true, detail: answer }));
  }

  function refuse(record, element, message) {
    record.dirty = true;
    record.stopped = true;
    if (element) say(element, `${words.notSaved}. ${message}`, false);
  }

  function setRevision(element, id, revision) {
    const input = element.querySelector(`[name="${CSS.escape(`r-${id}`)}"]`);
    if (input && revision !== undefined) input.value = revision;
  }

  // -- errors at their place --------------------------------------------------------------------------------

  function showErrors(element, id, errors) {
    for (const old of element.querySelectorAll(".error")) old.remove();
    for (const input of element.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
    element.classList.toggle("question--error", errors.length > 0);
    for (const error of errors) showError(element, id, error);
  }

  function showError(element, id, error) {
    const inCell = error.row !== null && error.row !== undefined && error.column;
    const name = inCell ? `a-${id}-${error.row}-${error.column}` : `a-${id}`;
    const input = element.querySelector(`[name="${CSS.escape(name)}"]`);
    const place = document.createElement(inCell ? "span" : "p");
    place.className = "error";
    place.id = `${name}-fout`;
    place.append(Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: `${words.error} ` }));
    place.append(error.message);
    if (inCell && input) input.before(place);
    else element.querySelector(".answer").before(place);
    if (!input || input.type === "radio" || input.type === "checkbox") return;
    input.setAttribute("aria-invalid", "true");
    const ids = new Set((input.getAttribute("aria-describedby") || "").split(" ").filter(Boolean).concat(place.id));
    input.setAttribute("aria-describedby", [...ids].join(" "));
  }

  // -- questions that appear, change or go --------------------------------------------------------------------

  function replace(id, html) {
    const old = elementOf(id);
    const record = records.get(id);
    if (!old || old.contains(document.activeElement) || (record && (record.dirty || record.sending))) return;
    const holder = document.createElement("template");
    holder.innerHTML = html;
    const fresh = holder.content.firstElementChild;
    if (fresh) old.replaceWith(fresh);
  }

  function hide(id) {
    const old = elementOf(id);
    if (!old || old.hidden) return;
    const place = document.createElement("div");
    place.id = old.id;
    place.hidden = true;
    place.dataset.question = id;
    old.replaceWith(place);
    records.delete(id);
  }

  // -- two people, one answer ---------------------------------------------------------------------------------

  function conflict(record, element, answer) {
    record.dirty = true;
    record.stopped = true;
    if (!element) return;
    say(element, words.notSaved, false);
    element.querySelector(".conflict")?.remove();
    const box = document.createElement("div");
    box.className = "conflict";
    box.setAttribute("role", "alert");
    const title = Object.assign(document.createElement("p"), { textContent: answer.message || words.conflict });
    const texts = document.createElement("div");
    texts.className = "conflict__texts";
    texts.append(side(words.mineTitle, answer.mine), side(words.theirsTitle, answer.theirs));
    const actions = document.createElement("div");
    actions.className = "actions";
    actions.append(
      choice(words.mine, () => keepMine(record, element, box, answer)),
      choice(words.theirs, () => takeTheirs(record, element, box, answer)),
    );
    box.append(title, texts, actions);
    element.append(box);
  }

  function side(title, value) {
    const part = document.createElement("div");
    part.append(Object.assign(document.createElement("b"), { textContent: title }));
    part.append(Object.assign(document.createElement("p"), { textContent: inWords(value) || "–" }));
    return part;
  }

  function inWords(value) {
    if (value === null || value === undefined) return "";
    if (typeof value !== "object") return String(value);
    return Object.values(value).map(inWords).filter(Boolean).join("\n");
  }

  function choice(text, act) {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    button.className = "button button--second button--small";
    button.addEventListener("click", act);
    return button;
  }

  function keepMine(record, element, box, answer) {
    setRevision(element, record.id, answer.revision);
    box.remove();
    record.stopped = false;
    schedule(element, 0);
  }

  function takeTheirs(record, element, box, answer) {
    const html = answer.html && answer.html[record.id];
    record.dirty = false;
    record.stopped = false;
    box.remove();
    if (html) return replace(record.id, html);
    if (!fill(element, record.id, answer.theirs)) {
      location.hash = element.id;
      return location.reload();
    }
    setRevision(element, record.id, answer.revision);
    return say(element, words.saved, false);
  }

  function fill(element, id, value) {
    const inputs = [...element.querySelectorAll(`[name="${CSS.escape(`a-${id}`)}"]`)];
    if (!inputs.length || (value !== null && typeof value === "object")) return false;
    const text = value === null ? "" : String(value);
    if (inputs[0].type !== "radio") inputs[0].value = text;
    else for (const input of inputs) input.checked = input.value === text;
    return true;
  }

  // -- what people do -------------------------------------------------------------------------------------------

  form.addEventListener("input", (event) => {
    const element = questionOf(event.target);
    if (!element || event.target.type === "file") return;
    exclusive(event.target, element);
    schedule(element, QUIET);
  });
  form.addEventListener("change", (event) => {
    const element = questionOf(event.target);
    if (element && event.target.type !== "file") schedule(element, 0);
  });
  form.addEventListener("afw:rows", (event) => {
    const element = questionOf(event.target);
    if (element) schedule(element, 0);
  });
  window.addEventListener("online", () => {
    for (const record of records.values()) {
      if (!record.sending) continue;
      clearTimeout(record.timer);
      attempt(record);
    }
  });

  // “None of these” and the others take each other away, as the server would ask for.
  function exclusive(input, element) {
    if (input.type !== "checkbox" || !input.checked) return;
    for (const other of element.querySelectorAll(`[name="${CSS.escape(input.name)}"]`)) {
      if (other !== input && ("exclusive" in input.dataset || "exclusive" in other.dataset)) other.checked = false;
    }
  }

  // A button that sends the whole form waits for the questions under way, else it would contradict them.
  let waiting = null;
  let leaving = false;
  form.addEventListener("submit", (event) => {
    const busy = pending().filter((record) => !record.stopped);
    if (waiting || !busy.length) {
      leaving = true;
      return;
    }
    event.preventDefault();
    waiting = { submitter: event.submitter };
    for (const record of busy) send(record);
  });
  function submitNow() {
    const { submitter } = waiting;
    leaving = true;
    form.requestSubmit(submitter && submitter.isConnected ? submitter : undefined);
    waiting = null;
  }

  window.addEventListener("beforeunload", (event) => {
    if (leaving || !pending().length) return;
    event.preventDefault();
    event.returnValue = words.leaving;
  });
})();
