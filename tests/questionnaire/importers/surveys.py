"""Surveys at random, with conditions of the whole grammar, and answers to them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

Question = dict[str, Any]
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
OTHER_VALUES = ["x", "y", "item2-1", 1, 2, "yes", "a b", "nowhere", 0, 5, 2.5, "é"]
ODD_OTHERS = ["1", True, "true", "False", "16", "1000", -1]


@dataclass
class Maker:
    """Makes one survey. `order`: its questions in an order in which conditions look back."""

    random: Random
    odd: bool = True
    order: list[Question] = field(default_factory=list)
    values: dict[str, list[Any]] = field(default_factory=dict)

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

    def condition(self, depth: int = 3) -> str:
        draw = self.random.random()
        if depth == 0 or draw < 0.45:
            return self.atom()
        if draw < 0.55:
            return f"{self.random.choice(['!', 'negate ', '! '])}({self.condition(depth - 1)})"
        sign = self.random.choice([" and ", " or ", " && ", " || ", " AND "])
        parts = [self.condition(depth - 1) for _ in range(self.random.randint(2, 3))]
        text = sign.join(parts)
        return f"({text})" if self.random.random() < 0.5 else text

    def atom(self) -> str:
        question = self.random.choice(self.order)
        name, kind = f"{{{question['name']}}}", kind_of(question)
        draw = self.random.random()
        if draw < 0.12:
            return f"{name} {self.random.choice(['empty', 'notempty', 'Empty'])}"
        if draw < 0.15:
            return f"! {name} empty"
        if draw < 0.25 and len(self.order) > 1:
            return self.pair(question)
        return ATOMS.get(kind, Maker.of_choices)(self, question, name)

    def pair(self, question: Question) -> str:
        """Two questions, of kinds that can be compared."""
        families = {_family(question)}
        if families <= {"one", "several"}:
            families = {"one", "several"}
        one, two = question, self.random.choice([each for each in self.order if _family(each) in families])
        signs = SIGNS if families <= {"number", "date"} else SIGNS[:2]
        if "several" in (_family(one), _family(two)):
            one, two = (one, two) if _family(one) == "several" else (two, one)
            signs = MEMBERS
        return f"{{{one['name']}}} {self.random.choice(signs)} {{{two['name']}}}"

    def of_choices(self, question: Question, name: str) -> str:
        sign = self.random.choice(
            ["=", "==", "<>", "!=", "contains", "notcontains", "anyof", "allof", "equal", "notequal", "*="]
        )
        right = self.value(question)
        if sign in ("anyof", "allof") or self.random.random() < 0.25:
            right = f"[{', '.join(self.value(question) for _ in range(self.random.randint(1, 3)))}]"
        if question["type"] != "checkbox" and self.random.random() < 0.15:
            sign = self.random.choice([">", "<", ">=", "<=", "greater", "lessorequal"])
        return f"{name} {sign} {right}"

    def of_text(self, question: Question, name: str) -> str:
        sign = self.random.choice(["=", "<>", "contains", "notcontains"])
        return f"{name} {sign} '{self.random.choice(['abc', 'b', 'x y', 'Abc', 'é'])}'"

    def of_number(self, question: Question, name: str) -> str:
        sign = self.random.choice(["=", "<>", ">", "<", ">=", "<=", "less"])
        left = name
        if self.random.random() < 0.3:
            left = f"{name} {self.random.choice(['+', '-', '*'])} {self.random.choice([1, 2, 0])}"
        return f"{left} {sign} {self.random.choice(['3', '0', '2.5', '-1', chr(39) + '4' + chr(39)])}"

    def of_date(self, question: Question, name: str) -> str:
        sign = self.random.choice(SIGNS)
        return f"{name} {sign} '{self.random.choice(DATES)}'"

    def of_boolean(self, question: Question, name: str) -> str:
        atoms = ["{}", "!{}", "{} = true", "{} = 'false'", "{} <> true", "{} = false"]
        return self.random.choice(atoms).format(name)

    def of_rating(self, question: Question, name: str) -> str:
        sign = self.random.choice(SIGNS)
        return f"{name} {sign} {self.random.choice(['3', '1', '0', chr(39) + '2' + chr(39)])}"

    def value(self, question: Question | None = None) -> str:
        """A value written out: one that can be chosen, or another."""
        others = OTHER_VALUES + (ODD_OTHERS if self.odd else [])
        values = _values(question) if question and self.random.random() < 0.75 else others
        value = self.random.choice(values or others)
        if isinstance(value, str):
            quote = self.random.choice("'\"")
            return f"{quote}{value}{quote}"
        return str(value).lower()

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
            values = _values(question)
            return self.random.sample(values, self.random.randint(1, len(values)))
        if kind in ("radiogroup", "dropdown"):
            return self.random.choice(_values(question))
        if kind == "boolean":
            return self.random.random() < 0.5
        if kind == "rating":
            return self.random.randint(question.get("rateMin", 1), question.get("rateMax", 5))
        return self.random.choice(WRITTEN.get(kind, TEXTS))


TEXTS: list[Any] = ["abc", "b", "x y", "Abc", "xabcx", "é"]
DATES: list[Any] = ["2025-12-31", "2026-01-01", "2026-06-15"]
WRITTEN = {"number": [0, 1, 3, 4, 2.5, 10, -1], "date": DATES}
ATOMS = {
    "text": Maker.of_text,
    "comment": Maker.of_text,
    "number": Maker.of_number,
    "date": Maker.of_date,
    "boolean": Maker.of_boolean,
    "rating": Maker.of_rating,
}


FAMILIES = {
    "radiogroup": "one", "dropdown": "one", "boolean": "one", "checkbox": "several",
    "comment": "text", "rating": "number",
}  # fmt: skip


def kind_of(question: Question) -> str:
    return str(question.get("inputType", question["type"]))


def _family(question: Question) -> str:
    return FAMILIES.get(kind_of(question), kind_of(question))


def _values(question: Question) -> list[Any]:
    values = [
        choice["value"] if isinstance(choice, dict) else choice for choice in question.get("choices", ())
    ]
    return values + (["other"] if question.get("hasOther") else [])


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
