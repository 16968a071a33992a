"""What is written as YAML is read back the same, by readers of YAML 1.1 too, and looks written by hand."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging import resources
from afweging.questionnaire import read_bytes, schema
from afweging.questionnaire.problems import Problems
from afweging.questionnaire.variants import schema as changes
from afweging.questionnaire.writing import NotWritable, to_yaml
from afweging.questionnaire.writing.order import ORDER
from afweging.questionnaire.yaml12 import MAX_WHOLE, read_tree

SHIPPED = sorted(resources.questionnaires().glob("*.yaml"))

TRAPS = st.sampled_from(
    [
        "", " ", "ja", "no", "Yes", "y", "on", "~", "null", "true", "1.0", "1.0.0", "0x1F", "0o17", "017",
        "1_000", "1e3", "12:30:45", "2027-12-02", ".inf", "-.5", "=", "<<", "#", "a #b", "a: b", "a:",
        ": a", "- a", "-", "--- a", "...", "? a", "&a", "*a", "!t", "% x", "@a", "`a", "{a", "[a]", "a, b",
        "'", '"', "it's", 'say "a"', "\\n", "a\nb", "a\n", "a\n\n", "\na", " a", "a ", "a  b", "\ta",
        "a\tb", "a\n b\n", "a \n b", "a\n\n\nb\n", "\r", "a\r\nb", "\x00", "\x85", "\u2028", "\ufeff",
        "é€😀", "|", ">", "|-\n a", "# a\n# b", "  a\nb", "a\n  ", "https://x.nl/?a=b#c", "0?",
    ]
)  # fmt: skip
LONG = st.builds(
    lambda words, join, end: join.join(words) + end,
    st.lists(st.text("ab:#-é'\" ", max_size=12), min_size=20, max_size=60),
    st.sampled_from([" ", "  ", "\n", " \n", "\n\n"]),
    st.sampled_from(["", "\n", " "]),
)
STRINGS = TRAPS | LONG | st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
WHOLES = st.integers(-MAX_WHOLE, MAX_WHOLE)
FLOATS = st.floats(-MAX_WHOLE, MAX_WHOLE, allow_nan=False)
SCALARS = st.none() | st.booleans() | WHOLES | FLOATS | STRINGS
KEYS = STRINGS | st.sampled_from(
    ["format", "variant", "sections", "questions", "options", "points", "label", "nl", "id", "changes", "set"]
) | st.just("k" * 1200)  # fmt: skip
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=20,
)


def read(text: str) -> Any:
    problems = Problems("t.yaml")
    tree = read_tree(text.encode(), problems)
    assert tree is not None and not problems.found, problems.found
    return tree.plain()


def same(left: Any, right: Any) -> bool:
    return json.dumps(left, sort_keys=True) == json.dumps(right, sort_keys=True)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(DATA, st.integers(0, 8))
def test_any_data_is_read_back_the_same(data: Any, indent: int) -> None:
    text = to_yaml(data, indent=indent)
    assert text.endswith("\n")
    assert all(line.startswith(" " * indent) for line in text.split("\n") if line)
    assert same(read(text), data)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(DATA)
def test_readers_of_yaml_1_1_read_the_same(data: Any) -> None:
    assert same(yaml.safe_load(to_yaml(data)), data)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_questionnaires_survive_the_round(path: Path) -> None:
    first = read_bytes(path.read_bytes(), path.name)
    again = read_bytes(to_yaml(json.loads(first.canonical)).encode(), path.name)
    assert again.canonical == first.canonical
    assert again.sha256 == first.sha256


def test_it_looks_written_by_hand() -> None:
    long = (
        "Een tekst die niet op één regel past, omdat iemand er veel over te zeggen heeft en niet korter wil."
    )
    data = {
        "sections": [
            {
                "questions": [
                    {
                        "options": [
                            {"label": "Ja", "id": "ja", "points": {"risico": 2}},
                            {"id": "nee", "label": "Nee"},
                        ],
                        "label": {"nl": "Raakt het mensen?", "en": "Does it affect people?"},
                        "help": {"nl": long, "en": "First line.\n\nSecond: line.\n"},
                        "show_if": 'x == "ja"',
                        "required": ["pilot", "gebruik"],
                        "type": "choice",
                        "id": "mensen",
                        "own": {"a": 1},
                    },
                    {"id": "b", "type": "text", "label": "Nee: niet"},
                ],
                "title": "S",
                "id": "s",
            }
        ],
        "version": "1.0.0",
        "title": "T",
        "id": "t",
        "format": 1,
        "outcomes": [
            {"id": "o", "if": 'mensen == "ja"', "kind": "info", "in_force_from": "2027-12-02", "text": "no"}
        ],
    }  # fmt: skip
    assert to_yaml(data) == BY_HAND


BY_HAND = """\
format: 1
id: t
version: 1.0.0
title: T

sections:
  - id: s
    title: S
    questions:
      - id: mensen
        type: choice
        label: {nl: "Raakt het mensen?", en: "Does it affect people?"}
        help:
          nl: >-
            Een tekst die niet op één regel past, omdat iemand er veel over te zeggen heeft en niet korter
            wil.
          en: |
            First line.

            Second: line.
        required: [pilot, gebruik]
        show_if: 'x == "ja"'
        options:
          - {id: ja, label: Ja, points: {risico: 2}}
          - {id: nee, label: Nee}
        own: {a: 1}

      - id: b
        type: text
        label: "Nee: niet"

outcomes:
  - id: o
    if: 'mensen == "ja"'
    kind: info
    in_force_from: "2027-12-02"
    text: "no"
"""


def test_a_part_alone_is_written_in_its_own_order() -> None:
    assert to_yaml({"label": "L", "id": "a"}, kind="option", indent=4) == "    id: a\n    label: L\n"


def test_every_key_of_the_format_has_its_place() -> None:
    shapes = {
        "file": schema.FILE, "section": schema.SECTION, "question": schema.EVERY_KEY,
        "column": schema.EVERY_KEY, "option": schema.OPTION, "row": schema.ROW, "value": schema.VALUE,
        "term": schema.TERM, "score": schema.SCORE, "band": schema.BAND, "outcome": schema.OUTCOME,
        "variant": changes.VARIANT,
    }  # fmt: skip
    for kind, keys in shapes.items():
        assert set(keys) <= set(ORDER[kind]), kind
    assert set(changes.CHANGES) <= set(ORDER)


@pytest.mark.parametrize(
    "data",
    [
        float("nan"), float("inf"), 2**53, {"a": 1e300}, "half \ud800", {1: "a"}, {"a": object()},
        json.loads("[" * 21 + "]" * 21), json.loads('{"a":' * 20 + "[]" + "}" * 20),
    ],
)  # fmt: skip
def test_what_no_file_can_hold_is_refused(data: Any) -> None:
    with pytest.raises(NotWritable):
        to_yaml(data)


def test_the_deepest_file_can_be_written() -> None:
    data = json.loads("[" * 20 + "]" * 20)
    assert read(to_yaml(data)) == data
