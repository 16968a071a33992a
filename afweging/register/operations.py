"""The only writers of the register. Each is one transaction, and idempotent by the id of its outbox row.

What an outbox row asks may come twice, or late: a row that was applied is not applied again, and an older
version than the one that stands never takes its place. Pages are made in the same transaction as the rows
they show: there is one writer, readers go on with the state before, and no page is ever out of step.
"""

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from . import projection, queries, schema, search
from .records import (
    EntryRecord,
    IssuedReport,
    LedgerHead,
    Organisation,
    PublicReport,
    ReportLink,
    Tombstone,
    VersionNote,
)
from .rendering import Page, Renderer, variants
from .store import open_for_writing, writing


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
        _write_version(connection, record, report)
        if _is_newest(connection, record):
            _write_entry(connection, register.renderer, record)
        _write_version_page(connection, register.renderer, record)
        _write_shared(connection, register.renderer, record.organisation)

    return _once(register, outbox_id, change)


def apply_report_status(register: Register, outbox_id: str, report: IssuedReport) -> bool:
    """Tell the register of an issued report, or of its new status: what `/controleren` answers from."""
    return _once(register, outbox_id, lambda connection: _write_report(connection, report, pdf=None))


def apply_organisation(register: Register, outbox_id: str, organisation: Organisation) -> bool:
    """Make an organisation known, or change its name, contact or look; its entries are made again."""

    def change(connection: sqlite3.Connection) -> None:
        _write_organisation(connection, organisation)
        for record in queries.current_records(connection, organisation.code):
            _write_entry(connection, register.renderer, record)
        _write_shared(connection, register.renderer, organisation.code)

    return _once(register, outbox_id, change)


def apply_head(register: Register, outbox_id: str, head: LedgerHead) -> bool:
    """Publish the head of an organisation's ledger."""

    def change(connection: sqlite3.Connection) -> None:
        connection.execute(
            "INSERT OR REPLACE INTO heads (chain, sequence, hash, at) VALUES (?, ?, ?, ?)",
            (head.chain, head.sequence, head.hash, head.at.isoformat()),
        )
        _write_shared(connection, register.renderer)

    return _once(register, outbox_id, change)


def retract(register: Register, outbox_id: str, tombstone: Tombstone) -> bool:
    """Take an entry away. Its address says so; its versions stay in the table and off the pages."""

    def change(connection: sqlite3.Connection) -> None:
        organisation = _remove_entry(connection, tombstone.number)
        connection.execute(
            "INSERT OR REPLACE INTO tombstones (number, retracted_at, reason) VALUES (?, ?, ?)",
            (tombstone.number, tombstone.retracted_at.isoformat(), tombstone.reason),
        )
        connection.execute("UPDATE reports SET status = 'revoked' WHERE number = ?", (tombstone.number,))
        _put(
            connection,
            f"entry:{tombstone.number}",
            projection.tombstone_pages(connection, register.renderer, tombstone),
        )
        _write_shared(connection, register.renderer, *organisation)

    return _once(register, outbox_id, change)


def prepare(register: Register) -> None:
    """Make sure that there is a register with its fixed pages, however empty."""
    with writing(register.path) as connection:
        _write_shared(connection, register.renderer)


@dataclass(frozen=True)
class Contents:
    """Everything a register holds, for a rebuild; versions of an entry come oldest first."""

    organisations: Iterable[Organisation] = ()
    publications: Iterable[tuple[EntryRecord, PublicReport | None]] = ()
    reports: Iterable[IssuedReport] = ()
    heads: Iterable[LedgerHead] = ()
    tombstones: Iterable[Tombstone] = ()
    applied: Iterable[str] = ()


def rebuild(into: Register, contents: Contents) -> int:
    """Make the register again beside the old one, and put it in its place in one step.

    Returns the number of entries. A register that is being read gets the new content as one transaction of
    its own (SQLite's backup), so that nobody reads half of it and no journal is left behind.
    """
    beside = into.path.with_name(f"{into.path.name}.new")
    _remove_files(beside)
    with writing(beside) as connection:
        count = _fill(connection, into.renderer, contents)
    source = open_for_writing(beside)
    try:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        generation = _generation_of(into.path) + 1
        source.execute("UPDATE state SET generation = ?", (generation,))
        schema.create(into.path)
        target = open_for_writing(into.path)
        try:
            source.backup(target)
        finally:
            target.close()
    finally:
        source.close()
        _remove_files(beside)
    return count


def _fill(connection: sqlite3.Connection, renderer: Renderer, contents: Contents) -> int:
    for organisation in contents.organisations:
        _write_organisation(connection, organisation)
    for issued in contents.reports:
        _write_report(connection, issued, pdf=None)
    newest: dict[str, EntryRecord] = {}
    for record, report in contents.publications:
        _write_version(connection, record, report)
        _write_version_page(connection, renderer, record)
        if record.number not in newest or record.version >= newest[record.number].version:
            newest[record.number] = record
    gone = {tombstone.number: tombstone for tombstone in contents.tombstones}
    for record in newest.values():
        if record.number not in gone:
            _write_entry(connection, renderer, record)
    for tombstone in gone.values():
        _put(
            connection,
            f"entry:{tombstone.number}",
            projection.tombstone_pages(connection, renderer, tombstone),
        )
    for head in contents.heads:
        values = (head.chain, head.sequence, head.hash, head.at.isoformat())
        connection.execute("INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?)", values)
    connection.executemany("INSERT INTO applied VALUES (?, 0)", ((key,) for key in contents.applied))
    codes = [organisation.code for organisation in queries.organisations(connection)]
    _write_shared(connection, renderer, *codes)
    return len(newest.keys() - gone.keys())


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


def _is_newest(connection: sqlite3.Connection, record: EntryRecord) -> bool:
    row = connection.execute("SELECT version FROM entries WHERE number = ?", (record.number,)).fetchone()
    gone = connection.execute("SELECT 1 FROM tombstones WHERE number = ?", (record.number,)).fetchone()
    return not gone and (row is None or record.version >= row[0])


def _write_version(connection: sqlite3.Connection, record: EntryRecord, report: PublicReport | None) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO versions (number, version, published_at, change_reason, record)"
        " VALUES (?, ?, ?, ?, ?)",
        (
            record.number,
            record.version,
            record.published_at.isoformat(),
            record.change_reason,
            json.dumps(_with_report(record, report).to_json(), ensure_ascii=False),
        ),
    )
    if report is not None:
        _write_report(connection, _issued(record, report), report.pdf)


def _with_report(record: EntryRecord, report: PublicReport | None) -> EntryRecord:
    if report is None:
        return record
    return replace(record, report=ReportLink(report.code, report.sha256, len(report.pdf), report.pages))


def _issued(record: EntryRecord, report: PublicReport) -> IssuedReport:
    return IssuedReport(
        code=report.code,
        sha256=report.sha256,
        organisation=record.organisation,
        version=record.version,
        issued_at=report.issued_at,
        number=record.number,
        decided_on=report.decided_on,
        decision_words=report.decision_words,
    )


def _write_report(connection: sqlite3.Connection, report: IssuedReport, pdf: bytes | None) -> None:
    """Store an issued report. A newer one of the same entry makes the others of its kind superseded."""
    connection.execute(
        "INSERT INTO reports VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET"
        " latest = excluded.latest, status = excluded.status, number = excluded.number,"
        " decided_on = excluded.decided_on, decision_words = excluded.decision_words,"
        " pdf = coalesce(excluded.pdf, pdf)",
        (
            report.code,
            report.sha256,
            report.organisation,
            report.number,
            report.version,
            report.latest,
            report.status,
            report.issued_at.isoformat(),
            report.decided_on.isoformat() if report.decided_on else None,
            report.decision_words,
            pdf,
        ),
    )
    if pdf is not None:
        _supersede_older(connection, report)


def _supersede_older(connection: sqlite3.Connection, report: IssuedReport) -> None:
    connection.execute(
        "UPDATE reports SET latest = code = (SELECT code FROM reports WHERE number = :number"
        " AND pdf IS NOT NULL AND status <> 'revoked' ORDER BY version DESC, issued_at DESC LIMIT 1)"
        " WHERE number = :number AND pdf IS NOT NULL",
        {"number": report.number},
    )
    connection.execute(
        "UPDATE reports SET status = CASE WHEN latest THEN 'valid' ELSE 'superseded' END"
        " WHERE number = ? AND pdf IS NOT NULL AND status <> 'revoked'",
        (report.number,),
    )


def _write_organisation(connection: sqlite3.Connection, organisation: Organisation) -> None:
    connection.execute(
        "INSERT INTO organisations (code, name, external, record) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (code) DO UPDATE SET name = excluded.name, external = excluded.external,"
        " record = excluded.record",
        (
            organisation.code,
            organisation.name,
            organisation.external,
            json.dumps(organisation.to_json(), ensure_ascii=False),
        ),
    )


def _write_entry(connection: sqlite3.Connection, renderer: Renderer, record: EntryRecord) -> None:
    projection.make_organisation_known(connection, record, _write_organisation)
    record = _with_history(connection, record)
    row = projection.entry_row(connection, renderer, record)
    columns = ", ".join(row)
    changes = ", ".join(f"{column} = excluded.{column}" for column in row if column != "number")
    (entry,) = connection.execute(
        f"INSERT INTO entries ({columns}) VALUES ({', '.join('?' * len(row))})"
        f" ON CONFLICT (number) DO UPDATE SET {changes} RETURNING id",
        tuple(row.values()),
    ).fetchone()
    search.index(connection, entry, *projection.searchable(connection, record))
    owner = f"entry:{record.number}"
    connection.execute("DELETE FROM pages WHERE owner = ?", (owner,))
    _put(connection, owner, projection.entry_pages(connection, renderer, record))


def _with_history(connection: sqlite3.Connection, record: EntryRecord) -> EntryRecord:
    """The record as stored (its report with it), with the history that the register itself knows."""
    stored = queries.version(connection, record.number, record.version) or record
    known = {note.version: note for note in stored.history}
    known |= {note.version: note for note in queries.history(connection, record.number)}
    notes: list[VersionNote] = sorted(known.values(), key=lambda note: -note.version)
    return replace(stored, history=tuple(notes))


def _write_version_page(connection: sqlite3.Connection, renderer: Renderer, record: EntryRecord) -> None:
    owner = f"version:{record.number}:{record.version}"
    _put(connection, owner, projection.version_pages(connection, renderer, record))


def _remove_entry(connection: sqlite3.Connection, number: str) -> list[str]:
    """Take an entry and its pages away; gives the code of its organisation, when there was one."""
    sql = "SELECT id, organisation FROM entries WHERE number = ?"
    rows = connection.execute(sql, (number,)).fetchall()
    for entry, _ in rows:
        search.forget(connection, entry)
    connection.execute("DELETE FROM entries WHERE number = ?", (number,))
    connection.execute("DELETE FROM pages WHERE owner = ?", (f"entry:{number}",))
    connection.execute("DELETE FROM pages WHERE owner GLOB ?", (f"version:{number}:*",))
    return [organisation for _, organisation in rows]


def _write_shared(connection: sqlite3.Connection, renderer: Renderer, *changed: str) -> None:
    """Make the pages of the site again, and those of the organisations that changed."""
    connection.execute("DELETE FROM pages WHERE owner = 'site'")
    _put(connection, "site", projection.shared_pages(connection, renderer))
    for code in changed:
        if organisation := queries.organisation(connection, code):
            pages = projection.organisation_pages(connection, renderer, organisation)
            _put(connection, f"organisation:{code}", pages)


def _put(connection: sqlite3.Connection, owner: str, pages: Iterable[Page]) -> None:
    connection.executemany(
        "INSERT OR REPLACE INTO pages"
        " (address, encoding, owner, status, content_type, etag, location, report, body)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                page.address,
                variant.encoding,
                owner,
                page.status,
                page.content_type,
                variant.etag,
                page.location,
                page.report,
                variant.body,
            )
            for page in pages
            for variant in variants(page)
        ),
    )


def _generation_of(path: Path) -> int:
    if not path.exists():
        return 0
    connection = open_for_writing(path)
    try:
        row = connection.execute("SELECT generation FROM state").fetchone()
        return int(row[0]) if row else 0
    except sqlite3.OperationalError:
        return 0
    finally:
        connection.close()


def _remove_files(path: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
