"""What may come of a file: a questionnaire that can be used, or errors with places in it. Nothing else."""

from datetime import date
from typing import Any

from afweging.questionnaire import (
    Questionnaire,
    QuestionnaireInvalid,
    canonical_bytes,
    evaluate,
    read_bytes,
    read_canonical,
)
from afweging.questionnaire.health import file_places, health, variant_places
from afweging.questionnaire.problems import Problems
from afweging.questionnaire.variants import read_variant, resolve
from afweging.questionnaire.yaml12 import LINE_END

NAME = "bestand.yaml"
DAY = date(2026, 11, 23)
LONGEST = 1_000
"""Characters of one message."""
ANSWERS: tuple[Any, ...] = (
    "a", "ja", 1, 2.5, ["a"], "2026-11-23", [{"n": 1}], {"r1": "a"}, {"unknown": "x"}, "\ud800", None,
)  # fmt: skip


def judge(data: bytes) -> bool:
    """Read a questionnaire, and use it when it is one; tells whether it is."""
    try:
        questionnaire = read_bytes(data, NAME)
    except QuestionnaireInvalid as error:
        assert_placed(error, data)
        return False
    use(questionnaire)
    assert_warned(health(questionnaire, file=NAME, places=file_places(data)), data)
    return True


def judge_variant(data: bytes, base: Questionnaire) -> bool:
    """Read a variant, lay it over its base, and use that when it is a questionnaire; tells whether it is."""
    try:
        variant = read_variant(data, NAME)
        resolved = resolve(base, variant).questionnaire
    except QuestionnaireInvalid as error:
        assert_placed(error, data)
        return False
    use(resolved)
    assert_warned(health(resolved, file=NAME, places=variant_places(variant), base=base), data)
    return True


def use(questionnaire: Questionnaire) -> None:
    """Evaluate no answers and odd ones, and read the canonical form back."""
    evaluate(questionnaire, {}, today=DAY)
    names = list(questionnaire.questions)
    odd = {name: ANSWERS[place % len(ANSWERS)] for place, name in enumerate(names)}
    found = evaluate(questionnaire, odd, today=DAY)
    for outcome in questionnaire.outcomes[:5]:
        assert found.why_outcome(outcome.id).sentence("nl")
    for score in questionnaire.scores[:5]:
        assert found.why_score(score.id).sentence("nl")
    again = read_canonical(canonical_bytes(questionnaire))
    assert again.sha256 == questionnaire.sha256


def assert_placed(error: QuestionnaireInvalid, data: bytes) -> None:
    """Every error has its place in the file, and words that can be shown."""
    assert 0 < len(error.problems) <= Problems.MOST + 1
    lines = LINE_END.split(data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace"))
    for problem in error.problems:
        assert problem.file == NAME
        assert 1 <= problem.line <= len(lines), problem
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1, problem
        assert problem.message.isprintable() and 0 < len(problem.message) <= LONGEST, problem


def assert_warned(warnings: Any, data: bytes) -> None:
    """So has every warning."""
    count = data.count(b"\n") + 1
    assert all(1 <= each.line <= count and each.column >= 1 for each in warnings)
