"""What the overview of a dossier tells of its review, and to whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from flask import Flask

from afweging.case.dossier import operations as dossiers
from afweging.case.review import operations as review
from afweging.foundation.database import db, writing
from afweging.settings import Settings
from tests.review import cases
from tests.review.cases import BETTER, LATER, NOW, WEAK, Told
from tests.support import world
from tests.support.pages import PageClient

Step = Callable[[Told], None]


@dataclass
class Overview:
    """The overview of one dossier, for whoever opens it."""

    client: PageClient
    page: str

    def as_(self, name: str) -> str:
        world.sign_in(self.client, name)
        opened = self.client.get(self.page)
        assert opened.status_code == 200
        return " ".join(opened.text.split())


@pytest.fixture
def overview(app: Flask, client: PageClient, settings: Settings) -> Iterator[Callable[..., Overview]]:
    def build(make: Callable[..., Told], *steps: Step, texts: tuple[Any, ...] = ()) -> Overview:
        with app.app_context():
            with writing() as session:
                told = make(session, settings, *texts)
                for step in steps:
                    step(told)
                page = f"/werk/dossiers/{told.dossier.public_id}"
            db.session.remove()
        return Overview(client, page)

    yield build


def sent_back(told: Told) -> None:
    review.return_to_team(told.session, told.as_("privacy_officer"), told.assessment, told.case, now=NOW)


def improved(told: Told) -> None:
    """Write on, in the section that came back, after the officer found it."""
    answer = told.case.answers["doel"]
    dossiers.save_answer(
        told.session,
        told.as_("member"),
        told.assessment,
        "doel",
        "Er kijkt een mens mee.",
        base_revision=answer.revision,
        now=LATER,
    )


def found_weak(told: Told) -> None:
    told.find("toepassing", WEAK)
    told.find("gegevens", BETTER)


def asked(told: Told) -> None:
    officer = told.as_("privacy_officer")
    due = dt.date(2099, 1, 15)
    review.ask_advice(told.session, officer, told.assessment, "fg", due_on=due, now=NOW)


def test_a_returned_case_says_why_and_leads_to_the_first_weak_section(overview: Any) -> None:
    page = overview(cases.found, sent_back, texts=(WEAK, replace(WEAK, comment="Noem een termijn."))).as_(
        "member"
    )
    assert "Waarom de weging terugkwam" in page
    assert WEAK.comment in page
    assert "Noem een termijn." in page
    assert "Teruggestuurd. 2 onderdelen zijn nog onvoldoende" in page
    assert '/toepassing">Verbeter 2 onderdelen</a>' in page


def test_what_was_worked_on_since_is_no_longer_counted_and_then_it_is_handed_in(overview: Any) -> None:
    page = overview(cases.found, sent_back, improved, texts=(WEAK,)).as_("member")
    assert "bijgewerkt" in page
    assert '/indienen">Dien de weging in</a>' in page


def test_the_officer_sees_what_is_judged_and_what_is_next(overview: Any) -> None:
    page = overview(cases.taken, found_weak).as_("privacy_officer")
    assert "2 van 3 beoordeeld" in page
    assert "In beoordeling. U beoordeelde 2 van de 3 onderdelen." in page
    assert '#o-controle">Beoordeel onderdeel 3: Menselijke controle</a>' in page
    assert 'aria-current="step"><span>3</span> <span>Menselijke controle</span> <span>volgende</span>' in page
    assert "U beoordeelde onderdeel 1" in page
    assert WEAK.comment in page


def test_the_team_reads_no_finding_while_the_officer_is_still_at_it(overview: Any) -> None:
    page = overview(cases.taken, found_weak).as_("member")
    for told in (WEAK.comment, "onvoldoende", "van 3 beoordeeld", "beoordeelde onderdeel"):
        assert told not in page
    assert "klaar</span>" in page


def test_who_advises_and_decides_is_named_and_the_term_is_to_come(overview: Any) -> None:
    page = overview(cases.taken, asked).as_("privacy_officer")
    assert "<dt>Adviseert</dt><dd>FG, gevraagd</dd>" in page
    assert "De FG moet nog adviseren." in page
    assert "De termijn voor het advies van de FG loopt af, over" in page
    assert "U vroeg de FG om advies, uiterlijk 15 januari 2099." in page
    assert "<dt>Beslist</dt>" in page
    assert "<dt>Het publiek leest nu</dt>" in page


def test_a_decision_is_told_by_role_with_its_reasons(overview: Any) -> None:
    page = overview(cases.approved)
    assert (
        "De mandaathouder besloot namens college van burgemeester en wethouders: goedgekeurd met voorwaarden."
        in page.as_("member")
    )
    assert "U besloot namens college" in page.as_("mandate_holder")
    assert "<dt>Besliste</dt><dd>u, namens college" in page.as_("mandate_holder")
