"""The pages, panels and elements of a survey, in the order of the file."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from ...yaml12 import Entries, Node
from .reading import Piece, Report

PANELS = frozenset(("panel", "flowpanel"))


@dataclass(eq=False)
class Box:
    """A page, or a panel in a page or panel."""

    piece: Piece
    outer: "Box | None" = None
    parts: list["Box | Element"] = field(default_factory=list)

    @cached_property
    def name(self) -> str:
        """Its name in the file."""
        return self.piece.name

    def walk(self) -> Iterator["Box | Element"]:
        """All that is in it; a panel before what is in it."""
        for part in self.parts:
            yield part
            if isinstance(part, Box):
                yield from part.walk()


@dataclass(eq=False)
class Element:
    """A question, or a text between questions; `box`: the panel or page that it stands in."""

    piece: Piece
    box: Box
    type: str

    @cached_property
    def name(self) -> str:
        """Its name in the file."""
        return self.piece.name


def pages_of(survey: Piece) -> list[Box]:
    """The pages of a survey; questions without a page stand on one."""
    pages = [_page(piece) for piece in survey.pieces("pages")]
    if any(survey.node.entries.get(key) is not None for key in ("elements", "questions")):
        loose = Box(Piece(Entries(survey.node.mark), survey.report))
        _fill(loose, survey)
        pages.append(loose)
    return pages


def _page(piece: Piece) -> Box:
    page = Box(piece)
    piece.take("type")
    _fill(page, piece)
    return page


def _fill(box: Box, piece: Piece) -> None:
    for node in (*piece.items("elements"), *piece.items("questions")):
        part = _part(node, box, piece.report)
        if part is not None:
            box.parts.append(part)


def _part(node: Node, box: Box, report: Report) -> "Box | Element | None":
    if not isinstance(node, Entries):
        report.bad(node, "an element is a map")
        return None
    piece = Piece(node, report)
    kind = piece.scalar("type")
    if not isinstance(kind, str) or not kind.strip():
        report.bad(node, "an element needs a “type”")
        return None
    if kind not in PANELS:
        return Element(piece, box, kind)
    panel = Box(piece, box)
    _fill(panel, piece)
    return panel
