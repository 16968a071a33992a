"""The model afwegingsraamwerk asks what it promises, no more than needed, and drafts a whole entry."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from afweging.questionnaire import Evaluation, Option, Question, Questionnaire, Status, evaluate, read_file
from afweging.questionnaire.model import Row

from .filling import TODAY, fill_in

MODEL = Path(__file__).parents[2] / "questionnaires" / "model-afwegingsraamwerk.yaml"

SECTIONS = [
    "toepassing",
    "reikwijdte",
    "grondslag",
    "waarden",
    "gegevens",
    "model",
    "menselijke_controle",
    "gelijkheid",
    "mensen",
    "risicos",
    "afsluiting",
]
VALUES = {
    "waardigheid",
    "eigen_regie",
    "privacy",
    "gelijke_behandeling",
    "rechtsbescherming",
    "menselijke_maat",
    "openheid",
    "veiligheid",
    "toegankelijkheid",
    "democratische_controle",
    "publieke_grip",
    "publiek_geld",
}
RECORDED = {
    "name",
    "description_short",
    "category",
    "status",
    "begin_date",
    "end_date",
    "contact_email",
    "website",
    "publication_category",
    "goal",
    "proportionality",
    "human_intervention",
    "risks",
    "lawful_basis",
    "lawful_basis_grouping",
    "process_index_url",
    "impacttoetsen_grouping",
    "impacttoetsen",
    "source_data",
    "source_data_grouping",
    "methods_and_models",
    "provider",
    "publiccode",
    "tags",
}
"""The fields of the national publication standard that an assessment can know."""

REQUIRED = {
    "name",
    "description_short",
    "category",
    "status",
    "begin_date",
    "contact_email",
    "publication_category",
    "goal",
    "proportionality",
    "human_intervention",
    "risks",
    "source_data",
    "methods_and_models",
    "provider",
}
"""Those of them that the standard wants filled."""

LOCAL = {"department", "contact_phone", "numbers"}
FOURTEEN = {
    1: {"description_short", "goal"},
    2: {"for_whom"},
    3: {"human_and_computer", "human_intervention"},
    4: {"what_you_notice"},
    5: {"source_data", "retention"},
    6: {"lawful_basis"},
    7: {"proportionality", "alternatives"},
    8: {"risks"},
    9: {"equal_treatment"},
    11: {"does_it_work"},
    12: {"never_do"},
    13: {"objection", "correction"},
}
"""A resident's questions and the fields that answer them; the case itself answers 10 and 14."""

SIMPLE: dict[str, object] = {
    "soort": "algoritme",
    "fase": "gebruik",
    "route": "vooraf",
    "werkwijze": "regels",
    "inkoop": "zelf",
    "persoonsgegevens": "nee",
    "kwetsbaar": ["geen"],
    "rechtsgevolg": "nee",
    "per_persoon": "nee",
    "wijken": "nee",
    "openbare_ruimte": "nee",
    "delen_buiten": "nee",
}
"""Seven rules of our own that order the watering of plants: nobody's data, nobody's rights."""

FULL: dict[str, object] = {
    "soort": "profilering",
    "fase": "pilot",
    "route": "inhaalslag",
    "werkwijze": "zelflerend",
    "inkoop": "ingekocht",
    "persoonsgegevens": "ja",
    "gevoelig": ["gezondheid", "geld"],
    "kwetsbaar": ["schulden", "zorg"],
    "rechtsgevolg": "doorslaggevend",
    "per_persoon": "ja",
    "wijken": "ja",
    "openbare_ruimte": "ja",
    "delen_buiten": "ja",
    "medewerkers_gevolgd": "ja",
    "opsporing": "ja",
    "ai_systeem": "ja",
    "verboden_praktijk": "nee",
    "hoog_risico": "ja",
    "verrassing": "ja",
    "herleidbaar": "pseudoniem",
}


@cache
def model() -> Questionnaire:
    return read_file(MODEL)


def asked() -> list[Question]:
    return [question for question in model().questions.values() if question.type != "info"]


def drafting() -> dict[str, list[str]]:
    """Per field of the register the questions and outcomes that draft it."""
    found: dict[str, list[str]] = {}
    for question in asked():
        if question.publish:
            found.setdefault(question.publish.field, []).append(question.id)
    for outcome in model().outcomes:
        for field in outcome.sets:
            found.setdefault(field, []).append(outcome.id)
    return found


def shown(evaluation: Evaluation) -> set[str]:
    return set(evaluation.applicable)


def test_eleven_sections_and_over_ninety_questions() -> None:
    assert [section.id for section in model().sections] == SECTIONS
    assert len(asked()) >= 92


@pytest.mark.parametrize("phase", ["idee", "aanschaf", "pilot", "gebruik"])
@pytest.mark.parametrize("route", ["vooraf", "inhaalslag", "pilot", "spoed"])
@pytest.mark.parametrize("kind", ["algoritme", "gegevensverzameling"])
def test_a_simple_application_sees_at_most_45_questions(kind: str, route: str, phase: str) -> None:
    _, evaluation = fill_in(model(), SIMPLE | {"soort": kind, "route": route, "fase": phase})
    assert len(evaluation.applicable) <= 45


def test_every_text_is_in_both_languages() -> None:
    for place, text in _texts():
        assert set(text) == {"nl", "en"}, place
        assert text["nl"].strip() and text["en"].strip(), place


def _texts() -> Iterator[tuple[str, dict[str, str]]]:
    for question in asked():
        for name in ("label", "help", "why"):
            yield f"{question.id}.{name}", dict(getattr(question, name))
        for example in question.examples:
            yield f"{question.id}.{example.kind}", dict(example.text)
        parts: list[Option | Question | Row] = [*question.options, *question.columns, *question.rows]
        for part in parts:
            yield f"{question.id}.{part.id}", dict(part.label)
        for check in question.checks:
            yield f"{question.id}.check", dict(check.message)
    for value in model().values:
        yield value.id, dict(value.description)
    for term in model().glossary:
        yield term.id, dict(term.text)
    for outcome in model().outcomes:
        yield outcome.id, dict(outcome.text)


def test_a_question_fits_a_heading() -> None:
    for question in asked():
        assert max(len(text) for text in question.label.values()) <= 120, question.id


def test_half_of_the_questions_show_a_good_and_a_poor_example() -> None:
    both = [question.id for question in asked() if {e.kind for e in question.examples} >= {"good", "poor"}]
    assert len(both) * 2 >= len(asked())


def test_nobody_is_asked_how_they_ensure_something() -> None:
    for question in asked():
        assert "hoe borgt u" not in question.label["nl"].lower(), question.id
        assert "hoe zorgt u" not in question.label["nl"].lower(), question.id


def test_an_idea_needs_fewer_answers_than_use() -> None:
    def required(phase: str, chosen: dict[str, object]) -> int:
        evaluation = evaluate(model(), chosen | {"fase": phase}, today=TODAY, phase=phase)
        return sum(evaluation.required(id) for id in evaluation.applicable)

    for chosen in (SIMPLE, FULL):
        counts = [required(phase, chosen) for phase in ("idee", "aanschaf", "gebruik")]
        assert counts == sorted(counts) and counts[0] * 4 <= counts[2] * 3, counts


def test_the_twelve_values_are_asked_both_ways() -> None:
    assert {value.id for value in model().values} == VALUES
    wins = {option.id for option in model().question("waarden_winst").options if not option.exclusive}
    presses = {row.id for row in model().question("waarden_druk").rows}
    assert wins == presses == VALUES


def test_every_value_is_touched_by_several_questions() -> None:
    for value in VALUES:
        assert sum(value in question.values for question in asked()) >= 5, value


def test_every_field_of_the_register_is_drafted() -> None:
    assert drafting().keys() >= RECORDED | LOCAL


@pytest.mark.parametrize("number", FOURTEEN)
def test_each_question_of_a_resident_is_answered_by_a_draft(number: int) -> None:
    assert drafting().keys() >= FOURTEEN[number]


@pytest.mark.parametrize("chosen", [SIMPLE, FULL], ids=["simple", "full"])
def test_a_finished_assessment_drafts_a_complete_entry(chosen: dict[str, object]) -> None:
    _, evaluation = fill_in(model(), chosen)
    written = shown(evaluation) | set(evaluation.outcomes)
    drafted = {field for field, sources in drafting().items() if written & set(sources)}
    about_people = {"retention", "correction", "numbers"} if chosen is SIMPLE else set()
    assert drafted >= (REQUIRED | LOCAL | set().union(*FOURTEEN.values())) - about_people


@pytest.mark.parametrize("chosen", [SIMPLE, FULL], ids=["simple", "full"])
def test_a_diligent_team_can_finish(chosen: dict[str, object]) -> None:
    _, evaluation = fill_in(model(), chosen)
    assert [invalid.message("nl") for invalid in evaluation.invalid] == []
    assert evaluation.missing == ()
    assert evaluation.complete
    for id in evaluation.applicable:
        assert evaluation.status[id] in (Status.ANSWERED, Status.EMPTY), id
    assert all(score.value is not None and score.band for score in evaluation.scores.values())


def test_almost_every_question_is_asked_of_an_application_that_goes_deep() -> None:
    _, evaluation = fill_in(model(), FULL)
    assert len(evaluation.applicable) >= 92


def test_every_question_can_be_reached() -> None:
    """No condition hides a question from everybody."""
    ways: list[dict[str, object]] = [
        SIMPLE,
        FULL,
        FULL | {"route": "spoed", "fase": "gebruik", "soort": "gegevensverzameling"},
        FULL | {"werkwijze": "generatief", "verboden_praktijk": "misschien", "route": "pilot"},
        FULL | {"fase": "gebruik", "route": "vooraf", "inkoop": "gedeeld", "rechtsgevolg": "automatisch"},
    ]
    reached = set().union(*(shown(fill_in(model(), way)[1]) for way in ways))
    assert set(model().questions) - reached == set()


def test_alternatives_include_doing_nothing_and_doing_without() -> None:
    only_chosen = [
        {"mogelijkheid": "gekozen", "beschrijving": "a", "bereikt": "b", "nadeel": "c", "oordeel": "d"},
    ]
    evaluation = evaluate(model(), SIMPLE | {"alternatieven": only_chosen}, today=TODAY)
    assert "alternatieven" in {invalid.question for invalid in evaluation.invalid}


def test_no_application_is_without_any_pressure() -> None:
    nothing = dict.fromkeys(sorted(VALUES), "niet")
    evaluation = evaluate(model(), SIMPLE | {"waarden_druk": nothing}, today=TODAY)
    assert "waarden_druk" in {invalid.question for invalid in evaluation.invalid}


def test_at_most_four_values_can_win() -> None:
    evaluation = evaluate(model(), SIMPLE | {"waarden_winst": sorted(VALUES)[:5]}, today=TODAY)
    assert "waarden_winst" in {invalid.question for invalid in evaluation.invalid}


@pytest.mark.parametrize("gate", ["persoonsgegevens", "ai_systeem", "hoog_risico"])
def test_not_knowing_is_never_lighter_than_knowing(gate: str) -> None:
    def interference(answer: object) -> object:
        learned: dict[str, object] = {**SIMPLE, "werkwijze": "zelflerend", "ai_systeem": "ja"}
        return evaluate(model(), learned | {gate: answer}, today=TODAY).scores["ingreep"].value

    unknown = "onbekend" if gate == "hoog_risico" else {"unknown": "De leverancier zegt het nog niet."}
    assert interference(unknown) == max(interference("ja"), interference("nee"), key=str)


def test_what_cuts_deep_is_never_called_low_whatever_else_is_answered() -> None:
    lightest = SIMPLE | {"wijken": "ja"}
    for serious in ({"ernst_ingreep": "ernstig"}, {"ernst_ingreep": {"unknown": "Nog niet besproken."}}):
        band = evaluate(model(), lightest | serious, today=TODAY).scores["ingreep"].band
        assert band in ("hoog", "zeer_hoog")
    _, evaluation = fill_in(model(), FULL)
    assert evaluation.scores["ingreep"].band in ("hoog", "zeer_hoog")


def test_a_forbidden_practice_stops_the_weighing_from_the_day_the_law_applies() -> None:
    learned = {**SIMPLE, "werkwijze": "zelflerend", "ai_systeem": "ja"}
    kinds = {outcome.id: outcome.kind for outcome in model().outcomes}

    def found(answer: str) -> set[str]:
        outcomes = evaluate(model(), learned | {"verboden_praktijk": answer}, today=TODAY).outcomes
        return {kinds[id] for id in outcomes}

    assert "forbidden" in found("ja")
    assert found("misschien") & {"forbidden", "stop"}
    assert not found("nee") & {"forbidden", "stop"}
