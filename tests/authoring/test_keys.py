"""Every key of the format has a field, and a field that nobody touched changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from werkzeug.datastructures import MultiDict

from afweging.case.authoring import words
from afweging.case.authoring.keys import field_of, keys_of
from afweging.case.authoring.keys.base import Context, Unreadable
from afweging.case.authoring.keys.registry import ELSEWHERE
from afweging.questionnaire import schema
from afweging.questionnaire.inventory import inventory
from afweging.questionnaire.parts import KINDS, LISTS
from afweging.questionnaire.reader import read_file

SHIPPED = sorted((Path(__file__).parents[2] / "questionnaires").glob("*.yaml"))
CONTEXT = Context(("nl", "en"), {"privacy": "Privacy", "rust": "Rust"}, "nl")
SHAPES: dict[str, schema.Keys] = {
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


@pytest.mark.parametrize("kind", SHAPES)
def test_every_key_of_a_part_is_reachable(kind: str) -> None:
    reached = {*keys_of(kind), *LISTS.get(kind, {}), *ELSEWHERE}
    assert set(SHAPES[kind]) <= reached


@pytest.mark.parametrize("question_type", schema.TYPES)
def test_every_key_of_a_question_is_reachable(question_type: str) -> None:
    keys = schema.TYPES[question_type].all_keys()
    assert set(keys) <= {*keys_of("question", question_type), *LISTS["question"], *ELSEWHERE}
    if question_type not in schema.NOT_IN_COLUMNS:
        assert set(keys) <= {*keys_of("column", question_type), *ELSEWHERE}


def test_everything_has_its_words() -> None:
    keys = {key for kind in SHAPES for key in keys_of(kind)}
    keys |= {key for name in schema.TYPES for key in keys_of("question", name)}
    assert keys <= set(words.LABELS)
    assert set(schema.TYPES) == set(words.TYPES)
    assert set(KINDS) <= set(words.KINDS) & set(words.LISTS) & set(words.ADD)
    assert set(schema.OUTCOME_KINDS) == set(words.CHOICES["kind"])
    assert set(schema.PHASES) == set(words.CHOICES["phases"])
    assert set(schema.DISCLOSURES) == set(words.CHOICES["disclosure"])
    assert set(schema.PUBLISH_AS) == set(words.CHOICES["as"])


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_what_is_drawn_reads_back(file: Path) -> None:
    """Of every part of the shipped questionnaires: a page that is saved untouched says the same."""
    whole = inventory(read_file(file))
    values = {ref.id: ref.id for ref in whole.parts if ref.kind == "value"}
    context = Context(("nl", "en"), values, "nl")
    for ref, part in whole.parts.items():
        for key in keys_of(ref.kind, str(part.raw.get("type") or "")):
            if key in part.raw:
                field = field_of(ref.kind, key, str(part.raw.get("type") or ""))
                again = field.read(field.draw(part.raw[key], context), context)
                said, wanted = told(again), told(part.raw[key])
                if key in ("values", "allow"):  # boxes to tick, in the order of the file
                    said, wanted = sorted(said), sorted(wanted)
                assert said == wanted, (ref, key)


def told(value: Any) -> Any:
    """What a value says: false is not said, white space at an end says nothing, nl is the file's language."""
    if value is False:
        return None
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [told(item) for item in value]
    if isinstance(value, dict):
        return (
            told(value["nl"]) if list(value) == ["nl"] else {key: told(item) for key, item in value.items()}
        )
    return value


@pytest.mark.parametrize(
    ("kind", "key", "entered"),
    [
        ("question", "revision", {"k-revision": "veel"}),
        ("question", "revision", {"k-revision": "1,5"}),
        ("band", "upto", {"k-upto": "half"}),
        ("band", "upto", {"k-upto": "nan"}),
        ("question", "required", {"k-required-how": "phases"}),
        ("question", "required", {"k-required-how": "rule", "k-required-rule": " "}),
        ("option", "points", {"k-points-count": "1", "k-points-0-name": "p"}),
        ("option", "points", {"k-points-count": "1", "k-points-0-name": "p", "k-points-0-amount": "x"}),
        ("file", "classes", {"k-classes": "a: [b"}),
        ("file", "classes", {"k-classes": "a: 1\na: 2"}),
    ],
)
def test_what_cannot_be_read_is_said(kind: str, key: str, entered: dict[str, str]) -> None:
    with pytest.raises(Unreadable):
        field_of(kind, key).read(MultiDict(entered), CONTEXT)


@pytest.mark.parametrize("count", ["", "x", "-1", "99999999", "²"])
def test_strange_counts_are_no_rows(count: str) -> None:
    entered = MultiDict({"k-examples-count": count})
    assert field_of("question", "examples").read(entered, CONTEXT) is None
