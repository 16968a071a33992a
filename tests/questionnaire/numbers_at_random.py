# ruff: noqa: E501  # a form a line reads better than one broken up
"""Questionnaires made at random in which scores and conditions compute with numbers that are answered."""

from random import Random
from typing import Any

from .making import data, options, question

Domain = list[Any]

DOMAINS: dict[str, Domain] = {
    "y": ["ja", "nee", None],
    "c": ["a", "b", None],
    "a": [*range(-3, 16), None],
    "b": [each / 4 for each in range(-8, 33)] + [None],
    "n": [*range(-40, 41), *(each + 0.5 for each in range(-10, 10)), -1000, 1000, None],
    "s": [*range(301), None],
}
"""Every answer that there is; of `b` and `n`, which take decimals, many."""
WHOLE = frozenset(("y", "c", "a", "s"))
"""The questions whose domain is all that can be answered."""


class _Maker:
    def __init__(self, random: Random, *, straight: bool) -> None:
        self.random = random
        self.straight = straight
        self.early = False
        """Is this for a rule that cannot see all points?"""

    def amount(self, names: list[str], depth: int = 2) -> str:
        """A number that is computed with."""
        pick = self.random.choice
        if not depth or self.random.random() < 0.25:
            points = () if self.early else ('points("p")', 'points("p", section="part")')
            return str(pick([*names, *names, "2", "0.5", "7", "-3", *points]))
        left, right = self.amount(names, depth - 1), self.amount(names, depth - 1)
        forms = [
            f"({left} + {right})", f"({left} - {right})", f"{left} * {pick(['2', '0.5', '-1'])}", f"({left}) / 4",
            f"sum({left}, {right})", f"min({left}, {right})", f"max([{left}, {right}])", f"-({left})",
            f"({left} if {self.condition(names, depth - 1)} else {right})",
        ]  # fmt: skip
        if not self.straight:
            forms += [f"({left} * {right})", f"{left} / {right}", f"round_half_up({left} / 3)"]
        return str(pick(forms))

    def condition(self, names: list[str], depth: int = 1) -> str:
        """A condition on what was computed."""
        pick = self.random.choice
        if depth and self.random.random() < 0.3:
            both = [self.condition(names, depth - 1) for _ in range(2)]
            return str(pick([f"({both[0]} and {both[1]})", f"({both[0]} or {both[1]})", f"not ({both[0]})"]))
        if "y" in names and self.random.random() < 0.3:
            return str(pick(['y == "ja"', 'c == "a"', "answered(a)", "answered(b)"]))
        left = self.amount([name for name in names if name not in ("y", "c")], depth)
        if self.random.random() < 0.3:
            left = pick([name for name in names if name in ("a", "b", "n")])
            if self.random.random() < 0.3:
                return f"{left} in [-2, 3, 7.5]"
        sign = pick(["<", "<=", ">", ">=", "==", "!="])
        return f"{left} {sign} {pick(['3', '0', '4.5', '10', '-2', '2 * 3', 'a'])}"

    def data(self) -> dict[str, Any]:
        numbers = ["a", "b", "n"]
        self.early = True
        asked = [
            question("yesno", "y", points={"ja": {"p": 2}}),
            question("choice", "c", options=options("a", "b", a=3)),
            question("number", "a", integer=True, min=-3, max=15),
            self.maybe(question("number", "b", min=-2, max=8), ["a"]),
            self.maybe(question("number", "n"), ["a", "b"]),
            self.maybe(question("scale", "s", min=0, max=300, points_per_step={"p": self.random.choice([1, 0.5])}), ["a"]),
            self.maybe(question("text", "t"), numbers),
        ]  # fmt: skip
        self.early = False
        bands = [{"id": f"l{upto}", "upto": upto / 100, "title": "L"} for upto in (10, 35, 60)]
        bands.append({"id": "top", "title": "T"})
        every = [*numbers, 'score("one")']
        return data(
            *asked,
            scores=[
                {"id": "one", "title": "1", "value": self.amount(numbers), "max": 20, "bands": bands},
                {"id": "two", "title": "2", "value": self.amount(every), "max": 'max_score("one") + 9', "bands": bands},
            ],
            outcomes=[
                {"id": "o1", "if": self.condition(["y", *every]), "kind": "info", "text": "O"},
                {"id": "o2", "if": self.random.choice(['band("two") in ["l10", "l60"]', 'outcome("o1") and band("one") == "l35"']),
                 "kind": "info", "text": "O"},
            ],
        )  # fmt: skip

    def maybe(self, asked: dict[str, Any], names: list[str]) -> dict[str, Any]:
        """Perhaps shown, perhaps checked."""
        if self.random.random() < 0.35:
            asked["show_if"] = self.condition(names)
        if self.random.random() < 0.25:
            asked["checks"] = [{"rule": f"not ({self.condition(['a', 'b', 'n'])})", "message": "M"}]
        return asked


def numbers_at_random(random: Random, *, straight: bool = True) -> dict[str, Any]:
    """The data of a questionnaire; `straight` leaves out products, quotients and rounding."""
    return _Maker(random, straight=straight).data()


def answers_at_random(random: Random) -> dict[str, Any]:
    """An answer to most of its questions."""
    return {name: random.choice(domain) for name, domain in DOMAINS.items() if random.random() < 0.8}
