"""Administration under `/beheer`: people, roles, mandates and the organisation."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity import forms, operations, passwords, queries
from afweging.foundation.identity.guard import current_actor, settings
from afweging.foundation.identity.models import Organisation
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import requires

blueprint = Blueprint("admin", __name__, url_prefix="/beheer")
Answer = Response | str | tuple[str, int]


@blueprint.get("/")
@requires("manage_people")
def home() -> Answer:
    """Show the organisations one manages; go straight on when there is one."""
    managed = queries.managed(db.session(), current_actor())
    if len(managed) == 1:
        return redirect(url_for("admin.people", code=managed[0].code), 303)
    return render_template("identity/admin/home.html", organisations=managed)


@blueprint.get("/<code>/mensen")
@requires("manage_people")
def people(code: str) -> Answer:
    """Show everybody of an organisation."""
    return _people_page(_managed(code), forms.PersonForm(formdata=None))


@blueprint.post("/<code>/mensen")
@requires("manage_people")
def add_person(code: str) -> Answer:
    """Add somebody, and show the password to start with, once."""
    form = forms.PersonForm()
    if not form.validate():
        return _people_page(_managed(code), form), 422
    once = passwords.one_time_password()
    hashed = passwords.of(settings()).hash(once, one_time=True)
    try:
        with writing() as session:
            of = queries.organisation(session, code)
            person = operations.add_person(
                session,
                current_actor(),
                of,
                email=str(form.email.data),
                name=str(form.name.data),
                title=str(form.title.data or ""),
                role=str(form.role.data) if form.role.data != forms.GUEST else None,
                password_hash=hashed,
                now=now(),
            )
            is_new = person.password_hash == hashed
    except Invalid as error:
        forms.show_problems(form, error)
        return _people_page(_managed(code), form), 422
    page = render_template(
        "identity/admin/added.html",
        organisation=of,
        added=person,
        password=once if is_new else None,
        elsewhere=form.role.data == forms.GUEST and not is_new,
    )
    return page, 201


@blueprint.get("/<code>/mensen/<public_id>")
@requires("manage_people")
def person(code: str, public_id: str) -> Answer:
    """Show somebody's roles and mandates."""
    return _person_page(code, public_id)


@blueprint.post("/<code>/mensen/<public_id>/rollen")
@requires("manage_people")
def give_role(code: str, public_id: str) -> Answer:
    """Give a role."""
    form = forms.RoleForm()
    try:
        with writing() as session:
            of = queries.organisation(session, code)
            member = queries.member(session, of, public_id)
            operations.give_role(
                session,
                current_actor(),
                of,
                member.person,
                str(form.role.data),
                discipline=str(form.discipline.data or "") if form.role.data == "adviser" else "",
                now=now(),
            )
    except Invalid as error:
        forms.show_problems(form, error)
        return _person_page(code, public_id, role_form=form), 422
    flash(_("De rol is gegeven."))
    return _back(code, public_id)


@blueprint.post("/<code>/mensen/<public_id>/rollen/<role>/intrekken")
@requires("manage_people")
def take_role(code: str, public_id: str, role: str) -> Answer:
    """Take a role away; who has none left is a guest, or works elsewhere alone."""
    with writing() as session:
        of = queries.organisation(session, code)
        member = queries.member(session, of, public_id)
        operations.take_role(session, current_actor(), of, member.person, role, now=now())
    flash(_("De rol is ingetrokken."))
    return (
        _back(code, public_id) if len(member.roles) > 1 else redirect(url_for("admin.people", code=code), 303)
    )


@blueprint.post("/<code>/mensen/<public_id>/mandaten")
@requires("manage_people")
def give_mandate(code: str, public_id: str) -> Answer:
    """Let somebody decide."""
    form = forms.MandateForm()
    if not form.validate():
        return _person_page(code, public_id, mandate_form=form), 422
    fields = {name: str(form[name].data) for name in ("body", "title", "weighing", "band")}
    try:
        with writing() as session:
            of = queries.organisation(session, code)
            member = queries.member(session, of, public_id)
            operations.give_mandate(session, current_actor(), of, member.person, now=now(), **fields)
    except Invalid as error:
        forms.show_problems(form, error)
        return _person_page(code, public_id, mandate_form=form), 422
    flash(_("Het mandaat is gegeven."))
    return _back(code, public_id)


@blueprint.post("/<code>/mensen/<public_id>/mandaten/<int:number>/intrekken")
@requires("manage_people")
def take_mandate(code: str, public_id: str, number: int) -> Answer:
    """End a mandate."""
    with writing() as session:
        of = queries.organisation(session, code)
        operations.take_mandate(session, current_actor(), of, queries.mandate(session, of, number), now=now())
    flash(_("Het mandaat is ingetrokken."))
    return _back(code, public_id)


@blueprint.post("/<code>/mensen/<public_id>/uitschakelen")
@requires("manage_people")
def disable(code: str, public_id: str) -> Answer:
    """Let somebody in no more."""
    with writing() as session:
        of = queries.organisation(session, code)
        operations.disable(
            session, current_actor(), of, queries.member(session, of, public_id).person, now=now()
        )
    flash(_("Deze persoon kan niet meer inloggen."))
    return _back(code, public_id)


@blueprint.post("/<code>/mensen/<public_id>/inschakelen")
@requires("manage_people")
def enable(code: str, public_id: str) -> Answer:
    """Let somebody in again."""
    with writing() as session:
        of = queries.organisation(session, code)
        operations.enable(
            session, current_actor(), of, queries.member(session, of, public_id).person, now=now()
        )
    flash(_("Deze persoon kan weer inloggen."))
    return _back(code, public_id)


@blueprint.post("/<code>/mensen/<public_id>/wachtwoord")
@requires("manage_people")
def issue_password(code: str, public_id: str) -> Answer:
    """Give somebody a password for one time, and show it, once."""
    once = passwords.one_time_password()
    hashed = passwords.of(settings()).hash(once, one_time=True)
    with writing() as session:
        of = queries.organisation(session, code)
        member = queries.member(session, of, public_id)
        operations.issue_password(session, current_actor(), of, member.person, hashed, now=now())
    return render_template(
        "identity/admin/added.html", organisation=of, added=member.person, password=once, elsewhere=False
    )


@blueprint.get("/<code>/organisatie")
@requires("manage_organisation")
def organisation(code: str) -> Answer:
    """Show what the organisation is called, looks like and how to reach it."""
    of = _managed(code)
    form = forms.OrganisationForm(formdata=None, obj=of)
    return render_template("identity/admin/organisation.html", organisation=of, form=form)


@blueprint.post("/<code>/organisatie")
@requires("manage_organisation")
def change_organisation(code: str) -> Answer:
    """Keep the changes to the organisation."""
    of, form = _managed(code), forms.OrganisationForm()
    try:
        if not form.validate():
            raise Invalid("organisation_invalid", _("Er klopt nog iets niet."))
        changes = {name: value or "" for name, value in form.data.items() if name != "csrf_token"}
        with writing() as session:
            of = queries.organisation(session, code)
            operations.change_organisation(session, current_actor(), of, changes, now=now())
    except Invalid as error:
        if error.problems:
            forms.show_problems(form, error)
        return render_template("identity/admin/organisation.html", organisation=of, form=form), 422
    flash(_("De gegevens zijn bewaard."))
    return redirect(url_for("admin.organisation", code=code), 303)


def _managed(code: str) -> Organisation:
    return queries.managed_organisation(db.session(), current_actor(), code)


def _people_page(of: Organisation, form: FlaskForm) -> str:
    return render_template(
        "identity/admin/people.html",
        organisation=of,
        members=queries.members(db.session(), of),
        role_names=forms.ROLE_NAMES,
        form=form,
    )


def _person_page(
    code: str, public_id: str, *, role_form: FlaskForm | None = None, mandate_form: FlaskForm | None = None
) -> str:
    of = _managed(code)
    member = queries.member(db.session(), of, public_id)
    return render_template(
        "identity/admin/person.html",
        organisation=of,
        member=member,
        mandates=queries.mandates(db.session(), of, member.person, now()),
        role_names=forms.ROLE_NAMES,
        disciplines=forms.DISCIPLINES,
        bands=forms.BAND_NAMES,
        weighings=forms.WEIGHING_NAMES,
        role_form=role_form or forms.RoleForm(formdata=None),
        mandate_form=mandate_form or forms.MandateForm(formdata=None, prefix=""),
    )


def _back(code: str, public_id: str) -> Response:
    return redirect(url_for("admin.person", code=code, public_id=public_id), 303)
