"""What is imported from SurveyJS does what the original engine does: judged by that engine itself.

Compared at the fixpoint at which no hidden answer counts: which questions are shown, which choices they
offer, and for Canada's AIA the scores, computed here from the file by the rules that were published with it.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from random import Random
from typing import Any

import pytest

from afweging.questionnaire import Evaluation, Questionnaire, by_id, evaluate, read_bytes
from afweging.questionnaire.importers import import_bytes
from afweging.questionnaire.writing import to_yaml

from .engines import ENGINES, Engine
from .surveys import Maker

SHARED = Path(os.environ.get("AFWEGING_SHARED", Path(__file__).resolve().parents[4] / "shared"))
AIA = SHARED / "data" / "questionnaires" / "aia-v0.9.1.surveyjs.json"
DAY = date(2026, 11, 23)
NOT_WHOLE = ("cannot say", "in a circle", "left out")
"""Words of notes on a condition that could not be carried whole."""


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    engine = Engine(request.param)
    yield engine
    engine.stop()


@pytest.fixture(scope="module")
def reference() -> Iterator[Engine]:
    engine = Engine(ENGINES[0])
    yield engine
    engine.stop()


def imported(survey: dict[str, Any], profile: str | None = None) -> tuple[Questionnaire, list[str]]:
    found = import_bytes(json.dumps(survey).encode(), "survey.json", "surveyjs", profile)
    return read_bytes(to_yaml(found.data).encode(), "survey.yaml"), [note.what for note in found.notes]


def differences(
    engine: Engine, survey: dict[str, Any], answers: list[dict[str, Any]], *, whole: bool = False
) -> list[str]:
    """Where we and the engine do not agree; all conditions must have been carried whole."""
    ours, notes = imported(survey)
    assert not [note for note in notes for word in NOT_WHOLE if word in note]
    return compared(ours, engine.settled(survey, answers, whole=whole), answers)


def compared(ours: Questionnaire, theirs: dict[str, Any], answers: list[dict[str, Any]]) -> list[str]:
    ids = mine(ours, theirs["names"])
    found = []
    for given, result in zip(answers, theirs["results"], strict=True):
        evaluation = evaluate(ours, by_id(ours, given), today=DAY)
        for name, shown, choices in zip(ids, result["shown"], result["choices"], strict=True):
            if (name in evaluation.applicable) != shown:
                found.append(f"{name} is {'shown' if shown else 'hidden'} there with {given}")
            elif choices is not None and offered(evaluation, name) != sorted(map(str, choices)):
                found.append(f"{name} offers {choices} there with {given}")
    return found


def mine(ours: Questionnaire, names: list[str]) -> list[str]:
    """Our ids for the original's names, in its order; names may repeat."""
    found: dict[object, list[str]] = defaultdict(list)
    for question in ours:
        found[question.source].append(question.id)
    return [found[name].pop(0) for name in names]


def offered(evaluation: Evaluation, question_id: str) -> list[str]:
    return sorted(str(option.source) for option in evaluation.shown_options(question_id))


def surveys(
    start: int, count: int, *, odd: bool
) -> Iterator[tuple[int, dict[str, Any], list[dict[str, Any]]]]:
    for seed in range(start, start + count):
        maker = Maker(Random(seed), odd=odd)
        yield seed, maker.survey(), [maker.answers() for _ in range(20)]


@pytest.mark.slow
def test_random_surveys_show_what_the_engine_shows(engine: Engine) -> None:
    """Later 1.x reads texts such as 'true' and '01' otherwise than 1.7, so only 1.7 gets those."""
    first = engine.name == ENGINES[0]
    for seed, survey, answers in surveys(0, 150 if first else 60, odd=first):
        assert differences(engine, survey, answers) == [], f"survey {seed}"


@pytest.mark.soak
def test_thousands_of_random_surveys(engine: Engine) -> None:
    for seed, survey, answers in surveys(100_000, 5_000, odd=engine.name == ENGINES[0]):
        assert differences(engine, survey, answers) == [], f"survey {seed}"


@pytest.mark.slow
def test_conditions_run_one_by_one_are_the_survey_as_a_whole(engine: Engine) -> None:
    """The quick way to ask the engine, which the other tests take, gives what the survey itself gives."""
    for seed, survey, answers in surveys(500, 25, odd=engine.name == ENGINES[0]):
        quick = engine.settled(survey, answers[:5])
        whole = engine.settled(survey, answers[:5], whole=True)
        assert quick == whole, f"survey {seed}"


def aia() -> dict[str, Any]:
    if not AIA.is_file():
        pytest.skip(f"shared data is absent: {AIA.name}")
    survey: dict[str, Any] = json.loads(AIA.read_bytes())
    return survey


def elements(parts: list[dict[str, Any]], box: str = "") -> Iterator[tuple[dict[str, Any], str]]:
    """The questions of a survey, each with the name of the panel or page that it stands in."""
    for part in parts:
        if "elements" in part:
            yield from elements(part["elements"], part["name"])
        else:
            yield part, box


def aia_answers(survey: dict[str, Any], random: Random, share: float) -> dict[str, Any]:
    """Answers to a share of the questions, in any order, of whichever phase and follow-up."""
    given: dict[str, Any] = {}
    for question, _ in elements(survey["pages"]):
        values = [choice["value"] for choice in question.get("choices", ())]
        if question["type"] == "html" or random.random() > share:
            continue
        if question["type"] == "checkbox":
            given[question["name"]] = random.sample(values, random.randint(1, len(values)))
        else:
            given[question["name"]] = random.choice(values) if values else "because"
    names = list(given)
    random.shuffle(names)
    return {name: given[name] for name in names}


def points(value: str) -> int:
    end = value.rpartition("-")[2]
    return int(end) if "-" in value and end.isdigit() else 0


def published(survey: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """The scores by the rules that stand with the AIA, from the answers that count."""
    score, most = {"RS": 0, "MS": 0}, {"RS": 0, "MS": 0}
    for question, box in elements(survey["pages"]):
        towards = next(
            (name[-2:] for name in (question["name"], box) if name[-3:] in ("-RS", "-MS", "-NS")), ""
        )
        if question["type"] not in ("radiogroup", "dropdown", "checkbox") or towards not in score:
            continue
        amounts = [points(choice["value"]) for choice in question["choices"]]
        most[towards] += sum(amounts) if question["type"] == "checkbox" else max(amounts)
        value = values.get(question["name"], [])
        score[towards] += sum(map(points, value if isinstance(value, list) else [value]))
    raw, mitigation = score["RS"], score["MS"]
    lowered = mitigation * 10 >= 8 * Fraction(most["MS"], 2)
    current = (raw * 85 + 50) // 100 if lowered else raw
    level = next(level for level in (1, 2, 3, 4) if level == 4 or current * 4 <= level * most["RS"])
    return {"raw": raw, "mitigation": mitigation, "current": current, "level": f"level-{level}"}


def scored(evaluation: Evaluation) -> dict[str, Any]:
    found = {name: evaluation.scores[name].value for name in ("raw", "mitigation", "current")}
    return {**found, "level": evaluation.scores["current"].band}


def judge_the_aia(engine: Engine, random: Random, count: int) -> None:
    survey = aia()
    ours, _ = imported(survey, "aia")
    answers = [aia_answers(survey, random, random.choice([0.3, 0.8, 1])) for _ in range(count)]
    theirs = engine.settled(survey, answers)
    assert compared(ours, theirs, answers) == []
    for given, result in zip(answers, theirs["results"], strict=True):
        evaluation = evaluate(ours, by_id(ours, given), today=DAY)
        assert scored(evaluation) == published(survey, result["values"])


def test_the_aia_shows_and_scores_what_the_original_does(reference: Engine) -> None:
    judge_the_aia(reference, Random(1), 100)


@pytest.mark.slow
def test_the_aia_on_hundreds_of_answers(engine: Engine) -> None:
    judge_the_aia(engine, Random(20261123), 1_000)


@pytest.mark.soak
def test_the_aia_on_many_answers(reference: Engine) -> None:
    for seed in range(100):
        judge_the_aia(reference, Random(seed), 500)


def test_hidden_follow_ups_of_the_aia_never_count(reference: Engine) -> None:
    survey = aia()
    ours, _ = imported(survey, "aia")
    follow_ups = {
        "aboutDataSource9": "item2-4",
        "aboutDataSource10": "item1-2",
        "dataQualityImplementation1": "item1-2",
    }
    first = {"aboutDataSource1": "item2-0", "projectDetailsPhase": "item1"}
    for given in ({**follow_ups, **first}, {**first, **follow_ups}):
        evaluation = evaluate(ours, by_id(ours, given), today=DAY)
        assert scored(evaluation)["raw"] == scored(evaluation)["mitigation"] == 0
        assert published(survey, reference.settled(survey, [given])["results"][0]["values"])["raw"] == 0
