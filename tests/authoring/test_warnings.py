"""Publishing names what deserves a look, at its part; of a variant only what the variant brought."""

from __future__ import annotations

from flask import Flask

from tests.authoring.drafting import draft, variant
from tests.questionnaire.varying import BASE
from tests.support.pages import PageClient

NEVER = BASE.replace("show_if: energie > 10", "show_if: energie > 10 and energie < 5")


def test_a_question_that_nobody_gets_is_named(officer: PageClient, app: Flask) -> None:
    page = officer.get(f"{draft(app, NEVER)}/publiceren").get_data(as_text=True)
    assert "komt nooit in beeld" in page
    assert "/deel/question/zuinig" in page


def test_a_variant_that_hides_what_a_rule_looks_at_is_told_so(officer: PageClient, app: Flask) -> None:
    url = variant(app, {"hide": {"question": "energie", "because": "Dat meten wij niet."}})
    assert "die de variant heeft verborgen" in officer.get(f"{url}/publiceren").get_data(as_text=True)


def test_a_locked_rule_is_shown_as_it_is_written(officer: PageClient, app: Flask) -> None:
    url = variant(app)
    assert officer.get(f"{url}/deel/outcome/dpia").status_code == 200
    assert officer.get(f"{url}/deel/question/zuinig").status_code == 200
