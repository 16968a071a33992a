"""The only writers of the register. Each is one transaction, and idempotent by the id of its outbox row.

What an outbox row asks may come twice, or late: a row that was applied is not applied again, and an older
version than the one that stands never takes its place. Pages are made in the same transaction as the rows
they show: there is one writer, readers go on with the state before, and no page is ever out of step.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from . import queries, rebuilding, rows
from .rebuilding import Contents
from .records import EntryRecord, IssuedReport, LedgerHead, Organisation, PublicReport, Tombstone
from .rendering import Renderer
from .store import writing

__all__ = [
    "Contents",
    "Register",
    "apply_head",
    "apply_organisation",
    "apply_publication",
    "apply_report_status",
    "prepare",
    "rebuild",
    "retract",
]


@dataclass(frozen=True)
class Register:
    """The file of a register and the renderer that makes its pages."""

    path: Path
    renderer: Renderer


Change = Callable[[sqlite3.Connection], None]


def apply_publication(
    register: Register, outbox_id: str, record: EntryRecord, report: PublicReport | None
) -> bool:
    """Put a version of an entry into the register, with its public report. False: it was there already."""

    def change(connection: sqlite3.Connection) -> None:
        rows.write_version(connection, record, report)
        if rows.is_gone(connection, record.number):
            rows.revoke_reports(connection, record.number)
            return
        if rows.is_newest(connection, record):
            rows.write_entry(connection, register.renderer, record)
        rows.write_version_page(connection, register.renderer, record)
        rows.write_shared(connection, register.renderer, record.organisation)

    return _once(register, outbox_id, change)


def apply_report_status(register: Register, outbox_id: str, report: IssuedReport) -> bool:
    """Tell the register of an issued report, or of its new status: what `/controleren` answers from."""
    return _once(register, outbox_id, lambda connection: rows.write_report(connection, report, pdf=None))


def apply_organisation(register: Register, outbox_id: str, organisation: Organisation) -> bool:
    """Make an organisation known, or change its name, contact or look; its entries are made again."""

    def change(connection: sqlite3.Connection) -> None:
        rows.write_organisation(connection, organisation)
        for record in queries.current_records(connection, organisation.code):
            rows.write_entry(connection, register.renderer, record)
        rows.write_shared(connection, register.renderer, organisation.code)

    return _once(register, outbox_id, change)


def apply_head(register: Register, outbox_id: str, head: LedgerHead) -> bool:
    """Publish the head of an organisation's ledger."""

    def change(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT OR REPLACE INTO heads (chain, sequence, hash, at) VALUES (?, ?, ?, ?)",
            (head.chain, head.sequence, head.hash, head.at.isoformat()),
        )
        rows.write_shared(connection, register.renderer)

    return _once(register, outbox_id, change)


def retract(register: Register, outbox_id: str, tombstone: Tombstone) -> bool:
    """Take an entry away. Its address says so; its versions stay in the table and off the pages."""

    def change(connection: sqlite3.Connection) -> None:
        organisation = rows.remove_entry(connection, tombstone.number)
        rows.write_tombstone(connection, register.renderer, tombstone)
        rows.write_shared(connection, register.renderer, *organisation)

    return _once(register, outbox_id, change)


def prepare(register: Register) -> None:
    """Make sure that there is a register with its fixed pages, however empty."""
    with writing(register.path) as connection:
        rows.write_shared(connection, register.renderer)


def rebuild(into: Register, contents: Contents) -> int:
    """Make the register again beside the old one, and put it in its place; gives the number of entries."""
    return rebuilding.rebuild(into.path, into.renderer, contents)


@contextmanager
def _applying(register: Register, outbox_id: str) -> Iterator[sqlite3.Connection | None]:
    """A transaction for one outbox row; None when that row was applied before."""
    with writing(register.path) as connection:
        seen = connection.execute("SELECT 1 FROM applied WHERE outbox_id = ?", (outbox_id,)).fetchone()
        if seen:
            yield None
            return
        yield connection
        connection.execute("INSERT INTO applied SELECT ?, generation + 1 FROM state", (outbox_id,))


def _once(register: Register, outbox_id: str, change: Change) -> bool:
    with _applying(register, outbox_id) as connection:
        if connection is not None:
            change(connection)
        return connection is not None
