"""Small questionnaires made at random, with few enough answers to try them all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import Any

from afweging.questionnaire import Evaluation, Questionnaire, Status, evaluate
from afweging.questionnaire.health.found import Found

from ..making import TODAY, read

_ALLOW = ["unknown", "not_applicable"]


def made(seed: int, questions: int = 4, kinds: Sequence[str] = ()) -> dict[str, Any]:
    """The data of a questionnaire, of these types of questions: the same for the same seed."""
    return _Maker(Random(seed), questions, kinds or KINDS).data()


class _Maker:
    def __init__(self, random: Random, count: int, kinds: Sequence[str]) -> None:
        self.random = random
        self.count = count
        self.kinds = kinds
        self.asked: list[dict[str, Any]] = []

    def data(self) -> dict[str, Any]:
        first = [self._question(number) for number in range(self.count // 2)]
        second_show = self._maybe(0.4)
        second = [self._question(number) for number in range(self.count // 2, self.count)]
        sections = [_section("s1", first), _section("s2", second)]
        if second_show:
            sections[1]["show_if"] = second_show
        for question in self.asked:
            self._later(question)
        outcomes = [
            {"id": f"o{number}", "if": self._rule(2, outcomes=number), "kind": "info", "text": "O"}
            for number in range(3)
        ]
        checks = [{"rule": self._rule(2), "message": "F0"}] if self.random.random() < 0.4 else []
        return {
            "format": 1, "id": "t", "version": "1.0.0", "title": "T", "sections": sections,
            "outcomes": outcomes, "scores": self._scores(), "checks": checks,
        }  # fmt: skip

    def _maybe(self, share: float) -> str | None:
        return self._rule(2) if self.asked and self.random.random() < share else None

    def _question(self, number: int) -> dict[str, Any]:
        kind = self.random.choice(self.kinds)
        question: dict[str, Any] = {"id": f"q{number}", "type": kind, "label": f"Q{number}"}
        if kind == "choice":
            question["options"] = self._options("ab")
        elif kind == "choices":
            question["options"] = self._options("abc")
            question["options"][2]["exclusive"] = self.random.random() < 0.5
            if self.random.random() < 0.3:
                question["max_choices"] = 2
        elif kind == "scale":
            question |= {"min": 1, "max": 3, "points_per_step": {"p": self.random.choice([1, 2])}}
        elif kind == "number":
            question |= {"min": 0, "max": 2}
        elif kind == "table":
            question["columns"] = [{"id": "n", "type": "number", "label": "N", "min": 0}]
        elif kind == "matrix":
            question |= {"rows": [{"id": "r1", "label": "1"}, {"id": "r2", "label": "2"}]}
            question |= {"options": self._options("ab"), "required": self.random.random() < 0.5}
        elif kind == "date":
            question |= {"min": "2026-01-01", "max": "2027-12-31"}
        elif kind == "yesno":
            question["points"] = {"ja": {"p": self.random.choice([1, 3])}}
        if self.random.random() < 0.5:
            question["allow"] = self.random.sample(_ALLOW, self.random.choice([1, 2]))
        show = self._maybe(0.6)
        if show:
            question["show_if"] = show
        if self.random.random() < 0.08:
            question["hidden"] = "niet hier"
        self.asked.append(question)
        return question

    def _options(self, names: str) -> list[dict[str, Any]]:
        found = []
        for name in names:
            option: dict[str, Any] = {"id": name, "label": name.upper()}
            if self.random.random() < 0.4:
                option["points"] = {"p": self.random.choice([-1, 1, 2])}
            show = self._maybe(0.15)
            if show:
                option["show_if"] = show
            found.append(option)
        return found

    def _later(self, question: dict[str, Any]) -> None:
        """What may look at everything: whether it is required, and checks."""
        if self.random.random() < 0.3 and "required" not in question:
            question["required"] = self._rule(2)
        if self.random.random() < 0.3:
            question["checks"] = [{"rule": self._rule(2), "message": f"C-{question['id']}"}]

    def _scores(self) -> list[dict[str, Any]]:
        points = any("points" in str(question) for question in self.asked)
        value = 'points("p")' if points else "1"
        forms = [
            value, f"{value} + 1", f"min({value}, 2)", f"({value} if {self._rule(1)} else 0)",
            f"max({value}, 1) * 2", f"round_half_up({value} / 2)", f"{value} / 2 - 1",
        ]  # fmt: skip
        bands = [
            {"id": "low", "title": "L", "upto": 0.3},
            {"id": "mid", "title": "M", "upto": 0.6},
            {"id": "high", "title": "H"},
        ]
        most = self.random.choice(["2", "4", "8"])
        return [{"id": "s", "title": "S", "value": self.random.choice(forms), "max": most, "bands": bands}]

    def _rule(self, depth: int, outcomes: int = 0) -> str:
        pick = self.random.random()
        if depth and pick < 0.55:
            left, right = self._rule(depth - 1, outcomes), self._rule(depth - 1, outcomes)
            return f"({left} {self.random.choice(['and', 'or'])} {right})"
        if depth and pick < 0.7:
            return f"not ({self._rule(depth - 1, outcomes)})"
        if depth and pick < 0.75:
            parts = [self._rule(depth - 1, outcomes) for _ in range(3)]
            return f"({parts[0]} if {parts[1]} else {parts[2]})"
        if outcomes and pick < 0.85:
            return f'outcome("o{self.random.randrange(outcomes)}")'
        return self._atom()

    def _atom(self) -> str:
        if not self.asked:
            return self.random.choice(["true", "false"])
        question = self.random.choice(self.asked)
        name, sign = question["id"], self.random.choice
        if self.random.random() < 0.2:
            return sign([f"answered({name})", f"unknown({name})", f"not_applicable({name})"])
        order = sign(["<", "<=", ">", ">=", "==", "!="])
        atoms = {
            "yesno": [f'{name} == "ja"', f'{name} != "ja"', f'{name} in ["ja", "nee"]', f'{name} == "nee"'],
            "choice": [f'{name} == "a"', f'{name} != "b"', f'{name} in ["a", "b"]', f'{name} not in ["a"]'],
            "choices": [
                f'"a" in {name}', f'any_of({name}, ["a", "c"])', f'all_of({name}, ["a", "b"])',
                f"count({name}) {order} {sign([0, 1, 2, 3])}", f'{name} == ["a", "b"]', f'"b" not in {name}',
                f'{name} != ["c"]',
            ],
            "scale": [f"{name} {order} {sign([0, 1, 2, 3, 4])}", f"{name} * 2 {order} {sign([2, 3, 6, 7])}"],
            "number": [f"{name} {order} {sign([0, 1, 2, 3])}", f"{name} + 1 {order} {sign([0, 2, 4])}"],
            "text": [f'{name} == "x"', f'{name} != "x"', f'contains_text({name}, "x")'],
            "matrix": [f"count({name}) {order} {sign([0, 1, 2])}"],
            "date": [
                f'{name} {order} "{sign(DAYS)}"', f"{name} {order} today()",
                f'today() {order} "{sign(DAYS)}"',
            ],
            "risks": [
                f"worst({name}) {order} {sign([1, 3, 4, 5])}", f"worst({name}, residual=true) {order} 1",
            ],
            "table": [
                f"count({name}) {order} {sign([0, 1])}", f'sum(column({name}, "n")) {order} {sign([0, 1])}',
            ],
        }  # fmt: skip
        return str(sign(atoms[question["type"]]))


def _section(name: str, questions: list[dict[str, Any]]) -> dict[str, Any]:
    return {"id": name, "title": name, "questions": questions}


KINDS = ["yesno", "choice", "choices", "scale", "number", "text", "table", "matrix", "date", "risks"]
COUNTED = ["yesno", "choice", "choices", "scale"]
"""The types of which all answers are tried."""
DAYS = ["2025-06-01", "2026-01-01", "2026-11-23", "2027-12-31"]

ANSWERS: dict[str, list[Any]] = {
    "yesno": [None, "ja", "nee"],
    "choice": [None, "a", "b"],
    "choices": [None, ["a"], ["b"], ["c"], ["a", "b"], ["a", "c"], ["b", "c"], ["a", "b", "c"]],
    "scale": [None, 1, 2, 3],
    "number": [None, 0, 0.5, 1, 1.5, 2],
    "text": [None, "x", "y", "xy"],
    "table": [
        None,
        [{"n": 0}],
        [{"n": 0.5}],
        [{"n": 1}],
        [{"n": 2}],
        [{"n": 0}, {"n": 1}],
        [{"n": 2}, {"n": 2}],
    ],
    "matrix": [None, {"r1": "a"}, {"r2": "b"}, {"r1": "a", "r2": "a"}, {"r1": "b", "r2": "b"}],
    "date": [None, "2026-01-01", "2026-06-01", "2026-11-23", "2027-01-01", "2027-12-31"],
    "risks": [
        None,
        [{"likelihood": 1, "severity": 1}],
        [{"likelihood": 3, "severity": 4}],
        [{"likelihood": 5, "severity": 5, "residual_likelihood": 1, "residual_severity": 1}],
        [{"harm": "s"}],
    ],
}
ASIDE = {"unknown": {"unknown": "r"}, "not_applicable": {"not_applicable": "r"}}


def all_answers(data: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every way to answer, up to values that no rule tells apart."""
    questions = [
        question
        for section in data["sections"]
        for question in section["questions"]
        if "hidden" not in question
    ]
    ways = [
        [*ANSWERS[question["type"]], *(ASIDE[each] for each in question.get("allow", ()))]
        for question in questions
    ]
    for values in product(*ways):
        yield {question["id"]: value for question, value in zip(questions, values, strict=True)}


@dataclass
class Seen:
    """What came up in any evaluation: a fact is a code of a warning, and a part of which it is not true."""

    facts: set[tuple[str, str]] = field(default_factory=set)

    def note(self, code: str, part: str) -> None:
        self.facts.add((code, part))


def witnessed(file: Questionnaire, data: dict[str, Any]) -> Seen:
    """Which warnings would be false, by trying all answers."""
    seen = Seen()
    for answers in all_answers(data):
        _note(seen, file, evaluate(file, answers, today=TODAY))
    return seen


def _note(seen: Seen, file: Questionnaire, result: Evaluation) -> None:
    sections = dict(zip((section.id for section in file.sections), result._run.sections, strict=True))
    failed = {str(flaw.params.get("text")) for flaw in result.invalid if flaw.code == "check"}
    for section in file.sections:
        seen.note("never_shown" if sections[section.id] else "always_shown", section.id)
        for question in section.questions if sections[section.id] else ():
            status = result.status[question.id]
            seen.note("never_shown" if status is not Status.HIDDEN else "always_shown", question.id)
            if status is not Status.HIDDEN:
                _note_question(seen, result, question, failed)
    for outcome in file.outcomes:
        seen.note("never_holds" if outcome.id in result.outcomes else "always_holds", outcome.id)
    seen.note("band_unreached", str(result.scores["s"].band))
    if any(status is not Status.HIDDEN for status in result.status.values()):
        seen.note("never_fails" if "F0" in failed else "", "F0")


def _note_question(seen: Seen, result: Evaluation, question: Any, failed: set[str]) -> None:
    seen.note("never_required" if result.required(question.id) else "always_required", question.id)
    shown = {option.id for option in result.shown_options(question.id)}
    for option in question.options:
        seen.note("never_shown" if option.id in shown else "always_shown", f"{question.id}/{option.id}")
    check = f"C-{question.id}"
    if check in failed:
        seen.note("never_fails", check)
    elif result.status[question.id] is Status.ANSWERED:
        seen.note("always_fails", check)


def readable(
    seed: int, questions: int = 4, kinds: Sequence[str] = ()
) -> tuple[dict[str, Any], Questionnaire]:
    """The data and the questionnaire of a seed."""
    data = made(seed, questions, kinds)
    return data, read(data)


def asked_for(data: dict[str, Any]) -> set[tuple[str, str]]:
    """Every warning that could be given: a code, and the part that it would be about."""
    found: set[tuple[str, str]] = {("band_unreached", band) for band in ("low", "mid", "high")}
    for section in data["sections"]:
        found |= _both("shown", section, "show_if", section["id"])
        for question in section["questions"]:
            if "hidden" not in question:
                found |= _asked_of(question)
    found |= {
        (code, outcome["id"]) for outcome in data["outcomes"] for code in ("never_holds", "always_holds")
    }
    return found | ({("never_fails", "F0")} if data["checks"] else set())


def _asked_of(question: dict[str, Any]) -> set[tuple[str, str]]:
    name = question["id"]
    found = _both("shown", question, "show_if", name)
    if isinstance(question.get("required"), str):
        found |= _both("required", question, "required", name)
    for option in question.get("options", ()):
        found |= _both("shown", option, "show_if", f"{name}/{option['id']}")
    return found | ({(code, f"C-{name}") for code in _FAILS} if "checks" in question else set())


_FAILS = ("never_fails", "always_fails")


def _both(what: str, part: dict[str, Any], key: str, name: str) -> set[tuple[str, str]]:
    return {(f"never_{what}", name), (f"always_{what}", name)} if key in part else set()


def told(found: Found) -> tuple[str, str]:
    """A warning as a code and the name of what it is about."""
    part = found.part
    if found.code.endswith("fails"):
        return found.code, "F0" if part.kind == "file" else f"C-{part.id}"
    return found.code, f"{part.owner}/{part.id}" if part.kind == "option" else part.id


def under(data: dict[str, Any]) -> dict[str, str]:
    """Each question and its section."""
    return {
        question["id"]: section["id"] for section in data["sections"] for question in section["questions"]
    }
