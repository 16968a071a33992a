"""A draft beside another version: by id, with the words marked."""

from __future__ import annotations

from flask import Flask

from tests.authoring.drafting import draft, install, variant
from tests.questionnaire.varying import BASE, newer
from tests.support.pages import PageClient

TEXT = (
    BASE.replace("Kies er één.", "Kies er precies één.")
    .replace("      - {id: energie, type: number, label: Hoeveel energie?}\n", "")
    .replace("label: Hoe zuinig?, show_if: energie > 10", "label: Hoe zuinig?")
    .replace("  - {id: zuinigheid, if: energie > 100, kind: advice, text: Bespaar.}\n", "")
)


def test_differences_by_part_with_marked_words(officer: PageClient, app: Flask) -> None:
    page = officer.get(f"{draft(app, TEXT)}/vergelijken").get_data(as_text=True)
    assert "Kies er <ins>precies</ins> één." in page
    assert "Hulp erbij (nl)" in page
    assert "Hoeveel energie?" in page[page.index("Weg, of verborgen") :]


def test_any_installed_version_can_be_chosen(officer: PageClient, app: Flask) -> None:
    sha256 = install(app, newer(("Wat is het?", "Wat zet u in?")))
    page = officer.get(f"{draft(app)}/vergelijken?met={sha256}").get_data(as_text=True)
    assert "<del>" in page
    assert officer.get(f"{draft(app)}/vergelijken?met={'0' * 64}").status_code == 404


def test_a_variant_beside_its_base(officer: PageClient, app: Flask) -> None:
    url = variant(app, {"hide": {"question": "energie", "because": "Dat meten wij niet."}})
    page = officer.get(f"{url}/vergelijken").get_data(as_text=True)
    assert "Weg, of verborgen" in page


def test_without_differences_and_with_errors(officer: PageClient, app: Flask) -> None:
    assert "Er is geen verschil" in officer.get(f"{draft(app)}/vergelijken").get_data(as_text=True)
    broken = officer.get(f"{draft(app, 'format: 1')}/vergelijken")
    assert "Vergelijken kan als de fouten weg zijn." in broken.get_data(as_text=True)
