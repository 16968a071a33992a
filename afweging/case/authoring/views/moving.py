"""Moving, hiding, showing again, resetting and removing parts: a button each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.authoring import operations
from afweging.case.authoring.keys.base import tidy
from afweging.case.authoring.messages import in_dutch
from afweging.case.authoring.tree import Node
from afweging.case.authoring.views.common import (
    PART,
    SAID,
    Answer,
    Desk,
    blueprint,
    desk_of,
    in_query,
    part_ref,
    posted_revision,
    to_part,
)
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Conflict, NotFound
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.questionnaire.editing import NotEditable, VariantText
from afweging.questionnaire.parts import FILE, Beside, PartRef

LONGEST_REASON = 500
"""Of a reason in a message: it travels in a cookie."""


class _Refused(Exception):
    """An act that cannot be done; the words say why."""


@blueprint.post(f"{PART}/<act>")
@in_query
def act(public_id: str, kind: str, name: str, act: str) -> Answer:
    """Do one thing to a part."""
    ref = part_ref(kind, name)
    if act not in _ACTS:
        raise NotFound("act_unknown", _("Dit kan hier niet."))
    try:
        with writing():
            desk = desk_of(public_id)
            if desk.reading.editable is None:
                raise _Refused(_("De tekst van dit concept is geen YAML. Herstel die eerst."))
            text, said = _ACTS[act](desk, ref)
            owner = desk.tree.by_ref[ref].owner if ref in desk.tree.by_ref else FILE
            operations.save(
                db.session(), current_actor(), desk.draft, text, base_revision=posted_revision(), now=now()
            )
    except (_Refused, NotEditable, Conflict) as error:
        flash(_words(error) + _reason_typed(), "error")
        return to_part(desk_of(public_id).draft, ref)
    except KeyError:
        raise NotFound("part_unknown", _("Dit deel bestaat niet, of niet meer.")) from None
    flash(said)
    return _after(desk_of(public_id), ref, owner)


def _words(error: _Refused | NotEditable | Conflict) -> str:
    if isinstance(error, Conflict):
        return error.message
    return in_dutch(str(error)) if isinstance(error, NotEditable) else str(error)


def _reason_typed() -> str:
    """The reason that came with an act that was refused, so that nobody has to think of it again."""
    because = tidy(request.form.get("because", ""))[:LONGEST_REASON]
    return " " + _("U schreef als reden: ‘%(because)s’", because=because) if because else ""


def _after(desk: Desk, ref: PartRef, owner: PartRef) -> Response:
    """Back to the part, or to the list in which its button stood; to what it stood in when it is gone."""
    if ref in desk.tree.by_ref:
        if "list" in request.form and owner in desk.tree.by_ref:
            return to_part(desk.draft, owner, f"deel-{ref.kind}-{ref.id}")
        return to_part(desk.draft, ref)
    if owner in desk.tree.by_ref:
        return to_part(desk.draft, owner)
    return redirect(url_for("authoring.draft", public_id=desk.draft.public_id, _anchor=SAID), 303)


def _node(desk: Desk, ref: PartRef) -> Node:
    return desk.tree.by_ref[ref]


def _beside(step: int) -> Callable[[Desk, PartRef], tuple[str, str]]:
    def move(desk: Desk, ref: PartRef) -> tuple[str, str]:
        node = _node(desk, ref)
        siblings = desk.tree.siblings(node)
        place = next(number for number, each in enumerate(siblings) if each.ref == ref)
        if not 0 <= place + step < len(siblings):
            raise _Refused(_("Dit staat al vooraan.") if step < 0 else _("Dit staat al achteraan."))
        beside = siblings[place + step].ref.id
        edited = _editable(desk).move(
            ref, node.owner, Beside(before=beside) if step < 0 else Beside(after=beside)
        )
        return edited.document.text, _("Verplaatst.")

    return move


def _to_section(desk: Desk, ref: PartRef) -> tuple[str, str]:
    target = PartRef("section", request.form.get("section", ""))
    if ref.kind != "question" or target not in desk.tree.by_ref:
        raise _Refused(_("Kies een onderdeel."))
    edited = _editable(desk).move(ref, target)
    return edited.document.text, _("Verplaatst naar ‘%(title)s’.", title=desk.tree.by_ref[target].title)


def _remove(desk: Desk, ref: PartRef) -> tuple[str, str]:
    """Remove what is one's own; hide what is national, with its reason."""
    editable = _editable(desk)
    if ref == FILE:
        raise _Refused(_("Dit kan hier niet."))
    if not isinstance(editable, VariantText) or editable.is_local(ref):
        return editable.remove(ref).document.text, _("Verwijderd. U kunt dit ongedaan maken.")
    because = tidy(request.form.get("because", ""))
    if not because:
        raise _Refused(_("Schrijf waarom u dit verbergt. Die reden staat bij uw variant."))
    edited = editable.remove(ref, {desk.tree.language: because})
    return edited.document.text, _("Verborgen.")


def _restore(desk: Desk, ref: PartRef) -> tuple[str, str]:
    return _variant(desk).restore(ref).document.text, _("Weer te zien.")


def _reset(desk: Desk, ref: PartRef) -> tuple[str, str]:
    path = tuple(filter(None, request.form.get("path", "").split(".")))
    return _variant(desk).reset(ref, path).document.text, _("Weer zoals in het landelijke model.")


def _variant(desk: Desk) -> VariantText:
    editable = desk.reading.editable
    if not isinstance(editable, VariantText):
        raise _Refused(_("Dit kan alleen in een variant."))
    return editable


def _editable(desk: Desk) -> Any:
    return desk.reading.editable


_ACTS: Mapping[str, Callable[[Desk, PartRef], tuple[str, str]]] = {
    "omhoog": _beside(-1),
    "omlaag": _beside(1),
    "naar": _to_section,
    "weg": _remove,
    "toon": _restore,
    "landelijk": _reset,
}
