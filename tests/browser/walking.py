"""Every page that somebody can reach: all links are followed, from the first page that they see."""

from __future__ import annotations

import http.client
import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

from werkzeug.exceptions import HTTPException

from tests.browser.house import House

HREF = re.compile(r'<a\b[^>]*?\bhref="([^"]+)"')
TAG = re.compile(r"<(?!/)([a-z][a-z0-9-]*)([^>]*)>")
ATTRIBUTE = re.compile(r'([a-z-]+)(?:="([^"]*)")?')
TELLING = {"class", "type", "role", "scope", "lang"}
MOST_QUERIES = 2  # of one page of one thing: a filtered list looks like another
MOST_ALIKE = 60  # of one kind of page, per person: every question has its page of earlier versions


@dataclass(frozen=True)
class Seen:
    """A page as somebody got it."""

    who: str | None
    address: str
    endpoint: str
    status: int
    html: str

    @property
    def features(self) -> frozenset[object]:
        """Return what this page is made of: kinds of elements with their attributes, and its headings."""
        found: set[object] = {(self.endpoint, self.status)}
        headings = []
        for tag, rest in TAG.findall(self.html):
            attributes = dict(ATTRIBUTE.findall(rest))
            told = tuple(sorted((name, value) for name, value in attributes.items() if name in TELLING))
            found.add((tag, told, tuple(sorted(attributes.keys() - TELLING))))
            headings += [tag] if tag in ("h1", "h2", "h3", "h4") else []
        found.add(tuple(dict.fromkeys(itertools.pairwise(headings))))
        return frozenset(found)


class Walker:
    """Follows links as one person (or a resident), page after page, on one connection."""

    def __init__(self, house: House, who: str | None) -> None:
        self.house, self.who = house, who
        self.connection = http.client.HTTPConnection(urlsplit(house.url).netloc, timeout=60)
        self.headers = {"Accept": "text/html"}
        if who:
            self.headers["Cookie"] = f"{house.cookie}={house.token(who)}"

    def get(self, address: str) -> tuple[int, str, str]:
        """Return status, kind of content and text (or where a redirect goes)."""
        self.connection.request("GET", address, headers=self.headers)
        response = self.connection.getresponse()
        body = response.read()
        kind = (response.headers.get_content_type() or "").lower()
        if 300 <= response.status < 400:
            return response.status, kind, response.headers["Location"]
        return response.status, kind, body.decode() if kind == "text/html" else ""

    def see(self, address: str) -> Seen:
        """Return the page at an address."""
        status, kind, text = self.get(address)
        return Seen(self.who, address, self.endpoint(address), status, text if kind == "text/html" else "")

    def endpoint(self, address: str) -> str:
        """Return the name of the page at an address."""
        try:
            matched = self.house.app.url_map.bind("").match(urlsplit(address).path)
        except HTTPException:
            return "none"
        return str(matched[0])

    def everywhere(self, starts: Iterable[str]) -> Iterator[Seen]:
        """Give every page that links lead to."""
        waiting, known, queries, alike = list(starts), set(starts), Counter[str](), Counter[str]()
        while waiting:
            page = self.see(waiting.pop())
            yield page
            follow = [page.html] if 300 <= page.status < 400 else HREF.findall(page.html)
            for target in follow:
                address = self.inside(page.address, unescape(target))
                if address is None or address in known:
                    continue
                known.add(address)
                path, _, query = address.partition("?")
                queries[path] += bool(query)
                alike[kind := self.endpoint(address)] += 1
                if alike[kind] <= MOST_ALIKE and (queries[path] <= MOST_QUERIES or not query):
                    waiting.append(address)

    def inside(self, at: str, target: str) -> str | None:
        """Return the address that a link goes to, when it is ours."""
        url = urldefrag(urljoin(f"{self.house.url}{at}", target)).url
        if not url.startswith(f"{self.house.url}/"):
            return None
        address = url.removeprefix(self.house.url)
        mine = (
            address.startswith(("/werk", "/beheer"))
            if self.who
            else not address.startswith("/inloggen/taal/")
        )
        return address if mine else None
