"""The format's documentation has a heading for each question type and rule function."""

from pathlib import Path

import pytest

from afweging.questionnaire.answers.validators import _MAKERS
from afweging.questionnaire.messages import MESSAGES
from afweging.questionnaire.rules.functions import FUNCTIONS
from afweging.questionnaire.schema import TYPES

HEADINGS = {
    line.removeprefix("### ").strip()
    for line in (Path(__file__).parents[2] / "docs" / "questionnaire-format.md")
    .read_text("utf-8")
    .splitlines()
    if line.startswith("### ")
}


def test_each_type_and_function_has_its_heading_and_no_other() -> None:
    assert set(TYPES) | set(FUNCTIONS) == HEADINGS


def test_each_type_has_a_validator() -> None:
    assert set(TYPES) <= set(_MAKERS)


@pytest.mark.parametrize("code", MESSAGES)
def test_each_message_is_there_in_both_languages(code: str) -> None:
    assert set(MESSAGES[code]) == {"nl", "en"}
