"""The rows of the survey as a tree of questions, groups and repeats, with the errors of their shape."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...problems import Problems, shown
from .columns import TRANSLATED, Row
from .kinds import ATTACHED, CALCULATED, DEVICE, KINDS, Kind, control_of, every_type, select_of
from .parameters import parameter_errors, parameters_of
from .values import is_yes

QUESTION, GROUP, REPEAT, LOOP = "question", "group", "repeat", "loop"
_XML_NAME = r"[^\W\d][\w.\-·\u0300-\u036f\u203f\u2040]*"
XML_NAME = re.compile(rf"{_XML_NAME}(?::{_XML_NAME})?")
_REFERENCE = re.compile(r"\$\{(?P<inner>[^}]+)\}|\$\{[^}]*$")
_INNER = re.compile(rf"(?:last-saved#)?(?P<name>{_XML_NAME})")
SETTINGS = frozenset(("form_title", "set_form_title", "form_id", "set_form_id", "prefix"))
"""Types of rows that are settings."""


@dataclass(slots=True, eq=False)
class Element:
    """A row with all that is in it."""

    sort: str
    row: Row
    name: str
    kind: Kind = field(default_factory=lambda: Kind(""))
    choices: str = ""
    """The list that it chooses from."""
    other: bool = False
    parameters: dict[str, str] = field(default_factory=dict)
    children: "list[Element]" = field(default_factory=list)

    def walk(self) -> "Iterator[Element]":
        """Itself and all below, in order."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass
class Survey:
    """What the survey sheet holds."""

    children: list[Element] = field(default_factory=list)
    settings: dict[str, str] = field(default_factory=dict)
    passed: list[Row] = field(default_factory=list)
    """Rows that are no element: comments, and what is disabled."""

    def walk(self) -> Iterator[Element]:
        """Every element, in order."""
        for child in self.children:
            yield from child.walk()


def read_survey(rows: Iterable[Row], problems: Problems) -> Survey:
    """The tree of a survey; what is wrong with its shape is noted."""
    return _Reader(problems).read(rows)


class _Reader:
    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.survey = Survey()
        self.open: list[Element] = []
        self.repeats: set[str] = set()

    def read(self, rows: Iterable[Row]) -> Survey:
        for row in rows:
            if is_yes(row.text("disabled")) or not row.cells:
                self.survey.passed += [row] if row.cells else []
            elif not row.text("type"):
                self.untyped(row)
            else:
                self.typed(row, " ".join(row.text("type").split()))
        for element in self.open:
            self.bad(element.row, "type", f"this {element.sort} is never ended")
        self.siblings(self.survey.children)
        return self.survey

    def bad(self, row: Row, column: str, message: str) -> None:
        cell = row.place(column)
        self.problems.add(cell.mark, f"sheet “{row.sheet}”, {cell.place}: {message}")

    def untyped(self, row: Row) -> None:
        if row.text("name") or row.texts("label"):
            self.bad(row, "type", "this row has no type")
        else:
            self.survey.passed.append(row)

    def typed(self, row: Row, text: str) -> None:
        control = control_of(text)
        if text in SETTINGS:
            self.survey.settings[text.removeprefix("set_")] = row.text("name")
        elif control and control.begins:
            self.begin(row, control.kind, control.list)
        elif control:
            self.end(row, control.kind)
        else:
            self.question(row, text)

    def begin(self, row: Row, kind: str, name: str) -> None:
        element = self.place(row, kind)
        element.choices = name
        if kind == LOOP and not name:
            self.bad(row, "type", "a loop names the list that it goes over")
        if kind == REPEAT:
            if element.name == "data" or element.name in self.repeats:
                self.bad(
                    row, "name", f"no other repeat, nor the form itself, may be called {shown(element.name)}"
                )
            self.repeats.add(element.name)
        self.open.append(element)

    def end(self, row: Row, kind: str) -> None:
        if not self.open or self.open[-1].sort != kind:
            self.bad(row, "type", f"no {kind} that is open ends here")
            return
        self.siblings(self.open.pop().children)

    def siblings(self, elements: list[Element]) -> None:
        """Names are different within a group."""
        seen: dict[str, Element] = {}
        for element in elements:
            if element.name == "meta":
                self.bad(element.row, "name", "the name “meta” is kept for what devices fill in")
            first = seen.setdefault(element.name, element)
            if first is not element and element.name:
                message = f"the name {shown(element.name)} is used in row {first.row.number} too"
                self.bad(element.row, "name", message)

    def place(self, row: Row, sort: str) -> Element:
        element = Element(sort, row, self.named(row))
        (self.open[-1].children if self.open else self.survey.children).append(element)
        return element

    def named(self, row: Row) -> str:
        name = row.text("name")
        kind = " ".join(row.text("type").split())
        if not name and kind in ("note", "audit"):
            return "audit" if kind == "audit" else f"generated_note_name_{row.number}"
        if not name:
            self.bad(row, "name", "this row has no name")
        elif not XML_NAME.fullmatch(name):
            message = f"{shown(name)} is no name: a letter or “_”, then letters, digits, “_”, “-” or “.”"
            self.bad(row, "name", message)
        return name

    def question(self, row: Row, text: str) -> None:
        element = self.place(row, QUESTION)
        select = select_of(text)
        if select:
            element.kind, element.choices, element.other = select.kind, select.list, select.other
            self.from_file(row, text, select.list)
        elif text in KINDS:
            element.kind = KINDS[text]
        else:
            near = self.problems.nearest(text, every_type())
            self.bad(row, "type", f"there is no type {shown(text)}{near}")
        if text == "audit" and element.name != "audit":
            self.bad(row, "name", "a row of type audit is called “audit”")
        self.parameters(element)
        self.labelled(element)

    def from_file(self, row: Row, text: str, name: str) -> None:
        if re.match(r"select[_ ]\w+[_ ]from[_ ]file ", text) and not re.fullmatch(
            r"[^.]*\.(xml|csv|geojson)", name
        ):
            self.bad(row, "type", f"the file {shown(name)} must end with .xml, .csv or .geojson")

    def parameters(self, element: Element) -> None:
        found = parameters_of(element.row.text("parameters"))
        if found is None:
            self.bad(
                element.row, "parameters", "parameters are written as key=value, with spaces between them"
            )
            return
        element.parameters = found
        accepted = element.kind.parameters
        for key in found if accepted is not None else ():
            if accepted is not None and key not in accepted:
                near = self.problems.nearest(key, accepted)
                self.bad(element.row, "parameters", f"this type has no parameter {shown(key)}{near}")
        if accepted is not None:
            for error in parameter_errors(found):
                self.bad(element.row, "parameters", error)

    def labelled(self, element: Element) -> None:
        """What is shown has a label, a hint or a picture; what is computed need not be shown."""
        row = element.row
        computed = bool(row.text("calculation") or row.text("trigger"))
        if element.kind.type == CALCULATED and not row.text("calculation") and not row.text("default"):
            if row.text("type") != "hidden":
                self.bad(row, "calculation", "this calculation is missing")
            return
        if element.kind.type in ("", CALCULATED, DEVICE, ATTACHED) or element.kind.hinted or is_seen(row):
            return
        if computed:
            element.kind = KINDS["calculate"]
        else:
            self.bad(row, "label", f"{shown(element.name)} has no label and no hint")


def is_seen(row: Row) -> bool:
    """Does a row show anything?"""
    return any(row.texts(name) for name in ("label", "hint", "image", "audio", "video", "big-image"))


def check_references(
    rows: Iterable[Row], survey: Survey, problems: Problems, only: frozenset[str] | None = None
) -> None:
    """Every `${name}` names one element. `only`: the columns to look at."""
    names = Counter(element.name for element in survey.walk())
    names.update(("instanceID",))
    for row in rows:
        for column, cell in row.cells.items():
            if column.name in ("type", "name") or (only is not None and column.name not in only):
                continue
            for match in _REFERENCE.finditer(cell.text):
                message = _reference(match, names, problems)
                if message:
                    problems.add(cell.mark, f"sheet “{row.sheet}”, {cell.place}: {message}")


def _reference(match: re.Match[str], names: Counter[str], problems: Problems) -> str:
    inner = _INNER.fullmatch(match["inner"] or "")
    if not inner:
        return f"{shown(match[0])} is no reference: write ${{name}}"
    count = names[inner["name"]]
    if count == 1:
        return ""
    if count:
        return f"{count} rows are called {shown(inner['name'])}, so ${{…}} cannot say which is meant"
    return f"there is no row called {shown(inner['name'])}{problems.nearest(inner['name'], names)}"


def check_outside(survey: Survey, problems: Problems) -> None:
    """What triggers a question is a question; options that are answers are those to a row that is there."""
    names = {element.name for element in survey.walk()}
    asked = {element.name for element in survey.walk() if element.sort == QUESTION}
    for element in survey.walk():
        for column, known in (("trigger", asked), ("type", names)):
            cell = element.row.place(column)
            message = _named(cell.text, column, known, problems)
            if message:
                problems.add(cell.mark, f"sheet “{element.row.sheet}”, {cell.place}: {message}")


def _named(text: str, column: str, known: set[str], problems: Problems) -> str:
    if not text or (column == "type" and "${" not in text):
        return ""
    parts = text.split(",") if column == "trigger" else [text.split()[-1]]
    for part in parts:
        match = _REFERENCE.fullmatch(part.strip())
        inner = _INNER.fullmatch(match["inner"] or "") if match else None
        if not inner:
            return f"{shown(part)} is no reference: write ${{name}}"
        if inner["name"] not in known:
            return (
                f"there is no question called {shown(inner['name'])}{problems.nearest(inner['name'], known)}"
            )
    return ""


IN_CHOICES = TRANSLATED - {"hint", "guidance_hint", "constraint_message", "required_message"}
"""Columns of choices in which answers may be named."""
