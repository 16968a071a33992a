"""Questionnaires of any size, in our format and in that of SurveyJS, with the same questions and rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

from afweging.questionnaire import Questionnaire, Status, evaluate, read_bytes
from afweging.questionnaire.writing import to_yaml

from .evaluate import TODAY

KINDS = ("yesno",) * 3 + ("choice",) * 4 + ("choices",) * 2 + ("number", "scale", "text", "text")
NAMES = ("ingreep", "waarborg")
LETTERS = "abcde"
PER_SECTION = 25
SENTENCE = "Leg uit wat de toepassing doet, voor wie dat gevolgen heeft en hoe u dat hebt nagegaan. "

Condition = tuple[str, Any, Any]
"""(`is` or `has`, question, value), (`over`, question, number), or (`and` or `or`, left, right)."""


@dataclass
class Asked:
    """One question, whatever the format."""

    name: str
    kind: str
    section: int
    condition: Condition | None = None
    points: dict[str, dict[str, int]] = field(default_factory=dict)
    """Option → name → points."""
    required: bool = False


def sample(count: int, conditions: int, seed: int = 7) -> list[Asked]:
    """So many questions, so many of them with a condition on earlier ones."""
    random = Random(seed)
    conditional = set(random.sample(range(5, count), conditions))
    made: list[Asked] = []
    for place in range(count):
        asked = Asked(f"q{place}", random.choice(KINDS), place // PER_SECTION)
        asked.required = random.random() < 0.5
        if place in conditional:
            asked.condition = _condition(random, made)
        for option in _OPTIONS.get(asked.kind, ()) if random.random() < 0.4 else ():
            asked.points[option] = {random.choice(NAMES): random.randint(1, 4)}
        made.append(asked)
    return made


_OPTIONS = {"yesno": ("ja", "nee"), "choice": LETTERS, "choices": LETTERS}


def _condition(random: Random, earlier: list[Asked], depth: int = 1) -> Condition:
    if depth and random.random() < 0.4:
        word = random.choice(("and", "or"))
        return (word, _condition(random, earlier, 0), _condition(random, earlier, 0))
    asked = random.choice([asked for asked in earlier[-60:] if asked.kind != "text"])
    if asked.kind in ("number", "scale"):
        return ("over", asked.name, 2)
    value = random.choice(_OPTIONS[asked.kind])
    return ("has" if asked.kind == "choices" else "is", asked.name, value)


def _rule(condition: Condition) -> str:
    word, left, right = condition
    forms = {"is": f'{left} == "{right}"', "has": f'"{right}" in {left}', "over": f"{left} > {right}"}
    return forms[word] if word in forms else f"{_rule(left)} {word} {_rule(right)}"


def _expression(condition: Condition) -> str:
    word, left, right = condition
    forms = {
        "is": f"{{{left}}} = '{right}'",
        "has": f"{{{left}}} contains '{right}'",
        "over": f"{{{left}}} > {right}",
    }
    return forms[word] if word in forms else f"({_expression(left)}) {word} ({_expression(right)})"


def ours(questions: list[Asked], help_length: int = 0) -> bytes:
    """The file in our format, with bands and outcomes on the points."""
    sections = [
        {
            "id": f"deel{number}",
            "title": {"nl": f"Deel {number + 1}"},
            "questions": [_ours(asked, help_length) for asked in questions if asked.section == number],
        }
        for number in range(questions[-1].section + 1)
    ]
    bands = [{"id": "laag", "upto": 0.25, "title": "Laag"}, {"id": "midden", "upto": 0.5, "title": "Midden"}]
    data = {
        "format": 1,
        "id": "groot",
        "version": "1.0.0",
        "title": {"nl": "Een grote vragenlijst"},
        "sections": sections,
        "scores": [
            {"id": name, "title": name, "value": f'points("{name}")', "max": f'max_points("{name}")',
             "bands": [*bands, {"id": "hoog", "title": "Hoog"}]}
            for name in NAMES
        ],
        "outcomes": [
            {"id": f"{name}_{band}", "if": f'band("{name}") == "{band}"', "kind": "advice",
             "text": f"{name}: {band}"}
            for name in NAMES
            for band in ("laag", "midden", "hoog")
        ],
    }  # fmt: skip
    return to_yaml(data).encode()


def _ours(asked: Asked, help_length: int) -> dict[str, Any]:
    made: dict[str, Any] = {"id": asked.name, "type": asked.kind, "label": {"nl": f"Vraag {asked.name}?"}}
    if help_length:
        times = help_length // len(SENTENCE) + 1
        made["help"] = {"nl": (SENTENCE * times)[:help_length].strip()}
    if asked.required:
        made["required"] = True
    if asked.condition:
        made["show_if"] = _rule(asked.condition)
    if asked.kind == "yesno":
        made |= {"points": asked.points} if asked.points else {}
    elif asked.kind in _OPTIONS:
        made["options"] = [
            {"id": option, "label": option.upper()}
            | ({"points": asked.points[option]} if asked.points else {})
            for option in LETTERS
        ]
    elif asked.kind == "scale":
        made |= {"min": 1, "max": 5}
    return made


def surveyjs(questions: list[Asked]) -> dict[str, Any]:
    """The same file for SurveyJS. Points are no part of it: the engine's user adds them up."""
    pages = [
        {
            "name": f"deel{number}",
            "elements": [_theirs(asked) for asked in questions if asked.section == number],
        }
        for number in range(questions[-1].section + 1)
    ]
    return {"pages": pages}


def _theirs(asked: Asked) -> dict[str, Any]:
    made: dict[str, Any] = {"name": asked.name, "title": f"Vraag {asked.name}?", **_TYPES[asked.kind]}
    if asked.required:
        made["isRequired"] = True
    if asked.condition:
        made["visibleIf"] = _expression(asked.condition)
    return made


_TYPES: dict[str, dict[str, Any]] = {
    "yesno": {"type": "radiogroup", "choices": ["ja", "nee"]},
    "choice": {"type": "radiogroup", "choices": list(LETTERS)},
    "choices": {"type": "checkbox", "choices": list(LETTERS)},
    "number": {"type": "text", "inputType": "number"},
    "scale": {"type": "rating", "rateMin": 1, "rateMax": 5},
    "text": {"type": "text"},
}


def points(questions: list[Asked]) -> dict[str, dict[str, dict[str, int]]]:
    """Question → option → name → points."""
    return {asked.name: asked.points for asked in questions if asked.points}


def answers(questions: list[Asked], questionnaire: Questionnaire, seed: int = 11) -> dict[str, Any]:
    """An answer to every question that is shown, and to no other."""
    random = Random(seed)
    full = {asked.name: _answer(random, asked.kind) for asked in questions}
    given = full
    while True:
        status = evaluate(questionnaire, given, today=TODAY).status
        kept = {name: raw for name, raw in full.items() if status[name] is not Status.HIDDEN}
        if kept == given:
            return given
        given = kept


def changes(questions: list[Asked], given: dict[str, Any], seed: int = 13) -> list[tuple[str, Any]]:
    """Another answer to each question that was answered."""
    random = Random(seed)
    return [(asked.name, _answer(random, asked.kind)) for asked in questions if asked.name in given]


def _answer(random: Random, kind: str) -> Any:
    if kind == "choices":
        return sorted(random.sample(LETTERS, random.randint(1, 3)))
    if kind in _OPTIONS:
        return random.choice(_OPTIONS[kind])
    return random.randint(1, 5) if kind in ("number", "scale") else random.choice(("Kort.", SENTENCE.strip()))


def large(size: int) -> tuple[bytes, Questionnaire]:
    """A file of 2,000 questions, 800 conditions, and nearly `size` bytes."""
    questions = sample(2_000, 800)
    spare = size - len(ours(questions, 1))
    help_length = spare // len(questions)
    while len(data := ours(questions, help_length)) > size:
        help_length -= max(1, (len(data) - size) // len(questions))
    return data, read_bytes(data, "groot.yaml")
