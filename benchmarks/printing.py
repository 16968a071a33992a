"""What it takes to print a questionnaire, warm, through the confined child.

Question: do the shipped questionnaires, the largest of 161 questions, stay well within the limits of the
child (120 s, 1,536 MiB of address space), also for somebody who waits at a web page? Target: at most 0.2 s of
the processor a page. The clock is shown too, but the child is nice and the machine is shared.
Run: `python -m benchmarks.printing [ROUNDS]`.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import statistics
import sys
import time
from pathlib import Path

from afweging import resources
from afweging.case.printing.language import language
from afweging.case.printing.making import make, render_job
from afweging.case.printing.sheet import Sheet
from afweging.foundation.pdf import Renderer
from afweging.questionnaire import read_bytes

NOW = dt.datetime(2026, 11, 23, 9, 0, tzinfo=dt.UTC)
NAMES = ("snelle-toets", "korte-afweging", "model-afwegingsraamwerk")
TARGET = 0.2


def printed(renderer: Renderer, name: str, rounds: int) -> float:
    """Print one a few times; print what it took, and return seconds of the processor a page."""
    data = (resources.questionnaires() / f"{name}.yaml").read_bytes()
    sheet = Sheet.of(read_bytes(data, name), language("nl"))
    clock, processor = [], []
    for _round in range(rounds):
        started, used = time.perf_counter(), time.process_time() + busy(renderer)
        paper = make(renderer, sheet, render_job(sheet, NOW))
        clock.append(time.perf_counter() - started)
        processor.append(time.process_time() + busy(renderer) - used)
    seconds = statistics.median(processor)
    print(
        f"{name:24} {len(sheet.asked):4} questions {paper.pages:4} pages {len(paper.pdf) // 1024:5} KiB  "
        f"{seconds:6.2f} s of the processor, {statistics.median(clock):6.2f} s on the clock"
    )
    return seconds / paper.pages


def busy(renderer: Renderer) -> float:
    """How long the child has used the processor, in seconds (proc(5): fields 14 and 15 of stat, in ticks)."""
    fields = Path(f"/proc/{renderer.pid}/stat").read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> str:
    """The most memory that a process had: address space and resident, in MiB."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    found = dict(re.findall(r"(VmPeak|VmHWM):\s+(\d+) kB", status))
    return f"{int(found['VmPeak']) // 1024} MiB of address space, {int(found['VmHWM']) // 1024} MiB resident"


def main(rounds: int) -> int:
    """Print the shipped questionnaires."""
    with Renderer(resources.static()) as renderer:
        renderer.warm()
        seconds = [printed(renderer, name, rounds) for name in NAMES]
        print(f"the child at most: {peak(renderer.pid or 0)}")
    print(f"seconds of the processor a page: {max(seconds):.3f} (target at most {TARGET})")
    return 0 if max(seconds) <= TARGET else 3


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 3))
