"""Where everything of a form goes: sections, questions with their ids, columns of tables.

Groups within groups have no place in format 1: their title becomes a line of information, and what they have
in them is shown on their condition too. Repeats become tables, one for each.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..base import Ids
from ..meaning.fields import ONE, SEVERAL, TEXT, WHOLE, Field, Member
from ..tables import Cell
from .columns import Row
from .conditions import Names
from .elements import GROUP, LOOP, QUESTION, REPEAT, Element, Survey, is_seen
from .kinds import ATTACHED, CALCULATED, DAYS, DEVICE, Kind
from .values import is_yes

INFO = "info"
NOT_IN_TABLES = {"file": "text", "matrix": "text"}
"""Types that a column cannot have → what it is instead."""
OTHER = "other"


@dataclass(slots=True, eq=False)
class Placed:
    """An element as a question, a column or a line of information.

    `when`: the groups that it is shown with; `options`: id → its row, None for “other”; `answer`: what
    expressions see of it; `other_of`: the question of which this asks what “other” is.
    """

    element: Element
    id: str
    type: str
    source: str
    when: tuple[Element, ...] = ()
    options: dict[str, Row | None] = field(default_factory=dict)
    answer: Field | None = None
    columns: "list[Placed]" = field(default_factory=list)
    texts: list[Element] = field(default_factory=list)
    """Of a table: the notes in it."""
    other_of: "Placed | None" = None


@dataclass(slots=True)
class Part:
    """A section: a group, or what stands between groups."""

    id: str
    group: Element | None
    items: list[Placed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an element stands: the groups above it, and those of them that have a condition."""

    path: tuple[str, ...] = ()
    when: tuple[Element, ...] = ()

    def below(self, group: Element) -> "_Place":
        when = (*self.when, group) if group.row.text("relevant") else self.when
        return _Place((*self.path, group.name), when)


@dataclass
class Layout:
    """Lays out one form. `silent`: what asks and shows nothing; `empty`: groups with nothing in them."""

    lists: Mapping[str, list[Row]]
    form: str
    ids: Ids = field(default_factory=Ids)
    parts: list[Part] = field(default_factory=list)
    calculated: list[Element] = field(default_factory=list)
    silent: list[Element] = field(default_factory=list)
    empty: list[Element] = field(default_factory=list)
    fields: dict[str, Field] = field(default_factory=dict)
    formulas: dict[str, str] = field(default_factory=dict)
    columns: dict[str, tuple[Field, Field]] = field(default_factory=dict)
    tables: dict[str, Field] = field(default_factory=dict)
    days: set[str] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    nested: list[tuple[Element, Element]] = field(default_factory=list)
    """What repeats within what repeats."""

    def lay_out(self, survey: Survey) -> None:
        """Fill `parts`, and what expressions may name."""
        for element in survey.children:
            if element.sort == GROUP:
                self._group(element)
            else:
                self._between(element)

    def names(self, row: Iterable[Placed] = ()) -> Names:
        """What expressions may name; `row`: the columns of the table in which they stand."""
        cells = {column.element.name: column.answer for column in row if column.answer}
        outside = {name: found for name, found in self.columns.items() if name not in cells}
        return Names(self.fields | cells, self.formulas, outside, self.tables, frozenset(self.days))

    def _group(self, element: Element) -> None:
        part = Part(self.ids.take(element.name), element)
        part.items = list(self._inside(element.children, _Place((element.name,))))
        if part.items or is_seen(element.row):
            self.parts.append(part)
        else:
            self.empty.append(element)

    def _between(self, element: Element) -> None:
        if not self.parts or self.parts[-1].group is not None:
            part = Part("", None, list(self._inside([element], _Place())))
            if part.items:
                part.id = self.ids.take(self.form)
                self.parts.append(part)
        else:
            self.parts[-1].items += self._inside([element], _Place())

    def _inside(self, elements: Iterable[Element], place: _Place) -> Iterator[Placed]:
        for element in elements:
            if element.sort == GROUP:
                below = place.below(element)
                if is_seen(element.row):
                    yield self._placed(element, INFO, place, below.when)
                yield from self._inside(element.children, below)
                self.empty += [] if element.children else [element]
            elif element.sort == QUESTION:
                yield from self._question(element, place)
            else:
                yield from self._tables(element, place)

    def _placed(self, element: Element, kind: str, place: _Place, when: tuple[Element, ...]) -> Placed:
        placed = Placed(element, self.ids.take(element.name), kind, self._source(element, place), when)
        if kind != INFO:
            placed.options = self._options(element)
        if kind != INFO and element.kind.answer:
            placed.answer = _field(Field, placed)
            self.fields[element.name] = placed.answer
        return placed

    def _source(self, element: Element, place: _Place) -> str:
        """The name; with its groups when another has that name too."""
        source = element.name if element.name not in self.sources else "/".join((*place.path, element.name))
        self.sources.add(source)
        return source

    def _question(self, element: Element, place: _Place) -> Iterator[Placed]:
        if self._asks_nothing(element):
            return
        kind = INFO if is_yes(element.row.text("readonly")) else element.kind.type
        placed = self._placed(element, kind, place, place.when)
        yield placed
        if kind != INFO and element.other:
            yield self._specified(placed)

    def _specified(self, placed: Placed) -> Placed:
        """The line that asks what “other” is."""
        name = f"{placed.element.name}_other"
        other = Placed(placed.element, self.ids.take(name), "text", name, placed.when, other_of=placed)
        other.answer = self.fields[name] = Field(other.id, TEXT)
        return other

    def _asks_nothing(self, element: Element) -> bool:
        """Note what is computed or filled in by the device; it is named by expressions only."""
        row, kind = element.row, element.kind.type
        if row.text("type") in DAYS:
            self.days.add(element.name)
        if kind in (DEVICE, ATTACHED):
            self.silent.append(element)
        elif kind == CALCULATED:
            self.calculated.append(element)
        if kind == CALCULATED or is_yes(row.text("readonly")):
            self.formulas[element.name] = row.text("calculation") or _constant(row.text("default"))
        return kind in (DEVICE, ATTACHED, CALCULATED)

    def _options(self, element: Element) -> dict[str, Row | None]:
        ids = Ids()
        rows = self.lists.get(element.choices, []) if element.kind.listed else []
        options: dict[str, Row | None] = {ids.take(row.text("name")): row for row in rows}
        if element.other and not any(row.text("name") == OTHER for row in rows):
            options[ids.take(OTHER)] = None
        return options

    def _tables(self, element: Element, place: _Place) -> Iterator[Placed]:
        """A table, and behind it one for each repeat within it; a title only when it has no columns."""
        below = place.below(element)
        table = Placed(
            element, self.ids.take(element.name), "table", self._source(element, place), below.when
        )
        table.answer = self.tables[element.name] = Field(table.id, WHOLE)
        ids, inner = Ids(), []
        if element.sort == LOOP:
            table.columns.append(self._turn(element, ids))
        for child, when in _flat(element.children, ()):
            if child.sort in (REPEAT, LOOP):
                inner.append(child)
                self.nested.append((element, child))
            else:
                table.columns += self._column(child, table, ids, when)
        if not table.columns:
            table.type, table.answer = INFO, None
        yield table
        for repeat in inner:
            yield from self._tables(repeat, below)

    def _turn(self, element: Element, ids: Ids) -> Placed:
        """The column of a loop that says which option a row is about."""
        turn = Element(
            QUESTION, element.row, element.choices, Kind("choice", ONE, listed=True), element.choices
        )
        placed = Placed(turn, ids.take(element.choices), "choice", element.choices)
        placed.options = self._options(turn)
        placed.answer = _field(Cell, placed)
        return placed

    def _column(
        self, element: Element, table: Placed, ids: Ids, when: tuple[Element, ...]
    ) -> Iterator[Placed]:
        if self._asks_nothing(element):
            return
        if element.kind.type == INFO or is_yes(element.row.text("readonly")):
            table.texts.append(element)
            return
        kind = NOT_IN_TABLES.get(element.kind.type, element.kind.type)
        placed = Placed(element, ids.take(element.name), kind, element.name, when)
        placed.options = self._options(element)
        placed.answer = _field(Cell, placed)
        self.columns[element.name] = (self.tables[table.element.name], placed.answer)
        yield placed
        if element.other:
            name = f"{element.name}_other"
            other = Placed(element, ids.take(name), "text", name, when, other_of=placed)
            other.answer = Cell(other.id, TEXT)
            yield other


def _flat(
    elements: Iterable[Element], when: tuple[Element, ...]
) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """What is in a repeat, groups taken apart."""
    for element in elements:
        if element.sort == GROUP:
            below = (*when, element) if element.row.text("relevant") else when
            yield from _flat(element.children, below)
        else:
            yield element, when


def _field(sort: type[Field], placed: Placed) -> Field:
    kind = placed.element.kind
    if kind.answer not in (ONE, SEVERAL):
        return sort(placed.id, kind.answer or WHOLE)
    if not placed.options:
        return sort(placed.id, kind.answer, {"OK": "OK"})
    values: dict[Member, str] = {
        name: row.text("name") if row else OTHER for name, row in placed.options.items()
    }
    return sort(placed.id, kind.answer, values)


def _constant(text: str) -> str:
    """A default as an expression: one that is computed stays, any other is a text."""
    if "(" in text or "${" in text:
        return text
    quote = '"' if "'" in text else "'"
    return f"{quote}{text}{quote}"
