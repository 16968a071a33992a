"""“Is dit rapport echt?”: from a file or a code to one verdict in plain words.

The order of architecture and tech.md §2: first the digest against the issued reports, which settles nearly
every case at once; only an unknown file goes to the verifier of seals. A code finds a report and proves
nothing about the paper it was read from.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import IO

from afweging.foundation.seal import Reason, Verdict

from . import queries
from .language import Language
from .queries import StoredReport
from .words import mark

LARGEST = 50 * 1024 * 1024
CODE_LENGTH = 12
_CODE_SIGNS = frozenset("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_READ_AS = str.maketrans("ILO", "110")
_CHUNK = 1 << 18

Verifier = Callable[[bytes], Verdict]


@dataclass(frozen=True)
class Finding:
    """The verdict as the page shows it. `tone` is good, care, bad or plain; `kind` is its stable name."""

    kind: str
    tone: str
    title: str
    lead: str
    report: StoredReport | None = None
    newest: StoredReport | None = None
    details: tuple[tuple[str, str], ...] = ()
    advice: str = ""


def normal_code(typed: str) -> str:
    """A code as it is stored: capitals, no hyphens or spaces; I and L are 1, O is 0 (Crockford)."""
    signs = "".join(sign for sign in typed.upper() if sign not in " -\u2010\u2011\u2013\t.")
    return signs.translate(_READ_AS)


def well_formed(code: str) -> bool:
    """Whether a normal code could be one of ours."""
    return len(code) == CODE_LENGTH and set(code) <= _CODE_SIGNS


def check_code(connection: sqlite3.Connection, typed: str, said: Language) -> Finding:
    """The report that a code belongs to."""
    code = normal_code(typed)
    report = queries.report_by_code(connection, code) if well_formed(code) else None
    if report is None:
        return Finding(
            "unknown_code",
            "plain",
            said.say("Deze code kennen wij niet."),
            said.say(
                "Kijk of u de code goed hebt overgetypt: %(length)s letters en cijfers.", length=CODE_LENGTH
            ),
        )
    newest = _newest(connection, report)
    tone, title = _code_words(report, said)
    return Finding(
        f"code_{report.status}",
        tone,
        title,
        _issued(report, newest, said),
        report,
        newest,
        _stored_details(report, said),
        said.say(
            "Met een code weet u niet of uw papier gelijk is aan dit rapport. Dat moet u zelf vergelijken."
        ),
    )


def _code_words(report: StoredReport, said: Language) -> tuple[str, str]:
    if report.status == "revoked":
        return "care", said.say("Dit rapport is ingetrokken.")
    if report.superseded:
        return "care", said.say("Bij deze code hoort een rapport dat niet meer het nieuwste is.")
    return "plain", said.say("Bij deze code hoort dit rapport.")


def digest_of(stream: IO[bytes]) -> tuple[str, int]:
    """SHA-256 and length of a file, read in pieces; it is left at its start again."""
    digest, length = hashlib.sha256(), 0
    while chunk := stream.read(_CHUNK):
        digest.update(chunk)
        length += len(chunk)
    stream.seek(0)
    return digest.hexdigest(), length


def check_file(
    connection: sqlite3.Connection, stream: IO[bytes], verifier: Verifier, said: Language
) -> Finding:
    """The verdict on an uploaded file."""
    sha256, _ = digest_of(stream)
    if report := queries.report_by_digest(connection, sha256):
        return _known(connection, report, said)
    data = stream.read()
    if b"%PDF-" not in data[:1024]:
        return _not_a_pdf(said)
    return _by_seal(verifier(data), sha256, said)


def _known(connection: sqlite3.Connection, report: StoredReport, said: Language) -> Finding:
    newest = _newest(connection, report)
    kind, tone, title = _KNOWN["revoked" if report.status == "revoked" else _age(report)]
    same = (said.say("Bestand"), said.say("Gelijk aan het bestand dat wij uitgaven"))
    return Finding(
        kind,
        tone,
        said.say(title),
        _issued(report, newest, said),
        report,
        newest,
        (same, *_stored_details(report, said)),
    )


def _age(report: StoredReport) -> str:
    return "superseded" if report.superseded else "valid"


_KNOWN: Mapping[str, tuple[str, str, str]] = {
    "valid": ("genuine", "good", mark("Dit rapport is echt en niet veranderd.")),
    "superseded": ("genuine_superseded", "care", mark("Dit rapport is echt, maar niet meer het nieuwste.")),
    "revoked": ("genuine_revoked", "care", mark("Dit rapport is echt, maar ingetrokken.")),
}


def _issued(report: StoredReport, newest: StoredReport | None, said: Language) -> str:
    values = {"organisation": report.organisation, "day": said.day(report.issued_at)}
    first = said.say("%(organisation)s gaf het uit op %(day)s.", **values)
    if report.superseded and newest and newest.code != report.code:
        later = said.day(newest.issued_at)
        return f"{first} " + said.say("Op %(day)s kwam er een nieuw rapport.", day=later)
    if report.name and not report.superseded and report.status == "valid":
        return f"{first} " + said.say("Het is het nieuwste rapport over ‘%(name)s’.", name=report.name)
    if not report.name:
        return f"{first} " + said.say("Wat erin staat, tonen wij hier niet.")
    return first


def _newest(connection: sqlite3.Connection, report: StoredReport) -> StoredReport | None:
    return queries.newest_report_of(connection, report.number) if report.number else None


def _stored_details(report: StoredReport, said: Language) -> tuple[tuple[str, str], ...]:
    code = "-".join(report.code[place : place + 4] for place in range(0, len(report.code), 4))
    decided = (said.say("Besluit"), report.decision_words) if report.decision_words else None
    details = (
        (said.say("Uitgegeven"), said.moment(report.issued_at)),
        decided,
        (said.say("Code"), code),
        (said.say("Kenmerk (SHA-256)"), grouped(report.sha256)),
    )
    return tuple(detail for detail in details if detail)


def grouped(sha256: str) -> str:
    """A digest in groups of four, for reading aloud."""
    return " ".join(sha256[place : place + 4] for place in range(0, len(sha256), 4))


def _not_a_pdf(said: Language) -> Finding:
    return Finding(
        "not_a_pdf",
        "plain",
        said.say("Dit bestand is geen pdf."),
        said.say("Onze rapporten zijn altijd een pdf. Kies het bestand zoals u het kreeg."),
    )


def _by_seal(verdict: Verdict, sha256: str, said: Language) -> Finding:
    kind = _kind_of(verdict)
    tone, title, lead = _SEALS[kind]
    return Finding(
        kind,
        tone,
        said.say(title),
        said.say(lead),
        details=_seal_details(verdict, sha256, said),
        advice=said.say("Het echte rapport haalt u op bij de toepassing zelf.") if tone == "bad" else "",
    )


_UNREADABLE = frozenset({Reason.NOT_CHECKED, Reason.TOO_MUCH_WORK, Reason.TOO_LARGE, Reason.ENCRYPTED})


def _kind_of(verdict: Verdict) -> str:
    if not verdict.is_pdf and Reason.NOT_A_PDF in verdict.reasons:
        return "damaged"
    if _UNREADABLE & set(verdict.reasons):
        return "not_checked"
    if not verdict.signed:
        return "damaged" if Reason.DAMAGED in verdict.reasons else "not_ours"
    if not verdict.intact or not verdict.whole:
        return "changed" if verdict.trusted or _claims_to_be_ours(verdict) else "not_ours"
    return "sealed_not_listed" if verdict.trusted else "not_ours"


def _claims_to_be_ours(verdict: Verdict) -> bool:
    """A broken seal proves no signer: a damaged file that bears one is called changed, not foreign."""
    return not verdict.intact and Reason.UNKNOWN_SIGNER not in verdict.reasons


_SEALS: Mapping[str, tuple[str, str, str]] = {
    "changed": (
        "bad",
        mark("Vertrouw dit bestand niet."),
        mark("Er is iets in veranderd nadat het zegel is gezet. Wij kunnen niet zien wie dat deed."),
    ),
    "sealed_not_listed": (
        "care",
        mark("Het zegel klopt, maar dit rapport staat niet in ons register."),
        mark("Het bestand is niet veranderd. Wij kunnen alleen niet zien of het nog het nieuwste is."),
    ),
    "not_ours": (
        "plain",
        mark("Dit bestand is niet van ons."),
        mark("Er zit geen zegel op dat wij kennen. Wij kunnen er dus niets over zeggen."),
    ),
    "damaged": (
        "plain",
        mark("Dit bestand kunnen wij niet lezen."),
        mark("Het is beschadigd, of het is geen pdf. Een rapport van ons is het zo niet."),
    ),
    "not_checked": (
        "plain",
        mark("Wij konden dit bestand niet controleren."),
        mark("Het is op slot, te groot of te ingewikkeld. Het staat in elk geval niet in ons register."),
    ),
}


def _seal_details(verdict: Verdict, sha256: str, said: Language) -> tuple[tuple[str, str], ...]:
    say = said.say
    details = [(say("Zegel"), _seal_words(verdict, said))]
    if verdict.trusted and verdict.organisation:
        details.append((say("Zegel van"), verdict.organisation))
    if verdict.trusted and verdict.time:
        details.append((say("Tijdstip van het zegel"), said.moment(verdict.time)))
    if verdict.signed:
        whole = say("Niets") if verdict.whole else say("Na het zegel is iets toegevoegd of veranderd")
        details.append((say("Wat anders is"), whole))
    details.append((say("In het register"), say("Dit bestand staat er niet in")))
    details.append((say("Kenmerk (SHA-256)"), grouped(sha256)))
    return tuple(details)


def _seal_words(verdict: Verdict, said: Language) -> str:
    if not verdict.signed:
        return said.say("Er zit geen zegel op dat wij konden lezen")
    if not verdict.intact:
        return said.say("Ongeldig: het hoort niet bij deze inhoud")
    return said.say("Geldig") if verdict.trusted else said.say("Van iemand die wij niet kennen")
