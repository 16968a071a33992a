"""The real server and the real worker, as processes of their own, and what processor time they took."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks._installation import SECRET

ROOT = Path(__file__).parents[1]
TICKS = os.sysconf("SC_CLK_TCK")
START_WITHIN = 60.0
STOP_WITHIN = 20.0


@contextmanager
def served(instance: Path) -> Iterator[tuple[int, int]]:
    """Run `afweging serve` with one worker on a free port; give the port and the process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    with _process(instance, "serve", "--port", str(port), "--no-jobs") as server:
        until(lambda: _answers(port), "the server did not start")
        yield port, server.pid


@contextmanager
def working(instance: Path) -> Iterator[int]:
    """Run `afweging jobs`, the worker that stands beside the server; give the process id."""
    with _process(instance, "jobs") as worker:
        yield worker.pid


@contextmanager
def _process(instance: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    known = {key: value for key, value in os.environ.items() if not key.startswith("AFWEGING_")}
    environ = known | {
        "AFWEGING_INSTANCE": str(instance),
        "AFWEGING_SECRET_KEY": SECRET,
        "AFWEGING_MODE": "production",
        "AFWEGING_ROLE": "workspace",
        "PYTHONPATH": str(ROOT),
    }
    with (instance / f"{command[0]}.log").open("wb") as log:
        started = subprocess.Popen(
            [sys.executable, "-m", "afweging", *command], env=environ, cwd=ROOT, stdout=log, stderr=log
        )
        try:
            yield started
        finally:
            started.send_signal(signal.SIGTERM)
            try:
                started.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                started.kill()
                started.wait()


def until(so: Callable[[], bool], otherwise: str) -> None:
    """Wait until something is so. Raises SystemExit, saying what else, when that takes too long."""
    end = time.monotonic() + START_WITHIN
    while time.monotonic() < end:
        if so():
            return
        time.sleep(0.1)
    raise SystemExit(otherwise)


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 0.2).close()
    except OSError:
        return False
    return True


def processor_seconds(process: int) -> float:
    """Return the processor time, user and system, of a process and all that it started and that lives."""
    own = [_fields(Path(f"/proc/{each}/stat")) for each in _family(process)]
    return sum(int(fields[11]) + int(fields[12]) for fields in own if fields) / TICKS


def _family(process: int) -> Iterator[int]:
    yield process
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in task.read_text().split():
            yield from _family(int(child))


def _fields(stat: Path) -> list[str]:
    try:
        return stat.read_text().rpartition(")")[2].split()
    except FileNotFoundError:
        return []
