"""Sign-in, sign-out, and what people arrange for themselves."""

from __future__ import annotations

import datetime as dt

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid
from afweging.foundation.identity import operations, passwords, queries, sessions
from afweging.foundation.identity.forms import (
    ChangePasswordForm,
    LanguageForm,
    PasswordAgainForm,
    SignInForm,
    show_problems,
)
from afweging.foundation.identity.guard import current_account, current_actor, settings
from afweging.foundation.identity.throttle import TooManyAttempts
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import checked_in_operation, public_view
from afweging.foundation.web.language import COOKIE, LANGUAGES
from afweging.foundation.web.redirects import safe_next

HOME = "/werk/"
A_YEAR = 31_536_000
blueprint = Blueprint("identity", __name__)
Answer = Response | str | tuple[str, int]


@blueprint.get("/inloggen")
@public_view
def sign_in() -> Answer:
    """Show the sign-in form; whoever is in already goes on."""
    target = safe_next(request.args.get("next"), HOME)
    if current_account() is not None:
        return redirect(target, 303)
    return render_template("identity/sign_in.html", form=SignInForm(formdata=None, next=target))


@blueprint.post("/inloggen")
@public_view
def sign_in_post() -> Answer:
    """Open a session, or say (the same, as fast, to everybody) that it did not fit."""
    form = SignInForm()
    if not form.validate():
        return render_template("identity/sign_in.html", form=form), 422
    try:
        knock = _knock(str(form.email.data))
    except TooManyAttempts as error:
        form.form_errors.append(error.message)
        return render_template("identity/sign_in.html", form=form), 429
    if not passwords.of(settings()).fits(knock.password_hash, str(form.password.data)):
        form.form_errors.append(_("Dit e-mailadres en wachtwoord horen niet bij elkaar."))
        return render_template("identity/sign_in.html", form=form), 422
    with writing() as transaction:
        token = operations.sign_in(transaction, settings(), knock, _device(), now=now())
    session.clear()  # nothing of before the sign-in lives on, so nothing can have been planted
    response = redirect(safe_next(form.next.data, HOME), 303)
    sessions.give_cookie(response, settings(), token)
    return response


@blueprint.get("/inloggen/opnieuw")
@checked_in_operation
def sign_in_again() -> Answer:
    """Ask the password again, before a decision."""
    form = PasswordAgainForm(formdata=None, next=safe_next(request.args.get("next"), HOME))
    return render_template("identity/again.html", form=form)


@blueprint.post("/inloggen/opnieuw")
@checked_in_operation
def sign_in_again_post() -> Answer:
    """Make the session fresh for five minutes."""
    form = PasswordAgainForm()
    if not form.validate():
        return render_template("identity/again.html", form=form), 422
    actor = current_actor()
    knock = _knock(queries.person_of(db.session(), actor).email)
    if not passwords.of(settings()).fits(knock.password_hash, str(form.password.data)):
        form.password.errors = [_("Dit wachtwoord klopt niet.")]
        return render_template("identity/again.html", form=form), 422
    with writing() as transaction:
        token = operations.confirm_password(transaction, settings(), actor, knock, now=now())
    response = redirect(safe_next(form.next.data, HOME), 303)
    sessions.give_cookie(response, settings(), token)
    return response


@blueprint.post("/uitloggen")
@public_view
def sign_out() -> Answer:
    """End the session; also when it had ended already."""
    account = current_account()
    if account is not None:
        with writing() as transaction:
            operations.sign_out(transaction, account.actor, now=now())
    session.clear()
    flash(_("U bent uitgelogd."))
    response = redirect(url_for("identity.sign_in"), 303)
    sessions.take_cookie(response, settings())
    return response


@blueprint.get("/inloggen/taal/<language>")
@public_view
def switch_language(language: str) -> Answer:
    """Show the pages behind the sign-in in another language, on this device."""
    response = redirect(safe_next(request.args.get("next"), HOME), 303)
    if language in LANGUAGES:
        response.set_cookie(
            COOKIE, language, max_age=A_YEAR, httponly=True, secure=settings().https, samesite="Lax"
        )
    return response


@blueprint.get("/werk/mijn")
@checked_in_operation
def mine() -> Answer:
    """Show one's own settings and open sessions."""
    account, moment = current_account(), now()
    actor = current_actor()
    idle = dt.timedelta(minutes=settings().session_idle_minutes)
    return render_template(
        "identity/mine.html",
        account=account,
        actor=actor,
        form=LanguageForm(formdata=None, language=actor.language),
        sessions=queries.open_sessions(db.session(), actor, idle, moment),
    )


@blueprint.post("/werk/mijn/taal")
@checked_in_operation
def choose_language() -> Answer:
    """Keep the language that a person chose."""
    form = LanguageForm()
    with writing() as transaction:
        person = queries.person_of(transaction, current_actor())
        operations.choose_language(transaction, person, str(form.language.data))
    flash(_("Uw taal is bewaard."))
    response = redirect(url_for("identity.mine"), 303)
    response.delete_cookie(COOKIE)
    return response


@blueprint.post("/werk/mijn/sessies/<int:number>")
@checked_in_operation
def revoke_session(number: int) -> Answer:
    """End one of one's own sessions."""
    with writing() as transaction:
        operations.revoke(transaction, current_actor(), number, now=now())
    flash(_("De sessie is beëindigd."))
    return redirect(url_for("identity.mine"), 303)


@blueprint.get("/werk/mijn/wachtwoord")
@checked_in_operation
def change_password() -> Answer:
    """Show the form for another password."""
    return _password_page(ChangePasswordForm())


@blueprint.post("/werk/mijn/wachtwoord")
@checked_in_operation
def change_password_post() -> Answer:
    """Replace one's own password, and end the other sessions."""
    form, actor = ChangePasswordForm(), current_actor()
    if not form.validate():
        return _password_page(form), 422
    email = queries.person_of(db.session(), actor).email
    knock = _knock(email)
    if not passwords.of(settings()).fits(knock.password_hash, str(form.current.data)):
        form.current.errors = [_("Dit is niet uw huidige wachtwoord.")]
        return _password_page(form), 422
    try:
        hashed = _new_hash(form, email)
    except Invalid as error:
        show_problems(form, error)
        return _password_page(form), 422
    with writing() as transaction:
        person = queries.person_of(transaction, actor)
        operations.set_password(transaction, person, hashed, keep=actor.sign_in_id, now=now())
    flash(_("Uw wachtwoord is veranderd. Uw andere sessies zijn beëindigd."))
    return redirect(url_for("identity.mine"), 303)


def _password_page(form: FlaskForm) -> str:
    account = current_account()
    first = account is not None and account.must_change_password
    return render_template("identity/password.html", form=form, first=first)


def _new_hash(form: ChangePasswordForm, email: str) -> str:
    new = str(form.password.data)
    passwords.check_new(new, email)
    if new != form.again.data:
        form.again.errors = [_("Dit is niet hetzelfde wachtwoord als hierboven.")]
        raise Invalid("passwords_differ", _("De twee nieuwe wachtwoorden zijn niet gelijk."))
    return passwords.of(settings()).hash(new)


def _knock(email: str) -> operations.Knock:
    with writing() as transaction:
        return operations.knock(transaction, settings(), email, request.remote_addr or "", now=now())


def _device() -> str:
    agent = request.user_agent.string
    browsers = {"Firefox/": "Firefox", "Edg/": "Edge", "Chrome/": "Chrome", "Safari/": "Safari"}
    systems = {
        "Windows": "Windows",
        "Android": "Android",
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Macintosh": "macOS",
        "Linux": "Linux",
    }
    browser = next((name for mark, name in browsers.items() if mark in agent), "")
    system = next((name for mark, name in systems.items() if mark in agent), "")
    return " · ".join(part for part in (browser, system) if part)
