"""A file from the future is refused whole: one error, at its format, that says what to do."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from afweging.questionnaire import QuestionnaireInvalid, read_bytes, read_canonical
from afweging.questionnaire.formats import FORMAT
from afweging.questionnaire.variants import read_variant, read_variant_canonical

FUTURE = """\
# A questionnaire as it may be written one day.
id: model-afwegingsraamwerk
format: 2
version: twaalf
chapters:
  - {name: Iets nieuws, ask: [alles]}
"""
VARIANT = """\
format: 2
variant: vlier
lies_over: [landelijk, regionaal]
changes:
  - swap: {one: a, other: b}
"""
STRANGE = "format: 2\nid: x\nwith: !new-tag {a: 1}\nand: [not, closed\n"


def refused(read: Callable[[bytes, str], Any], content: bytes) -> list[str]:
    with pytest.raises(QuestionnaireInvalid) as found:
        read(content, "t.yaml")
    return [str(problem) for problem in found.value.problems]


@pytest.mark.parametrize("read", [read_bytes, read_variant])
@pytest.mark.parametrize(
    ("content", "place"),
    [
        (FUTURE, "3:9"),
        (VARIANT, "1:9"),
        (STRANGE, "1:9"),
        ("\ufeff" + VARIANT, "1:9"),
        ('{"format": 2, "id": "x", "sections": 3}', "1:12"),
        ('format: "2"\nid: x\n', "1:9"),
        ("format: 2.0\nid: x\n", "1:9"),
        ("format: 1.5\nid: x\n", "1:9"),
        ("format: 2\nid: x\nid: y\n", "1:9"),
        ("format: 999999\nid: x\n", "1:9"),
        ("format: 2\n" + "# " + "x" * (2 * 1024 * 1024), "1:9"),
    ],
)
def test_there_is_one_error_and_it_stands_at_the_format(
    read: Callable[[bytes, str], Any], content: str, place: str
) -> None:
    (error,) = refused(read, content.encode())
    assert error.startswith(f"t.yaml:{place}: this file is of format ")
    assert "this program reads format 1" in error and "newer version of Afweging" in error


@pytest.mark.parametrize("read", [read_canonical, read_variant_canonical])
def test_a_kept_text_from_the_future_is_refused_as_well(read: Callable[[bytes], Any]) -> None:
    content = json.dumps({"format": 2, "id": "x", "chapters": []}).encode()
    (error,) = refused(lambda data, _name: read(data), content)
    assert "this file is of format 2" in error


@pytest.mark.parametrize("written", ["0", "-1", "een", "true", "[2]", '""', "1x"])
def test_what_is_no_format_at_all_is_an_error_like_any_other(written: str) -> None:
    """A slip of the pen is no file from the future: then everything that is wrong is told."""
    found = refused(read_bytes, f"format: {written}\nid: 9lives\n".encode())
    assert any("1:9: only format 1 can be read" in each for each in found)
    assert any("“9lives” is no id" in each for each in found)


def test_format_one_is_read_for_ever() -> None:
    """Whoever raises FORMAT keeps reading 1: the files and the kept texts of today depend on it."""
    assert FORMAT >= 1
    content = b"format: 1\nid: x\nversion: 1.0.0\ntitle: X\nsections: [{id: s, title: S, questions: []}]\n"
    assert read_bytes(content, "t.yaml").version == "1.0.0"
