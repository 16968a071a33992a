"""The preview asks the question as the answering page does, and bears with errors elsewhere."""

from __future__ import annotations

import pytest
from flask import Flask

from afweging.case.authoring.preview import preview
from afweging.case.authoring.reading import Reading, read_text
from afweging.foundation.database import db
from afweging.questionnaire.parts import PartRef

TEXT = """format: 1
id: klein
version: 1.0.0
title: Klein
sections:
  - id: begin
    title: Begin
    questions:
      - id: soort
        type: choice
        label: Welke soort?
        help: Kies er een.
        options: [{id: a, label: Appel}, {id: b, label: Beuk, show_if: "%s"}]
      - {id: waarom, type: longtext, label: Waarom?, required: true}
outcomes:
  - {id: advies, if: 'soort == "a"', kind: advice, text: Doe het.}
"""


def reading_of(text: str) -> Reading:
    return read_text(db.session(), text, None)


@pytest.mark.parametrize("rule", ["true", "nergens == 1", "not ("])
def test_a_question_is_drawn_whatever_its_rules_look_at(app: Flask, rule: str) -> None:
    with app.test_request_context("/beheer/"):
        reading = reading_of(TEXT % rule)
        drawn = preview(reading, PartRef("question", "soort"), "nl")
        assert drawn is not None
        for words in ("1.1", "Welke soort?", "Kies er een.", "Appel", "Beuk"):
            assert words in drawn
        assert preview(reading, PartRef("option", "b", "soort"), "nl") == drawn


def test_what_is_no_question_or_cannot_be_asked_has_no_preview(app: Flask) -> None:
    with app.test_request_context("/beheer/"):
        reading = reading_of(TEXT % "true")
        assert preview(reading, PartRef("outcome", "advies"), "nl") is None
        assert preview(reading, PartRef("question", "weg"), "nl") is None
        broken = reading_of(TEXT.replace("type: longtext", "type: langetekst") % "true")
        assert preview(broken, PartRef("question", "waarom"), "nl") is None
        assert preview(broken, PartRef("question", "soort"), "nl") is not None
