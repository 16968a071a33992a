# ruff: noqa: E501  # a change a line reads better than one broken up
"""Variants: every kind of change, what is locked, where each text comes from."""

from typing import Any

import pytest

from afweging.questionnaire import QuestionnaireInvalid, read_bytes, read_canonical
from afweging.questionnaire.parts import PartRef
from afweging.questionnaire.variants import (
    is_variant,
    read_variant,
    read_variant_canonical,
    resolve,
)

from .making import run
from .varying import BASE, base, content, errors, newer, resolved, variant

SENSOR = {"id": "vlier.sensor", "type": "text", "label": "Welke sensor?"}


def ids(found: Any) -> list[str]:
    return [part.id for part in found]


def test_a_variant_without_changes_is_its_base_under_another_name() -> None:
    whole = resolved().questionnaire
    assert (whole.id, whole.version, str(whole.title)) == ("vlier", "1.0.0", "Vlierwoude")
    assert list(whole.questions) == list(base().questions)
    assert whole.licence == "EUPL-1.2"


def test_the_result_is_a_questionnaire_that_can_be_read_again() -> None:
    whole = resolved({"hide": {"question": "energie", "because": "Kost niets."}}).questionnaire
    again = read_canonical(whole.canonical)
    assert again.sha256 == whole.sha256
    assert [str(each.because) for each in again.hidden] == ["Kost niets."]


@pytest.mark.parametrize(
    ("where", "order"),
    [
        ({"after": "soort"}, ["soort", "vlier.sensor", "persoonsgegevens"]),
        ({"before": "soort"}, ["vlier.sensor", "soort", "persoonsgegevens"]),
        ({}, ["soort", "persoonsgegevens", "vlier.sensor"]),
    ],
)
def test_add_question(where: dict[str, str], order: list[str]) -> None:
    found = resolved({"add_question": {"section": "start", **where, "question": SENSOR}})
    assert ids(found.questionnaire.section("start").questions) == order
    assert found.origins.of(PartRef("question", "vlier.sensor")).kind == "variant"
    assert found.origins.of(PartRef("question", "soort")).kind == "base"


def test_add_every_other_part() -> None:
    found = resolved(
        {"add_section": {"after": "start", "section": {"id": "vlier.extra", "title": "E", "questions": [SENSOR]}}},
        {"add_option": {"question": "soort", "after": "camera", "option": {"id": "vlier.drone", "label": "D"}}},
        {"add_value": {"value": {"id": "vlier.open", "title": "Open"}}},
        {"add_term": {"before": "profilering", "term": {"id": "vlier.lora", "title": "L", "text": "Net."}}},
        {"add_score": {"score": {"id": "vlier.som", "title": "S", "value": "1", "max": "2"}}},
        {"add_outcome": {"outcome": {"id": "vlier.o", "if": 'score("vlier.som") > 0', "kind": "info", "text": "O"}}},
        {"add_band": {"score": "risico", "before": "hoog",
                      "band": {"id": "vlier.midden", "title": "M", "upto": 0.75}}},
    ).questionnaire  # fmt: skip
    assert ids(found.sections) == ["start", "vlier.extra", "gegevens", "slot"]
    assert ids(found.question("soort").options) == ["camera", "vlier.drone", "lijst"]
    assert ids(found.values) == ["privacy", "rust", "vlier.open"]
    assert ids(found.glossary) == ["vlier.lora", "profilering"]
    assert ids(found.score("risico").bands) == ["laag", "vlier.midden", "hoog"]
    assert run(found).outcomes == ("vlier.o",)


def test_columns_and_rows_of_ones_own() -> None:
    table = {
        "id": "vlier.t",
        "type": "table",
        "label": "T",
        "columns": [{"id": "a", "type": "text", "label": "A"}],
    }
    matrix = {"id": "vlier.m", "type": "matrix", "label": "M", "rows": [{"id": "r", "label": "R"}],
              "options": [{"id": "x", "label": "X"}]}  # fmt: skip
    found = resolved(
        {"add_question": {"section": "slot", "question": table}},
        {"add_question": {"section": "slot", "question": matrix}},
        {"add_column": {"question": "vlier.t", "column": {"id": "vlier.b", "type": "number", "label": "B"}}},
        {"add_row": {"question": "vlier.m", "row": {"id": "vlier.s", "label": "S"}}},
        {"change_column": {"question": "vlier.t", "id": "a", "set": {"label": "AA"}}},
        {"change_row": {"question": "vlier.m", "id": "r", "set": {"label": {"nl": "RR"}}}},
        {"hide": {"row": "r", "question": "vlier.m", "because": "Nee."}},
    ).questionnaire
    assert ids(found.question("vlier.t").columns) == ["a", "vlier.b"]
    assert str(found.question("vlier.t").column("a").label) == "AA"
    assert ids(found.question("vlier.m").rows) == ["vlier.s"]


def test_set_merges_per_leaf() -> None:
    found = resolved(
        {
            "change_question": {
                "id": "soort",
                "set": {"label": {"nl": "Wat zet u in?"}, "help": None, "why": "Zo vergelijken wij."},
                "because": "Onze woorden.",
            }
        }
    )
    question, ref = found.questionnaire.question("soort"), PartRef("question", "soort")
    assert dict(question.label) == {"nl": "Wat zet u in?", "en": "What is it?"}
    assert not question.help
    assert dict(question.why) == {"nl": "Zo vergelijken wij."}
    assert found.origins.of(ref, "label.nl").kind == "changed"
    assert found.origins.of(ref, "label.nl").base == "Wat is het?"
    assert str(found.origins.of(ref, "label").because) == "Onze woorden."
    assert found.origins.of(ref, "label.en").kind == "base"
    assert found.origins.of(ref, "help").base == "Kies er één."
    assert found.origins.of(ref).kind == "changed"


def test_a_plain_text_is_in_the_language_of_the_file() -> None:
    change = {"change_section": {"id": "slot", "set": {"title": {"en": "End"}}}}
    assert dict(resolved(change).questionnaire.section("slot").title) == {"nl": "Slot", "en": "End"}


def test_change_every_other_part() -> None:
    found = resolved(
        {
            "change_option": {
                "question": "soort",
                "id": "camera",
                "set": {"points": {"risico": 3, "hinder": 1}},
            }
        },
        {"change_value": {"id": "rust", "set": {"title": {"nl": "Stilte"}}}},
        {"change_term": {"id": "profilering", "set": {"text": "Anders."}}},
        {"change_score": {"id": "risico", "set": {"title": "Gevaar"}}},
        {"change_band": {"score": "risico", "id": "laag", "set": {"upto": 0.25}}},
        {"change_outcome": {"id": "zuinigheid", "set": {"kind": "info"}}},
    ).questionnaire
    assert found.question("soort").option("camera").points == {"risico": 3, "hinder": 1}
    assert str(found.value("rust").title) == "Stilte"
    assert str(found.glossary[0].text) == "Anders."
    assert str(found.score("risico").title) == "Gevaar"
    assert found.score("risico").bands[0].upto == 0.25
    assert found.outcome("zuinigheid").kind == "info"


def test_options_can_be_reworded_in_one_change() -> None:
    change = {
        "change_question": {"id": "soort", "set": {"options": [{"id": "lijst", "label": {"nl": "Lijstje"}}]}}
    }
    found = resolved(change)
    assert str(found.questionnaire.question("soort").option("lijst").label) == "Lijstje"
    assert found.origins.of(PartRef("option", "lijst", "soort"), "label.nl").base == "Lijst"


def test_hide_and_what_rules_then_see() -> None:
    found = resolved({"hide": {"question": "energie", "because": "Wij meten dit niet."}})
    whole = found.questionnaire
    assert "energie" not in whole.questions
    assert run(whole, persoonsgegevens="ja").applicable == ("soort", "persoonsgegevens", "bronnen", "contact")
    assert [(str(each.ref), str(each.title), str(each.because)) for each in found.hidden] == [
        ("question energie", "Hoeveel energie?", "Wij meten dit niet.")
    ]


@pytest.mark.parametrize(
    ("hide", "gone"),
    [
        ({"section": "slot"}, lambda whole: "contact" not in whole.questions),
        (
            {"option": "lijst", "question": "soort"},
            lambda whole: ids(whole.question("soort").options) == ["camera"],
        ),
        ({"value": "rust"}, lambda whole: ids(whole.values) == ["privacy"]),
        ({"term": "profilering"}, lambda whole: not whole.glossary),
        ({"outcome": "zuinigheid"}, lambda whole: ids(whole.outcomes) == ["dpia"]),
    ],
)
def test_hide_every_kind(hide: dict[str, str], gone: Any) -> None:
    assert gone(resolved({"hide": {**hide, "because": "Nee."}}).questionnaire)


def test_move() -> None:
    found = resolved(
        {
            "move": {
                "question": "contact",
                "section": "start",
                "before": "soort",
                "because": "Eerst kennismaken.",
            }
        },
        {"move": {"section": "slot", "after": "start"}},
        {"move": {"option": "lijst", "question": "soort", "before": "camera"}},
        {"add_question": {"section": "slot", "question": SENSOR}},
    )
    whole = found.questionnaire
    assert ids(whole.section("start").questions) == ["contact", "soort", "persoonsgegevens"]
    assert ids(whole.sections) == ["start", "slot", "gegevens"]
    assert ids(whole.question("soort").options) == ["lijst", "camera"]
    moved = found.origins.moved(PartRef("question", "contact"))
    assert moved is not None
    assert str(moved.because) == "Eerst kennismaken."
    assert found.origins.moved(PartRef("question", "soort")) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"change_question": {"id": "sort", "set": {"help": "x"}}},
         "7:32: there is no question “sort”; did you mean “soort”?"),
        ({"change_question": {"id": "soort", "set": {"lable": "x"}}},
         "a question has no key “lable”; did you mean “label”?"),
        ({"change_question": {"id": "soort", "set": {"type": "text"}}}, "a variant cannot change “type”"),
        ({"change_question": {"id": "soort", "set": {"revision": 2}}}, "a variant cannot change “revision”"),
        ({"change_question": {"id": "soort", "set": {"id": "x"}}}, "a variant cannot change “id”"),
        ({"change_question": {"id": "soort", "set": {"label": 3}}}, "a text is expected here"),
        ({"change_question": {"id": "soort", "set": {"options": [{"id": "bus", "label": "B"}]}}},
         "there is no option “bus”; add it with add_option"),
        ({"change_option": {"question": "soort", "id": "kamera", "set": {"label": "x"}}},
         "there is no option “kamera” in “soort”; did you mean “camera”?"),
        ({"add_question": {"section": "start", "question": {**SENSOR, "id": "sensor"}}},
         "an id that this variant adds starts with “vlier.”"),
        ({"add_question": {"section": "strat", "question": SENSOR}},
         "there is no section “strat”; did you mean “start”?"),
        ({"add_question": {"section": "start", "after": "bronnen", "question": SENSOR}},
         "there is no question “bronnen” in section start"),
        ({"add_question": {"section": "start", "question": {**SENSOR, "typ": "text"}}},
         "a question of type text has no key “typ”; did you mean “type”?"),
        ({"add_section": {"section": {"id": "vlier.s", "title": "S", "questions": [{**SENSOR, "id": "x"}]}}},
         "an id that this variant adds starts with “vlier.”"),
        ({"hide": {"question": "energie"}}, "hide needs the key “because”"),
        ({"hide": {"because": "x"}}, "say what is hidden"),
        ({"hide": {"option": "lijst", "because": "x"}}, "say which question this option belongs to"),
        ({"hide": {"question": "soort", "score": "risico", "because": "x"}}, "“score” does not go with “question”"),
        ({"move": {"question": "contact"}}, "say where it goes"),
        ({"move": {"question": "contact", "after": "contact"}}, "cannot stand after itself"),
        ({"move": {"section": "slot", "after": "a", "before": "b"}}, "“after” or “before”, not both"),
        ({"chnge_question": {"id": "soort"}}, "there is no change “chnge_question”; did you mean “change_question”?"),
        ({"hide": {"question": "x", "because": "y"}, "move": {}}, "a change is a map with one key"),
        ({"move": {"question": "energie", "section": "slot", "after": "contact"}},
         "7:6: “energie” does not stand before this, so it cannot decide what is shown here "
         "(in the national question zuinig)"),
        ({"change_score": {"id": "risico", "set": {"value": "points(\"risco\")"}}},
         "nothing gives points for “risco”; did you mean “risico”?"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_an_error_at_its_place(change: dict[str, Any], message: str) -> None:
    found = errors(change)
    assert any(message in each for each in found), found
    assert all(each.startswith("7:") for each in found), found


def test_all_errors_come_at_once() -> None:
    found = errors(
        {"hide": {"question": "nergens", "because": "x"}},
        {"change_question": {"id": "ook-niet", "set": {"help": "x"}}},
    )
    assert [each[:2] for each in found] == ["7:", "8:"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"hide": {"question": "persoonsgegevens", "because": "x"}}, "locked: it cannot be hidden"),
        ({"hide": {"section": "start", "because": "x"}}, "question persoonsgegevens in it is locked"),
        ({"change_question": {"id": "persoonsgegevens", "set": {"required": False}}}, "“required” stays"),
        ({"change_question": {"id": "persoonsgegevens", "set": {"show_if": 'soort == "camera"'}}}, "“show_if” stays"),
        ({"change_question": {"id": "persoonsgegevens", "set": {"allow": ["unknown"]}}}, "“allow” stays"),
        ({"change_question": {"id": "persoonsgegevens", "set": {"points": {"ja": {"risico": 9}}}}}, "“points” stays"),
        ({"change_question": {"id": "persoonsgegevens", "set": {"locked": False}}}, "“locked” stays"),
        ({"change_section": {"id": "start", "set": {"show_if": "true"}}}, "no condition can be put above it"),
        ({"move": {"question": "persoonsgegevens", "section": "gegevens"}}, "no condition can be put above it"),
        ({"change_outcome": {"id": "dpia", "set": {"if": "false"}}}, "“if” stays"),
        ({"change_outcome": {"id": "dpia", "set": {"kind": "advice"}}}, "“kind” stays"),
        ({"hide": {"outcome": "dpia", "because": "x"}}, "locked: it cannot be hidden"),
        ({"hide": {"score": "risico", "because": "x"}}, "the rule of the locked outcome dpia looks at it"),
        ({"hide": {"band": "hoog", "score": "risico", "because": "x"}}, "the locked outcome dpia looks at it"),
    ],
)  # fmt: skip
def test_locked_is_honoured(change: dict[str, Any], message: str) -> None:
    found = errors(change)
    assert any(message in each for each in found), found


@pytest.mark.parametrize(
    ("replacement", "change", "message"),
    [
        (('value: points("risico")', "value: energie\n    locked: true"),
         {"hide": {"question": "energie", "because": "x"}}, "the rule of the locked score risico looks at it"),
        (("label: {nl: Wat is het?", "locked: true, label: {nl: Wat is het?"),
         {"move": {"option": "lijst", "question": "soort", "before": "camera"}}, "what is in it stays in its order"),
        (("label: {nl: Wat is het?", "locked: true, label: {nl: Wat is het?"),
         {"change_question": {"id": "soort", "set": {"options": [{"id": "lijst", "points": {"risico": 9}}]}}},
         "locked"),
    ],
)  # fmt: skip
def test_what_else_the_base_may_lock(
    replacement: tuple[str, str], change: dict[str, Any], message: str
) -> None:
    national = base(BASE.replace(*replacement))
    with pytest.raises(QuestionnaireInvalid) as refused:
        resolve(national, variant(change))
    assert [problem for problem in refused.value.problems if message in problem.message], refused.value
    assert not errors(change), "it is the lock that refuses it"


def test_a_locked_question_may_still_be_reworded() -> None:
    change = {
        "change_question": {"id": "persoonsgegevens", "set": {"label": "Gaat het over mensen?", "help": "H"}}
    }
    assert not errors(change)


def test_a_variant_goes_over_the_text_it_names() -> None:
    assert (
        "extends anders 1.0.0, not landelijk 1.0.0" in errors(extends={"id": "anders", "version": "1.0.0"})[0]
    )
    sha = "0" * 64
    assert "has another SHA-256" in errors(extends={"id": "landelijk", "version": "1.0.0", "sha256": sha})[0]
    good = {"id": "landelijk", "version": "1.0.0", "sha256": base().sha256}
    assert not errors(extends=good)
    with pytest.raises(QuestionnaireInvalid):
        resolve(newer(), variant())


def test_a_variant_of_a_variant() -> None:
    region = resolved({"add_question": {"section": "slot", "question": SENSOR}}).questionnaire
    local = variant(
        {"hide": {"question": "vlier.sensor", "because": "Hier niet."}},
        variant="els",
        extends={"id": "vlier", "version": "1.0.0"},
    )
    assert "vlier.sensor" not in resolve(region, local).questionnaire.questions


def test_resolving_leaves_base_and_variant_alone() -> None:
    one = variant(
        {"add_question": {"section": "slot", "question": SENSOR}},
        {"change_question": {"id": "vlier.sensor", "set": {"label": "Sensor?"}}},
        {"hide": {"question": "vlier.sensor", "because": "x"}},
    )
    found = base()
    assert resolve(found, one).questionnaire.sha256 == resolve(found, one).questionnaire.sha256
    assert base().sha256 == found.sha256


def test_the_canonical_form_reads_back() -> None:
    one = variant({"hide": {"question": "energie", "because": "x"}})
    again = read_variant_canonical(one.canonical)
    assert again.sha256 == one.sha256
    assert resolve(base(), again).questionnaire.sha256 == resolve(base(), one).questionnaire.sha256


def test_telling_the_two_kinds_of_file_apart() -> None:
    assert is_variant(content())
    assert not is_variant(BASE.encode())
    assert not is_variant(b"\xff")
    with pytest.raises(QuestionnaireInvalid, match="this is a local variant"):
        read_bytes(content(), "v.yaml")
    with pytest.raises(QuestionnaireInvalid, match="this is no variant"):
        read_variant(BASE.encode(), "b.yaml")
