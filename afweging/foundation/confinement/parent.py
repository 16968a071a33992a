"""A child process that may do little: for work on bytes which we do not trust, or which may eat the machine.

The parent holds a `Confined`; the child is a fresh interpreter that imports one module (`work`), calls its
`prepare()` once so that it is warm, and then its `handle(request, report)` for each job. What holds inside:

- memory: `RLIMIT_AS`; beyond it an allocation fails, the job ends as `limit` and the child is replaced;
- time: the parent kills the child at the deadline, and an alarm in the child does so if the parent is gone;
- priority: nice 10; files written: at most 64 MiB each, in a folder of its own that is thrown away;
- environment: no variable of the parent goes along, so no address, secret or proxy does;
- network: a network namespace without interfaces where the kernel permits (`unshare`); always an audit hook
  that refuses to look up, bind or connect, and to start programs. It stops Python code, not native code:
  `isolation` says which of the two holds (`"namespace"` or `"interpreter"`).

Messages are JSON and bytes, never pickles, so that a child that went wrong cannot make the parent run code.
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Any, Self

from afweging.foundation.confinement.wire import Message, receive, send

Report = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one child: address space in MiB, seconds of wall clock a job, seconds idle, jobs a child."""

    memory: int = 1024
    seconds: float = 60.0
    idle: float = 300.0
    jobs: int = 200


class ConfinedError(Exception):
    """The job did not end well. `code`: `failed` (the work said no), `limit`, `crashed` or `busy`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Confined:
    """One limited child for one kind of work, started when first needed, reused, replaced when it breaks.

    Safe to share between threads: jobs wait for each other, at most as long as one job may take.
    """

    def __init__(self, work: str, limits: Limits | None = None) -> None:
        self._work = work
        self._limits = limits or Limits()
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._folder: str | None = None
        self._jobs_done = 0
        self.isolation: str | None = None

    def __enter__(self) -> Self:
        """Give the holder; the child starts with the first job or with `warm`."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the child."""
        self.close()

    @property
    def pid(self) -> int | None:
        """The process id of the child that lives now."""
        return self._child.pid if self._child is not None and self._child.poll() is None else None

    def warm(self) -> None:
        """Start the child and wait until it has imported what it needs."""
        with self._turn():
            self._ready()

    def run(self, request: Message, report: Report | None = None) -> Message:
        """Do one job. `report` gets each progress message; raises `ConfinedError`."""
        with self._turn():
            self._ready()
            try:
                reply = self._exchange(request, report)
            except BaseException:
                self._stop()
                raise
            self._jobs_done += 1
            return reply

    def close(self) -> None:
        """Stop the child; a later job starts a new one."""
        with self._lock:
            self._stop()

    def _turn(self) -> _Turn:
        return _Turn(self._lock, self._limits.seconds)

    def _ready(self) -> subprocess.Popen[bytes]:
        if self.pid is None or self._jobs_done >= self._limits.jobs or self._said_goodbye():
            self._stop()
            self._start()
        assert self._child is not None
        return self._child

    def _said_goodbye(self) -> bool:
        """An idle child closes its pipe before it exits: readable while nothing was asked means gone."""
        assert self._child is not None and self._child.stdout is not None
        return bool(select.select([self._child.stdout], [], [], 0)[0])

    def _start(self) -> None:
        self._folder = tempfile.mkdtemp(prefix="afweging-confined-")
        limits = self._limits
        numbers = [str(limits.memory), str(limits.seconds), str(limits.idle)]
        self._child = subprocess.Popen(
            [sys.executable, "-m", "afweging.foundation.confinement.child", self._work, *numbers],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(self._folder),
            cwd=self._folder,
            start_new_session=True,
            bufsize=0,
        )
        self._jobs_done = 0
        try:
            hello = self._reply(time.monotonic() + max(self._limits.seconds, 30.0))
        except BaseException:
            self._stop()
            raise
        self.isolation = hello.fields["isolation"]

    def _exchange(self, request: Message, report: Report | None) -> Message:
        deadline = time.monotonic() + self._limits.seconds
        child = self._child
        assert child is not None and child.stdin is not None
        # A child that gave up while it was reading has said why; its answer tells more than the broken pipe.
        with suppress(OSError):
            send(child.stdin, request)
        while True:
            reply = self._reply(deadline)
            if reply.fields["kind"] == "progress":
                if report is not None:
                    report(reply.fields["progress"])
                continue
            if reply.fields["kind"] == "done":
                return reply
            raise ConfinedError(reply.fields["code"], reply.fields["message"])

    def _reply(self, deadline: float) -> Message:
        child = self._child
        assert child is not None and child.stdout is not None
        try:
            reply = receive(child.stdout, deadline)
        except TimeoutError as error:
            raise ConfinedError("limit", "This took more time than is allowed.") from error
        except (OSError, ValueError) as error:
            raise ConfinedError("crashed", "The process for this work answered nonsense.") from error
        if reply is None:
            raise ConfinedError("crashed", "The process for this work stopped.")
        return reply

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                _close(pipe)
        folder, self._folder = self._folder, None
        if folder is not None:
            shutil.rmtree(folder, ignore_errors=True)


class _Turn:
    """The lock of one child, waited for no longer than a job may take."""

    def __init__(self, lock: threading.Lock, seconds: float) -> None:
        self._lock = lock
        self._seconds = seconds

    def __enter__(self) -> None:
        if not self._lock.acquire(timeout=self._seconds):
            raise ConfinedError("busy", "Others are waiting for the same work. Try again in a minute.")

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _environment(folder: str) -> dict[str, str]:
    """All the child gets to know. A fixed hash seed keeps set order, and so its output, the same every
    time."""
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": folder,
        "TMPDIR": folder,
        "PYTHONHASHSEED": "0",
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _close(pipe: IO[bytes] | None) -> None:
    if pipe is not None:
        with suppress(OSError):
            pipe.close()
