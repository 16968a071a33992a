"""How many sections a second one worker shows, and how many answers it saves, through the real server.

Builds an installation in a temporary folder with the full model and a dossier that is half answered, starts
the program as `afweging serve` does, and asks over kept-alive connections from processes of its own.
Run: python benchmarks/workspace.py [seconds] [connections]
"""

from __future__ import annotations

import datetime as dt
import http.client
import json
import multiprocessing
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

SECTION = "waarden"
FLOORS = {"show": 300, "save": 400}
SECRET = "only for benchmarks " * 3
TEXTS = (("toepassing", "doel"), ("toepassing", "uitkomst"), ("toepassing", "voor_wie"))
"""Open questions of the model, with their sections: one for each connection that saves."""


def build(instance: Path) -> tuple[str, str]:
    """Write the databases; return the cookie of a session and the address of the weighing."""
    from afweging.app import create_app
    from afweging.case.dossier import operations
    from afweging.case.dossier.walk import walk
    from afweging.foundation.database import db, writing
    from afweging.foundation.identity import sessions
    from afweging.migrations import tables
    from afweging.settings import Settings
    from tests.content.filling import fill_in
    from tests.dossier import cases
    from tests.support import world

    settings = Settings(instance=instance, mode="development", secret_key=SECRET)
    app = create_app(settings)
    now = dt.datetime.now(dt.UTC)
    with app.app_context():
        tables.load().create_all(db.engine)
        with writing() as session:
            world.build(session, settings)
            cases.equip(session, small=False)
        with writing() as session:
            actor = world.actor(session, settings, "member", now=now)
            at = cases.weighing(session, actor)
            case = walk(session, at, today=now.date())
            filled, _evaluation = fill_in(case.questionnaire, case.values)
            for question, value in filled.items():
                stands = case.answers.get(question)
                base = stands.revision if stands else 0
                operations.save_answer(session, actor, at, question, value, base_revision=base, now=now)
            token = sessions.new_token()
            session.add(_sign_in(world.person(session, "member").id, sessions.hash_token(token), now))
            address = f"/werk/wegingen/{at.public_id}"
        return f"{sessions.cookie_name(settings)}={token}", address


def _sign_in(person: int, token: str, now: dt.datetime) -> object:
    from afweging.foundation.identity.models import SignIn

    moments = {"created_at": now, "last_seen_at": now, "fresh_at": now}
    return SignIn(token_sha256=token, person_id=person, expires_at=now + dt.timedelta(hours=9), **moments)


@contextmanager
def served(instance: Path) -> Iterator[int]:
    """Run the program with one worker on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    known = {key: value for key, value in os.environ.items() if not key.startswith("AFWEGING_")}
    environ = known | {
        "AFWEGING_INSTANCE": str(instance),
        "AFWEGING_SECRET_KEY": SECRET,
        "AFWEGING_MODE": "development",
        "AFWEGING_ROLE": "workspace",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "afweging", "serve", "--port", str(port), "--no-jobs"]
    log = (instance / "server.log").open("wb")
    server = subprocess.Popen(command, env=environ, cwd=ROOT, stdout=log, stderr=log)
    try:
        _wait(port, server)
        yield port
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(15)


def _wait(port: int, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 30
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 0.2).close()
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("the server did not start")


def ask(kind: str, port: int, cookie: str, address: str, number: int, seconds: float, queue: Any) -> None:
    """Ask over one kept-alive connection until the time is over; give the times to the queue."""
    connection = http.client.HTTPConnection("127.0.0.1", port)
    one = {"show": _Show, "save": _Save}[kind](connection, cookie, address, number)
    one.once()  # the first time everything is drawn and parsed
    times: list[float] = []
    until = time.perf_counter() + seconds
    while (start := time.perf_counter()) < until:
        one.once()
        times.append(time.perf_counter() - start)
    queue.put(times)


class _Show:
    """A section is shown."""

    def __init__(
        self, connection: http.client.HTTPConnection, cookie: str, address: str, number: int
    ) -> None:
        self.connection, self.headers = connection, {"Cookie": cookie}
        self.address, self.number = address, number

    def once(self) -> None:
        self.connection.request("GET", f"{self.address}/{SECTION}", headers=self.headers)
        response = self.connection.getresponse()
        body = response.read()
        if response.status != 200 or b"question__label" not in body:
            raise SystemExit(f"{response.status}: {body[:400]!r}")


class _Save(_Show):
    """A text is typed on: each connection has a question of its own, and saves a new text each time."""

    def __init__(
        self, connection: http.client.HTTPConnection, cookie: str, address: str, number: int
    ) -> None:
        super().__init__(connection, cookie, address, number)
        self.connection.request("GET", f"{address}/{TEXTS[number][0]}", headers=self.headers)
        response = self.connection.getresponse()
        page = response.read().decode()
        form_cookie = response.getheader("Set-Cookie", "").split(";")[0]
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        question = TEXTS[number][1]
        revision = re.search(rf'name="r-{question}" value="([0-9]+)"', page)
        assert token and revision, page[:500]
        self.question, self.revision, self.count = question, int(revision[1]), 0
        self.headers = {
            "Cookie": "; ".join(filter(None, (cookie, form_cookie))),
            "X-CSRF-Token": token[1],
            "Accept": "application/json",
            "Content-Type": "application/x-www-form-urlencoded",
        }

    def once(self) -> None:
        self.count += 1
        body = urlencode(
            {
                f"a-{self.question}": f"In mei trokken wij {self.count} gevallen; zes waren fout.",
                f"r-{self.question}": self.revision,
                "request_key": f"{os.getpid()}-{self.count}",
            }
        )
        self.connection.request("POST", f"{self.address}/vragen/{self.question}", body, self.headers)
        response = self.connection.getresponse()
        answer = response.read()
        if response.status != 200:
            raise SystemExit(f"{response.status}: {answer[:400]!r}")
        self.revision = json.loads(answer)["revision"]


def measure(
    kind: str, port: int, cookie: str, address: str, seconds: float, connections: int
) -> dict[str, Any]:
    """Return requests a second and how long they took."""
    queue: Any = multiprocessing.Queue()
    workers = [
        multiprocessing.Process(target=ask, args=(kind, port, cookie, address, number, seconds, queue))
        for number in range(connections)
    ]
    for worker in workers:
        worker.start()
    times = sorted(each for _ in workers for each in queue.get(timeout=seconds + 10))
    for worker in workers:
        worker.join()
    cuts = statistics.quantiles(times, n=100)
    return {
        "requests_per_second": round(len(times) / seconds),
        "floor": FLOORS[kind],
        "p50_ms": round(cuts[49] * 1000, 2),
        "p99_ms": round(cuts[98] * 1000, 2),
        "requests": len(times),
    }


def _cpu(log: Path, method: str) -> float:
    """Return the median processor time that the server itself noted: it says more on a busy machine."""
    noted = (
        json.loads(line) for line in log.read_text().splitlines() if line.startswith('{"event": "request"')
    )
    return statistics.median(each["cpu_ms"] for each in noted if each["method"] == method)


def main() -> None:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    connections = min(int(sys.argv[2]) if len(sys.argv) > 2 else 2, len(TEXTS))
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        cookie, address = build(Path(folder))
        with served(Path(folder)) as port:
            found = {
                kind: measure(kind, port, cookie, address, seconds, connections) for kind in ("show", "save")
            }
        for kind, method in (("show", "GET"), ("save", "POST")):
            found[kind]["cpu_ms"] = _cpu(Path(folder) / "server.log", method)
    print(json.dumps(found, indent=2))


if __name__ == "__main__":
    main()
