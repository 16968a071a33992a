"""Seals: an organisation's key, the signature that it puts on a PDF, and the verdict on a PDF that comes
back.

Importing this package loads neither pyHanko nor its friends: `sign` and `verify` do so when they are called
(in the worker and on the command line), `Verifier` leaves it to a confined child (in web processes).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from afweging.foundation.seal.in_force import ensure_seal
from afweging.foundation.seal.keys import (
    OpenSeal,
    Seal,
    SealUnusable,
    make_keys,
    organisation_seal,
    trust_roots,
)
from afweging.foundation.seal.verdict import Reason, Verdict
from afweging.foundation.seal.verifier import Verifier

__all__ = [
    "OpenSeal",
    "Reason",
    "Seal",
    "SealUnusable",
    "Verdict",
    "Verifier",
    "ensure_seal",
    "make_keys",
    "organisation_seal",
    "sign",
    "trust_roots",
    "verify",
]


def sign(pdf: bytes, seal: Seal, *, reason: str, now: datetime, tsa_url: str | None = None) -> bytes:
    """The PDF with the seal on it as a PAdES certification; no change is permitted afterwards.

    Raises `SealUnusable` when the key cannot be opened. With `tsa_url` a time-stamping authority vouches for
    the time.
    """
    from afweging.foundation.seal.signing import sign_pdf

    return sign_pdf(pdf, seal.open(), reason=reason, now=now, tsa_url=tsa_url)


def verify(pdf: bytes, trust: Sequence[bytes], *, now: datetime) -> Verdict:
    """The verdict on a file, in this process: for files we made and for the command line. Uploads:
    `Verifier`."""
    from afweging.foundation.seal.checking import check_pdf
    from afweging.foundation.seal.verdict import not_checked

    try:
        return check_pdf(pdf, trust, now)
    except (MemoryError, RecursionError):
        return not_checked(Reason.TOO_MUCH_WORK, is_pdf=True)
