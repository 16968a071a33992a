"""Formulas over variables with a few cases each. A case is a bit; a mask is a set of cases."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

MOST_DEPTH = 150
"""Deeper formulas are not followed: what stands there may be true or false."""


class Formula:
    """Something that is true or false once each variable has a case."""

    __slots__ = ("depth",)
    depth: int


class Is(Formula):
    """A variable has one of the cases of the mask."""

    __slots__ = ("mask", "var")

    def __init__(self, var: int, mask: int) -> None:
        self.var = var
        self.mask = mask
        self.depth = 1


class Joined(Formula):
    """All parts are true, or some part is."""

    __slots__ = ("parts",)

    def __init__(self, parts: tuple[Formula, ...]) -> None:
        self.parts = parts
        self.depth = 1 + max((part.depth for part in parts), default=0)


class Every(Joined):
    """All parts are true."""

    __slots__ = ()


class Some(Joined):
    """At least one part is true."""

    __slots__ = ()


class Tally(Formula):
    """Of these atoms, at least `least` and at most `most` are true."""

    __slots__ = ("atoms", "least", "most")

    def __init__(self, atoms: tuple[Is, ...], least: int, most: int) -> None:
        self.atoms = atoms
        self.least = least
        self.most = most
        self.depth = 2


TRUE: Formula = Every(())
FALSE: Formula = Some(())


def every(parts: Iterable[Formula]) -> Formula:
    """All of them, as short as it can be said."""
    kept: list[Formula] = []
    for part in parts:
        if part is FALSE:
            return FALSE
        kept += part.parts if isinstance(part, Every) else (part,)
    return kept[0] if len(kept) == 1 else Every(tuple(kept)) if kept else TRUE


def some(parts: Iterable[Formula]) -> Formula:
    """At least one of them, as short as it can be said."""
    kept: list[Formula] = []
    for part in parts:
        if part is TRUE:
            return TRUE
        kept += part.parts if isinstance(part, Some) else (part,)
    return kept[0] if len(kept) == 1 else Some(tuple(kept)) if kept else FALSE


def tally(atoms: tuple[Is, ...], least: int, most: int) -> Formula:
    """How many of these atoms are true."""
    if least <= 0 and most >= len(atoms):
        return TRUE
    return FALSE if least > most or least > len(atoms) or most < 0 else Tally(atoms, least, most)


@dataclass
class Space:
    """The variables: the cases that each can have, and what must hold between them."""

    domains: list[int] = field(default_factory=list)
    _constraints: dict[int, Callable[[], Iterable[Formula]]] = field(default_factory=dict)
    _known: dict[int, tuple[Formula, ...]] = field(default_factory=dict)
    _atoms: dict[tuple[int, int], Is] = field(default_factory=dict)
    _negations: dict[int, tuple[Formula, Formula]] = field(default_factory=dict)

    def variable(self, cases: int) -> int:
        """A new variable, with so many cases that are all possible."""
        self.domains.append((1 << cases) - 1)
        return len(self.domains) - 1

    def restrict(self, var: int, mask: int) -> None:
        """From now on a variable has only these cases."""
        self.domains[var] &= mask

    def constrain(self, var: int, constraints: Callable[[], Iterable[Formula]]) -> None:
        """What must hold for a variable, made when it is first asked for."""
        self._constraints[var] = constraints

    def constraints(self, var: int) -> tuple[Formula, ...]:
        """What must hold for a variable."""
        if var not in self._known:
            made = self._constraints.get(var)
            self._known[var] = tuple(made()) if made else ()
        return self._known[var]

    def atom(self, var: int, mask: int) -> Formula:
        """A variable has one of these cases."""
        domain = self.domains[var]
        if not domain & mask:
            return FALSE
        if not domain & ~mask:
            return TRUE
        found = self._atoms.get((var, mask))
        if found is None:
            found = self._atoms[var, mask] = Is(var, mask)
        return found

    def unknown(self) -> Formula:
        """Something that may be true or false, whatever else holds."""
        return Is(self.variable(2), 2)

    def negation(self, formula: Formula) -> Formula:
        """The opposite of a formula."""
        found = self._negations.get(id(formula))
        if found is None:
            found = (formula, self._negated(formula))
            self._negations[id(formula)] = found
            self._negations.setdefault(id(found[1]), (found[1], formula))
        return found[1]

    def _negated(self, formula: Formula) -> Formula:
        if isinstance(formula, Is):
            return self.atom(formula.var, ~formula.mask)
        if isinstance(formula, Every):
            return some(map(self.negation, formula.parts))
        if isinstance(formula, Some):
            return every(map(self.negation, formula.parts))
        assert isinstance(formula, Tally)
        few = tally(formula.atoms, 0, formula.least - 1)
        return some((few, tally(formula.atoms, formula.most + 1, len(formula.atoms))))
