"""What would change it, in sentences that a respondent understands."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..model import Questionnaire
from ..words import answer_in_words
from .model import Change, Step

_SAID: Mapping[str, Mapping[str, str]] = {
    "answer": {"nl": "u bij ‘{question}’ {values} antwoordt", "en": "you answer {values} to ‘{question}’"},
    "unknown": {"nl": "u ‘{question}’ nog niet weet", "en": "you do not know ‘{question}’ yet"},
    "not_applicable": {
        "nl": "u ‘{question}’ niet van toepassing vindt",
        "en": "you consider ‘{question}’ not applicable",
    },
    "none": {"nl": "u ‘{question}’ leeg laat", "en": "you leave ‘{question}’ empty"},
    "filled": {"nl": "u ‘{question}’ anders invult", "en": "you fill in ‘{question}’ differently"},
    "if": {"nl": "Als {step}, {then}.", "en": "If {step}, {then}."},
    "and": {"nl": " én ", "en": " and "},
    "or": {"nl": " of ", "en": " or "},
    "shown": {"nl": "krijgt u deze vraag", "en": "you get this question"},
    "hidden": {"nl": "krijgt u deze vraag niet", "en": "you do not get this question"},
    "holds": {"nl": "geldt dit", "en": "this holds"},
    "fails": {"nl": "geldt dit niet", "en": "this does not hold"},
    "band": {"nl": "wordt ‘{title}’ {band}", "en": "‘{title}’ becomes {band}"},
    "no_band": {"nl": "is ‘{title}’ niet te berekenen", "en": "‘{title}’ cannot be computed"},
    "only": {
        "nl": "Geen ander antwoord verandert dit op zichzelf.",
        "en": "No other answer changes this by itself.",
    },
    "more": {
        "nl": "Dit is wat we vonden; er kan meer zijn.",
        "en": "This is what we found; there may be more.",
    },
    "not_one": {
        "nl": "Geen enkel antwoord verandert dit op zichzelf. Met twee andere antwoorden kan het wel:",
        "en": "No single answer changes this by itself. With two other answers it can:",
    },
    "perhaps_two": {
        "nl": "We vonden geen enkel antwoord dat dit op zichzelf verandert, wel twee samen:",
        "en": "We found no single answer that changes this by itself, but two together:",
    },
    "other_ways": {"nl": "Er kan een andere manier zijn.", "en": "There may be another way."},
    "fixed": {"nl": "Geen enkel antwoord verandert dit.", "en": "No answer changes this."},
    "none_exact": {
        "nl": "Geen enkel antwoord verandert dit op zichzelf.",
        "en": "No single answer changes this by itself.",
    },
    "nor_two": {
        "nl": "Ook geen twee samen die dat doen, vonden we; die kunnen er wel zijn.",
        "en": "Nor did we find two together that do; there may be.",
    },
    "none_found": {
        "nl": "We vonden geen antwoord dat dit verandert; dat kan er wel zijn.",
        "en": "We found no answer that changes this; there may be one.",
    },
}
MOST_TOLD = 6


def sentences(questionnaire: Questionnaire, change: Change, lang: str) -> tuple[str, ...]:
    """What would change the target, and how sure that is; in Dutch when the language is not known."""
    return tuple(_sentences(questionnaire, change, lang if lang in ("nl", "en") else "nl"))


def _sentences(questionnaire: Questionnaire, change: Change, lang: str) -> Iterator[str]:
    if change.kind == "none":
        yield from _none(change, lang)
        return
    if change.kind == "two":
        yield _SAID["not_one" if change.exact else "perhaps_two"][lang]
    groups = _grouped(questionnaire, change)
    for (clauses, becomes), values in list(groups.items())[:MOST_TOLD]:
        step = _SAID["and"][lang].join(_clause(questionnaire, clause, values, lang) for clause in clauses)
        yield _SAID["if"][lang].format(step=step, then=_then(questionnaire, change, becomes, lang))
    if change.kind == "two":
        yield _SAID["other_ways"][lang]
    else:
        yield _SAID["only" if change.exact and len(groups) <= MOST_TOLD else "more"][lang]


def _none(change: Change, lang: str) -> Iterator[str]:
    if change.tried == 0:
        yield _SAID["fixed"][lang]
    elif not change.exact:
        yield _SAID["none_found"][lang]
    else:
        yield _SAID["none_exact"][lang]
        if change.tried == 2:
            yield _SAID["nor_two"][lang]


_Clause = tuple[str, str]
"""A question and how it is answered: answer, filled, unknown, not_applicable or none."""


def _grouped(
    questionnaire: Questionnaire, change: Change
) -> dict[tuple[tuple[_Clause, ...], Any], dict[str, list[Any]]]:
    """The ways, those together that differ only in which option of one question is chosen."""
    groups: dict[tuple[tuple[_Clause, ...], Any], dict[str, list[Any]]] = {}
    for way, becomes in zip(change.ways, change.becomes, strict=True):
        clauses = tuple((step.question, _how(questionnaire, step)) for step in way)
        values = groups.setdefault((clauses, becomes), {})
        for step in way:
            known = values.setdefault(step.question, [])
            if step.value not in known:
                known.append(step.value)
    return groups


def _how(questionnaire: Questionnaire, step: Step) -> str:
    if step.value is None:
        return "none"
    if isinstance(step.value, dict):
        return "unknown" if "unknown" in step.value else "not_applicable"
    question = questionnaire.question(step.question)
    tellable = question.type in ("choice", "yesno", "choices", "scale", "number", "date", "month")
    return "answer" if tellable else "filled"


def _clause(questionnaire: Questionnaire, clause: _Clause, values: Mapping[str, list[Any]], lang: str) -> str:
    question = questionnaire.question(clause[0])
    told = (
        [_value(questionnaire, clause[0], value, lang) for value in values[clause[0]]]
        if clause[1] == "answer"
        else []
    )
    shown = _SAID["or"][lang].join(told[:3])
    return _SAID[clause[1]][lang].format(question=question.label.to(lang), values=shown)


def _value(questionnaire: Questionnaire, question_id: str, value: Any, lang: str) -> str:
    words = answer_in_words(questionnaire, questionnaire.question(question_id), value, lang)
    return "‘" + ("’, ‘".join(words.items) if words.items else words.text) + "’"


def _then(questionnaire: Questionnaire, change: Change, becomes: Any, lang: str) -> str:
    kind = change.target.kind
    if kind == "band":
        score = questionnaire.score(change.target.id)
        title = score.title.to(lang)
        if becomes is None:
            return _SAID["no_band"][lang].format(title=title)
        return _SAID["band"][lang].format(title=title, band=score.band(becomes).title.to(lang).lower())
    words = ("shown", "hidden") if kind == "shown" else ("holds", "fails")
    return _SAID[words[0] if becomes else words[1]][lang]
