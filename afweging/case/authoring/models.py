"""Drafts of questionnaires and variants: the text as a person writes it, and every text it had."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, deferred, mapped_column

from afweging.foundation.database import Base, Json, check_in, new_public_id

KINDS = ("questionnaire", "variant")


class QuestionnaireDraft(Base):
    """A text that is being written, good or not. `revision` goes up with every change; `started_from` is
    what it began as. One with `discarded_at` was thrown away, and can be put back for a while.
    """

    __tablename__ = "questionnaire_draft"
    __table_args__ = (check_in("kind", KINDS),)

    id: Mapped[int] = mapped_column(primary_key=True)
    public_id: Mapped[str] = mapped_column(String(10), unique=True, default=new_public_id)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisation.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    title: Mapped[str] = mapped_column(String(300))
    base_sha256: Mapped[str | None] = mapped_column(ForeignKey("questionnaire_text.sha256"))
    started_from: Mapped[str | None] = mapped_column(ForeignKey("questionnaire_text.sha256"))
    text: Mapped[str] = deferred(mapped_column(Text, nullable=False))
    revision: Mapped[int] = mapped_column(default=1)
    notes: Mapped[list[Any] | None] = mapped_column(Json)  # what an import could not carry: [id, what]
    started_at: Mapped[dt.datetime]
    started_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    changed_at: Mapped[dt.datetime]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    discarded_at: Mapped[dt.datetime | None]


class DraftRevision(Base):
    """A text that a draft had, so that any change can be taken back."""

    __tablename__ = "questionnaire_draft_revision"
    __table_args__ = (UniqueConstraint("draft_id", "revision"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_draft.id"), index=True)
    revision: Mapped[int]
    text: Mapped[str] = deferred(mapped_column(Text, nullable=False))
    base_sha256: Mapped[str | None] = mapped_column(ForeignKey("questionnaire_text.sha256"))
    at: Mapped[dt.datetime]
    by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
