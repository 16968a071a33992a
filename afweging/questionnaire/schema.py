"""Format 1 in tables: which keys a questionnaire, section, question, option … has, and of what shape."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .shape import (
    BAD,
    Reader,
    Reading,
    anything,
    boolean,
    either,
    identifier,
    iso_date,
    items,
    mapping,
    matching,
    number,
    one_of,
    read_record,
    record,
    rule,
    string,
    text,
    whole,
)
from .yaml12 import Entries, Items, Node, Scalar

PHASES = ("idee", "aanschaf", "pilot", "gebruik")
OUTCOME_KINDS = ("forbidden", "stop", "obligation", "advice", "info")
DISCLOSURES = ("public", "internal", "ask")
PUBLISH_AS = ("value", "paragraph", "list", "link")
SCOPES = ("product", "local")
ALLOWANCES = ("unknown", "not_applicable")

Keys = Mapping[str, Reader]


def points_number(node: Node, reading: Reading) -> Any:
    """A number of points; 0 for a bad one, so that its name stays known to rules."""
    amount = number(node, reading)
    return 0 if amount is BAD else amount


points = mapping(points_number)
ids = items(identifier)
check = record("a check", {"rule": rule, "message": text}, ("rule", "message"))
checks = items(check)
example = record("an example", {"kind": one_of(("good", "poor")), "text": text}, ("kind", "text"))
reference = record(
    "a reference", {"scheme": string, "locator": string, "url": string, "title": text}, ("scheme", "locator")
)
publish = record("publish", {"field": identifier, "as": one_of(PUBLISH_AS)}, ("field",))
requirement = either((bool, boolean), (Items, items(one_of(PHASES), least=1)), (str, rule))

OPTION: Keys = {
    "id": identifier,
    "label": text,
    "help": text,
    "points": points,
    "exclusive": boolean,
    "show_if": rule,
    "source": anything,
    "hidden": text,
}
option = record("an option", OPTION, ("id", "label"))
ROW: Keys = {"id": identifier, "label": text, "help": text, "source": anything, "hidden": text}
row = record("a row", ROW, ("id", "label"))
level = record("a risk class", {"id": identifier, "title": text}, ("id", "title"))
_cell = either((int, whole(1)), (str, identifier))
_grid = items(items(_cell, least=5, most=5), least=5, most=5)
classes = either(
    (Entries, record("classes", {"levels": items(level, least=1), "grid": _grid}, ("levels", "grid"))),
    (Items, _grid),
)

COMMON: Keys = {
    "id": identifier,
    "type": string,
    "revision": whole(1),
    "label": text,
    "help": text,
    "show_if": rule,
    "references": items(reference),
    "locked": boolean,
    "scope": one_of(SCOPES),
    "respondent": string,
    "source": anything,
    "hidden": text,
}
"""What every question may have, `info` too."""

ASKED: Keys = {
    "why": text,
    "examples": items(example),
    "required": requirement,
    "allow": items(one_of(ALLOWANCES)),
    "values": ids,
    "disclosure": one_of(DISCLOSURES),
    "publish": publish,
    "checks": checks,
    "points_when_unknown": points,
}
"""What every question that takes an answer may have."""

LENGTHS: Keys = {"min_length": whole(0), "max_length": whole(1), "pattern": string}
OPTIONS: Keys = {"options": items(option, least=1)}


@dataclass(frozen=True, slots=True)
class TypeShape:
    """The keys that a question type adds, and those of them that it needs."""

    keys: Keys
    needed: tuple[str, ...] = ()
    asked: bool = True

    def all_keys(self) -> Keys:
        """Every key that a question of this type may have."""
        return {**COMMON, **(ASKED if self.asked else {}), **self.keys}


def _columns(node: Node, reading: Reading) -> Any:
    return items(column, least=1)(node, reading)


def _labels(node: Node, reading: Reading) -> Any:
    if isinstance(node, Items):
        return items(text, least=2)(node, reading)
    return mapping(text, key=_STEP)(node, reading)


_ROWS: Keys = {"min_rows": whole(0), "max_rows": whole(1)}
_TIMES: Keys = {"min": string, "max": string}

TYPES: Mapping[str, TypeShape] = {
    "text": TypeShape(LENGTHS),
    "longtext": TypeShape(LENGTHS),
    "choice": TypeShape(OPTIONS, ("options",)),
    "choices": TypeShape({**OPTIONS, "min_choices": whole(0), "max_choices": whole(1)}, ("options",)),
    "yesno": TypeShape({"points": record("points", {"ja": points, "nee": points})}),
    "scale": TypeShape(
        {"min": whole(), "max": whole(), "labels": _labels, "points_per_step": points}, ("min", "max")
    ),
    "number": TypeShape({"min": number, "max": number, "unit": text, "integer": boolean}),
    "date": TypeShape(_TIMES),
    "month": TypeShape(_TIMES),
    "url": TypeShape({}),
    "email": TypeShape({}),
    "file": TypeShape({"accept": items(string, least=1), "max_files": whole(1)}),
    "table": TypeShape({"columns": _columns, "row_title": text, **_ROWS}, ("columns",)),
    "matrix": TypeShape({"rows": items(row, least=1), **OPTIONS}, ("rows", "options")),
    "risks": TypeShape({"classes": classes, **_ROWS}),
    "weighing": TypeShape(_ROWS),
    "dilemmas": TypeShape(_ROWS),
    "measures": TypeShape(_ROWS),
    "consultations": TypeShape(_ROWS),
    "info": TypeShape({}, asked=False),
}

NOT_IN_COLUMNS = frozenset(
    ("file", "table", "matrix", "info", "risks", "weighing", "dilemmas", "measures", "consultations")
)


def typed(what: str, types: Mapping[str, TypeShape]) -> Reader:
    """A question or column: its keys follow from its type."""

    def read(node: Node, reading: Reading) -> Any:
        if not isinstance(node, Entries):
            return reading.bad(node, f"{what} is a map")
        kind = _type_of(node, reading, what, types)
        shape = types.get(kind)
        keys = shape.all_keys() if shape else EVERY_KEY
        named = f"{what} of type {kind}" if shape else what
        needed = ("id", "label", *(shape.needed if shape else ()))
        values = read_record(node, reading, named, keys, needed)
        values["type"] = kind
        return values

    return read


def _type_of(node: Entries, reading: Reading, what: str, types: Mapping[str, TypeShape]) -> str:
    found = node.entries.get("type")
    if found is None:
        reading.problems.add(node.mark, f"{what} needs the key “type”")
        return ""
    kind = one_of(types)(found, reading)
    return "" if kind is BAD else str(kind)


_STEP = re.compile(r"[-+]?[0-9]{1,9}")
EVERY_KEY: Keys = {
    key: reader for shape in reversed(tuple(TYPES.values())) for key, reader in shape.all_keys().items()
}
column = typed("a column", {name: shape for name, shape in TYPES.items() if name not in NOT_IN_COLUMNS})
question = typed("a question", TYPES)

SECTION: Keys = {
    "id": identifier,
    "title": text,
    "intro": text,
    "respondent": string,
    "show_if": rule,
    "locked": boolean,
    "source": anything,
    "checks": checks,
    "hidden": text,
    "questions": items(question),
}
section = record("a section", SECTION, ("id", "title", "questions"))

BAND: Keys = {"id": identifier, "upto": number, "title": text, "description": text, "hidden": text}
band = record("a band", BAND, ("id", "title"))
SCORE: Keys = {
    "id": identifier,
    "title": text,
    "description": text,
    "value": rule,
    "max": rule,
    "bands": items(band, least=1),
    "locked": boolean,
    "hidden": text,
}
score = record("a score", SCORE, ("id", "title", "value"))
requires = record(
    "requires",
    {"questionnaire": identifier, "advice": identifier, "review": identifier, "consultation": boolean},
)
OUTCOME: Keys = {
    "id": identifier,
    "title": text,
    "if": rule,
    "kind": one_of(OUTCOME_KINDS),
    "in_force_from": iso_date,
    "in_force_to": iso_date,
    "text": text,
    "references": items(reference),
    "requires": requires,
    "sets": mapping(string),
    "locked": boolean,
    "hidden": text,
}
outcome = record("an outcome", OUTCOME, ("id", "if", "kind", "text"))
VALUE: Keys = {"id": identifier, "title": text, "description": text, "hidden": text}
value = record("a value", VALUE, ("id", "title"))
TERM: Keys = {"id": identifier, "title": text, "text": text, "hidden": text}
term = record("a term", TERM, ("id", "title", "text"))


def format_number(node: Node, reading: Reading) -> Any:
    """The version of the format: 1. A later one is refused before anything else is read (`formats.py`)."""
    if isinstance(node, Scalar) and node.value == 1 and not isinstance(node.value, bool):
        return 1
    return reading.bad(node, "only format 1 can be read")


VERSION = matching(
    r"(0|[1-9][0-9]{0,8})(\.(0|[1-9][0-9]{0,8})){2}", "a version of three parts, such as 1.0.0"
)
LANGUAGE = matching(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", "a language code such as nl")
owner = record("owner", {"name": text, "email": string, "url": string}, ("name",))

FILE: Keys = {
    "format": format_number,
    "id": identifier,
    "version": VERSION,
    "title": text,
    "language": LANGUAGE,
    "description": text,
    "owner": owner,
    "licence": string,
    "source": anything,
    "values": items(value),
    "glossary": items(term),
    "classes": classes,
    "sections": items(section, least=1),
    "scores": items(score),
    "outcomes": items(outcome),
    "checks": checks,
}
questionnaire = record("a questionnaire", FILE, ("format", "id", "version", "title", "sections"))
