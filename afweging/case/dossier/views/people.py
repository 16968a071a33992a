"""The people of a dossier: invite, remove, name, and ask for answers."""

from __future__ import annotations

from flask import flash, redirect, render_template, request
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from afweging.case.dossier import addresses, operations, queries
from afweging.case.dossier.consequence import Consequence, consequence_of
from afweging.case.dossier.forms import AssignForm, InviteForm, NameForm, problems_of, show_problems
from afweging.case.dossier.models import Assessment, Assignment, Dossier
from afweging.case.dossier.queries.cases import main_assessment
from afweging.case.dossier.sight import not_found
from afweging.case.dossier.views.common import Answer, blueprint, in_dossier, in_queries
from afweging.case.library.queries import pinned
from afweging.foundation.database import Session, db, writing
from afweging.foundation.errors import Invalid, Problem, WrongState
from afweging.foundation.identity.access import require
from afweging.foundation.identity.guard import current_actor
from afweging.foundation.identity.models import Person, Role
from afweging.foundation.identity.queries import person_by_email
from afweging.foundation.web.dates import now
from afweging.foundation.web.language import current_language

Choices = list[tuple[str, str]]


@blueprint.get("/dossiers/<public_id>/mensen")
@in_queries
def people(public_id: str) -> Answer:
    """Show who does what; with `email` and `role`, what that invitation would do."""
    form = InviteForm(formdata=None, email=request.args.get("email", ""), role=request.args.get("role", ""))
    return _page(public_id, invite=form)


@blueprint.get("/dossiers/<public_id>/mensen/gevolg")
@in_queries
def consequence(public_id: str) -> Answer:
    """Say, as a piece of the page, what an invitation would do."""
    dossier, sight = queries.readable_dossier(db.session(), current_actor(), public_id)
    require(sight.actor, "invite", sight.facts)
    told = _consequence(dossier, request.args.get("email", ""), request.args.get("role", ""))
    return render_template("dossier/_consequence.html", consequence=told)


@blueprint.post("/dossiers/<public_id>/mensen/uitnodigen")
@in_queries
def invite(public_id: str) -> Answer:
    """Give somebody a part in the dossier."""
    form = InviteForm()
    if not form.validate():
        return _page(public_id, invite=form), 422
    try:
        with writing() as session:
            dossier = queries.dossier(session, current_actor(), public_id)
            person = _known_person(session, str(form.email.data))
            operations.invite(session, current_actor(), dossier, person, str(form.role.data), now=now())
            name = person.name
    except Invalid as error:
        show_problems(form, error)
        return _page(public_id, invite=form), 422
    except WrongState as error:
        form.form_errors.append(error.message)
        return _page(public_id, invite=form), 409
    flash(_("%(name)s hoort nu bij dit dossier.", name=name), "success")
    return redirect(addresses.dossier_url(public_id, "mensen"), 303)


@blueprint.route("/dossiers/<public_id>/mensen/<int:number>/weg", methods=["GET", "POST"])
@in_queries
def remove_person(public_id: str, number: int) -> Answer:
    """End somebody's part, after a confirmation."""
    dossier, sight = queries.readable_dossier(db.session(), current_actor(), public_id)
    require(sight.actor, "remove_member", sight.facts)
    member = queries.member(db.session(), dossier, number)
    form = FlaskForm()
    if form.validate_on_submit():
        with writing() as session:
            dossier = queries.dossier(session, current_actor(), public_id)
            member = queries.member(session, dossier, number)
            operations.remove_member(session, current_actor(), member, now=now())
            name = member.person.name
        flash(_("%(name)s hoort niet meer bij dit dossier.", name=name), "success")
        return redirect(addresses.dossier_url(public_id, "mensen"), 303)
    return in_dossier("dossier/remove_person.html", dossier, sight, "", member=member)


@blueprint.post("/dossiers/<public_id>/mensen/aangewezen")
@in_queries
def name_person(public_id: str) -> Answer:
    """Name the commissioner, the process owner or the budget holder."""
    form = NameForm()
    with writing() as session:
        dossier = queries.dossier(session, current_actor(), public_id)
        form.person.choices = _colleagues(session, dossier)
        if not form.validate():
            raise Invalid("name_invalid", _("Kies een rol en een persoon."))
        person = _by_public_id(session, str(form.person.data)) if form.person.data else None
        operations.name_person(session, current_actor(), dossier, str(form.part.data), person, now=now())
    flash(_("Dat is bewaard."), "success")
    return redirect(addresses.dossier_url(public_id, "mensen"), 303)


@blueprint.post("/dossiers/<public_id>/mensen/vragen")
@in_queries
def assign(public_id: str) -> Answer:
    """Ask somebody for an answer."""
    form = AssignForm()
    try:
        with writing() as session:
            dossier = queries.dossier(session, current_actor(), public_id)
            at = _weighing(dossier)
            form.target.choices, form.person.choices = _targets(session, at), _members(dossier)
            if not form.validate():
                raise Invalid("assignment_invalid", _("Kies een vraag en een persoon."))
            person = _by_public_id(session, str(form.person.data))
            operations.assign(
                session,
                current_actor(),
                at,
                str(form.target.data),
                person,
                due_on=form.due_on.data,
                now=now(),
            )
    except Invalid as error:
        show_problems(form, error)
        return _page(public_id, assigning=form), 422
    flash(_("De vraag is toegewezen."), "success")
    return redirect(addresses.dossier_url(public_id, "mensen"), 303)


@blueprint.post("/dossiers/<public_id>/mensen/vragen/<int:number>/weg")
@in_queries
def unassign(public_id: str, number: int) -> Answer:
    """Take a request for an answer back."""
    with writing() as session:
        dossier = queries.dossier(session, current_actor(), public_id)
        found = session.get(Assignment, number)
        at = next((a for a in dossier.assessments if found and a.id == found.assessment_id), None)
        if found is None or at is None:
            raise not_found()
        operations.unassign(session, current_actor(), at, found, now=now())
    return redirect(addresses.dossier_url(public_id, "mensen"), 303)


def _page(public_id: str, *, invite: InviteForm | None = None, assigning: AssignForm | None = None) -> str:
    session = db.session()
    dossier, sight = queries.readable_dossier(session, current_actor(), public_id)
    sight.require_whole_case()
    at = main_assessment(dossier)
    inviting = invite or InviteForm(formdata=None)
    asking = assigning or AssignForm(formdata=None)
    naming = NameForm(formdata=None)
    naming.person.choices = _colleagues(session, dossier)
    asking.person.choices = _members(dossier)
    asking.target.choices = _targets(session, at) if at else []
    told = _consequence(dossier, inviting.email.data or "", inviting.role.data or "")
    return in_dossier(
        "dossier/people.html",
        dossier,
        sight,
        "",
        present=[each for each in dossier.members if each.removed_at is None],
        named=_named(session, dossier),
        assignments=_assignments(session, at),
        labels=dict(asking.target.choices),
        invite=inviting,
        naming=naming,
        asking=asking,
        consequence=told,
        problems=[*problems_of(inviting), *problems_of(asking)],
        writable=at is not None and at.state in ("draft", "returned"),
    )


def _consequence(dossier: Dossier, email: str, role: str) -> Consequence:
    session = db.session()
    return consequence_of(session, dossier, person_by_email(session, email) if email else None, role)


def _known_person(session: Session, email: str) -> Person:
    """Return who signs in with an address. Raises Invalid, with what to do, for an unknown one."""
    found = person_by_email(session, email)
    if found is None:
        message = _("Wij kennen dit adres niet. Vraag uw beheerder om deze persoon toe te voegen.")
        raise Invalid("person_unknown", message, (Problem("email", message),))
    return found


def _by_public_id(session: Session, public_id: str) -> Person:
    found = session.scalar(select(Person).where(Person.public_id == public_id))
    if found is None:
        raise not_found()
    return found


def _weighing(dossier: Dossier) -> Assessment:
    at = main_assessment(dossier)
    if at is None:
        raise WrongState("no_assessment", _("Er is nog geen weging om vragen in toe te wijzen."))
    return at


def _colleagues(session: Session, dossier: Dossier) -> Choices:
    rows = session.execute(
        select(Person.public_id, Person.name)
        .join(Role, Role.person_id == Person.id)
        .where(Role.organisation_id == dossier.organisation_id, Person.active)
        .distinct()
        .order_by(Person.name)
    )
    return [("", _("niemand")), *((row[0], row[1]) for row in rows)]


def _members(dossier: Dossier) -> Choices:
    present = {m.person.public_id: m.person.name for m in dossier.members if m.removed_at is None}
    return list(present.items())


def _targets(session: Session, at: Assessment) -> Choices:
    """Return what can be asked for: the sections, and the questions with their numbers."""
    questionnaire, lang = pinned(session, at.questionnaire_sha256), current_language()
    found: Choices = []
    for number, section in enumerate(questionnaire.sections, start=1):
        title = section.title.to(lang)
        found.append((section.id, _("%(number)s. %(title)s (heel)", number=number, title=title)))
        found += [
            (question.id, f"{questionnaire.number(question.id)} {question.label.to(lang)}")
            for question in section.questions
            if question.type != "info"
        ]
    return found


def _named(session: Session, dossier: Dossier) -> dict[str, str]:
    ids = {
        part: getattr(dossier, f"{part}_id") for part in ("commissioner", "process_owner", "budget_holder")
    }
    rows = session.execute(select(Person.id, Person.name).where(Person.id.in_(filter(None, ids.values()))))
    names = {row[0]: row[1] for row in rows}
    return {part: names[number] for part, number in ids.items() if number in names}


def _assignments(session: Session, at: Assessment | None) -> list[Assignment]:
    if at is None:
        return []
    query = (
        select(Assignment)
        .where(Assignment.assessment_id == at.id)
        .order_by(Assignment.id)
        .options(joinedload(Assignment.person))
    )
    return list(session.scalars(query))
