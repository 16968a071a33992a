"""An answer of files is read by name: in the report with its digest, so that the file can be found back."""

from __future__ import annotations

from afweging.case.dossier import operations
from afweging.case.dossier.operations.evidence import Upload
from afweging.case.report.document.read import case_document
from afweging.foundation.database import Session
from afweging.settings import Settings
from tests.dossier import cases

NOW = cases.NOW


def test_the_report_names_each_file_with_its_digest(session: Session, settings: Settings) -> None:
    cases.equip(session)
    owner = cases.owner(session, settings)
    at = cases.weighing(session, owner)
    upload = Upload("contract.pdf", "application/pdf", 5, "a1" * 32)
    operations.add_evidence(session, owner, at, "bijlage", upload, now=NOW)
    session.flush()
    told = case_document(session, at, audience="internal", language="nl", now=NOW)
    (answer,) = (a for section in told.sections for a in section.answers if a.id == "bijlage")
    assert answer.words is not None
    assert answer.words.items == (f"contract.pdf, SHA-256 {'a1' * 32}",)
