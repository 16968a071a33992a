"""The tasks of an assessment, and where each goes: sections, questions with their ids, columns of tables.

A group at the top is a section. A group within it becomes a line of information with its title, and what is
in it is shown on its conditions too. A task that repeats is a table; what repeats within it, another one.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ...yaml12 import Scalar
from ..base import Ids
from ..given import Given
from ..meaning.fields import DATE, NUMBER, ONE, SEVERAL, TEXT, WHOLE, Field, Member
from ..tables import Cell

INFO, TABLE, GROUP = "info", "table", "task_group"

TYPES: Mapping[str, tuple[str, str]] = {
    "text_input": ("text", TEXT),
    "open_text": ("longtext", TEXT),
    "select_option": ("choice", ONE),
    "radio_option": ("choice", ONE),
    "checkbox_option": ("choices", SEVERAL),
    "multiselect_option": ("choices", SEVERAL),
    "multiselect_scrollable": ("choices", SEVERAL),
    "date": ("date", DATE),
    "image": ("file", WHOLE),
    "informational": (INFO, ""),
    "signing": ("yesno", ""),
}
"""Type of a task → type of question, and what expressions see of its answer."""
_IN_COLUMNS = {"file": ("text", TEXT)}


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose: its value in the original, which may be a boolean or null."""

    id: str
    value: str | bool | None
    label: str

    @property
    def source(self) -> str | bool:
        """Its value as a name."""
        return "null" if self.value is None else self.value


@dataclass(slots=True, eq=False)
class Task:
    """A task of the original."""

    given: Given
    id: str
    title: str
    kinds: list[str]
    repeats: bool
    children: "list[Task]"
    line: int = 0

    @property
    def is_group(self) -> bool:
        """Is it there for what is in it?"""
        return GROUP in self.kinds or bool(self.children)

    def walk(self) -> "Iterator[Task]":
        """Itself and all below, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


def read_tasks(given: Iterable[Given]) -> list[Task]:
    """The tree of tasks."""
    return [_task(each) for each in given]


def _task(given: Given) -> Task:
    children = read_tasks(given.maps("tasks", "a task"))
    kinds = [kind.replace(" ", "_") for kind in given.texts("type")]
    return Task(
        given=given,
        id=given.text("id", needed=True),
        title=given.text("task", needed=True),
        kinds=list(dict.fromkeys(kinds)),
        repeats=bool(given.boolean("repeatable")),
        children=children,
    )


@dataclass(slots=True, eq=False)
class Placed:
    """A task as a question, a column or a line of information.

    `when`: the groups that it is shown with, itself last; `answer`: what expressions see of it.
    """

    task: Task
    id: str
    type: str
    source: str
    when: tuple[Task, ...] = ()
    options: list[Option] = field(default_factory=list)
    answer: Field | None = None
    columns: "list[Placed]" = field(default_factory=list)
    texts: list[Task] = field(default_factory=list)
    """Of a table: the information in it."""
    first: bool = True
    """Is it the first question of its task?"""


@dataclass(slots=True)
class Part:
    """A section: a group at the top, or what stands between groups."""

    id: str
    task: Task | None
    items: list[Placed] = field(default_factory=list)


@dataclass
class Layout:
    """Lays out the tasks of one file."""

    file: str
    ids: Ids = field(default_factory=Ids)
    parts: list[Part] = field(default_factory=list)
    fields: dict[str, Field | None] = field(default_factory=dict)
    """What each task may be asked for."""
    columns: set[str] = field(default_factory=set)
    """The tasks of which there is an answer per row."""
    nested: list[tuple[Task, Task]] = field(default_factory=list)
    """What repeats within what repeats."""

    def lay_out(self, tasks: Iterable[Task]) -> None:
        """Fill `parts`, and what expressions may name."""
        for task in tasks:
            if task.is_group and not task.repeats:
                self._section(task)
                continue
            if not self.parts or self.parts[-1].task is not None:
                self.parts.append(Part(self.ids.take(self.file), None))
            self.parts[-1].items += self._inside([task], ())

    def _section(self, task: Task) -> None:
        part = Part(self.ids.take(task.id), task)
        self.fields[task.id] = None
        part.items = list(self._inside(task.children, ()))
        if not part.items:
            part.items.append(Placed(task, self.ids.take(f"{task.id}.tekst"), INFO, f"{task.id}#text"))
        self.parts.append(part)

    def _inside(self, tasks: Iterable[Task], when: tuple[Task, ...]) -> Iterator[Placed]:
        for task in tasks:
            below = (*when, task)
            self.fields.setdefault(task.id, None)
            if task.repeats and task.kinds != ["image"]:  # of images there may be many in one answer
                yield from self._tables(task, below)
            elif task.is_group:
                yield Placed(task, self.ids.take(task.id), INFO, task.id, below)
                yield from self._inside(task.children, below)
            else:
                yield from self._questions(task, below)

    def _questions(self, task: Task, when: tuple[Task, ...]) -> Iterator[Placed]:
        """A question for each type of a task."""
        for place, kind in enumerate(task.kinds or ["open_text"]):
            source = task.id if place == 0 else f"{task.id}#{kind}"
            placed = _placed(task, self.ids.take(source), kind, source, when)
            placed.first = place == 0
            if placed.answer and (placed.first or placed.options) and not self.fields.get(task.id):
                self.fields[task.id] = placed.answer
            yield placed

    def _tables(self, task: Task, when: tuple[Task, ...]) -> Iterator[Placed]:
        table = Placed(task, self.ids.take(task.id), TABLE, task.id, when)
        table.answer = Field(table.id, WHOLE)
        ids, inner = Ids(), []
        for child, inside in _flat(task.children, ()) if task.is_group else [(task, ())]:
            if child.repeats and child is not task:
                inner.append(child)
                self.nested.append((task, child))
            else:
                table.columns += self._columns(child, table, ids, inside)
        if not table.columns:
            table.type, table.answer = INFO, None
        yield table
        yield from self._inside(inner, when)

    def _columns(self, task: Task, table: Placed, ids: Ids, when: tuple[Task, ...]) -> Iterator[Placed]:
        own = () if task is table.task else (*when, task)
        if task.is_group or task.kinds == ["informational"]:
            table.texts.append(task)
            return
        for place, kind in enumerate(kind for kind in task.kinds or ["open_text"] if kind != "informational"):
            source = task.id if place == 0 else f"{task.id}#{kind}"
            placed = _placed(task, ids.take(source), kind, source, own, cell=True)
            placed.first = place == 0
            self.columns.add(task.id)
            yield placed


def _flat(tasks: Iterable[Task], when: tuple[Task, ...]) -> Iterator[tuple[Task, tuple[Task, ...]]]:
    """What is in a repeat, with groups taken apart: their titles stay."""
    for task in tasks:
        yield task, when
        if task.is_group and not task.repeats:
            yield from _flat(task.children, (*when, task))


def _placed(
    task: Task, placed_id: str, kind: str, source: str, when: tuple[Task, ...], *, cell: bool = False
) -> Placed:
    shape, answer = TYPES.get(kind, ("longtext", TEXT))
    value = task.given.text("valueType")
    if shape == "text" and value in ("number", "integer"):
        shape, answer = "number", NUMBER
    if cell:
        shape, answer = _IN_COLUMNS.get(shape, (shape, answer))
    placed = Placed(task, placed_id, shape, source, when)
    if shape in ("choice", "choices"):
        if shape == "choice" and value.endswith("[]"):
            placed.type, answer = "choices", SEVERAL
        placed.options = list(_options(task.given))
        if not placed.options:
            placed.type, answer = ("text" if shape == "choice" else "longtext"), TEXT
    sort = Cell if cell else Field
    values: dict[Member, Any] = {option.id: option.value for option in placed.options}
    placed.answer = sort(placed_id, answer, values) if answer else None
    return placed


def _options(given: Given) -> Iterator[Option]:
    ids = Ids()
    for each in given.maps("options", "an option"):
        node = each.node.entries.get("value")
        value = each.value("value") if node is None or not isinstance(node, Scalar) else node.value
        each.taken.add("value")
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = node.text if isinstance(node, Scalar) else str(value)
        name = "null" if value is None else value
        label = each.text("label") or (value if isinstance(value, str) else str(name).lower())
        yield Option(ids.take(name), value, label or "-")
