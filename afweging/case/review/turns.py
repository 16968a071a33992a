"""Where the next act of a dossier is, when it is one of this room's own pages."""

from __future__ import annotations

from flask_babel import gettext as _

from afweging.case.dossier.addresses import dossier_url
from afweging.case.dossier.turn import Act, Seen, Turn, register_turn


def to_decide(seen: Seen) -> Turn | None:
    """Lead whoever holds the mandate to the page where they decide."""
    at = seen.assessment
    if at is None or at.state != "judged" or not seen.may("decide"):
        return None
    act = Act(_("Neem het besluit"), dossier_url(seen.dossier.public_id, "besluit"))
    return Turn(_("U bent aan zet"), True, act, at.due_on)


register_turn("decide", to_decide)
