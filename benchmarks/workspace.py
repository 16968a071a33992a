"""How many sections a second one worker shows, and how many answers it saves while a report is rendered.

Whole requests through the real server: an installation in a temporary folder with the full model and a
weighing that is half answered, `afweging serve` with one process, and clients in processes of their own, each
with the next request as soon as it has the answer to the last. While answers are saved, `afweging jobs`
beside it renders reports of 20 pages, one after the other. Saving is durable: every answer is in the file,
synced, with its event in the ledger, before its client hears of it.

On a machine with other work the processor time that a request costs the server says more than the clock.
Run: `python -m benchmarks.workspace [SECONDS] [CONNECTIONS]`.
"""

from __future__ import annotations

import multiprocessing
import os
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks._clients import TEXTS, ask
from benchmarks._installation import build, rendered
from benchmarks._serving import processor_seconds, served, until, working

FEWEST = {"show": 300, "save": 400}  # a second
SLOWEST_MS = {"show": float("inf"), "save": 15.0}  # of 99 in 100


@dataclass(frozen=True)
class Figures:
    """What one kind of request did."""

    kind: str
    a_second: float
    p50_ms: float
    p99_ms: float
    processor_ms: float
    """What a request costs the server: user and system time."""

    @property
    def good(self) -> bool:
        """Tell whether it does what is promised."""
        return self.a_second >= FEWEST[self.kind] and self.p99_ms <= SLOWEST_MS[self.kind]

    def __str__(self) -> str:
        """Return the line of the table."""
        limit = SLOWEST_MS[self.kind]
        promised = f">= {FEWEST[self.kind]}/s" + (f", p99 <= {limit:.0f} ms" if limit < 1000 else "")
        return (
            f"{self.kind:<6}{self.a_second:>8.0f} /s  p50 {self.p50_ms:6.2f} ms  p99 {self.p99_ms:6.2f} ms"
            f"  processor {self.processor_ms:5.2f} ms  ({promised}: {'yes' if self.good else 'NO'})"
        )


def measure(kind: str, server: tuple[int, int], who: tuple[str, str], seconds: float, many: int) -> Figures:
    """Ask one kind of thing over `many` connections at once."""
    port, process = server
    queue: Any = multiprocessing.Queue()
    clients = [
        multiprocessing.Process(target=ask, args=(kind, port, *who, number, seconds, queue))
        for number in range(many)
    ]
    before = processor_seconds(process)
    for client in clients:
        client.start()
    times = sorted(each for _ in clients for each in queue.get(timeout=seconds + 60))
    spent = processor_seconds(process) - before
    for client in clients:
        client.join()
    cuts = statistics.quantiles(times, n=100)
    cost = spent / len(times) * 1000
    return Figures(kind, len(times) / seconds, cuts[49] * 1000, cuts[98] * 1000, cost)


def main(seconds: float, many: int) -> int:
    """Measure both, print them, and return 0, or 3 when one falls short."""
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as name:
        folder = Path(name)
        who = build(folder)
        with served(folder) as server:
            show = measure("show", server, who, seconds, many)
            with working(folder) as worker:
                until(lambda: rendered(folder) > 0, "the worker rendered nothing")
                done, spent = rendered(folder), processor_seconds(worker)
                save = measure("save", server, who, seconds, many)
                done, spent = rendered(folder) - done, processor_seconds(worker) - spent
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"{many} connections, {seconds:.0f} s each, {os.cpu_count()} cores, load {load}")
    print(show)
    print(save)
    print(f"meanwhile the worker rendered: {done} reports finished, {spent:.1f} s of processor time")
    return 0 if show.good and save.good else 3


def _chosen(words: list[str]) -> tuple[float, int]:
    seconds = float(words[0]) if words else 6.0
    connections = int(words[1]) if len(words) > 1 else 2
    return seconds, min(connections, len(TEXTS))


if __name__ == "__main__":
    sys.exit(main(*_chosen(sys.argv[1:])))
