# ruff: noqa: E501  # tables read better with many in a line
"""No file, however broken or hostile, gives anything but a questionnaire or errors with places in it.

In bounded time and memory: each hostile file is read in a process that the system stops beyond its limits.
Mutations are made with a `Random` of a known seed, so that one that fails can be made again.
"""

from pathlib import Path
from random import Random

import pytest

from afweging.questionnaire import Questionnaire, QuestionnaireInvalid, read_bytes, read_canonical, read_file
from afweging.questionnaire.problems import Problems
from afweging.questionnaire.variants import read_variant, read_variant_canonical
from afweging.questionnaire.writing import to_yaml
from afweging.questionnaire.yaml12 import MAX_BYTES

from . import hostile_files as hostile
from .files_at_random import file_at_random
from .in_a_cell import taken
from .judging import NAME, assert_placed, judge, judge_variant
from .making import data, question
from .mutating import LEVELS

pytestmark = pytest.mark.slow

SHIPPED = Path(__file__).parents[2] / "questionnaires"
SMALL = tuple((SHIPPED / f"{name}.yaml").read_bytes() for name in ("korte-afweging", "snelle-toets"))
VARIANTS = tuple(path.read_bytes() for path in sorted((SHIPPED / "variants").glob("*.yaml")))
MODEL = SHIPPED / "model-afwegingsraamwerk.yaml"

GOOD = frozenset(
    (
        "two megabytes of text", "two megabytes of decimals", "two megabytes of decimals as a bound",
        "two megabytes of zeros and a decimal", "a huge exponent below", "the least float",
        "a mantissa that its exponent takes back", "a language of two megabytes", "two megabytes of options",
        "two thousand questions", "two thousand required by a rule", "a mark of bytes", "two marks of bytes",
        "a text turned round", "a catastrophic pattern", "groups in a pattern", "a pattern of two megabytes", "classes in a pattern",
        "two thousand patterns", "scores in a chain", "outcomes that all look at each other",
        "scores that square each other", "very many bands", "a scale without end", "counts beyond all",
        "points beyond all", "a share of almost nothing", "revisions beyond all", "days at both ends",
        "a hidden everything", "hiding everything", "questions one after the other",
        "five thousand options", "five thousand changes", "no changes",
    )
)  # fmt: skip
"""What is odd, but no error: it must be usable, within the same bounds."""


EVERY = (*hostile.FILES, *hostile.VARIANTS)


def assert_taken(names: list[str]) -> None:
    found = taken(names)
    assert found == {name: "good" if name in GOOD else "refused" for name in names}


def test_hostile_files_give_errors_or_can_be_used() -> None:
    assert_taken([name for name in EVERY if name not in hostile.HEAVY])


@pytest.mark.slow
def test_files_that_are_made_to_be_heavy_are_bounded() -> None:
    assert_taken([name for name in EVERY if name in hostile.HEAVY])


def test_what_is_good_among_the_hostile_is_named_once() -> None:
    assert set(EVERY) >= GOOD
    assert set(EVERY) >= hostile.HEAVY


def test_no_hostile_file_is_a_variant() -> None:
    for name, made in hostile.FILES.items():
        if name not in hostile.HEAVY:
            given = made()
            with pytest.raises(QuestionnaireInvalid) as error:
                read_variant(given, NAME)
            assert_placed(error.value, given)


def problems_of(content: bytes) -> list[str]:
    with pytest.raises(QuestionnaireInvalid) as error:
        read_bytes(content, NAME)
    return [f"{each.line}:{each.column}: {each.message}" for each in error.value.problems]


def test_very_many_errors_are_not_all_told() -> None:
    found = problems_of(hostile.HEAD + b"values: [" + b"{idd: x}," * 20_000 + b"]\n" + hostile.REST)
    assert len(found) == Problems.MOST + 1
    assert sum("the rest is told when these are gone" in each for each in found) == 1
    found = problems_of(b"key: 1\n" * 20_000)
    assert len(found) == Problems.MOST + 1


def test_aliases_bring_in_so_much_text_and_no_more() -> None:
    half = b"x" * (MAX_BYTES // 2 - 1_000)
    terms = b"glossary: [{id: a, title: A, text: *a}, {id: b, title: *a, text: B}"
    good = hostile.HEAD + b"description: &a " + half + b"\n" + terms + b"]\n" + hostile.REST
    assert len(read_bytes(good, NAME).canonical) > MAX_BYTES
    words = b", {id: c, title: C, text: *a}"
    assert f"7:94: aliases expand to more than {MAX_BYTES} characters" in problems_of(
        hostile.HEAD + b"description: &a " + half + b"\n\n" + terms + words + b"]\n" + hostile.REST
    )


def test_long_keys_count_as_text_too() -> None:
    keys = b"a: &a {" + b"k" * 1_000 + b": 1}\nb: [" + b"*a, " * 3_000 + b"]\n"
    assert problems_of(keys)[0].endswith("characters")


@pytest.mark.parametrize("escape", ["\\0", "\\a", "\\e", "\\x7f", "\\ufffe"])
def test_no_escape_brings_in_what_cannot_stand_in_a_file(escape: str) -> None:
    for before in ("description: ", "source: ", "owner: {name: ", "checks: [{message: x, rule: "):
        closed = {"owner: {name: ": "}", "checks: [{message: x, rule: ": "}]"}.get(before, "")
        text = f'{before}"a{escape}b"{closed}\n'.encode()
        (found,) = problems_of(hostile.HEAD + text + hostile.REST)
        assert found.startswith(f"5:{len(before) + 1}: the control character U+")


def test_patterns_are_bounded_together() -> None:
    names = "[\\p{L} '-]{1,%d}"
    few = [question("text", f"q{place}", pattern=names % 200) for place in range(50)]
    assert read_bytes(hostile.file(data(*few)), NAME)
    many = [question("text", f"q{place}", pattern=names % (150 + place)) for place in range(50)]
    found = problems_of(hostile.file(data(*many)))
    assert {each.split(": ", 1)[1] for each in found} == {"the patterns of this file are too large together"}
    assert 40 < len(found) < 50


def test_places_count_line_ends_as_yaml_does() -> None:
    assert problems_of("format: 1\r\nid: t\rversion: \u2028\x85 a\x0bb".encode())[0].startswith(
        "5:3: the control"
    )


def mutated(seed: int, base: Questionnaire) -> bool:
    """Is what is left of a good file, after a few changes, still good?"""
    random = Random(seed)
    change = LEVELS[random.choice(list(LEVELS))]
    if random.random() < 0.25:
        return judge_variant(change(random, random.choice(VARIANTS)), base)
    made = to_yaml(file_at_random(random)).encode() if random.random() < 0.6 else random.choice(SMALL)
    return judge(change(random, made))


@pytest.fixture(scope="module")
def base() -> Questionnaire:
    return read_file(MODEL)


def test_a_few_mutations(base: Questionnaire) -> None:
    assert 0 < sum(mutated(seed, base) for seed in range(60)) < 60


@pytest.mark.slow
def test_many_mutations(base: Questionnaire) -> None:
    assert sum(mutated(seed, base) for seed in range(1_000, 1_300)) > 40


@pytest.mark.slow
def test_mutations_of_the_model() -> None:
    content = MODEL.read_bytes()
    for seed in range(24):
        random = Random(seed)
        judge(LEVELS[random.choice(list(LEVELS))](random, content))


@pytest.mark.soak
def test_very_many_mutations(base: Questionnaire) -> None:
    assert sum(mutated(seed, base) for seed in range(100_000, 140_000)) > 5_000


@pytest.mark.soak
def test_very_many_mutations_of_the_model() -> None:
    content = MODEL.read_bytes()
    for seed in range(10_000, 12_000):
        random = Random(seed)
        judge(LEVELS[random.choice(list(LEVELS))](random, content))


@pytest.mark.parametrize(
    "content", [b"[" * 100_000, b'{"a":' * 100_000, b"9" * 10_000, b"\xff", b"{", b"1e999"]
)
def test_hostile_canonical_forms_give_errors(content: bytes) -> None:
    with pytest.raises(QuestionnaireInvalid):
        read_variant_canonical(content)
    with pytest.raises(QuestionnaireInvalid):
        read_canonical(content)
