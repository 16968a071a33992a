"""The engines of SurveyJS in Node, as judges of what was imported."""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.tools.need import missing, program

TOOLS = Path(__file__).resolve().parents[2] / "tools"
ENGINES = ("survey-core-1.7", "survey-core")


@dataclass
class Engine:
    """One engine in a process of its own, which answers line by line."""

    name: str

    @cached_property
    def process(self) -> subprocess.Popen[str]:
        if not (TOOLS / "node_modules" / self.name).is_dir():
            missing(f"{self.name} (npm ci in tests/tools)")
        command = [program("node"), str(TOOLS / "surveyjs.js"), self.name]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, encoding="utf-8")

    def settled(
        self, survey: dict[str, Any], answers: list[dict[str, Any]], *, whole: bool = False
    ) -> dict[str, Any]:
        """The `names` of the questions, and `results`: per set of answers at its fixpoint what is `shown`,

        the `values` left and the `choices` offered. `whole`: by the whole survey, not just by its conditions.
        """
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps({"survey": survey, "answers": answers, "whole": whole}) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, f"{self.name} stopped"
        found: dict[str, Any] = json.loads(line)
        return found

    def stop(self) -> None:
        if "process" in self.__dict__:
            self.process.kill()
            self.process.wait()
