"""Editing a questionnaire's file part by part: its data changes as asked, its comments stay."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire.editing import Document, QuestionnaireText
from afweging.questionnaire.editing.parts import indexed
from afweging.questionnaire.parts import FILE, LIST_OF, OWNER_KIND, Beside, PartRef

from .varying import BASE

TEXT = """\
# De kop
format: 1
id: klein
version: 1.0.0
title: Klein
sections:
  # Eerste onderdeel
  - id: een
    title: {nl: Een, en: One}
    questions:
      # over a
      - id: a   # de eerste
        type: choice
        label: "Vraag a?"
        options:
          - {id: ja, label: Ja}
          # zelden
          - {id: nee, label: Nee}

      - id: b
        type: text
        label: Vraag b
  - id: twee
    title: Twee
    questions: []
"""
A, B, NO = PartRef("question", "a"), PartRef("question", "b"), PartRef("option", "nee", "a")
ONE, TWO = PartRef("section", "een"), PartRef("section", "twee")


def text_of(text: str = TEXT) -> QuestionnaireText:
    return QuestionnaireText(Document(text))


def test_only_the_leaf_that_differs_is_touched() -> None:
    made = text_of().set_keys(ONE, {"title": {"nl": "Eén", "en": "One"}})
    before, after = TEXT.splitlines(), made.document.text.splitlines()
    assert [line for line in after if line not in before] == ["    title: {nl: Eén, en: One}"]
    assert len(before) == len(after)


def test_a_text_gets_a_second_language() -> None:
    made = text_of().set_keys(A, {("label", "en"): "Question a?"})
    assert made.data_of(A)["label"] == {"nl": "Vraag a?", "en": "Question a?"}


def test_a_language_that_was_the_last_takes_the_key_along() -> None:
    made = text_of().set_keys(A, {("help", "nl"): "Hulp."})
    assert made.data_of(A)["help"] == {"nl": "Hulp."}
    assert made.set_keys(A, {("help", "nl"): None}).document.plain == Document(TEXT).plain
    assert made.set_keys(A, {"why": None, "help": None}).document.plain == Document(TEXT).plain


def test_a_list_is_changed_item_by_item() -> None:
    found = text_of().set_keys(B, {"references": [{"scheme": "AVG", "locator": "art. 1"}]})
    text = found.document.text.replace('"art. 1"}', '"art. 1"}  # waarom')
    assert "# waarom" in text
    more = [{"scheme": "AVG", "locator": "art. 1"}, {"scheme": "Woo", "locator": "art. 5.1"}]
    made = text_of(text).set_keys(B, {"references": more})
    assert "# waarom" in made.document.text
    assert made.data_of(B)["references"] == more


def test_parts_are_added_where_they_are_asked_for() -> None:
    made = text_of().add("option", A, {"id": "misschien", "label": "?"}, Beside(before="nee"))
    assert [each["id"] for each in made.data_of(A)["options"]] == ["ja", "misschien", "nee"]
    made = made.add("question", TWO, {"id": "c", "type": "url", "label": "C"})
    made = made.add("score", FILE, {"id": "s", "title": "S", "value": "1"})
    assert [each["id"] for each in made.data_of(TWO)["questions"]] == ["c"]
    assert made.document.plain["scores"] == [{"id": "s", "title": "S", "value": "1"}]
    assert "scores" not in made.remove(PartRef("score", "s")).document.plain


def test_a_removed_part_takes_its_own_comment_along() -> None:
    made = text_of().remove(NO).document.text
    assert "# zelden" not in made
    for kept in ("# De kop", "# Eerste onderdeel", "# over a", "# de eerste"):
        assert kept in made


def test_a_moved_part_keeps_its_comments() -> None:
    made = text_of().move(A, TWO)
    assert "# over a\n      - id: a   # de eerste\n" in made.document.text
    assert made.data_of(TWO)["questions"][0]["options"][1]["id"] == "nee"
    assert (
        text_of().move(A, ONE, Beside(after="b")).document.plain["sections"][0]["questions"][1]["id"] == "a"
    )
    assert text_of().move(A, ONE, Beside(before="b")).document.text == TEXT


def test_what_is_not_there_is_a_key_error() -> None:
    for edit in (
        lambda: text_of().set_keys(PartRef("question", "c"), {"label": "C"}),
        lambda: text_of().add("option", PartRef("question", "c"), {"id": "x"}),
        lambda: text_of().add("option", A, {"id": "x"}, Beside(after="weg")),
        lambda: text_of().move(A, PartRef("section", "drie")),
        lambda: text_of().move(A, ONE, Beside(after="a")),
        lambda: text_of().remove(PartRef("band", "x", "y")),
        lambda: text_of().remove(FILE),
    ):
        with pytest.raises(KeyError):
            edit()


@pytest.mark.parametrize("text", ["a: 1", "[1, 2]", "sections: 3", "sections: [1, {questions: x}]", "null"])
def test_a_file_that_is_no_questionnaire_has_no_parts(text: str) -> None:
    assert text_of(text).part_at(1, 1)[0] == FILE
    with pytest.raises(KeyError):
        text_of(text).set_keys(A, {"label": "x"})


def test_the_place_of_an_error_names_a_part() -> None:
    assert text_of().part_at(18, 25) == (NO, ("label",))
    assert text_of().part_at(9, 20) == (ONE, ("title", "nl"))
    assert text_of().part_at(5, 8) == (FILE, ("title",))


REFS = [ref for ref, _ in indexed(Document(BASE).plain)]
KEYS = ["help", "title", "label", "points", "values", "upto", "new"]
VALUES = st.none() | st.sampled_from(
    ["Tekst", {"nl": "Eén", "en": "One"}, {"nl": "Kies er één."}, {"risico": 2}, ["a", "b"], [], 3, "- a: b"]
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(REFS), st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=3))
def test_setting_changes_one_part_and_nothing_else(ref: PartRef, keys: dict[str, Any]) -> None:
    wanted = copy.deepcopy(Document(BASE).plain)
    part = at(wanted, text_of(BASE).path(ref))
    for key, value in keys.items():
        part.pop(key, None)
        if value is not None:
            part[key] = value
    assert text_of(BASE).set_keys(ref, keys).document.plain == wanted


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(REFS[1:]), st.data())
def test_moving_changes_the_order_and_nothing_else(ref: PartRef, draw: st.DataObject) -> None:
    found = text_of(BASE)
    path, plain = found.path(ref), copy.deepcopy(found.document.plain)
    whose = at(plain, path[:-2])
    owner = PartRef(OWNER_KIND[ref.kind], whose["id"]) if ref.kind in OWNER_KIND else FILE
    if ref.kind == "question":
        owner = draw.draw(st.sampled_from([each for each in REFS if each.kind == "section"]))
    item = at(plain, path)
    at(plain, path[:-1]).remove(item)
    items = at(plain, found.path(owner))[LIST_OF[ref.kind]]
    ids = [each["id"] for each in items]
    where = draw.draw(st.sampled_from([{}, *({side: each} for side in ("after", "before") for each in ids)]))
    place = len(ids) if not where else ids.index(next(iter(where.values()))) + ("after" in where)
    items.insert(place, item)
    assert found.move(ref, owner, Beside(**where)).document.plain == plain


def at(data: Any, path: Any) -> Any:
    for step in path:
        data = data[step]
    return data
