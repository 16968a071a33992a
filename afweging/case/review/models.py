"""Findings, advice, judgement, decision and conditions."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from afweging.foundation.database import Base, check_in, new_public_id
from afweging.foundation.identity.models import Person

VERDICTS = ("acceptable", "improve", "insufficient")
ADVISER_ROLES = ("fg", "ciso", "ethics_board", "lawyer", "works_council", "client_council")
POSITIONS = ("positive", "with_remarks", "negative")
CONCLUSIONS = ("agreed", "agreed_provided", "not_agreed")
OUTCOMES_BEFOREHAND = ("approved", "approved_with_conditions", "rejected")
OUTCOMES_CATCHING_UP = ("may_continue", "may_continue_provided", "stops_on", "pause_now")
OUTCOMES = OUTCOMES_BEFOREHAND + OUTCOMES_CATCHING_UP
CONDITION_STATES = ("open", "met", "waived")
WHOLE_CASE = "*"  # the section of the one finding on the short route


class Finding(Base):
    """An officer's verdict on one section, in the submission that was read."""

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("assessment_id", "section_id"),
        check_in("verdict", VERDICTS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    section_id: Mapped[str] = mapped_column(String(64))
    submission: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(12))
    comment: Mapped[str] = mapped_column(default="")
    measure: Mapped[str] = mapped_column(default="")  # mandatory with “improve”
    measure_owner: Mapped[str] = mapped_column(String(100), default="")
    measure_due: Mapped[dt.date | None]
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class AdviceRequest(Base):
    """That somebody is asked for advice, and until when."""

    __tablename__ = "advice_request"
    __table_args__ = (check_in("role", ADVISER_ROLES),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    role: Mapped[str] = mapped_column(String(14))
    required: Mapped[bool] = mapped_column(default=True)
    question: Mapped[str] = mapped_column(default="")
    asked_at: Mapped[dt.datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[dt.date]


class Advice(Base):
    """The opinion of an adviser, bound to the submission that was read."""

    __tablename__ = "advice"
    __table_args__ = (check_in("role", ADVISER_ROLES), check_in("position", POSITIONS))

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    role: Mapped[str] = mapped_column(String(14))
    position: Mapped[str] = mapped_column(String(12))
    text: Mapped[str]
    public_summary: Mapped[str] = mapped_column(default="")
    summary_agreed_at: Mapped[dt.datetime | None]  # by the adviser
    submission: Mapped[int]
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Judgement(Base):
    """The privacy officer's conclusion on a submission."""

    __tablename__ = "judgement"
    __table_args__ = (
        UniqueConstraint("assessment_id", "submission"),
        check_in("conclusion", CONCLUSIONS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    submission: Mapped[int]
    conclusion: Mapped[str] = mapped_column(String(15))
    reasons: Mapped[str]
    deviation: Mapped[str] = mapped_column(default="")  # why agreed although a finding is insufficient
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Decision(Base):
    """What the mandate holder decided, in the name of a body."""

    __tablename__ = "decision"
    __table_args__ = (check_in("outcome", OUTCOMES),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), unique=True)
    outcome: Mapped[str] = mapped_column(String(24))
    reasons: Mapped[str]
    deviates_from_judgement: Mapped[str] = mapped_column(default="")  # the reasons; empty: it does not
    deviates_from_advice: Mapped[str] = mapped_column(default="")
    before_date: Mapped[dt.date | None]  # may continue provided … before; stops on
    body: Mapped[str] = mapped_column(String(100))
    title: Mapped[str] = mapped_column(String(100))  # the decider's role as the public reads it
    one_act: Mapped[bool] = mapped_column(default=False)  # judgement and decision by the officer with mandate
    decided_on: Mapped[dt.date]
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))


class Condition(Base):
    """Something that must be done, before go-live or later."""

    __tablename__ = "condition"
    __table_args__ = (
        UniqueConstraint("dossier_id", "number"),
        check_in("state", CONDITION_STATES),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"), index=True)
    number: Mapped[int]
    text: Mapped[str]
    owner: Mapped[str] = mapped_column(String(100))
    due_on: Mapped[dt.date | None]
    always: Mapped[bool] = mapped_column(default=False)  # holds as long as the application runs
    before_go_live: Mapped[bool] = mapped_column(default=False)
    origin: Mapped[str] = mapped_column(String(400))  # as ConditionDraft.origin
    state: Mapped[str] = mapped_column(String(6), default="open")
    proof: Mapped[str] = mapped_column(default="")
    settled_at: Mapped[dt.datetime | None]
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    waived_because: Mapped[str] = mapped_column(default="")  # public

    settled_by: Mapped[Person | None] = relationship()
