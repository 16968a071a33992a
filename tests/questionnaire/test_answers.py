"""Answers: statuses, what is invalid, and how it is said."""

from typing import Any

import pytest

from afweging.questionnaire import Status, UnknownQuestion, answer_in_words

from .making import make, options, question, run

COLUMNS = [
    {"id": "name", "type": "text", "label": "Naam", "required": True},
    {"id": "start", "type": "date", "label": "Begin"},
    {"id": "end", "type": "date", "label": "Eind", "show_if": 'answered(x0) and row("start") > "2000-01-01"'},
]
EXCLUSIVE = [*options("a", "b"), {"id": "z", "label": "Niets", "exclusive": True}]
TABLE = question(
    "table",
    columns=[*COLUMNS[:2], {"id": "end", "type": "date", "label": "Eind"}],
    checks=[{"rule": 'not (row("end") < row("start"))', "message": "Eind ligt vóór begin."}],
    max_rows=2,
)
RISK = {"harm": "x", "likelihood": 3, "severity": 4, "working": True, "evidence": "proef"}


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (question("text", min_length=2, max_length=5, pattern="[a-z]+"), "abc"),
        (question("longtext"), "regel\nregel"),
        (question("yesno"), "nee"),
        (question("choices", options=EXCLUSIVE), ["z"]),
        (question("number", min=-1, max=2.5), -0.5),
        (question("number"), 0),
        (question("scale"), 5),
        (question("date", max="today"), "2026-11-23"),
        (question("month", min="2026-01"), "2026-01"),
        (question("url"), "https://www.vlierwoude.nl/a?b=c"),
        (question("email"), "naam@vlierwoude.nl"),
        (question("file", max_files=2), ["e1", "e2"]),
        (TABLE, [{"name": "n", "start": "2026-01-01"}, {}]),
        (question("matrix"), {"r1": "a", "r2": ""}),
        (question("risks"), [RISK]),
        (question("weighing"), {"rows": [{"side": "burden", "weight": 5}], "counter_argument": "maar"}),
        (question("weighing"), {"rows": [], "counter_argument": "maar"}),
        (question("dilemmas"), [{"options": "a\nb", "dissent": "raadslid: nee"}]),
        (question("measures"), [{"measure": "m", "status": "done", "due": "2027-01-01"}]),
        (question("consultations"), [{"who": "wijkraad", "when": "2026-05-01"}]),
        (question("text", allow=["unknown"]), None),
    ],
)
def test_good_answers(asked: dict[str, Any], answer: Any) -> None:
    made = make(asked)
    given = {"unknown": "navragen", "who": "Joke", "by": "2026-12-09"} if answer is None else answer
    result = run(made, x=given)
    assert not result.invalid
    assert result.status["x"] is (Status.UNKNOWN if answer is None else Status.ANSWERED)
    assert answer_in_words(made, made.question("x"), given, "nl").kind != "none"


@pytest.mark.parametrize(
    ("asked", "answer", "code"),
    [
        (question("text"), 3, "text"),
        (question("text"), False, "text"),
        (question("text"), "a\x00b", "characters"),
        (question("text"), "\ud800", "characters"),
        (question("text", min_length=4), "abc", "min_length"),
        (question("text", max_length=2), "abc", "max_length"),
        (question("text", pattern="[a-z]+"), "abc1", "pattern"),
        (question("choice"), ["a"], "choice"),
        (question("choice"), "z", "option"),
        (question("yesno"), True, "choice"),
        (question("choices"), "a", "choices"),
        (question("choices"), ["a", "z"], "option"),
        (question("choices"), ["a", "a"], "repeated"),
        (question("choices", min_choices=2), ["a"], "min_choices"),
        (question("choices", max_choices=1), ["a", "b"], "max_choices"),
        (question("choices", options=EXCLUSIVE), ["a", "z"], "exclusive"),
        (question("number"), "3", "number"),
        (question("number"), True, "number"),
        (question("number"), float("nan"), "number"),
        (question("number"), 10**40, "too_large"),
        (question("number", integer=True), 2.5, "whole"),
        (question("number", max=2), 3, "max"),
        (question("scale"), 0, "min"),
        (question("date"), "2026-02-30", "date"),
        (question("date"), "20260101", "date"),
        (question("date", max="today"), "2026-11-24", "date_max"),
        (question("date", min="2026-01-01"), "2025-12-31", "date_min"),
        (question("month"), "2026-13", "month"),
        (question("url"), "javascript:alert(1)", "url"),
        (question("url"), "https://", "url"),
        (question("email"), "naam@", "email"),
        (question("file"), "e1", "files"),
        (question("file", max_files=1), ["a", "b"], "max_files"),
        (question("table"), {"a": 1}, "rows"),
        (question("table"), ["x"], "row_shape"),
        (TABLE, [{"nam": "n", "name": "n"}], "column"),
        (TABLE, [{"start": "2026-01-01"}], "required"),
        (TABLE, [{"name": "n", "start": "2026-02-01", "end": "2026-01-01"}], "check"),
        (TABLE, [{"name": "n"}] * 3, "max_rows"),
        (question("matrix"), ["a"], "matrix"),
        (question("matrix"), {"r9": "a"}, "row"),
        (question("matrix"), {"r1": "z"}, "option"),
        (question("risks"), [RISK | {"likelihood": 6}], "max"),
        (question("risks"), [RISK | {"working": "ja"}], "flag"),
        (question("weighing"), {"rijen": []}, "weighing"),
        (question("weighing"), {"rows": [{"evidence": ["nergens"]}]}, "question"),
        (question("info"), "tekst", "no_answer"),
        (question("text"), {"unknown": "x"}, "unknown_not_allowed"),
        (question("text", allow=["unknown"]), {"unknown": " "}, "unknown_reason"),
        (question("text", allow=["unknown"]), {"unknown": "x", "by": "straks"}, "unknown_by"),
        (question("text", allow=["unknown"]), {"unknown": "x", "y": 1}, "aside_shape"),
        (question("text", allow=["not_applicable"]), {"not_applicable": ""}, "not_applicable_reason"),
    ],
)
def test_bad_answers_are_listed_with_words(asked: dict[str, Any], answer: Any, code: str) -> None:
    result = run(make(asked), x=answer)
    assert [flaw.code for flaw in result.invalid] == [code]
    assert result.status["x"] is Status.INVALID
    assert not result.complete
    assert result.invalid[0].message("nl") != result.invalid[0].message("en") or code == "check"


@pytest.mark.parametrize("blank", [None, "", "  \n", [], {}])
def test_blank_is_no_answer(blank: Any) -> None:
    assert run(make(question("text", required=True)), x=blank).missing == ("x",)
    assert run(make(question("text")), x=blank).status["x"] is Status.EMPTY


def test_a_message_says_where_in_the_table() -> None:
    result = run(make(TABLE), x=[{"name": "n"}, {"name": "n", "start": "morgen"}])
    assert result.invalid[0].message("nl").startswith("Rij 2, ‘Begin’: Vul een datum in")
    assert result.invalid[0].message("en").startswith("Row 2, ‘Begin’: Enter a date")


def test_required_by_phase_rule_or_always() -> None:
    made = make(
        question("yesno", "y"),
        question("text", "a", required=["pilot", "gebruik"]),
        question("text", "b", required='y == "ja"'),
        question("text", "c", required=True),
    )
    assert run(made, phase="idee").missing == ("c",)
    assert run(made, phase="pilot").missing == ("a", "c")
    assert run(made, y="ja").missing == ("a", "b", "c")
    assert run(made, y="ja").required("b")


def test_a_required_matrix_wants_every_row() -> None:
    result = run(make(question("matrix", required=True)), x={"r1": "a"})
    assert result.invalid[0].message("nl") == "‘R2’: Vul dit in."


def test_what_is_not_shown_does_not_exist() -> None:
    made = make(question("yesno", "y"), question("number", show_if='y == "ja"', required=True))
    result = run(made, y="nee", x="geen getal")
    assert result.complete
    assert result.status["x"] is Status.HIDDEN


def test_an_option_that_is_not_shown_cannot_be_chosen() -> None:
    chosen = [*options("a"), {"id": "b", "label": "B", "show_if": 'y == "ja"'}]
    made = make(question("yesno", "y"), question("choice", options=chosen))
    assert [option.id for option in run(made, y="nee").shown_options("x")] == ["a"]
    assert run(made, y="nee", x="b").invalid[0].code == "option_hidden"
    assert not run(made, y="ja", x="b").invalid


def test_checks_across_questions_sections_and_the_file() -> None:
    rule = {"rule": "not (b < a)", "message": {"nl": "B is te laag.", "en": "B is too low."}}
    ahead = make(question("number", "a", checks=[rule]), question("number", "b"))
    assert run(ahead, a=2, b=1).status["a"] is Status.INVALID
    whole = make(question("number", "a"), question("number", "b"), checks=[rule])
    result = run(whole, a=2, b=1)
    assert [(flaw.question, flaw.message("en")) for flaw in result.invalid] == [("b", "B is too low.")]
    assert not run(whole, a=2).invalid


def test_a_column_may_be_shown_by_its_row() -> None:
    made = make(question("text", "x0"), question("table", columns=COLUMNS))
    row = {"name": "n", "start": "1999-01-01", "end": "geen datum"}
    assert not run(made, x0="y", x=[row]).invalid
    assert run(made, x0="y", x=[row | {"start": "2001-01-01"}]).invalid


def test_a_check_of_rows_sees_answers_that_come_later() -> None:
    check = {"rule": 'not (row("col") > most) and points("p") > 0', "message": "Te veel."}
    made = make(
        question("table", checks=[check]),
        question("number", "most"),
        question("choice", "c", options=options("a", a=1)),
        scores=[{"id": "p", "title": "P", "value": 'points("p")'}],
    )
    rows = [{}, {"col": 5}, None, {"col": 9}]
    assert not run(made, x=rows, most=10, c="a").invalid
    (flaw,) = run(made, x=rows, most=7, c="a").invalid
    assert flaw.place is not None
    assert (flaw.message("nl"), flaw.place.row) == ("Rij 4: Te veel.", 4)
    assert [flaw.place.row for flaw in run(made, x=rows).invalid if flaw.place] == [2, 4]
    assert run(made, x=rows, c="a").scores["p"].value == 1


def test_rows_of_a_weighing_are_checked_too() -> None:
    made = make(question("weighing", checks=[{"rule": 'row("weight") < 5', "message": "Te zwaar."}]))
    row = {"interest": "Rust", "side": "burden", "weight": 4}
    assert not run(made, x={"rows": [row]}).invalid
    assert run(made, x={"rows": [row, row | {"weight": 5}]}).invalid[0].place


def test_checks_and_missing_rows_are_told_together() -> None:
    made = make(
        question("matrix", required=True, checks=[{"rule": "answered(last)", "message": "Eerst dit."}]),
        question("text", "needed", required="answered(x)"),
        question("text", "last"),
    )
    result = run(made, x={"r1": "a"})
    assert [flaw.code for flaw in result.invalid] == ["check", "required"]
    assert not result.missing
    assert run(made, x={"r1": "a", "r2": "a"}, last="ja").missing == ("needed",)


def test_an_unknown_question_is_an_error_of_the_call() -> None:
    with pytest.raises(UnknownQuestion, match="did you mean “naam”"):
        run(make(question("text", "naam")), naan="x")


def test_outcomes_hold_while_their_rule_is_in_force() -> None:
    outcome = {"id": "o", "if": "answered(x)", "kind": "obligation", "text": "O"}
    made = make(
        question("text"),
        outcomes=[
            outcome,
            outcome | {"id": "later", "in_force_from": "2027-12-02"},
            outcome | {"id": "last", "in_force_to": "2026-11-23"},
        ],
    )
    result = run(made, x="y")
    assert result.outcomes == ("o", "last")
    assert result.upcoming == ("later",)


def test_traces_speak_in_answers() -> None:
    made = make(
        question(
            "choices",
            "g",
            label={"nl": "Zitten er gevoelige gegevens bij?", "en": "Any sensitive data?"},
            options=[{"id": "h", "label": {"nl": "Gezondheid", "en": "Health"}, "points": {"p": 2}}],
        ),
        question("text", show_if='"h" in g'),
        scores=[
            {
                "id": "r",
                "title": "Risico",
                "value": 'points("p")',
                "max": 'max_points("p")',
                "bands": [{"id": "l", "title": "Laag"}],
            }
        ],
        outcomes=[{"id": "o", "if": 'band("r") == "l" and answered(x)', "kind": "info", "text": "O"}],
    )
    result = run(made, g=["h"])
    assert (
        result.why_shown("x").sentence("nl") == "U koos bij ‘Zitten er gevoelige gegevens bij?’ ‘Gezondheid’."
    )
    assert result.why_shown("x").sentence("en") == "For ‘Any sensitive data?’ you chose ‘Health’."
    assert "Dat telt 2 mee. ‘Risico’ is 2 van 2: Laag." in result.why_score("r").sentence("nl")
    assert result.why_outcome("o").sentence("nl") == "U hebt ‘Vraag x?’ nog niet beantwoord."
    assert run(made).why_shown("x").result is False
