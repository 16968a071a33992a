"""The list as a page and as JSON: answered once per generation and normal query, then from memory."""

import hashlib
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup, escape

from . import api, queries
from .catalogue import GROUPS, Catalogue
from .configuration import PublicDoor
from .framing import frame
from .language import Language, language
from .listing import (
    GROUP_WORDS,
    ORDERS,
    PER_PAGE,
    Arguments,
    Choice,
    Message,
    Query,
    Result,
    find,
    read_query,
)
from .reader import StoredPage
from .rendering import HTML, Variant, links_between_languages

KNOWN_TO_JSON = frozenset({"q", "sorteer", "pagina", "per_pagina", *GROUPS})


def page(door: PublicDoor, said: Language, arguments: Arguments) -> StoredPage:
    """The page of a query, kept. A page after the last one is a 404 that says how many there are."""
    catalogue = door.pages.catalogue()
    query = read_query(arguments, catalogue)
    key = (said.code, query)
    return door.pages.kept(key) or _keep(door, catalogue, key, lambda: _html(door, said, catalogue, query))


def _keep(
    door: PublicDoor, catalogue: Catalogue, key: object, make: Callable[[], tuple[int, str, str]]
) -> StoredPage:
    status, content_type, text = make()
    body = text.encode()
    etag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    address = "/v1/algoritmes" if content_type != HTML else "/algoritmes"
    made = StoredPage(address, status, content_type, "", {"identity": Variant("identity", etag, body)})
    door.pages.keep(key, made, catalogue.generation)
    return made


def _html(door: PublicDoor, said: Language, catalogue: Catalogue, query: Query) -> tuple[int, str, str]:
    connection = door.pages.reader.connection
    result = find(door.pages.reader, catalogue, query)
    text = door.renderer.html(
        said.code,
        "list.html",
        address="/algoritmes",
        result=result,
        found=_found(result, said),
        cards=queries.cards(connection, result.ids, said.code),
        options=_options,
        say=lambda message: _say(message, said),
        page_link=lambda number: query.address(said.prefix, page=number),
        orders=ORDERS,
        group_words=GROUP_WORDS,
        language_links=_language_links(said, query),
        **frame(connection, said.code, door.site, None, current="list"),
    )
    return (404 if result.beyond else 200), HTML, text


@lru_cache(maxsize=10_000)
def _option(value: str, words: str) -> tuple[str, str]:
    return f'<option value="{escape(value)}"', f">{escape(words)} ("


def _options(choices: tuple[Choice, ...]) -> Markup:
    """The options of a menu. Joined here: hundreds of them are slow in a template."""
    parts = []
    for choice in choices:
        start, words = _option(choice.value, choice.words)
        parts.append(f"{start}{' selected' if choice.chosen else ''}{words}{choice.count})</option>")
    return Markup("".join(parts))


def _language_links(said: Language, query: Query) -> list[dict[str, Any]]:
    links = links_between_languages(said.code, "/algoritmes")
    return [
        {**link, "url": query.address("" if link["code"] == "nl" else "/en", query.page)} for link in links
    ]


def _say(message: Message, said: Language) -> str:
    values = {name: said.say(value) if name == "group" else value for name, value in message.values}
    return said.say(message.words, **values)


def _found(result: Result, said: Language) -> str:
    if result.total == 0:
        return said.say("Niets gevonden")
    if result.query.q:
        return said.count(
            "%(num)s toepassing met ‘%(q)s’",
            "%(num)s toepassingen met ‘%(q)s’",
            result.total,
            q=result.query.q,
        )
    return said.count("%(num)s toepassing", "%(num)s toepassingen", result.total)


def page_as_json(door: PublicDoor, arguments: Arguments) -> StoredPage:
    """The list for machines, kept like the page."""
    catalogue = door.pages.catalogue()
    query = read_query(arguments, catalogue)
    per_page = _last(arguments, "per_pagina")
    key = ("json", query, per_page, frozenset(arguments.keys()))
    made = door.pages.kept(key)
    return made or _keep(door, catalogue, key, lambda: _json(door, catalogue, query, per_page, arguments))


def _last(arguments: Arguments, name: str) -> str:
    values = arguments.getlist(name)
    return values[-1] if values else ""


def _json(
    door: PublicDoor, catalogue: Catalogue, query: Query, per_page: str, arguments: Arguments
) -> tuple[int, str, str]:
    problems = [_say(message, language("en")) for message in query.messages]
    problems += [f"unknown parameter: {name}" for name in sorted(set(arguments.keys()) - KNOWN_TO_JSON)]
    size = int(per_page) if per_page.isascii() and per_page.isdigit() and len(per_page) <= 3 else 0
    if per_page and not 1 <= size <= api.MOST_PER_PAGE:
        problems.append(f"per_pagina: 1 to {api.MOST_PER_PAGE}")
    if problems:
        return _problem(400, "Bad parameters", "; ".join(problems))
    result = find(door.pages.reader, catalogue, query, size or PER_PAGE)
    if result.beyond:
        return _problem(404, "No such page", f"pagina: 1 to {result.pages}")
    items = queries.summaries(door.pages.reader.connection, result.ids)
    links = {
        "next": _link(door, query, per_page, query.page + 1) if query.page < result.pages else None,
        "previous": _link(door, query, per_page, query.page - 1) if query.page > 1 else None,
    }
    return 200, "application/json", api.list_json(items, result.total, query.page, result.pages, links)


def _problem(status: int, title: str, detail: str) -> tuple[int, str, str]:
    return status, "application/problem+json", api.problem_json(status, title, detail)


def _link(door: PublicDoor, query: Query, per_page: str, number: int) -> str:
    address = f"{door.site.public_url}/v1{query.address('', page=number)}"
    if not per_page:
        return address
    return f"{address}{'&' if '?' in address else '?'}{urlencode({'per_pagina': per_page})}"
