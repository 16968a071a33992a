"""Surveys at random, with conditions of the whole grammar, and answers to them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .survey_conditions import TEXTS, WRITTEN, Conditions, Question, kind_of, values_of

VALUES: list[list[Any]] = [
    ["x", "y", "z"],
    ["item1", "item2-1", "item3-2", "item1-1"],
    [1, 2, 3],
    ["yes", "no"],
    ["a b", "A b", "a-b", "é"],
    [5, 10],
    ["x y", "x", "y z"],
]
ODD_VALUES: list[list[Any]] = [
    ["1", "2", "01"],
    ["true", "false"],
    ["0x10", "1e3", "x"],
    ["-1", "+1"],
    [0, 5, 10],
]
"""Texts that the engine takes for something else; later 1.x takes some of them for what they are."""
NAMES = ["q{}", "about.system{}", "vraag {}", "q-{}", "Q{}x", "5.{}", "é{}", "in{}", "q{}'s"]
KINDS = [
    "radiogroup", "dropdown", "checkbox", "checkbox", "text", "number", "date", "comment", "boolean",
    "rating",
]  # fmt: skip
SIGNS = ["=", "<>", ">", "<", ">=", "<="]
MEMBERS = ["contains", "notcontains", "anyof", "allof", "=", "<>"]
NAMES = ["q{}", "about.system{}", "vraag {}", "q-{}", "Q{}x", "5.{}", "é{}", "in{}", "q{}'s"]
KINDS = [
    "radiogroup", "dropdown", "checkbox", "checkbox", "text", "number", "date", "comment", "boolean",
    "rating",
]  # fmt: skip


class Maker(Conditions):
    """Makes one survey; `order` holds its questions in an order in which conditions look back."""

    def survey(self) -> dict[str, Any]:
        for number in range(self.random.randint(2, 9)):
            self.order.append(self.question(number))
        return {"pages": self.pages()}

    def question(self, number: int) -> Question:
        kind = self.random.choice(KINDS)
        question: Question = {"name": self.random.choice(NAMES).format(number), "type": kind}
        if kind in ("radiogroup", "dropdown", "checkbox"):
            self._choices(question)
        elif kind in ("number", "date"):
            question |= {"type": "text", "inputType": kind}
        elif kind == "rating" and self.random.random() < 0.5:
            question |= {"rateMin": self.random.choice([0, 1]), "rateMax": self.random.choice([3, 10])}
        if self.order and self.random.random() < 0.7:
            question["visibleIf"] = self.condition()
        return question

    def _choices(self, question: Question) -> None:
        values = self.random.choice(VALUES + (ODD_VALUES if self.odd else []))
        question["choices"] = [
            value if self.random.random() < 0.5 else {"value": value, "text": f"Text {value}"}
            for value in values
        ]
        if self.random.random() < 0.2:
            question["hasOther"] = True
        if self.random.random() < 0.2 and question["type"] == "checkbox":
            question["hasNone"] = True
        if self.order and self.random.random() < 0.15:
            question["choicesVisibleIf"] = f"{{item}} <> {self.value()} or {self.condition(1)}"
        elif self.order and self.random.random() < 0.15:
            first = values[0]
            question["choices"][0] = {"value": first, "visibleIf": self.condition(1)}

    def pages(self) -> list[dict[str, Any]]:
        """The questions on pages and in panels; in some surveys they stand before what they look at."""
        placed = list(self.order)
        if self.random.random() < 0.3:
            self.random.shuffle(placed)
        pages: list[dict[str, Any]] = [{"name": "page1", "elements": []}]
        target = pages[0]["elements"]
        for question in placed:
            draw = self.random.random()
            if draw < 0.2:
                pages.append({"name": f"page{len(pages) + 1}", "elements": []})
                target = pages[-1]["elements"]
            elif draw < 0.4:
                panel: dict[str, Any] = {"type": "panel", "name": f"panel{len(target)}", "elements": []}
                target.append(panel)
                target = panel["elements"]
            target.append(question)
        self._conditions_on_boxes(pages)
        return pages

    def _conditions_on_boxes(self, pages: list[dict[str, Any]]) -> None:
        """Conditions on pages and panels, on questions that stand before all in them."""
        place = {id(question): index for index, question in enumerate(self.order)}
        for box in list(_boxes(pages)):
            first = min((place[id(question)] for question in _questions(box["elements"])), default=0)
            if first and self.random.random() < 0.4:
                known, self.order = self.order, self.order[:first]
                box["visibleIf"] = self.condition(1)
                self.order = known

    def answers(self) -> dict[str, Any]:
        """Answers to some of the questions, in any order."""
        given: dict[str, Any] = {}
        for question in self.order:
            if self.random.random() < 0.75:
                given[question["name"]] = self.answer(question)
            if question.get("hasOther") and self.random.random() < 0.5:
                given[f"{question['name']}-Comment"] = "because"
        names = list(given)
        self.random.shuffle(names)
        return {name: given[name] for name in names}

    def answer(self, question: Question) -> Any:
        kind = kind_of(question)
        if kind == "checkbox":
            values = values_of(question)
            return self.random.sample(values, self.random.randint(1, len(values)))
        if kind in ("radiogroup", "dropdown"):
            return self.random.choice(values_of(question))
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind == "rating":
            return self.random.randint(question.get("rateMin", 1), question.get("rateMax", 5))
        return self.random.choice(WRITTEN.get(kind, TEXTS))


def _boxes(elements: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for element in elements:
        if "elements" in element:
            yield element
            yield from _boxes(element["elements"])


def _questions(elements: list[dict[str, Any]]) -> Iterator[Question]:
    for element in elements:
        if "elements" in element:
            yield from _questions(element["elements"])
        else:
            yield element
