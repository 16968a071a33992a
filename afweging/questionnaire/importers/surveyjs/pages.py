"""Pages of a survey as sections in the making: their questions, and the titles of panels between them."""

from dataclasses import dataclass, field
from typing import Any

from ..meaning.fields import UNANSWERED, Field
from .kinds import items_of
from .making import Asked, Clause, Item, Workshop
from .reading import Piece, Words
from .skeleton import Box, Element
from .texts import prose, titled, together

MOST_OF_A_TITLE = 120


@dataclass
class Page:
    """A page: its texts, its conditions, its questions; `heads`: titles of panels with what is under them."""

    box: Box
    title: Words
    intro: Words
    when: tuple[Clause, ...]
    items: list[Item] = field(default_factory=list)
    heads: dict[Item, list[Item]] = field(default_factory=dict)

    def heading(self) -> Words:
        """The label of the text that it begins with, when that is short; empty otherwise."""
        first = self.items[0] if self.items else None
        label: Words = first.data["label"] if first and first.piece.word("type") == "html" else {}
        return dict(label) if all(len(text) <= MOST_OF_A_TITLE for text in label.values()) else {}


def made_pages(shop: Workshop, boxes: list[Box]) -> list[Page]:
    """The pages with their questions; questions get their ids first, so that these are like their names."""
    elements = [part for box in boxes for part in box.walk() if isinstance(part, Element)]
    ids = {element: shop.ids.take(_key(element) or element.type) for element in elements}
    return [_Maker(shop, ids, box).page for box in boxes]


def _key(element: Element) -> str:
    """What the original calls the answer."""
    return element.piece.word("valueName") or element.name


class _Maker:
    def __init__(self, shop: Workshop, ids: dict[Element, str], box: Box) -> None:
        self.shop = shop
        self.ids = ids
        piece = box.piece
        lone = _lone_panel(box)
        title, rest = titled(piece, piece.text("title"), "")
        intro = together(rest, prose(piece, piece.text("description")))
        if lone:
            title, rest = titled(lone.piece, lone.piece.text("title"), "")
            intro = together(intro, rest, prose(lone.piece, lone.piece.text("description")))
        self.page = Page(box, {name: text for name, text in title.items() if text}, intro, clauses_of(piece))
        self.page.items = self.filled(box, ())
        piece.take("name", "type")
        piece.note_left()

    def filled(self, box: Box, when: tuple[Clause, ...]) -> list[Item]:
        """The questions in a page or panel, under the conditions of the panels around them."""
        items: list[Item] = []
        for part in box.parts:
            own = (*when, *clauses_of(part.piece))
            if isinstance(part, Element):
                items += items_of(self.shop, self.asked(part, own))
            else:
                items += self.panel(part, own)
        return items

    def asked(self, element: Element, when: tuple[Clause, ...]) -> Asked:
        key = _key(element)
        if not key:
            element.piece.note("it has no name; the original calls it by a number")
        elif key != element.name:
            element.piece.note(f"its answer is called {key}, which is its source here")
        return Asked(element.piece, element.box, key, self.ids[element], element.type, when=when)

    def panel(self, box: Box, when: tuple[Clause, ...]) -> list[Item]:
        """The title of a panel, and what is in it."""
        head = self.head(box, when)
        inner = self.filled(box, when)
        box.piece.take("name", "type")
        box.piece.note_left()
        if head is None:
            return inner
        self.page.heads[head] = inner
        return [head, *inner]

    def head(self, box: Box, when: tuple[Clause, ...]) -> Item | None:
        piece = box.piece
        title, description = piece.text("title"), piece.text("description")
        if box is _lone_panel(self.page.box) or not (title or description):
            return None
        label, help_text = titled(
            piece, title or description, box.name.strip() or "panel", *([description] if title else [])
        )
        data: dict[str, Any] = {"id": self.shop.ids.take(box.name or "panel"), "type": "info", "label": label}
        if help_text:
            data["help"] = help_text
        if box.name:
            data["source"] = box.name
        return Item(piece, box, "", data, Field(str(data["id"]), UNANSWERED), when)


def _lone_panel(page: Box) -> Box | None:
    """The only panel of a page without a title of its own: its title serves for the page."""
    only = page.parts[0] if len(page.parts) == 1 else None
    if isinstance(only, Box) and not page.piece.node.entries.get("title"):
        return only if only.piece.node.entries.get("title") else None
    return None


def clauses_of(piece: Piece) -> tuple[Clause, ...]:
    """When a part is shown; a condition takes the place of `visible`, as in the original."""
    condition, visible = piece.word("visibleIf"), piece.flag("visible")
    if condition:
        return (Clause(condition),)
    if visible is False:
        piece.note("it is never shown, unless a program shows it")
        return (Clause("false"),)
    return ()
