"""Every entry's filter values, in memory, as one bit per entry: counting a choice costs no query.

Made once per generation from a single narrow SELECT; a bit set is a Python int, so that 1,500 entries
take 200 bytes a choice and the counts of all choices together some tens of microseconds.
"""

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import words

GROUPS = ("organisatie", "status", "categorie", "thema", "soort", "afdeling", "jaar", "besluit", "afweging")
_STATUS = {value: key for key, value in words.STATUS_IN_ADDRESS.items()}
_KIND = {value: key for key, value in words.KIND_IN_ADDRESS.items()}


@dataclass(frozen=True)
class Catalogue:
    """The entries of one generation, newest first: bit `i` is the entry `ids[i]`."""

    generation: int
    ids: tuple[int, ...]
    position: Mapping[int, int]
    by_name: tuple[int, ...]
    bits: Mapping[str, Mapping[str, int]]
    organisations: Mapping[str, str]
    everything: int

    def chosen(self, group: str, values: Iterable[str]) -> int:
        """The entries that have any of `values` in `group`."""
        found = 0
        for value in values:
            found |= self.bits[group].get(value, 0)
        return found

    def mask(self, ids: Iterable[int]) -> int:
        """The bit set of these entry ids."""
        signs = bytearray((len(self.ids) + 7) // 8)
        for entry in ids:
            place = self.position.get(entry)
            if place is not None:
                signs[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(signs, "little")

    def in_order(self, mask: int, order: str) -> list[int]:
        """The ids in `mask`: newest first, or by name."""
        digits = bin(mask)[:1:-1]
        if order == "naam":
            length = len(digits)
            return [self.ids[place] for place in self.by_name if place < length and digits[place] == "1"]
        return [entry for entry, digit in zip(self.ids, digits, strict=False) if digit == "1"]


def read(connection: sqlite3.Connection, generation: int) -> Catalogue:
    """The catalogue of the register as it is now."""
    rows = connection.execute(
        "SELECT id, name, organisation, status, category, themes, kind, department, year, outcome, weighed"
        " FROM entries ORDER BY published_at DESC, id DESC"
    ).fetchall()
    bits: dict[str, dict[str, int]] = {group: defaultdict(int) for group in GROUPS}
    for place, row in enumerate(rows):
        for group, values in _values(row):
            for value in values:
                bits[group][value] |= 1 << place
    names = dict(connection.execute("SELECT code, name FROM organisations ORDER BY name"))
    return Catalogue(
        generation=generation,
        ids=tuple(row[0] for row in rows),
        position={row[0]: place for place, row in enumerate(rows)},
        by_name=tuple(sorted(range(len(rows)), key=lambda place: (rows[place][1].casefold(), place))),
        bits={group: dict(values) for group, values in bits.items()},
        organisations=names,
        everything=(1 << len(rows)) - 1,
    )


def _values(row: tuple[str, ...]) -> Iterable[tuple[str, list[str]]]:
    _, _, organisation, status, category, themes, kind, department, year, outcome, weighed = row
    decision = words.DECISION_GROUP.get(outcome or weighed)
    weighing = words.WEIGHED_GROUP.get(weighed)
    return (
        ("organisatie", [organisation]),
        ("status", [_STATUS[status]]),
        ("categorie", [category]),
        ("thema", json.loads(themes)),
        ("soort", [_KIND[kind]]),
        ("afdeling", [department] if department else []),
        ("jaar", [year] if year else []),
        ("besluit", [decision] if decision else []),
        ("afweging", [weighing] if weighing else []),
    )
