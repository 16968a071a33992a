// How long the engine of SurveyJS takes: reads {survey, answers, changes, points, rounds, clear} from standard
// input, writes {load, all, one, shown, sums, after} to standard output; times in ms, a list each.
// `node questionnaire.js FOLDER` loads survey-core from FOLDER.
"use strict";
const { performance } = require("perf_hooks");
const engine = require(require.resolve("survey-core", { paths: [process.argv[2]] }));
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const copy = (value) => JSON.parse(JSON.stringify(value));

function timed(act) {
  const start = performance.now();
  const found = act();
  return [performance.now() - start, found];
}

function load() {
  const survey = new engine.Model(copy(given.survey));
  survey.clearInvisibleValues = given.clear;
  return survey;
}

// What is shown, and what the answers to it count for: the engine has no points, its users add them up like this.
function read(questions) {
  const shown = [];
  const sums = {};
  for (const question of questions) {
    if (!question.isVisible) continue;
    shown.push(question.name);
    const table = given.points[question.name];
    if (!table || question.value === undefined) continue;
    for (const option of [].concat(question.value)) {
      for (const [name, amount] of Object.entries(table[option] || {})) sums[name] = (sums[name] || 0) + amount;
    }
  }
  return { shown, sums };
}

const loading = [];
for (let round = 0; round < 10; round++) loading.push(timed(load)[0]);

const survey = load();
const questions = survey.getAllQuestions();
const all = [];
let found;
for (let round = 0; round < given.rounds; round++) {
  survey.data = {};
  const answers = copy(given.answers);
  const [time, result] = timed(() => {
    survey.data = answers;
    return read(questions);
  });
  all.push(time);
  found = result;
}

const one = [];
const after = [];
for (const [name, value] of given.changes) {
  survey.data = copy(given.answers);
  const [time, result] = timed(() => {
    survey.setValue(name, value);
    return read(questions);
  });
  one.push(time);
  after.push(result);
}
process.stdout.write(JSON.stringify({ load: loading, all, one, shown: found.shown, sums: found.sums, after }));
