"""Assessments of PAR in the hands of JEXL, as the judge of what was imported."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.tools.need import missing, program

TOOLS = Path(__file__).resolve().parents[2] / "tools"


class Engine:
    """A process that says what answers come to, definition by definition."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process

    def judged(self, definition: dict[str, Any], answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Per set of answers the names `shown`, the `scores` by key and the ids of `outcomes`."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"definition": definition, "answers": answers}) + "\n")
        self.process.stdin.flush()
        found: list[dict[str, Any]] = json.loads(self.process.stdout.readline())
        return found


@contextmanager
def engine() -> Iterator[Engine]:
    if not (TOOLS / "node_modules" / "jexl").is_dir():
        missing("jexl (npm ci in tests/tools)")
    pipe = subprocess.PIPE
    command = [program("node"), str(TOOLS / "par.js")]
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8")
    try:
        yield Engine(process)
    finally:
        process.kill()
        process.wait()
