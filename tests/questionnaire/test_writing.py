"""Writing YAML: what is written reads back the same, and looks as if a person wrote it."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire import read_bytes, read_file
from afweging.questionnaire.problems import Problems
from afweging.questionnaire.writing import to_yaml
from afweging.questionnaire.yaml12 import read_tree

SHIPPED = sorted((Path(__file__).parents[2] / "questionnaires").glob("*.yaml"))
READABLE = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
AWKWARD = st.sampled_from(
    ["ja", "no", "on", "1.0", "1.0.0", "~", "null", "True", "- a", "a: b", "a #b", "#", "'", '"', "", " a ",
     "a\n", "\na", "a\n\n", "a\n b", "a  b", "-", "?", "%a", "@a", "`", "0x1", "1_000", "12:30", "2026-11-28",
     "=", "<<", "a\\b", "x == \"y\"", "a\tb", "\x85", "\u2028", "\ufeff", "é", "…", "a\n \nb", "woord " * 40,
     "x" * 300]
)  # fmt: skip
TEXTS = st.text(READABLE | st.sampled_from("\n\t"), max_size=40) | AWKWARD
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e15, 1e15, allow_nan=False)
DATA = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)


def plain(text: str) -> Any:
    problems = Problems("t")
    tree = read_tree(text.encode(), problems)
    assert tree is not None, (problems.found, text)
    assert not problems.found, (problems.found, text)
    return tree.plain()


@settings(max_examples=400, deadline=None)
@given(DATA)
def test_what_is_written_reads_back(data: Any) -> None:
    assert json.dumps(plain(to_yaml(data))) == json.dumps(data)


@given(DATA)
def test_indented_it_fits_under_a_key(data: Any) -> None:
    assert json.dumps(plain("key:\n" + to_yaml(data, indent=4))) == json.dumps({"key": data})


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_the_shipped_questionnaires_go_round(file: Path) -> None:
    found = read_file(file)
    text = to_yaml(json.loads(found.canonical))
    assert read_bytes(text.encode(), "again.yaml").sha256 == found.sha256
    assert max(map(len, text.splitlines())) < 240


def test_it_looks_as_if_a_person_wrote_it() -> None:
    question = {
        "label": {"nl": "Wat is het?", "en": "What is it?"},
        "id": "soort",
        "type": "choice",
        "show_if": 'a == "b"',
        "options": [{"points": {"p": 2}, "label": {"nl": "Camera"}, "id": "camera"}],
        "values": ["privacy", "rust"],
        "help": {"nl": "Eerste regel.\n\nTweede regel."},
    }
    assert to_yaml({"questions": [question]}) == (
        "questions:\n"
        "  - id: soort\n"
        "    type: choice\n"
        '    label: {nl: "Wat is het?", en: "What is it?"}\n'
        "    help:\n"
        "      nl: |-\n"
        "        Eerste regel.\n"
        "\n"
        "        Tweede regel.\n"
        "    show_if: 'a == \"b\"'\n"
        "    options:\n"
        "      - id: camera\n"
        "        label: {nl: Camera}\n"
        "        points: {p: 2}\n"
        "    values: [privacy, rust]\n"
    )


def test_long_texts_are_folded() -> None:
    text = to_yaml({"help": {"nl": "Een zin die lang genoeg is. " * 8 + "Einde."}})
    assert "  nl: >-\n" in text
    assert max(map(len, text.splitlines())) <= 110


@pytest.mark.parametrize("value", [float("nan"), float("inf"), "\ud800"])
def test_what_cannot_be_written_is_refused(value: Any) -> None:
    with pytest.raises(ValueError):
        to_yaml({"a": value})
