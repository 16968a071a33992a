"""Every error that the kernel can raise has Dutch words, whoever adds the next one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from afweging import questionnaire
from afweging.case.authoring.kernel_words import TELLINGS
from afweging.case.authoring.messages import dutch
from tests.authoring.speaking import texts

KERNEL = Path(questionnaire.__file__).parent
RAISES = (
    "build", "evaluation", "formats", "program", "reader", "schema", "shape", "yaml12",
    "rules/compare", "rules/functions", "rules/parse", "rules/translate",
    "variants", "editing", "proposing",
)  # fmt: skip
# What is filled in, where a suggestion or a hint may stand that is looked at apart, or that may be nothing.
NOTHING = re.compile(r"near\b|hint\b|\.near\(|^where$|^of$|nearest|did_you_mean|_quote_hint")
# What is no error of its own, but stands in one.
PIECES = re.compile(
    r"; (write|compare|put|for the question) .*|, not nothing|, not a list or a map|(at least|between) .*|"
    r"a version of three parts, such as 1\.0\.0|a language code such as nl|a SHA-256 in hexadecimal|"
    r"sections and questions|terms of the glossary|several options|a questionnaire|.* of type .*|"
    r"it cannot be read|"
    r"a dotted name .*|a tuple .*|an? (assignment|index|plus|comprehension).*|this \(.*\)|"
    r"it cannot be hidden|a risk class|\[.*|Span \| None|what is in it stays .*|\s*\(in the national .*\)|"
    r"\s+in “x”|\W+",
    re.DOTALL,
)
WHOLE = ("worst() is for a question of type",)


def errors() -> Iterator[tuple[str, str]]:
    """Return each text of the modules that raise, as it would read, and where it stands."""
    for name in RAISES:
        path = KERNEL / name
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]:
            tree = ast.parse(file.read_text(encoding="utf-8"))
            for node in texts(tree):
                text = _sample(node)
                if _is_error(text):
                    yield text, f"{file.relative_to(KERNEL)}:{node.lineno}"


def _sample(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    assert isinstance(node, ast.JoinedStr)
    return "".join(_filled(part) for part in node.values)


def _filled(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    assert isinstance(part, ast.FormattedValue)
    code = ast.unparse(part.value)
    if NOTHING.search(code):
        return ""
    return "s" if "'s'" in code else "x" if part.format_spec or "else" in code else "“x”"


def _is_error(text: str) -> bool:
    spoken = len(text.split()) >= 3 and not text.startswith((" ", "\n"))
    return spoken and (text.startswith(WHOLE) or not PIECES.fullmatch(text))


def test_every_error_of_the_kernel_has_dutch_words() -> None:
    found = dict(errors())
    assert len(found) > 120
    silent = [f"{where}: {text}" for text, where in found.items() if dutch(text) == text]
    assert not silent, "no Dutch in authoring/kernel_words.py for\n" + "\n".join(silent)


def test_every_dutch_wording_fills_in_what_its_error_has() -> None:
    for english, words in TELLINGS:
        holes = set(re.findall(r"\{(\w)\}", english))
        assert set(re.findall(r"\{(\w)\}", words)) <= holes, english
        assert '"' not in words.replace('q("…")', ""), words


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("there is no question “sort”; did you mean “soort”?", "Er is geen vraag ‘sort’. Bedoelt u ‘soort’?"),
        (
            "“longtekst” is none of text, longtext; did you mean “longtext”?",
            "‘longtekst’ kan hier niet. Kies uit: text, longtext. Bedoelt u ‘longtext’?",
        ),
        (
            "question doel is locked: it cannot be hidden",
            "Vraag ‘doel’ staat vast en kan niet worden verborgen.",
        ),
        ("“0” must be between 1 and 5", "‘0’ moet tussen 1 en 5 liggen."),
        (
            "there is no question “x” (in the national question doel)",
            "Er is geen vraag ‘x’. (In de landelijke tekst: vraag ‘doel’.)",
        ),
        ("a question of type choice needs the key “options”", "Hier ontbreekt nog: ‘options’."),
        ("this rule must give true or false, but gives a number; compare it with something",
         "Uit deze regel moet waar of niet waar komen, maar er komt een getal uit. Vergelijk het met iets."),
    ],
)  # fmt: skip
def test_an_error_reads_as_an_officer_says_it(english: str, told: str) -> None:
    assert dutch(english) == told
