"""What the public may read: grounds, weighing, a date to look again, and always a second person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from afweging.case.disclosure import operations
from afweging.case.disclosure.grounds import GROUNDS
from afweging.case.disclosure.models import Disclosure
from afweging.case.disclosure.operations import Proposal
from afweging.case.disclosure.queries import rulings
from afweging.case.disclosure.targets import targets
from afweging.case.dossier.models import Dossier
from afweging.foundation.database import Session, db
from afweging.foundation.errors import Invalid, NotAllowed, WrongState
from tests.publication.conftest import ARREARS, NOW, Stage

LATER = dt.date(2028, 1, 1)
FIELD = "field:methods_and_models"


@pytest.fixture
def session(stage: Stage) -> Iterator[Session]:
    with stage.app.app_context():
        yield db.session()
        db.session.rollback()


@pytest.fixture
def dossier(stage: Stage, session: Session) -> Dossier:
    return stage.dossier(session, ARREARS)


def propose(
    session: Session,
    stage: Stage,
    dossier: Dossier,
    level: str = "withheld",
    by: str = "samira",
    **given: object,
) -> Disclosure:
    facts: dict[str, object] = {"target": FIELD, "woo_ground": "5.1.1.c", "review_by": LATER} | given
    proposal = Proposal(level=level, **facts)  # type: ignore[arg-type]
    return operations.propose(session, stage.actor(session, by), dossier, proposal, now=NOW)


@pytest.mark.parametrize("code", [code for code, ground in GROUNDS.items() if ground.weighed])
def test_a_relative_ground_asks_a_weighing(
    stage: Stage, session: Session, dossier: Dossier, code: str
) -> None:
    with pytest.raises(Invalid) as refused:
        propose(session, stage, dossier, woo_ground=code)
    assert [problem.field for problem in refused.value.problems] == ["weighing"]
    assert propose(session, stage, dossier, woo_ground=code, weighing="De schade is groot.").waits


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"woo_ground": ""}, "woo_ground"),
        ({"woo_ground": "9.9"}, "woo_ground"),
        ({"review_by": None}, "review_by"),
        ({"review_by": NOW.date()}, "review_by"),
        ({"placeholder": "a" * 201}, "placeholder"),
        ({"target": "field:bestaat_niet"}, "target"),
        ({"target": "answer:bestaat_niet"}, "target"),
        ({"level": "geheim"}, "level"),
        ({"level": "internal"}, "level"),
    ],
)
def test_what_is_missing_is_said_at_its_place(
    stage: Stage, session: Session, dossier: Dossier, given: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        propose(session, stage, dossier, **given)  # type: ignore[arg-type]
    assert [problem.field for problem in refused.value.problems] == [field]


def test_until_a_second_person_looked_the_text_is_kept_back(
    stage: Stage, session: Session, dossier: Dossier
) -> None:
    row = propose(session, stage, dossier)
    assert rulings(session, dossier).level_of(FIELD, "public") == "internal"
    operations.agree(session, stage.actor(session, "ilse"), dossier, row, now=NOW)
    assert rulings(session, dossier).level_of(FIELD, "public") == "withheld"
    with pytest.raises(WrongState):
        operations.agree(session, stage.actor(session, "ilse"), dossier, row, now=NOW)


def test_a_refusal_has_a_reason_and_leaves_things_as_they_were(
    stage: Stage, session: Session, dossier: Dossier
) -> None:
    row = propose(session, stage, dossier)
    second = stage.actor(session, "ilse")
    with pytest.raises(Invalid):
        operations.refuse(session, second, dossier, row, because=" ", now=NOW)
    operations.refuse(session, second, dossier, row, because="Dit is allang bekend.", now=NOW)
    ruled = rulings(session, dossier)
    assert ruled.level_of(FIELD, "public") == "public"
    assert row not in ruled.waiting


def test_one_person_alone_does_not_end_a_withholding(
    stage: Stage, session: Session, dossier: Dossier
) -> None:
    row = propose(session, stage, dossier)
    operations.agree(session, stage.actor(session, "ilse"), dossier, row, now=NOW)
    propose(session, stage, dossier, level="public")
    assert rulings(session, dossier).level_of(FIELD, "public") == "withheld"
    assert row.woo_ground == "5.1.1.c"
    operations.refuse(session, stage.actor(session, "ilse"), dossier, row, because="Nog niet.", now=NOW)
    assert rulings(session, dossier).level_of(FIELD, "public") == "withheld"
    propose(session, stage, dossier, level="public")
    operations.agree(session, stage.actor(session, "ilse"), dossier, row, now=NOW)
    assert rulings(session, dossier).level_of(FIELD, "public") == "public"
    assert row.woo_ground == ""


@pytest.mark.parametrize("name", ["wouter", "marjan", "jeroen"])
def test_who_has_no_part_in_it_proposes_nothing(
    stage: Stage, session: Session, dossier: Dossier, name: str
) -> None:
    with pytest.raises(NotAllowed):
        propose(session, stage, dossier, by=name)


def test_what_is_public_by_default_never_becomes_internal_silently(
    stage: Stage, session: Session, dossier: Dossier
) -> None:
    for target in targets(session, dossier).values():
        if target.default == "public":
            with pytest.raises(Invalid):
                propose(session, stage, dossier, level="internal", target=target.key)


def test_the_second_person_finds_the_way_on_the_page(stage: Stage) -> None:
    samira, ilse = stage.client("samira"), stage.client("ilse")
    with stage.app.app_context():
        here = f"/werk/dossiers/{stage.dossier(db.session(), ARREARS).public_id}/openbaarheid"
    refused = samira.post(f"{here}/{FIELD}", data={"level": "withheld", "placeholder": "Blijft staan."})
    assert refused.status_code == 422
    assert "Blijft staan." in refused.text
    sent = {"level": "withheld", "woo_ground": "5.1.1.c", "review_by": LATER.isoformat()}
    assert samira.post(f"{here}/{FIELD}", data=sent).status_code == 303
    assert samira.post(f"{here}/{FIELD}/oordeel", data={"choice": "agree"}).status_code == 403
    assert "wacht op een tweede persoon" in ilse.get(here).text
    assert ilse.post(f"{here}/{FIELD}/oordeel", data={"choice": "refuse"}).status_code == 422
    assert ilse.post(f"{here}/{FIELD}/oordeel", data={"choice": "agree"}).status_code == 303
    assert "Woo 5.1.1.c" in samira.get(here).text
