"""Per answer and field: public or withheld, on which Woo ground, agreed by whom."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from afweging.foundation.database import Base, check_in

LEVELS = ("public", "internal", "withheld")


class Disclosure(Base):
    """What the public may read of one answer or register field, where it differs from the default.

    `held` says that a withholding stood when this was proposed: it goes on until somebody else agreed to
    end it.
    """

    __tablename__ = "disclosure"
    __table_args__ = (
        UniqueConstraint("dossier_id", "target"),
        check_in("level", LEVELS),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    dossier_id: Mapped[int] = mapped_column(ForeignKey("dossier.id"))
    target: Mapped[str] = mapped_column(String(80))  # “answer:bewaartermijn” or “field:provider”
    level: Mapped[str] = mapped_column(String(8))
    held: Mapped[bool] = mapped_column(default=False)
    woo_ground: Mapped[str] = mapped_column(String(10), default="")
    weighing: Mapped[str] = mapped_column(default="")  # needed with art. 5.1 lid 2 Woo
    placeholder: Mapped[str] = mapped_column(String(200), default="")
    review_by: Mapped[dt.date | None]
    proposed_at: Mapped[dt.datetime]
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    agreed_at: Mapped[dt.datetime | None]
    agreed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    refused_at: Mapped[dt.datetime | None]
    refused_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    refused_because: Mapped[str] = mapped_column(default="")

    @property
    def waits(self) -> bool:
        """Tell whether a second person has yet to look: at a withholding, or at the end of one."""
        settled = self.agreed_at is not None or self.refused_at is not None
        return not settled and (self.level == "withheld" or self.held)

    @property
    def withholds(self) -> bool:
        """Tell whether this withholds something now, by two people."""
        if self.agreed_at is not None:
            return self.level == "withheld"
        return self.held
