"""Who stands at the door: sign-in, form tokens and declared access, checked before every view."""

from __future__ import annotations

import hmac
from functools import lru_cache
from urllib.parse import quote, urlsplit

from flask import Flask, Response, abort, current_app, g, redirect, request, session
from flask_babel import gettext as _
from flask_login import LoginManager, current_user
from flask_wtf.csrf import CSRFError, CSRFProtect
from itsdangerous import URLSafeTimedSerializer
from werkzeug.wrappers import Response as BaseResponse

from afweging.foundation.database import db, writing
from afweging.foundation.errors import FreshSignInNeeded, NotAllowed
from afweging.foundation.identity import sessions
from afweging.foundation.identity.access import OrganisationFacts, denial, may
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.form_cookie import FormCookies
from afweging.foundation.identity.passwords import TooBusy
from afweging.foundation.identity.sessions import Account
from afweging.foundation.identity.throttle import TooManyAttempts
from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import declared, door
from afweging.foundation.web.errors import error_page, typed, wants_json
from afweging.settings import Settings

SIGN_IN = "/inloggen"
SIGN_IN_AGAIN = "/inloggen/opnieuw"
CHANGE_PASSWORD = "/werk/mijn/wachtwoord"
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
csrf = CSRFProtect()


def settings() -> Settings:
    """Return the settings of the running app."""
    found: Settings = current_app.config["AFWEGING"]
    return found


def current_account() -> Account | None:
    """Return the signed-in account, or None. At the public door nobody is: no cookie is looked at there."""
    if door() == "public" or not current_user.is_authenticated:
        return None
    account: Account = current_user._get_current_object()
    return account


def current_actor() -> Actor:
    """Return who acts in this request. Raises NotAllowed when nobody is signed in."""
    account = current_account()
    if account is None:
        raise NotAllowed("not_signed_in", _("Log eerst in."))
    return account.actor


def language_of_person() -> str | None:
    """Return the language that the signed-in person chose."""
    account = current_account()
    return account.actor.language if account else None


def init_app(app: Flask, of: Settings) -> None:
    """Close the doors: from here on every view is denied unless it says otherwise."""
    app.config.update(
        SECRET_KEY=of.secret_key or None,
        SESSION_COOKIE_NAME="__Host-afw_form" if of.https else "afw_form",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SECURE=of.https,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_PATH="/",
        SESSION_PROTECTION=None,
        WTF_CSRF_CHECK_DEFAULT=False,  # asked below, at the workspace's door only
        WTF_CSRF_TIME_LIMIT=None,  # a form stays good as long as its session
        WTF_CSRF_SSL_STRICT=False,  # the origin is compared below, also over http
    )
    app.session_interface = FormCookies()
    csrf.init_app(app)
    # Not `init_app`: its remember-me hook would open the form cookie on public pages too.
    manager = LoginManager()
    manager.request_loader(lambda _request: _load())
    app.login_manager = manager  # type: ignore[attr-defined]  # where Flask-Login looks for it
    app.before_request(admit)
    app.register_error_handler(FreshSignInNeeded, _ask_password_again)
    app.register_error_handler(CSRFError, _stale_form)
    app.register_error_handler(TooManyAttempts, lambda e: error_page(429, message=e.message, code=e.code))
    app.register_error_handler(TooBusy, lambda e: error_page(503, message=e.message, code=e.code))


def admit() -> BaseResponse | None:
    """Let a request in, or answer it: sign in first, another form token, not allowed."""
    if request.endpoint is None or request.routing_exception is not None:
        return None  # becomes a 404 or 405
    access = declared(current_app.view_functions[request.endpoint])
    if access is None:
        abort(403)  # nobody said who may
    if request.method in UNSAFE and not _same_origin():
        return error_page(403, message=_("Dit formulier kwam van een andere website."), code="other_origin")
    if door() == "public":
        return None if access.public else abort(403)
    account = current_account()
    if account is None and not access.public:
        return _ask_sign_in()
    if account is not None:
        _bind_forms(account)
        _note_use(account)
        if account.must_change_password and not access.public and request.path != CHANGE_PASSWORD:
            return redirect(CHANGE_PASSWORD, 303)
    if _bears_own_token():
        g.csrf_valid = True  # what Flask-WTF's forms ask after
    else:
        csrf.protect()
    if access.action is not None and account is not None:
        _require_somewhere(account.actor, access.action)
    return None


def _load() -> Account | None:
    token = request.cookies.get(sessions.cookie_name(settings()))
    return sessions.load(db.session(), settings(), token, now()) if token else None


def _bind_forms(account: Account) -> None:
    """Make form tokens belong to this session: one planted or left from before opens nothing."""
    seed = sessions.csrf_seed(settings(), account.token_sha256)
    if session.get("csrf_token") != seed:
        session["csrf_token"] = seed
    g.csrf_token = _form_token(seed, settings().secret_key)  # where Flask-WTF looks before it makes one


def _bears_own_token() -> bool:
    """Tell whether a script sends the very token that this session's pages bear: no need to unsign it."""
    sent, own = request.headers.get("X-CSRF-Token"), str(g.get("csrf_token", ""))
    return sent is not None and own != "" and hmac.compare_digest(sent.encode(), own.encode())


@lru_cache(maxsize=4096)
def _form_token(seed: str, secret: str) -> str:
    """Return a token for the forms of a session: it does not age, so the same one serves every page."""
    signed = URLSafeTimedSerializer(secret, salt="wtf-csrf-token").dumps(seed)
    return signed if isinstance(signed, str) else signed.decode()


def _note_use(account: Account) -> None:
    moment = now()
    if moment - account.last_seen_at >= sessions.SEEN_EVERY:
        with writing() as transaction:
            sessions.touch(transaction, account, moment)


def _same_origin() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _require_somewhere(actor: Actor, action: str) -> None:
    """Raise NotAllowed unless the actor may do this in some organisation; the operation asks which."""
    if not any(may(actor, action, OrganisationFacts(organisation)) for organisation in actor.roles):
        raise NotAllowed(f"may_not_{action}", denial(action, OrganisationFacts(0)))


def _here() -> str:
    """Return the page to come back to: this one, or for a form the page it stood on."""
    if request.method == "GET":
        return request.full_path.rstrip("?")
    parts = urlsplit(request.referrer or "")
    if parts.netloc != request.host:
        return "/werk/"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _ask_sign_in() -> BaseResponse:
    url = f"{SIGN_IN}?next={quote(_here(), safe='/')}"
    if request.method in ("GET", "HEAD") and not wants_json():
        return redirect(url, 303)
    return error_page(401, code="not_signed_in", texts=typed(), sign_in_url=url)


def _ask_password_again(error: FreshSignInNeeded) -> BaseResponse:
    if wants_json():
        return error_page(403, message=error.message, code=error.code)
    return redirect(f"{SIGN_IN_AGAIN}?next={quote(_here(), safe='/')}", 303)


def _stale_form(_error: CSRFError) -> Response:
    return error_page(
        400,
        _("Dit formulier is verlopen"),
        _("Ga terug, laad de pagina opnieuw en verstuur het formulier nog een keer."),
        code="stale_form",
        texts=typed(),
    )
