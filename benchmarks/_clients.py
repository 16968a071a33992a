"""Clients that ask as a browser does, and cost the machine little: bytes over one kept-alive connection."""

from __future__ import annotations

import json
import os
import re
import socket
import time
from typing import Any
from urllib.parse import urlencode

SECTION = "waarden"
TEXTS = (("toepassing", "doel"), ("toepassing", "uitkomst"), ("toepassing", "voor_wie"))
"""Open questions of the model, with their sections: one for each connection that saves."""


def ask(kind: str, port: int, cookie: str, address: str, number: int, seconds: float, queue: Any) -> None:
    """Ask one thing after the other until the time is over; give the times to the queue."""
    one = KINDS[kind](port, cookie, address, number)
    one.once()  # the first time everything is drawn and parsed
    times: list[float] = []
    until = time.perf_counter() + seconds
    while (start := time.perf_counter()) < until:
        one.once()
        times.append(time.perf_counter() - start)
    queue.put(times)


class Show:
    """A section is shown."""

    def __init__(self, port: int, cookie: str, address: str, number: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.host, self.cookie, self.address, self.number = f"127.0.0.1:{port}", cookie, address, number
        head, _page = self.get(SECTION)
        form = re.search(r"(?i)^set-cookie: (afw_form=[^;]+)", head, re.M)
        if form:  # a browser sends it back
            self.cookie += f"; {form[1]}"

    def get(self, section: str) -> tuple[str, bytes]:
        """Fetch the page of a section."""
        return self.send(f"GET {self.address}/{section} HTTP/1.1\r\nAccept: text/html\r\n", b"")

    def send(self, head: str, body: bytes) -> tuple[str, bytes]:
        """Send a request; return the head and the body of the answer. Raises SystemExit unless it is 200."""
        length = f"Content-Length: {len(body)}\r\n" if body else ""
        self.socket.sendall(
            f"{head}Host: {self.host}\r\nCookie: {self.cookie}\r\n{length}\r\n".encode() + body
        )
        data = b""
        while b"\r\n\r\n" not in data:
            data += self._more()
        answered, _, rest = data.partition(b"\r\n\r\n")
        text = answered.decode("latin-1")
        size = int(re.search(r"(?i)content-length: ([0-9]+)", text)[1])  # type: ignore[index]  # ours always has it
        while len(rest) < size:
            rest += self._more()
        if not text.startswith("HTTP/1.1 200"):
            raise SystemExit(f"{text}\n{rest[:400]!r}")
        return text, rest

    def _more(self) -> bytes:
        data = self.socket.recv(262_144)
        if not data:
            raise SystemExit("the server hung up")
        return data

    def once(self) -> None:
        """Ask once."""
        _head, page = self.get(SECTION)
        if b"question__label" not in page:
            raise SystemExit(f"no question in {page[:400]!r}")


class Save(Show):
    """A text is typed on: each connection has a question of its own, and saves a new text each time."""

    def __init__(self, port: int, cookie: str, address: str, number: int) -> None:
        super().__init__(port, cookie, address, number)
        page = self.get(TEXTS[number][0])[1].decode()
        self.question = TEXTS[number][1]
        token = re.search(r'name="csrf_token" value="([^"]+)"', page)
        revision = re.search(rf'name="r-{self.question}" value="([0-9]+)"', page)
        assert token and revision, page[:500]
        self.revision, self.count = int(revision[1]), 0
        self.head = (
            f"POST {address}/vragen/{self.question} HTTP/1.1\r\nX-CSRF-Token: {token[1]}\r\n"
            "Accept: application/json\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        )

    def once(self) -> None:
        """Save once."""
        self.count += 1
        typed = {
            f"a-{self.question}": f"In mei trokken wij {self.count} gevallen; zes waren fout.",
            f"r-{self.question}": self.revision,
            "request_key": f"{os.getpid()}-{self.count}",
        }
        _head, answer = self.send(self.head, urlencode(typed).encode())
        self.revision = json.loads(answer)["revision"]


KINDS: dict[str, type[Show]] = {"show": Show, "save": Save}
