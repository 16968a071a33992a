"""The example variants that come with the program: they fit, they speak two languages, they touch no lock."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from afweging.questionnaire import Questionnaire, evaluate, read_file
from afweging.questionnaire.inventory import inventory
from afweging.questionnaire.parts import PartRef
from afweging.questionnaire.variants import Resolved, read_variant, resolve

FOLDER = Path(__file__).parents[2] / "questionnaires"
FILES = sorted((FOLDER / "variants").glob("*.yaml"))
TODAY = date(2026, 11, 23)


def laid_over(file: Path) -> Resolved:
    variant = read_variant(file.read_bytes(), file.name)
    return resolve(read_file(FOLDER / f"{variant.extends.id}.yaml"), variant)


def shown(questionnaire: Questionnaire, **answers: Any) -> tuple[str, ...]:
    return evaluate(questionnaire, answers, today=TODAY).applicable


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_text_is_there_in_two_languages(file: Path) -> None:
    whole = inventory(laid_over(file).questionnaire)
    for ref, part in whole.parts.items():
        texts = {path[:-1] for path in part.leaves if path[-1] in ("nl", "en")}
        for text in texts:
            assert (*text, "nl") in part.leaves and (*text, "en") in part.leaves, (ref, text)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_local_choice_has_its_reason(file: Path) -> None:
    found = laid_over(file)
    for change in found.variant.changes:
        if change.verb != "add":
            assert change.because.to("nl") and change.because.to("en"), change.ref


def test_the_sensor_section_is_for_those_who_measure_in_the_street() -> None:
    found = laid_over(FOLDER / "variants" / "digitale-stad.yaml")
    whole = found.questionnaire
    section = whole.section("digitale-stad.sensoren")
    assert [each.id for each in whole.sections].index(section.id) == 5
    mine = {question.id for question in section.questions}
    assert not mine & set(shown(whole, openbare_ruimte="nee"))
    assert mine <= set(shown(whole, openbare_ruimte="ja"))
    assert found.origins.of(PartRef("section", section.id)).kind == "variant"
    assert found.origins.of(PartRef("question", "sensor_beeld"), "help.nl").kind == "changed"


def test_who_decides_in_the_street_counts() -> None:
    whole = laid_over(FOLDER / "variants" / "digitale-stad.yaml").questionnaire
    sensor: dict[str, Any] = {"openbare_ruimte": "ja", "digitale-stad.baas": "leverancier"}
    supplier = evaluate(whole, sensor, today=TODAY)
    assert "digitale-stad.leverancier_beslist" in supplier.outcomes
    good = {
        **sensor,
        "digitale-stad.baas": "niemand",
        "digitale-stad.standaard": "beide",
        "digitale-stad.meegedacht": ["bewoners", "raad"],
        "digitale-stad.register": "https://sensoren.voorbeeld.nl/kade",
    }
    found = evaluate(whole, good, today=TODAY)
    assert (found.scores["digitale-stad.grip"].value, found.scores["digitale-stad.grip"].band) == (7, "veel")
    assert not {name for name in found.outcomes if name.startswith("digitale-stad.")}


def test_the_short_variant_hides_and_rewords() -> None:
    found = laid_over(FOLDER / "variants" / "kleine-gemeente.yaml")
    base, whole = found.base, found.questionnaire
    gone = set(base.questions) - set(whole.questions)
    assert gone == {each.ref.id for each in found.hidden}
    assert len(gone) == 7
    assert all(not base.question(name).locked for name in gone)
    assert whole.question("exit_plan").label != base.question("exit_plan").label
    order = [question.id for question in whole.section("toepassing").questions]
    assert order.index("contact_email") == order.index("afdeling") + 1


def test_the_national_scores_and_outcomes_stand() -> None:
    for file in FILES:
        found = laid_over(file)
        assert {score.id for score in found.base.scores} <= {score.id for score in found.questionnaire.scores}
        national = json.loads(found.base.canonical)["outcomes"]
        assert {each["id"] for each in national} <= {each.id for each in found.questionnaire.outcomes}
