"""Per answer and field: public or withheld, on which Woo ground, agreed by whom."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from afweging.foundation.database import Base, check_in

LEVELS = ("public", "internal", "withheld")


class Disclosure(Base):
    """What the public may read of one answer or register field, where it differs from the default."""

    __tablename__ = "disclosure"
    __table_args__ = (
        UniqueConstraint("dossier_id", "target"),
        check_in("level", LEVELS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    target: Mapped[str] = mapped_column(String(80))  # “answer:bewaartermijn” or “field:provider”
    level: Mapped[str] = mapped_column(String(8))
    woo_ground: Mapped[str] = mapped_column(String(10), default="")
    weighing: Mapped[str] = mapped_column(default="")  # needed with art. 5.1 lid 2 Woo
    placeholder: Mapped[str] = mapped_column(String(200), default="")
    review_by: Mapped[dt.date | None]
    proposed_at: Mapped[dt.datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agreed_at: Mapped[dt.datetime | None]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
