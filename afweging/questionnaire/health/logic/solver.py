"""The search for cases that fulfil a formula: narrow what is forced, else try both ways.

Bounded: each question gets so much work, and all together so much; then the answer is that nobody knows.
"""

from collections import deque

from .formulas import FALSE, TRUE, Every, Formula, Is, Joined, Some, Space, Tally, every, some, tally

Domains = dict[int, int]


_MOST_AROUND = 500
"""How many variables and constraints around a formula are taken along."""


class _TooMuch(Exception):
    """The work that was allowed is done."""


class Solver:
    """Answers whether something is possible at all, with a budget of formula parts to look at."""

    def __init__(self, space: Space, *, total: int = 600_000, each: int = 20_000) -> None:
        self.space = space
        self.total = total
        self.each = each
        self._left = 0

    def is_impossible(self, formula: Formula, without: Formula | None = None) -> bool:
        """Is it certain that no cases fulfil the formula? `without` is a constraint to leave out."""
        if formula is TRUE or formula is FALSE:
            return formula is FALSE
        self._left = granted = min(self.each, self.total)
        try:
            return not self._search(self._constrained(formula, without))
        except _TooMuch:
            return False
        finally:
            self.total -= granted - max(self._left, 0)

    def _spend(self, work: int = 1) -> None:
        self._left -= work
        if self._left < 0:
            raise _TooMuch

    def _constrained(self, formula: Formula, without: Formula | None) -> Formula:
        """The formula with what must hold for its variables, for those of that, and so on.

        Leaving some out, as the budget demands, allows more cases than there are: that is safe.
        """
        parts = {id(formula): formula}
        found = dict.fromkeys(self._variables(formula))
        room, waiting = min(self._left // 8, _MOST_AROUND), deque(found)
        while waiting and room > 0:
            for constraint in self.space.constraints(waiting.popleft()):
                if id(constraint) not in parts:
                    parts[id(constraint)] = constraint
                    more = [var for var in self._variables(constraint) if var not in found]
                    found.update(dict.fromkeys(more))
                    waiting += more
                    room -= len(more) + 1
        return every(part for part in parts.values() if part is not without)

    def _variables(self, formula: Formula) -> list[int]:
        found: dict[int, None] = {}
        seen: set[int] = set()
        waiting = [formula]
        while waiting:
            part = waiting.pop()
            if id(part) in seen:
                continue
            seen.add(id(part))
            self._spend()
            if isinstance(part, Is):
                found[part.var] = None
            elif isinstance(part, Tally):
                waiting += part.atoms
            elif isinstance(part, Joined):
                waiting += part.parts
        return list(found)

    def _search(self, formula: Formula) -> bool:
        waiting: list[tuple[Formula, Domains]] = [(formula, {})]
        while waiting:
            formula, domains = waiting.pop()
            formula = self._settled(formula, domains)
            if formula is TRUE:
                return True
            if formula is not FALSE:
                atom = _first(formula)
                domain = self._domain(atom.var, domains)
                self._spend(len(domains))
                waiting.append((formula, {**domains, atom.var: domain & ~atom.mask}))
                waiting.append((formula, {**domains, atom.var: domain & atom.mask}))
        return False

    def _domain(self, var: int, domains: Domains) -> int:
        found = domains.get(var)
        return self.space.domains[var] if found is None else found

    def _settled(self, formula: Formula, domains: Domains) -> Formula:
        """The formula after all that is forced; narrows the domains."""
        while True:
            formula = self._simplified(formula, domains, {})
            parts = formula.parts if isinstance(formula, Every) else (formula,)
            forced = [part for part in parts if isinstance(part, Is)]
            if not forced:
                return formula
            for atom in forced:
                narrow = self._domain(atom.var, domains) & atom.mask
                if not narrow:
                    return FALSE
                domains[atom.var] = narrow
            formula = every(part for part in parts if not isinstance(part, Is))

    def _simplified(self, formula: Formula, domains: Domains, done: dict[int, Formula]) -> Formula:
        found = done.get(id(formula))
        if found is not None:
            return found
        self._spend()
        if isinstance(formula, Is):
            result = self._atom(formula, domains)
        elif isinstance(formula, Tally):
            result = self._tally(formula, domains)
        else:
            result = self._joined(formula, domains, done)
        done[id(formula)] = result
        return result

    def _atom(self, formula: Is, domains: Domains) -> Formula:
        domain = self._domain(formula.var, domains)
        if not domain & formula.mask:
            return FALSE
        return formula if domain & ~formula.mask else TRUE

    def _joined(self, formula: Formula, domains: Domains, done: dict[int, Formula]) -> Formula:
        assert isinstance(formula, Joined)
        ends, join = (FALSE, every) if isinstance(formula, Every) else (TRUE, some)
        parts: list[Formula] = []
        changed = False
        for part in formula.parts:
            found = self._simplified(part, domains, done)
            if found is ends:
                return ends
            changed = changed or found is not part
            parts.append(found)
        return join(parts) if changed else formula

    def _tally(self, formula: Tally, domains: Domains) -> Formula:
        self._spend(len(formula.atoms))
        states = [self._atom(atom, domains) for atom in formula.atoms]
        sure = sum(state is TRUE for state in states)
        rest = tuple(state for state in states if isinstance(state, Is))
        least, most = formula.least - sure, formula.most - sure
        if len(rest) == least and most >= least:
            return every(rest)
        if most == 0 and least <= 0:
            return every(Is(atom.var, ~atom.mask) for atom in rest)
        return formula if len(rest) == len(states) else tally(rest, least, most)


def _first(formula: Formula) -> Is:
    """The atom to try: in the part with the fewest ways to be true."""
    while not isinstance(formula, Is):
        if isinstance(formula, Tally):
            return formula.atoms[0]
        assert isinstance(formula, Joined)
        formula = min(formula.parts, key=_ways) if isinstance(formula, Every) else formula.parts[0]
    return formula


def _ways(formula: Formula) -> int:
    if isinstance(formula, Is):
        return 1
    return len(formula.parts) if isinstance(formula, Some) else 2
