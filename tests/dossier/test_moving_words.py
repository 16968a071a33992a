"""What a team reads of a move: which answers fare alike, why, and what follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from afweging.case.dossier.models import Move
from afweging.case.dossier.moving import LeftBehind, Plan, Returned, WayBack
from afweging.case.dossier.versions import (
    Group,
    Teller,
    backward,
    behind_in_words,
    forward,
    outcome_changes,
    text_changes,
    version_words,
)
from afweging.questionnaire import Questionnaire, read_file
from afweging.questionnaire.carrying import Fate, carry
from tests.dossier import cases
from tests.dossier.test_moving import NEXT
from tests.questionnaire.making import make, options, question

TODAY = dt.date(2026, 11, 2)
TELLER = Teller("nl", {})
OLD, NEW = read_file(cases.SMALL), read_file(NEXT)


@pytest.fixture(autouse=True)
def page(app: Flask) -> Iterator[None]:
    with app.test_request_context("/"):
        yield


def plan(old: Questionnaire, new: Questionnaire, **answers: Any) -> Plan:
    return Plan(old, new, carry(old, new, answers, today=TODAY), ())


def told(groups: list[Group]) -> dict[str, list[str]]:
    return {group.id: [line.id for line in group.lines] for group in groups}


def test_questions_that_fare_alike_stand_together_what_asks_most_first() -> None:
    answers = {
        "doel": "Tellen.",
        "termijn": 12,
        "gevoelig": ["gezondheid"],
        "arts": "Dr. B",
        "wie_ziet": "Wij",
    }
    groups = forward(plan(OLD, NEW, **answers, leverancier="Zelf."), TELLER)
    assert [group.id for group in groups][-1] == "carries"
    assert told(groups) == {
        "to_confirm": ["termijn", "gevoelig"],
        "aside": ["leverancier"],
        "new": ["omvang"],
        "falls_away": ["arts"],
        "unanswered": ["bijlage"],
        "carries": ["doel", "wie_ziet"],
    }
    assert [group.title for group in groups][:2] == [
        "2 antwoorden bevestigt u",
        "Eén antwoord past niet meer",
    ]


def test_a_question_that_is_new_but_not_asked_now_is_not_told() -> None:
    hidden = question("text", "y", show_if='x == "b"')
    groups = forward(plan(make(question("choice")), make(question("choice"), hidden), x="a"), TELLER)
    assert told(groups) == {"carries": ["x"]}
    gone = forward(plan(make(question("choice"), hidden), make(question("choice")), x="a"), TELLER)
    assert told(gone) == {"carries": ["x"]}


def test_an_answer_that_goes_out_of_view_is_told_as_such() -> None:
    old = make(question("choice"), question("text", "y", show_if='x == "a"'))
    new = make(question("choice"), question("text", "y", show_if='x == "b"'))
    assert told(forward(plan(old, new, x="a", y="Tekst"), TELLER)) == {"out_of_view": ["y"], "carries": ["x"]}


def test_the_texts_that_differ_stand_side_by_side() -> None:
    old = make(question("choice", help="Kies.", options=options("a", "b")))
    new = make(question("choice", label="Andere vraag x?", help="Kies.", options=options("a", "c")))
    changes = text_changes(old.question("x"), new.question("x"), "nl")
    assert [(each.what, str(each.before), str(each.after)) for each in changes] == [
        ("De vraag", "<del>Vraag</del> x?", "<ins>Andere vraag</ins> x?"),
        ("Antwoord", "<del>B</del>", ""),
        ("Antwoord", "", "<ins>C</ins>"),
    ]
    assert text_changes(None, new.question("x"), "nl") == text_changes(old.question("x"), None, "nl") == ()


def test_what_stays_behind_is_named_with_its_place() -> None:
    found = behind_in_words(
        [
            LeftBehind("comments", "doel", 2),
            LeftBehind("assignments", "belangen", 1),
            LeftBehind("notes", "stoppen", 3),
            LeftBehind("evidence", "weg", 1),
        ],
        OLD,
        "nl",
    )
    assert found == [
        "2 opmerkingen bij vraag 1.1: Waarom een sensor?",
        "1 toewijzing bij onderdeel Belangen",
        "3 onderbouwingen bij de uitkomst “Zo lang bewaren is een reden om te stoppen.”",
        "1 bijlage bij weg, dat in deze versie niet stond",
    ]


def test_what_follows_after_the_move_and_did_not_before() -> None:
    said = "Zo lang bewaren is een reden om te stoppen."
    assert outcome_changes(plan(OLD, NEW, termijn=130), "nl") == ([], [said])
    assert outcome_changes(plan(NEW, OLD, termijn=130), "nl") == ([said], [])
    assert outcome_changes(plan(OLD, OLD, termijn=130), "nl") == ([], [])


def test_the_way_back_tells_what_is_lost_first_and_why_the_rest_must_be_confirmed() -> None:
    (carried,) = carry(NEW, OLD, {"termijn": 36}, today=TODAY).of(Fate.TO_CONFIRM)
    answers = (
        Returned("termijn", "to_confirm", 36, (1, 1, False), 12, carried),
        Returned("gevoelig", "lost", ["bsn"], (1, 1, False), ["geen"]),
        Returned("omvang", "left", 12, None, None),
        Returned("doel", "kept", "Beter.", (1, 1, False), "Tellen."),
        Returned("velden", "kept", None, (1, 1, False), None),
    )
    groups = backward(WayBack(Move(), NEW, OLD, answers, ()), TELLER)
    assert list(told(groups).items()) == [
        ("lost", ["gevoelig"]),
        ("left", ["omvang"]),
        ("to_confirm", ["termijn"]),
        ("kept", ["doel"]),
    ]
    lines = {line.id: line for group in groups for line in group.lines}
    assert lines["termijn"].reasons == ("De vraag kreeg een andere betekenis.",)
    assert lines["gevoelig"].now is not None and lines["gevoelig"].now.items == ("Burgerservicenummers",)
    assert lines["gevoelig"].then is not None and lines["gevoelig"].then.items == ("Geen van deze",)
    assert lines["omvang"].number == NEW.number("omvang") and lines["doel"].then is None


def test_another_questionnaire_is_named_by_its_title_too() -> None:
    assert version_words(OLD, NEW, "nl") == "versie 1.1.0"
    assert version_words(make(question("text")), NEW, "nl") == "Kleine weging, versie 1.1.0"
