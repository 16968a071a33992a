"""What would change it, in sentences that a respondent understands."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..model import Questionnaire
from ..words import answer_in_words
from .model import Change, Step

_SAID: Mapping[str, tuple[str, str]] = {
    "answer": ("u bij ‘{question}’ {values} antwoordt", "you answer {values} to ‘{question}’"),
    "unknown": ("u ‘{question}’ nog niet weet", "you do not know ‘{question}’ yet"),
    "not_applicable": (
        "u ‘{question}’ niet van toepassing vindt",
        "you consider ‘{question}’ not applicable",
    ),
    "none": ("u ‘{question}’ leeg laat", "you leave ‘{question}’ empty"),
    "filled": ("u ‘{question}’ anders invult", "you fill in ‘{question}’ differently"),
    "if": ("Als {step}, {then}.", "If {step}, {then}."),
    "and": (" én ", " and "),
    "or": (" of ", " or "),
    "shown": ("krijgt u deze vraag", "you get this question"),
    "hidden": ("krijgt u deze vraag niet", "you do not get this question"),
    "holds": ("geldt dit", "this holds"),
    "fails": ("geldt dit niet", "this does not hold"),
    "band": ("wordt ‘{title}’ {band}", "‘{title}’ becomes {band}"),
    "no_band": ("is ‘{title}’ niet te berekenen", "‘{title}’ cannot be computed"),
    "only": ("Geen ander antwoord verandert dit op zichzelf.", "No other answer changes this by itself."),
    "more": ("Dit is wat we vonden; er kan meer zijn.", "This is what we found; there may be more."),
    "not_one": (
        "Geen enkel antwoord verandert dit op zichzelf. Met twee andere antwoorden kan het wel:",
        "No single answer changes this by itself. With two other answers it can:",
    ),
    "perhaps_two": (
        "We vonden geen enkel antwoord dat dit op zichzelf verandert, wel twee samen:",
        "We found no single answer that changes this by itself, but two together:",
    ),
    "other_ways": ("Er kan een andere manier zijn.", "There may be another way."),
    "fixed": ("Geen enkel antwoord verandert dit.", "No answer changes this."),
    "none_exact": (
        "Geen enkel antwoord verandert dit op zichzelf.",
        "No single answer changes this by itself.",
    ),
    "nor_two": (
        "Ook geen twee samen die dat doen, vonden we; die kunnen er wel zijn.",
        "Nor did we find two together that do; there may be.",
    ),
    "none_found": (
        "We vonden geen antwoord dat dit verandert; dat kan er wel zijn.",
        "We found no answer that changes this; there may be one.",
    ),
}
"""Code → words in Dutch and in English."""
MOST_TOLD = 6


def sentences(questionnaire: Questionnaire, change: Change, lang: str) -> tuple[str, ...]:
    """What would change the target, and how sure that is; in Dutch when the language is not known."""
    return tuple(_sentences(questionnaire, change, lang if lang in ("nl", "en") else "nl"))


def _sentences(questionnaire: Questionnaire, change: Change, lang: str) -> Iterator[str]:
    if change.kind == "none":
        yield from _none(change, lang)
        return
    if change.kind == "two":
        yield _said("not_one" if change.exact else "perhaps_two", lang)
    groups = _grouped(questionnaire, change)
    for (clauses, becomes), values in list(groups.items())[:MOST_TOLD]:
        step = _said("and", lang).join(_clause(questionnaire, clause, values, lang) for clause in clauses)
        yield _said("if", lang).format(step=step, then=_then(questionnaire, change, becomes, lang))
    if change.kind == "two":
        yield _said("other_ways", lang)
    else:
        yield _said("only" if change.exact and len(groups) <= MOST_TOLD else "more", lang)


def _none(change: Change, lang: str) -> Iterator[str]:
    if change.tried == 0:
        yield _said("fixed", lang)
    elif not change.exact:
        yield _said("none_found", lang)
    else:
        yield _said("none_exact", lang)
        if change.tried == 2:
            yield _said("nor_two", lang)


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
    shown = _said("or", lang).join(told[:3])
    return _said(clause[1], lang).format(question=question.label.to(lang), values=shown)


def _value(questionnaire: Questionnaire, question_id: str, value: Any, lang: str) -> str:
    words = answer_in_words(questionnaire, questionnaire.question(question_id), value, lang)
    return "‘" + ("’, ‘".join(words.items) if words.items else words.text) + "’"


def _then(questionnaire: Questionnaire, change: Change, becomes: Any, lang: str) -> str:
    kind = change.target.kind
    if kind == "band":
        score = questionnaire.score(change.target.id)
        title = score.title.to(lang)
        if becomes is None:
            return _said("no_band", lang).format(title=title)
        return _said("band", lang).format(title=title, band=score.band(becomes).title.to(lang).lower())
    words = ("shown", "hidden") if kind == "shown" else ("holds", "fails")
    return _said(words[0] if becomes else words[1], lang)


def _said(code: str, lang: str) -> str:
    return _SAID[code][lang == "en"]
