"""Whatever the YAML parser says of a broken text has Dutch words, in the one parser and in the other.

The composer's words are left out, and the reader's: the kernel composes by itself, and refuses characters
that cannot stand in a file before the parser sees them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from afweging.case.authoring.messages import dutch
from afweging.case.authoring.yaml_words import PLACES, PROBLEMS
from afweging.questionnaire import yaml12
from afweging.questionnaire.problems import Problems
from afweging.questionnaire.yaml12 import read_text

PYYAML = Path(yaml.__file__).parent
LOADERS = [yaml.SafeLoader, *([yaml.CSafeLoader] if yaml.__with_libyaml__ else [])]
SPOKEN = re.compile(rb"(?<=\0)(?:could not|did not|found|while|mapping|block sequence) [ -~]+(?=\0)")
# What the compiled library holds too: words of its composer, and a proof of its own.
OTHER = re.compile(r"found (undefined alias|duplicate anchor; first occurrence)|mapping > 0 .*")
needs_libyaml = pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
NAMES = {"name": ("anchor", "alias", "tag", "directive"), "node": ("block", "flow")}


def of_python() -> Iterator[tuple[str | None, str]]:
    """Return each place and problem that PyYAML's own scanner and parser raise."""
    for module in ("scanner", "parser"):
        tree = ast.parse((PYYAML / f"{module}.py").read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and len(node.exc.args) >= 3:
                context, _mark, problem = node.exc.args[:3]
                for place in _texts(context):
                    yield place, next(iter(_texts(problem))) or ""


def _texts(node: ast.expr) -> list[str | None]:
    """Return what an expression can say, with something filled in."""
    if isinstance(node, ast.Constant):
        return [node.value if isinstance(node.value, str) else None]
    if isinstance(node, ast.BinOp):
        assert isinstance(node.left, ast.Constant) and isinstance(node.left.value, str)
        fill = NAMES.get(ast.unparse(node.right), ("x",))
        return [re.sub(r"%[rsd]", each, node.left.value) for each in fill]
    assert ast.unparse(node) == "str(exc)"  # a tag with an octet that is no UTF-8
    return ["'utf-8' codec can't decode byte 0xff in position 0: invalid start byte"]


def of_libyaml() -> Iterator[str]:
    """Return each text that the compiled parser holds."""
    (library,) = PYYAML.glob("_yaml.*")
    for each in SPOKEN.findall(library.read_bytes()):
        if not OTHER.fullmatch(text := each.decode()):
            yield text


def told(context: str | None, problem: str) -> str:
    return dutch(f"this is not YAML: {', '.join(filter(None, (context, problem)))}")


def has_dutch(context: str | None, problem: str) -> bool:
    return told(context, problem).startswith("Dit is geen YAML. ")


def test_everything_that_pyyaml_says_has_dutch_words() -> None:
    found = list(of_python())
    assert len(found) > 40
    assert not [each for each in found if not has_dutch(*each)]
    assert all(place is None or _noun(place) in PLACES for place, _problem in found)


@needs_libyaml
def test_everything_that_libyaml_says_has_dutch_words() -> None:
    texts = list(of_libyaml())
    places = [text for text in texts if text.startswith("while ")]
    problems = [text for text in texts if not text.startswith("while ")]
    assert len(places) > 20 and len(problems) > 35
    assert not [text for text in places if _noun(text) not in PLACES]
    assert not [text for text in problems if not has_dutch(None, text)]


def _noun(place: str) -> str:
    return re.sub(r"while (scanning|parsing) (an? )?", "", place)


@needs_libyaml
def test_no_words_stand_here_for_what_neither_says() -> None:
    said = {problem for _place, problem in of_python()} | set(of_libyaml()) | {"it cannot be read"}
    templates = [re.sub(r"\\\{[ab]\\\}", ".*", re.escape(english)) for english, _dutch in PROBLEMS]
    assert not [each for each in templates if not any(re.fullmatch(each, text) for text in said)]


_IN_QUOTES = "Hoort {} bij de tekst, zet de tekst dan tussen aanhalingstekens."
BROKEN = {
    "a: [1, 2": "Dit is geen YAML. Hier hoort een komma of een ]. (In een lijst tussen [ en ].)",
    "a: {b: 1": "Dit is geen YAML. Hier hoort een komma of een }. (In een groep tussen { en }.)",
    "a: b: c": f"Dit is geen YAML. Hier kan geen dubbele punt staan. {_IN_QUOTES.format('die')}"
    " Springt deze regel even ver in als de regels erboven?",
    'a: "b': "Dit is geen YAML. Het aanhalingsteken aan het einde ontbreekt."
    " (In een tekst tussen aanhalingstekens.)",
    "a: @b": f"Dit is geen YAML. Dit teken kan hier niet staan. {_IN_QUOTES.format('het')}"
    " Is het een tab, spring dan in met spaties.",
    "a: 1\nb\n": "Dit is geen YAML. Hier ontbreekt een dubbele punt. (Bij een naam.)",
    "a: |0\n x": "Dit is geen YAML. De inspringing is een cijfer van 1 tot en met 9."
    " (In een tekst na | of >.)",
    "a: *": "Dit is geen YAML. Hier horen letters of cijfers. (In een verwijzing met *.)",
}


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
@pytest.mark.parametrize("text", BROKEN)
def test_a_broken_text_is_told_in_dutch(text: str, loader: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml12, "_LOADER", loader)
    problems = Problems("a file")
    read_text(text, problems)
    assert [dutch(each.message) for each in problems.found] == [BROKEN[text]]


def test_what_has_no_words_stays_readable() -> None:
    said = "while scanning an anchor, the anchor is rusty"
    assert told(None, said) == f"Dit is geen YAML: de tekst is hier niet te lezen ({said})."
    assert told("while polishing an anchor", "found unexpected ':'").startswith("Dit is geen YAML")
