"""What a warning is, and the words of each kind of warning."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from ..parts import PartRef
from ..text import Text

WORDS: Mapping[str, tuple[str, str]] = {
    "never_shown": (
        "{part} komt nooit in beeld: geen antwoorden maken deze voorwaarde waar",
        "{part} is never shown: no answers make this condition true",
    ),
    "always_shown": (
        "{part} komt altijd in beeld: deze voorwaarde is bij alle antwoorden waar en kan weg",
        "{part} is always shown: this condition is true for all answers and can go",
    ),
    "never_required": (
        "{part} is nooit verplicht: geen antwoorden maken deze voorwaarde waar",
        "{part} is never required: no answers make this condition true",
    ),
    "always_required": (
        "{part} is altijd verplicht: schrijf “required: true”",
        "{part} is always required: write “required: true”",
    ),
    "never_holds": (
        "{part} kan nooit gelden: geen antwoorden maken deze voorwaarde waar",
        "{part} can never hold: no answers make this condition true",
    ),
    "always_holds": (
        "{part} geldt altijd, wat er ook wordt geantwoord",
        "{part} always holds, whatever is answered",
    ),
    "never_fails": (
        "deze controle van {part} kan nooit mislukken en kan weg",
        "this check of {part} can never fail and can go",
    ),
    "always_fails": (
        "deze controle van {part} mislukt bij alle antwoorden",
        "this check of {part} fails for all answers",
    ),
    "band_unreached": (
        "geen antwoorden geven {owner} de uitslag {part}",
        "no answers give {owner} the band {part}",
    ),
    "hidden_part": (
        "deze regel kijkt naar {part}, die de variant heeft verborgen en die hier dus altijd ontbreekt",
        "this rule looks at {part}, which the variant has hidden and which is always missing here",
    ),
    "missing_language": (
        "{part} heeft in “{key}” geen tekst in de taal “{language}”, die de titel van het bestand wel heeft",
        "{part} has no text in the language “{language}” in “{key}”, which the file’s title has",
    ),
    "long_label": (
        "de tekst in “{key}” van {part} telt {count} tekens; hoogstens {most} leest prettig",
        "the text in “{key}” of {part} has {count} characters; at most {most} reads well",
    ),
    "hard_to_read": (
        "de tekst in “{key}” van {part} is moeilijk te lezen voor {readers}: {measure} {score}, ten minste "
        "{least} is de grens ({words} woorden per zin, {syllables} lettergrepen per woord)",
        "the text in “{key}” of {part} is hard to read for {readers}: {measure} {score}, the bound is "
        "{least} or more ({words} words per sentence, {syllables} syllables per word)",
    ),
    "same_version": (
        "een ander bestand heeft hetzelfde id en dezelfde versie ({other}), maar een andere inhoud",
        "another file has the same id and version ({other}), but other contents",
    ),
    "clash": (
        "{part} is van het type {kind}, maar in {other} van het type {other_kind}: een antwoord kan niet mee",
        "{part} is of type {kind}, but of type {other_kind} in {other}: an answer cannot carry over",
    ),
    "clash_options": (
        "{part} deelt met {other} geen enkele optie: een antwoord kan niet mee",
        "{part} shares no option with {other}: an answer cannot carry over",
    ),
}
"""Code of a warning → what it says, in Dutch and in English."""

_KINDS: Mapping[str, tuple[str, str]] = {
    "file": ("het bestand", "the file"),
    "section": ("deel “{id}”", "section “{id}”"),
    "question": ("vraag “{id}”", "question “{id}”"),
    "option": ("optie “{id}” van vraag “{owner}”", "option “{id}” of question “{owner}”"),
    "row": ("rij “{id}” van vraag “{owner}”", "row “{id}” of question “{owner}”"),
    "column": ("kolom “{id}” van vraag “{owner}”", "column “{id}” of question “{owner}”"),
    "score": ("score “{id}”", "score “{id}”"),
    "band": ("“{id}”", "“{id}”"),
    "outcome": ("uitkomst “{id}”", "outcome “{id}”"),
    "value": ("waarde “{id}”", "value “{id}”"),
    "term": ("begrip “{id}”", "term “{id}”"),
}


@dataclass(frozen=True, slots=True, order=True)
class Warning:  # the word that people and compilers use
    """Something in a file that is no error, but deserves a look. `code` is a key of WORDS."""

    file: str
    line: int
    column: int
    code: str
    part: PartRef
    message: str
    words: Text = field(compare=False)

    def __str__(self) -> str:
        """As compilers print it."""
        return f"{self.file}:{self.line}:{self.column}: warning: {self.message}"


def named(part: PartRef) -> Text:
    """A part in words: “question “doel””."""
    nl, en = _KINDS[part.kind]
    return Text(
        {"nl": nl.format(id=part.id, owner=part.owner), "en": en.format(id=part.id, owner=part.owner)}
    )


def said(code: str, params: Mapping[str, object]) -> Text:
    """The words of a warning; texts among the params are put in each language."""
    found = {}
    for lang, words in zip(("nl", "en"), WORDS[code], strict=True):
        found[lang] = words.format(
            **{key: value.to(lang) if isinstance(value, Text) else value for key, value in params.items()}
        )
    return Text(found)
