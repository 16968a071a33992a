"""Every note and error of the importers has Dutch words, whoever adds the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from afweging.case.authoring.import_messages import dutch
from afweging.case.authoring.import_words import NOTES, PHRASES
from afweging.questionnaire import importers
from afweging.questionnaire.importers import import_bytes
from tests.authoring.speaking import spoken_texts
from tests.questionnaire.importers.making import sample

HERE = Path(importers.__file__).parent
# Modules that speak Markdown, or the rules of format 1.
SILENT = {"html_tree.py", "markdown.py", "meaning/writing.py"}
# What stands in for words of ours that are filled in.
WORDS = {
    "self.words": "a task",
    "words": "a task",
    "kind": "date",
    "element.sort": "group",
    "what": "the condition",
    "_what(part)": "the condition",
    "told": " “x”",
    "means": "it is always shown here",
    "taken": "it is taken to hold",
    "without": "it is taken to hold",
    "remark": "{x} names nothing in the file, so it never has an answer",
    "WORDS[kinds[0]]": "a text",
    "WORDS[kinds[1]]": "a number",
    "_LOST[key]": "what is checked of an answer has no place here",
    "element.kind.said": "the device fills this in; it has no place in format 1",
    **dict.fromkeys(("message", "error", "leaf.why"), "it joins texts"),
}
# What is no note or error of its own, but stands in one, or in what is imported.
PIECES = re.compile(
    r"first (key|value)|the end|.* \| None|Box \| Element|tuple\[.*|“x” of a task it joins texts|"  # readers
    r"\[.*|\\s.*|.*\w\|\w.*|select\[.*|"  # patterns
    r"(x|if|else|or|not|in|column|waarde|contains_text|any_of|max_points|points|outcome|score|min|[\W\d_])+|"
    r"round_half_up\(.*|selected\(.*|"  # rules
    r"(list|phone|system|looped) \w+|get today|select_\w+ LIST|number of days in last (\w+|six months)|"
    r"\w+ en data\w+|verificatie en validatie|monitoring en beheer|\w+ \w+ \w+ie?[nr]\w+sch|"  # names
    r"(dutch|english|french|german|frisian|spanish|portuguese|italian|polish|turkish|arabic|ukrainian)\b.*|"
    r"papiamento .*|(Ruwe|Score|Huidige|Cote|Raw|Mitigation|Current|Part|Deel|Partie|Please|Bitte|Refuse|"
    r"Wil|Don’t|Weet|Ne|Weiß|Dit|This|Cette)\b.*",
    re.DOTALL,
)
ENGLISH = re.compile(r"\b(the|its|it|and|with|here|which|that|no|not|has|are|from|by|rules)\b")


def said() -> Iterator[tuple[str, str]]:
    """Return each text of the importers, as it would read, and where it stands."""
    for file in sorted(HERE.rglob("*.py")):
        name = str(file.relative_to(HERE))
        for text, line in spoken_texts(file, WORDS) if name not in SILENT else ():
            if not PIECES.fullmatch(text):
                yield text, f"{name}:{line}"


def has_dutch(text: str) -> bool:
    """Has a text Dutch words only, by itself or as the part of a note that it is?"""
    if text.startswith("is "):
        text = f"“x” of a task {text}"
    parts = (text, f"{text}: x", text.replace("{}", "x"))
    quoted = re.compile(r"‘[^’]*’")
    return any(
        told != each and not ENGLISH.search(quoted.sub("", told)) for each in parts for told in (dutch(each),)
    )


def test_every_note_and_error_of_the_importers_has_dutch_words() -> None:
    found = dict(said())
    assert len(found) > 250
    silent = [f"{where}: {text}" for text, where in found.items() if not has_dutch(text)]
    assert not silent, "no Dutch in authoring/import_words for\n" + "\n".join(silent)


def test_every_dutch_wording_fills_in_what_its_note_has() -> None:
    for english, words in (*NOTES, *PHRASES):
        assert set(re.findall(r"\{(\w)\}", words)) <= set(re.findall(r"\{(\w)\}", english)), english
        assert '"' not in words, words
        assert not ENGLISH.search(re.sub(r"‘[^’]*’", "", words)), words
    for english, words in NOTES:
        assert english.count("{") == 0 or words.endswith((".", "}", ")", "’")), words
    for _english, words in PHRASES:
        assert not words.endswith("."), words


@pytest.mark.parametrize(
    ("english", "told"),
    [
        ("“category”: Inleiding", "‘category’ heeft hier geen plaats: Inleiding"),
        ("“category”: the condition", "‘category’ heeft hier geen plaats: the condition"),
        (
            "the condition: rules cannot say “age({x}) (or so)” (rules have nothing like age()); it is taken"
            " to hold",
            "De voorwaarde: een regel kan ‘age({x}) (or so)’ niet zeggen (een regel kent niets als age())."
            " Dat deel telt als waar.",
        ),
        (
            "the condition “a > 1” has no place in format 1 (there is no question “a”); it is always shown"
            " here",
            "De voorwaarde ‘a > 1’ kan hier niet. Het is hier altijd te zien. De reden: er is geen vraag"
            " ‘a’.",
        ),
        (
            "the condition {a} = 1: the original cannot read it either (it cannot be read from “=” on) and"
            " never shows what it stands on",
            "De voorwaarde ‘{a} = 1’: het origineel kan dit ook niet lezen (het is vanaf ‘=’ niet te lezen),"
            " en toont nooit waar het bij staat.",
        ),
        (
            "sheet “survey”, C5: there is no list “kleur” among the choices; did you mean “kleuren”?",
            "Blad ‘survey’, cel C5: er is geen lijst ‘kleur’ bij de keuzes. Bedoelt u ‘kleuren’?",
        ),
        (
            "it repeats within 2.1; here it is a table of its own, whose rows do not say of which row there",
            "Dit herhaalt zich binnen 2.1. Hier is het een eigen tabel. De rijen zeggen niet bij welke rij"
            " zij horen.",
        ),
        ("“name” of a task is a list", "Bij ‘name’ van een taak hoort een lijst."),
        ("dateTime: the device fills this in; it has no place in format 1",
         "dateTime: een apparaat vult dit in. Het heeft hier geen plaats."),
        ("this is not JSON", "Dit is geen JSON."),
    ],
)  # fmt: skip
def test_a_note_reads_as_an_officer_says_it(english: str, told: str) -> None:
    assert dutch(english) == told


def test_what_is_not_known_stays_as_it_is() -> None:
    assert dutch("the condition: rules cannot say “x” (nobody knows why); it is taken to hold").startswith(
        "the"
    )
    assert dutch(f"sheet “{': ' * 20_000}") == f"sheet “{': ' * 20_000}"


@pytest.mark.parametrize(
    ("name", "kind", "profile"),
    [
        ("aia-v0.9.1.surveyjs.json", "surveyjs", "aia"),
        ("prescan.par.yaml", "par", None),
        ("technical-docs.task-registry.yaml", "task-registry", None),
    ],
)
def test_the_report_on_a_real_file_is_dutch(name: str, kind: str, profile: str | None) -> None:
    notes = import_bytes(sample(name), name, kind, profile).notes
    assert notes
    assert not [note.what for note in notes if dutch(note.what) == note.what]
