"""The rows behind each act of the register, and the pages made from them. Called inside a transaction."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import replace

from . import projection, queries, search
from .records import (
    EntryRecord,
    IssuedReport,
    Organisation,
    PublicReport,
    ReportLink,
    Tombstone,
    VersionNote,
)
from .rendering import Page, Renderer, variants


def is_newest(connection: sqlite3.Connection, record: EntryRecord) -> bool:
    """Whether this version is to stand at the entry's address: none newer does, and it was not taken away."""
    row = connection.execute("SELECT version FROM entries WHERE number = ?", (record.number,)).fetchone()
    return row is None or record.version >= row[0]


def is_gone(connection: sqlite3.Connection, number: str) -> bool:
    """Tell whether an entry was taken away: nothing of it comes back, however late it arrives."""
    sql = "SELECT 1 FROM tombstones WHERE number = ?"
    return connection.execute(sql, (number,)).fetchone() is not None


def revoke_reports(connection: sqlite3.Connection, number: str) -> None:
    """Say of every public report of an entry that it no longer counts."""
    connection.execute("UPDATE reports SET status = 'revoked' WHERE number = ?", (number,))


def write_version(connection: sqlite3.Connection, record: EntryRecord, report: PublicReport | None) -> None:
    """Keep a version as it was published, and its report."""
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
        write_report(connection, _issued(record, report), report.pdf)


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


def write_report(connection: sqlite3.Connection, report: IssuedReport, pdf: bytes | None) -> None:
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


def write_organisation(connection: sqlite3.Connection, organisation: Organisation) -> None:
    """Keep an organisation, in place of what was known of it."""
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


def write_entry(connection: sqlite3.Connection, renderer: Renderer, record: EntryRecord) -> None:
    """Make a version the one that stands: its row, its words for searching, its pages."""
    projection.make_organisation_known(connection, record, write_organisation)
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
    put(connection, owner, projection.entry_pages(connection, renderer, record))


def _with_history(connection: sqlite3.Connection, record: EntryRecord) -> EntryRecord:
    """The record as stored (its report with it), with the history that the register itself knows."""
    stored = queries.version(connection, record.number, record.version) or record
    known = {note.version: note for note in stored.history}
    known |= {note.version: note for note in queries.history(connection, record.number)}
    notes: list[VersionNote] = sorted(known.values(), key=lambda note: -note.version)
    return replace(stored, history=tuple(notes))


def write_version_page(connection: sqlite3.Connection, renderer: Renderer, record: EntryRecord) -> None:
    """Make the page of one version."""
    owner = f"version:{record.number}:{record.version}"
    put(connection, owner, projection.version_pages(connection, renderer, record))


def remove_entry(connection: sqlite3.Connection, number: str) -> list[str]:
    """Take an entry and its pages away; gives the code of its organisation, when there was one."""
    sql = "SELECT id, organisation FROM entries WHERE number = ?"
    rows = connection.execute(sql, (number,)).fetchall()
    for entry, _ in rows:
        search.forget(connection, entry)
    connection.execute("DELETE FROM entries WHERE number = ?", (number,))
    connection.execute("DELETE FROM pages WHERE owner = ?", (f"entry:{number}",))
    connection.execute("DELETE FROM pages WHERE owner GLOB ?", (f"version:{number}:*",))
    return [organisation for _, organisation in rows]


def write_tombstone(connection: sqlite3.Connection, renderer: Renderer, tombstone: Tombstone) -> None:
    """Say at the address of an entry that it was taken away; its public reports are revoked."""
    connection.execute(
        "INSERT OR REPLACE INTO tombstones (number, retracted_at, reason) VALUES (?, ?, ?)",
        (tombstone.number, tombstone.retracted_at.isoformat(), tombstone.reason),
    )
    revoke_reports(connection, tombstone.number)
    pages = projection.tombstone_pages(connection, renderer, tombstone)
    put(connection, f"entry:{tombstone.number}", pages)


def write_shared(connection: sqlite3.Connection, renderer: Renderer, *changed: str) -> None:
    """Make the pages of the site again, and those of the organisations that changed."""
    connection.execute("DELETE FROM pages WHERE owner = 'site'")
    put(connection, "site", projection.shared_pages(connection, renderer))
    for code in changed:
        if organisation := queries.organisation(connection, code):
            pages = projection.organisation_pages(connection, renderer, organisation)
            connection.execute("DELETE FROM pages WHERE owner = ?", (f"organisation:{code}",))
            put(connection, f"organisation:{code}", pages)


def put(connection: sqlite3.Connection, owner: str, pages: Iterable[Page]) -> None:
    """Store pages in every encoding. `owner` tells which of them go when something goes."""
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
