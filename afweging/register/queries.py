"""The reads of the register, each one statement."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from .records import EntryRecord, LedgerHead, Organisation, VersionNote


@dataclass(frozen=True)
class StoredReport:
    """What the register knows of an issued report. `name` and `slug` are empty without a public entry."""

    code: str
    sha256: str
    organisation: str
    number: str | None
    version: int
    latest: int
    status: str
    issued_at: str
    decided_on: str | None
    decision_words: str
    name: str | None
    slug: str | None

    @property
    def superseded(self) -> bool:
        """Whether a newer report has taken its place."""
        return self.status == "superseded" or (self.status == "valid" and not self.latest)


_REPORT = (
    "SELECT r.code, r.sha256, coalesce(o.name, r.organisation), r.number, r.version, r.latest, r.status,"
    " r.issued_at, r.decided_on, r.decision_words, e.name, e.slug FROM reports r"
    " LEFT JOIN organisations o ON o.code = r.organisation LEFT JOIN entries e ON e.number = r.number"
)


def report_by_digest(connection: sqlite3.Connection, sha256: str) -> StoredReport | None:
    """The issued report with exactly these bytes."""
    return _report(connection, f"{_REPORT} WHERE r.sha256 = ?", sha256)


def report_by_code(connection: sqlite3.Connection, code: str) -> StoredReport | None:
    """The issued report with this code (normal form: capitals, no hyphens)."""
    return _report(connection, f"{_REPORT} WHERE r.code = ?", code)


def newest_report_of(connection: sqlite3.Connection, number: str) -> StoredReport | None:
    """The public report that stands now for an entry."""
    return _report(connection, f"{_REPORT} WHERE r.number = ? AND r.latest AND r.pdf IS NOT NULL", number)


def _report(connection: sqlite3.Connection, sql: str, key: str) -> StoredReport | None:
    row = connection.execute(sql, (key,)).fetchone()
    return StoredReport(*row) if row else None


def organisations(connection: sqlite3.Connection) -> list[Organisation]:
    """All organisations, our own first, then by name."""
    rows = connection.execute("SELECT record FROM organisations ORDER BY external, name").fetchall()
    return [Organisation.from_json(json.loads(row[0])) for row in rows]


def organisation(connection: sqlite3.Connection, code: str) -> Organisation | None:
    """One organisation."""
    row = connection.execute("SELECT record FROM organisations WHERE code = ?", (code,)).fetchone()
    return Organisation.from_json(json.loads(row[0])) if row else None


def only_host(connection: sqlite3.Connection) -> Organisation | None:
    """The organisation whose register this is; None when several share it."""
    rows = connection.execute("SELECT record FROM organisations WHERE NOT external LIMIT 2").fetchall()
    return Organisation.from_json(json.loads(rows[0][0])) if len(rows) == 1 else None


def version(connection: sqlite3.Connection, number: str, number_of_version: int) -> EntryRecord | None:
    """One version of an entry as it was published."""
    sql = "SELECT record FROM versions WHERE number = ? AND version = ?"
    row = connection.execute(sql, (number, number_of_version)).fetchone()
    return EntryRecord.from_json(json.loads(row[0])) if row else None


def version_before(connection: sqlite3.Connection, record: EntryRecord) -> EntryRecord | None:
    """The version that stood before this one, if the register has it."""
    sql = "SELECT max(version) FROM versions WHERE number = ? AND version < ?"
    (before,) = connection.execute(sql, (record.number, record.version)).fetchone()
    return version(connection, record.number, before) if before else None


def current_records(connection: sqlite3.Connection, organisation_code: str) -> list[EntryRecord]:
    """The standing version of every entry of an organisation."""
    sql = (
        "SELECT v.record FROM entries e JOIN versions v ON v.number = e.number AND v.version = e.version"
        " WHERE e.organisation = ?"
    )
    rows = connection.execute(sql, (organisation_code,)).fetchall()
    return [EntryRecord.from_json(json.loads(row[0])) for row in rows]


def history(connection: sqlite3.Connection, number: str) -> list[VersionNote]:
    """The versions of an entry that the register holds, newest first."""
    sql = "SELECT version, published_at, change_reason FROM versions WHERE number = ? ORDER BY version DESC"
    rows = connection.execute(sql, (number,)).fetchall()
    return [VersionNote(number_, datetime.fromisoformat(at), reason) for number_, at, reason in rows]


@dataclass(frozen=True)
class NewsItem:
    """One line of “Wat is er nieuw?”."""

    number: str
    slug: str
    name: str
    published_at: str
    change_reason: str
    organisation: str


def news(connection: sqlite3.Connection, most: int, organisation_code: str = "") -> list[NewsItem]:
    """The newest messages, one per entry."""
    where = "WHERE e.organisation = ?" if organisation_code else ""
    sql = (
        "SELECT e.number, e.slug, e.name, e.published_at, e.change_reason, o.name FROM entries e"
        f" JOIN organisations o ON o.code = e.organisation {where}"
        " ORDER BY e.published_at DESC, e.id DESC LIMIT ?"
    )
    values = (organisation_code, most) if organisation_code else (most,)
    return [NewsItem(*row) for row in connection.execute(sql, values)]


def counts(connection: sqlite3.Connection, column: str, organisation_code: str = "") -> dict[str, int]:
    """How many entries there are per value of a column of `entries`."""
    if column not in {"status", "category", "kind", "weighed", "outcome", "organisation", "year"}:
        raise ValueError(f"no counts over {column}")
    where = "WHERE organisation = ?" if organisation_code else ""
    sql = f"SELECT {column}, count(*) FROM entries {where} GROUP BY 1 ORDER BY 1"
    return dict(connection.execute(sql, (organisation_code,) if organisation_code else ()).fetchall())


def cards(connection: sqlite3.Connection, ids: Iterable[int], lang: str) -> list[str]:
    """The ready-made cards of these entries, in the order of `ids`."""
    return _column(connection, "card_nl" if lang == "nl" else "card_en", tuple(ids))


def summaries(connection: sqlite3.Connection, ids: Iterable[int]) -> list[str]:
    """The ready-made JSON of these entries, in the order of `ids`."""
    return _column(connection, "json", tuple(ids))


def _column(connection: sqlite3.Connection, column: str, ids: tuple[int, ...]) -> list[str]:
    marks = ", ".join("?" * len(ids))
    found = dict(connection.execute(f"SELECT id, {column} FROM entries WHERE id IN ({marks})", ids))
    return [found[entry] for entry in ids if entry in found]


def heads(connection: sqlite3.Connection) -> list[tuple[str, int, str, str]]:
    """The newest published head of every ledger: name of the organisation, sequence, hash, time."""
    sql = (
        "SELECT coalesce(o.name, h.chain), max(h.sequence), h.hash, h.at FROM heads h"
        " LEFT JOIN organisations o ON o.code = h.chain GROUP BY h.chain ORDER BY 1"
    )
    return connection.execute(sql).fetchall()


def published_heads(connection: sqlite3.Connection) -> list[LedgerHead]:
    """Every published head of every ledger, oldest first per chain."""
    sql = "SELECT chain, sequence, hash, at FROM heads ORDER BY chain, sequence"
    return [
        LedgerHead(chain, sequence, hash_, datetime.fromisoformat(at))
        for chain, sequence, hash_, at in connection.execute(sql)
    ]


def reports_issued(connection: sqlite3.Connection) -> int:
    """How many reports were ever issued."""
    (number,) = connection.execute("SELECT count(*) FROM reports").fetchone()
    return int(number)


def addresses(connection: sqlite3.Connection) -> list[tuple[str, str, str]]:
    """Number, slug and time of publication of every entry, for the sitemap."""
    return connection.execute("SELECT number, slug, published_at FROM entries ORDER BY number").fetchall()


def slug(connection: sqlite3.Connection, number: str) -> str | None:
    """The slug of an entry that stands."""
    row = connection.execute("SELECT slug FROM entries WHERE number = ?", (number,)).fetchone()
    return str(row[0]) if row else None


def in_use_not_weighed(connection: sqlite3.Connection) -> int:
    """How many entries are in use while nobody weighed them yet."""
    sql = "SELECT count(*) FROM entries WHERE status = 'in_use' AND weighed IN ('not_yet', 'under_way')"
    (number,) = connection.execute(sql).fetchone()
    return int(number)


def example(connection: sqlite3.Connection) -> EntryRecord | None:
    """The newest entry with a decision whose weighing has both sides, to show what a weighing looks like."""
    sql = (
        "SELECT v.record FROM entries e JOIN versions v ON v.number = e.number AND v.version = e.version"
        " WHERE e.outcome <> '' AND instr(v.record, '\"burden\"') AND instr(v.record, '\"benefit\"')"
        " ORDER BY e.published_at DESC LIMIT 1"
    )
    row = connection.execute(sql).fetchone()
    return EntryRecord.from_json(json.loads(row[0])) if row else None
