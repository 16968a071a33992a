"""Splicing: the text says what was wanted and nothing else, and no comment outside the change is lost."""

import re
import time
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire.editing import Document, NotEditable, Path

from .styled import Styled

MODEL = File(__file__).parents[2] / "questionnaires" / "model-afwegingsraamwerk.yaml"
KEYS = st.sampled_from(["id", "label", "help", "nl", "en", "options", "points", "a.b", "x y", "ja"])
SCALARS = st.none() | st.booleans() | st.integers(-9, 99) | st.sampled_from(
    ["ja", "Een tekst.", "a: b", "een\ntwee", "een\n\ntwee\n", "lang " * 40, "#", "", "'", 'x == "y"']
)  # fmt: skip
DATA = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=25,
)
FILES = st.dictionaries(KEYS, DATA, min_size=1, max_size=5)
SEEDS = st.integers(0, 2**32)


def paths_of(data: Any, path: Path = ()) -> list[Path]:
    """Every path in data but the root."""
    items = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    found: list[Path] = []
    for step, inner in items:
        found += [(*path, step), *paths_of(inner, (*path, step))]
    return found


def sound(made: Document) -> None:
    """What is known of a text after a change is what reading it from the start says."""
    fresh = Document(made.text)
    assert fresh.plain == made.plain, made.text
    assert fresh._source.root == made._source.root, made.text


def comments_in(text: str) -> list[str]:
    return re.findall(r"# c\d+ - x: \[y", text)


def kept(styled: Styled, made: Document, gone: Any) -> None:
    """Every comment is still there, in order, but those that may go."""
    sound(made)
    before, after = comments_in(styled.text), comments_in(made.text)
    assert after == [text for text in before if text in after], made.text
    for text in set(before) - set(after):
        assert gone(styled.comments[text]), (text, styled.comments[text], styled.text, made.text)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(FILES, SEEDS)
def test_a_document_says_what_its_text_says(data: dict[str, Any], seed: int) -> None:
    styled = Styled(data, seed)
    document = Document(styled.text)
    assert document.plain == data
    for path in paths_of(data):
        mark = document.mark(path)
        found = document.path_at(mark.line, mark.column)
        assert found[: len(path)] == path, (path, found, styled.text)


@pytest.mark.slow
@settings(max_examples=500, deadline=None)
@given(FILES, SEEDS, DATA, st.data())
def test_setting_a_value(data: dict[str, Any], seed: int, value: Any, draw: st.DataObject) -> None:
    styled = Styled(data, seed)
    path = draw.draw(st.sampled_from(paths_of(data)))
    made = Document(styled.text).set(path, value)
    assert made.get(path) == value
    kept(styled, made, lambda at: at[: len(path)] == path and len(at) > len(path))


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(FILES, SEEDS, KEYS, DATA, st.data())
def test_adding_a_key(data: dict[str, Any], seed: int, key: str, value: Any, draw: st.DataObject) -> None:
    styled = Styled(data, seed)
    maps = [path for path in [(), *paths_of(data)] if isinstance(Document(styled.text).get(path), dict)]
    path = (*draw.draw(st.sampled_from(maps)), key)
    document = Document(styled.text)
    if document.has(path):
        return
    made = document.set(path, value)
    assert made.get(path) == value
    kept(styled, made, lambda at: False)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(FILES, SEEDS, st.data())
def test_removing(data: dict[str, Any], seed: int, draw: st.DataObject) -> None:
    styled = Styled(data, seed)
    path = draw.draw(st.sampled_from(paths_of(data)))
    made = Document(styled.text).remove(path)
    last = len(Document(styled.text).get(path[:-1])) == 1
    kept(styled, made, lambda at: at[: len(path)] == path or (last and at[: len(path) - 1] == path[:-1]))


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(FILES, SEEDS, DATA, st.data())
def test_inserting(data: dict[str, Any], seed: int, value: Any, draw: st.DataObject) -> None:
    styled = Styled(data, seed)
    document = Document(styled.text)
    lists = [path for path in paths_of(data) if isinstance(document.get(path), list)]
    if not lists:
        return
    path = draw.draw(st.sampled_from(lists))
    index = draw.draw(st.integers(0, len(document.get(path))))
    made = document.insert(path, index, value)
    assert made.get((*path, index)) == value
    assert len(made.get(path)) == len(document.get(path)) + 1
    kept(styled, made, lambda at: False)


@pytest.mark.slow
@settings(max_examples=400, deadline=None)
@given(FILES, SEEDS, st.data())
def test_moving_within_a_list_loses_no_comment(data: dict[str, Any], seed: int, draw: st.DataObject) -> None:
    styled = Styled(data, seed)
    document = Document(styled.text)
    lists = [
        path
        for path in paths_of(data)
        if isinstance(document.get(path), list) and len(document.get(path)) > 1
    ]
    if not lists:
        return
    path = draw.draw(st.sampled_from(lists))
    items = document.get(path)
    old = draw.draw(st.integers(0, len(items) - 1))
    new = draw.draw(st.integers(0, len(items) - 1))
    made = document.move((*path, old), path, new)
    wanted = [item for place, item in enumerate(items) if place != old]
    wanted.insert(new, items[old])
    assert made.get(path) == wanted
    sound(made)
    assert sorted(comments_in(made.text)) == sorted(comments_in(styled.text)), (styled.text, made.text)


SMALL = """\
# Kop van het bestand
format: 1
sections:
  # Het eerste onderdeel
  - id: een   # het begin
    title: {nl: Een, en: One}
    questions:
      # over a
      - id: a
        label: "Vraag a?"  # zo gesteld
        type: text

      - id: b
        type: text
        label: >-
          Een lange
          vraag
  - id: twee
    questions: []
"""


def test_a_change_touches_one_line() -> None:
    made = Document(SMALL).set(("sections", 0, "questions", 0, "label"), "Wat nu?")
    assert made.text == SMALL.replace('"Vraag a?"', '"Wat nu?"')


def test_a_new_key_comes_in_the_order_of_the_format() -> None:
    made = Document(SMALL).set(("sections", 0, "questions", 0, "help"), {"nl": "Hulp."})
    assert made.text == SMALL.replace("  # zo gesteld\n", '  # zo gesteld\n        help: {nl: "Hulp."}\n')


def test_missing_maps_are_made() -> None:
    made = Document(SMALL).set(("owner", "name", "nl"), "Wij")
    assert made.get(("owner",)) == {"name": {"nl": "Wij"}}


def test_moving_a_question_to_another_section_takes_its_comments_along() -> None:
    made = Document(SMALL).move(("sections", 0, "questions", 0), ("sections", 1, "questions"), 0)
    assert made.get(("sections", 1, "questions", 0, "id")) == "a"
    lines = made.text.split("\n")
    place = next(number for number, line in enumerate(lines) if "over a" in line)
    assert lines[place + 1].strip() == "- id: a"
    assert lines[place + 2].strip() == 'label: "Vraag a?"  # zo gesteld'
    assert "# het begin" in made.text


def test_a_removed_item_takes_its_own_comment_along_and_no_other() -> None:
    made = Document(SMALL).remove(("sections", 0, "questions", 0))
    assert "over a" not in made.text
    assert "# Het eerste onderdeel" in made.text


def test_an_alias_is_written_out_before_it_would_change_elsewhere() -> None:
    text = "a: &x {p: 1}\nb: *x\nc: *x\n"
    assert Document(text).set(("b", "p"), 2).plain == {"a": {"p": 1}, "b": {"p": 2}, "c": {"p": 1}}
    assert Document(text).set(("a", "p"), 3).plain == {"a": {"p": 3}, "b": {"p": 1}, "c": {"p": 1}}
    assert Document("a: &x 1\nb: *x\nd: 1\n").set(("d",), 2).text == "a: &x 1\nb: *x\nd: 2\n"


def test_json_stays_json() -> None:
    made = Document('{"a": [1, 2], "b": {"c": null}}').set(("b", "c"), "x").insert(("a",), 1, {"d": 4})
    assert made.plain == {"a": [1, {"d": 4}, 2], "b": {"c": "x"}}


def test_a_byte_order_mark_stays() -> None:
    assert Document("\ufeffa: 1\n").set(("a",), 2).text == "\ufeffa: 2\n"


@pytest.mark.parametrize("text", ["", "a: [", "a: b: c", "\x00", "a: 1\n---\nb: 2\n"])
def test_what_is_no_yaml_is_refused(text: str) -> None:
    with pytest.raises(NotEditable):
        Document(text)


def test_what_is_not_there_is_a_key_error() -> None:
    for path in (("x",), ("sections", 5), ("format", "x"), ("sections", "x")):
        with pytest.raises(KeyError):
            Document(SMALL).remove(path)


@pytest.mark.slow
def test_a_large_file_stays_in_hand() -> None:
    """Every question of the model, one edit each, spread over the file."""
    document = Document(MODEL.read_text("utf-8"))
    before = document.text
    started = time.process_time()
    edits = 0
    for place in range(len(document.get(("sections",)))):
        path = ("sections", place, "questions", 0, "label", "nl")
        document = document.set(path, "Een andere vraag?")
        edits += 1
    assert (time.process_time() - started) / edits < 2  # seconds; a bound against runaway work, not a measure
    assert len(document.text.splitlines()) <= len(before.splitlines())
