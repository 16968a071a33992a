"""The 1,530 records of the national register as entries, for volume and search; never copied here."""

import json
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from afweging.register.records import EntryRecord, Organisation, StandardFields, Weighed
from afweging.register.slugs import slug_of

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("AFWEGING_SHARED", ROOT.parent / "shared")) / "data" / "algoritmes-nl-2026-08.json"
_STATUS = {"in_gebruik": "In gebruik", "in_ontwikkeling": "In ontwikkeling"}


def available() -> bool:
    """Whether the data lies beside the project."""
    return DATA.is_file()


def rows() -> list[dict[str, str]]:
    """The rows as they are."""
    found: list[dict[str, str]] = json.loads(DATA.read_text())["algoritmes"]
    return found


def code_of(name: str) -> str:
    """A code for an organisation that has none here."""
    return f"x-{slug_of(name)}"[:40]


def organisations() -> Iterator[Organisation]:
    """Every organisation in the data, as external."""
    for name in sorted({row["organisatie"] for row in rows()}):
        yield Organisation(code_of(name), name, external=True)


def records() -> Iterator[EntryRecord]:
    """Every row as an imported entry that was not weighed."""
    for row in rows():
        yield record(row)


def record(row: dict[str, str]) -> EntryRecord:
    """One row as an entry."""
    goal = row["doel"]
    first = re.split(r"(?<=[.!?]) ", goal, maxsplit=1)[0][:390] or row["title"]
    return EntryRecord(
        number=row["id"],
        organisation=code_of(row["organisatie"]),
        version=1,
        published_at=datetime.fromisoformat(row["geregistreerd"]).replace(tzinfo=UTC),
        change_reason="Overgenomen uit het landelijke register.",
        kind="algorithm",
        origin="imported",
        fields=StandardFields(
            name=row["title"][:100],
            description_short=first,
            organization=row["organisatie"],
            status=_STATUS.get(row["status"], "Buiten gebruik"),  # type: ignore[arg-type]  # checked words
            contact_email="",
            publication_category="Overige algoritmes",
            goal=goal,
            lawful_basis=row["juridische_basis"],
            url=row["url"],
        ),
        weighed=Weighed("not_yet"),
    )
