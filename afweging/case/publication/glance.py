"""What the public reads of a dossier now, for its overview."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from afweging.case.dossier.addresses import dossier_url
from afweging.case.dossier.glance import Fact, Piece, register_glance
from afweging.case.dossier.turn import Seen
from afweging.case.publication.queries import entry_of, latest_publication
from afweging.foundation.web.language import current_language
from afweging.register.language import language
from afweging.register.presentation import EntryView
from afweging.register.records import EntryRecord


def glance(seen: Seen) -> Iterator[Piece]:
    """Give the words that the register shows of the weighing, or that there is nothing to read yet."""
    entry = entry_of(seen.session, seen.dossier)
    last = latest_publication(seen.session, entry) if entry else None
    words = _("nog niets: het dossier staat niet in het register")
    if last is not None:
        words = _("‘%(words)s’", words=_weighed(EntryRecord.from_json(last.record)))
    yield Fact(_("Het publiek leest nu"), words, dossier_url(seen.dossier.public_id, "publicatie"))


def _weighed(record: EntryRecord) -> str:
    mark = EntryView(record, None, language(current_language())).mark
    return f"{mark.word}, {mark.when}" if mark.when else mark.word


register_glance("publication", glance)
