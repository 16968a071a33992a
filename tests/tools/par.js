// What an assessment of PAR comes to for given answers, with its expressions in the hands of JEXL itself.
// Reads a line {definition, answers: [{task: value}]} and writes a line [{shown, scores, outcomes}], and so on.
"use strict";

const readline = require("readline");
const { Jexl } = require("jexl");

function withFunctions(answers) {
  const jexl = new Jexl();
  const answer = (id) => (answers[id] === undefined || answers[id] === "" ? null : answers[id]);
  const length = (value) => (Array.isArray(value) ? value.length : 0);
  jexl.addTransform("count", length);
  jexl.addFunction("answers", answer);
  jexl.addFunction("bool", (value) => value === true || value === "true");
  jexl.addFunction("countSelectedOptions", (id) => length(answer(id)));
  jexl.addFunction("criteriaCheck", (criteria) => Object.values(criteria).some((met) => met === true));
  jexl.addFunction("weightedCountMap", (values, keys, weights) => {
    const weight = new Map(keys.map((key, place) => [key, weights[place] || 0]));
    return (Array.isArray(values) ? values : []).reduce((sum, value) => sum + (weight.get(value) || 0), 0);
  });
  return jexl;
}

function typed(value) {
  const words = { true: true, false: false, null: null, "": null };
  return typeof value === "string" && value.toLowerCase() in words ? words[value.toLowerCase()] : value;
}

// A text in quotes is that text: what the sample has in its conditions, and no option has as its value.
function unquoted(value) {
  const found = typeof value === "string" && /^(['"])(.*)\1$/.exec(value);
  return found ? found[2] : value;
}

function meets(condition, answers) {
  const given = answers[condition.id];
  const value = unquoted(condition.value);
  if (condition.operator === "contains" && Array.isArray(given)) return given.includes(value);
  return typed(given) === typed(value);
}

function isShown(task, answers) {
  return (task.dependencies || [])
    .filter((each) => each.type === "conditional" && each.condition)
    .every((each) => meets(each.condition, answers) === (each.action !== "hide"));
}

function shownIn(tasks, answers) {
  return tasks
    .filter((task) => isShown(task, answers))
    .flatMap((task) => [task.id, ...shownIn(task.tasks || [], answers)]);
}

function settled(definition, given) {
  let answers = given;
  for (;;) {
    const shown = new Set(shownIn(definition.tasks, answers));
    const left = Object.fromEntries(Object.entries(answers).filter(([id]) => shown.has(id)));
    if (Object.keys(left).length === Object.keys(answers).length) return { answers, shown: [...shown] };
    answers = left;
  }
}

function scoresOf(tasks, jexl, scores) {
  for (const task of tasks) {
    if (task.calculation) {
      const { scoreKey, expression, riskScore } = task.calculation;
      const value = jexl.evalSync(expression);
      const line = (riskScore || []).find(({ when }) => jexl.evalSync(when, { [scoreKey]: value }));
      if (line) scores[scoreKey] = line.value;
      else if (!riskScore) scores[scoreKey] = value;
    }
    scoresOf(task.tasks || [], jexl, scores);
  }
  return scores;
}

function outcomeOf(assessment, jexl, scores) {
  for (const { level, expression, criteria } of assessment.levels) {
    const met = Object.fromEntries(
      (criteria || []).filter((each) => jexl.evalSync(each.expression, { scores })).map(({ id }) => [id, true]),
    );
    if (jexl.evalSync(expression, { scores, criteria: met })) return [`${assessment.id}-${level}`];
  }
  return [];
}

function judged(definition, given) {
  const { answers, shown } = settled(definition, given);
  const jexl = withFunctions(answers);
  const scores = scoresOf(definition.tasks, jexl, {});
  const outcomes = (definition.assessments || []).flatMap((each) => outcomeOf(each, jexl, scores));
  return { shown, scores, outcomes };
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { definition, answers } = JSON.parse(line);
  process.stdout.write(`${JSON.stringify(answers.map((each) => judged(definition, each)))}\n`);
});
