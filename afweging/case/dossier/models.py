"""Dossiers, assessments, answers with every revision, evidence and comments."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from afweging.foundation.database import Base, Json, check_in, new_public_id
from afweging.foundation.identity.models import Organisation, Person

KINDS = ("algorithm", "data_sharing", "sensor", "data_collection", "profiling")
ROUTES = ("beforehand", "catching_up", "pilot", "emergency")
PHASES = ("idee", "aanschaf", "pilot", "gebruik")
LIFECYCLE = ("development", "in_use", "out_of_use")
DOSSIER_ROLES = ("owner", "contributor", "coach", "reader", "supplier")
ASSESSMENT_KINDS = ("quick_scan", "short", "full")
QUESTIONNAIRE_OF = dict(
    zip(ASSESSMENT_KINDS, ("snelle-toets", "korte-afweging", "model-afwegingsraamwerk"), strict=True)
)
"""The kind of an assessment → the questionnaire that it walks through, or a variant of that."""
STATES = (
    "draft",
    "submitted",
    "in_review",
    "returned",
    "judged",
    "before_body",
    "deferred",
    "approved",
    "approved_with_conditions",
    "rejected",
    "withdrawn",
    "superseded",
    "concluded",
)
OPEN_STATES = ("draft", "submitted", "in_review", "returned", "judged", "before_body", "deferred")
EDITABLE_STATES = ("draft", "returned")
DECIDED_STATES = ("approved", "approved_with_conditions", "rejected")
CONCLUSIONS = ("none", "short", "full", "stop")


class Dossier(Base):
    """One data application that is weighed."""

    __tablename__ = "dossier"
    __table_args__ = (
        UniqueConstraint("organisation_id", "number"),
        check_in("kind", KINDS),
        check_in("route", ROUTES),
        check_in("phase", PHASES),
        check_in("lifecycle", LIFECYCLE),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"))
    number: Mapped[int]  # “Dossier 5”, counted per organisation
    name: Mapped[str] = mapped_column(String(99))
    kind: Mapped[str] = mapped_column(String(20))
    route: Mapped[str] = mapped_column(String(12))
    phase: Mapped[str] = mapped_column(String(10))
    lifecycle: Mapped[str] = mapped_column(String(12), default="development")
    summary: Mapped[str] = mapped_column(default="")
    hardest_question: Mapped[str] = mapped_column(default="")
    in_use_since: Mapped[str | None] = mapped_column(String(7))  # YYYY-MM; catching up
    pilot_until: Mapped[dt.date | None]
    pilot_place: Mapped[str] = mapped_column(String(200), default="")
    pilot_most_people: Mapped[int | None]
    ordered_by: Mapped[str] = mapped_column(String(200), default="")  # emergency: the body that ordered it
    went_live_on: Mapped[dt.date | None]
    review_on: Mapped[dt.date | None]
    unpublished_because: Mapped[str | None]  # why an officer lets it be used before it is published
    commissioner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    process_owner_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    budget_holder_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[dt.datetime]
    closed_at: Mapped[dt.datetime | None]
    closed_because: Mapped[str] = mapped_column(default="")

    organisation: Mapped[Organisation] = relationship()
    members: Mapped[list[Member]] = relationship(back_populates="dossier")
    assessments: Mapped[list[Assessment]] = relationship(
        back_populates="dossier", order_by="Assessment.started_at, Assessment.id"
    )


class Member(Base):
    """Somebody's part in a dossier. Removed members stay, since what they wrote still bars them."""

    __tablename__ = "dossier_member"
    __table_args__ = (
        check_in("role", DOSSIER_ROLES),
        Index(
            "uq_dossier_member_present",
            "dossier_id",
            "person_id",
            "role",
            unique=True,
            sqlite_where=text("removed_at IS NULL"),
            postgresql_where=text("removed_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[str] = mapped_column(String(12))
    added_at: Mapped[dt.datetime]
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[dt.datetime | None]
    removed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    dossier: Mapped[Dossier] = relationship(back_populates="members")
    person: Mapped[Person] = relationship(foreign_keys=[person_id])


class Assessment(Base):
    """One walk through one pinned questionnaire."""

    __tablename__ = "assessment"
    __table_args__ = (
        check_in("kind", ASSESSMENT_KINDS),
        check_in("state", STATES),
        check_in("conclusion", CONCLUSIONS, optional=True),
        Index(
            "uq_assessment_open",  # by kind: a variant is the same questionnaire under another id
            "dossier_id",
            "kind",
            unique=True,
            sqlite_where=text("open"),
            postgresql_where=text("open"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    kind: Mapped[str] = mapped_column(String(10))
    questionnaire_id: Mapped[str] = mapped_column(String(64))
    questionnaire_sha256: Mapped[str] = mapped_column(ForeignKey("questionnaire_text.sha256"))
    state: Mapped[str] = mapped_column(String(24), default="draft")
    open: Mapped[bool] = mapped_column(default=True)  # state in OPEN_STATES; kept by the operations
    started_at: Mapped[dt.datetime]
    started_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    previous_id: Mapped[int | None] = mapped_column(ForeignKey("assessment.id"))
    move: Mapped[int | None]  # the number of the move to another version that can still be taken back
    submission: Mapped[int] = mapped_column(default=0)  # how many times it was submitted
    submitted_at: Mapped[dt.datetime | None]
    rules_date: Mapped[dt.date | None]  # what today() means since the submission
    officer_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))  # in charge of the review
    taken_at: Mapped[dt.datetime | None]
    due_on: Mapped[dt.date | None]  # when the one whose turn it is should be ready
    conclusion: Mapped[str | None] = mapped_column(String(5))  # quick scan only
    countersigned_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    ended_at: Mapped[dt.datetime | None]  # decided, concluded or withdrawn
    ended_because: Mapped[str] = mapped_column(default="")

    dossier: Mapped[Dossier] = relationship(back_populates="assessments")
    officer: Mapped[Person | None] = relationship(foreign_keys=[officer_id])
    answers: Mapped[list[Answer]] = relationship(back_populates="assessment")
    submissions: Mapped[list[Submission]] = relationship(order_by="Submission.number")


class Answer(Base):
    """The answer that stands now; what stood before is in `AnswerRevision`."""

    __tablename__ = "answer"
    __table_args__ = (UniqueConstraint("assessment_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    question_id: Mapped[str] = mapped_column(String(64))
    question_revision: Mapped[int] = mapped_column(default=1)
    revision: Mapped[int]
    value: Mapped[Any] = mapped_column(Json, nullable=True)
    saved_at: Mapped[dt.datetime]
    saved_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    to_confirm: Mapped[bool] = mapped_column(default=False)  # carried over from an earlier assessment

    assessment: Mapped[Assessment] = relationship(back_populates="answers")


class AnswerRevision(Base):
    """Every answer there ever was. Restoring one is a new revision."""

    __tablename__ = "answer_revision"
    __table_args__ = (
        UniqueConstraint("assessment_id", "question_id", "revision"),
        UniqueConstraint("assessment_id", "question_id", "request_key"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    question_id: Mapped[str] = mapped_column(String(64))
    revision: Mapped[int]
    value: Mapped[Any] = mapped_column(Json, nullable=True)
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    questionnaire_sha256: Mapped[str] = mapped_column(String(64))
    request_key: Mapped[str | None] = mapped_column(String(40))  # makes a repeated request the same one


class Submission(Base):
    """What was handed in: question → revision, so that the next reader sees what changed."""

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("assessment_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    number: Mapped[int]
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    note: Mapped[str] = mapped_column(default="")
    questionnaire_sha256: Mapped[str] = mapped_column(ForeignKey("questionnaire_text.sha256"))
    revisions: Mapped[dict[str, Any]]  # question id → revision
    answers_sha256: Mapped[str] = mapped_column(String(64))


class Move(Base):
    """That the team moved an assessment to another version of its questionnaire, and perhaps back.

    A submission pins it: from then on it cannot be taken back.
    """

    __tablename__ = "assessment_move"
    __table_args__ = (UniqueConstraint("assessment_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    number: Mapped[int]
    from_sha256: Mapped[str] = mapped_column(ForeignKey("questionnaire_text.sha256"))
    to_sha256: Mapped[str] = mapped_column(ForeignKey("questionnaire_text.sha256"))
    submission: Mapped[int]  # how many times it had been submitted
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    before: Mapped[dict[str, Any]]  # question id → [revision, question_revision, to_confirm] of its answer
    fates: Mapped[dict[str, Any]]  # question id → what became of it, where that was not simply carried
    undone_at: Mapped[dt.datetime | None]
    undone_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    by: Mapped[Person] = relationship(foreign_keys=[by_id])


class Evidence(Base):
    """A file that supports an answer. The bytes are in the file store, by their SHA-256."""

    __tablename__ = "evidence"

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"), index=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    question_id: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(100))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    added_at: Mapped[dt.datetime]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    removed_at: Mapped[dt.datetime | None]

    added_by: Mapped[Person] = relationship(foreign_keys=[added_by_id])


class Comment(Base):
    """A remark at a question; a coach's may carry a proposal that a team member must take over."""

    __tablename__ = "comment"
    __table_args__ = (Index(None, "assessment_id", "question_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    question_id: Mapped[str] = mapped_column(String(64))
    text: Mapped[str]
    proposal: Mapped[str | None]
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    resolved_at: Mapped[dt.datetime | None]
    resolved_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))

    by: Mapped[Person] = relationship(foreign_keys=[by_id])


class Assignment(Base):
    """Who is asked for a section or a question. A supplier sees and answers only these."""

    __tablename__ = "assignment"
    __table_args__ = (UniqueConstraint("assessment_id", "target", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    target: Mapped[str] = mapped_column(String(64))  # a section's or question's id
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    due_on: Mapped[dt.date | None]

    person: Mapped[Person] = relationship()


class OutcomeNote(Base):
    """What was said about an outcome: a lawyer's “does not apply, because”, or the team's argument."""

    __tablename__ = "outcome_note"
    __table_args__ = (
        UniqueConstraint("assessment_id", "outcome_id", "kind"),
        check_in("kind", ("does_not_apply", "argument")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_id: Mapped[int] = mapped_column(ForeignKey("assessment.id"))
    outcome_id: Mapped[str] = mapped_column(String(64))
    kind: Mapped[str] = mapped_column(String(14))
    text: Mapped[str]
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
