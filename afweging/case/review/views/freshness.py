"""Entering the password again on the decision's own form, so that nothing that was typed goes anywhere."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from afweging.foundation.database import db, writing
from afweging.foundation.errors import Invalid, Problem
from afweging.foundation.identity import operations, passwords, queries, sessions
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.guard import current_actor, settings
from afweging.foundation.web.dates import now


@dataclass(frozen=True, slots=True)
class Fresh:
    """Who acts, fresh if the password fitted; and the session's new token that the answer must carry."""

    actor: Actor
    token: str | None = None

    def carry(self, response: Response) -> Response:
        """Give the answer the new token, if there is one."""
        if self.token is not None:
            sessions.give_cookie(response, settings(), self.token)
        return response


def freshen(password: str) -> Fresh:
    """Return the actor, made fresh by the password. Without one, as they are.

    Raises Invalid when the password does not fit, TooManyAttempts after too many.
    """
    actor, moment = current_actor(), now()
    if not password or actor.is_fresh(moment):
        return Fresh(actor)
    email = queries.person_of(db.session(), actor).email
    with writing() as session:
        knock = operations.knock(session, settings(), email, request.remote_addr or "", now=moment)
    if not passwords.of(settings()).fits(knock.password_hash, password):
        message = _("Dit wachtwoord klopt niet.")
        raise Invalid("password_wrong", message, (Problem("password", message),))
    with writing() as session:
        token = operations.confirm_password(session, settings(), actor, knock, now=moment)
    return Fresh(dataclasses.replace(actor, fresh_at=moment), token)
