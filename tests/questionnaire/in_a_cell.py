"""Work done in a child process that may use so much memory and so much of the processor, and no more.

    python -m tests.questionnaire.in_a_cell NAME …

takes each hostile file of these names in a process of its own, and tells what came of it, a line each. What
does not stop by itself is stopped by the system: a limit proves that work is bounded, a clock does not.
"""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from afweging.questionnaire import read_bytes

from .hostile_files import FILES, VARIANTS, base
from .judging import judge, judge_variant

SECONDS = 40
"""Of the processor, for reading one file, judging its health and evaluating it."""
MEMORY = 700 << 20
"""Of addresses, the interpreter and its libraries (200 MiB) included."""
ROOT = Path(__file__).parents[2]


def taken(names: Iterable[str]) -> dict[str, str]:
    """What came of each file: `good`, `refused`, or what went wrong."""
    command = [sys.executable, "-m", __spec__.name if __spec__ else "", *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(json.loads(line) for line in done.stdout.splitlines())


def _taken(name: str) -> str:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        with os.fdopen(writing, "w") as out:
            out.write(_confined(name))
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as told:
        words = told.read()
    _, status = os.waitpid(child, 0)
    return words if words and not status else f"ended by the system: {status}"


def _confined(name: str) -> str:
    is_variant = name in VARIANTS
    data = (VARIANTS if is_variant else FILES)[name]()
    extended = read_bytes(base(), "base.yaml") if is_variant else None
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    try:
        return "good" if (judge_variant(data, extended) if extended else judge(data)) else "refused"
    except BaseException as error:  # whatever it is, it is told
        return f"{type(error).__name__}: {error!s:.300}"


if __name__ == "__main__":
    for each in sys.argv[1:]:
        print(json.dumps((each, _taken(each))), flush=True)
