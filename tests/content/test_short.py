"""The quick scan routes each application exactly one way; the short weighing is short and drafts an entry."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path

import pytest

from afweging.questionnaire import Evaluation, Questionnaire, Status, evaluate, read_file

QUESTIONNAIRES = Path(__file__).parents[2] / "questionnaires"
TODAY = date(2026, 11, 23)
ROUTES = {"stop", "volledig", "kort", "geen"}
DECIDERS = {"besluit_team", "besluit_officer", "besluit_mandaat", "besluit_college"}
CATEGORIES = {"categorie_a", "categorie_b", "categorie_c"}

# Per question the answers that the routes can tell apart, the first being the lightest. Behind each stand
# the answers that must route alike, as `test_each_answer_routes_as_its_representative` proves.
ALIKE: dict[str, dict[str, list[object]]] = {
    "persoonsgegevens": {"nee": [], "ja": ["weet_niet"]},
    "gevoelig": {
        "geen": [],
        "gezondheid": [
            ["bsn"],
            ["strafrecht"],
            ["geld"],
            ["plaats"],
            ["herkomst_geloof"],
            ["kinderen_gegevens"],
            ["geld", "plaats"],
            ["weet_niet"],
        ],
    },
    "kwetsbaar": {
        "geen": [],
        "kinderen": [
            ["ouderen"],
            ["schulden"],
            ["zorg"],
            ["status"],
            ["afhankelijk"],
            ["zorg", "ouderen"],
            ["weet_niet"],
        ],
    },
    "gevolg": {
        "geen": [],
        "wijk": [],
        "recht": [["toegang"], ["zorg"], ["controle"], ["geld"], ["wijk", "geld"], ["weet_niet"]],
    },
    "rechtsgevolg": {"nee": ["ondersteunt"], "doorslaggevend": ["automatisch", "weet_niet"]},
    "per_persoon": {"nee": [], "ja": ["weet_niet"]},
    "werkwijze": {
        "regels": ["geen_model"],
        "generatief_intern": [],
        "zelflerend": [],
        "generatief": ["weet_niet"],
    },
    "ai_verordening": {
        "geen": [],
        "hoog_risico": [],
        "verboden_gedrag": [
            ["verboden_lichaam"],
            ["verboden_misdrijf"],
            ["hoog_risico", "verboden_lichaam"],
            ["weet_niet"],
        ],
    },
    "openbare_ruimte": {"nee": [], "ja": ["weet_niet"]},
    "koppelen_of_delen": {
        "geen": [["gekoppeld"]],
        "gekocht": [["gedeeld_wet"], ["gekoppeld", "gekocht"]],
        "gedeeld": [["gekoppeld", "gedeeld"], ["weet_niet"]],
    },
    "medewerkers_gevolgd": {"nee": [], "ja": ["weet_niet"]},
    "opsporing": {"nee": [], "ja": ["weet_niet"]},
    "gebruik": {
        "nog_niet_klein": [
            "nog_niet_groot",
            "kort_klein",
            "kort_groot",
            "lang_klein",
            "lang_groot",
            "weet_niet",
        ],
    },
    "verrassing": {"nee": [], "ja": ["weet_niet"]},
}
CHOICES = {"gevoelig", "kwetsbaar", "gevolg", "ai_verordening", "koppelen_of_delen"}


@cache
def quick_scan() -> Questionnaire:
    return read_file(QUESTIONNAIRES / "snelle-toets.yaml")


@cache
def short_weighing() -> Questionnaire:
    return read_file(QUESTIONNAIRES / "korte-afweging.yaml")


def answers(**chosen: object) -> dict[str, object]:
    """The lightest application there is, but for what was chosen."""
    lightest = {question: value(question, next(iter(options))) for question, options in ALIKE.items()}
    return lightest | chosen


def value(question: str, option: str) -> object:
    return [option] if question in CHOICES else option


def outcomes(given: Mapping[str, object], today: date = TODAY) -> set[str]:
    return set(evaluate(quick_scan(), given, today=today).outcomes)


def every_kind_of_application() -> Iterator[dict[str, object]]:
    sides = [[value(question, option) for option in options] for question, options in ALIKE.items()]
    for combination in product(*sides):
        yield dict(zip(ALIKE, combination, strict=True))


def test_the_scan_has_fourteen_questions_and_the_enumeration_knows_each_answer() -> None:
    assert list(quick_scan().questions) == list(ALIKE)
    assert len(ALIKE) == 14
    for question, options in ALIKE.items():
        known = set(options)
        for alike in options.values():
            for answer in alike:
                known |= set(answer) if isinstance(answer, list) else {str(answer)}
        assert known == {option.id for option in quick_scan().question(question).options}


@pytest.mark.slow
def test_every_application_takes_exactly_one_route_and_has_one_decider_and_one_category() -> None:
    for given in every_kind_of_application():
        evaluation = evaluate(quick_scan(), given, today=TODAY)
        found = set(evaluation.outcomes)
        assert evaluation.complete
        assert len(found & ROUTES) == 1, given
        assert len(found & DECIDERS) == ("stop" not in found), given
        assert len(found & CATEGORIES) == 1, given


@pytest.mark.parametrize("question", ALIKE)
def test_each_answer_routes_as_its_representative(question: str) -> None:
    """In two hundred random surroundings, so that the enumeration above speaks for all answers."""
    surroundings = random.Random(question)
    for representative, alike in ALIKE[question].items():
        for _ in range(200 if alike else 0):
            around = {
                other: value(other, surroundings.choice(list(options))) for other, options in ALIKE.items()
            }
            expected = outcomes(around | {question: value(question, representative)}) & ROUTES
            for answer in alike:
                assert outcomes(around | {question: answer}) & ROUTES == expected, (answer, around)


@pytest.mark.parametrize("question", [question for question in ALIKE if question != "gebruik"])
def test_not_knowing_is_never_lighter_than_any_answer(question: str) -> None:
    weight = {"geen": 0, "kort": 1, "volledig": 2, "stop": 3}

    def heaviness(answer: object) -> int:
        learned = {"werkwijze": "zelflerend"} if question == "ai_verordening" else {}
        given = answers(persoonsgegevens="ja", **learned) if question == "gevoelig" else answers(**learned)
        return max(weight[route] for route in outcomes(given | {question: answer}) & ROUTES)

    unknown = ["weet_niet"] if question in CHOICES else "weet_niet"
    options = [option.id for option in quick_scan().question(question).options]
    assert heaviness(unknown) == max(heaviness(value(question, option)) for option in options)


@pytest.mark.parametrize(
    ("route", "chosen"),
    [
        ("geen", {}),
        ("geen", {"koppelen_of_delen": ["gekoppeld"], "werkwijze": "generatief_intern"}),
        ("kort", {"persoonsgegevens": "ja"}),
        ("kort", {"gevolg": ["wijk"]}),
        ("kort", {"persoonsgegevens": "ja", "gevoelig": ["geld"]}),
        ("kort", {"koppelen_of_delen": ["gedeeld_wet"]}),
        ("volledig", {"gevolg": ["recht"], "rechtsgevolg": "doorslaggevend"}),
        ("volledig", {"per_persoon": "ja"}),
        ("volledig", {"werkwijze": "zelflerend", "ai_verordening": ["hoog_risico"]}),
        ("volledig", {"persoonsgegevens": "ja", "gevoelig": ["geld"], "kwetsbaar": ["schulden"]}),
        ("volledig", {"openbare_ruimte": "ja"}),
        ("volledig", {"koppelen_of_delen": ["gedeeld"]}),
        ("volledig", {"werkwijze": "generatief"}),
        ("stop", {"werkwijze": "zelflerend", "ai_verordening": ["verboden_lichaam"]}),
        ("stop", {"werkwijze": "zelflerend", "ai_verordening": ["weet_niet"]}),
    ],
)
def test_the_route_follows_the_rules_of_practice(route: str, chosen: dict[str, object]) -> None:
    assert outcomes(answers(**chosen)) & ROUTES == {route}


def test_a_dpia_needs_personal_data_and_two_of_nine_criteria() -> None:
    one = answers(persoonsgegevens="ja", gevoelig=["geld", "plaats"])
    two = one | {"gebruik": "lang_groot"}
    assert "dpia" not in outcomes(one)
    assert {"dpia", "advies_fg"} <= outcomes(two)
    assert "dpia" not in outcomes(two | {"persoonsgegevens": "nee"})
    assert evaluate(quick_scan(), two, today=TODAY).scores["dpia_criteria"].value == 2


def test_the_fria_is_advice_until_the_law_requires_it() -> None:
    high = answers(werkwijze="zelflerend", ai_verordening=["hoog_risico"])
    both = {"fria_advies", "fria_verplicht"}
    assert outcomes(high, date(2027, 12, 1)) & both == {"fria_advies"}
    assert outcomes(high, date(2027, 12, 2)) & both == {"fria_verplicht"}
    assert not outcomes(answers()) & both


def test_categories_are_written_as_the_publication_standard_wants_them() -> None:
    sets = {outcome.id: dict(outcome.sets) for outcome in quick_scan().outcomes if outcome.id in CATEGORIES}
    assert sets == {
        "categorie_a": {"publication_category": "Hoog-risico AI-systeem"},
        "categorie_b": {"publication_category": "Impactvolle algoritmes"},
        "categorie_c": {"publication_category": "Overige algoritmes"},
    }


@pytest.mark.parametrize(
    ("outcome", "chosen"),
    [
        ("regime_avg", {"persoonsgegevens": "ja"}),
        ("regime_wpg", {"persoonsgegevens": "ja", "opsporing": "weet_niet"}),
        ("advies_ciso", {"koppelen_of_delen": ["gekocht"]}),
        ("advies_or", {"medewerkers_gevolgd": "weet_niet"}),
        ("advies_jurist", {"koppelen_of_delen": ["gedeeld"]}),
        ("iama", {"gevolg": ["recht"]}),
        ("inhaalslag", {"gebruik": "lang_klein"}),
        ("vertel_vooraf", {"verrassing": "ja"}),
        ("besluit_college", {"per_persoon": "ja", "kwetsbaar": ["status"], "werkwijze": "zelflerend"}),
    ],
)
def test_each_other_decision_follows_from_its_answer_alone(outcome: str, chosen: dict[str, object]) -> None:
    assert outcome not in outcomes(answers())
    assert outcome in outcomes(answers(**chosen))


def test_what_does_not_apply_is_not_asked() -> None:
    status = evaluate(quick_scan(), answers(), today=TODAY).status
    assert status["gevoelig"] is Status.HIDDEN
    assert status["ai_verordening"] is Status.HIDDEN


@pytest.mark.parametrize("read", [quick_scan, short_weighing])
def test_every_text_is_in_both_languages_and_every_question_helps_and_says_why(read: object) -> None:
    questionnaire: Questionnaire = read()  # type: ignore[operator]  # one of the two cached readers above
    for question in questionnaire.questions.values():
        for text in (
            question.label,
            question.help,
            question.why,
            *(option.label for option in question.options),
        ):
            assert text.to("nl") and text.to("en"), question.id
        assert len(question.label.to("nl")) <= 120
    for outcome in questionnaire.outcomes:
        assert outcome.text.to("nl") != outcome.text.to("en"), outcome.id


def test_the_short_weighing_has_at_most_fifteen_questions_with_a_weighing_and_measures() -> None:
    questions = short_weighing().questions.values()
    assert len(questions) <= 15
    assert {"weighing", "measures", "risks"} <= {question.type for question in questions}


def test_the_short_weighing_drafts_what_the_national_register_asks() -> None:
    drafted = {q.publish.field for q in short_weighing().questions.values() if q.publish}
    assert drafted >= {
        "description_short", "goal", "proportionality", "human_intervention", "risks", "lawful_basis",
        "source_data", "methods_and_models", "contact_email", "for_whom", "does_it_work", "never_do",
    }  # fmt: skip
    sets = [dict(outcome.sets) for outcome in short_weighing().outcomes if outcome.sets]
    assert all("publication_category" in one for one in sets) and len(sets) == 2


def test_questions_that_return_in_another_file_keep_their_options() -> None:
    model = read_file(QUESTIONNAIRES / "model-afwegingsraamwerk.yaml")
    for shared in ("gevoelig", "kwetsbaar", "rechtsgevolg"):
        scan = {option.id for option in quick_scan().question(shared).options} - {"weet_niet"}
        for elsewhere in (short_weighing(), model):
            assert scan == {option.id for option in elsewhere.question(shared).options}


TREES: dict[str, object] = {
    "omschrijving": "Zeven vaste regels bepalen in welke volgorde wij 21.000 bomen controleren.",
    "doel": "In 2025 vielen er 14 takken van bomen die te lang niet waren bekeken; in 2027 hoogstens 5.",
    "voor_wie": "Ongeveer 17.000 huishoudens met een boom van de gemeente in de straat.",
    "kwetsbaar": ["geen"],
    "gevoelig": ["geen"],
    "gegevens_tabel": [
        {
            "gegeven": "Soort",
            "bron": "Bomenbestand",
            "nodig": "Populieren breken eerder",
            "bewaren": "36 maanden",
        }
    ],
    "wettelijke_grondslag": "De gemeente is eigenaar en aansprakelijk (BW 6, artikel 162).",
    "werking_in_woorden": "Zeven regels geven elke boom 0 tot 40 punten. Het leert niet zelf.",
    "rechtsgevolg": "nee",
    "mens_beslist": "Drie controleurs; zij weken in 2025 9 van de 100 keer af.",
    "weging_belangen": {
        "rows": [
            {"interest": "Minder takken", "side": "benefit", "value": "veiligheid", "group": "Wie langsloopt"}
            | {"weight": 4, "certainty": "proven"},
            {
                "interest": "Wie niet meldt",
                "side": "burden",
                "value": "gelijke_behandeling",
                "group": "De Hoven",
            }
            | {"weight": 3, "certainty": "likely"},
        ],
        "counter_argument": "Een melding is de enige invloed die een bewoner op zijn straat heeft.",
    },
    "risicos": [
        {"harm": "Een tak valt op een fietser", "group": "Fietsers", "likelihood": 2, "severity": 4}
        | {
            "measure": "Zelf bomen toevoegen",
            "owner": "Teamleider groen",
            "working": True,
            "evidence": "Logboek",
        }
        | {"residual_likelihood": 1, "residual_severity": 4}
    ],
    "maatregelen": [
        {
            "measure": "Wachttijd per wijk meten",
            "owner": "Data-analist",
            "due": "2027-01-31",
            "status": "planned",
        }
    ],
    "nooit": "Wij gebruiken meldingen over bomen nooit om te zien wie er klaagt.",
    "contact": "groen@vlierwoude.example",
}


def short(**changed: object) -> Evaluation:
    return evaluate(short_weighing(), TREES | changed, today=TODAY, phase="gebruik")


def test_a_light_application_comes_through_the_short_weighing_with_low_scores() -> None:
    evaluation = short()
    assert evaluation.complete
    assert evaluation.scores["ingreep"].band == "laag"
    assert evaluation.scores["risico"].band in ("laag", "midden")
    assert set(evaluation.outcomes) == {"categorie_c"}


def test_an_idea_needs_little_of_the_short_weighing() -> None:
    first = {
        key: TREES[key]
        for key in ("omschrijving", "doel", "voor_wie", "kwetsbaar", "gevoelig", "rechtsgevolg")
    }
    assert evaluate(short_weighing(), first, today=TODAY, phase="idee").complete
    assert not evaluate(short_weighing(), first, today=TODAY, phase="gebruik").complete


@pytest.mark.parametrize(
    ("outcome", "changed"),
    [
        ("te_zwaar", {"rechtsgevolg": "doorslaggevend"}),
        ("te_zwaar", {"gevoelig": ["geld"], "kwetsbaar": ["schulden"]}),
        ("ingreep_hoog", {"gevoelig": ["gezondheid", "strafrecht"], "kwetsbaar": ["kinderen", "zorg"]}),
        ("risico_hoog", {"risicos": [{"harm": "Dood", "group": "Fietsers", "likelihood": 3, "severity": 5}]}),
        ("categorie_b", {"rechtsgevolg": "ondersteunt"}),
    ],
)
def test_the_short_weighing_says_when_it_is_too_short(outcome: str, changed: dict[str, object]) -> None:
    assert outcome not in short().outcomes
    assert outcome in short(**changed).outcomes
