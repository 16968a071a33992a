"""The child's side: close the doors, warm up, answer jobs until the pipe closes or nothing comes for a
while."""

from __future__ import annotations

import ctypes
import gc
import importlib
import os
import resource
import select
import signal
import sys
from typing import Any, Protocol, cast

from afweging.foundation.confinement.wire import Message, Refusal, receive, send

_CLONE_NEWUSER = 0x10000000
_CLONE_NEWNET = 0x40000000
_LARGEST_FILE = 64 * 1024 * 1024
_REFUSED = (
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.fork",
    "os.forkpty",
    "os.posix_spawn",
    "os.spawn",
)


class Work(Protocol):
    """What a module of work offers. It says no by raising `Refusal`."""

    def prepare(self) -> None:
        """Import and load what every job needs."""

    def handle(self, request: Message, report: Any) -> Message:
        """Do one job."""


def main(work_name: str, memory: str, seconds: str, idle: str) -> None:
    """Serve jobs on standard input and output."""
    jobs, answers = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    with open(os.devnull, "r+b") as nowhere:  # noqa: PTH123 - a device, and nothing may print into the frames
        os.dup2(nowhere.fileno(), 0)
        os.dup2(nowhere.fileno(), 1)
    isolation = _close_the_doors(int(memory))
    work = cast(Work, importlib.import_module(work_name))
    work.prepare()
    gc.freeze()
    send(answers, Message({"kind": "hello", "isolation": isolation}))
    while select.select([jobs], [], [], float(idle))[0]:
        try:
            request = receive(jobs)
        except MemoryError:
            send(answers, _TOO_MUCH)
            return
        if request is None:
            return
        # Should the parent be gone, nobody enforces its deadline: the kernel does, a little later.
        signal.setitimer(signal.ITIMER_REAL, float(seconds) + 5.0)
        out_of_memory = _answer(work, request, answers)
        signal.setitimer(signal.ITIMER_REAL, 0)
        if out_of_memory:
            return


def _answer(work: Work, request: Message, answers: Any) -> bool:
    def report(progress: dict[str, Any]) -> None:
        send(answers, Message({"kind": "progress", "progress": progress}))

    try:
        done = work.handle(request, report)
        reply = Message({**done.fields, "kind": "done"}, done.blobs)
    except Refusal as refusal:
        reply = _no("failed", str(refusal))
    except (MemoryError, RecursionError):
        send(answers, _TOO_MUCH)
        return True
    except Exception as error:
        reply = _no("failed", f"{type(error).__name__}: {error}"[:2000])
    send(answers, reply)
    return False


def _no(code: str, message: str) -> Message:
    return Message({"kind": "refused", "code": code, "message": message})


_TOO_MUCH = _no("limit", "This took more memory than is allowed.")


def _close_the_doors(memory: int) -> str:
    os.nice(10)
    for kind, most in (
        (resource.RLIMIT_AS, memory * 1024 * 1024),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))
    isolation = "namespace" if _leave_the_network() else "interpreter"
    sys.addaudithook(_refuse)
    return isolation


def _leave_the_network() -> bool:
    """Enter a network namespace without interfaces: as root directly, else inside a user namespace."""
    unshare = ctypes.CDLL(None, use_errno=True).unshare
    return any(unshare(flags) == 0 for flags in (_CLONE_NEWNET, _CLONE_NEWUSER | _CLONE_NEWNET))


def _refuse(event: str, _: tuple[Any, ...]) -> None:
    if event in _REFUSED:
        raise PermissionError(f"{event} is not permitted here")


if __name__ == "__main__":
    main(*sys.argv[1:])
