"""A bell between processes on one machine: whoever commits work rings it, and the worker wakes at once.

A named pipe in the instance folder. Without one (another machine, no worker) ringing does nothing, and the
worker finds the row when it looks by itself: rows are the truth, the bell only saves waiting.
"""

from __future__ import annotations

import contextlib
import os
import select
from pathlib import Path

from sqlalchemy import event

from afweging.foundation.database import Session

RUNG = "afweging_bell_rings"
FILE_NAME = "worker.bell"


class Bell:
    """The pipe. `wait` belongs to the worker; `ring` to everybody, also to signal handlers."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._listening: int | None = None

    def listen(self) -> None:
        """Hang the bell, so that others can ring it."""
        with contextlib.suppress(FileExistsError):
            os.mkfifo(self.path, 0o600)
        # Open for both ways: a pipe without a writer would be “readable” for ever.
        self._listening = os.open(self.path, os.O_RDWR | os.O_NONBLOCK)

    def wait(self, seconds: float) -> None:
        """Sleep until it rings, or until the time has passed."""
        if self._listening is None:
            raise RuntimeError("listen first")
        ready, _, _ = select.select([self._listening], [], [], seconds)
        if ready:
            with contextlib.suppress(BlockingIOError):
                os.read(self._listening, 4096)

    def ring(self) -> None:
        """Wake the worker, if there is one here."""
        with contextlib.suppress(OSError):  # nobody listens, or it is ringing already
            pipe = os.open(self.path, os.O_WRONLY | os.O_NONBLOCK)
            try:
                os.write(pipe, b"!")
            finally:
                os.close(pipe)

    def close(self) -> None:
        """Stop listening."""
        if self._listening is not None:
            os.close(self._listening)
            self._listening = None


def ring_after_commit(bell: Bell | None) -> None:
    """Ring this bell after every commit that enqueued something; None takes it down."""
    _OF_PROCESS.clear()
    if bell is not None:
        _OF_PROCESS.append(bell)


_OF_PROCESS: list[Bell] = []


def mark(session: Session) -> None:
    """Remember that this transaction enqueued something."""
    session.info[RUNG] = True


def _after_commit(session: Session) -> None:
    if session.info.pop(RUNG, False):
        for bell in _OF_PROCESS:
            bell.ring()


event.listen(Session, "after_commit", _after_commit)
event.listen(Session, "after_rollback", lambda session: session.info.pop(RUNG, None))
