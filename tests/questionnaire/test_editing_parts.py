# ruff: noqa: E501  # a change a line reads better than one broken up
"""What the editor does to parts: the text of a whole questionnaire, and the changes of a variant."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire import Questionnaire, QuestionnaireInvalid, read_bytes
from afweging.questionnaire.comparison import compare
from afweging.questionnaire.editing import Document, QuestionnaireText, VariantText
from afweging.questionnaire.parts import FILE, Beside, PartRef
from afweging.questionnaire.variants import read_variant, resolve

from .varying import BASE, base

Q = "question"
SOORT, CONTACT, ENERGIE = PartRef(Q, "soort"), PartRef(Q, "contact"), PartRef(Q, "energie")
START, SLOT, GEGEVENS = (
    PartRef("section", "start"),
    PartRef("section", "slot"),
    PartRef("section", "gegevens"),
)
LIJST = PartRef("option", "lijst", "soort")
NEW = {"id": "vlier.nieuw", "type": "text", "label": {"nl": "Nieuw?"}}
EMPTY = """\
# Onze keuzes
format: 1
variant: vlier
version: 1.0.0
title: {nl: Vlierwoude}
extends: {id: landelijk, version: 1.0.0}
changes: []   # nog geen
"""


def whole() -> QuestionnaireText:
    return QuestionnaireText(Document(BASE))


def own(text: str = EMPTY) -> VariantText:
    return VariantText(Document(text), base())


def read(edited: Any) -> Questionnaire:
    """The questionnaire that an edited text says."""
    data = edited.document.text.encode()
    if isinstance(edited, VariantText):
        return resolve(base(), read_variant(data, "v.yaml")).questionnaire
    return read_bytes(data, "b.yaml")


def ids(found: Any) -> list[str]:
    return [part.id for part in found]


@pytest.mark.parametrize("start", [whole, own])
def test_keys_of_a_part(start: Any) -> None:
    made = start().set_keys(SOORT, {"label": {"nl": "Wat zet u in?", "en": "What is it?"}, "help": None})
    made = made.set_keys(LIJST, {"points": {"risico": 1}}).set_keys(SLOT, {"title": "Einde"})
    made = made.set_keys(PartRef("band", "laag", "risico"), {"upto": 0.25})
    found = read(made)
    assert dict(found.question("soort").label) == {"nl": "Wat zet u in?", "en": "What is it?"}
    assert not found.question("soort").help
    assert found.question("soort").option("lijst").points == {"risico": 1}
    assert str(found.section("slot").title) == "Einde"
    assert found.score("risico").bands[0].upto == 0.25


@pytest.mark.parametrize("start", [whole, own])
def test_adding_moving_and_removing(start: Any) -> None:
    made = start().add(Q, SLOT, NEW, Beside(before="contact"))
    assert ids(read(made).section("slot").questions) == ["vlier.nieuw", "contact"]
    made = made.move(PartRef(Q, "vlier.nieuw"), START, Beside(after="soort")).move(
        CONTACT, START, Beside(before="soort")
    )
    assert ids(read(made).section("start").questions) == [
        "contact", "soort", "vlier.nieuw", "persoonsgegevens"
    ]  # fmt: skip
    made = made.add("option", SOORT, {"id": "vlier.drone", "label": "Drone"}, Beside(after="camera"))
    assert ids(read(made).question("soort").options) == ["camera", "vlier.drone", "lijst"]
    made = made.remove(PartRef(Q, "vlier.nieuw")).remove(LIJST, because="Die hebben wij niet.")
    assert ids(read(made).question("soort").options) == ["camera", "vlier.drone"]
    assert "vlier.nieuw" not in read(made).questions


def test_a_variant_says_only_what_differs() -> None:
    made = own().set_keys(
        SOORT, {"label": {"nl": "Anders?", "en": "What is it?"}, "help": {"nl": "Kies er één."}}
    )
    assert made.document.plain["changes"] == [
        {"change_question": {"id": "soort", "set": {"label": {"nl": "Anders?"}}}}
    ]
    again = made.set_keys(SOORT, {"label": {"nl": "Wat is het?", "en": "What is it?"}})
    assert again.document.plain["changes"] == []


def test_a_second_change_joins_the_first() -> None:
    made = own().set_keys(SOORT, {"label": {"nl": "A", "en": "B"}}, because={"nl": "Zo."})
    made = made.set_keys(SOORT, {"help": None, "why": {"nl": "W"}})
    assert made.document.plain["changes"] == [
        {
            "change_question": {
                "id": "soort",
                "set": {"label": {"nl": "A", "en": "B"}, "help": None, "why": {"nl": "W"}},
                "because": {"nl": "Zo."},
            }
        }
    ]
    assert made.because(SOORT) == {"nl": "Zo."}
    back = made.reset(SOORT, ("label", "nl")).reset(SOORT, ("help",))
    assert back.document.plain["changes"][0]["change_question"]["set"] == {
        "label": {"en": "B"},
        "why": {"nl": "W"},
    }
    assert own(made.document.text).reset(SOORT).document.plain["changes"] == []


def test_hiding_asks_a_reason_and_can_be_undone() -> None:
    with pytest.raises(ValueError, match="reason"):
        own().remove(ENERGIE)
    made = own().remove(ENERGIE, because="Te lastig.")
    assert made.is_hidden(ENERGIE)
    assert read(made).hidden[0].because.to("nl") == "Te lastig."
    assert made.remove(ENERGIE, because="Anders.").document.plain["changes"] == [
        {"hide": {"question": "energie", "because": "Anders."}}
    ]
    assert made.restore(ENERGIE).document.plain["changes"] == []


def test_what_a_variant_added_is_edited_where_it_was_added() -> None:
    ref = PartRef(Q, "vlier.nieuw")
    made = own().add(Q, SLOT, NEW).set_keys(ref, {"label": {"nl": "Nu?"}, "help": {"nl": "H"}})
    assert made.document.plain["changes"] == [
        {
            "add_question": {
                "section": "slot",
                "question": {**NEW, "label": {"nl": "Nu?"}, "help": {"nl": "H"}},
            }
        }
    ]
    assert made.is_local(ref)


def test_sections_of_ones_own_hold_questions_of_ones_own() -> None:
    section = PartRef("section", "vlier.extra")
    made = own().add(
        "section", FILE, {"id": "vlier.extra", "title": "E", "questions": [NEW]}, Beside(after="start")
    )
    made = made.add(Q, section, {**NEW, "id": "vlier.twee"}, Beside(after="vlier.nieuw"))
    made = made.move(PartRef(Q, "vlier.twee"), section, Beside(before="vlier.nieuw"))
    assert ids(read(made).section("vlier.extra").questions) == ["vlier.twee", "vlier.nieuw"]
    out = made.move(PartRef(Q, "vlier.twee"), SLOT)
    assert ids(read(out).section("slot").questions) == ["contact", "vlier.twee"]
    back = out.move(PartRef(Q, "vlier.twee"), section)
    assert ids(read(back).section("vlier.extra").questions) == ["vlier.nieuw", "vlier.twee"]


def test_dropping_an_addition_takes_along_what_is_about_it() -> None:
    ref = PartRef(Q, "vlier.nieuw")
    made = (
        own()
        .add(Q, START, NEW, Beside(after="soort"))
        .add(Q, START, {**NEW, "id": "vlier.naast"}, Beside(after="vlier.nieuw"))
    )
    made = made.add("option", SOORT, {"id": "vlier.o", "label": "O"})
    left = made.remove(ref)
    assert ids(read(left).section("start").questions) == ["soort", "vlier.naast", "persoonsgegevens"]


def test_comments_in_a_variant_stay() -> None:
    text = EMPTY.replace("changes: []   # nog geen\n", """\
changes:
  # omdat de wethouder het vroeg
  - hide: {question: energie, because: Nee.}   # tot 2028
  - change_question:
      id: soort
      set:
        label: {nl: Anders?}   # korter
      because: Zo.
""")  # fmt: skip
    made = own(text).set_keys(SOORT, {"help": {"nl": "Nieuw."}}).add(Q, SLOT, NEW)
    for comment in ("# Onze keuzes", "# omdat de wethouder het vroeg", "# tot 2028", "# korter"):
        assert comment in made.document.text


@pytest.mark.parametrize(
    ("text", "piece", "expected"),
    [
        (BASE, "Wat is het?", (SOORT, ("label", "nl"))),
        (BASE, "Lijst}", (LIJST, ("label",))),
        (BASE, "Landelijk,", (FILE, ("title", "nl"))),
    ],
)
def test_the_part_at_a_place(text: str, piece: str, expected: Any) -> None:
    before = text[: text.index(piece)]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert whole().part_at(line, column) == expected


def test_the_part_at_a_place_of_a_variant() -> None:
    made = own().add(Q, SLOT, NEW).set_keys(SOORT, {"label": {"nl": "Anders?", "en": "Q"}})
    for piece, expected in (
        ("Anders?", (SOORT, ("label", "nl"))),
        ("Nieuw?", (PartRef(Q, "vlier.nieuw"), ("label", "nl"))),
    ):
        before = made.document.text[: made.document.text.index(piece)]
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        assert made.part_at(line, column) == expected


def test_new_ids() -> None:
    assert whole().new_id("Wat is het?") == "wat_is_het"
    assert whole().new_id("Soort") == "soort_2"
    assert own().new_id("Wat is het?") == "vlier.wat_is_het"
    assert own().new_id("…") == "vlier.vraag"
    assert whole().new_id("12 stuks") == "vraag_12_stuks"


TEXTS = st.sampled_from([None, "Een", "Twee", {"nl": "Drie"}, {"nl": "Een", "en": "One"}])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.sampled_from(["soort", "contact", "bronnen", "vlier.nieuw"]),
                  st.dictionaries(st.sampled_from(["help", "why"]), TEXTS, min_size=1)),
        st.tuples(st.just("add"), st.sampled_from(["start", "slot"]), st.sampled_from(["vlier.nieuw", "vlier.b"])),
        st.tuples(st.just("move"), st.sampled_from(["contact", "vlier.nieuw", "vlier.b"]),
                  st.sampled_from(["start", "slot"])),
        st.tuples(st.just("remove"), st.sampled_from(["contact", "vlier.nieuw", "vlier.b"]), st.just("x")),
    ),
    max_size=7,
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(STEPS)
def test_the_same_steps_lead_to_the_same_questionnaire(steps: list[tuple[str, str, Any]]) -> None:
    """In the national file itself, or in a variant of it: what people see is the same."""
    one: Any = whole()
    other: Any = own()
    for step in steps:
        try:
            after = taken(one, *step)
            read(after)
        except (KeyError, QuestionnaireInvalid):
            continue
        one, other = after, taken(other, *step)
    differences = compare(read(one), read(other)).differences
    assert [each for each in differences if each.ref != FILE] == []


def taken(edited: Any, what: str, name: str, more: Any) -> Any:
    ref = PartRef(Q, name)
    if what == "set":
        return edited.set_keys(ref, more)
    if what == "add":
        if more in read(edited).questions:
            raise KeyError(more)
        return edited.add(Q, PartRef("section", name), {**NEW, "id": more})
    if name not in read(edited).questions:
        raise KeyError(name)
    if what == "move":
        return edited.move(ref, PartRef("section", more))
    return edited.remove(ref, because=more)
