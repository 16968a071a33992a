"""After the approval: the owner takes the application into use."""

from __future__ import annotations

from flask_babel import gettext as _

from afweging.case.dossier.addresses import dossier_url
from afweging.case.dossier.history import OFFICER, Telling, tell
from afweging.case.dossier.turn import Act, Seen, Turn, register_turn

APPROVED = ("approved", "approved_with_conditions")


def to_go_live(seen: Seen) -> Turn | None:
    """Lead the owner to where it goes live; that page says what still stands in the way."""
    at, dossier = seen.assessment, seen.dossier
    starts = dossier.lifecycle == "development" and dossier.route != "catching_up"
    if at is None or at.state not in APPROVED or not starts or not seen.may("go_live"):
        return None
    act = Act(_("Neem de toepassing in gebruik"), dossier_url(dossier.public_id, "ingebruikname"))
    return Turn(_("U bent aan zet"), True, act)


register_turn("go_live", to_go_live)
tell(
    "dossier.publication_excused",
    Telling(
        OFFICER,
        lambda who, d: _("%(who)s legde vast waarom de toepassing nog niet in het register staat.", who=who),
        lambda d: str(d.get("because") or ""),
    ),
)
