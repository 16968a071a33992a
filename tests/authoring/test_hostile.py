"""A hostile or clumsy officer: no page fails, what is wrong is told at its place, what was typed is there."""

from __future__ import annotations

import io
from typing import Any

import pytest
from flask import Flask

from afweging.questionnaire.yaml12 import MAX_BYTES
from tests.authoring.drafting import draft, kept, variant
from tests.questionnaire.varying import BASE
from tests.support.pages import PageClient

NINES = "9" * 5000
"""More digits than Python makes a number of."""
LABEL = {"k-label-here": "1", "k-label-nl": "Wat zet u nu in?", "k-label-en": "What is it?"}


def by_hand(app: Flask, key: str, value: str) -> str:
    """A draft in whose first question somebody wrote a value by hand; return the page of the question."""
    text = BASE.replace("{id: soort, ", f"{{id: soort, {key}: {value}, ", 1)
    assert text != BASE
    return f"{draft(app, text)}/deel/question/soort"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("checks", "5"),
        ("references", "true"),
        ("values", "5"),
        ("allow", "true"),
        ("reuse", "5"),
        ("required", "[]"),
        ("points_when_unknown", "{risico: veel}"),
        ("max", "veel"),
    ],
)
def test_a_value_of_the_wrong_kind_has_a_page_on_which_the_rest_is_saved(
    officer: PageClient, app: Flask, key: str, value: str
) -> None:
    url = by_hand(app, key, value)
    assert officer.get(url).status_code == 200
    same = officer.post(url, data={"revision": "1", "k-required-here": "1", **LABEL})
    assert same.status_code == 303
    assert "Wat zet u nu in?" in kept(app, url.partition("/deel/")[0]).text


@pytest.mark.parametrize("kind", ["{}", "[choice]"])
def test_a_type_that_is_no_word_has_a_page(officer: PageClient, app: Flask, kind: str) -> None:
    url = draft(app, BASE.replace("type: choice", f"type: {kind}", 1))
    assert officer.get(f"{url}/deel/question/soort").status_code == 200


@pytest.mark.parametrize("act", ["build-k-show_if:draw", "build-k-show_if:use", "build-"])
def test_the_rule_builder_of_what_is_not_there(officer: PageClient, app: Flask, act: str) -> None:
    url = draft(app)
    assert officer.post(f"{url}/deel/question/weg", data={"act": act}).status_code == 404
    broken = draft(app, "sections: [")
    assert officer.post(f"{broken}/deel/question/soort", data={"act": act}).status_code == 404


def test_a_place_and_a_way_back_that_are_none(officer: PageClient, app: Flask) -> None:
    url = draft(app)
    place = {"line": NINES, "column": NINES, "wrong": "x", "better": "y", "revision": "1"}
    assert officer.post(f"{url}/herstel", data=place).status_code == 303
    back = officer.post(f"{url}/ongedaan", data={"revision": "1", "back": f"{url}/deel/\r\nX: y"})
    assert back.status_code == 303
    assert str(back.location) == f"{url}#gezegd"


def test_a_stale_form_without_its_reason_is_shown_beside_the_other(officer: PageClient, app: Flask) -> None:
    url = f"{variant(app)}/deel/question/soort"
    answer = officer.post(url, data={"revision": "0", **LABEL})
    assert answer.status_code == 409
    assert "Wat zet u nu in?" in answer.get_data(as_text=True)


def test_hiding_at_the_same_time_as_another_keeps_the_reason(officer: PageClient, app: Flask) -> None:
    url = f"{variant(app)}/deel/question/energie"
    late = officer.post(f"{url}/weg", data={"revision": "0", "because": "Wij meten dit niet."})
    page = officer.get(str(late.location)).get_data(as_text=True)
    assert "Iemand anders bewaarde intussen" in page
    assert "U schreef als reden: ‘Wij meten dit niet.’" in page


@pytest.mark.parametrize("kind", ["section", "term", "score", "value"])
def test_what_cannot_be_added_is_told_at_an_input(officer: PageClient, app: Flask, kind: str) -> None:
    url = f"{draft(app)}/nieuw/{kind}"
    given = {"new-title-nl": "Mijn\x07 naam\ufffe", "new-text-nl": "Mijn tekst", "new-rule": "aantal(risico)"}
    assert officer.post(url, data={}).status_code == 422
    stale = officer.post(url, data={"revision": "7", **given})
    assert stale.status_code == 422
    assert "Iemand anders bewaarde intussen" in stale.get_data(as_text=True)


def test_a_list_that_is_none_takes_nothing_in(officer: PageClient, app: Flask) -> None:
    slot = "  - id: slot\n    title: Slot\n    questions: 5\n"
    url = draft(app, BASE.partition("  - id: slot\n")[0] + slot)
    none = draft(app, "format: 1\nsections: 5\n")
    added = officer.post(f"{none}/nieuw/section", data={"revision": "1", "new-title-nl": "Nog een"})
    assert added.status_code == 422
    assert "Alleen een lijst heeft" in added.get_data(as_text=True)
    moved = officer.post(f"{url}/deel/question/bronnen/naar", data={"revision": "1", "section": "slot"})
    assert moved.status_code == 303
    assert "Alleen een lijst heeft" in officer.get(str(moved.location)).get_data(as_text=True)


def test_a_text_that_grows_too_large_is_told_at_its_place(
    officer: PageClient, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = draft(app)
    monkeypatch.setattr("afweging.case.authoring.operations.MAX_BYTES", len(BASE.encode()))
    for address, data in (
        (f"{url}/deel/question/soort", {**LABEL, "k-label-nl": "Mijn heel lange vraag"}),
        (f"{url}/nieuw/section", {"new-title-nl": "Mijn heel lange onderdeel"}),
    ):
        page = officer.post(address, data={"revision": "1", **data})
        assert page.status_code == 422
        assert "Mijn heel lange" in page.get_data(as_text=True)
        assert "groter dan 2 MiB" in page.get_data(as_text=True)
    assert kept(app, url).text == BASE


def test_writing_in_what_somebody_published_meanwhile_loses_no_text(officer: PageClient, app: Flask) -> None:
    url = draft(app, BASE.replace("version: 1.0.0", "version: 1.0.1").replace("Wat is het?", "Wat is dit?"))
    publish: dict[str, Any] = {"revision": "1", "version": "1.0.1"}
    assert officer.post(f"{url}/publiceren", data=publish).status_code == 303
    assert officer.post(f"{url}/publiceren", data=publish).status_code == 404
    assert officer.post(f"{url}/ongedaan", data={"revision": "2"}).status_code == 404
    for address, data in (
        (f"{url}/deel/question/soort", LABEL),
        (f"{url}/yaml", {"text": "x " * 50_000 + "mijn werk"}),
    ):
        page = officer.post(address, data={"revision": "1", **data})
        assert page.status_code == 404
        assert next(reversed(data.values())) in page.get_data(as_text=True)


def test_a_file_that_is_too_large_is_called_that(officer: PageClient, app: Flask) -> None:
    url = draft(app)
    data = b"#" + "é".encode() * (MAX_BYTES // 2 + 1)
    page = officer.post(f"{url}/yaml", data={"revision": "1", "file": (io.BytesIO(data), "x.yaml")})
    assert page.status_code == 422
    assert "groter dan 2 MiB" in page.get_data(as_text=True)
