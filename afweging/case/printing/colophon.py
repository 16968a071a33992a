"""What identifies a printed questionnaire: whose it is, which text exactly, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from markupsafe import Markup

from afweging.case.printing.sheet import Sheet
from afweging.questionnaire.stewards import Steward

if TYPE_CHECKING:
    from afweging.case.printing.paper import Chapter

GROUP = 8


def keeper(sheet: Sheet) -> str:
    """Who answers for the questionnaire; the first in its line that names somebody."""
    return next((name for each in sheet.line if (name := each.owner.name.to(sheet.lang))), "")


def foot(sheet: Sheet) -> str:
    """What stands at the foot of each page."""
    asked = sheet.questionnaire
    named = f"{asked.id} {asked.version}, SHA-256 {asked.sha256[:GROUP]}…"
    return sheet.language.say("Concept, %(name)s", name=named) if sheet.is_draft else named


def size(sheet: Sheet) -> str:
    """How much is asked."""
    count = sheet.language.count
    sections = count("%(num)d onderdeel", "%(num)d onderdelen", len(sheet.questionnaire.sections))
    questions = count("%(num)d vraag", "%(num)d vragen", len(sheet.asked))
    return f"{sections}, {questions}"


def contents(chapters: Iterable[Chapter]) -> list[tuple[str, str, str]]:
    """The entries of the contents, as plain words: marks inside a link fail PDF/UA."""
    return [(chapter.id, chapter.number, Markup(chapter.heading).striptags()) for chapter in chapters]


def facts(sheet: Sheet) -> Iterator[tuple[str, Markup]]:
    """What stands on page 1: how much it is, and which text exactly."""
    if sheet.is_draft:
        yield (
            sheet.language.say("Stand"),
            Markup("<b>{}</b>").format(
                sheet.language.say("Concept: nog niet gepubliceerd, en het kan nog veranderen")
            ),
        )
    yield sheet.language.say("Omvang"), Markup("{}").format(size(sheet))
    yield from rows(sheet)


def rows(sheet: Sheet) -> Iterator[tuple[str, Markup]]:
    """The entries of the colophon, for the text and for all that it extends."""
    say = sheet.language.say
    for place, each in enumerate(sheet.line):
        yield (say("Vragenlijst") if place == 0 else say("Een variant van"), _text(sheet, each))
        yield from _answers_for(sheet, each)


def _text(sheet: Sheet, each: Steward) -> Markup:
    return Markup("{} ({} {}).<br>SHA-256 {}").format(
        each.title.to(sheet.lang), each.id, each.version, in_groups(each.sha256)
    )


def _answers_for(sheet: Sheet, each: Steward) -> Iterator[tuple[str, Markup]]:
    say, owner = sheet.language.say, each.owner
    named = ", ".join(part for part in (owner.name.to(sheet.lang), owner.email, owner.url) if part)
    for name, value in ((say("Van wie"), named), (say("Licentie"), each.licence), (say("Bron"), each.source)):
        if value:
            yield name, Markup("{}").format(value)


def in_groups(sha256: str) -> Markup:
    """A hash in groups, so that a line may break between them."""
    groups = (sha256[start : start + GROUP] for start in range(0, len(sha256), GROUP))
    return Markup("<code>{}</code>").format(Markup("<wbr>").join(groups))
