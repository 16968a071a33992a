"""Putting questions behind those that their conditions look at: format 1 sees earlier questions only."""

import ast
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from heapq import heapify, heappop, heappush
from itertools import pairwise
from typing import Any

from ..rules.parse import RuleError, parse
from .base import Note

Part = dict[str, Any]


def ordered(data: dict[str, Any], notes: list[Note]) -> dict[str, Any]:
    """The same questionnaire, with what looks ahead moved; each move is noted.

    A question moves within its section, else to the section that it looks at when neither has a condition of
    its own. What cannot move stays where it is.
    """
    sections = data.get("sections", [])
    homes = {
        question["id"]: place for place, section in enumerate(sections) for question in section["questions"]
    }
    _move_on(sections, homes, notes)
    for section in sections:
        section["questions"] = _sorted(section["questions"], notes)
    return data


def _move_on(sections: list[Part], homes: dict[str, int], notes: list[Note]) -> None:
    """Move questions to later sections that they look at, until none looks further ahead than its own."""
    for place, section in enumerate(sections):
        for question in list(section["questions"]):
            last = max((homes[name] for name in looks_at(question) if name in homes), default=place)
            if last <= place or "show_if" in section or "show_if" in sections[last]:
                continue
            section["questions"].remove(question)
            sections[last]["questions"].append(question)
            homes[question["id"]] = last
            title = sections[last]["title"]
            words = f"moved to the section “{_word(title)}”: its condition looks at an answer of that section"
            notes.append(Note(_source(question), words))


def _sorted(questions: list[Part], notes: list[Note]) -> list[Part]:
    """The questions of a section, each behind those that it looks at, and else in the order they had."""
    places = {question["id"]: place for place, question in enumerate(questions)}
    waits = {
        place: {places[name] for name in looks_at(question) if name in places} - {place}
        for place, question in enumerate(questions)
    }
    order = list(_order(waits))
    if len(order) < len(questions):
        return questions
    for before, place in pairwise(order):
        if place < before:
            words = f"asked after “{_source(questions[before])}”: its condition looks at a later answer"
            notes.append(Note(_source(questions[place]), words))
    return [questions[place] for place in order]


def _order(waits: Mapping[int, set[int]]) -> Iterator[int]:
    """The places so that each comes after those it waits for; those in a circle do not come at all."""
    users: dict[int, list[int]] = {}
    left = {place: len(needs) for place, needs in waits.items()}
    for place, needs in waits.items():
        for need in needs:
            users.setdefault(need, []).append(place)
    ready = [place for place, count in left.items() if not count]
    heapify(ready)
    while ready:
        place = heappop(ready)
        yield place
        for user in users.get(place, ()):
            left[user] -= 1
            if not left[user]:
                heappush(ready, user)


def looks_at(question: Part) -> frozenset[str]:
    """The ids of the questions that decide whether it, an option or a column is shown."""
    return frozenset(name for rule in _conditions(question) for name in names_in(rule))


def _conditions(question: Part) -> Iterator[str]:
    for part in (question, *question.get("options", ()), *question.get("columns", ())):
        if "show_if" in part:
            yield part["show_if"]
    for column in question.get("columns", ()):
        if isinstance(column.get("required"), str):
            yield column["required"]
        yield from (option["show_if"] for option in column.get("options", ()) if "show_if" in option)


@lru_cache(maxsize=4_000)
def names_in(rule: str) -> Iterable[str]:
    """The questions that a rule names; none when it is no rule."""
    try:
        tree = parse(rule)
    except RuleError:
        return ()
    called = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    plain = [node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and node not in called]
    return [*plain, *(name for node in ast.walk(tree) if (name := _asked(node)))]


def _asked(node: ast.AST) -> str:
    """The id in q("…")."""
    match node:
        case ast.Call(func=ast.Name(id="q"), args=[ast.Constant(value=str(name))]):
            return name
    return ""


def _source(part: Part) -> str:
    return str(part.get("source", part["id"]))


def _word(text: object) -> str:
    return str(next(iter(text.values()), "")) if isinstance(text, Mapping) else str(text)
