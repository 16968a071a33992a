"""What holds for any answers at all."""

import math
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire import Status, answer_in_words

from .making import make, options, question, run

KINDS = (
    "text", "longtext", "choice", "choices", "yesno", "scale", "number", "date", "month", "url", "email",
    "file", "table", "matrix", "risks", "weighing", "dilemmas", "measures", "consultations", "info",
)  # fmt: skip
WHOLE = make(
    question("yesno", "gate", allow=["unknown", "not_applicable"]),
    *(question(kind, f"{kind}_", show_if='gate == "ja"') for kind in KINDS),
    question("choices", "counted", show_if='gate == "ja"', options=options("a", "b", a=1, b=2)),
    scores=[{"id": "p", "title": "P", "value": 'points("p") + number_ / scale_', "max": 'max_points("p")'}],
    outcomes=[{"id": "o", "if": "worst(risks_) > 2 or count(weighing_) > 1", "kind": "info", "text": "O"}],
)
WORDS = st.sampled_from(
    ["ja", "nee", "a", "b", "r1", "2026-11-23", "2026-11", "unknown", "rows", "likelihood", "col"]
)
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | WORDS
JSON = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=8,
)
ANSWERS = st.dictionaries(st.sampled_from(list(WHOLE.questions)), JSON, max_size=8)


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_evaluation_never_raises(answers: dict[str, Any]) -> None:
    result = run(WHOLE, **answers)
    for flaw in result.invalid:
        assert flaw.message("nl")
        assert flaw.message("en")
    for name, answer in answers.items():
        answer_in_words(WHOLE, WHOLE.question(name), answer, "nl")
        assert result.why_shown(name).sentence("en")
    assert result.why_score("p").sentence("nl")
    assert result.why_outcome("o").sentence("nl")
    value = result.scores["p"].value
    assert value is None or math.isfinite(value)


@settings(max_examples=80, deadline=None)
@given(ANSWERS)
def test_hidden_answers_never_count(answers: dict[str, Any]) -> None:
    full, bare = run(WHOLE, **(answers | {"gate": "nee"})), run(WHOLE, gate="nee")
    assert (full.scores, full.outcomes, full.status, full.invalid) == (
        bare.scores, bare.outcomes, bare.status, bare.invalid,
    )  # fmt: skip
    assert all(full.status[name] is Status.HIDDEN for name in WHOLE.questions if name != "gate")
