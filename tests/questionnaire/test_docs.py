"""The format's documentation has a heading for each question type and rule function."""

from pathlib import Path

import pytest

from afweging.questionnaire.answers.validators import _MAKERS
from afweging.questionnaire.health import WORDS
from afweging.questionnaire.messages import MESSAGES
from afweging.questionnaire.rules.functions import FUNCTIONS
from afweging.questionnaire.schema import TYPES

DOCS = Path(__file__).parents[2] / "docs"


def headings(page: str) -> set[str]:
    lines = (DOCS / page).read_text("utf-8").splitlines()
    return {line.removeprefix("### ").strip() for line in lines if line.startswith("### ")}


def test_each_type_and_function_has_its_heading_and_no_other() -> None:
    assert headings("questionnaire-format.md") == set(TYPES) | set(FUNCTIONS)


def test_each_warning_has_its_heading_and_no_other() -> None:
    assert headings("writing-a-questionnaire.md") == set(WORDS)


def test_each_type_has_a_validator() -> None:
    assert set(TYPES) <= set(_MAKERS)


@pytest.mark.parametrize("code", MESSAGES)
def test_each_message_is_there_in_both_languages(code: str) -> None:
    assert set(MESSAGES[code]) == {"nl", "en"}
