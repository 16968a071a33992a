"""A questionnaire as HTML for paper: sections with their questions, then appendices, lettered."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from string import ascii_uppercase

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from afweging import resources
from afweging.case.printing import colophon, following, local, marks, spaces
from afweging.case.printing.language import Language
from afweging.case.printing.sheet import Sheet
from afweging.questionnaire import Section
from afweging.questionnaire.records import COUNTER_ARGUMENT

TEMPLATE = "printing/questionnaire.html"
MANY = 40
"""With more questions than this, each section starts on a page of its own."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter. `run`: goes on where the last one ended. `section` is there for a chapter of questions."""

    id: str
    number: str
    heading: str | Markup
    template: str
    run: bool = False
    section: Section | None = None


def questionnaire_html(sheet: Sheet) -> str:
    """The whole document."""
    return (
        environment(sheet.language)
        .get_template(TEMPLATE)
        .render(
            language=sheet.lang,
            title=sheet.questionnaire.title.to(sheet.lang),
            foot=colophon.foot(sheet),
            sheet=sheet,
            q=sheet.questionnaire,
            chapters=tuple(chapters(sheet)),
            marks=marks,
            spaces=spaces,
            following=following,
            local=local,
            colophon=colophon,
            counter_argument=COUNTER_ARGUMENT,
        )
    )


def chapters(sheet: Sheet) -> Iterator[Chapter]:
    """The sections by their numbers, then the appendices that have something to tell, by letters."""
    run = len(sheet.asked) <= MANY
    for number, section in enumerate(sheet.questionnaire.sections, start=1):
        heading = sheet.language.inline(section.title)
        yield Chapter(f"onderdeel-{section.id}", str(number), heading, "section", run, section)
    there = [(id_, heading, template) for id_, heading, template, has in _APPENDICES if has(sheet)]
    for letter, (id_, named, template) in zip(ascii_uppercase, there, strict=False):
        yield Chapter(id_, letter, named(sheet.language), template, letter != "A")


_Has = Callable[[Sheet], bool]
_APPENDICES: tuple[tuple[str, Callable[[Language], str], str, _Has], ...] = (
    ("uitkomsten", lambda to: to.say("Wat uit de antwoorden volgt"), "outcomes",
     lambda sheet: bool(sheet.questionnaire.outcomes)),
    ("scores", lambda to: to.say("Hoe de scores tot stand komen"), "scores",
     lambda sheet: bool(sheet.questionnaire.scores)),
    ("waarden", lambda to: to.say("De publieke waarden"), "values",
     lambda sheet: bool(sheet.questionnaire.values)),
    ("begrippen", lambda to: to.say("Begrippen"), "glossary",
     lambda sheet: bool(sheet.questionnaire.glossary)),
    ("lokaal", lambda to: to.say("Wat hier anders is dan landelijk"), "local",
     lambda sheet: bool(local.differences(sheet))),
    ("colofon", lambda to: to.say("Colofon"), "colophon", lambda _sheet: True),
)  # fmt: skip


@cache
def environment(spoken: Language) -> Environment:
    """The Jinja environment of a language, made without an app and without a request."""
    made = Environment(
        loader=FileSystemLoader(resources.templates()),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        spoken.translations.gettext, spoken.translations.ngettext, newstyle=True
    )
    made.filters.update(inline=spoken.inline, prose=spoken.prose)
    return made
