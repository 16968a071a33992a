"""Rules in words: each part of the language in both languages, and no rule that cannot be told."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire import Questionnaire, read_file
from afweging.questionnaire.rules.annotate import annotate
from afweging.questionnaire.rules.parse import RuleError
from afweging.questionnaire.rules.telling import phrases, tell_condition, tell_rule
from afweging.questionnaire.rules.telling.phrases import LANGUAGES, PHRASES

from .rules_at_random import WORLD, rules

SHIPPED = sorted((Path(__file__).parents[2] / "questionnaires").glob("*.yaml"))

TOLD: list[dict[str, str]] = yaml.safe_load((Path(__file__).parent / "told.yaml").read_text("utf-8"))


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["rule"])
def test_what_a_rule_says(told: dict[str, str]) -> None:
    table = told.get("table", "")
    for lang in ("nl", "en"):
        assert tell_rule(WORLD, told["rule"], lang, told["use"], table=table) == told[lang]


@pytest.mark.parametrize("told", TOLD, ids=lambda told: told["rule"])
def test_a_condition_alone_is_what_its_sentence_says(told: dict[str, str]) -> None:
    for lang, before in (("nl", "Te zien als "), ("en", "Shown if ")):
        alone = tell_condition(WORLD, told["rule"], lang, table=told.get("table", ""))
        whole = tell_rule(WORLD, told["rule"], lang, "show_if", table=told.get("table", ""))
        assert alone == "" if not whole.startswith(before) else f"{before}{alone}." == whole


@pytest.mark.parametrize(
    "rule", ["", "n", "nowhere == 1", "c == 'q'", "c ==", "n ** 2", 'row("n") > 1', "(" * 400, "\0"]
)
def test_what_is_no_rule_is_not_told(rule: str) -> None:
    assert tell_rule(WORLD, rule, "nl", "show_if") == ""
    assert tell_condition(WORLD, rule, "nl") == ""


@settings(max_examples=150, deadline=None)
@given(rules(), st.sampled_from(["show_if", "required", "if", "check"]), st.sampled_from(["nl", "en", "de"]))
def test_every_condition_can_be_told(rule: str, use: str, lang: str) -> None:
    _assert_told(rule, use, lang)


@settings(max_examples=100, deadline=None)
@given(rules("number"), st.sampled_from(["nl", "en"]))
def test_every_value_can_be_told(rule: str, lang: str) -> None:
    _assert_told(rule, "value", lang)


@settings(max_examples=80, deadline=None)
@given(rules(in_row=True), st.sampled_from(["nl", "en"]))
def test_every_check_of_a_row_can_be_told(rule: str, lang: str) -> None:
    _assert_told(rule, "check", lang, "tab")


def _assert_told(rule: str, use: str, lang: str, table: str = "") -> None:
    told = tell_rule(WORLD, rule, lang, use, table=table)
    try:
        annotate(WORLD, rule, use, table)
    except RuleError:
        assert told == ""
    else:
        assert told.endswith(".")
        assert told.count("(") == told.count(")")


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_rule_that_ships_can_be_told(path: Path) -> None:
    file = read_file(path)
    for use, rule, table in _rules(file):
        for lang in LANGUAGES:
            assert tell_rule(file, rule, lang, use, table=table), rule


def _rules(file: Questionnaire) -> list[tuple[str, str, str]]:
    found = [("show_if", each.show_if, "") for each in (*file.sections, *file) if each.show_if]
    found += [("check", check.rule, each.id) for each in file for check in each.checks]
    found += [("check", check.rule, "") for check in file.checks]
    found += [("value", score.value, "") for score in file.scores]
    found += [("max", score.max, "") for score in file.scores if score.max]
    return found + [("if", outcome.condition, "") for outcome in file.outcomes]


def test_every_phrase_is_used_and_is_there_in_each_language(monkeypatch: pytest.MonkeyPatch) -> None:
    used: set[str] = set()

    class Noting(dict[str, tuple[str, str]]):
        def __getitem__(self, code: str) -> tuple[str, str]:
            used.add(code)
            return super().__getitem__(code)

    monkeypatch.setattr(phrases, "PHRASES", Noting(PHRASES))
    for told in TOLD:
        tell_rule(WORLD, told["rule"], "nl", told["use"], table=told.get("table", ""))
    assert used == set(PHRASES)
    assert all(len(words) == len(LANGUAGES) and all(words) for words in PHRASES.values())
