"""Warnings: what a variant hid, ids that clash, their places and their words."""

import json
from typing import Any

import pytest

from afweging.questionnaire import Questionnaire, read_bytes
from afweging.questionnaire.health import WORDS, Warning, file_places, health, variant_places
from afweging.questionnaire.health.model import said
from afweging.questionnaire.parts import PartRef
from afweging.questionnaire.problems import Mark

from ..making import data, make, options, question
from ..rules_at_random import DATA, WORLD
from ..varying import resolved

YAML = """format: 1
id: t
version: 1.0.0
title: {nl: T, en: T}
sections:
  - id: part
    title: {nl: S, en: S}
    questions:
      - id: y
        type: yesno
        label: {nl: Y, en: Y}
      - id: z
        type: choice
        label: Alleen Nederlands
        show_if: y == "ja" and y == "nee"
        options:
          - {id: a, label: {nl: A, en: A}}
scores:
  - id: s
    title: {nl: S, en: S}
    value: "1"
    max: "10"
    bands:
      - {id: low, upto: 0.5, title: {nl: L, en: L}}
      - {id: high, title: {nl: H, en: H}}
"""


def codes(warnings: list[Warning]) -> list[tuple[str, str]]:
    return [(each.code, str(each.part)) for each in warnings]


def test_warnings_stand_at_their_place() -> None:
    found = health(read_bytes(YAML.encode(), "t.yaml"), file="t.yaml", places=file_places(YAML.encode()))
    assert [str(each) for each in found] == [
        "t.yaml:14:16: warning: question “z” has no text in the language “en” in “label”, "
        "which the file’s title has",
        "t.yaml:15:18: warning: question “z” is never shown: no answers make this condition true",
        "t.yaml:25:14: warning: no answers give score “s” the band “high”",
    ]  # fmt: skip
    assert (
        found[1].words.to("nl") == "vraag “z” komt nooit in beeld: geen antwoorden maken deze voorwaarde waar"
    )
    assert all(each.file == "" and (each.line, each.column) == (1, 1) for each in health(_read(YAML)))


def _read(text: str) -> Questionnaire:
    return read_bytes(text.encode(), "t.yaml")


def test_rules_that_look_at_what_a_variant_hid() -> None:
    rules = {
        "by_question": 'hid == "a"',
        "in_a_section": "answered(gone_y) or unknown(gone_y)",
        "option": 'c2 in ["a", "z"]',
        "turned": '"z" == c2',
        "any_option": 'any_of(c2, ["z"])',
        "score": 'score("gone_s") > max_score("gone_s")',
        "band": 'band("gone_s") == "x"',
        "outcome": 'outcome("gone_o")',
        "column": 'sum(column(tab, "gone")) > 1',
        "points": 'points("p", section="gone_part") > 0',
        "none": 'c == "a" and y == "ja"',
    }
    outcomes = [{"id": name, "if": rule, "kind": "info", "text": "O"} for name, rule in rules.items()]
    hidden = [each for each in DATA["outcomes"] if "hidden" in each]
    file = read_bytes(json.dumps(DATA | {"outcomes": [*outcomes, *hidden]}).encode(), "t.yaml")
    found = {
        str(each.part): each.message.split("looks at ")[1].split(", which the variant")[0]
        for each in health(file)
        if each.code == "hidden_part"
    }
    assert found == {
        "outcome by_question": "question “hid”",
        "outcome in_a_section": "question “gone_y”",
        "outcome option": "option “z” of question “c2”",
        "outcome turned": "option “z” of question “c2”",
        "outcome any_option": "option “z” of question “c2”",
        "outcome score": "score “gone_s”",
        "outcome band": "score “gone_s”",
        "outcome outcome": "outcome “gone_o”",
        "outcome column": "column “gone” of question “tab”",
        "outcome points": "section “gone_part”",
    }
    assert [each for each in health(WORLD) if each.code == "hidden_part"] == []


def test_hidden_bands_and_cells() -> None:
    file = make(
        question(
            "table",
            "t",
            columns=[
                {"id": "a", "type": "text", "label": "A", "hidden": "h"},
                {"id": "b", "type": "text", "label": "B", "show_if": 'row("a") == "x"'},
            ],
        ),
        scores=[
            {
                "id": "s", "title": "S", "value": "1", "max": "1",
                "bands": [{"id": "x", "title": "X", "upto": 0.5, "hidden": "h"}, {"id": "y", "title": "Y"}],
            }
        ],
        outcomes=[{"id": "o", "if": 'band("s") == "x"', "kind": "info", "text": "O"}],
    )  # fmt: skip
    assert codes([each for each in health(file) if each.code == "hidden_part"]) == [
        ("hidden_part", "column t/b"), ("hidden_part", "outcome o"),
    ]  # fmt: skip


def test_a_variant_is_warned_of_what_is_its_own() -> None:
    hide = {"hide": {"question": "energie", "because": "B"}}
    rule = 'soort == "camera" and soort == "lijst"'
    added = {"id": "vlier.nooit", "type": "text", "label": "N", "show_if": rule}
    found = resolved(hide, {"add_question": {"section": "start", "question": added}})
    places = variant_places(found.variant)
    warnings = health(found.questionnaire, file="v.yaml", places=places, base=found.base)
    assert ("never_shown", "question vlier.nooit") in codes(warnings)
    hidden = [each for each in warnings if each.code == "hidden_part"]
    assert hidden
    changes = {change.ref.id: change.mark for change in found.variant.changes}
    assert {Mark(each.line, each.column) for each in hidden} == {changes["energie"]}
    (never,) = [each for each in warnings if each.part.id == "vlier.nooit"]
    assert Mark(never.line, never.column) != changes["vlier.nooit"]
    whole = health(found.questionnaire, places=places)
    assert len(whole) >= len(warnings)
    assert places.mark(PartRef("question", "soort")) == found.variant.node.entries["extends"].mark


def test_ids_that_clash() -> None:
    file = make(
        question("choice", "c", options=options("a", "b")),
        question("choice", "same", options=options("a")),
        question("text", "t"),
        question("yesno", "y"),
    )
    other = make(
        question("choice", "c", options=options("x", "y")),
        question("choice", "same", options=options("a", "z")),
        question("number", "t"),
        question("choice", "y", options=options("ja", "nee", "weet_niet")),
        id="other",
    )
    assert [each.message for each in health(file, others=[other, file])] == [
        "question “t” is of type text, but of type number in other 1.0.0: an answer cannot carry over",
        "question “c” shares no option with other 1.0.0: an answer cannot carry over",
    ]
    assert codes(health(make(question("text", "q"), id="t"), others=[make(question("text", "r"))])) == [
        ("same_version", "file")
    ]


@pytest.mark.parametrize("code", WORDS)
def test_each_warning_speaks_both_languages(code: str) -> None:
    names = {"part", "owner", "key", "language", "count", "most", "readers", "measure", "score", "least"}
    names |= {"words", "syllables", "other", "kind", "other_kind"}
    words = said(code, {name: f"<{name}>" for name in names})
    assert words["nl"] != words["en"]
    assert sorted(_named(words["nl"])) == sorted(_named(words["en"]))


def _named(text: str) -> list[str]:
    return [part.split(">")[0] for part in text.split("<")[1:]]


def test_whatever_can_be_read_has_its_health_told() -> None:
    content: dict[str, Any] = data(question("text"))
    assert health(read_bytes(json.dumps(content).encode(), "t.yaml")) == []
    assert health(WORLD, places=file_places(b"{")) == health(WORLD)
