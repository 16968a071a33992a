"""What is found when somebody hands in a file and asks: is this yours, and is it whole?"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any


class Reason(StrEnum):
    """Why a file is not simply good. The words for people are made where they are shown."""

    NOT_A_PDF = "not_a_pdf"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    UNSIGNED = "unsigned"
    CHANGED = "changed"
    CHANGED_AFTERWARDS = "changed_afterwards"
    NOT_CERTIFIED = "not_certified"
    UNKNOWN_SIGNER = "unknown_signer"
    SEAL_EXPIRED = "seal_expired"
    TOO_LARGE = "too_large"
    TOO_MUCH_WORK = "too_much_work"
    NOT_CHECKED = "not_checked"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings on one file.

    `is_pdf`: it starts as a PDF does. `signed`: it bears a signature that could be read. `intact`: the signed
    bytes are unchanged. `trusted`: by a seal that we know. `whole`: nothing was added or changed after
    sealing. `signer` and `organisation` are names from the certificate, also when it is not trusted: show
    them with care. `time` is UTC; `time_is_proven` says that a time-stamping authority we trust vouches for
    it, not just the signer.
    """

    is_pdf: bool = False
    signed: bool = False
    intact: bool = False
    trusted: bool = False
    whole: bool = False
    signer: str | None = None
    organisation: str | None = None
    time: datetime | None = None
    time_is_proven: bool = False
    reasons: tuple[Reason, ...] = ()

    @property
    def genuine(self) -> bool:
        """Ours, whole, and nothing else to say."""
        found = (self.is_pdf, self.signed, self.intact, self.trusted, self.whole)
        return all(found) and not self.reasons

    def as_fields(self) -> dict[str, Any]:
        """Plain JSON, for the child process and for `--json`."""
        time = self.time.isoformat() if self.time else None
        return {**asdict(self), "time": time, "reasons": [str(reason) for reason in self.reasons]}

    @classmethod
    def from_fields(cls, fields: dict[str, Any]) -> Verdict:
        """The verdict that `as_fields` wrote."""
        time = datetime.fromisoformat(fields["time"]) if fields["time"] else None
        return cls(**{**fields, "time": time, "reasons": tuple(Reason(code) for code in fields["reasons"])})


def not_checked(*reasons: Reason, is_pdf: bool = False) -> Verdict:
    """A verdict on a file of which no signature could be looked at."""
    return Verdict(is_pdf=is_pdf, reasons=reasons)
