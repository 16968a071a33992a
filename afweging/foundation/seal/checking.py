"""Reading a PDF that anybody may have made, and judging the seal on it. Runs in the confined child.

That a signature is valid says nothing on what was appended later, so we ask for coverage and the kind of
change; and nothing on the bytes of the signature itself, so `envelope` reads those strictly.
"""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from asn1crypto import pem
from asn1crypto import x509 as asn1_x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator import ValidationContext

from afweging.foundation.seal.envelope import strictly_written
from afweging.foundation.seal.verdict import Reason, Verdict, not_checked

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)
logging.getLogger("pyhanko_certvalidator").setLevel(logging.CRITICAL)

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[\s*0\s+\d{1,9}\s+(\d{1,9})\s+(\d{1,9})\s*\]")


def check_pdf(pdf: bytes, roots: Sequence[bytes], now: datetime) -> Verdict:
    """The verdict on a file; never raises but `MemoryError` and `RecursionError`, which the child answers
    for."""
    if b"%PDF-" not in pdf[:1024]:
        return not_checked(Reason.NOT_A_PDF)
    try:
        return _check(pdf, roots, now)
    except (MemoryError, RecursionError):
        raise
    except (
        Exception
    ):  # pyHanko raises many kinds on damaged files, and each of them means the same to the reader
        return _under_a_tail(pdf, roots, now) or not_checked(Reason.DAMAGED, is_pdf=True)


def _under_a_tail(pdf: bytes, roots: Sequence[bytes], now: datetime) -> Verdict | None:
    """The verdict on a file that only became unreadable by what was put behind its seal: changed
    afterwards."""
    ends = {int(start) + int(length) for start, length in _BYTE_RANGE.findall(pdf)}
    end = max((end for end in ends if end < len(pdf)), default=0)
    try:
        verdict = _check(pdf[:end], roots, now)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # as above: nothing beneath it can be read either
        return None
    reasons = (Reason.CHANGED_AFTERWARDS, *verdict.reasons)
    return replace(verdict, whole=False, reasons=reasons) if verdict.intact else None


def _check(pdf: bytes, roots: Sequence[bytes], now: datetime) -> Verdict:
    reader = PdfFileReader(io.BytesIO(pdf), strict=False)
    if reader.encrypted:
        return not_checked(Reason.ENCRYPTED, is_pdf=True)
    signatures = reader.embedded_regular_signatures
    if not signatures:
        return not_checked(Reason.UNSIGNED, is_pdf=True)
    seal = signatures[0]
    # What was added after our seal need not be understood: comparing revisions takes pyHanko twenty seconds.
    status = validate_pdf_signature(seal, _context(roots, now), _context(roots, now), skip_diff=True)
    intact = bool(status.intact and status.valid and _stamp_holds(status) and strictly_written(pdf, seal))
    whole = intact and _covers_all(pdf, seal, status) and len(signatures) == 1
    verdict = Verdict(is_pdf=True, signed=True, intact=intact, trusted=bool(status.trusted), whole=whole)
    verdict = replace(verdict, **_who_and_when(status))
    return replace(verdict, reasons=tuple(_reasons(verdict, seal, now)))


def _context(roots: Sequence[bytes], now: datetime) -> ValidationContext:
    """Trust what we were given and nothing else: no system list, no fetching."""
    return ValidationContext(
        trust_roots=[_certificate(root) for root in roots], moment=now, allow_fetching=False
    )


def _certificate(data: bytes) -> asn1_x509.Certificate:
    der = pem.unarmor(data)[2] if pem.detect(data) else data
    return asn1_x509.Certificate.load(der)


def _covers_all(pdf: bytes, seal: Any, status: Any) -> bool:
    """Our seal is the last revision, so whatever stands after it is somebody else's, harmless or not."""
    _, _, end, rest = (int(number) for number in seal.byte_range)
    return bool(status.coverage == SignatureCoverageLevel.ENTIRE_FILE) and end + rest == len(pdf)


def _stamp_holds(status: Any) -> bool:
    """A time stamp is not required, but a broken one is a change. Whether we trust who gave it is another
    question."""
    stamp = status.timestamp_validity
    return stamp is None or bool(stamp.valid and stamp.intact)


def _who_and_when(status: Any) -> dict[str, Any]:
    subject = status.signing_cert.subject.native
    proven = status.timestamp_validity
    is_proven = bool(proven is not None and proven.valid and proven.intact and proven.trusted)
    time = proven.timestamp if is_proven else status.signer_reported_dt
    return {
        "signer": _text(subject.get("common_name")),
        "organisation": _text(subject.get("organization_name")),
        "time": time.astimezone(UTC) if time else None,
        "time_is_proven": is_proven,
    }


def _text(value: object) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    return str(value)[:200] if value else None


def _reasons(verdict: Verdict, seal: Any, now: datetime) -> list[Reason]:
    reasons = []
    if not verdict.intact:
        reasons.append(Reason.CHANGED)
    elif not verdict.whole:
        reasons.append(Reason.CHANGED_AFTERWARDS)
    if seal.docmdp_level is None:
        reasons.append(Reason.NOT_CERTIFIED)
    if verdict.intact and not verdict.trusted:  # of a broken seal nobody can say whose it was
        expired = seal.signer_cert.not_valid_after < now
        reasons.append(Reason.SEAL_EXPIRED if expired else Reason.UNKNOWN_SIGNER)
    return reasons
