"""Kind of part → its keys; key → its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from afweging.case.authoring.keys.base import KeyField
from afweging.case.authoring.keys.fields import (
    ChoiceField,
    FlagField,
    LinesField,
    NumberField,
    RequiredField,
    RuleField,
    ScalarField,
    SeveralField,
    TextField,
    YamlField,
)
from afweging.case.authoring.keys.rows import LabelsField, MapField, Part, RecordField, RowsField, SidesField
from afweging.questionnaire import schema
from afweging.questionnaire.parts import LISTS
from afweging.questionnaire.writing import ordered

_SHAPES: Mapping[str, schema.Keys] = {
    "file": schema.FILE,
    "section": schema.SECTION,
    "option": schema.OPTION,
    "row": schema.ROW,
    "value": schema.VALUE,
    "term": schema.TERM,
    "score": schema.SCORE,
    "band": schema.BAND,
    "outcome": schema.OUTCOME,
}

ELSEWHERE: Mapping[str, str] = {
    "id": "shown, and given when a part is added",
    "format": "the file's own",
    "hidden": "hiding and showing again",
}
"""Keys that are reached by other means than a field."""

_POINTS = (Part("name"), Part("amount", "number"))
_FIELDS: Mapping[str, Callable[[str], KeyField]] = {
    **dict.fromkeys(("title", "label", "unit", "row_title"), TextField),
    **dict.fromkeys(("help", "why", "intro", "description", "text"), lambda key: TextField(key, long=True)),
    "show_if": lambda key: RuleField(key, "show_if"),
    "if": lambda key: RuleField(key, "if"),
    "required": RequiredField,
    "allow": SeveralField,
    "values": SeveralField,
    **dict.fromkeys(("disclosure", "scope", "kind", "type"), ChoiceField),
    **dict.fromkeys(("locked", "exclusive", "integer"), FlagField),
    **dict.fromkeys(
        (
            "revision", "min_length", "max_length", "min_choices", "max_choices", "min_rows", "max_rows",
            "max_files",
        ),
        NumberField,
    ),
    "upto": lambda key: NumberField(key, whole=False),
    "source": ScalarField,
    "accept": LinesField,
    "classes": YamlField,
    "labels": LabelsField,
    "examples": lambda key: RowsField(key, Part("kind", "choice"), Part("text", "longtext")),
    "references": lambda key: RowsField(
        key, Part("scheme"), Part("locator"), Part("url"), Part("title", "text")
    ),
    "checks": lambda key: RowsField(key, Part("rule", "rule"), Part("message", "text")),
    **dict.fromkeys(
        ("points", "points_when_unknown", "points_per_step"), lambda key: MapField(key, *_POINTS)
    ),
    "sets": lambda key: MapField(key, Part("key"), Part("value")),
    "publish": lambda key: RecordField(key, Part("field"), Part("as", "choice")),
    "requires": lambda key: RecordField(
        key, Part("questionnaire"), Part("advice"), Part("review"), Part("consultation", "flag")
    ),
    "owner": lambda key: RecordField(key, Part("name", "text"), Part("email"), Part("url")),
}  # fmt: skip
_WORDS: frozenset[str] = frozenset(
    ("respondent", "pattern", "licence", "language", "version", "in_force_from", "in_force_to")
)
_BY_PART: Mapping[tuple[str, str], Callable[[str], KeyField]] = {
    ("score", "value"): lambda key: RuleField(key, "value"),
    ("score", "max"): lambda key: RuleField(key, "max"),
    ("yesno", "points"): SidesField,
    ("scale", "min"): NumberField,
    ("scale", "max"): NumberField,
    ("number", "min"): lambda key: NumberField(key, whole=False),
    ("number", "max"): lambda key: NumberField(key, whole=False),
    ("date", "min"): KeyField,
    ("date", "max"): KeyField,
    ("month", "min"): KeyField,
    ("month", "max"): KeyField,
}
"""What a key is on one kind of part, or on questions of one type."""


def keys_of(kind: str, question_type: str = "") -> tuple[str, ...]:
    """The keys that a part of this kind has, in the order of the format, without its lists of parts."""
    lists = LISTS.get(kind, {})
    if kind in ("question", "column"):
        shape = schema.TYPES.get(question_type)
        keys: schema.Keys = shape.all_keys() if shape else schema.COMMON
    else:
        keys = _SHAPES[kind]
    shown = (key for key in keys if key not in lists and key not in ELSEWHERE)
    return tuple(ordered(kind, shown))


def field_of(kind: str, key: str, question_type: str = "") -> KeyField:
    """The field of a key; YAML when it has none of its own."""
    special = _BY_PART.get((kind, key)) or _BY_PART.get((question_type, key))
    if special is not None:
        return special(key)
    if key in _FIELDS:
        return _FIELDS[key](key)
    return KeyField(key) if key in _WORDS else YamlField(key)
