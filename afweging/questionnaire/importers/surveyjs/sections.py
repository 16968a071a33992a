"""Sections of format 1 from pages: in an order in which conditions look back, each condition as a rule."""

from dataclasses import dataclass
from typing import Any

from ..base import Ids
from ..meaning.fields import Field
from ..meaning.logic import Rule, conjoin, reads
from .dividing import Divider
from .making import Item
from .ordering import Placed, ordered
from .pages import Page
from .rules import Places, Ruled, Ruler, head_rule, moved


@dataclass
class _Writer:
    ids: Ids
    language: str
    pages: list[Page]
    ruled: dict[Item, Ruled]
    of_page: list[Rule]
    places: Places

    def section(self, part: Placed[Item], start: int) -> dict[str, Any]:
        page = self.pages[part.page]
        name = page.box.name.strip() or f"page{part.page + 1}"
        data: dict[str, Any] = {
            "id": self.ids.take(name),
            "title": page.title or page.heading() or {self.language: name},
        }
        if page.intro and not part.again:
            data["intro"] = page.intro
        show = self.places.written(self.of_page[part.page], start, page.box.piece, "when the page is shown")
        if show is not None:
            data["show_if"] = show
        if page.box.name:
            data["source"] = page.box.name
        places = range(start, start + len(part.items))
        data["questions"] = [
            self.question(item, place) for item, place in zip(part.items, places, strict=True)
        ]
        return data

    def question(self, item: Item, place: int) -> dict[str, Any]:
        ruled, data = self.ruled[item], item.data
        show = self.places.written(ruled.show, place, item.piece, "when it is shown")
        if show is not None:
            data["show_if"] = show
        for option in data.get("options", ()):
            rule = ruled.options.get(option["id"])
            text = (
                self.places.written(rule, place, item.piece, f"when {option['id']} is shown")
                if rule
                else None
            )
            if text is not None:
                option["show_if"] = text
        if ruled.required is not None:
            required = self.places.required(ruled.required, item.piece)
            if required is not None:
                data["required"] = required
        return data


def sections_of(
    pages: list[Page], ruler: Ruler, ids: Ids, divider: Divider, language: str
) -> list[dict[str, Any]]:
    """The sections, in order; `divider` writes their conditions."""
    ruled = {item: ruler.ruled(item) for page in pages for item in page.items}
    for page in pages:
        for head, members in page.heads.items():
            ruled[head].show = head_rule(ruled[head].show, [ruled[member] for member in members])
    of_page = [conjoin(ruler.rule(clause, page.box.piece) for clause in page.when) for page in pages]
    placed = ordered([page.items for page in pages], _looks_at(pages, ruled, of_page))
    moved(placed, [page.items for page in pages], lambda item, what: item.piece.note(what))
    writer = _Writer(ids, language, pages, ruled, of_page, Places(_places(placed), divider))
    sections, start = [], 0
    for part in placed:
        sections.append(writer.section(part, start))
        start += len(part.items)
    return sections


def _looks_at(
    pages: list[Page], ruled: dict[Item, Ruled], of_page: list[Rule]
) -> dict[Item, frozenset[Item]]:
    """The questions that each question has to come after; those of its page's condition too."""
    owner = {item.answer: item for item in ruled if item.answer}

    def owners(fields: frozenset[Field]) -> frozenset[Item]:
        return frozenset(owner[answer] for answer in fields if answer in owner)

    found: dict[Item, frozenset[Item]] = {}
    for page, rule in zip(pages, of_page, strict=True):
        outside = owners(reads(rule)).difference(page.items)
        for item in page.items:
            found[item] = owners(ruled[item].looks_at()) | outside
    return found


def _places(placed: list[Placed[Item]]) -> dict[Field, int]:
    order = [item for part in placed for item in part.items]
    return {item.answer: place for place, item in enumerate(order) if item.answer}
