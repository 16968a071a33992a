"""The next act of a dossier, when it is one of this room's own or follows from what the officer found."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from afweging.case.dossier.addresses import dossier_url
from afweging.case.dossier.turn import Act, Seen, Turn, register_turn
from afweging.case.review.glance import mend_url, room_of, section_title, to_mend
from afweging.case.review.models import WHOLE_CASE
from afweging.case.review.page import place_of


def to_decide(seen: Seen) -> Turn | None:
    """Lead whoever holds the mandate to the page where they decide."""
    at = seen.assessment
    if at is None or at.state != "judged" or not seen.may("decide"):
        return None
    act = Act(_("Neem het besluit"), dossier_url(seen.dossier.public_id, "besluit"))
    return Turn(_("U bent aan zet"), True, act, at.due_on)


def to_review(seen: Seen) -> Turn | None:
    """Lead the officer in charge to the section that is up next."""
    room = room_of(seen)
    if room is None or room.state != "in_review" or not seen.may("find"):
        return None
    upcoming = next((place for place in room.places if place not in room.findings), None)
    page = dossier_url(seen.dossier.public_id, "beoordeling")
    if upcoming is None:
        act = Act(_("Leg uw oordeel vast"), page)
    elif upcoming == WHOLE_CASE:
        act = Act(_("Beoordeel de weging"), page)
    else:
        title = section_title(room, upcoming).replace(". ", ": ", 1)
        act = Act(_("Beoordeel onderdeel %(title)s", title=title), f"{page}#o-{place_of(upcoming)}")
    weak = any(finding.verdict == "insufficient" for finding in room.findings.values())
    note = "" if weak else _("Terugsturen kan zodra een onderdeel onvoldoende is.")
    return Turn(_("U bent aan zet"), True, act, room.assessment.due_on, note)


def to_improve(seen: Seen) -> Turn | None:
    """Lead the team to the first section that came back insufficient and was not worked on since."""
    room = room_of(seen)
    if room is None or room.state != "returned" or not seen.may("answer"):
        return None
    left = to_mend(room)
    if not left:
        return None
    words = ngettext("Verbeter %(num)d onderdeel", "Verbeter %(num)d onderdelen", len(left))
    if left[0].section_id == WHOLE_CASE:
        words = _("Verbeter de weging")
    act = Act(words, mend_url(room, left[0]))
    note = _("Daarna dient de eigenaar de weging opnieuw in.")
    return Turn(_("U bent aan zet"), True, act, room.assessment.due_on, note)


register_turn("decide", to_decide)
register_turn("review", to_review)
register_turn("improve", to_improve)
