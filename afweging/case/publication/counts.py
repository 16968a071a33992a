"""What the ledger implies of publications: checked by `afweging ledger verify`."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from afweging.case.dossier.models import Dossier
from afweging.case.publication.models import Entry, Publication
from afweging.foundation.database import Session
from afweging.foundation.ledger import implied_by
from afweging.foundation.ledger.counting import uncounted

VERBS = ("publication.published", "publication.rectified", "publication.retracted")


@implied_by("publications")
def publications(session: Session) -> Iterator[str]:
    """Every version of an entry, its corrections and its removal. Imported entries have no dossier."""
    rows = (
        select(Dossier.public_id)
        .join(Entry, Entry.dossier_id == Dossier.id)
        .join(Publication, Publication.entry_id == Entry.id)
    )
    return uncounted(session, "publications", rows, "dossier", *VERBS)
