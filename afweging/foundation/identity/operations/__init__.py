"""Everything that can happen to people, their sessions, their roles and their organisation."""

from afweging.foundation.identity.operations.organisation import (
    CHANGED,
    add_organisation,
    change_organisation,
)
from afweging.foundation.identity.operations.people import (
    add_person,
    choose_language,
    disable,
    enable,
    issue_password,
)
from afweging.foundation.identity.operations.roles import give_mandate, give_role, take_mandate, take_role
from afweging.foundation.identity.operations.sign_in import (
    Knock,
    confirm_password,
    knock,
    revoke,
    revoke_others,
    set_password,
    sign_in,
    sign_out,
)

__all__ = [
    "CHANGED",
    "Knock",
    "add_organisation",
    "add_person",
    "change_organisation",
    "choose_language",
    "confirm_password",
    "disable",
    "enable",
    "give_mandate",
    "give_role",
    "issue_password",
    "knock",
    "revoke",
    "revoke_others",
    "set_password",
    "sign_in",
    "sign_out",
    "take_mandate",
    "take_role",
]
