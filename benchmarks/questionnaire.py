"""How long reading, evaluating and one changed answer take in large questionnaires, beside SurveyJS.

python -m benchmarks.questionnaire [ROUNDS]

Its engine (survey-core, as tests/tools/package.json names it; AFWEGING_NODE_MODULES names another folder to
look in) gets the same questions, conditions, answers and changes in the same run. Measured of it: setting
all answers on a model that was loaded before, or one on a model that holds all, and then reading what is
shown and adding up the points of that. Measured of ours: the same, with everything else that an evaluation
tells (missing, invalid, bands, outcomes). It leaves answers to what is hidden alone, or clears them
(`clearInvisibleValues`); the faster of the two counts.

Reading is judged by the processor's time: nothing in it waits, and the clock tells what others do as well.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from afweging.questionnaire import Questionnaire, evaluate, read_bytes
from afweging.questionnaire.live import Live
from afweging.questionnaire.yaml12 import MAX_BYTES

from . import _questionnaires as made
from .evaluate import TODAY

HERE = Path(__file__).parent
PROMISED = {"read": 1_000.0, "all": 0.5, "one": 0.05}
"""In milliseconds: reading the large file, all answers of the middle one, one changed answer of it."""
FASTER = 25


def median(act: Callable[[], object], rounds: int, clock: Callable[[], float] = time.perf_counter) -> float:
    """The median time of an act, in milliseconds."""
    times = []
    for _ in range(rounds):
        start = clock()
        act()
        times.append((clock() - start) * 1_000)
    return statistics.median(times)


def change(live: Live, name: str, raw: Any) -> object:
    """One changed answer, and reading what came of it."""
    live.change(name, raw)
    return live.status_of(name), live.scores, live.outcomes


def one(
    questionnaire: Questionnaire, given: dict[str, Any], changes: list[tuple[str, Any]], rounds: int
) -> float:
    """The median over all changes, each from the same answers."""
    live = Live(questionnaire, given, today=TODAY)
    times = []
    for _ in range(rounds):
        for name, raw in changes:
            start = time.perf_counter()
            change(live, name, raw)
            times.append((time.perf_counter() - start) * 1_000)
            live.undo()
    return statistics.median(times)


def engine() -> Path | None:
    """Where survey-core is; None when it or Node is not on this machine."""
    folder = Path(os.environ.get("AFWEGING_NODE_MODULES", HERE.parent / "tests" / "tools" / "node_modules"))
    return folder if shutil.which("node") and (folder / "survey-core").is_dir() else None


def theirs(folder: Path, asked: dict[str, Any]) -> dict[str, Any]:
    """What the engine measured."""
    command = ["node", str(HERE / "questionnaire.js"), str(folder.parent)]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def agrees(live: Live, shown: list[str], sums: dict[str, int]) -> bool:
    """Do both tell the same?"""
    mine = {name: score.value for name, score in live.scores.items()}
    return list(live.applicable) == shown and mine == {name: sums.get(name, 0) for name in mine}


def compare(questions: list[made.Asked], questionnaire: Questionnaire, found: dict[str, float]) -> bool:
    """Print the engine's figures beside ours; is ours as much faster as promised?"""
    folder = engine()
    if folder is None:
        print("SurveyJS: not measured, Node or survey-core is not on this machine")
        return True
    given = made.answers(questions, questionnaire)
    changes = made.changes(questions, given)
    asked = {
        "survey": made.surveyjs(questions),
        "answers": given,
        "changes": changes,
        "points": made.points(questions),
        "rounds": 100,
    }
    runs = [theirs(folder, asked | {"clear": clear}) for clear in ("none", "onHidden")]
    live = Live(questionnaire, given, today=TODAY)
    agreed = all(agrees(live, run["shown"], run["sums"]) for run in runs)
    print(f"SurveyJS shows and sums the same on all answers: {'yes' if agreed else 'NO'}")
    same = _agreement(live, changes, runs[1]["after"])
    print(f"and after {same} of {len(changes)} changes, when it clears hidden answers")
    good = agreed
    for what in ("all", "one"):
        times = [statistics.median(run[what]) for run in runs]
        ratio = min(times) / found[what]
        print(f"{what}: SurveyJS {times[0]:.2f} ms, {times[1]:.2f} ms when it clears hidden answers")
        print(f"{what}: ours {found[what]:.4f} ms, {ratio:.0f} times faster (promised {FASTER})")
        good &= ratio >= FASTER
    return good


def _agreement(live: Live, changes: list[tuple[str, Any]], after: list[dict[str, Any]]) -> int:
    same = 0
    for (name, raw), result in zip(changes, after, strict=True):
        live.change(name, raw)
        same += agrees(live, result["shown"], result["sums"])
        live.undo()
    return same


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    data, _ = made.large(MAX_BYTES)
    on_the_clock = median(lambda: read_bytes(data, "groot.yaml"), 5)
    found = {"read": median(lambda: read_bytes(data, "groot.yaml"), 5, time.process_time)}
    questions = made.sample(300, 120)
    text = made.ours(questions)
    questionnaire = read_bytes(text, "midden.yaml")
    given = made.answers(questions, questionnaire)
    found["all"] = median(lambda: evaluate(questionnaire, given, today=TODAY), rounds)
    found["one"] = one(questionnaire, given, made.changes(questions, given), max(rounds // 50, 1))
    print(f"large: 2,000 questions, 800 conditions, {len(data):,} bytes")
    print(f"middle: 300 questions, 120 conditions, {len(text):,} bytes, {len(given)} shown and answered")
    for what, promised in PROMISED.items():
        print(f"{what:<5}{found[what]:9.4f} ms (promised {promised:g} ms)")
    print(f"reading took {on_the_clock:.0f} ms on the clock")
    good = compare(questions, questionnaire, found)
    sys.exit(0 if good and all(found[what] < promised for what, promised in PROMISED.items()) else 3)


if __name__ == "__main__":
    main()
