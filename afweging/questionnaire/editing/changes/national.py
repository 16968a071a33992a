"""The base of a variant, as the editor of the variant needs it."""

from collections.abc import Mapping

from ...inventory import Part, inventory
from ...model import Questionnaire
from ...parts import FILE, PartRef
from ..document import Document
from .entries import count, entries
from .orders import Orders


class National:
    """A base taken apart once, for any number of edits."""

    def __init__(self, base: Questionnaire) -> None:
        self.parts: Mapping[PartRef, Part] = inventory(base).parts
        self._orders = Orders(self.parts)
        self.language = base.language

    def part(self, ref: PartRef) -> Part:
        """A part of the base. Raises KeyError."""
        found = self.parts.get(ref)
        if found is None:
            raise KeyError(ref)
        return found

    def orders(self, document: Document, before: int | None = None) -> Orders:
        """The order of all parts when the changes of a variant, or those before a place, are applied."""
        found = entries(document.plain)
        return self._orders.after(entry for entry in found if before is None or entry.place < before)

    def home(self, document: Document, ref: PartRef) -> int:
        """Where a new change of a part goes in `changes`: at the end, but before what hides the part."""
        hides = [each for each in entries(document.plain) if each.verb == "hide"]
        above = self._above(document, ref) if hides else ()
        return next((each.place for each in hides if each.ref in above), count(document))

    def _above(self, document: Document, ref: PartRef) -> set[PartRef]:
        """The part and all that it stands in."""
        owners = self.orders(document).owners
        found = {ref}
        while ref in owners and ref != FILE:
            ref = owners[ref]
            found.add(ref)
        return found
