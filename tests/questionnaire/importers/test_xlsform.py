"""XLSForm: every row of a form in its place, errors at theirs, and notes on the rest."""

from __future__ import annotations

from typing import Any

import pytest

from afweging.questionnaire.importers import Imported

from .forms import CHOICES, form, pyxform_refuses, row, workbook
from .making import answer, applicable, imported, notes, read, refused


def xls(*rows: list[str], **settings: Any) -> Imported:
    data = form(*rows, **settings)
    assert pyxform_refuses(data) == ""
    return imported("xlsform", data)


def questions(result: Imported) -> list[dict[str, Any]]:
    return [question for section in result.data["sections"] for question in section["questions"]]


def wrong(*rows: list[str], choices: list[list[Any]] | None = None) -> list[str]:
    """The errors of a form that pyxform does not take either."""
    data = form(*rows, choices=choices)
    assert pyxform_refuses(data)
    return [error.partition(": ")[2] for error in refused("xlsform", data)]


def test_the_settings() -> None:
    result = xls(
        row("text", "a", "A"),
        form_title="Mijn formulier", form_id="mijn-formulier", version="2.1", default_language="English (en)",
        style="pages",
    )  # fmt: skip
    data = result.data
    assert (data["title"], data["id"], data["source"]) == (
        "Mijn formulier",
        "mijn-formulier",
        "mijn-formulier",
    )
    assert (data["version"], data["language"]) == ("2.1.0", "en")
    assert notes(result) == {"-": ["the setting style: pages"]}
    assert xls(row("text", "a", "A")).data["title"] == "file"


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("text", {"type": "text"}),
        ("integer", {"type": "number", "integer": True}),
        ("decimal", {"type": "number"}),
        ("percentage", {"type": "number", "min": 0, "max": 100, "integer": True, "unit": "%"}),
        ("date", {"type": "date"}),
        ("note", {"type": "info"}),
        ("image", {"type": "file", "accept": ["image/*"]}),
        ("photo", {"type": "file", "accept": ["image/*"]}),
        ("file", {"type": "file"}),
        ("range", {"type": "scale", "min": 0, "max": 10}),
        ("phone number", {"type": "text", "pattern": "[0-9]*"}),
        ("time", {"type": "text"}),
        ("geopoint", {"type": "text"}),
        ("select_one_from_file steden.csv", {"type": "text"}),
    ],
)
def test_each_type(kind: str, keys: dict[str, Any]) -> None:
    question = questions(xls(row(kind, "vraag", "Vraag")))[0]
    assert {key: value for key, value in question.items() if key not in ("id", "label", "source")} == keys


def test_choices() -> None:
    result = xls(
        row("select_one jn", "een", "Een"), row("select_multiple abc", "meer", "Meer"),
        row("acknowledge", "ok", "Akkoord"), row("rank abc", "rang", "Rang"),
    )  # fmt: skip
    one, several, agreed, ranked = questions(result)
    assert one["options"] == [
        {"id": "ja", "label": "Ja", "source": "ja"}, {"id": "nee", "label": "Nee", "source": "nee"},
    ]  # fmt: skip
    assert (several["type"], len(several["options"])) == ("choices", 3)
    assert [option["source"] for option in agreed["options"]] == ["OK"]
    assert (ranked["type"], [each["id"] for each in ranked["rows"]]) == ("matrix", ["a", "b", "c"])
    found = answer(result, {"een": "ja", "meer": ["a", "c"], "ok": "OK", "rang": {"a": 1, "b": 3}})
    assert not found.invalid
    assert "no ranking" in notes(result)["rang"][0]


def test_or_other_is_an_option_and_a_question() -> None:
    result = xls(row("select_multiple abc or_other", "kies", "Kies", relevant="true()"))
    assert [option["id"] for option in questions(result)[0]["options"]] == ["a", "b", "c", "other"]
    assert applicable(result, {"kies": ["a"]}) == ["kies"]
    assert applicable(result, {"kies": ["a", "other"]}) == ["kies", "kies_other"]


def test_a_filter_of_choices() -> None:
    result = xls(
        row("select_one land", "land", "Land"),
        row("select_one abc", "stad", "Stad", choice_filter="land = ${land}"),
    )
    assert not answer(result, {"land": "be", "stad": "c"}).invalid
    assert [flaw.question for flaw in answer(result, {"land": "nl", "stad": "c"}).invalid] == ["stad"]
    assert [flaw.question for flaw in answer(result, {"stad": "c"}).invalid] == ["stad"]


def test_ranges() -> None:
    data = form(
        row("range", "a", "A", parameters="start=1 end=5"),
        row("range", "b", "B", parameters="start=0;end=100;step=10"),
        row("range", "c", "C", parameters="start=2,end=1,step=0.5"),
        row("range", "d", "D", parameters="start=1 end=2 tick_labelset=hoe"),
        choices=[["list_name", "name", "label"], ["hoe", "1", "Laag"], ["hoe", "2", "Hoog"]],
    )
    assert pyxform_refuses(data) == ""
    result = imported("xlsform", data)
    kept = ("type", "min", "max", "integer", "labels")
    assert [{key: each[key] for key in kept if key in each} for each in questions(result)] == [
        {"type": "scale", "min": 1, "max": 5},
        {"type": "number", "min": 0, "max": 100, "integer": True},
        {"type": "number", "min": 1, "max": 2},
        {"type": "scale", "min": 1, "max": 2, "labels": {"1": "Laag", "2": "Hoog"}},
    ]
    assert set(notes(result)) == {"-", "b", "c"}


def test_languages() -> None:
    headers = [
        "type",
        "name",
        "label::Nederlands (nl)",
        "label::English (en)",
        "Label :: Klingon",
        "hint::English (en)",
    ]
    data = workbook(
        survey=[
            headers,
            ["text", "a", "Naam", "Name", "pong", "Full name"],
            ["select_one l", "b", "Kies", "", "", ""],
        ],
        choices=[
            ["list_name", "name", "label::English (en)", "label::Nederlands (nl)"],
            ["l", "x", "Ex", "Iks"],
        ],
    )
    assert pyxform_refuses(data) == ""
    result = imported("xlsform", data)
    assert result.data["language"] == "nl"
    first, second = questions(result)
    assert first["label"] == {"nl": "Naam", "en": "Name", "qaa": "pong"}
    assert first["help"] == {"en": "Full name"}
    assert second["label"] == "Kies"
    assert second["options"][0]["label"] == {"en": "Ex", "nl": "Iks"}
    assert notes(result)["-"] == ["the language “Klingon” has no code here; its texts stand under qaa"]


def test_headers_in_other_words() -> None:
    headers = ["Type ", " NAME", "Caption", "bind::relevant", "bind::required", "Read Only"]
    rows = [["text", "a", "A", "", "yes", ""], ["note", "b", "B", "${a} = 'x'", "", "yes"]]
    data = workbook(survey=[headers, *rows])
    assert pyxform_refuses(data) == ""
    result = imported("xlsform", data)
    assert questions(result)[0]["required"] is True
    assert applicable(result, {"a": "x"}) == ["a", "b"]
    assert applicable(result, {}) == ["a"]


def test_a_single_sheet_of_any_name_is_the_survey() -> None:
    data = workbook(Blad1=[["type", "name", "label"], ["text", "a", "A"]])
    assert pyxform_refuses(data) == ""
    assert [question["source"] for question in questions(imported("xlsform", data))] == ["a"]


def test_groups() -> None:
    result = xls(
        row("text", "voor", "Voor"),
        row("begin_group", "g", "Groep", hint="Uitleg", relevant="${voor} = 'x'"),
        row("text", "g1", "G1"),
        row("begin group", "h", "Binnen", relevant="${g1} = 'y'"),
        row("text", "h1", "H1", relevant="${voor} != 'z'"),
        row("end group"),
        row("end_group"),
        row("text", "na", "Na"),
    )
    sections = result.data["sections"]
    assert [section["title"] for section in sections] == ["file", "Groep", "file"]
    assert sections[1]["intro"] == "Uitleg"
    assert sections[1]["source"] == "g"
    assert applicable(result, {}) == ["voor", "na"]
    assert applicable(result, {"voor": "x"}) == ["voor", "g1", "na"]
    assert applicable(result, {"voor": "x", "g1": "y"}) == ["voor", "g1", "h", "h1", "na"]


def test_the_same_name_in_two_groups() -> None:
    result = xls(
        row("begin_group", "g", "G"), row("text", "a", "A"), row("end_group"),
        row("begin_group", "h", "H"), row("text", "a", "A"), row("end_group"),
    )  # fmt: skip
    assert [(question["id"], question["source"]) for question in questions(result)] == [
        ("a", "a"),
        ("a_2", "h/a"),
    ]


def test_repeats_are_tables() -> None:
    result = xls(
        row("select_one jn", "samen", "Samen"),
        row("begin_repeat", "leden", "Leden", repeat_count="2"),
        row("text", "naam", "Naam", required="yes"),
        row("select_one jn", "kind", "Kind"),
        row("begin_group", "g", "G", relevant="${kind} = 'ja'"),
        row("integer", "leeftijd", "Leeftijd", constraint=". < 18", constraint_message="Te oud"),
        row("end_group"),
        row("note", "uitleg", "Let op"),
        row("image", "foto", "Foto", relevant="${samen} = 'ja'"),
        row("end_repeat"),
        row("text", "veel", "Veel", relevant="count(${leden}) > 1 and sum(${leeftijd}) > 20"),
    )
    table = questions(result)[1]
    assert [(column["id"], column["type"], column.get("show_if")) for column in table["columns"]] == [
        ("naam", "text", None), ("kind", "choice", None), ("leeftijd", "number", 'row("kind") == "ja"'),
        ("foto", "text", 'samen == "ja"'),
    ]  # fmt: skip
    assert (table["min_rows"], table["max_rows"], table["help"]) == (2, 2, "Let op")
    rows = [{"naam": "a", "kind": "ja", "leeftijd": 17}, {"naam": "b", "kind": "ja", "leeftijd": 5}]
    found = answer(result, {"leden": rows})
    assert not found.invalid
    assert "veel" in found.applicable
    rows[1]["leeftijd"] = 18
    assert [flaw.message("nl") for flaw in answer(result, {"leden": rows}).invalid] == ["Rij 2: Te oud"]
    assert not answer(result, {"leden": [{"naam": "a"}, {"naam": "b", "kind": "nee"}]}).invalid


def test_a_repeat_in_a_repeat_is_a_table_of_its_own() -> None:
    result = xls(
        row("begin_repeat", "r", "R"), row("text", "a", "A"),
        row("begin_repeat", "s", "S"), row("text", "b", "B"), row("end_repeat"), row("end_repeat"),
    )  # fmt: skip
    assert [(question["source"], question["type"]) for question in questions(result)] == [
        ("r", "table"),
        ("s", "table"),
    ]
    assert "repeats within r" in notes(result)["s"][0]


@pytest.mark.parametrize(
    ("constraint", "good", "bad"),
    [
        (". >= 2 and . < 5", [2, 4, None], [1, 5]),
        ("(. > 2 or . = 0)", [0, 3], [1, 2]),
        (". != 3", [2], [3]),
        ("not(. = 3) and . <= ${grens}", [1], [3, 11]),
    ],
)
@pytest.mark.parametrize("message", ["", "Kan niet"])
def test_constraints_on_numbers(constraint: str, message: str, good: list[Any], bad: list[Any]) -> None:
    asked = row("integer", "n", "N", constraint=constraint, constraint_message=message)
    result = xls(row("integer", "grens", "Grens"), asked)
    for number in good:
        assert not answer(result, {"grens": 10, "n": number}).invalid
    for number in bad:
        flaws = answer(result, {"grens": 10, "n": number}).invalid
        assert [flaw.question for flaw in flaws] == ["n"]
        assert not message or flaws[0].message("nl") == message


def test_constraints_on_texts_and_choices() -> None:
    result = xls(
        row("text", "code", "Code", constraint="regex(., '[A-Z]{2}') and string-length(.) <= 2"),
        row("select_multiple abc", "m", "M", constraint="not(selected(., 'a') and count-selected(.) > 1)"),
        row("date", "dag", "Dag", constraint=". <= today()", constraint_message="Niet later"),
        row("text", "t", "T", constraint="starts-with(., 'x')"),
    )
    good = {"code": "AB", "m": ["a"], "dag": "2026-11-23", "t": "y"}
    assert not answer(result, good).invalid
    wrong_ones = {"code": "ABC", "m": ["a", "b"], "dag": "2026-11-24"}
    assert {flaw.question for flaw in answer(result, wrong_ones).invalid} == {"code", "m", "dag"}
    assert "is taken to hold" in notes(result)["t"][0]


def test_required() -> None:
    result = xls(
        row("integer", "n", "N", required="no"), row("text", "a", "A", required="yes"),
        row("text", "b", "B", required="${n} > 3"), row("text", "c", "C", required="${n} != 3"),
    )  # fmt: skip
    assert answer(result, {}).missing == ("a", "c")
    assert answer(result, {"n": 3}).missing == ("a",)
    assert answer(result, {"n": 4}).missing == ("a", "b", "c")


def test_calculations_count_where_they_are_named() -> None:
    result = xls(
        row("integer", "a", "A"), row("integer", "b", "B"),
        row("calculate", "som", calculation="${a} + coalesce(${b}, 0)"),
        row("calculate", "woord", calculation="if(${som} > 3, 'veel', 'weinig')"),
        row("text", "vraag", "V", relevant="${woord} = 'veel'"),
        row("text", "getoond", "G", calculation="${som} * 2", readonly="yes"),
        row("text", "dubbel", "D", relevant="${getoond} = 8"),
    )  # fmt: skip
    assert applicable(result, {"a": 3, "b": 1}) == ["a", "b", "vraag", "getoond", "dubbel"]
    assert applicable(result, {"b": 9}) == ["a", "b", "getoond"]
    assert answer(result, {"a": 3}).scores["som"].value == 3
    assert answer(result, {"b": 3}).scores["som"].value is None
    assert "is no number" in notes(result)["woord"][0]


def test_a_condition_that_looks_ahead_moves_its_question() -> None:
    result = xls(row("text", "a", "A", relevant="${b} = 'ja'"), row("select_one jn", "b", "B"))
    assert [question["source"] for question in questions(result)] == ["b", "a"]
    assert "asked after “b”" in notes(result)["a"][0]


def test_what_has_no_place_is_noted() -> None:
    data = form(
        row("start", "begin"),
        row("text", "a", "A ${b}", default="x", appearance="w1", readonly="${b} = 'x'"),
        row("text", "b", "B", appearance="multiline", trigger="${a}"),
        row("select_multiple abc", "c", "C", parameters="randomize=true"),
        row("begin_group", "leeg"), row("end_group"),
        choices=[*CHOICES, ["over", "x", "X"]],
    )  # fmt: skip
    assert pyxform_refuses(data) == ""
    told = notes(imported("xlsform", data))
    assert told["begin"] == ["start: the device fills this in; it has no place in format 1"]
    assert told["a"] == [
        "its text names answers (${…}), which are not filled in here",
        "how it looks, “w1”, is up to the program",
        "the default “x”: format 1 has no answers that are there beforehand",
        "that it is read only, “${b} = 'x'”",
    ]
    assert told["b"] == ["trigger: “${a}”"]
    assert told["c"] == ["the parameters randomize=true"]
    assert told["leeg"] == ["a group with nothing in it"]
    assert told["over"] == ["a list of 1 choices that nothing chooses from"]
    assert told["abc"] == ["the column “land” of these choices"]


def test_other_sheets_and_rows_far_below_are_noted() -> None:
    rows = [["type", "name", "label"], ["text", "a", "A"], *[[""]] * 70, ["text", "b", "B"]]
    data = workbook(survey=rows, Kladblok=[["x"], ["y"]])
    assert pyxform_refuses(data) == ""
    assert notes(imported("xlsform", data))["-"] == [
        "sheet “survey” goes on in row 73 after many empty rows; that is not read",
        "the form does not say in which language it is; it is taken for Dutch",
        "the sheet “Kladblok” is not read",
    ]


def test_errors_of_the_survey_stand_at_their_cells() -> None:
    assert wrong(
        row("text", "1a", "A"), row("Text", "b", "B"), row("", "c", "C"), row("text", "d"),
        row("text", "e", "E", relevant="${zz} = 1"), row("text", "e", "E"), row("select_one jj", "f", "F"),
        row("text", "g", "G", parameters="row=3"), row("end_group"), row("begin_repeat", "r", "R"),
    ) == [
        "sheet “survey”, B2: “1a” is no name: a letter or “_”, then letters, digits, “_”, “-” or “.”",
        "sheet “survey”, A3: there is no type “Text”; did you mean “text”?",
        "sheet “survey”, A4: this row has no type",
        "sheet “survey”, A5: “d” has no label and no hint",
        "sheet “survey”, E6: there is no row called “zz”",
        "sheet “survey”, B7: the name “e” is used in row 6 too",
        "sheet “survey”, A8: there is no list “jj” among the choices",
        "sheet “survey”, L9: this type has no parameter “row”; did you mean “rows”?",
        "sheet “survey”, A10: no group that is open ends here",
        "sheet “survey”, A11: this repeat is never ended",
    ]  # fmt: skip


def test_errors_of_the_choices_stand_at_their_cells() -> None:
    choices = [
        ["list_name", "name", "label"],
        ["l", "a b", "A"],
        ["l", "x", "X"],
        ["l", "x", "X"],
        ["l", "", "Y"],
    ]
    assert wrong(row("select_multiple l", "q", "Q"), choices=choices) == [
        "sheet “choices”, B2: a choice of select_multiple has no spaces in its name",
        "sheet “choices”, B4: the name “x” is in this list already, in row 3",
        "sheet “choices”, A5: this choice has no name",
    ]


def test_what_is_no_form() -> None:
    assert refused("xlsform", b"type,name\ntext,a\n") == [
        "1:1: this is no workbook: an XLSForm is read from .xlsx"
    ]
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)
    assert "save it as .xlsx" in refused("xlsform", old)[0]
    assert refused("xlsform", workbook(a=[["x"]], b=[["y"]])) == ["1:1: the workbook has no sheet “survey”"]
    assert refused("xlsform", workbook(a=[["x"]], survy=[["y"]])) == [
        "1:1: the workbook has no sheet “survey”; did you mean “survy”?"
    ]
    assert refused("xlsform", workbook(survey=[["name", "label"], ["a", "A"]])) == [
        "1:1: sheet “survey” has no column “type”"
    ]
    twice = workbook(survey=[["type", "name", "relevant", "relevance"], ["note", "a", "", ""]])
    assert pyxform_refuses(twice)
    assert "the column “relevance” stands here twice (first in C1)" in refused("xlsform", twice)[0]
    assert refused("xlsform", form(row("start", "a"))) == ["2:1: this form asks nothing"]


def test_a_formula_without_a_value_is_an_error() -> None:
    data = workbook(survey=[["type", "name", "label"], ["text", "a", '="A"&"B"']])
    (error,) = refused("xlsform", data)
    assert error.startswith("2:3: sheet “survey”, C2: this formula has no stored value")


def test_values_of_cells() -> None:
    data = workbook(
        survey=[
            ["type", "name", "label", "required", "relevant"],
            ["text", "a", 3.0, True, False],
            ["note", "b", "B", "", True],
        ]
    )
    assert pyxform_refuses(data) == ""
    result = imported("xlsform", data)
    assert (questions(result)[0]["label"], questions(result)[0]["required"]) == ("3", True)
    assert applicable(result, {}) == ["b"]
    assert read(result).question("a").show_if == "false"


@pytest.mark.parametrize(
    ("constraint", "lengths"),
    [
        ("string-length(.) < 5", {"max_length": 4}),
        ("string-length(.) <= 5", {"max_length": 5}),
        ("string-length(.) > 2", {"min_length": 3}),
        ("2 <= string-length(.)", {"min_length": 2}),
        ("string-length(.) = 4", {"min_length": 4, "max_length": 4}),
        ("string-length(.) < 1", {}),
    ],
)
def test_lengths(constraint: str, lengths: dict[str, int]) -> None:
    question = questions(xls(row("text", "t", "T", constraint=constraint)))[0]
    assert {key: value for key, value in question.items() if key.endswith("_length")} == lengths


def test_a_reference_names_one_row() -> None:
    assert wrong(
        row("begin_group", "g", "G"), row("text", "a", "A"), row("end_group"), row("text", "a", "A"),
        row("note", "n", "N", relevant="${a} = 'x'"), row("note", "m", "M", relevant="${a b} = 1 and ${a"),
    ) == [
        "sheet “survey”, E6: 2 rows are called “a”, so ${…} cannot say which is meant",
        "sheet “survey”, E7: “${a b}” is no reference: write ${name}",
        "sheet “survey”, E7: “${a” is no reference: write ${name}",
    ]  # fmt: skip


def test_a_group_that_looks_like_a_table_has_one_list() -> None:
    assert wrong(
        row("begin_group", "g", "G", appearance="table-list"), row("select_one jn", "a", "A"),
        row("select_one abc", "b", "B"), row("end_group"),
    ) == ["sheet “survey”, A4: a “table-list” has one list; its first is “jn”"]  # fmt: skip
    assert wrong(
        row("begin_group", "g", "G", appearance="table-list"),
        row("select_one abc", "a", "A", choice_filter="land = 'nl'"), row("end_group"),
    ) == ["sheet “survey”, J3: the choices of a “table-list” have no filter"]  # fmt: skip
