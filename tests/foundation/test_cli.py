"""The command line of an installation: made, made again, checked, served and stopped."""

from __future__ import annotations

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afweging.cli import main

PATIENCE = 30.0
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command on an instance of its own."""
    for name in list(os.environ):
        if name.startswith("AFWEGING_") and name != "AFWEGING_REQUIRE_ALL":
            monkeypatch.delenv(name)
    monkeypatch.setenv("AFWEGING_INSTANCE", str(tmp_path / "instance"))

    def run(*words: str) -> Result:
        return CliRunner().invoke(main, words, catch_exceptions=False)

    return run


@pytest.fixture
def made(run: Run, tmp_path: Path) -> Path:
    result = run(
        "init", "--organisation", "gm9990", "--name", "Vlierwoude", "--admin", "baas@vlierwoude.example"
    )
    assert result.exit_code == 0, result.output
    assert "signs in once with: " in result.output
    return tmp_path / "instance"


def test_a_new_organisation_can_start_a_dossier_at_once(run: Run, made: Path) -> None:
    run("init", "--organisation", "gm0002", "--name", "Gemeente Twee", "--admin", "beheer@twee.example")
    with sqlite3.connect(made / "cases.sqlite3") as connection:
        query = (
            "SELECT questionnaire_id FROM installed_questionnaire AS q JOIN organisation AS o"
            " ON o.id = q.organisation_id WHERE o.code = 'gm0002' AND q.state = 'published' ORDER BY q.id"
        )
        installed = [row[0] for row in connection.execute(query)]
    assert installed == ["snelle-toets", "korte-afweging", "model-afwegingsraamwerk"]


def test_init_makes_everything_and_a_second_time_changes_nothing(run: Run, made: Path) -> None:
    secret = (made / "afweging.toml").read_text()
    assert (made / "afweging.toml").stat().st_mode & 0o077 == 0, "others could read the secret"
    assert (made / "keys" / "gm9990").is_dir()
    again = run("init", "--quiet", "--organisation", "gm9990", "--admin", "baas@vlierwoude.example")
    assert (again.exit_code, again.output) == (0, "")
    assert (made / "afweging.toml").read_text() == secret
    assert run("init", "--organisation", "gm1").exit_code == 2


def test_the_settings_show_where_each_value_came_from(run: Run, made: Path) -> None:
    rows = {row["name"]: row for row in json.loads(run("settings", "--json").output)}
    assert rows["AFWEGING_SECRET_KEY"]["origin"] == str(made / "afweging.toml")
    assert rows["AFWEGING_INSTANCE"]["origin"] == "environment AFWEGING_INSTANCE"
    assert "AFWEGING_ROLE = all  [default]" in run("settings").output


def test_a_misspelt_setting_ends_every_command_with_the_nearest_name(
    run: Run, made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFWEGING_PUBLIK_URL", "x")
    for words in (["settings"], ["ledger", "verify"], ["serve"], ["jobs", "--status"]):
        result = run(*words)
        assert result.exit_code == 1
        assert "Did you mean AFWEGING_PUBLIC_URL?" in result.output


def test_the_server_does_not_start_without_a_secret(run: Run) -> None:
    result = run("serve")
    assert result.exit_code == 1
    assert "AFWEGING_SECRET_KEY is missing" in result.output


@pytest.mark.parametrize("words", [("serve",), ("jobs", "--status"), ("ledger", "verify"), ("demo",)])
def test_on_another_database_than_its_own_nothing_starts(
    run: Run, made: Path, words: tuple[str, ...]
) -> None:
    path = made / "cases.sqlite3"
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0004'")
    older = run(*words)
    assert older.exit_code == 1
    assert "is of version 0004" in older.output
    assert "run `afweging init`" in older.output
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    newer = run(*words)
    assert newer.exit_code == 1
    assert "this program is too old" in newer.output
    for file in made.glob("cases.sqlite3*"):
        file.unlink()
    missing = run(*words)
    assert missing.exit_code == 1
    assert "no cases database yet: run `afweging init`" in missing.output
    assert not path.exists()
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 20)
    broken = run(*words)
    assert broken.exit_code == 1
    assert "does not answer" in broken.output


def test_a_changed_ledger_ends_with_3_and_names_the_event(run: Run, made: Path, tmp_path: Path) -> None:
    kept = tmp_path / "heads.json"
    assert run("ledger", "verify").exit_code == 0
    assert run("ledger", "anchor", str(kept)).exit_code == 0
    assert run("ledger", "verify", "--anchor", str(kept)).exit_code == 0
    with sqlite3.connect(made / "cases.sqlite3") as connection:
        connection.execute("UPDATE ledger_event SET verb = 'role.taken' WHERE number = 2")
    result = run("ledger", "verify", "--json")
    assert result.exit_code == 3
    assert json.loads(result.output)["breaks"][0]["number"] == 2
    with sqlite3.connect(made / "cases.sqlite3") as connection:
        connection.execute("DELETE FROM ledger_event")
    emptied = run("ledger", "verify")
    assert emptied.exit_code == 3
    assert "0 events that say so" in emptied.output  # the installed questionnaires tell of what is gone
    assert run("ledger", "verify", "--anchor", str(kept)).exit_code == 3
    kept.write_text("[]")
    assert run("ledger", "verify", "--anchor", str(kept)).exit_code == 1


def test_people_are_added_reset_and_disabled(run: Run, made: Path) -> None:
    add = ["user", "add", "noor@vlierwoude.example", "--organisation", "gm9990", "--name", "Noor"]
    assert "signs in once with" in run(*add, "--role", "member", "--role", "editor").output
    assert "keeps the password" in run(*add).output
    assert "signs in once with" in run("user", "reset", "Noor@Vlierwoude.example").output
    assert run("user", "disable", "noor@vlierwoude.example").exit_code == 0
    guest = ["user", "add", "bo@leverancier.example", "--organisation", "gm9990", "--name", "Bo", "--guest"]
    assert "signs in once with" in run(*guest).output
    assert run("user", "disable", "bo@leverancier.example").exit_code == 0
    assert "signs in once with" in run("user", "reset", "bo@leverancier.example").output
    assert "signs in once with" in run("user", "reset", "noor@vlierwoude.example").output


@pytest.mark.parametrize(
    "words",
    [
        ["user", "add", "geen-adres", "--organisation", "gm9990", "--name", "Noor"],
        ["user", "add", "a@b.example", "--organisation", "gm0000", "--name", "Noor"],
        ["user", "add", "a@b.example", "--organisation", "gm9990", "--name", "Noor", "--role", "boss"],
        [
            "user",
            "add",
            "f@b.example",
            "--organisation",
            "gm9990",
            "--name",
            "F",
            "--role",
            "fg",
            "--role",
            "admin",
        ],
        ["user", "disable", "niemand@vlierwoude.example"],
        ["user", "disable", "baas@vlierwoude.example"],
        ["user", "reset", "niemand@vlierwoude.example"],
    ],
)
def test_bad_input_is_a_message_and_exit_1(run: Run, made: Path, words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 1
    assert result.output.startswith("Error: ")


def test_the_outbox_shows_how_it_stands(run: Run, made: Path) -> None:
    assert json.loads(run("jobs", "--status", "--json").output)["waiting"] == 0
    assert "0 waiting" in run("jobs", "--status").output
    assert "1 jobs taken up" in run("jobs", "--once").output, "the look of the day"
    assert "0 jobs taken up" in run("jobs", "--once").output


@pytest.fixture
def served(run: Run, made: Path, tmp_path: Path) -> Iterator[tuple[subprocess.Popen[bytes], str]]:
    """The real server with its worker, on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "afweging", "serve", "--port", str(port)],
            stdout=log,
            stderr=log,
            cwd=tmp_path,
        )
    url = f"http://127.0.0.1:{port}"
    try:
        assert eventually(lambda: answers(f"{url}/healthz")), (tmp_path / "log").read_text()
        yield server, url
    finally:
        if server.poll() is None:
            server.terminate()
            server.wait(PATIENCE)


@pytest.mark.slow
def test_the_server_answers_and_stops_with_its_worker(served: tuple[subprocess.Popen[bytes], str]) -> None:
    server, url = served
    with urllib.request.urlopen(f"{url}/inloggen") as response:
        assert b"<h1>Inloggen</h1>" in response.read()
    children = children_of(server.pid)
    assert len(children) >= 2, "a server process and the worker"
    server.send_signal(signal.SIGTERM)
    assert server.wait(PATIENCE) == 0
    assert eventually(lambda: not any(map(alive, children)))


@pytest.mark.slow
def test_when_the_server_is_killed_its_processes_go_too(served: tuple[subprocess.Popen[bytes], str]) -> None:
    server, _url = served
    children = children_of(server.pid)
    assert any(b"jobs" in command_of(child) for child in children)
    server.kill()
    server.wait(PATIENCE)
    assert eventually(lambda: not any(map(alive, children)))


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as response:
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def eventually(holds: Callable[[], bool]) -> bool:
    """Ask until it holds, or patience ends."""
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)  # another process needs the time more than this one
    return True


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def command_of(pid: int) -> bytes:
    return Path(f"/proc/{pid}/cmdline").read_bytes()


def alive(pid: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
