"""Publishing happens once, whole, and never backwards."""

import json
import sqlite3
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from afweging.register import operations, projection, queries, schema
from afweging.register import reader as reading
from afweging.register.operations import Contents, Register
from afweging.register.records import IssuedReport, Tombstone
from afweging.register.rendering import Renderer
from afweging.register.store import Reader
from tests.register import vlierwoude

ENTRY = "/algoritmes/19990002/vroeg-erbij-bij-achterstanden"


def rows(register: Register, sql: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(register.path)
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()


def test_the_file_bears_the_hash_of_its_schema() -> None:
    assert schema.file_name() == f"register-{schema.HASH}.sqlite"
    assert len(schema.HASH) == 12


def test_the_same_outbox_row_is_applied_once(register: Register) -> None:
    again = vlierwoude.arrears_again()
    assert operations.apply_publication(register, "row", again, None) is True
    before = rows(register, "SELECT address, etag FROM pages ORDER BY 1, 2")
    assert operations.apply_publication(register, "row", vlierwoude.TREES, None) is False
    assert rows(register, "SELECT address, etag FROM pages ORDER BY 1, 2") == before


def test_an_older_version_that_comes_late_takes_no_place(register: Register, client: FlaskClient) -> None:
    operations.apply_publication(register, "2", vlierwoude.arrears_again(), None)
    late = replace(vlierwoude.ARREARS, change_reason="Te laat bezorgd.")
    operations.apply_publication(register, "1 again", late, None)
    assert rows(register, "SELECT version FROM entries WHERE number = '19990002'") == [(2,)]
    assert "De gemeente zelf, met een bedrijf" in client.get(ENTRY).text


def test_a_failure_leaves_everything_as_it_was(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    before = rows(register, "SELECT * FROM versions ORDER BY 1, 2"), rows(register, "SELECT * FROM state")

    def broken(*_: object) -> None:
        raise RuntimeError("the template broke")

    monkeypatch.setattr(projection, "shared_pages", broken)
    with pytest.raises(RuntimeError):
        operations.apply_publication(register, "row", vlierwoude.arrears_again(), None)
    assert before == (
        rows(register, "SELECT * FROM versions ORDER BY 1, 2"),
        rows(register, "SELECT * FROM state"),
    )
    monkeypatch.undo()
    assert operations.apply_publication(register, "row", vlierwoude.arrears_again(), None) is True


def test_every_page_is_stored_in_three_encodings(register: Register) -> None:
    found = rows(register, f"SELECT encoding FROM pages WHERE address = '{ENTRY}' ORDER BY 1")
    assert found == [("br",), ("gzip",), ("identity",)]


def test_an_entry_may_come_before_its_organisation(empty: Register, empty_client: FlaskClient) -> None:
    operations.apply_publication(empty, "1", vlierwoude.TREES, None)
    assert "Gemeente Vlierwoude" in empty_client.get("/organisaties").text
    operations.apply_organisation(empty, "2", replace(vlierwoude.VLIERWOUDE, name="Vlierwoude aan Zee"))
    reader = Reader(empty.path)
    assert [one.name for one in queries.organisations(reader.connection)] == ["Vlierwoude aan Zee"]
    reader.close()


def test_a_retracted_entry_leaves_a_tombstone(register: Register, client: FlaskClient) -> None:
    when = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    tombstone = Tombstone("19990002", when, "Dit stond er per ongeluk.")
    operations.retract(register, "gone", tombstone)
    page = client.get("/algoritmes/19990002")
    assert page.status_code == 410
    assert "Dit stond er per ongeluk." in page.text
    assert "20 november 2026" in page.text
    assert client.get("/v1/algoritmes/19990002").status_code == 410
    assert client.get(ENTRY).status_code == 301
    assert client.get("/algoritmes/19990002/rapport.pdf").status_code == 404
    assert "achterstanden" not in client.get("/algoritmes").text
    operations.apply_publication(register, "late", vlierwoude.arrears_again(), None)
    assert client.get("/algoritmes/19990002").status_code == 410


def test_a_newer_public_report_makes_the_older_one_superseded(register: Register) -> None:
    newer = vlierwoude.report("8K3QX9M2AB4D", b"%PDF-1.7 newer", day=11)
    operations.apply_publication(register, "2", vlierwoude.arrears_again(), newer)
    found = rows(register, "SELECT code, latest, status FROM reports ORDER BY code")
    assert found == [("7K3QX9M2AB4D", 0, "superseded"), ("8K3QX9M2AB4D", 1, "valid")]


def test_a_report_without_an_entry_can_be_known(register: Register) -> None:
    issued = IssuedReport("9K3QX9M2AB4D", "f" * 64, "gm9990", 1, datetime(2026, 1, 1, tzinfo=UTC))
    operations.apply_report_status(register, "a", issued)
    operations.apply_report_status(register, "b", replace(issued, status="revoked", latest=False))
    assert rows(register, "SELECT status, number FROM reports WHERE code = '9K3QX9M2AB4D'") == [
        ("revoked", None)
    ]


def test_a_rebuilt_register_has_the_same_pages(register: Register, tmp_path: Path) -> None:
    other = Register(tmp_path / "rebuilt.sqlite", register.renderer)
    publications = [
        (record, vlierwoude.report() if record is vlierwoude.ARREARS else None) for record in vlierwoude.ALL
    ]
    count = operations.rebuild(
        other, Contents(organisations=[vlierwoude.VLIERWOUDE], publications=publications, applied=["x"])
    )
    assert count == len(vlierwoude.ALL)
    sql = "SELECT address, encoding, etag FROM pages ORDER BY 1, 2"
    assert rows(other, sql) == rows(register, sql)
    assert operations.apply_publication(other, "x", vlierwoude.arrears_again(), None) is False


def test_a_register_is_rebuilt_while_it_is_read(register: Register, client: FlaskClient) -> None:
    assert client.get("/algoritmes/19990001").status_code == 302
    contents = Contents([vlierwoude.VLIERWOUDE], [(vlierwoude.ARREARS, None)])
    stop, seen = threading.Event(), set()

    def read() -> None:
        reader = Reader(register.path)
        while not stop.is_set():
            seen.add(reader.connection.execute("SELECT count(*) FROM entries").fetchone()[0])
        reader.close()

    thread = threading.Thread(target=read)
    thread.start()
    try:
        operations.rebuild(register, contents)
    finally:
        stop.set()
        thread.join()
    assert seen <= {1, 5}
    client.application.extensions["afweging_register"].pages.reader.close()
    assert client.get("/algoritmes/19990001").status_code == 404
    assert client.get(ENTRY).status_code == 200
    assert [path.name for path in register.path.parent.glob("*.new*")] == []


def test_a_copy_that_takes_the_files_place_is_read_from_then_on(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "LOOK_AGAIN", 0)
    outside, next_copy = tmp_path / "outside.sqlite", tmp_path / "next.sqlite"
    copy(register, outside)
    pages = reading.Pages(outside)
    assert pages.page(ENTRY)
    copy(register, next_copy)
    changed = sqlite3.connect(next_copy, isolation_level=None)
    changed.execute("DELETE FROM pages WHERE address = ?", (ENTRY,))  # of the same generation
    changed.close()
    next_copy.replace(outside)
    assert pages.page(ENTRY) is None
    outside.unlink()
    assert pages.page("/algoritmes/19990002"), "what is open is read on"
    pages.reader.close()


def copy(register: Register, to: Path) -> None:
    connection = sqlite3.connect(register.path, isolation_level=None)
    connection.execute("VACUUM INTO ?", (str(to),))
    connection.close()


def test_the_public_door_cannot_write(register: Register) -> None:
    reader = Reader(register.path)
    with pytest.raises(sqlite3.OperationalError):
        reader.connection.execute("DELETE FROM pages")
    reader.close()


def test_heads_of_the_ledger_are_published(register: Register, client: FlaskClient) -> None:
    operations.apply_head(register, "head", vlierwoude.HEAD)
    assert vlierwoude.HEAD.hash in client.get("/cijfers").text


def test_versions_keep_their_record(register: Register, renderer: Renderer) -> None:
    operations.apply_publication(register, "2", vlierwoude.arrears_again(), None)
    found = rows(register, "SELECT version, record FROM versions WHERE number = '19990002' ORDER BY 1")
    providers = [json.loads(str(record))["fields"]["provider"] for _, record in found]
    assert providers == ["De gemeente zelf", "De gemeente zelf, met een bedrijf"]
