"""The only writer of the ledger: events are appended, never changed."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any, Protocol

from sqlalchemy import bindparam, insert, select

from afweging.foundation.database import Prepared, Session
from afweging.foundation.ledger.chain import START, hash_detail, hash_event
from afweging.foundation.ledger.models import Event

EVENTS = Event.__table__
_LAST = Prepared(
    select(EVENTS.c.number, EVENTS.c.sha256)
    .where(EVENTS.c.chain == bindparam("chain"))
    .order_by(EVENTS.c.number.desc())
    .limit(1)
)
_APPEND = Prepared(
    insert(Event).values(
        {column.name: bindparam(column.name) for column in EVENTS.columns if column.name != "id"}
    )
)


class HasPublicId(Protocol):
    """Whoever acts: the ledger knows them by public id alone."""

    @property
    def public_id(self) -> str:
        """Return the permanent, meaningless id."""


def append(
    session: Session,
    *,
    chain: str,
    actor: HasPublicId | str,
    verb: str,
    object: str,  # the word of the design, and of activity streams
    detail: dict[str, Any],
    now: dt.datetime,
) -> str:
    """Append an event to an organisation's chain, last in the transaction of the change; return its hash.

    The head is read inside the same write transaction, so two acts can never both follow one event.
    """
    connection = session.connection()
    last = _LAST.rows(connection, {"chain": chain})
    number, previous = (last[0][0] + 1, last[0][1]) if last else (1, START)
    who = actor if isinstance(actor, str) else actor.public_id
    salt = secrets.token_hex(16)
    detail_sha256 = hash_detail(salt, detail)
    link = hash_event(number, now, who, verb, object, detail_sha256, previous)
    row = {
        "chain": chain,
        "number": number,
        "at": now,
        "actor": who,
        "verb": verb,
        "object": object,
        "detail": detail,
        "salt": salt,
        "detail_sha256": detail_sha256,
        "previous": previous,
        "sha256": link,
    }
    _APPEND.run(connection, row)
    return link
