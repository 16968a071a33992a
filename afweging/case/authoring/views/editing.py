"""One part of a draft: its page, saving it, and adding another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import flash, request
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from afweging.case.authoring import operations
from afweging.case.authoring.adding import new_part, types_for
from afweging.case.authoring.keys import Entered
from afweging.case.authoring.keys.base import as_typed, tidy
from afweging.case.authoring.messages import in_dutch
from afweging.case.authoring.part import PartPage, changed_keys, context_of, part_page
from afweging.case.authoring.rule_builder import FormInvalid, built_rule
from afweging.case.authoring.tree import Node
from afweging.case.authoring.views.common import (
    DRAFT,
    PART,
    Answer,
    Desk,
    blueprint,
    desk_of,
    in_query,
    part_ref,
    posted_revision,
    show,
    to_part,
)
from afweging.foundation.database import db, writing
from afweging.foundation.errors import Conflict, Invalid, NotFound
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.web.dates import now
from afweging.foundation.web.language import current_language
from afweging.questionnaire.editing import NotEditable
from afweging.questionnaire.parts import FILE, KINDS, LIST_OF, LISTS, OWNER_KIND, Beside, PartRef

GONE = "part_unknown"


@blueprint.get(PART)
@in_query
def part(public_id: str, kind: str, name: str) -> Answer:
    """Show one part with all its fields."""
    desk = desk_of(public_id)
    return _part_page(desk, _page(desk, part_ref(kind, name)))


@blueprint.post(PART)
@in_query
def save_part(public_id: str, kind: str, name: str) -> Answer:
    """Keep what was filled in; a button of the rule builder only draws the page again."""
    ref = part_ref(kind, name)
    act = request.form.get("act", "")
    if act.startswith("build-"):
        return _build(desk_of(public_id), ref, act)
    try:
        with writing():
            desk = desk_of(public_id)
            errors = _save(desk, ref)
    except Conflict:
        desk = desk_of(public_id)
        flash(
            _("Iemand anders bewaarde intussen iets anders. Hieronder staan beide; bewaar wat moet gelden."),
            "warning",
        )
        return _part_page(desk, _page(desk, ref, theirs=True)), 409
    if errors:
        return _part_page(desk, _page(desk, ref, errors=errors)), 422
    flash(_("Bewaard."))
    return to_part(desk.draft, ref)


def _save(desk: Desk, ref: PartRef) -> Mapping[str, str]:
    """Save the keys that changed; return what is wrong per key, when nothing was saved."""
    page = _page(desk, ref)
    keys, errors = changed_keys(page, request.form)
    because = _because(page)
    if errors or not (keys or because):
        return errors
    assert desk.reading.editable is not None  # _page saw to it
    try:
        edited: Any = desk.reading.editable.set_keys(ref, keys, because) if keys else None
        if edited is None:
            edited = desk.reading.editable.give_because(ref, because)  # type: ignore[union-attr]  # of a variant
    except NotEditable as error:
        return {next(iter(keys), "because"): in_dutch(str(error))}
    try:
        operations.save(
            db.session(),
            current_actor(),
            desk.draft,
            edited.document.text,
            base_revision=posted_revision(),
            now=now(),
        )
    except Invalid as error:
        return {next(iter(keys), "because"): error.message}
    return {}


def _because(page: PartPage) -> Any:
    """The reason that was given, when it is another than the one that stands."""
    given = tidy(request.form.get("because", ""))
    if not page.asks_because or given == page.because:
        return None
    return {page.context.language: given} if given else None


def _page(
    desk: Desk,
    ref: PartRef,
    *,
    entered: Entered | None = None,
    errors: Mapping[str, str] | None = None,
    theirs: bool = False,
) -> PartPage:
    if desk.reading.editable is None:
        raise NotFound(GONE, _("De tekst van dit concept is geen YAML. Herstel die eerst."))
    more = tuple(each for each in request.args.getlist("taal") if each.isalpha() and len(each) == 2)
    try:
        return part_page(
            desk.reading,
            desk.tree,
            ref,
            current_language(),
            entered=as_typed(entered or request.form) if request.method == "POST" else None,
            errors=errors,
            more_languages=more,
            theirs=theirs,
        )
    except KeyError:
        raise NotFound(GONE, _("Dit deel bestaat niet, of niet meer.")) from None


def _part_page(desk: Desk, page: PartPage) -> str:
    siblings = desk.tree.siblings(page.node) if page.node else []
    return show(
        "part.html",
        desk,
        page=page,
        siblings=siblings,
        preview=_preview(desk, page),
        can_undo=operations.earlier(db.session(), desk.draft) is not None,
    )


def _preview(desk: Desk, page: PartPage) -> Markup | None:
    """The question as the team sees it, as long as the draft can be read."""
    from afweging.case.authoring.preview import preview

    return preview(desk.reading, page.ref, current_language())


def _build(desk: Desk, ref: PartRef, act: str) -> Answer:
    """Draw the page again with the rule builder as it was filled in, or with its rule put in the field."""
    name, _dash, what = act.removeprefix("build-").rpartition(":")
    questionnaire = desk.reading.questionnaire
    entered: Entered = MultiDict(request.form)
    errors: dict[str, str] = {}
    if what == "use" and questionnaire is not None:
        try:
            entered[name] = built_rule(questionnaire, ref, name, entered)
            entered["act"] = ""
        except FormInvalid as error:
            row = error.row + 1
            errors[name.removeprefix("k-")] = _("Rij %(row)s is nog niet af. Kies ook een waarde.", row=row)
    return _part_page(desk, _page(desk, ref, entered=entered, errors=errors)), 422 if errors else 200


@blueprint.get(f"{DRAFT}/nieuw/<kind>")
@in_query
def adding(public_id: str, kind: str) -> Answer:
    """Ask what a new part is called, and what its kind needs."""
    desk = desk_of(public_id)
    return _add_page(desk, kind, _owner(desk, kind), {})


@blueprint.post(f"{DRAFT}/nieuw/<kind>")
@in_query
def add(public_id: str, kind: str) -> Answer:
    """Add a part, and go to its page."""
    with writing():
        desk = desk_of(public_id)
        owner = _owner(desk, kind)
        editable = desk.reading.editable
        if editable is None:
            raise NotFound(GONE, _("De tekst van dit concept is geen YAML. Herstel die eerst."))
        data, errors = new_part(editable, kind, request.form, context_of(desk.tree))
        try:
            if not errors:
                edited = editable.add(kind, owner, data, Beside(after=_after(desk, kind, owner)))
                operations.save(
                    db.session(), current_actor(), desk.draft, edited.document.text,
                    base_revision=posted_revision(), now=now(),
                )  # fmt: skip
        except KeyError:
            errors["new-more"] = _("Waar dit in zou komen, is er niet meer.")
        except NotEditable as error:
            errors["new-more"] = in_dutch(str(error))
        except (Conflict, Invalid) as error:
            errors["new-more"] = error.message
        if errors:
            return _add_page(desk_of(public_id), kind, owner, errors), 422
    flash(_("Toegevoegd."))
    return to_part(desk.draft, PartRef(kind, data["id"], owner.id if kind in _OWNED else ""))


_OWNED = frozenset(kind for kind in OWNER_KIND if kind != "question")


def _after(desk: Desk, kind: str, owner: PartRef) -> str | None:
    """The neighbour that the address names, or else the last one of the list; hidden ones count too."""
    given = request.args.get("na", "")
    siblings = [each.ref.id for each in _in_list(desk, kind, owner)]
    return given if given in siblings else (siblings[-1] if siblings else None)


def _in_list(desk: Desk, kind: str, owner: PartRef) -> list[Node]:
    if owner == FILE:
        return desk.tree.sections if kind == "section" else desk.tree.lists.get(kind, [])
    node = desk.tree.by_ref.get(owner)
    return [each for each in node.inner if each.ref.kind == kind] if node else []


def _owner(desk: Desk, kind: str) -> PartRef:
    """What the new part goes into, from the address."""
    if kind not in KINDS:
        raise NotFound(GONE, _("Dit soort deel bestaat niet."))
    owner_kind = OWNER_KIND.get(kind)
    if owner_kind is None:
        return FILE
    owner = PartRef(owner_kind, request.args.get("in", ""))
    if owner not in desk.tree.by_ref or LIST_OF[kind] not in LISTS.get(owner_kind, {}):
        raise NotFound(GONE, _("Waar dit in zou komen, is er niet meer."))
    return owner


def _add_page(desk: Desk, kind: str, owner: PartRef, errors: Mapping[str, str]) -> str:
    context = context_of(desk.tree)
    return show(
        "add.html",
        desk,
        kind=kind,
        owner=desk.tree.by_ref.get(owner),
        errors={_at(kind, name, context.language): message for name, message in errors.items()},
        entered=as_typed(request.form),
        types=types_for(kind) if kind in ("question", "column") else (),
        context=context,
    )


def _at(kind: str, name: str, language: str) -> str:
    """The input at which an error stands: the one for what a kind asks more, or else its words."""
    if name != "new-more" or kind in ("question", "column", "score", "outcome"):
        return name
    return f"new-text-{language}" if kind == "term" else f"new-title-{language}"
