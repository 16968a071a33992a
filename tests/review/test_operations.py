"""Every guard of the review, one by one (workflow.md, “States of an assessment” and “Barred”)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import Any

import pytest

from afweging.case.dossier import operations as dossiers
from afweging.case.review import operations as review
from afweging.case.review.models import Advice, Condition, Decision
from afweging.case.review.operations.conditions import conditions_of, planned_conditions
from afweging.case.review.standing import advice_gaps, required_advice, standing_findings
from afweging.foundation.database import Session
from afweging.foundation.errors import FreshSignInNeeded, Invalid, NotAllowed, WrongState
from afweging.settings import Settings
from tests.review import cases
from tests.review.cases import BETTER, GOOD, LATER, NOW, REASONS, WEAK, Told
from tests.support import world

TOMORROW = NOW.date() + dt.timedelta(days=1)


@pytest.fixture
def taken(session: Session, settings: Settings) -> Told:
    return cases.taken(session, settings)


def fields_of(error: pytest.ExceptionInfo[Invalid]) -> set[str]:
    return {problem.field for problem in error.value.problems}


# -- take, hand over -------------------------------------------------------------------------------


def test_an_officer_takes_a_submitted_case(session: Session, settings: Settings) -> None:
    told = cases.submitted(session, settings)
    officer = told.as_("privacy_officer")
    review.take(session, officer, told.assessment, now=NOW)
    assert told.assessment.state == "in_review"
    assert told.assessment.officer_id == officer.person_id


@pytest.mark.parametrize("name", ["member", "mandate_holder", "fg", "editor", "admin"])
def test_nobody_else_takes_it(session: Session, settings: Settings, name: str) -> None:
    told = cases.submitted(session, settings)
    with pytest.raises(NotAllowed):
        review.take(session, told.as_(name), told.assessment, now=NOW)


def test_a_draft_cannot_be_taken(session: Session, settings: Settings) -> None:
    told = cases.drafted(session, settings)
    with pytest.raises(WrongState):
        review.take(session, told.as_("privacy_officer"), told.assessment, now=NOW)


def test_who_worked_on_the_case_cannot_take_it(session: Session, settings: Settings) -> None:
    told = cases.submitted(session, settings)
    cases.give(told, "member", role="privacy_officer")
    with pytest.raises(NotAllowed, match="Wie meewerkt, beoordeelt niet"):
        review.take(session, told.as_("member"), told.assessment, now=NOW)


def test_a_resubmission_goes_back_to_the_same_officer(taken: Told) -> None:
    session = taken.session
    taken.find("toepassing", WEAK)
    review.return_to_team(session, taken.as_("privacy_officer"), taken.assessment, taken.case, now=NOW)
    taken.change("doel", "Vallen voorkomen.")
    taken.submit("Doel opgeschreven.")
    with pytest.raises(NotAllowed, match="wie haar eerder beoordeelde"):
        review.take(session, taken.as_("privacy_officer2"), taken.assessment, now=NOW)
    review.take(session, taken.as_("privacy_officer"), taken.assessment, now=NOW)
    assert taken.assessment.state == "in_review"


def test_a_substitute_may_take_the_resubmission(taken: Told) -> None:
    session = taken.session
    taken.find("toepassing", WEAK)
    review.return_to_team(session, taken.as_("privacy_officer"), taken.assessment, taken.case, now=NOW)
    taken.submit("Zie opmerking.")
    cases.give(taken, "privacy_officer2", role="privacy_officer", substitute=True)
    review.take(session, taken.as_("privacy_officer2"), taken.assessment, now=NOW)
    assert taken.assessment.officer_id == world.person(session, "privacy_officer2").id


def test_the_case_is_handed_to_another_officer_but_not_to_somebody_barred(taken: Told) -> None:
    session = taken.session
    officer = taken.as_("privacy_officer")
    cases.give(taken, "member", role="privacy_officer")
    for name in ("member", "editor"):
        with pytest.raises(NotAllowed):
            review.hand_over(session, officer, taken.assessment, world.person(session, name), now=NOW)
    second = world.person(session, "privacy_officer2")
    review.hand_over(session, officer, taken.assessment, second, now=NOW)
    assert taken.assessment.officer_id == second.id
    with pytest.raises(NotAllowed):
        taken.find("toepassing")


def test_a_role_that_ended_does_not_receive_a_case(taken: Told) -> None:
    session = taken.session
    cases.give(taken, "privacy_officer2", role="privacy_officer", until=NOW - dt.timedelta(days=1))
    with pytest.raises(NotAllowed):
        review.hand_over(
            session,
            taken.as_("privacy_officer"),
            taken.assessment,
            world.person(session, "privacy_officer2"),
            now=NOW,
        )


# -- findings, return ------------------------------------------------------------------------------


def test_only_the_officer_in_charge_finds(taken: Told) -> None:
    with pytest.raises(NotAllowed):
        review.record_finding(
            taken.session,
            taken.as_("privacy_officer2"),
            taken.assessment,
            taken.case,
            "toepassing",
            GOOD,
            now=NOW,
        )


def test_a_verdict_is_one_of_three(taken: Told) -> None:
    with pytest.raises(Invalid) as error:
        taken.find("toepassing", review.FindingText("mooi"))
    assert fields_of(error) == {"verdict"}


def test_returning_needs_something_insufficient(taken: Told) -> None:
    taken.find("toepassing")
    with pytest.raises(WrongState, match="onvoldoende"):
        review.return_to_team(
            taken.session, taken.as_("privacy_officer"), taken.assessment, taken.case, now=NOW
        )


def test_returning_needs_a_comment_at_each_one(taken: Told) -> None:
    officer = taken.as_("privacy_officer")
    taken.find("toepassing", review.FindingText("insufficient"))
    taken.find("gegevens", WEAK)
    with pytest.raises(Invalid) as error:
        review.return_to_team(taken.session, officer, taken.assessment, taken.case, now=NOW)
    assert fields_of(error) == {"finding-toepassing"}
    taken.find("toepassing", WEAK)
    review.return_to_team(taken.session, officer, taken.assessment, taken.case, now=NOW)
    assert taken.assessment.state == "returned"


def test_findings_on_changed_answers_no_longer_stand_and_others_do(taken: Told) -> None:
    session = taken.session
    taken.find("toepassing", WEAK)
    taken.find("gegevens")
    review.return_to_team(session, taken.as_("privacy_officer"), taken.assessment, taken.case, now=NOW)
    taken.change("doel", "Vallen voorkomen in drie donkere straten.")
    taken.submit("Doel opgeschreven.")
    review.take(session, taken.as_("privacy_officer"), taken.assessment, now=NOW)
    assert set(standing_findings(session, taken.assessment, taken.case)) == {"gegevens"}


# -- judge -----------------------------------------------------------------------------------------


def test_judging_waits_for_every_finding(taken: Told) -> None:
    taken.find("toepassing")
    taken.find("gegevens")
    with pytest.raises(WrongState, match=r"Onderdeel 3 \(Menselijke controle\) heeft nog geen bevinding"):
        taken.judge()


@pytest.mark.parametrize(
    ("missing", "words"),
    [("measure", "wat er moet gebeuren"), ("measure_owner", "eigenaar"), ("measure_due", "datum")],
)
def test_an_improvement_must_be_whole(session: Session, settings: Settings, missing: str, words: str) -> None:
    nothing: dict[str, Any] = {missing: None if missing == "measure_due" else ""}
    half = dataclasses.replace(BETTER, **nothing)
    told = cases.found(session, settings, half)
    with pytest.raises(WrongState, match=words):
        told.judge("agreed_provided")


def test_an_insufficient_finding_must_be_explained(session: Session, settings: Settings) -> None:
    told = cases.found(session, settings, review.FindingText("insufficient"))
    with pytest.raises(WrongState, match="zonder uitleg"):
        told.judge("not_agreed")


def test_each_improvement_becomes_a_condition(session: Session, settings: Settings) -> None:
    told = cases.provided(session, settings)
    (row,) = conditions_of(session, told.assessment)
    assert (row.text, row.owner, row.due_on) == (BETTER.measure, BETTER.measure_owner, BETTER.measure_due)
    assert row.origin == "finding:toepassing"
    assert told.assessment.state == "judged"


def test_agreed_provided_if_and_only_if_there_are_conditions(session: Session, settings: Settings) -> None:
    told = cases.found(session, settings)
    with pytest.raises(Invalid) as error:
        told.judge("agreed_provided")
    assert fields_of(error) == {"conclusion"}
    told.find("toepassing", BETTER)
    for conditions in (None, ()):
        with pytest.raises(Invalid) as error:
            told.judge("agreed", conditions=conditions)
        assert "conclusion" in fields_of(error)


def test_no_planned_condition_is_left_out(session: Session, settings: Settings) -> None:
    told = cases.found(session, settings, BETTER)
    with pytest.raises(Invalid) as error:
        told.judge("agreed_provided", conditions=[cases.ELSE])
    assert fields_of(error) == {"conditions"}
    joined = dataclasses.replace(cases.ELSE, origin="judgement,finding:toepassing")
    told.judge("agreed_provided", conditions=[joined])
    assert [c.text for c in conditions_of(session, told.assessment)] == [cases.ELSE.text]


def test_an_unknown_answer_becomes_a_condition_before_go_live(session: Session, settings: Settings) -> None:
    unknown = {"unknown": "Nog niet uitgezocht.", "who": "projectleider", "by": "2026-12-09"}
    told = cases.found(session, settings, doel=unknown)
    (draft,) = planned_conditions(session, told.assessment, told.case)
    assert (draft.owner, draft.due_on, draft.before_go_live) == ("projectleider", dt.date(2026, 12, 9), True)
    with pytest.raises(Invalid):
        told.judge("agreed")
    told.judge("agreed_provided")


def test_a_dpia_that_is_due_becomes_a_condition_before_go_live_and_blocks_nothing_else(
    session: Session, settings: Settings
) -> None:
    told = cases.found(session, settings, dpia_nodig="ja")
    (draft,) = planned_conditions(session, told.assessment, told.case)
    assert draft.text == "De DPIA is gedaan."
    assert draft.before_go_live
    told.judge("agreed_provided")
    told.decide("approved_with_conditions")
    assert told.assessment.state == "approved_with_conditions"


def test_no_deviation_lifts_what_the_law_asks_before_go_live(session: Session, settings: Settings) -> None:
    told = cases.found(session, settings, dpia_nodig="ja")
    told.judge("not_agreed")
    deviating = "Het nut is groot genoeg."
    with pytest.raises(Invalid) as error:
        told.decide("approved", deviates_from_judgement=deviating)
    assert fields_of(error) == {"outcome"}
    told.decide("approved_with_conditions", deviates_from_judgement=deviating)
    (condition,) = conditions_of(session, told.assessment)
    assert (condition.text, condition.before_go_live) == ("De DPIA is gedaan.", True)


def test_agreeing_with_something_insufficient_needs_a_deviation(session: Session, settings: Settings) -> None:
    told = cases.found(session, settings, WEAK)
    with pytest.raises(Invalid) as error:
        told.judge("agreed")
    assert fields_of(error) == {"deviation"}
    told.judge("agreed", deviation="Het loopt over een week af.")
    assert told.assessment.state == "judged"


def test_a_judgement_needs_reasons(session: Session, settings: Settings) -> None:
    told = cases.found(session, settings)
    with pytest.raises(Invalid) as error:
        review.judge(
            session,
            told.as_("privacy_officer"),
            told.assessment,
            told.case,
            conclusion="agreed",
            reasons=" ",
            now=NOW,
        )
    assert fields_of(error) == {"reasons"}


def test_returning_after_the_judgement_forgets_its_conditions(session: Session, settings: Settings) -> None:
    told = cases.found(session, settings, BETTER, WEAK)
    told.judge("agreed_provided", deviation="Voor even.")
    review.return_to_team(session, told.as_("privacy_officer"), told.assessment, told.case, now=NOW)
    assert conditions_of(session, told.assessment) == []


# -- advice ----------------------------------------------------------------------------------------


def advise(told: Told, position: str = "positive", who: str = "fg", role: str = "fg") -> Advice:
    return review.give_advice(
        told.session,
        told.as_(who),
        told.assessment,
        role,
        position=position,
        text="Ik las alles.",
        now=NOW,
    )


def test_advice_is_asked_with_a_term_in_the_future(taken: Told) -> None:
    with pytest.raises(Invalid) as error:
        review.ask_advice(
            taken.session,
            taken.as_("privacy_officer"),
            taken.assessment,
            "waarzegger",
            due_on=NOW.date(),
            now=NOW,
        )
    assert fields_of(error) == {"role", "due_on"}


def test_an_adviser_advises_only_when_asked_and_only_as_what_they_are(taken: Told) -> None:
    cases.give(taken, "adviser", role="adviser", discipline="ciso")
    with pytest.raises(NotAllowed):
        advise(taken, who="adviser", role="ciso")
    review.ask_advice(
        taken.session,
        taken.as_("privacy_officer"),
        taken.assessment,
        "ciso",
        due_on=TOMORROW,
        now=NOW,
    )
    with pytest.raises(NotAllowed, match="andere rol"):
        advise(taken, who="adviser", role="lawyer")
    assert advise(taken, who="adviser", role="ciso").role == "ciso"


def test_the_fg_advises_unasked(taken: Told) -> None:
    assert advise(taken).submission == 1


def test_missing_advice_blocks_the_decision_not_the_judgement(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings, fg_nodig="ja")
    with pytest.raises(WrongState, match="Het advies van de FG is er nog niet"):
        told.decide()
    advise(told)
    told.decide()


def test_a_review_that_an_outcome_asks_for_is_required_like_advice(
    session: Session, settings: Settings
) -> None:
    told = cases.judged(session, settings, ciso_nodig="ja")
    assert required_advice(session, told.assessment, told.case) == ("ciso",)
    with pytest.raises(WrongState, match="CISO"):
        told.decide()


def test_outdated_advice_blocks_the_decision(taken: Told) -> None:
    session = taken.session
    review.ask_advice(session, taken.as_("privacy_officer"), taken.assessment, "fg", due_on=TOMORROW, now=NOW)
    advise(taken)
    taken.find("toepassing", WEAK)
    review.return_to_team(session, taken.as_("privacy_officer"), taken.assessment, taken.case, now=NOW)
    taken.change("doel", "Vallen voorkomen.")
    taken.submit("Doel opgeschreven.")
    review.take(session, taken.as_("privacy_officer"), taken.assessment, now=NOW)
    for section in cases.SECTIONS:
        taken.find(section)
    taken.judge()
    assert ["verouderd" in gap.message for gap in advice_gaps(session, taken.assessment, taken.case)] == [
        True
    ]
    with pytest.raises(WrongState, match="verouderd"):
        taken.decide()
    advise(taken)
    taken.decide()


def test_going_against_negative_advice_needs_reasons(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings, fg_nodig="ja")
    advise(told, "negative")
    with pytest.raises(Invalid) as error:
        told.decide()
    assert fields_of(error) == {"deviates_from_advice"}
    told.decide(deviates_from_advice="De FG weegt anders; wij zien meer nut.")


def test_only_the_adviser_agrees_on_the_public_summary(taken: Told) -> None:
    advice = advise(taken)
    with pytest.raises(NotAllowed):
        review.agree_summary(
            taken.session, taken.as_("privacy_officer"), taken.assessment, advice, "Goed zo.", now=NOW
        )
    review.agree_summary(taken.session, taken.as_("fg"), taken.assessment, advice, "Goed zo.", now=NOW)
    assert advice.summary_agreed_at == NOW


# -- decide ----------------------------------------------------------------------------------------


def test_only_who_holds_the_mandate_decides_and_the_fg_never(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings)
    for name in ("privacy_officer", "fg", "member", "manager"):
        with pytest.raises(NotAllowed):
            told.decide(who=name)
    told.decide()
    assert told.assessment.state == "approved"
    assert not told.assessment.open


def test_a_mandate_reaches_up_to_its_band(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings, zwaarte="groot")
    cases.mandate(told, "manager", band="hoog")
    with pytest.raises(NotAllowed):
        told.decide(who="manager")
    cases.mandate(told, "manager", band="zeer_hoog")
    told.decide(who="manager")


def test_a_mandate_for_short_weighings_reaches_no_full_one(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings)
    cases.mandate(told, "manager", weighing="short")
    with pytest.raises(NotAllowed):
        told.decide(who="manager")


@pytest.mark.parametrize("role", ["owner", "contributor", "coach"])
def test_who_is_of_the_team_or_coached_it_does_not_decide(
    session: Session, settings: Settings, role: str
) -> None:
    told = cases.judged(session, settings)
    cases.mandate(told, "member2")
    cases.give(told, "member2", role="privacy_officer")
    dossiers.invite(
        session, told.as_("member"), told.dossier, world.person(session, "member2"), role, now=NOW
    )
    with pytest.raises(NotAllowed, match="Een ander beslist"):
        told.decide(who="member2")


def test_a_coach_may_review(session: Session, settings: Settings) -> None:
    told = cases.submitted(session, settings)
    officer = world.person(session, "privacy_officer")
    dossiers.invite(session, told.as_("member"), told.dossier, officer, "coach", now=NOW)
    review.take(session, told.as_("privacy_officer"), told.assessment, now=NOW)
    assert told.assessment.state == "in_review"


def test_who_commissioned_it_does_not_decide(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings)
    told.dossier.commissioner_id = world.person(session, "mandate_holder").id
    with pytest.raises(NotAllowed, match="belanghebbend"):
        told.decide()


def test_a_decision_needs_a_fresh_sign_in(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings)
    ruling = review.Ruling("approved", "Goed.")
    decider = told.as_("mandate_holder")
    with pytest.raises(FreshSignInNeeded):
        review.decide(session, decider, told.assessment, told.case, ruling, now=LATER)
    assert told.assessment.state == "judged"


def test_deciding_waits_for_the_judgement(session: Session, settings: Settings) -> None:
    told = cases.found(session, settings)
    with pytest.raises(WrongState):
        told.decide()


def test_deciding_otherwise_than_judged_needs_reasons(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings)
    with pytest.raises(Invalid) as error:
        told.decide("rejected")
    assert fields_of(error) == {"deviates_from_judgement"}
    told.decide("rejected", deviates_from_judgement="Het geld is op.")
    assert told.assessment.state == "rejected"


def test_approving_with_conditions_needs_one_and_adds_the_deciders_own(
    session: Session, settings: Settings
) -> None:
    told = cases.judged(session, settings)
    with pytest.raises(Invalid) as error:
        told.decide("approved_with_conditions", deviates_from_judgement="Ik wil meer.")
    assert fields_of(error) == {"outcome"}
    told.decide("approved_with_conditions", deviates_from_judgement="Ik wil meer.", conditions=(cases.ELSE,))
    assert [c.text for c in conditions_of(session, told.assessment)] == [cases.ELSE.text]


def test_rejecting_drops_the_conditions(session: Session, settings: Settings) -> None:
    told = cases.provided(session, settings)
    told.decide("rejected", deviates_from_judgement="Toch niet.")
    assert conditions_of(session, told.assessment) == []


@pytest.mark.parametrize("outcome", ["approved", "approved_with_conditions", "rejected"])
def test_what_already_runs_is_not_approved_but_may_go_on(
    session: Session, settings: Settings, outcome: str
) -> None:
    told = cases.judged(session, settings, route="catching_up")
    with pytest.raises(Invalid) as error:
        told.decide(outcome)
    assert fields_of(error) == {"outcome"}


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        ("may_continue", "approved"),
        ("may_continue_provided", "approved_with_conditions"),
        ("stops_on", "rejected"),
        ("pause_now", "rejected"),
    ],
)
def test_catching_up_has_four_outcomes_of_its_own(
    session: Session, settings: Settings, outcome: str, state: str
) -> None:
    told = cases.provided(session, settings, route="catching_up")
    dated: dict[str, Any] = (
        {"before_date": TOMORROW} if outcome in ("may_continue_provided", "stops_on") else {}
    )
    told.decide(outcome, deviates_from_judgement="Wij zien het anders.", **dated)
    assert told.assessment.state == state


@pytest.mark.parametrize("outcome", ["may_continue_provided", "stops_on"])
@pytest.mark.parametrize("day", [None, NOW.date()])
def test_two_of_them_need_a_date_in_the_future(
    session: Session, settings: Settings, outcome: str, day: dt.date | None
) -> None:
    told = cases.provided(session, settings, route="catching_up")
    with pytest.raises(Invalid) as error:
        told.decide(outcome, deviates_from_judgement="Anders.", before_date=day)
    assert fields_of(error) == {"before_date"}


def test_outcomes_of_catching_up_do_not_fit_what_is_weighed_beforehand(
    session: Session, settings: Settings
) -> None:
    told = cases.judged(session, settings)
    with pytest.raises(Invalid):
        told.decide("may_continue")


def test_the_officer_with_the_mandate_judges_and_decides_in_one_act(
    session: Session, settings: Settings
) -> None:
    told = cases.found(session, settings, BETTER)
    ruling = review.Ruling("approved_with_conditions", REASONS)

    def act() -> Decision:
        return review.judge_and_decide(
            session,
            told.as_("privacy_officer"),
            told.assessment,
            told.case,
            conclusion="agreed_provided",
            ruling=ruling,
            now=NOW,
        )

    with pytest.raises(NotAllowed):
        act()
    cases.mandate(told, "privacy_officer")
    assert act().one_act
    assert [c.origin for c in conditions_of(session, told.assessment)] == ["finding:toepassing"]


def test_a_newer_decision_supersedes_the_earlier_one(session: Session, settings: Settings) -> None:
    told = cases.judged(session, settings)
    told.decide()
    first = told.assessment
    member = told.as_("member")
    dossiers.start_assessment(session, member, told.dossier, "full", now=LATER)
    session.refresh(told.dossier)
    for question in told.case.answers:
        dossiers.confirm_answer(session, member, told.assessment, question, now=LATER)
    told.submit()
    review.take(session, told.as_("privacy_officer"), told.assessment, now=NOW)
    for section in cases.SECTIONS:
        told.find(section)
    told.judge()
    told.decide()
    assert first.state == "superseded"
    assert told.assessment.state == "approved"


# -- conditions ------------------------------------------------------------------------------------


def one(told: Told) -> Condition:
    return conditions_of(told.session, told.assessment)[0]


def test_the_team_proves_and_an_officer_agrees(session: Session, settings: Settings) -> None:
    told = cases.approved(session, settings)
    condition = one(told)
    with pytest.raises(WrongState, match="nog niet hoe"):
        review.meet_condition(session, told.as_("privacy_officer"), condition, now=NOW)
    with pytest.raises(NotAllowed):
        review.prove_condition(session, told.as_("member3"), condition, "Zie bewijs 2.", now=NOW)
    review.prove_condition(session, told.as_("member"), condition, "Zie bewijs 2.", now=NOW)
    with pytest.raises(NotAllowed):
        review.meet_condition(session, told.as_("member"), condition, now=NOW)
    review.meet_condition(session, told.as_("privacy_officer"), condition, now=NOW)
    assert condition.state == "met"
    with pytest.raises(WrongState):
        review.prove_condition(session, told.as_("member"), condition, "Nog meer.", now=NOW)


def test_a_condition_is_proved_only_once_it_is_decided(session: Session, settings: Settings) -> None:
    told = cases.provided(session, settings)
    with pytest.raises(WrongState, match="besloten"):
        review.prove_condition(session, told.as_("member"), one(told), "Zie bewijs 2.", now=NOW)


def test_only_at_the_deciders_level_a_condition_is_waived_with_a_public_reason(
    session: Session, settings: Settings
) -> None:
    told = cases.approved(session, settings)
    condition = one(told)
    for name in ("privacy_officer", "member"):
        with pytest.raises(NotAllowed):
            review.waive_condition(session, told.as_(name), condition, told.case, "Mag weg.", now=NOW)
    decider = told.as_("mandate_holder")
    with pytest.raises(Invalid):
        review.waive_condition(session, decider, condition, told.case, " ", now=NOW)
    review.waive_condition(session, decider, condition, told.case, "De camera is weg.", now=NOW)
    assert (condition.state, condition.waived_because) == ("waived", "De camera is weg.")
