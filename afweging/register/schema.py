"""The tables of the register, and the file name that follows from them.

There are no migrations: the name holds the hash of the schema, so that a changed schema is a new file,
filled by a rebuild, while the old one keeps serving until the switch.
"""

import hashlib
import sqlite3
from pathlib import Path

TABLES = """
CREATE TABLE state (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    generation INTEGER NOT NULL
);
INSERT INTO state VALUES (1, 1);

CREATE TABLE applied (
    outbox_id TEXT PRIMARY KEY,
    generation INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE organisations (
    code TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    external INTEGER NOT NULL CHECK (external IN (0, 1)),
    record TEXT NOT NULL
);

CREATE TABLE entries (
    id INTEGER PRIMARY KEY,
    number TEXT NOT NULL UNIQUE CHECK (length(number) = 8),
    slug TEXT NOT NULL,
    organisation TEXT NOT NULL REFERENCES organisations (code),
    name TEXT NOT NULL,
    version INTEGER NOT NULL CHECK (version >= 1),
    published_at TEXT NOT NULL,
    status TEXT NOT NULL,
    category TEXT NOT NULL,
    kind TEXT NOT NULL,
    department TEXT NOT NULL,
    year TEXT NOT NULL,
    weighed TEXT NOT NULL,
    outcome TEXT NOT NULL,
    themes TEXT NOT NULL,
    change_reason TEXT NOT NULL,
    summary TEXT NOT NULL,
    card_nl TEXT NOT NULL,
    card_en TEXT NOT NULL,
    json TEXT NOT NULL
);
CREATE INDEX entries_by_organisation ON entries (organisation);

CREATE TABLE versions (
    number TEXT NOT NULL,
    version INTEGER NOT NULL,
    published_at TEXT NOT NULL,
    change_reason TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (number, version)
) WITHOUT ROWID;

CREATE TABLE tombstones (
    number TEXT PRIMARY KEY,
    retracted_at TEXT NOT NULL,
    reason TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE reports (
    code TEXT PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    organisation TEXT NOT NULL,
    number TEXT,
    version INTEGER NOT NULL,
    latest INTEGER NOT NULL CHECK (latest IN (0, 1)),
    status TEXT NOT NULL CHECK (status IN ('valid', 'superseded', 'revoked')),
    issued_at TEXT NOT NULL,
    decided_on TEXT,
    decision_words TEXT NOT NULL,
    pdf BLOB
);
CREATE INDEX reports_by_number ON reports (number);

CREATE TABLE heads (
    chain TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    hash TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (chain, sequence)
) WITHOUT ROWID;

CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    address TEXT NOT NULL,
    encoding TEXT NOT NULL CHECK (encoding IN ('identity', 'gzip', 'br')),
    owner TEXT NOT NULL,
    status INTEGER NOT NULL,
    content_type TEXT NOT NULL,
    etag TEXT NOT NULL,
    location TEXT NOT NULL,
    report TEXT REFERENCES reports (code),
    body BLOB NOT NULL,
    UNIQUE (address, encoding)
);
CREATE INDEX pages_by_owner ON pages (owner);

CREATE VIRTUAL TABLE stems USING fts5 (
    name, summary, body, tokenize = "unicode61 remove_diacritics 2"
);
CREATE VIRTUAL TABLE pieces USING fts5 (text, tokenize = "trigram");
"""

HASH = hashlib.sha256(TABLES.encode()).hexdigest()[:12]


def file_name() -> str:
    """The name of the register's file for this schema."""
    return f"register-{HASH}.sqlite"


def create(path: Path) -> None:
    """Make an empty register at `path`, in WAL mode. Does nothing when there is one already."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None, timeout=10)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("BEGIN IMMEDIATE")
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'state'").fetchone():
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
        connection.execute("COMMIT")
    finally:
        connection.close()
