"""From the settings of an installation to a register: its file, its site, its verifier."""

from datetime import datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from afweging.foundation.seal import Verdict, Verifier, trust_roots
from afweging.settings import Settings

from . import queries, schema
from .operations import Register
from .reader import Pages
from .records import LedgerHead
from .rendering import Renderer, Site
from .store import Reader

SQLITE = "sqlite:///"


def register_path(settings: Settings, *, reading: bool = False) -> Path:
    """The register's file: what the settings say, else `register-<schema hash>.sqlite` in the instance.

    Raises ValueError for an address that is not a SQLite file.
    """
    address = (settings.register_read_url if reading else "") or settings.register_url
    if not address:
        return settings.instance.absolute() / schema.file_name()
    if not address.startswith(SQLITE):
        raise ValueError(f"the register is a SQLite file, not {urlsplit(address).scheme}")
    return Path(address.removeprefix(SQLITE))


def register_of(settings: Settings) -> Register:
    """The register as the worker writes it."""
    return Register(register_path(settings), Renderer(Site(settings.public_url.rstrip("/"))))


def published_heads(settings: Settings) -> list[LedgerHead]:
    """Every head of a ledger that was ever published here, oldest first; none while there is no register."""
    path = register_path(settings)
    if not path.exists():
        return []
    reader = Reader(path)
    try:
        return queries.published_heads(reader.connection)
    finally:
        reader.close()


class PublicDoor:
    """Everything the public views need. Lives in `app.extensions["afweging_register"]`."""

    def __init__(self, path: Path, site: Site, keys: Path) -> None:
        self.pages = Pages(path)
        self.renderer = Renderer(site)
        self.site = site
        self._keys = keys

    @classmethod
    def of(cls, settings: Settings) -> "PublicDoor":
        """The door that belongs to these settings."""
        site = Site(settings.public_url.rstrip("/"))
        return cls(register_path(settings, reading=True), site, settings.instance / "keys")

    @cached_property
    def _verifier(self) -> Verifier:
        return Verifier()

    def verify(self, pdf: bytes, now: datetime) -> Verdict:
        """The verdict on the seal of a file, from a confined child process."""
        return self._verifier.verify(pdf, trust_roots(self._keys), now=now)
