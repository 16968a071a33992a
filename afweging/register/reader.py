"""What the public door reads: stored pages and lists, kept in memory until the register changes."""

import sqlite3
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path

from . import catalogue as catalogues
from .catalogue import Catalogue
from .rendering import Variant, compressed
from .store import Reader

MOST_LISTS = 2_000
MOST_PAGE_BYTES = 64 * 1024 * 1024
# How long a process may go on answering from memory after the register changed.
LOOK_AGAIN = 0.05


@dataclass(frozen=True)
class StoredPage:
    """A page as stored: everything but the bytes, and the bytes per encoding."""

    address: str
    status: int
    content_type: str
    location: str
    bodies: dict[str, Variant]

    @property
    def size(self) -> int:
        """The bytes of all encodings together."""
        return sum(len(variant.body) for variant in self.bodies.values())


class Pages:
    """The pages and lists of one register. Safe for several threads; forgets all when the register changes.

    The register's generation is asked at most every `LOOK_AGAIN` seconds. A connection that was opened anew
    counts as a change, since there may be another file behind it.
    """

    def __init__(self, path: Path) -> None:
        self.reader = Reader(path)
        self._lock = threading.Lock()
        self._looked = 0.0
        self._generation = 0
        self._opened = 0
        self._pages: dict[str, StoredPage] = {}
        self._size = 0
        self._lists: OrderedDict[object, StoredPage] = OrderedDict()
        self._catalogue: Catalogue | None = None

    def fresh(self) -> int:
        """The generation in force; empties the memory when it changed."""
        now = time.monotonic()
        if now - self._looked < LOOK_AGAIN and self.reader.is_open:
            return self._generation
        generation, opened = self.reader.generation(), self.reader.opened
        with self._lock:
            self._looked = now
            if (generation, opened) != (self._generation, self._opened):
                self._generation, self._opened = generation, opened
                self._pages, self._size, self._catalogue = {}, 0, None
                self._lists = OrderedDict()
        return generation

    def page(self, address: str) -> StoredPage | None:
        """The stored page at an address, from memory or from the register."""
        self.fresh()
        return self._pages.get(address) or self._read(address)

    def _read(self, address: str) -> StoredPage | None:
        generation = self._generation
        page = read_page(self.reader.connection, address)
        if page is None:
            return None
        with self._lock:
            if self._size + page.size > MOST_PAGE_BYTES:
                self._pages, self._size = {}, 0
            if generation == self._generation:
                self._pages[address] = page
                self._size += page.size
        return page

    def catalogue(self) -> Catalogue:
        """The catalogue of the generation in force."""
        generation = self.fresh()
        found = self._catalogue
        if found is None or found.generation != generation:
            found = catalogues.read(self.reader.connection, generation)
            self._catalogue = found
        return found

    def kept(self, key: object) -> StoredPage | None:
        """A list that was made before in this generation; compressed from its second reader on."""
        self.fresh()
        with self._lock:
            page = self._lists.get(key)
            if page is not None:
                self._lists.move_to_end(key)
        if page is not None and len(page.bodies) == 1:
            self._compress(page)
        return page

    def keep(self, key: object, page: StoredPage, generation: int) -> None:
        """Remember a list, unless the register changed while it was made; the oldest goes when it is full."""
        with self._lock:
            if generation == self._generation:
                self._lists[key] = page
                if len(self._lists) > MOST_LISTS:
                    self._lists.popitem(last=False)

    def _compress(self, page: StoredPage) -> None:
        plain = page.bodies["identity"]
        for encoding in ("gzip", "br"):
            etag = f'{plain.etag[:-1]}-{encoding}"'
            page.bodies[encoding] = Variant(encoding, etag, compressed(plain.body, encoding))


def read_page(connection: sqlite3.Connection, address: str) -> StoredPage | None:
    """A page with all its encodings; one that points at a report gets the bytes of that report."""
    rows = connection.execute(
        "SELECT p.status, p.content_type, p.location, p.encoding, coalesce(r.sha256, p.etag),"
        " coalesce(r.pdf, p.body) FROM pages p LEFT JOIN reports r ON r.code = p.report WHERE p.address = ?",
        (address,),
    ).fetchall()
    if not rows:
        return None
    status, content_type, location = rows[0][:3]
    bodies = {
        encoding: Variant(encoding, etag if etag.startswith('"') else f'"{etag[:20]}"', body)
        for _, _, _, encoding, etag, body in rows
    }
    return StoredPage(address, status, content_type, location, bodies)
