"""Answers as variables: the status of a question and, when it is answered, a case of its value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .cells import Cases
from .formulas import FALSE, TRUE, Formula, Is, Space, every, some, tally

ABSENT, UNKNOWN, NOT_APPLICABLE = 1, 2, 4
"""Cases without an answer: hidden, empty, missing or invalid; and the two that are set aside."""
SHIFT = 3
STATUSES = ABSENT | UNKNOWN | NOT_APPLICABLE


@dataclass(frozen=True)
class Quantity:
    """Something with a value: the answer to a question, a score, a cell of the row at hand.

    `struck` is when a check that was judged after the pass took the answer away.
    """

    space: Space
    var: int
    cases: Cases
    struck: Formula | None = None

    @property
    def all_cases(self) -> int:
        """Every case that is a value."""
        return ((1 << self.cases.size) - 1) << SHIFT

    def known(self) -> Formula:
        """There is a value."""
        return self.atom(self.all_cases)

    def status(self, case: int) -> Formula:
        """It is set aside in this way."""
        return self.atom(case)

    def equals(self, value: object) -> Formula | None:
        """It is this value; None when nobody can tell."""
        mask = self.cases.equal(value)
        return None if mask is None else self.atom(mask << SHIFT)

    def differs(self, value: object) -> Formula | None:
        """There is a value, and it is another one."""
        mask = self.cases.equal(value)
        return None if mask is None else self.atom(self.all_cases & ~(mask << SHIFT))

    def ordered(self, sign: str, value: object) -> Formula | None:
        """It is Lt, LtE, Gt or GtE this value."""
        mask = self.cases.ordered(sign, value)
        return None if mask is None else self.atom(mask << SHIFT)

    def atom(self, mask: int) -> Formula:
        """It is in one of these cases, after what was struck."""
        if self.struck is None:
            return self.space.atom(self.var, mask)
        gone = (mask & STATUSES) | (self.all_cases if mask & ABSENT else 0)
        kept = every((self.space.negation(self.struck), self.space.atom(self.var, mask)))
        return some((kept, every((self.struck, self.space.atom(self.var, gone)))))


@dataclass(frozen=True)
class Several:
    """The answer to a question of type choices: a variable per option beside the status."""

    state: Quantity
    options: Mapping[str, int]

    def chosen(self, option: str) -> Formula:
        """This option is chosen; never, when it is not shown at all."""
        var = self.options.get(option)
        return FALSE if var is None else self._kept(self.state.space.atom(var, 2))

    def counted(self, least: int, most: int | None = None) -> Formula:
        """So many options are chosen; without an answer it is 0."""
        atoms = tuple(Is(var, 2) for var in self.options.values())
        found = tally(atoms, least, len(atoms) if most is None else most)
        if self.state.struck is None:
            return found
        none = every((self.state.struck, TRUE if least <= 0 else FALSE))
        return some((every((self.state.space.negation(self.state.struck), found)), none))

    def exactly(self, wanted: Iterable[str]) -> Formula:
        """These options are chosen and no others."""
        names = set(wanted)
        if not names <= self.options.keys():
            return FALSE
        space = self.state.space
        others = (space.negation(self.chosen(each)) for each in self.options if each not in names)
        return every((self.state.known(), *(self.chosen(each) for each in names), *others))

    def _kept(self, formula: Formula) -> Formula:
        if self.state.struck is None:
            return formula
        return every((self.state.space.negation(self.state.struck), formula))
