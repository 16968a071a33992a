"""Fields that hold rows of things: examples, references, checks, points, what is set; and single records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from afweging.case.authoring import words
from afweging.case.authoring.keys.base import Context, Entered, KeyField, Unreadable, listed, tidy
from afweging.case.authoring.keys.fields import number_of, texts_in

EXTRA = 1
"""Empty rows below the filled ones, so that one can be added without scripts."""


class Part:
    """One input of a row. `kind` is line, text (in languages), longtext, choice, number, rule or flag."""

    def __init__(self, key: str, kind: str = "line") -> None:
        self.key = key
        self.kind = kind

    @property
    def label(self) -> Any:
        """How it is called."""
        return words.ROW_PARTS[self.key]

    @property
    def choices(self) -> Mapping[str, Any]:
        """For a choice: word → how it is called."""
        return words.CHOICES["example" if self.key == "kind" else self.key]

    def draw(self, name: str, value: Any, context: Context) -> dict[str, str]:
        """The inputs that stand for a value."""
        if self.kind in ("text", "longtext"):
            texts = value if isinstance(value, Mapping) else {context.language: value or ""}
            return {f"{name}-{lang}": str(texts.get(lang) or "") for lang in context.languages}
        if self.kind == "flag":
            return {name: "ja"} if value is True else {}
        return {name: "" if value is None else str(value)}

    def read(self, entered: Entered, name: str, context: Context) -> Any:
        """The value, None for none."""
        if self.kind in ("text", "longtext"):
            return texts_in(entered, name, context) or None
        if self.kind == "flag":
            return True if name in entered else None
        text = tidy(entered.get(name, ""))
        return number_of(text) if self.kind == "number" else text or None


class RowsField(KeyField):
    """A list of maps with the same few keys."""

    template = "rows"

    def __init__(self, key: str, *parts: Part) -> None:
        super().__init__(key)
        self.parts = parts

    def rows(self, entered: Entered) -> Sequence[int]:
        """The numbers of the rows that are drawn."""
        return range(int(entered.get(f"{self.name}-count", "0")) if _is_count(entered, self.name) else EXTRA)

    def input(self, row: int, part: Part) -> str:
        """The name of an input."""
        return f"{self.name}-{row}-{part.key}"

    def draw(self, value: Any, context: Context) -> Entered:
        """An input per part of each row, and an empty row."""
        records = self.records(value)
        drawn: Entered = MultiDict({f"{self.name}-count": str(len(records) + EXTRA)})
        for number, record in enumerate(records):
            for part in self.parts:
                drawn.update(part.draw(self.input(number, part), record.get(part.key), context))
        return drawn

    def read(self, entered: Entered, context: Context) -> Any:
        """The rows in which something stands; None when there is none."""
        found: list[dict[str, Any]] = []
        for row in self.rows(entered):
            record = {
                part.key: value
                for part in self.parts
                if (value := part.read(entered, self.input(row, part), context)) is not None
            }
            if record.keys() - self._given_anyway():
                found.append(record)
        return self.value(found) or None

    def _given_anyway(self) -> set[str]:
        """Parts that always say something, so that they alone do not make a row."""
        return {part.key for part in self.parts if part.kind == "choice"}

    def records(self, value: Any) -> list[Mapping[str, Any]]:
        """A value of the format as rows."""
        return [each for each in listed(value) if isinstance(each, Mapping)]

    def value(self, records: list[dict[str, Any]]) -> Any:
        """Rows as a value of the format."""
        return records


def _is_count(entered: Entered, name: str) -> bool:
    given = entered.get(f"{name}-count", "")
    return given.isascii() and given.isdigit() and len(given) < 4


class MapField(RowsField):
    """A map of names to numbers or words, a row each."""

    def __init__(self, key: str, name: Part, value: Part) -> None:
        super().__init__(key, name, value)

    def records(self, value: Any) -> list[Mapping[str, Any]]:
        """A row per name."""
        name, amount = self.parts
        items = value.items() if isinstance(value, Mapping) else ()
        return [{name.key: key, amount.key: item} for key, item in items]

    def value(self, records: list[dict[str, Any]]) -> Any:
        """Names to values. Raises Unreadable for a row with only one of the two."""
        name, amount = self.parts
        if any(name.key not in record or amount.key not in record for record in records):
            raise Unreadable(_("Vul bij elke rij beide vakken in."))
        return {str(record[name.key]): record[amount.key] for record in records}


class LabelsField(MapField):
    """The words at the steps of a scale: at its ends, or at any of its steps."""

    def __init__(self, key: str) -> None:
        super().__init__(key, Part("step", "number"), Part("text", "text"))

    def records(self, value: Any) -> list[Mapping[str, Any]]:
        """A list of labels is shown by the number of its place, counted from 1."""
        if isinstance(value, list):
            return [{"step": number, "text": text} for number, text in enumerate(value, start=1)]
        return super().records(value)


class SidesField(KeyField):
    """The points of yes and of no."""

    template = "sides"
    sides = ("ja", "nee")

    def side(self, side: str) -> MapField:
        """The points of one side, as a field of its own."""
        return MapField(f"{self.key}-{side}", Part("name"), Part("amount", "number"))

    def draw(self, value: Any, context: Context) -> Entered:
        """The rows of both sides."""
        drawn: Entered = MultiDict()
        for side in self.sides:
            given = value.get(side) if isinstance(value, Mapping) else None
            drawn.update(self.side(side).draw(given, context))
        return drawn

    def read(self, entered: Entered, context: Context) -> Any:
        """Side → points."""
        found = {side: self.side(side).read(entered, context) for side in self.sides}
        return {side: points for side, points in found.items() if points} or None


class RecordField(KeyField):
    """One map with a few keys, such as who owns the questionnaire."""

    template = "record"

    def __init__(self, key: str, *parts: Part) -> None:
        super().__init__(key)
        self.parts = parts

    def input(self, part: Part) -> str:
        """The name of an input."""
        return f"{self.name}-{part.key}"

    def draw(self, value: Any, context: Context) -> Entered:
        """An input per part."""
        given = value if isinstance(value, Mapping) else {}
        drawn: Entered = MultiDict()
        for part in self.parts:
            drawn.update(part.draw(self.input(part), given.get(part.key), context))
        return drawn

    def read(self, entered: Entered, context: Context) -> Any:
        """The parts in which something stands; None when there is none."""
        found = {part.key: part.read(entered, self.input(part), context) for part in self.parts}
        given = {key: value for key, value in found.items() if value is not None}
        choices = {part.key for part in self.parts if part.kind == "choice"}
        return given if given.keys() - choices else None
