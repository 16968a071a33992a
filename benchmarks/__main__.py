"""Run every benchmark there is, one after the other, and print what they found in one table.

    python -m benchmarks [NAME …]

A benchmark is a module of this package: its docstring's first line says what it measures, it prints its
figures one a line, and ends with 0, or with 3 when a figure falls short of what is promised.
"""

from __future__ import annotations

import ast
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
VERDICTS = {0: "good", 3: "falls short"}


@dataclass(frozen=True)
class Result:
    """What one benchmark printed."""

    name: str
    question: str
    verdict: str
    seconds: float
    figures: tuple[str, ...]


def names() -> list[str]:
    return sorted(path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_"))


def question(name: str) -> str:
    told = ast.get_docstring(ast.parse((HERE / f"{name}.py").read_text("utf-8"))) or name
    return told.splitlines()[0]


def run(name: str) -> Result:
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", f"benchmarks.{name}"], cwd=HERE.parent, capture_output=True, text=True
    )
    lines = (
        done.stdout.splitlines() if done.returncode in VERDICTS else (done.stdout + done.stderr).splitlines()
    )
    figures = tuple(line.rstrip() for line in lines if line.strip())
    verdict = VERDICTS.get(done.returncode, f"broke ({done.returncode})")
    return Result(name, question(name), verdict, time.perf_counter() - start, figures[-30:])


def table(results: list[Result]) -> str:
    width = max(len(result.name) for result in results)
    lines = []
    for result in results:
        lines.append(
            f"{result.name:<{width}}  {result.verdict:<12}{result.seconds:>6.0f} s  {result.question}"
        )
        lines += [f"{'':<{width}}  {figure}" for figure in result.figures]
    return "\n".join(lines)


def main() -> int:
    chosen = sys.argv[1:] or names()
    unknown = set(chosen) - set(names())
    if unknown:
        print(
            f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(names())}",
            file=sys.stderr,
        )
        return 2
    results = []
    for name in chosen:
        print(f"… {name}", file=sys.stderr)
        results.append(run(name))
    print(table(results))
    return 0 if all(result.verdict == "good" for result in results) else 3


if __name__ == "__main__":
    sys.exit(main())
