"""Reading files: all errors at once with their places, hostile files, the canonical form."""

import json
import time

import pytest

from afweging.questionnaire import canonical_bytes, read_canonical

from .making import data, errors, make, options, question, read, run

BAD = """\
format: 0
id: 9lives
version: 1.0
titel: {nl: Titel}
sections:
  - id: s
    title: {nl: S}
    questions:
      - id: a
        type: choise
        label: {nl: A}
      - id: a
        type: choice
        label: A
        required: [pilto]
        show_if: b == "ja"
        options:
          - {id: x, label: X, points: {p: veel}}
          - {id: x, label: 3}
      - id: b
        type: yesno
        label: B
        colums: []
        values: [privcy]
      - {id: c, type: scale, label: C, min: 5, max: 1}
      - {id: d, type: text, label: D, pattern: "(a"}
values: [{id: privacy, title: Privacy}]
scores:
  - {id: r, title: R, value: points("p"), max: 3, bands: [{id: u, upto: 0.5, title: U}, {id: v, upto: 0.4}]}
outcomes:
  - {id: o, if: b == "yes", kind: forbid, text: O}
"""


def test_all_errors_of_a_file_at_once_each_with_its_place() -> None:
    found = errors(BAD)
    wanted = [
        "1:1: a questionnaire needs the key “title”",
        "1:9: only format 1",
        "2:5: “9lives” is no id",
        "3:10: a text is expected here; put “1.0” between quotes",
        "4:1: a questionnaire has no key “titel”; did you mean “title”?",
        "10:15: “choise” is none of",
        "12:13: the id “a” is used twice",
        "15:20: “pilto” is none of idee, aanschaf, pilot, gebruik; did you mean “pilot”?",
        "16:18: “b” does not stand before this",
        "18:43: a number is expected here, not “veel”",
        "19:18: the id “x” is used twice",
        "19:28: a text is expected here; put “3” between quotes",
        "23:9: a question of type yesno has no key “colums”",
        "24:17: there is no value “privcy” in this file; did you mean “privacy”?",
        "25:53: “max” must be higher than “min”",
        "26:48: this pattern is not",
        "29:103: the last band has no “upto”",
        "31:17: “yes” is not one of the options",
        "31:35: “forbid” is none of forbidden",
    ]
    for want in wanted:
        assert any(each.startswith(want) for each in found), (want, found)
    assert found == sorted(found, key=lambda each: tuple(map(int, each.split(":")[:2])))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"# nothing", "empty"),
        (b"a: 1\n\x00", "control character U+0000"),
        ("format: 1".encode("utf-16"), "not UTF-8"),
        (b"title: caf\xe9", "not UTF-8"),
        (b"a: [1, 2", "not YAML"),
        (b"a: 1\na: 2\n", "stands here twice"),
        (b"a: !!python/object:os.system x", "tags"),
        (b"--- 1\n--- 2\n", "one document"),
        (b"[" * 30 + b"]" * 30, "nested deeper than 20"),
        (b"[" * 200_000, "nested deeper than 20"),
        (b"- " * 200_000, "nested deeper than 20"),
        (b"? [a]\n: 1", "a key is a word"),
        (b"a: &a [*a]", "names nothing"),
        (b"a: *b", "names nothing"),
        (b"a: 123456789012345678901", "too large"),
        (b"a: .nan", "no number"),
        (b"just text", "is a map"),
        (b"x" * (2 * 1024 * 1024 + 1), "larger than 2 MiB"),
        (b"variant: here", "local variant"),
    ],
)
def test_hostile_files_give_errors(content: bytes, words: str) -> None:
    assert any(words in each for each in errors(content)), errors(content)


def test_aliases_that_explode_stop_early() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
    assert any("more than 10000 nodes" in each for each in errors("\n".join(lines)))


def test_too_many_questions() -> None:
    many = [question("text", f"q{i}") for i in range(2_001)]
    assert "at most 2000" in errors(data(*many))[0]


def test_large_bad_files_take_bounded_time() -> None:
    start = time.perf_counter()
    many = [question("text", f"q{i}", show_if=" or ".join(["naam == 1"] * 100)) for i in range(1_500)]
    assert len(errors(data(*many))) == 1_500
    assert time.perf_counter() - start < 20


def test_yaml_12_words_are_words() -> None:
    text = "{format: 1, id: t, version: 1.0.0, title: on, sections: [{id: s, title: no, questions: []}]}"
    made = read(text)
    assert (made.title.to("nl"), made.sections[0].title.to("nl")) == ("on", "no")


def test_the_canonical_form_reads_back_the_same() -> None:
    made = make(
        question("choice", options=options("a", a=1), source=12),
        question("scale", "s", labels={"1": "laag", "5": "hoog"}),
        glossary=[{"id": "g", "title": "G", "text": "Uitleg"}],
    )
    again = read_canonical(canonical_bytes(made))
    assert again.sha256 == made.sha256
    assert canonical_bytes(again) == canonical_bytes(made)
    assert json.loads(canonical_bytes(made))["id"] == "t"
    assert run(again, x="a").status == run(made, x="a").status


def test_indexes() -> None:
    made = make(
        question("info", "i"),
        question("yesno", "y", points={"ja": {"p": 1}}, publish={"field": "goal"}),
        question("text", "x", show_if='y == "ja"', publish={"field": "goal", "as": "paragraph"}),
        question("text", "z", required="answered(x)"),
        question("text", "alone"),
        scores=[{"id": "s", "title": "S", "value": 'points("p")'}],
    )
    assert [made.number(name) for name in ("i", "y", "x")] == ["", "1.1", "1.2"]
    assert [each.id for each in made.drafts()["goal"]] == ["y", "x"]
    assert made.dependents("y") == ("x", "z")
    assert made.dependents("alone") == ()
    assert made.points_names == ("p",)
    assert made.section_of("x").id == "part"
    assert [option.id for option in made.question("y").options] == ["ja", "nee"]
