"""The whole register again: made beside the old one, put in its place in one step."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from . import queries, rows, schema
from .records import EntryRecord, IssuedReport, LedgerHead, Organisation, PublicReport, Tombstone
from .rendering import Renderer
from .store import open_for_writing, writing


@dataclass(frozen=True)
class Contents:
    """Everything a register holds, for a rebuild; versions of an entry come oldest first."""

    organisations: Iterable[Organisation] = ()
    publications: Iterable[tuple[EntryRecord, PublicReport | None]] = ()
    reports: Iterable[IssuedReport] = ()
    heads: Iterable[LedgerHead] = ()
    tombstones: Iterable[Tombstone] = ()
    applied: Iterable[str] = ()


def rebuild(path: Path, renderer: Renderer, contents: Contents) -> int:
    """Make the register again beside the old one, and put it in its place in one step.

    Returns the number of entries. A register that is being read gets the new content as one transaction of
    its own (SQLite's backup), so that nobody reads half of it and no journal is left behind.
    """
    beside = path.with_name(f"{path.name}.new")
    _remove_files(beside)
    with writing(beside) as connection:
        count = _fill(connection, renderer, contents)
    source = open_for_writing(beside)
    try:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        generation = _generation_of(path) + 1
        source.execute("UPDATE state SET generation = ?", (generation,))
        schema.create(path)
        target = open_for_writing(path)
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
        rows.write_organisation(connection, organisation)
    for issued in contents.reports:
        rows.write_report(connection, issued, pdf=None)
    newest: dict[str, EntryRecord] = {}
    gone = {tombstone.number: tombstone for tombstone in contents.tombstones}
    for record, report in contents.publications:
        rows.write_version(connection, record, report)
        if record.number not in gone:
            rows.write_version_page(connection, renderer, record)
        if record.number not in newest or record.version >= newest[record.number].version:
            newest[record.number] = record
    for record in newest.values():
        if record.number not in gone:
            rows.write_entry(connection, renderer, record)
    for tombstone in gone.values():
        rows.write_tombstone(connection, renderer, tombstone)
    for head in contents.heads:
        values = (head.chain, head.sequence, head.hash, head.at.isoformat())
        connection.execute("INSERT OR REPLACE INTO heads VALUES (?, ?, ?, ?)", values)
    connection.executemany("INSERT INTO applied VALUES (?, 0)", ((key,) for key in contents.applied))
    codes = [organisation.code for organisation in queries.organisations(connection)]
    rows.write_shared(connection, renderer, *codes)
    return len(newest.keys() - gone.keys())


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
