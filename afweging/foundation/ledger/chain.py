"""How an event is hashed. Written down in `docs/ledger.md`, so that others can recompute a chain.

- `detail_sha256` = SHA-256(salt bytes ‖ RFC 8785 JSON of the detail);
- `sha256` = SHA-256(RFC 8785 JSON of [number, at, actor, verb, object, detail_sha256, previous]);
- `at` is UTC with microseconds, as `2026-11-23T14:05:00.000000Z`; the first event's `previous` is 64 zeros.
"""

from __future__ import annotations

import datetime as dt
import json
from hashlib import sha256
from typing import Any

import rfc8785

START = "0" * 64


def moment(at: dt.datetime) -> str:
    """Return a moment as it stands in the hash."""
    return at.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def hash_detail(salt: str, detail: dict[str, Any]) -> str:
    """Return the salted hash of an event's detail. Raises ValueError for what JSON cannot hold."""
    return sha256(bytes.fromhex(salt) + rfc8785.dumps(detail)).hexdigest()


def hash_event(
    number: int, at: dt.datetime, actor: str, verb: str, object_: str, detail_sha256: str, previous: str
) -> str:
    """Return the hash of one link."""
    # A list of a whole number and texts: for these, compact JSON is RFC 8785 already, at a fifth of the time.
    link = [number, moment(at), actor, verb, object_, detail_sha256, previous]
    text = json.dumps(link, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()
