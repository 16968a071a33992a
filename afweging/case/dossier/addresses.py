"""The addresses of a case, for rooms that link to each other without knowing each other."""

from __future__ import annotations

# Words that stand at the place of a section's id; a section that bears one of them has a longer address.
RESERVED = frozenset(
    (
        "weging",
        "indienen",
        "terughalen",
        "intrekken",
        "vragen",
        "uitkomsten",
        "uitkomst",
        "toets",
        "onderdeel",
        "vragenlijst",
        "waarom",
    )
)


def dossier_url(public_id: str, room: str = "") -> str:
    """Return the address of a dossier, or of a room's page in it (`beoordeling`, `voorwaarden`, …)."""
    return f"/werk/dossiers/{public_id}" + (f"/{room}" if room else "")


def assessment_url(public_id: str, page: str = "") -> str:
    """Return the address of an assessment, or of a page of it (`weging`, `indienen`, …)."""
    return f"/werk/wegingen/{public_id}" + (f"/{page}" if page else "")


def section_url(public_id: str, section_id: str) -> str:
    """Return the address of a section."""
    page = f"onderdeel/{section_id}" if section_id in RESERVED else section_id
    return assessment_url(public_id, page)


def question_url(public_id: str, kind: str, section_id: str, question_id: str) -> str:
    """Return the address of a question on the page where it is answered."""
    page = assessment_url(public_id, "toets") if kind == "quick_scan" else section_url(public_id, section_id)
    return f"{page}#q-{question_id}"


def save_url(public_id: str, question_id: str) -> str:
    """Return where a question saves itself."""
    return assessment_url(public_id, f"vragen/{question_id}")


def evidence_url(public_id: str) -> str:
    """Return where a file is fetched."""
    return f"/werk/bewijs/{public_id}"
