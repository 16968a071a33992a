"""Conditions at random, of the whole grammar of SurveyJS, over questions that stand before."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

Question = dict[str, Any]
SIGNS = ["=", "<>", ">", "<", ">=", "<="]
MEMBERS = ["contains", "notcontains", "anyof", "allof", "=", "<>"]
OTHER_VALUES = ["x", "y", "item2-1", 1, 2, "yes", "a b", "nowhere", 0, 5, 2.5, "é"]
ODD_OTHERS = ["1", True, "true", "False", "16", "1000", -1]
TEXTS: list[Any] = ["abc", "b", "x y", "Abc", "xabcx", "é"]
DATES: list[Any] = ["2025-12-31", "2026-01-01", "2026-06-15"]
WRITTEN = {"number": [0, 1, 3, 4, 2.5, 10, -1], "date": DATES}


@dataclass
class Conditions:
    """Makes conditions on the questions in `order`. `odd`: with texts that look like other values."""

    random: Random
    odd: bool = True
    order: list[Question] = field(default_factory=list)

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
        if draw < 0.35:
            return self.rarity(question, name)
        return ATOMS.get(kind, Conditions.of_choices)(self, question, name)

    def pair(self, question: Question) -> str:
        """Two questions, of kinds that can be compared."""
        families = COMPARED[family_of(question)]
        one, two = question, self.random.choice([each for each in self.order if family_of(each) in families])
        both = {family_of(one), family_of(two)}
        signs = SIGNS if both <= {"number"} or both == {"date"} or both == {"number", "one"} else SIGNS[:2]
        if "several" in both:
            one, two = (one, two) if family_of(one) == "several" else (two, one)
            signs = MEMBERS
        return f"{{{one['name']}}} {self.random.choice(signs)} {{{two['name']}}}"

    def rarity(self, question: Question, name: str) -> str:
        """Forms that are seldom seen."""
        family = family_of(question)
        draw = self.random.randrange(6)
        if draw == 0:
            truth = self.random.choice(["= true", "<> true", "= false"])
            return f"({self.condition(1)}) {truth}"
        if draw == 1:
            return f"iif({self.condition(1)}, 'q', {self.value()}) = 'q'"
        if draw == 2 and family == "several":
            # Without an answer the engine says 0 or nothing, by what it was asked before.
            count = f"{name[:-1]}.length}} {self.random.choice(SIGNS)} {self.random.randint(0, 3)}"
            return f"{name} notempty and {count}"
        if draw == 3 and family in ("one", "several") and (self.odd or kind_of(question) != "boolean"):
            others = [each for each in self.order if family_of(each) == "one"]
            if others:
                other = self.random.choice(others)["name"]
                sign = self.random.choice(["anyof", "allof", "contains"])
                return f"{name} {sign} [{{{other}}}, {self.value(question)}]"
        if draw == 4 and question.get("hasOther"):
            return name[:-1] + "-Comment} " + self.random.choice(["notempty", "empty", "= 'because'"])
        numbers = [f"{{{each['name']}}}" for each in self.order if family_of(each) == "number"]
        if numbers:
            one, two = self.random.choice(numbers), self.random.choice(numbers)
            sign = self.random.choice("+-*")
            forms = [
                f"{one} {sign} {two} {self.random.choice(SIGNS)} 4",
                f"sum({one}, {two}) > 3",
                f"{one} / 2 < {two}",
            ]
            return self.random.choice(forms)
        return f"{name} {self.random.choice(['empty', 'notempty'])}"

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
        values = values_of(question) if question and self.random.random() < 0.75 else others
        value = self.random.choice(values or others)
        if isinstance(value, str):
            quote = self.random.choice("'\"")
            return f"{quote}{value}{quote}"
        return str(value).lower()


ATOMS = {
    "text": Conditions.of_text,
    "comment": Conditions.of_text,
    "number": Conditions.of_number,
    "date": Conditions.of_date,
    "boolean": Conditions.of_boolean,
    "rating": Conditions.of_rating,
}
FAMILIES = {
    "radiogroup": "one", "dropdown": "one", "boolean": "one", "checkbox": "several",
    "comment": "text", "rating": "number",
}  # fmt: skip


COMPARED = {
    "one": {"one", "several", "text", "number"},
    "several": {"one", "several"},
    "text": {"text", "one"},
    "number": {"number", "one"},
    "date": {"date"},
}


def kind_of(question: Question) -> str:
    return str(question.get("inputType", question["type"]))


def family_of(question: Question) -> str:
    return FAMILIES.get(kind_of(question), kind_of(question))


def values_of(question: Question) -> list[Any]:
    values = [
        choice["value"] if isinstance(choice, dict) else choice for choice in question.get("choices", ())
    ]
    return values + (["other"] if question.get("hasOther") else [])
