"""No survey, however broken or hostile, gives anything but errors with places or a file that can be read."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afweging.questionnaire import read_bytes
from afweging.questionnaire.importers import NotImportable
from afweging.questionnaire.importers.surveyjs import import_surveyjs

from .surveying import page, radio, text

pytestmark = pytest.mark.slow

CONDITIONS = [
    "{a} = 'x'",
    "{b} contains 2 and {n} > 1",
    "{t2} notempty",
    "{m.r1} = 'good'",
    "{calc} > 2",
    "{sp} empty",
]
RICH: dict[str, Any] = {
    "title": {"default": "T <b>x</b>", "nl": "T"},
    "locale": "nl",
    "calculatedValues": [{"name": "calc", "expression": "{n} + {r}"}],
    "pages": [
        {
            "name": "p1",
            "elements": [
                {"type": "html", "name": "h", "html": "<h2>Hi</h2><p>There {a}</p>"},
                radio("a", "x", {"value": "y", "text": "Y", "visibleIf": "{n} > 3"}, hasOther=True),
                radio("b", 1, 2, "3", type="checkbox", hasNone=True, choicesVisibleIf="{item} > 1"),
                {
                    "type": "panel",
                    "name": "pp",
                    "title": "Panel",
                    "visibleIf": "{b} contains 2",
                    "elements": [
                        text("n", inputType="number", min=1, validators=[{"type": "numeric", "maxValue": 2}]),
                        {"type": "boolean", "name": "bo", "labelTrue": "Aye"},
                        {"type": "rating", "name": "r", "rateMax": 7},
                    ],
                },
            ],
        },
        {
            "name": "p2",
            "visibleIf": "{bo} = true and {r} >= 3",
            "elements": [
                text("t2", validators=[{"type": "regex", "regex": "^a+$"}], requiredIf="{a} = 'y'"),
                {"type": "matrix", "name": "m", "columns": ["good", "bad"], "rows": ["r1", "r2"]},
                {"type": "matrixdynamic", "name": "my", "columns": [{"name": "c", "cellType": "text"}]},
                {"type": "multipletext", "name": "mt", "items": [{"name": "i", "title": "I"}]},
                {"type": "expression", "name": "ex", "expression": "{n} * 2"},
                {"type": "signaturepad", "name": "sp"},
                text("last", visibleIf="{ex} > 3 and {m.r1} = 'good'"),
            ],
        },
    ],
}
JUNK = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(max_size=20)
    | st.sampled_from(CONDITIONS)
    | st.sampled_from(["", " ", "((((", "{a} = ", "<b>", "a" * 80, "true", "\x00", "|", "{", "'"])
    | st.lists(st.integers() | st.text(max_size=3), max_size=3)
    | st.dictionaries(
        st.sampled_from(["default", "nl", "value", "text", "type", "x y"]), st.text(max_size=4), max_size=3
    )
)
KEYS = sorted(
    {
        "visible",
        "valueName",
        "score",
        "rateStep",
        "hasComment",
        "columns",
        "elements",
        "questions",
        "type",
        "name",
    }
)


def paths(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(found for key, item in inner for found in paths(item, (*path, key)))]


PATHS = paths(RICH)[1:]


def changed(changes: list[tuple[tuple[Any, ...], str, Any]]) -> Any:
    survey = json.loads(json.dumps(RICH))
    for path, key, junk in changes:
        target = survey
        try:
            for step in path[:-1]:
                target = target[step]
            if key and isinstance(target[path[-1]], dict):
                target[path[-1]][key] = junk
            else:
                target[path[-1]] = junk
        except (KeyError, IndexError, TypeError):
            continue
    return survey


def survives(data: bytes) -> None:
    for profile in (None, "aia"):
        try:
            found = import_surveyjs(data, "s.json", profile)
        except NotImportable as error:
            assert error.problems
            assert all(problem.line >= 1 and problem.column >= 1 for problem in error.problems)
        else:
            read_bytes(json.dumps(found.data, ensure_ascii=False).encode(), "out.yaml")


CHANGES = st.lists(
    st.tuples(st.sampled_from(PATHS), st.sampled_from(["", "", *KEYS]), JUNK), min_size=1, max_size=4
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_a_survey_with_anything_anywhere(changes: list[tuple[tuple[Any, ...], str, Any]]) -> None:
    survives(json.dumps(changed(changes)).encode())


@pytest.mark.soak
@settings(max_examples=5_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(CHANGES)
def test_many_surveys_with_anything_anywhere(changes: list[tuple[tuple[Any, ...], str, Any]]) -> None:
    survives(json.dumps(changed(changes)).encode())


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="{}ab'\"()[],.=<>!|&+-*/^% 12xor nde", max_size=60))
def test_any_text_as_a_condition(condition: str) -> None:
    survives(json.dumps(page(radio("a"), radio("b"), text("c", visibleIf=condition))).encode())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=80) | st.text(alphabet='{}[]:,"\\ntu0-9e.+ \n', max_size=80).map(str.encode))
def test_any_bytes_as_a_file(data: bytes) -> None:
    survives(data)


@pytest.mark.parametrize(
    "condition",
    [
        "iif(" * 24 + "{a} = 'x'" + ", {b} = 'x', {c} = 'x')" * 24,
        " = ".join(f"({{{name}}} = 'x')" for name in "abcabcabcabcabcabcabcabc"),
        "{a} anyof [" + "{b}, " * 3_000 + "'x']",
        "{a} anyof [" * 12 + "{b}" + "]" * 12,
        " or ".join(["{a}"] * 5_000),
        " + ".join(["{n}"] * 24) + " > 1",
        "{a} = 'x' and " * 3_000 + "{b}",
        "!" * 20 + "{a}",
        "sum(" * 20 + "{n}" + ")" * 20 + " > 1",
    ],
)
def test_intricate_conditions(condition: str) -> None:
    survey = page(
        radio("a"), radio("b"), radio("c"), text("n", inputType="number"), text("t", visibleIf=condition)
    )
    survives(json.dumps(survey).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"[" * 100_000,
        b'{"pages":' * 1_000,
        json.dumps(page(text(visibleIf="(" * 10_000 + "{t}" + ")" * 10_000))).encode(),
        json.dumps(page(*(radio("same", visibleIf="{same} = 'x'") for _ in range(300)))).encode(),
        json.dumps(
            page(*(radio(f"q{n}", visibleIf=f"{{q{(n + 1) % 300}}} = 'x'") for n in range(300)))
        ).encode(),
        json.dumps(
            page(text(visibleIf="{f0} > 1"))
            | {
                "calculatedValues": [
                    {"name": f"f{n}", "expression": f"{{f{n + 1}}} + {{f{n + 1}}}"} for n in range(50)
                ]
            }
        ).encode(),
        json.dumps(
            page(text(visibleIf="{f} > 1")) | {"calculatedValues": [{"name": "f", "expression": "{f}"}]}
        ).encode(),
        json.dumps({"pages": [{}] * 50_000}).encode(),
        json.dumps(page(radio("a", *range(5_000)), text(visibleIf="{a} = {a}"))).encode(),
        b'{"title": "' + b"x" * 3_000_000 + b'"}',
        b'{"pages": [{"elements": [{"type": "text", "name": "\\ud800\\u0000a"}]}]}',
    ],
    ids=str,
)
def test_bombs_and_circles(data: bytes) -> None:
    survives(data)
