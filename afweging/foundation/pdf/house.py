"""Our stylesheets and fonts, read once per process and the only files a document can reach."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint import CSS
from weasyprint.logger import LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from afweging.foundation.pdf.fonts import face_rules, whole_faces

# RFC 2606 reserves the name: it can never be somebody's server.
BASE = "http://static.invalid/"
FONTS = BASE + "fonts/"


class HouseIncomplete(Exception):
    """A stylesheet or font of ours is missing or broken."""


class HouseFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint is checked as Any
    """Serves `data:` addresses and files under `static/`; refuses everything else."""

    def __init__(self, static: Path, faces: dict[str, bytes]) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False)
        self._static = static.resolve()
        self._faces = faces

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """One resource. Raises `ValueError`, which WeasyPrint logs as an error and we turn into a failure."""
        if url.startswith(FONTS):
            return URLFetcherResponse(url, self._faces[url.removeprefix(FONTS)], {"Content-Type": "font/ttf"})
        if not url.startswith(BASE + "static/"):
            return super().fetch(url, headers)
        name = unquote(urlsplit(url).path).removeprefix("/static/")
        path = (self._static / name).resolve()
        if not path.is_relative_to(self._static) or not path.is_file():
            raise ValueError(f"no such file of ours: {name}")
        kind = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": kind})


class House:
    """Fetcher, fonts and parsed stylesheets for one static folder. Raises `HouseIncomplete`."""

    def __init__(self, static: Path) -> None:
        self._static = static
        self._parsed: dict[str, CSS] = {}
        try:
            self.fetcher = HouseFetcher(static, whole_faces(static))
        except OSError as error:
            raise HouseIncomplete(str(error)) from error
        self.fonts = FontConfiguration()
        with _no_font_left_out():
            self._faces = self._sheet(face_rules(FONTS))

    def sheets(self, names: Iterable[str]) -> list[CSS]:
        """Our faces and these stylesheets of ours, in this order. Raises `HouseIncomplete`."""
        return [self._faces, *(self._named(name) for name in names)]

    def _named(self, name: str) -> CSS:
        if name not in self._parsed:
            try:
                text = (self._static / name).read_text("utf-8")
            except OSError as error:
                raise HouseIncomplete(str(error)) from error
            self._parsed[name] = self._sheet(text)
        return self._parsed[name]

    def _sheet(self, text: str) -> CSS:
        fetcher, fonts = self.fetcher, self.fonts
        return CSS(string=text, base_url=BASE, url_fetcher=fetcher, font_config=fonts, media_type="print")


@contextmanager
def _no_font_left_out() -> Iterator[None]:
    """WeasyPrint only warns of a font that it cannot load, and then takes any other: not in our documents."""
    said: list[str] = []
    listener = logging.Handler(logging.WARNING)
    listener.emit = lambda record: said.append(record.getMessage())  # type: ignore[method-assign]
    LOGGER.addHandler(listener)
    try:
        yield
    finally:
        LOGGER.removeHandler(listener)
    unloaded = [message for message in said if message.startswith("Font-face")]
    if unloaded:
        raise HouseIncomplete("; ".join(unloaded))


@lru_cache(maxsize=4)
def house(static: Path) -> House:
    """The same house for the same folder."""
    return House(static)
