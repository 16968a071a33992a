// What SurveyJS makes of answers: reads JSON lines {survey, answers: [...], whole}, writes for each a line
// {names, results: [{shown, values, choices}]} (choices: those of a question, where they have conditions) at the fixpoint: answers to what is hidden are dropped from those that
// were given, until nothing changes. With `whole` the answers are put into the survey; without it the survey's
// conditions are run one by one by its ConditionRunner, which comes to the same and is many times faster.
// `node surveyjs.js survey-core` names the engine.
"use strict";
const readline = require("readline");
const engine = require(process.argv[2]);

// Later 1.x compares texts without case and spaces unless told otherwise; 1.7 does not.
if (engine.settings && engine.settings.comparator) {
  engine.settings.comparator.caseSensitive = true;
  engine.settings.comparator.trimStrings = false;
}

const Model = engine.Model || engine.SurveyModel;

class Whole {
  constructor(survey) {
    this.survey = survey;
  }
  take(values) {
    this.survey.data = JSON.parse(JSON.stringify(values));
  }
  isShown(part) {
    return part.visible;
  }
  choices(question) {
    return question.visibleChoices.map((item) => item.value);
  }
}

class ByCondition {
  constructor() {
    this.runners = new Map();
    this.known = new Map();
  }
  take(values) {
    this.values = values;
    this.parts = new Map();
  }
  holds(text, extra) {
    if (!this.runners.has(text)) this.runners.set(text, new engine.ConditionRunner(text));
    return this.runners.get(text).run(Object.assign({}, this.values, extra));
  }
  isShown(part) {
    if (!this.parts.has(part)) this.parts.set(part, part.visibleIf ? this.holds(part.visibleIf) : part.visible);
    return this.parts.get(part);
  }
  choices(question) {
    return this.offers(question).filter(([value, text]) => !text || this.holds(text, { item: value, choice: value }))
      .map(([value]) => value);
  }
  // Every value that can be chosen, with the condition for it; the special ones (“other”, “none”) have none.
  offers(question) {
    if (!this.known.has(question)) {
      const own = question.choices.map((item) => [item.value, item.visibleIf || question.choicesVisibleIf]);
      const values = new Set(own.map(([value]) => value));
      const special = question.visibleChoices.map((item) => [item.value, ""]).filter(([value]) => !values.has(value));
      this.known.set(question, own.concat(special));
    }
    return this.known.get(question);
  }
}

function isShown(judge, question) {
  for (let part = question; part; part = part.parent) {
    if (!judge.isShown(part)) return false;
  }
  return true;
}

function choicesOf(judge, question) {
  return question.choices && question.visibleChoices ? judge.choices(question) : null;
}

function isConditional(question) {
  return question.choicesVisibleIf || (question.choices && question.choices.some((item) => item.visibleIf));
}

function isOffered(value, choices) {
  const chosen = Array.isArray(value) ? value : [value];
  return !choices || chosen.every((one) => choices.some((choice) => choice === one));
}

function kept(judge, questions, given) {
  const names = new Set();
  for (const question of questions) {
    const name = question.getValueName();
    if (!isShown(judge, question)) continue;
    if (question.hasComment) names.add(name + "-Comment");
    if (!(name in given) || !isOffered(given[name], choicesOf(judge, question))) continue;
    names.add(name);
    if (question.hasOther && [].concat(given[name]).includes("other")) names.add(name + "-Comment");
  }
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name)));
}

function settle(judge, questions, given) {
  let values = given;
  for (let round = 0; round <= questions.length + 1; round++) {
    judge.take(values);
    const next = kept(judge, questions, given);
    if (JSON.stringify(next) === JSON.stringify(values)) return values;
    values = next;
  }
  throw new Error("no fixpoint");
}

function evaluate({ survey: json, answers, whole }) {
  const survey = new Model(json);
  survey.clearInvisibleValues = "none";
  const questions = survey.getAllQuestions();
  const judge = whole ? new Whole(survey) : new ByCondition();
  const results = answers.map((given) => {
    const values = settle(judge, questions, given);
    const shown = questions.map((question) => isShown(judge, question));
    const choices = questions.map((question, place) =>
      shown[place] && isConditional(question) ? choicesOf(judge, question) : null);
    return { shown, choices, values };
  });
  return { names: questions.map((question) => question.name), results };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  process.stdout.write(JSON.stringify(evaluate(JSON.parse(line))) + "\n");
});
