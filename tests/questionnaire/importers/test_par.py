"""Assessments of PAR: tasks, conditions, calculations and outcomes mean here what they mean there."""

from __future__ import annotations

from typing import Any

import pytest

from afweging.questionnaire.importers import Imported
from tests.questionnaire.making import errors

from .making import answer, applicable, imported, notes, read, refused, sample

YES_NO = [{"value": True, "label": "Ja"}, {"value": False, "label": "Nee"}]


def task(name: str, *kinds: str, **keys: Any) -> dict[str, Any]:
    title = keys.pop("title", f"Taak {name}")
    return {"task": title, "id": name, "type": list(kinds or ("open_text",)), "repeatable": False, **keys}


def yes_no(name: str, **keys: Any) -> dict[str, Any]:
    return task(name, "radio_option", valueType="boolean", options=YES_NO, **keys)


def choice(name: str, *values: Any, kind: str = "radio_option", **keys: Any) -> dict[str, Any]:
    return task(name, kind, options=[{"value": value} for value in values], **keys)


def group(name: str, *tasks: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return task(name, "task_group", tasks=list(tasks), **keys)


def when(name: str, operator: str = "equals", action: str = "show", **condition: Any) -> list[dict[str, Any]]:
    return [
        {
            "type": "conditional",
            "action": action,
            "condition": {"id": name, "operator": operator, **condition},
        }
    ]


def definition(*tasks: dict[str, Any], **keys: Any) -> dict[str, Any]:
    return {"name": "Toets", "urn": "urn:nl:toets", "version": "2.0", "tasks": list(tasks), **keys}


def par(*tasks: dict[str, Any], **keys: Any) -> Imported:
    return imported("par", definition(*tasks, **keys))


def questions(result: Imported) -> list[dict[str, Any]]:
    return [question for section in result.data["sections"] for question in section["questions"]]


def test_the_head_and_sections() -> None:
    result = par(
        group("0", task("0.1"), description="Eerst<br><br>Dan <a href='https://example.nl/x'>hier</a>."),
        task("1"),
        group("2", task("2.1"), category="Tweede"),
        description="Waarom <b>dit</b>.",
        prefixQuestionIds=True,
    )
    data = result.data
    assert (data["id"], data["version"], data["language"], data["source"]) == (
        "toets",
        "2.0.0",
        "nl",
        "urn:nl:toets",
    )
    assert data["description"] == "Waarom **dit**."
    assert [(section["id"], section["title"]) for section in data["sections"]] == [
        ("x0", "Taak 0"), ("toets", "Toets"), ("x2", "Taak 2"),
    ]  # fmt: skip
    assert data["sections"][0]["intro"] == "Eerst\n\nDan [hier](https://example.nl/x)."
    assert notes(result) == {"2": ["“category”: Tweede"], "-": ["“prefixQuestionIds”: true"]}


def test_each_type_of_task() -> None:
    result = par(
        task("1", "text_input"), task("2", "text_input", valueType="number"), task("3", "open_text"),
        choice("4", "a", kind="select_option"), choice("5", "a", kind="radio_option"),
        choice("6", "a", kind="checkbox_option"), choice("7", "a", kind="multiselect_scrollable"),
        choice("8", "a", kind="select_option", valueType="string[]"), task("9", "date"), task("10", "image"),
        task("11", "informational"), task("12", "raadsel"), task("13", "open_text", "date"),
    )  # fmt: skip
    assert [(question["source"], question["type"]) for question in questions(result)] == [
        ("1", "text"), ("2", "number"), ("3", "longtext"), ("4", "choice"), ("5", "choice"), ("6", "choices"),
        ("7", "choices"), ("8", "choices"), ("9", "date"), ("10", "file"), ("11", "info"), ("12", "longtext"),
        ("13", "longtext"), ("13#date", "date"),
    ]  # fmt: skip
    assert set(notes(result)) == {"12", "13"}


def test_options_may_be_booleans_and_null() -> None:
    result = par(
        task("1", "radio_option", options=[*YES_NO, {"value": None, "label": "Weet niet"}]),
        task("2", dependencies=when("1", value=True)),
        task("3", dependencies=when("1", value=False)),
        task("4", dependencies=when("1", value=None)),
    )
    assert [option["id"] for option in questions(result)[0]["options"]] == ["true", "false", "null"]
    for given, shown in ((True, "2"), ("true", "2"), (False, "3"), (None, "4"), ("null", "4")):
        assert applicable(result, {"1": given}) == ["1", shown]
    assert applicable(result, {}) == ["1", "4"]


@pytest.mark.parametrize(
    ("operator", "value", "shown"),
    [
        ("equals", "b", [["b"]]),
        ("contains", "b", [["b"], ["a", "b"], ["a", "b", "c"]]),
        ("contains", "'b'", [["b"], ["a", "b"], ["a", "b", "c"]]),
        ("any", ["a", "c"], [["a"], ["a", "b"], ["a", "b", "c"]]),
        ("all", ["a", "b"], [["a", "b"], ["a", "b", "c"]]),
        ("all", "a", [["a"], ["a", "b"], ["a", "b", "c"]]),
        ("contains", "nergens", []),
    ],
)
def test_conditions_on_several_options(operator: str, value: Any, shown: list[list[str]]) -> None:
    several = choice("1", "a", "b", "c", kind="checkbox_option")
    result = par(several, task("2", dependencies=when("1", operator, value=value)))
    hidden = par(several, task("2", dependencies=when("1", operator, "hide", value=value)))
    for given in ([], ["a"], ["b"], ["a", "b"], ["a", "b", "c"]):
        assert ("2" in applicable(result, {"1": given})) == (given in shown)
        assert ("2" in applicable(hidden, {"1": given})) == (given not in shown)


def test_conditions_on_other_answers() -> None:
    result = par(
        choice("1", "x", "y"), task("2", "text_input"), task("3", "text_input", valueType="number"),
        task("4", "date"),
        task("a", dependencies=when("1", "any", value=["x", "y"])),
        task("b", dependencies=when("1", "contains", value="x")),
        task("c", dependencies=when("2", value="ja zeker")),
        task("d", dependencies=when("3", value=3)),
        task("e", dependencies=when("4", value="2026-01-01")),
        task("f", dependencies=[*when("1", value="x"), *when("3", value=3)]),
        task("g", dependencies=when("1", "any")),
    )  # fmt: skip
    asked = {"1", "2", "3", "4"}
    assert set(applicable(result, {})) - asked == {"g"}
    assert set(applicable(result, {"1": "x"})) - asked == {"a", "b", "g"}
    given = {"1": "x", "2": "ja zeker", "3": 3, "4": "2026-01-01"}
    assert set(applicable(result, given)) - asked == set("abcdefg")


def test_a_condition_of_a_group_holds_for_all_in_it() -> None:
    result = par(
        yes_no("1"),
        group(
            "2",
            group("2.1", task("2.1.1", dependencies=when("1", value=True))),
            dependencies=when("0", value=True),
        ),
        group("3", group("3.1", task("3.1.1"), dependencies=when("1", value=True), description="Uitleg")),
    )
    assert applicable(result, {"1": True}) == ["1", "2.1", "2.1.1", "3.1", "3.1.1"]
    assert applicable(result, {"1": False}) == ["1", "2.1"]
    inner = next(question for question in questions(result) if question["source"] == "3.1")
    assert (inner["type"], inner["help"]) == ("info", "Uitleg")
    assert notes(result)["2"] == ["its condition looks at 0, which is no task; it always holds"]


def test_a_condition_that_looks_ahead_moves_its_question() -> None:
    result = par(group("1", task("1.1", dependencies=when("1.2", value=True)), yes_no("1.2")))
    assert [question["source"] for question in questions(result)] == ["1.2", "1.1"]
    assert "asked after “1.2”" in notes(result)["1.1"][0]
    assert applicable(result, {"1.2": True}) == ["1.2", "1.1"]


def test_what_repeats_is_a_table() -> None:
    result = par(
        group(
            "1",
            group(
                "1.1",
                yes_no("1.1.1"),
                task("1.1.2", "text_input", dependencies=when("1.1.1", value=True)),
                group("1.1.3", choice("1.1.4", "a", "b", None), dependencies=when("9", value=True)),
                task("1.1.5", "image"),
                repeatable=True,
                item_name="verwerking",
                instance_label_template="Verwerking {1.1.1}",
            ),
            task("1.2", "open_text", repeatable=True),
            task("1.3", "image", repeatable=True),
            yes_no("9"),
        )
    )
    assert notes(result)["1.1.5"] == ["a column takes no files; it is a line of text"]
    by_name = {question["source"]: question for question in questions(result)}
    table, lines = by_name["1.1"], by_name["1.2"]
    assert by_name["1.3"]["type"] == "file"
    assert [(column["id"], column["type"]) for column in table["columns"]] == [
        ("x1.1.1", "choice"), ("x1.1.2", "text"), ("x1.1.4", "choice"), ("x1.1.5", "text"),
    ]  # fmt: skip
    assert table["row_title"] == "verwerking"
    assert lines["columns"][0]["source"] == "1.2"
    assert [column.get("show_if") for column in table["columns"]] == [
        None, 'row("x1.1.1") == "true"', 'x9 == "true"', None,
    ]  # fmt: skip
    given: dict[str, Any] = {
        "9": True,
        "1.1": [{"1.1.1": True, "1.1.2": "x", "1.1.4": None}, {"1.1.1": False, "1.1.4": "b"}],
        "1.2": [{"1.2": "regel"}],
    }
    assert not answer(result, given).invalid
    given["1.1"][1]["1.1.4"] = "c"
    assert [flaw.question for flaw in answer(result, given).invalid] == ["x1.1"]


def test_what_repeats_in_what_repeats_is_a_table_of_its_own() -> None:
    inner = group("1.1.1", task("1.1.1.1"), repeatable=True)
    alone = par(group("1", group("1.1", inner, repeatable=True)))
    assert [(each["source"], each["type"]) for each in questions(alone)] == [
        ("1.1", "info"),
        ("1.1.1", "table"),
    ]
    both = par(group("1", group("1.1", task("1.1.0"), inner, repeatable=True)))
    assert [(each["source"], each["type"]) for each in questions(both)] == [
        ("1.1", "table"),
        ("1.1.1", "table"),
    ]
    assert "repeats within 1.1" in notes(both)["1.1.1"][0]


def test_what_has_no_place_is_noted() -> None:
    source = {"type": "source_options", "condition": {"id": "2", "operator": "any"}, "action": "options"}
    mapping = {
        "type": "instance_mapping",
        "source": {"id": "2"},
        "mapping_type": "one_to_one",
        "action": "sync_instances",
    }
    result = par(
        task("1", "checkbox_option", valueType="string[]", dependencies=[source]),
        task("2", repeatable=True),
        group("3", task("3.1"), repeatable=True, dependencies=[mapping]),
        task("4", defaultValue="x", in_fria=True, is_official_id=False),
    )
    told = notes(result)
    assert told["1"] == ["its options are the answers to 2; it is asked in words of one's own"]
    assert questions(result)[0]["type"] == "longtext"
    assert told["3"] == ["that it has a row for each answer to 2 (one_to_one)"]
    assert told["4"] == [
        "the default “x”: format 1 has no answers that are there beforehand", "“in_fria”: true",
        "“is_official_id”: false",
    ]  # fmt: skip


def test_references_and_sources() -> None:
    linked = [{"id": "1.1", "type": "pre-fill"}]
    references = {"prescanModelId": "1", "DPIA": linked, "IAMA": "2.1", "AIIA": ["3", "4"]}
    sources = [{"source": "schema.png", "description": "Schema"}, {"source": "https://example.nl/a.pdf"}]
    result = par(task("1", references=references, sources=sources, required_status=True))
    question = questions(result)[0]
    assert question["required"] is True
    assert question["references"] == [
        {"scheme": "prescanModelId", "locator": "1"},
        {"scheme": "DPIA", "locator": "1.1"},
        {"scheme": "IAMA", "locator": "2.1"},
        {"scheme": "AIIA", "locator": "3"},
        {"scheme": "AIIA", "locator": "4"},
        {"scheme": "source", "locator": "schema.png", "title": "Schema"},
        {"scheme": "source", "locator": "https://example.nl/a.pdf", "url": "https://example.nl/a.pdf"},
    ]
    assert notes(result) == {"1": ["how it is linked to DPIA 1.1: pre-fill"]}


def calculation(key: str, expression: str, **cases: int) -> dict[str, Any]:
    lines = [{"when": f"{key} {condition}", "value": value} for condition, value in cases.items()]
    return {"scoreKey": key, "expression": expression, "riskScore": lines} if lines else {
        "scoreKey": key, "expression": expression,
    }  # fmt: skip


def test_calculations_are_scores() -> None:
    several = choice("1", "a", "b", "c", kind="checkbox_option")
    weighed = "weightedCountMap(answers('1'), ['a', 'b', 'weg'], [1, 3, 9])"
    result = par(
        several | {"calculation": calculation("aantal", "answers('1') | count", **{"< 2": 0, ">= 2": 1})},
        yes_no("2", calculation=calculation("gewogen", weighed)),
        task("3", calculation=calculation("anders", "bool(answers('2')) ? 2 : answers('9') == null ? 1 : 0")),
        task("4", calculation=calculation("leeg", "countSelectedOptions('1')", **{"== 7": 3})),
        task("5", calculation=calculation("nooit", "pad.naar(3)")),
    )
    found = answer(result, {"1": ["a", "b"], "2": True})
    assert {name: score.value for name, score in found.scores.items()} == {
        "aantal": 1, "gewogen": 4, "anders": 2, "leeg": None,
    }  # fmt: skip
    assert found.scores["aantal"].max == 1
    assert answer(result, {}).scores["anders"].value == 1
    assert "no option has as its value, “weg”" in notes(result)["2"][0]
    assert "“nooit” is not computed" in notes(result)["5"][0]


def test_of_the_levels_of_an_assessment_the_first_that_holds_counts() -> None:
    def level(name: str, expression: str, **criteria: str) -> dict[str, Any]:
        told = [{"id": key, "expression": text, "explanation": f"om {key}"} for key, text in criteria.items()]
        return {"level": name, "expression": expression, "result": f"Toets {name}", "criteria": told}

    result = par(
        yes_no("1"),
        choice("2", "a", "b", kind="checkbox_option", calculation=calculation("n", "answers('2') | count")),
        assessments=[
            {
                "id": "TOETS",
                "levels": [
                    level(
                        "required",
                        "criteria.een && criteria.twee",
                        een="bool(answers('1'))",
                        twee="scores.n > 1",
                    ),
                    level(
                        "recommended",
                        "criteriaCheck(criteria)",
                        een="answers('1') == true",
                        twee="scores.n > 1",
                    ),
                ],
            }
        ],
    )
    required, recommended = result.data["outcomes"]
    assert (required["kind"], recommended["kind"]) == ("obligation", "advice")
    assert required["title"] == "Toets required"
    assert required["text"].endswith("- om een\n- om twee")
    assert answer(result, {}).outcomes == ()
    assert answer(result, {"1": True}).outcomes == ("TOETS-recommended",)
    assert answer(result, {"2": ["a", "b"]}).outcomes == ("TOETS-recommended",)
    assert answer(result, {"1": True, "2": ["a", "b"]}).outcomes == ("TOETS-required",)


def test_a_hidden_answer_counts_nowhere() -> None:
    result = par(
        yes_no("1"),
        choice("2", "a", "b", kind="checkbox_option", dependencies=when("1", value=True),
               calculation=calculation("n", "answers('2') | count")),
    )  # fmt: skip
    assert answer(result, {"1": True, "2": ["a"]}).scores["n"].value == 1
    assert answer(result, {"1": False, "2": ["a"]}).scores["n"].value == 0


def test_what_is_no_assessment() -> None:
    assert refused("par", b"- 1") == ["1:1: an assessment definition is a map"]
    assert refused("par", b"name: x") == ["1:1: an assessment definition has at least one task"]
    text = b"name: [x]\ntasks:\n  - {task: x, type: 3}\n  - {task: {}, id: '2', type: [date]}\n  - 4\n"
    assert refused("par", text) == [
        "1:7: “name” of an assessment definition is a text, not a list or a map",
        "3:5: a task needs the key “id”",
        "4:12: “task” of a task is a text, not a list or a map",
        "5:5: “tasks” of an assessment definition is a list of maps: a task is no map here",
    ]


def test_the_sample() -> None:
    result = imported("par", sample("prescan.par.yaml"))
    questionnaire = read(result)
    assert not errors(questionnaire.canonical.decode())
    sources = [section.source for section in questionnaire.sections] + [
        question.source for question in questionnaire
    ]
    assert len(sources) == len(set(sources)) == 57
    assert len(questionnaire.scores) == 11
    assert {outcome.id.split("-")[0] for outcome in questionnaire.outcomes} == {"DPIA", "DTIA", "KIA", "IAMA"}
    assert sum(question.show_if is not None for question in questionnaire) == 20


PERSONAL = "Categorie gewone persoonsgegevens: "


def test_the_conditions_of_the_sample() -> None:
    result = imported("par", sample("prescan.par.yaml"))
    shown = set(applicable(result, {}))
    assert {"0.5.2", "1.1.2", "2.1.2", "5.1.2", "6.1.2", "7.1.2"}.isdisjoint(shown)
    assert {"0.5.2", "0.5.3", "0.5.4"} <= set(applicable(result, {"0.5.1": True}))
    assert {"1.1.2", "1.1.3"} <= set(applicable(result, {"1.1.1": True, "1.1.2": [f"{PERSONAL}Overige"]}))
    assert "1.1.3" not in applicable(result, {"1.1.1": True, "1.1.2": [f"{PERSONAL}Logging"]})
    assert "1.1.3" not in applicable(result, {"1.1.1": False, "1.1.2": [f"{PERSONAL}Overige"]})
    assert "2.1.7" in applicable(result, {"2.1.1": True, "2.1.6": "Overig mechanisme"})
    assert "6.1.3" in applicable(result, {"6.1.1": True, "6.1.2": False})
    assert "6.1.3" not in applicable(result, {"6.1.1": True, "6.1.2": True})
    assert "7.1.3" in applicable(result, {"7.1.1": True, "7.1.2": False})


def test_the_outcomes_of_the_sample() -> None:
    result = read(imported("par", sample("prescan.par.yaml")))
    special = [option.source for option in result.question("x1.2.2").options]
    sensitive = [option.source for option in result.question("x1.3.2").options]
    edpb = [option.source for option in result.question("x4.1").options]
    ap = [option.source for option in result.question("x3.1").options]
    assert answer(result, {}).outcomes == ()
    assert answer(result, {"0.1": True}).outcomes == ("DPIA-required",)
    assert answer(result, {"3.1": ap[:1]}).outcomes == ("DPIA-required",)
    assert answer(result, {"4.1": edpb[:1]}).outcomes == ("DPIA-recommended",)
    assert answer(result, {"4.1": edpb[:2]}).outcomes == ("DPIA-required",)
    # special 2 + sensitive 2 = 4 is not more than 4; a frequency of 1 makes it 5
    heavy = {"1.2.1": True, "1.2.2": special[:7], "1.3.1": True, "1.3.2": sensitive[:7]}
    assert answer(result, heavy).outcomes == ()
    assert answer(result, heavy | {"1.5.3": "Continu"}).outcomes == ("DPIA-required",)
    assert answer(result, heavy | {"1.5.3": "Continu", "1.3.1": False}).outcomes == ()
    abroad = {"2.1.1": True, "2.1.3": "Buiten EER", "2.1.6": "Overig mechanisme"}
    assert answer(result, abroad).outcomes == ("DTIA-required",)
    assert answer(result, abroad | {"2.1.6": "Adequaatheidsbesluit"}).outcomes == ()
    assert answer(result, abroad | {"2.1.1": False}).outcomes == ()
    assert answer(result, {"7.1.1": True, "7.1.2": True}).outcomes == ("KIA-recommended",)
    assert answer(result, {"6.1.1": True, "6.1.2": True}).outcomes == ("IAMA-recommended",)
    assert answer(result, {"6.1.1": True, "6.1.2": False, "6.1.3": True}).outcomes == ("IAMA-recommended",)


def test_the_scores_of_the_sample() -> None:
    result = read(imported("par", sample("prescan.par.yaml")))
    special = [option.source for option in result.question("x1.2.2").options]
    found = answer(
        result,
        {
            "1.1.1": True, "1.1.2": [option.source for option in result.question("x1.1.2").options][:6],
            "1.2.1": True, "1.2.2": special[:1], "1.5.1": True, "1.5.3": "Eenmalig", "1.5.4": "Jaar",
            "2.1.1": True, "2.1.8": True, "3.1": [result.question("x3.1").options[0].source],
            "4.1": [result.question("x4.1").options[0].source],
        },
    )  # fmt: skip
    assert {name: score.value for name, score in found.scores.items()} == {
        "gewone_persoonsgegeven": 1, "bijzonder_persoonsgegeven": 1, "gevoelig_persoonsgegeven": 0,
        "betrokkenen": 0, "aantal_betrokkenen": 1, "frequentie_verwerking": 0, "bewaartermijn": 1,
        "internationale_doorgifte": 2, "ap": 0, "epdb": 1, "basisregistratie": 0,
    }  # fmt: skip


def test_what_is_too_long_for_one_rule_is_taken_apart() -> None:
    several = [choice(f"1.{place}", "a", "b", kind="checkbox_option") for place in range(40)]
    long = " + ".join(f"countSelectedOptions('1.{place}')" for place in range(40))
    longer, other = (
        " && ".join(f"bool(answers('{group}.{place}'))" for place in range(40)) for group in (2, 4)
    )
    answered = [yes_no(f"{group}.{place}") for group in (2, 4) for place in range(40)]
    levels = [
        {
            "level": "required",
            "expression": "criteria.veel && criteria.alle",
            "result": "Ja",
            "criteria": [
                {"id": "veel", "expression": f"scores.som > 3 && {longer}", "explanation": "veel"},
                {"id": "alle", "expression": f"{other} && {long} > 3", "explanation": "alle"},
            ],
        }
    ]
    asked = task("3", calculation=calculation("som", long, **{"< 3": 0, "== 3": 3, "> 3": 4}))
    result = par(*several, *answered, asked, assessments=[{"id": "A", "levels": levels}])
    assert [score["id"] for score in result.data["scores"]] == [
        "som.value",
        "som",
        "A-required.veel",
        "A-required.alle",
    ]
    given: dict[str, Any] = {f"{group}.{place}": True for group in (2, 4) for place in range(40)}
    assert answer(result, given).outcomes == ()
    assert answer(result, given | {"1.0": ["a", "b"], "1.1": ["a", "b"]}).outcomes == ("A-required",)
    assert answer(result, given | {"1.0": ["a", "b"], "1.1": ["a"]}).scores["som"].value == 3


@pytest.mark.parametrize(
    ("expression", "given", "value"),
    [
        ("true || false && false ? 1 : 2", {}, 2),
        ("true || (false && false) ? 1 : 2", {}, 1),
        ("1 + 2 * 3 - 4", {}, 3),
        ("!bool(answers('1')) && bool(answers('2')) ? 1 : 0", {"2": True}, 1),
        ("answers('1') == true ? 5", {}, None),
        ("answers('1') ?: 7", {}, 7),
    ],
)
def test_expressions_are_those_of_jexl(expression: str, given: dict[str, Any], value: int | None) -> None:
    result = par(yes_no("1"), yes_no("2"), task("3", calculation=calculation("s", expression)))
    found = answer(result, given).scores
    assert ("s" in found) == (value is not None)
    assert value is None or found["s"].value == value


def test_what_is_said_of_a_task_stands_at_its_first_question() -> None:
    linked = {"DPIA": [{"id": "1.1", "type": "pre-fill"}]}
    result = par(task("1", "open_text", "date", references=linked, category="x"))
    assert ["references" in question for question in questions(result)] == [True, False]
    assert len(result.notes) == len(set(result.notes)) == 3
