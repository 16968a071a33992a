"""The file of a variant, changed part by part: what the editor does to a national part becomes a change."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from ..model import Questionnaire
from ..parts import FILE, LAST, Beside, PartRef
from .changes.entries import Entry, added, entries, part_at
from .changes.national import National
from .changes.placing import add, give_because, move, remove, reset, unhide
from .changes.setting import effective, set_keys, without_leaf
from .document import Document
from .parts import Keys, fresh_id, key_path


class Added(NamedTuple):
    """A part that a variant adds, and what it goes into; None is the file itself."""

    part: PartRef
    owner_ref: PartRef | None


class VariantText:
    """The text of a variant of `base`. Changes that cannot be read are left as they are."""

    def __init__(self, document: Document, base: Questionnaire, national: National | None = None) -> None:
        self.document = document
        self.base = base
        self._national = national or National(base)
        self._local = dict(added(document.plain))
        self._entries: dict[PartRef, list[Entry]] = {}
        for entry in entries(document.plain):
            self._entries.setdefault(entry.ref, []).append(entry)

    @property
    def id(self) -> str:
        """The variant's own id, with which the ids start that it adds."""
        found = self.document.plain.get("variant") if isinstance(self.document.plain, Mapping) else None
        return found if isinstance(found, str) else "variant"

    def _with(self, document: Document) -> "VariantText":
        return VariantText(document, self.base, self._national)

    def _of(self, verb: str, ref: PartRef) -> list[Entry]:
        return [entry for entry in self._entries.get(ref, ()) if entry.verb == verb]

    def is_local(self, ref: PartRef) -> bool:
        """Was a part added by this variant?"""
        return ref in self._local

    def is_hidden(self, ref: PartRef) -> bool:
        """Does this variant hide a part?"""
        return bool(self._of("hide", ref))

    def is_changed(self, ref: PartRef) -> bool:
        """Does this variant change, hide or move a national part?"""
        return any(entry.verb != "add" for entry in self._entries.get(ref, ()))

    def added(self) -> Iterator[Added]:
        """The parts that this variant adds, each with the part that it goes into (None: the file)."""
        for entry in entries(self.document.plain):
            if entry.verb == "add":
                yield Added(entry.ref, None if entry.owner == FILE else entry.owner)

    def because(self, ref: PartRef) -> Any:
        """Why a part differs, as it is written; None when nothing says so."""
        reasons = (entry.body.get("because") for entry in reversed(self._entries.get(ref, [])))
        return next((reason for reason in reasons if reason), None)

    def data_of(self, ref: PartRef) -> dict[str, Any]:
        """See `Editable`: of a national part, the base with what is set here."""
        return effective(self.document, ref, base=self._national)

    def is_national(self, ref: PartRef, key: str) -> bool:
        """Is a key as the base has it?"""
        return not any(key in (entry.body.get("set") or ()) for entry in self._of("change", ref))

    def national_value(self, ref: PartRef, key: str) -> Any:
        """The base's value of a key; None for what was added here and for what the base does not say."""
        part = self._national.parts.get(ref)
        return part.raw.get(key) if part else None

    def part_at(self, line: int, column: int) -> tuple[PartRef, tuple[str, ...]]:
        """See `Editable`."""
        ref, path = part_at(self.document.plain, self.document.path_at(line, column))
        return ref, key_path(path)

    def new_id(self, hint: str) -> str:
        """See `Editable`: it starts with the variant's id and a dot."""
        taken = {ref.id for ref in (*self._national.parts, *self._local)}
        return fresh_id(hint, taken, f"{self.id}.")

    def set_keys(self, ref: PartRef, keys: Keys, because: Any = None) -> "VariantText":
        """See `Editable`: a value that the base has too is no longer set here."""
        return self._with(set_keys(self.document, ref, keys, base=self._national, because=because))

    def give_because(self, ref: PartRef, because: Any) -> "VariantText":
        """Say why a part is changed, hidden, moved or added here."""
        return self._with(give_because(self.document, ref, because))

    def add(
        self, kind: str, owner: PartRef, data: Keys, beside: Beside = LAST, because: Any = None
    ) -> "VariantText":
        """See `Editable`."""
        return self._with(add(self.document, kind, owner, data, beside, base=self._national, because=because))

    def remove(self, ref: PartRef, because: Any = None) -> "VariantText":
        """See `Editable`. Raises NotEditable when a national part is to be hidden without a reason."""
        return self._with(remove(self.document, ref, base=self._national, because=because))

    def restore(self, ref: PartRef) -> "VariantText":
        """Show again what this variant hid."""
        return self._with(unhide(self.document, ref))

    def reset(self, ref: PartRef, path: tuple[str, ...] = ()) -> "VariantText":
        """Go back to the national text: of one leaf or key, or (without a path) of the whole part."""
        if path:
            return self._with(without_leaf(self.document, ref, path, self._national))
        return self._with(reset(self.document, ref, base=self._national))

    def move(self, ref: PartRef, owner: PartRef, beside: Beside = LAST, because: Any = None) -> "VariantText":
        """See `Editable`."""
        return self._with(move(self.document, ref, owner, beside, base=self._national, because=because))
