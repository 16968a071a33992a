"""A SurveyJS survey as a questionnaire of format 1: reading, making, ruling, ordering, writing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from ...build import MAX_QUESTIONS
from ...problems import Mark, Problems, did_you_mean, shown
from ...yaml12 import Entries
from ..base import Ids, Imported, NotImportable
from ..meaning.fields import Field
from . import aia
from .conditions import Conditions, Names
from .dividing import Divider
from .document import Document, read_json
from .formulas import formula_scores, formulas_of
from .languages import Spoken, spoken
from .making import Item, Workshop
from .pages import Page, made_pages
from .reading import Piece, Report, plain
from .rules import Ruler
from .sections import sections_of
from .skeleton import PANELS, Box, pages_of
from .texts import own_words, prose, titled, together
from .uses import uses_in

PROFILES: Mapping[str, Callable[[list[Item], Report, Iterable[str]], list[dict[str, Any]]]] = {
    "aia": aia.scores
}
MAX_PAGES = 2_000
CONDITION = {"en": "Part of a condition", "nl": "Deel van een voorwaarde", "fr": "Partie d’une condition"}
TEXT_ONLY = frozenset(("html", "image", *PANELS))


def import_surveyjs(data: bytes, name: str, profile: str | None = None) -> Imported:
    """The survey as format 1, with a note on all that had no place or was changed. Raises NotImportable."""
    problems = Problems(name)
    if profile is not None and profile not in PROFILES:
        problems.add(Mark(1, 1), f"there is no profile {shown(profile)}{did_you_mean(profile, PROFILES)}")
    document = read_json(data, problems)
    if document is None or problems.found:
        raise NotImportable(problems.found)
    if not isinstance(document.root, Entries):
        problems.add(document.root.mark, "a survey is a map")
        raise NotImportable(problems.found)
    report = Report(problems)
    _note_file(document, report)
    languages = spoken(document.root)
    report.language = languages.default
    return _Import(Piece(document.root, report), languages, report, name, profile).imported()


def _note_file(document: Document, report: Report) -> None:
    for node, key in document.repeated:
        named = node.entries.get("name")
        name = plain(named) if named else "-"
        report.note(name, f"the key “{key}” stands twice; the last counts, as in the original")
    if document.cleaned:
        report.note("-", f"characters that cannot be stored were left out of {document.cleaned} texts")


@dataclass
class _Import:
    survey: Piece
    spoken: Spoken
    report: Report
    file: str
    profile: str | None

    def imported(self) -> Imported:
        """The whole: each step stops at the errors of the one before."""
        boxes = self._boxes()
        shop = Workshop(self.report, self.spoken.every, uses_in(self.survey.node), self.profile)
        shop.formulas.update(formulas_of(self.survey))
        pages = made_pages(shop, boxes)
        items = [item for page in pages for item in page.items]
        data = self._head(pages)
        self._limit(items)
        self._stop()
        conditions = Conditions(_names(items, shop))
        scores = self._scores(items, conditions, shop)
        divider = Divider(_taken(scores), own_words(self.spoken.every, CONDITION))
        ruler = Ruler(conditions)
        data["sections"] = sections_of(pages, ruler, shop.ids, divider, self.report.language)
        if scores or divider.scores:
            data["scores"] = scores + divider.scores
        self._note_survey()
        return Imported(data, tuple(self.report.notes))

    def _boxes(self) -> list[Box]:
        given = self.survey.items("pages")
        if len(given) > MAX_PAGES:
            self.report.bad(given[MAX_PAGES], f"a survey has at most {MAX_PAGES} pages")
            self._stop()
        boxes = pages_of(self.survey)
        if not boxes and not self.report.problems.found:
            self.report.bad(self.survey.node, "a survey has “pages”, or “elements”")
        return boxes

    def _stop(self) -> None:
        if self.report.problems.found:
            raise NotImportable(self.report.problems.found)

    def _limit(self, items: list[Item]) -> None:
        if len(items) > MAX_QUESTIONS:
            message = f"{len(items)} questions; a questionnaire has at most {MAX_QUESTIONS}"
            self.report.bad(items[MAX_QUESTIONS].piece.node, message)

    def _head(self, pages: list[Page]) -> dict[str, Any]:
        """What stands before the sections."""
        stem = PurePath(self.file).name.split(".json")[0].split(".surveyjs")[0] or "survey"
        title, rest = titled(self.survey, self.survey.text("title"), "")
        intro = together(rest, prose(self.survey, self.survey.text("description")))
        head: dict[str, Any] = {
            "format": 1,
            "id": Ids().take(stem),
            "version": "1.0.0",
            "title": {name: text for name, text in title.items() if text}
            or (pages and pages[0].heading())
            or stem,
            "language": self.spoken.main,
        }
        self.report.note("-", "the original has no version of its own; this starts at 1.0.0")
        return head | ({"description": intro} if intro else {})

    def _scores(self, items: list[Item], conditions: Conditions, shop: Workshop) -> list[dict[str, Any]]:
        scores = PROFILES[self.profile](items, self.report, self.spoken.every) if self.profile else []
        return scores + formula_scores(conditions, shop.formulas, items, self.survey, _taken(scores))

    def _note_survey(self) -> None:
        """What the survey as a whole says that has no place."""
        self.survey.take("locale", "pages", "elements", "questions", "name")
        left = [key for key in self.survey.node.entries if key not in self.survey.taken]
        if left:
            self.survey.called = "-"
            self.survey.note_left()


def _taken(scores: list[dict[str, Any]]) -> Ids:
    ids = Ids()
    for score in scores:
        ids.take(score["id"])
    return ids


def _names(items: list[Item], shop: Workshop) -> Names:
    """What conditions may name; answers that share a name are one to the original."""
    found: dict[str, tuple[Field, ...]] = {}
    for item in items:
        if (
            item.answer
            and item.key
            and not (item.data["type"] == "info" and item.piece.word("type") in TEXT_ONLY)
        ):
            found[item.key] = (*found.get(item.key, ()), item.answer)
    for name, fields in found.items():
        if len(fields) > 1 and name not in shop.formulas:
            shop.report.note(
                name, f"{len(fields)} questions share this name and, in the original, one answer"
            )
    return Names(found, shop.formulas)
