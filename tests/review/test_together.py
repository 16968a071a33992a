"""Two people decide at the same moment: one decision, and the other hears that it was taken."""

from __future__ import annotations

import threading

from flask import Flask
from sqlalchemy import func, select

from afweging.case.dossier.models import Assessment
from afweging.case.dossier.walk import walk
from afweging.case.review import operations as review
from afweging.case.review.models import Decision
from afweging.foundation.database import db, writing
from afweging.foundation.errors import DomainError
from afweging.foundation.ledger.models import Event
from afweging.settings import Settings
from tests.review import cases
from tests.review.cases import NOW
from tests.support import world


def test_of_two_deciders_at_the_same_moment_one_wins(app: Flask, settings: Settings) -> None:
    with app.app_context():
        with writing() as session:
            told = cases.judged(session, settings)
            cases.mandate(told, "manager")
            number = told.assessment.id
        db.session.remove()
    together = threading.Barrier(2)
    heard: list[str] = []

    def decide(name: str, outcome: str) -> None:
        with app.app_context():
            with writing() as session:
                actor = world.actor(session, settings, name)
            together.wait()
            ruling = review.Ruling(outcome, "Zo is het.", deviates_from_judgement="Ik zie het anders.")
            try:
                with writing() as session:
                    assessment = session.get_one(Assessment, number)
                    case = walk(session, assessment, today=NOW.date())
                    review.decide(session, actor, assessment, case, ruling, now=NOW)
                heard.append("decided")
            except DomainError as error:
                heard.append(error.code)
            db.session.remove()

    pairs = (("mandate_holder", "approved"), ("manager", "rejected"))
    threads = [threading.Thread(target=decide, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(heard) == ["decided", "wrong_state"]
    with app.app_context():
        assert db.session().scalar(select(func.count(Decision.id))) == 1
        decided = select(func.count()).where(Event.verb == "assessment.decided")
        assert db.session().scalar(decided) == 1
