"""The documentation names everything that there is: settings, commands, addresses, functions, tables."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from afweging.migrations import tables
from afweging.questionnaire import evaluate, read_bytes
from afweging.questionnaire.rules.functions import FUNCTIONS
from afweging.questionnaire.schema import TYPES
from afweging.questionnaire.variants.schema import CHANGES
from afweging.questionnaire.variants.upgrade.model import REASONS
from afweging.register.schema import TABLES
from afweging.settings import TABLE
from tests.docs import generated
from tests.docs.generated import DOCS

AGAIN = "run: make docs"
ROOT = DOCS.parent
DECISION_PARTS = ["## Context", "## Choice", "## What it costs", "## What would make us change it"]


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


@pytest.fixture(scope="module")
def whole(built: tuple[Flask, object]) -> Flask:
    return built[0]


def test_each_setting_has_its_row() -> None:
    rows = set(re.findall(r"^\| `(AFWEGING_\w+)`", page("settings.md"), re.M))
    assert rows == {row.variable for row in TABLE.values()}


def test_each_command_has_its_heading() -> None:
    assert generated.between(page("command-line.md")) == generated.commands(), AGAIN


def test_each_address_of_the_workspace_has_its_row(whole: Flask) -> None:
    assert generated.between(page("addresses.md")) == generated.addresses(whole), AGAIN


def test_each_public_address_has_its_row_and_no_other(whole: Flask) -> None:
    public = page("addresses.md").split("## Workspace")[0]
    rows = re.findall(r"^\| `(/[^`]*)`", public, re.M)
    assert len(rows) == len(set(rows))
    assert set(rows) == generated.public_rules(whole)


def test_each_view_of_the_workspace_says_what_it_does(whole: Flask) -> None:
    assert not re.findall(r"^.*\| - \|$", generated.addresses(whole), re.M)


def test_each_question_type_and_function_has_its_heading() -> None:
    headings = set(re.findall(r"^### (\S+)$", page("questionnaire-format.md"), re.M))
    assert headings == set(TYPES) | set(FUNCTIONS)


def test_each_change_of_a_variant_and_each_reason_of_a_conflict_is_told() -> None:
    told = set(re.findall(r"`(\w+)`", page("variants.md")))
    assert set(CHANGES) <= told
    assert set(REASONS) <= told


def test_each_table_is_in_the_sketch() -> None:
    named = set(re.findall(r"^\| `(\w+)` \|", page("architecture.md"), re.M))
    cases = set(tables.load().tables)
    register = set(re.findall(r"CREATE (?:VIRTUAL )?TABLE (\w+)", TABLES))
    assert named == cases | register


@pytest.mark.parametrize("path", sorted((DOCS / "decisions").glob("*.md")), ids=lambda path: path.stem[:4])
def test_each_decision_says_what_it_costs_and_when_to_change_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert re.match(r"# \d{4} ", text)
    assert re.findall(r"^## .+$", text, re.M) == DECISION_PARTS


def test_decisions_are_counted_through() -> None:
    numbers = sorted(int(path.name[:4]) for path in (DOCS / "decisions").glob("*.md"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_links_between_pages_lead_somewhere() -> None:
    pages = [ROOT / "README.md", *DOCS.rglob("*.md")]
    for each in pages:
        for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", each.read_text("utf-8")):
            known = (each.parent / link).exists() or link.startswith("docs/images/")
            assert known, f"{each.relative_to(ROOT)} → {link}"


def test_the_first_file_of_the_writing_guide_is_good() -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", page("writing-a-questionnaire.md"), re.S)
    assert evaluate(read_bytes(text.encode(), "guide.yaml"), {}, today=date(2026, 11, 23)).missing == (
        "herkenbaar",
    )
