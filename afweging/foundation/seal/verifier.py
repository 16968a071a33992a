"""Checking what the public hands in, at arm's length."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Self

from afweging.foundation.confinement import Confined, ConfinedError, Limits, Message
from afweging.foundation.seal.verdict import Reason, Verdict, not_checked

LARGEST = 50 * 1024 * 1024
LIMITS = Limits(memory=1024, seconds=20.0, idle=600.0, jobs=500)
_WORK = "afweging.foundation.seal.work"
_WHY = {"limit": Reason.TOO_MUCH_WORK, "busy": Reason.NOT_CHECKED}


class Verifier:
    """Holds one warm child. One per process is enough; threads take turns."""

    def __init__(self, limits: Limits = LIMITS, largest: int = LARGEST) -> None:
        self._confined = Confined(_WORK, limits)
        self._largest = largest

    def __enter__(self) -> Self:
        """Give the verifier."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the child."""
        self.close()

    def verify(self, pdf: bytes, trust: Sequence[bytes], *, now: datetime) -> Verdict:
        """The verdict on any bytes at all; `trust` are certificates in PEM or DER. Never raises for what is
        in `pdf`."""
        is_pdf = b"%PDF-" in pdf[:1024]
        if not is_pdf:
            return not_checked(Reason.NOT_A_PDF)
        if len(pdf) > self._largest:
            return not_checked(Reason.TOO_LARGE, is_pdf=True)
        try:
            reply = self._confined.run(Message({"now": now.isoformat()}, (pdf, *trust)))
        except ConfinedError as error:
            return not_checked(_WHY.get(error.code, Reason.DAMAGED), is_pdf=True)
        return Verdict.from_fields(reply.fields["verdict"])

    def close(self) -> None:
        """Stop the child; the next file starts another."""
        self._confined.close()
