"""What becomes of answers in another version of their questionnaire."""

from typing import Any

import pytest

from afweging.questionnaire import Questionnaire
from afweging.questionnaire.carrying import Carried, Carrying, Fate, carry, flaws_in
from afweging.questionnaire.schema import TYPES

from .making import TODAY, make, options, question
from .varying import base, resolved

SAMPLES: dict[str, Any] = {
    "text": "Tekst",
    "longtext": "Lange tekst",
    "choice": "a",
    "choices": ["a", "b"],
    "yesno": "ja",
    "scale": 3,
    "number": 4.5,
    "date": "2026-11-01",
    "month": "2026-11",
    "url": "https://vlierwoude.example/",
    "email": "a@vlierwoude.example",
    "file": ["0123456789"],
    "table": [{"col": 1}],
    "matrix": {"r1": "a"},
    "risks": [{"harm": "Schade", "likelihood": 2, "severity": 3}],
    "weighing": {"rows": [{"interest": "Rust", "side": "benefit"}], "counter_argument": "Nee."},
    "dilemmas": [{"options": "a of b"}],
    "measures": [{"measure": "Kort bewaren"}],
    "consultations": [{"who": "De wijk"}],
}


def carried(old: Questionnaire, new: Questionnaire, **answers: Any) -> Carrying:
    return carry(old, new, answers, today=TODAY)


def one(old: dict[str, Any], new: dict[str, Any], value: Any) -> Carried:
    """What becomes of the one answer to a question that changed."""
    (found,) = carried(make(old), make(new), x=value).questions
    return found


def codes(found: Carried) -> list[str]:
    return [*(cause.code for cause in found.causes), *(flaw.code for flaw in found.flaws)]


@pytest.mark.parametrize("kind", SAMPLES)
def test_the_same_question_carries_its_answer(kind: str) -> None:
    found = one(question(kind), question(kind, help="Beter uitgelegd."), SAMPLES[kind])
    assert (found.fate, found.stands, found.reasons("nl")) == (Fate.CARRIES, True, ())
    assert (found.shown_before, found.shown_after) == (True, True)


def test_every_type_is_tried_here() -> None:
    assert SAMPLES.keys() == TYPES.keys() - {"info"}


@pytest.mark.parametrize("after", SAMPLES)
@pytest.mark.parametrize("before", SAMPLES)
def test_an_answer_never_stands_in_a_question_that_cannot_show_it(before: str, after: str) -> None:
    """Whatever becomes another type: the answer fits, or it is put aside; it is never lost."""
    found = one(question(before), question(after), SAMPLES[before])
    assert found.value == SAMPLES[before]
    if before == after:
        return
    assert found.fate is not Fate.OPEN
    if found.stands:
        assert not flaws_in(make(question(after)), {"x": found.value}, today=TODAY)
    else:
        assert found.flaws


@pytest.mark.parametrize(
    ("old", "new", "value", "code"),
    [
        (question("text"), question("text", revision=2), "Tekst", "revision"),
        (question("text", revision=2), question("text"), "Tekst", "revision"),
        (question("text"), question("text", disclosure="public"), "Tekst", "public"),
        (question("date"), question("text"), "2026-11-01", "type"),
        (question("choice"), question("choice", options=options("a", "b", "c")), "a", "options"),
        (question("choices"), question("choices", options=options("a", "b", "c", "d")), ["a"], "options"),
        (
            question("matrix"),
            question("matrix", rows=[{"id": name, "label": name} for name in ("r1", "r2", "r3")]),
            {"r1": "a"},
            "rows",
        ),
        (question("scale"), question("scale", max=10), 3, "steps"),
        (question("number", unit="maanden"), question("number", unit="jaren"), 24, "unit"),
        (
            question("table"),
            question(
                "table", columns=[{"id": name, "type": "number", "label": name} for name in ("col", "d")]
            ),
            [{"col": 1}],
            "columns",
        ),
        (
            question("table"),
            question("table", columns=[{"id": "col", "type": "number", "label": "C", "unit": "euro"}]),
            [{"col": 1}],
            "column",
        ),
    ],
)
def test_what_may_mean_something_else_must_be_confirmed(
    old: dict[str, Any], new: dict[str, Any], value: Any, code: str
) -> None:
    found = one(old, new, value)
    assert (found.fate, codes(found), found.stands) == (Fate.TO_CONFIRM, [code], True)
    for lang in ("nl", "en"):
        assert found.reasons(lang)[0].endswith("."), found.reasons(lang)


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        (question("choice"), question("choice", options=options("b", "a")), "a"),
        (question("choices"), question("choices", options=options("a", "b")), ["a"]),
        (question("choice", options=options("ja", "nee")), question("yesno"), "ja"),
        (question("text"), question("longtext"), "Tekst"),
        (question("text", disclosure="public"), question("text", disclosure="internal"), "Tekst"),
        (question("number", unit="euro"), question("number", unit={"nl": "euro", "en": "euros"}), 3),
        (question("number", unit="euro"), question("number", unit="euro", max=100), 3),
        (question("text", allow=["unknown"]), question("text", allow=["unknown"]), {"unknown": "Nog niet."}),
    ],
)
def test_what_still_means_the_same_carries(old: dict[str, Any], new: dict[str, Any], value: Any) -> None:
    assert one(old, new, value).fate is Fate.CARRIES


@pytest.mark.parametrize(
    ("old", "new", "value", "code"),
    [
        (question("choice"), question("choice", options=options("b", "c")), "a", "option"),
        (question("choices"), question("choices", max_choices=1), ["a", "b"], "max_choices"),
        (question("longtext"), question("text", max_length=3), "Tekst", "max_length"),
        (question("number"), question("number", integer=True), 4.5, "whole"),
        (
            question("text", allow=["unknown"]),
            question("text"),
            {"unknown": "Nog niet."},
            "unknown_not_allowed",
        ),
        (
            question("table", columns=[{"id": "oud", "type": "text", "label": "Oud"}]),
            question("table"),
            [{"oud": "x"}],
            "column",
        ),
    ],
)
def test_what_does_not_fit_but_is_of_its_kind_stays_to_be_corrected(
    old: dict[str, Any], new: dict[str, Any], value: Any, code: str
) -> None:
    found = one(old, new, value)
    assert (found.fate, codes(found), found.stands) == (Fate.DOES_NOT_FIT, [code], True)


def test_what_was_wrong_already_is_not_the_doing_of_the_move() -> None:
    strict = question("text", max_length=3)
    assert one(strict, question("text", max_length=2), "Tekst").fate is Fate.CARRIES


def test_a_hidden_answer_is_looked_at_too() -> None:
    first = question("yesno", "eerst")
    old = make(first, question("text", show_if='eerst == "ja"'))
    new = make(first, question("number", show_if='eerst == "ja"'))
    found = carried(old, new, eerst="nee", x="Tekst").questions[1]
    assert (found.fate, found.put_aside, found.shown_after) == (Fate.DOES_NOT_FIT, True, False)


def test_a_hidden_answer_that_was_set_aside_must_still_be_allowed() -> None:
    first = question("yesno", "eerst")
    old = make(first, question("text", show_if='eerst == "ja"', allow=["unknown"]))
    new = make(first, question("text", show_if='eerst == "ja"'))
    found = carried(old, new, eerst="nee", x={"unknown": "Nog niet."}).questions[1]
    assert (found.fate, codes(found)) == (Fate.DOES_NOT_FIT, ["unknown_not_allowed"])
    assert carried(old, old, eerst="nee", x={"unknown": "Nog niet."}).questions[1].fate is Fate.CARRIES


def test_what_is_wrong_in_a_hidden_table_has_its_place() -> None:
    first = question("yesno", "eerst")
    column = {"id": "col", "type": "text", "label": "Kolom"}
    old = make(first, question("table", columns=[column], show_if='eerst == "ja"'))
    new = make(first, question("table", columns=[column | {"max_length": 2}], show_if='eerst == "ja"'))
    found = carried(old, new, eerst="nee", x=[{"col": "ab"}, {"col": "abc"}]).questions[1]
    (flaw,) = found.flaws
    assert flaw.place is not None and flaw.place.column is not None
    assert (flaw.code, flaw.place.row, flaw.place.column.to("nl")) == ("max_length", 2, "Kolom")


def test_an_answer_that_fails_a_new_check_does_not_fit() -> None:
    new = question("number", checks=[{"rule": "x < 3", "message": "Minder dan drie."}])
    assert codes(one(question("number"), new, 4)) == ["check"]


def test_what_is_asked_for_the_first_time_is_new() -> None:
    new = make(question("text"), question("text", "y"), question("text", "z", show_if='x == "nooit"'))
    found = carried(make(question("text")), new, x="Tekst")
    assert [(each.id, each.shown_after) for each in found.of(Fate.NEW)] == [("y", True), ("z", False)]
    assert found.standing == {"x": "Tekst"}


def test_what_was_open_stays_open_until_an_answer_brings_it_into_view() -> None:
    old = make(question("text"), question("text", "y"), question("text", "z", show_if='x == "nooit"'))
    new = make(question("text"), question("text", "y"), question("text", "z", show_if='x == "Tekst"'))
    found = {each.id: each for each in carried(old, new, x="Tekst").questions}
    assert found["y"].fate is Fate.OPEN
    assert (found["z"].fate, codes(found["z"])) == (Fate.NEW, ["appears"])


def test_what_falls_away_keeps_its_answer_and_says_why() -> None:
    found = carried(make(question("text"), question("text", "y")), make(question("text")), x="a", y="b")
    (gone,) = found.of(Fate.FALLS_AWAY)
    assert (gone.id, gone.value, codes(gone), gone.stands) == ("y", "b", ["gone"], False)
    assert gone.question.id == "y"


@pytest.mark.parametrize("hidden", [{"question": "energie"}, {"section": "gegevens"}])
def test_what_a_variant_hides_falls_away_with_its_because(hidden: dict[str, str]) -> None:
    variant = resolved({"hide": {**hidden, "because": "Dat weten wij al."}}).questionnaire
    found = carry(base(), variant, {"persoonsgegevens": "ja", "energie": 3}, today=TODAY)
    gone = next(each for each in found.of(Fate.FALLS_AWAY) if each.id == "energie")
    assert gone.reasons("nl") == ("Hier niet gevraagd: Dat weten wij al.",)


def test_each_part_that_a_variant_hides_has_its_own_because() -> None:
    variant = resolved(
        {"hide": {"question": "contact", "because": "Staat al in het dossier."}},
        {"hide": {"section": "gegevens", "because": "Dat weten wij al."}},
    ).questionnaire
    gone = {
        each.id: each.reasons("nl") for each in carry(base(), variant, {}, today=TODAY).of(Fate.FALLS_AWAY)
    }
    assert gone["contact"] == ("Hier niet gevraagd: Staat al in het dossier.",)
    assert gone["zuinig"] == gone["bronnen"] == ("Hier niet gevraagd: Dat weten wij al.",)


def test_an_answer_that_fell_away_comes_back_to_be_confirmed() -> None:
    both = make(question("text"), question("text", "y"))
    found = carried(make(question("text")), both, x="a", y="Van vroeger")
    assert (found.questions[1].fate, codes(found.questions[1])) == (Fate.TO_CONFIRM, ["back"])


def test_what_is_put_aside_no_longer_brings_others_into_view() -> None:
    old = make(question("choice"), question("text", "y", show_if='x == "a"'))
    new = make(question("number"), question("text", "y", show_if="answered(x)"))
    found = carried(old, new, x="a", y="Tekst").questions[1]
    assert (found.fate, found.shown_before, found.shown_after) == (Fate.CARRIES, True, False)


def test_answers_that_neither_version_asks_and_blank_ones_are_passed_over() -> None:
    file = make(question("text"))
    found = carried(file, file, x="  ", vreemd="?")
    assert [each.fate for each in found.questions] == [Fate.OPEN]
