"""How long laying a variant over the model, comparing, upgrading, checking and explaining take.

python -m benchmarks.variants [ROUNDS]

The variant is `digitale-stad`, over the model as shipped. The new version of the model has another wording
for every fifth question, one question more in every third section and one question gone that the variant
leaves alone. Explained are all outcomes, bands and questions of the model, each once, all questions answered:
with one other answer, and with the search for two that has 50 ms on the clock. Times are of the processor,
and of the clock where that is said.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from afweging.questionnaire import Questionnaire, QuestionnaireInvalid, evaluate, read_bytes, read_file
from afweging.questionnaire.comparison import compare
from afweging.questionnaire.explain import Target, what_would_change
from afweging.questionnaire.health import health
from afweging.questionnaire.variants import Variant, read_variant, resolve, upgrade
from afweging.questionnaire.writing import to_yaml

from .evaluate import MODEL, TODAY, all_answers
from .questionnaire import median

VARIANT = MODEL.parent / "variants" / "digitale-stad.yaml"
PROMISED = {"resolve": 500.0, "compare": 500.0, "upgrade": 2_000.0, "explain": 50.0}
"""In milliseconds, for whoever waits for it."""


def newer(model: Questionnaire, variant: Variant) -> Questionnaire:
    """The model one version later."""
    data = json.loads(model.canonical)
    data["version"] = "1.1.0"
    for place, section in enumerate(data["sections"]):
        for question in section["questions"][::5]:
            question["label"]["nl"] += " Licht toe."
        if place % 3 == 0:
            section["questions"].append({"id": f"nieuw{place}", "type": "text", "label": {"nl": "Nieuw?"}})
    return _without_one(data, str(variant.data))


def _without_one(data: dict[str, Any], named: str) -> Questionnaire:
    """Leave out the last question that nothing names."""
    for section in reversed(data["sections"]):
        for question in reversed(section["questions"][:-1]):
            if question["id"] in named:
                continue
            section["questions"].remove(question)
            try:
                return read_bytes(to_yaml(data).encode(), "nieuw.yaml")
            except QuestionnaireInvalid:  # something names it
                section["questions"].append(question)
    raise AssertionError("every question is named")


def targets(model: Questionnaire) -> list[Target]:
    """Everything of which one may ask what would change it."""
    return [
        *(Target("outcome", outcome.id) for outcome in model.outcomes),
        *(Target("band", score.id) for score in model.scores if score.bands),
        *(Target("shown", question.id) for question in model),
    ]


def explained(model: Questionnaire, *, pairs: bool) -> tuple[list[float], int, int]:
    """The time of each, in milliseconds; how many found something, and how many are exact."""
    given = all_answers(model)
    times, found, exact = [], 0, 0
    for target in targets(model):
        start = time.perf_counter() if pairs else time.process_time()
        clock = time.perf_counter if pairs else None
        change = what_would_change(model, given, target, today=TODAY, pairs=pairs, clock=clock)
        stop = time.perf_counter() if pairs else time.process_time()
        times.append((stop - start) * 1_000)
        found += change.kind != "none"
        exact += change.exact
    return times, found, exact


def show(what: str, value: float, more: str = "") -> None:
    promised = f" (promised {PROMISED[what]:g} ms)" if what in PROMISED else ""
    print(f"{what:<20}{value:9.2f} ms{promised}{more}")


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    model = read_file(MODEL)
    variant = read_variant(VARIANT.read_bytes(), VARIANT.name)
    new = newer(model, variant)
    evaluate(model, {}, today=TODAY)
    acts: dict[str, Callable[[], object]] = {
        "read the model": lambda: read_file(MODEL),
        "resolve": lambda: resolve(model, variant),
        "compare": lambda: compare(model, new),
        "upgrade": lambda: upgrade(model, variant, new),
        "warnings of the model": lambda: health(model),
    }
    found = {what: median(act, rounds, time.process_time) for what, act in acts.items()}
    made = upgrade(model, variant, new)
    print(
        f"{len(model.questions)} questions, {len(variant.changes)} changes, {len(made.conflicts)} conflicts"
    )
    for what, value in found.items():
        show(what, value)
    singles, some, exact = explained(model, pairs=False)
    found["explain"] = statistics.median(singles)
    last = statistics.quantiles(singles, n=20)[18]
    show("explain", found["explain"], f", p95 {last:.1f} ms, most {max(singles):.1f} ms")
    print(f"{len(singles)} asked, {some} changed by one other answer, {exact} exact")
    both, more, _ = explained(model, pairs=True)
    waited = f"median {statistics.median(both):.1f} ms on the clock, most {max(both):.1f} ms"
    print(f"with two answers: {waited}, {more} found")
    sys.exit(0 if all(found[what] < promised for what, promised in PROMISED.items()) else 3)


if __name__ == "__main__":
    main()
