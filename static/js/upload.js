// Sends a chosen file at once and shows how far it is. Without this script the file goes along with the form.
//
// Asks of the page: the form of autosave.js, and per question of files an input named a-<id>-file inside
// <… data-question="id" data-save-url="…">. The server answers {html: {id: fragment}} at <save-url>/bewijs;
// a refusal answers {message, problems: [{message}]}.
"use strict";

(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;

  form.addEventListener("change", (event) => {
    const input = event.target;
    const question = input.type === "file" && input.closest("[data-question][data-save-url]");
    if (question && input.files.length) send(question, input);
  });

  function send(question, input) {
    const request = new XMLHttpRequest();
    const body = new FormData();
    for (const file of input.files) body.append(input.name, file);
    const bar = progressOf(question, input);
    input.disabled = true;
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.max = event.total;
      bar.value = event.loaded;
    });
    request.addEventListener("load", () => {
      if (request.status < 300) replace(question, answerOf(request));
      else refuse(question, input, bar, answerOf(request));
    });
    request.addEventListener("error", () => refuse(question, input, bar, {}));
    request.open("POST", `${question.dataset.saveUrl}/bewijs`);
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("X-CSRF-Token", form.querySelector("[name=csrf_token]").value);
    request.send(body);
  }

  function progressOf(question, input) {
    question.querySelector(".error")?.remove();
    const bar = document.createElement("progress");
    bar.setAttribute("aria-label", form.dataset.upload || form.dataset.saving);
    input.after(bar);
    return bar;
  }

  function answerOf(request) {
    try {
      return JSON.parse(request.responseText);
    } catch {
      return {};
    }
  }

  function replace(question, answer) {
    const holder = document.createElement("template");
    holder.innerHTML = answer.html[question.dataset.question];
    const fresh = holder.content.firstElementChild;
    question.replaceWith(fresh);
    fresh.querySelector("input[type=file]")?.focus();
  }

  function refuse(question, input, bar, answer) {
    bar.remove();
    input.disabled = false;
    input.value = "";
    const place = document.createElement("p");
    place.className = "error";
    place.setAttribute("role", "alert");
    place.textContent = answer.message || form.dataset.refused;
    question.querySelector(".answer").before(place);
  }
})();
