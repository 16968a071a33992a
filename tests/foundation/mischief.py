"""Work for a confined child that tries everything it should not."""

from __future__ import annotations

import ctypes
import os
import socket
import subprocess

from afweging.foundation.confinement import Message, Report


def prepare() -> None:
    pass


def handle(request: Message, report: Report) -> Message:
    return DEEDS[request.fields["deed"]](request, report)


def echo(request: Message, _: Report) -> Message:
    return Message({}, request.blobs)


def environment(*_: object) -> Message:
    return Message({"names": sorted(os.environ)})


def connect(*_: object) -> Message:
    socket.create_connection(("127.0.0.1", 9))
    return Message({})


def resolve(*_: object) -> Message:
    socket.getaddrinfo("example.org", 80)
    return Message({})


def listen(*_: object) -> Message:
    socket.socket().bind(("127.0.0.1", 0))
    return Message({})


def start_program(*_: object) -> Message:
    subprocess.run(["true"], check=True)
    return Message({})


def fork(*_: object) -> Message:
    os.fork()
    return Message({})


def interfaces(*_: object) -> Message:
    return Message({"names": [name for _, name in socket.if_nameindex()]})


def nice(*_: object) -> Message:
    return Message({"nice": os.nice(0)})


def eat_memory(*_: object) -> Message:
    hoard = [bytes(50_000_000) for _ in range(100)]
    return Message({"size": len(hoard)})


def crash(*_: object) -> Message:
    ctypes.string_at(0)
    return Message({})


def leave(*_: object) -> Message:
    os._exit(0)


def fail(*_: object) -> Message:
    raise ValueError("dit gaat niet")


def prattle(*_: object) -> Message:
    """Printing must not end up between the frames."""
    print("x" * 10_000, flush=True)
    os.write(1, b"y" * 10_000)
    raise ValueError("uitgepraat")


def go_on_for_ever(*_: object) -> Message:
    while True:
        pass


def count(_: Message, report: Report) -> Message:
    for step in range(3):
        report({"step": step})
    return Message({})


DEEDS = {
    deed.__name__: deed
    for deed in (
        echo,
        environment,
        connect,
        resolve,
        listen,
        start_program,
        fork,
        interfaces,
        nice,
        eat_memory,
        crash,
        leave,
        prattle,
        go_on_for_ever,
        count,
    )
} | {"raise": fail}
