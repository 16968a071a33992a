"""What the editor's views share: the blueprint, a draft with all that its pages show, and the way back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar, cast

from flask import Blueprint, Flask, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.case.authoring import words
from afweging.case.authoring.import_report import Group, report_of
from afweging.case.authoring.models import QuestionnaireDraft
from afweging.case.authoring.part import shown
from afweging.case.authoring.problems import ProblemRow, problem_rows
from afweging.case.authoring.queries import EDIT, editable_draft
from afweging.case.authoring.reading import Reading, read_draft
from afweging.case.authoring.tree import Tree, tree_of, whole_data
from afweging.foundation.database import db
from afweging.foundation.errors import NotFound
from afweging.foundation.identity.access import OrganisationFacts, may
from afweging.foundation.identity.chrome import Link, add_navigation
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.identity.models import Organisation
from afweging.foundation.identity.sessions import Account
from afweging.foundation.web.doors import checked_in_operation
from afweging.foundation.web.language import current_language
from afweging.questionnaire.parts import FILE, KINDS, PartRef

blueprint = Blueprint("authoring", __name__, url_prefix="/beheer/vragenlijsten")
DRAFT = "/concept/<public_id>"
PART = f"{DRAFT}/deel/<kind>/<name>"
Answer = Response | str | tuple[str, int]
View = TypeVar("View", bound=Callable[..., Any])


def in_query(view: View) -> View:
    """Mark a view whose query decides who may: who may not edit here does not see that it exists."""
    return cast(View, checked_in_operation("authoring.queries")(view))


@dataclass
class Desk:
    """A draft on the desk: its text as read, its tree, its problems."""

    draft: QuestionnaireDraft
    organisation: Organisation

    @cached_property
    def reading(self) -> Reading:
        """What its text says."""
        return read_draft(db.session(), self.draft)

    @cached_property
    def tree(self) -> Tree:
        """Its parts."""
        return tree_of(self.reading, current_language())

    @cached_property
    def problems(self) -> list[ProblemRow]:
        """What is wrong with it."""
        return problem_rows(self.reading, self.tree)

    @cached_property
    def noted(self) -> list[Group]:
        """What an import could not carry."""
        notes = self.draft.notes
        return report_of(notes, whole_data(self.reading), self.tree) if notes else []

    @property
    def about(self) -> str:
        """What it is, in a sentence."""
        base = self.reading.base
        if base is None:
            return _("Concept van een vragenlijst.")
        return _(
            "Concept. Bouwt voort op %(title)s %(version)s.",
            title=base.title.to(current_language()),
            version=base.version,
        )


def desk_of(public_id: str) -> Desk:
    """Return a draft, for who may edit it. Raises NotFound."""
    return Desk(*editable_draft(db.session(), current_actor(), public_id))


def part_ref(kind: str, name: str) -> PartRef:
    """The part that an address names. Raises NotFound for a kind that nobody knows."""
    if kind == "file":
        return FILE
    if kind not in KINDS:
        raise NotFound("part_unknown", _("Dit deel bestaat niet, of niet meer."))
    owner, _colon, part_id = name.rpartition(":")
    return PartRef(kind, part_id, owner)


def part_url(draft: QuestionnaireDraft, ref: PartRef, anchor: str = "") -> str:
    """The address of a part."""
    name = "-" if ref == FILE else (f"{ref.owner}:{ref.id}" if ref.owner else ref.id)
    return url_for(
        "authoring.part", public_id=draft.public_id, kind=ref.kind, name=name, _anchor=anchor or None
    )


SAID = "gezegd"
"""Where a page says what just changed: there the keyboard goes on after something was sent."""


def to_part(draft: QuestionnaireDraft, ref: PartRef, anchor: str = SAID) -> Response:
    """Lead to a part's page, to what it says of what was just done."""
    return redirect(part_url(draft, ref, anchor), 303)


def posted_revision() -> int:
    """The revision that the writer saw; 0 when the form does not say."""
    return whole_number(request.form.get("revision", ""), 0)


def whole_number(text: str, otherwise: int) -> int:
    """The whole number that a text says, when it does and is no larger than anything here is counted."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise


def show(template: str, desk: Desk, **context: Any) -> str:
    """Draw a page of a draft."""
    return render_template(
        f"authoring/{template}",
        desk=desk,
        draft=desk.draft,
        organisation=desk.organisation,
        tree=desk.tree,
        problems=desk.problems,
        words=words,
        part_url=lambda ref, anchor="": part_url(desk.draft, ref, anchor),
        shown=lambda value: shown(value, current_language()),
        FILE=FILE,
        **context,
    )


def _navigation(account: Account) -> Link | None:
    if not any(may(account.actor, EDIT, OrganisationFacts(each.id)) for each in account.organisations):
        return None
    here = request.path.startswith("/beheer/vragenlijsten")
    return Link(_("Vragenlijsten"), url_for("authoring.home"), here)


def _in_menu(state: BlueprintSetupState) -> None:
    add_navigation(cast(Flask, state.app), _navigation)


blueprint.record_once(_in_menu)
