"""Rendering a question and reading the form back are each other's inverse, and nothing typed gets lost."""

import datetime as dt
import itertools
from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from afweging.case.dossier import fields
from afweging.case.dossier.fields import FIELDS, Choice, QuestionView
from afweging.case.dossier.fields.records import COLUMNS
from afweging.case.dossier.fields.texts import PARSERS, shown
from afweging.questionnaire import evaluate, read_bytes
from afweging.questionnaire.records import RECORD_COLUMNS
from tests.web.browser_form import as_sent
from tests.web.sample import COLUMNS as TABLE_COLUMNS
from tests.web.sample import column, question
from tests.web.tiny import tiny_app

VALUES = (Choice("privacy", "Privacy"), Choice("regie", "Eigen regie"))
NUMBERS = {"adres": "5.4", "toegang": "9.6"}
ALLOW = frozenset(("unknown", "not_applicable"))
COUNTER = itertools.count()  # each question its own questionnaire, so that no test finds the head of another
PAGE = "{% from 'components/question.html' import question %}{{ question(view) }}"


@pytest.fixture(scope="module")
def page() -> Iterator[Any]:
    app: Flask = tiny_app()
    with app.test_request_context():
        yield app.jinja_env.from_string(PAGE)


def view_of(asked: Any, value: Any = None, **given: Any) -> QuestionView:
    shape: dict[str, Any] = {
        "number": "5.4",
        "lang": "nl",
        "sha": str(next(COUNTER)),
        "values": VALUES,
        "numbers": NUMBERS,
    }
    return QuestionView(question=asked, value=value, **(shape | given))


def there_and_back(page: Any, asked: Any, value: Any, **given: Any) -> Any:
    form = as_sent(page.render(view=view_of(asked, value, **given)))
    return fields.parse(form, asked, {number: question_id for question_id, number in NUMBERS.items()})


# What people type: printable, in lines; blank text is no answer.
typed = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(str.strip)
lines = st.lists(typed, min_size=1, max_size=3).map("\n".join)
trimmed = typed.map(str.strip).filter(lambda text: text not in ("?unknown", "?na"))
numbers = st.one_of(
    st.integers(-(10**14), 10**14),
    st.floats(-1e12, 1e12, allow_nan=False).map(lambda value: round(value, 6)).filter(lambda v: v != int(v)),
)
days = st.dates().map(str)
months = st.builds("{:04}-{:02}".format, st.integers(1900, 2999), st.integers(1, 12))


def some(*options: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(options), min_size=1, unique=True).map(
        lambda chosen: [option for option in options if option in chosen]
    )


SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "text": typed,
    "longtext": lines,
    "choice": st.sampled_from(["rood", "groen"]) | trimmed,
    "choices": some("rood", "groen", "blauw"),
    "yesno": st.sampled_from(["ja", "nee"]),
    "scale": st.integers(0, 4),
    "number": numbers,
    "date": days,
    "month": months,
    "url": trimmed,
    "email": trimmed,
    "flag": st.booleans(),
    "value": st.sampled_from(["privacy", "regie"]),
    "values": some("privacy", "regie"),
    "questions": some("adres", "toegang"),
    "sources": some("adres", "toegang") | typed.filter(lambda text: text.strip() not in NUMBERS.values()),
    "moment": typed,
}


def rows(columns: Any) -> st.SearchStrategy[list[dict[str, Any]]]:
    cells = {each.id: SCALARS[each.type] for each in columns}
    row = st.fixed_dictionaries({}, optional=cells).filter(bool)
    return st.lists(row, min_size=1, max_size=3)


RECORDS = {kind: rows(columns) for kind, columns in RECORD_COLUMNS.items() if kind != "weighing"}
ANSWERS: dict[str, st.SearchStrategy[Any]] = {
    **{kind: strategy for kind, strategy in SCALARS.items() if kind in FIELDS},
    "file": st.lists(st.from_regex(r"[a-z0-9]{10}", fullmatch=True), min_size=1, max_size=3, unique=True),
    "table": rows(TABLE_COLUMNS),
    "matrix": st.dictionaries(
        st.sampled_from(["buurt", "state"]), st.sampled_from(["weinig", "veel"]), min_size=1
    ),
    **RECORDS,
    "weighing": st.fixed_dictionaries(
        {"rows": rows(RECORD_COLUMNS["weighing"])}, optional={"counter_argument": lines}
    ),
    "info": st.none(),
}
RELAXED = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def test_every_type_has_a_field_and_every_field_a_template() -> None:
    assert set(ANSWERS) == set(FIELDS)
    with pytest.raises(fields.UnknownType, match="known are choice"):
        fields.field_for("carousel")


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_an_answer_comes_back_as_it_was(page: Any, kind: str) -> None:
    asked = question(kind)

    @RELAXED
    @given(ANSWERS[kind])
    def holds(answer: Any) -> None:
        assert there_and_back(page, asked, answer) == answer

    holds()


@pytest.mark.parametrize("kind", sorted(set(ANSWERS) - {"info"}))
@pytest.mark.parametrize(
    "state",
    [
        {"unknown": "De leverancier zegt het niet", "who": "de CISO", "by": "2026-12-09"},
        {"unknown": "", "by": "volgende week"},
        {"not_applicable": "Er is geen chauffeur"},
    ],
)
def test_not_knowing_comes_back_with_its_reason(page: Any, kind: str, state: dict[str, str]) -> None:
    assert there_and_back(page, question(kind, allow=ALLOW), state) == state


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_no_answer_stays_no_answer(page: Any, kind: str) -> None:
    assert there_and_back(page, question(kind, allow=ALLOW), None) is None


@pytest.mark.parametrize(
    ("kind", "nonsense"),
    [
        ("number", "zolang nodig"),
        ("number", "9007199254740993000"),
        ("date", "morgen"),
        ("date", "2026-02-30"),
        ("month", "ooit"),
        ("scale", "heel vaak"),
        ("choice", "paars"),
        ("yesno", "misschien"),
        ("choices", ["rood", "paars"]),
        ("table", [{"kolom-number": "veel", "kolom-date": "gisteren", "kolom-yesno": "soms"}]),
        (
            "risks",
            [
                {
                    "harm": "x",
                    "working": "bijna",
                    "likelihood": "soms",
                    "evidence": "1 fout in 200",
                }
            ],
        ),
        ("matrix", {"buurt": "soms"}),
    ],
)
def test_what_is_no_value_stays_as_it_was_typed(page: Any, kind: str, nonsense: Any) -> None:
    assert there_and_back(page, question(kind), nonsense) == nonsense


@pytest.mark.parametrize(
    ("kind", "words", "value"),
    [
        ("number", "24", 24),
        ("number", " 1,5 ", 1.5),
        ("number", "1.5", 1.5),
        ("number", "1.500", 1500),
        ("number", "1.234.567,25", 1234567.25),
        ("number", "0.125", 0.125),
        ("number", "1,2,3", "1,2,3"),
        ("date", "9-12-2026", "2026-12-09"),
        ("date", "31-2-2026", "31-2-2026"),
        ("month", "12-2026", "2026-12"),
        ("month", "13-2026", "13-2026"),
        ("text", "\r\n ", None),
    ],
)
def test_numbers_and_days_are_read_as_dutch_people_write_them(kind: str, words: str, value: Any) -> None:
    assert PARSERS[kind](words) == value


@given(numbers)
def test_a_number_is_shown_as_it_is_read(value: float) -> None:
    assert PARSERS["number"](shown(value)) == value


def test_rows_are_added_and_removed_without_scripts(page: Any) -> None:
    asked = question("table", columns=(column("text", "a"), column("number", "b")))
    answer = [{"a": "een"}, {"a": "twee", "b": 2}, {"a": "drie"}]
    form = as_sent(page.render(view=view_of(asked, answer, extra_rows=1)))
    assert "a-vraag-3-a" in form
    form["a-vraag-remove"] = "1"
    assert fields.pressed(form) == fields.Pressed("vraag", "remove", "1")
    assert fields.parse(form, asked) == [{"a": "een"}, {"a": "drie"}]
    del form["a-vraag-remove"]
    form["a-vraag-add"] = "1"
    assert fields.pressed(form) == fields.Pressed("vraag", "add", "")
    assert fields.parse(form, asked) == answer


def test_a_file_is_removed_without_scripts(page: Any) -> None:
    asked = question("file")
    form = as_sent(page.render(view=view_of(asked, ["een", "twee"])))
    form["a-vraag-remove"] = "een"
    assert fields.parse(form, asked) == ["twee"]


def test_the_revision_that_the_writer_saw_goes_along(page: Any) -> None:
    asked = question("text")
    form = as_sent(page.render(view=view_of(asked, "x", revision=7)))
    assert fields.in_form(form, asked)
    assert fields.base_revision(form, asked) == 7
    assert fields.base_revision(MultiDict({"r-vraag": "’; --"}), asked) == 0


names = st.from_regex(
    r"a-vraag(-[0-9]{1,3})?(-(state|remove|add|kolom-number|buurt-option))?", fullmatch=True
)


@given(st.dictionaries(names, st.text(max_size=20), max_size=6))
def test_no_form_whatsoever_breaks_the_reading(sent: dict[str, str]) -> None:
    form = MultiDict(sent)
    for kind in FIELDS:
        fields.parse(form, question(kind))
    fields.pressed(form)


def test_the_columns_of_the_record_types_are_those_of_the_format() -> None:
    for kind, columns in RECORD_COLUMNS.items():
        assert [(c.id, c.type) for c in COLUMNS[kind](VALUES)] == [(c.id, c.type) for c in columns]
        for ours, theirs in zip(COLUMNS[kind](VALUES), columns, strict=True):
            if theirs.options:
                assert [choice.value for choice in ours.choices] == [option.id for option in theirs.options]


def test_an_error_stands_at_its_cell(page: Any) -> None:
    asked = question("table", columns=(column("text", "a"),))
    errors = (fields.FieldError("Vul iets in.", 1, "a"),)
    html = page.render(view=view_of(asked, [{"a": "x"}, {"a": "y"}], errors=errors))
    assert 'id="a-vraag-1-a-fout">Vul iets in.' in html
    assert html.count("aria-invalid") == 1


def test_labels_help_and_answers_cannot_carry_markup(page: Any) -> None:
    from tests.web.sample import text as words

    asked = question(
        "text", label=words("<script>x</script>Naam"), help=words("<img src=x onerror=alert(1)>")
    )
    html = page.render(view=view_of(asked, '"><script>alert(1)</script>'))
    assert "<script" not in html
    assert "onerror" not in html


@pytest.mark.parametrize(
    ("asked", "answer", "row", "name"),
    [
        (question("number"), "zolang nodig", None, None),
        (
            question("table", columns=(column("text", "a"), column("number", "b"))),
            [{"a": "x"}, {"b": "veel"}],
            1,
            "b",
        ),
        (question("risks"), [{"harm": "x", "likelihood": 9}], 0, "likelihood"),
        (question("weighing"), {"rows": [{"interest": "x", "side": "links"}]}, 0, "side"),
    ],
)
def test_what_the_kernel_refuses_is_said_at_its_field(
    asked: Any, answer: Any, row: int | None, name: str | None
) -> None:
    source = yaml.safe_dump(
        {
            "format": 1, "id": "proef", "version": "1.0.0", "title": "Proef", "language": "nl",
            "values": [{"id": "privacy", "title": "Privacy"}],
            "sections": [{"id": "deel", "title": "Deel", "questions": [as_written(asked)]}],
        }
    )  # fmt: skip
    read = read_bytes(source.encode(), "proef.yaml")
    found = evaluate(read, {"vraag": answer}, today=dt.date(2026, 11, 23))
    errors = fields.field_errors(found.invalid, read.question("vraag"), "nl")
    assert [(error.row, error.column) for error in errors] == [(row, name)]
    assert errors[0].message


def as_written(asked: Any) -> dict[str, Any]:
    written: dict[str, Any] = {"id": asked.id, "type": asked.type, "label": str(asked.label)}
    if asked.columns:
        written["columns"] = [{"id": c.id, "type": c.type, "label": str(c.label)} for c in asked.columns]
    return written


def test_answers_become_pictures_and_unfinished_rows_are_left_out() -> None:
    read = read_bytes(
        b"format: 1\nid: p\nversion: 1.0.0\ntitle: P\nlanguage: nl\nvalues: [{id: privacy, title: Privacy}]\n"
        b"sections: [{id: s, title: S, questions: [{id: v, type: weighing, label: V}]}]\n",
        "p.yaml",
    )
    whole = {"interest": "Rust", "side": "benefit", "value": "privacy", "weight": 4, "certainty": "likely"}
    answer = {"rows": [{"interest": "half"}, whole, whole | {"weight": "zwaar"}, whole | {"side": ["x"]}]}
    (interest,) = fields.interests_of(read, answer, "nl")
    assert (interest.value, interest.weight, interest.href) == ("Privacy", 4, "#belang-2")
    assert fields.interests_of(read, {"unknown": "nog niet"}, "nl") == ()
    risk = {
        "harm": "x",
        "likelihood": 4,
        "severity": 4,
        "residual_likelihood": 2,
        "residual_severity": 2,
        "working": True,
    }
    proven, unproven = fields.risks_of([risk | {"evidence": "steekproef"}, risk, {"harm": "half"}])
    assert (proven.after, unproven.after) == ((2, 2), (4, 4))
    assert proven.href == "#risico-1"
