"""The query of the list: read from an address, made normal, answered.

What an address asks and does not exist is left out with a message; it is never an error of the server.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from . import words
from .catalogue import GROUPS, Catalogue
from .search import search
from .store import Reader
from .words import mark

PER_PAGE = 20
LONGEST_QUESTION = 200
ORDERS: Mapping[str, str] = {
    "nieuw": mark("Nieuwste bericht eerst"),
    "naam": mark("Op alfabet"),
    "relevantie": mark("Wat het beste past eerst"),
}
GROUP_WORDS: Mapping[str, str] = {
    "organisatie": mark("Organisatie"),
    "status": mark("Wordt het gebruikt?"),
    "categorie": mark("Wat kan het met mensen doen?"),
    "thema": mark("Thema"),
    "soort": mark("Wat is het?"),
    "afdeling": mark("Afdeling"),
    "jaar": mark("Sinds welk jaar?"),
    "besluit": mark("Wat is besloten?"),
    "afweging": mark("Hoe is het gewogen?"),
}
_FIXED: Mapping[str, Mapping[str, str]] = {
    "status": {key: words.STATUS[value] for key, value in words.STATUS_IN_ADDRESS.items()},
    "categorie": words.CATEGORY,
    "soort": {key: words.KIND[value] for key, value in words.KIND_IN_ADDRESS.items()},
    "besluit": words.DECISION_IN_ADDRESS,
    "afweging": words.WEIGHED_IN_ADDRESS,
}


class Arguments(Protocol):
    """The part of Werkzeug's MultiDict that is read here."""

    def getlist(self, key: str) -> list[str]:
        """All values of `key`."""
        ...

    def keys(self) -> Iterable[str]:
        """The names that were given."""
        ...


@dataclass(frozen=True)
class Message:
    """Something about the query that the page tells; `values` fill in the words."""

    words: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Query:
    """A normal query: the same question always gives the same object, hence the same cached page."""

    q: str = ""
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()
    order: str = ""
    page: int = 1
    messages: tuple[Message, ...] = field(default=())

    @property
    def sorted_by(self) -> str:
        """The order in force: by fit when words were typed, else newest first."""
        return self.order or ("relevantie" if self.q else "nieuw")

    def values(self, group: str) -> tuple[str, ...]:
        """What was chosen in `group`."""
        return dict(self.chosen).get(group, ())

    def address(self, prefix: str, page: int | None = None, order: str | None = None) -> str:
        """The address of this query, on another page or in another order."""
        order = self.order if order is None else order
        number = page or 1
        pairs = [("q", self.q)] if self.q else []
        pairs += [(group, value) for group, values in self.chosen for value in values]
        pairs += [("sorteer", order)] if order else []
        pairs += [("pagina", str(number))] if number > 1 else []
        return f"{prefix}/algoritmes" + (f"?{urlencode(pairs)}" if pairs else "")


@dataclass(frozen=True)
class Choice:
    """One box or option of a filter: its value, its words, how many entries, whether it is chosen."""

    value: str
    words: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Result:
    """What a query found: the ids of this page in order, how many in all, and the counts per choice."""

    query: Query
    ids: tuple[int, ...]
    total: int
    pages: int
    choices: Mapping[str, tuple[Choice, ...]]
    guessed: bool = False

    @property
    def beyond(self) -> bool:
        """Whether the page asked for lies after the last one."""
        return self.query.page > self.pages


def read_query(arguments: Arguments, catalogue: Catalogue) -> Query:
    """The query in an address. Unknown values are left out, and said."""
    messages: list[Message] = []
    q = _question(arguments, messages)
    chosen = tuple(
        (group, values) for group in GROUPS if (values := _chosen(arguments, group, catalogue, messages))
    )
    return Query(q, chosen, _order(arguments, q, messages), _page(arguments, messages), tuple(messages))


def _last(arguments: Arguments, name: str) -> str:
    values = arguments.getlist(name)
    return values[-1].strip() if values else ""


def _question(arguments: Arguments, messages: list[Message]) -> str:
    q = " ".join("".join(sign if sign.isprintable() else " " for sign in _last(arguments, "q")).split())
    if len(q) <= LONGEST_QUESTION:
        return q
    text = mark("Uw zoekvraag was langer dan %(most)s tekens. Wij zochten op het eerste stuk.")
    messages.append(Message(text, (("most", str(LONGEST_QUESTION)),)))
    return q[:LONGEST_QUESTION].strip()


def _chosen(
    arguments: Arguments, group: str, catalogue: Catalogue, messages: list[Message]
) -> tuple[str, ...]:
    asked = {value.strip() for value in arguments.getlist(group)[:50]} - {""}
    known = catalogue.bits[group].keys() | _FIXED.get(group, {}).keys()
    if group == "organisatie":
        known = known | catalogue.organisations.keys()
    for value in sorted(asked - known):
        text = mark("‘%(value)s’ kennen wij niet bij ‘%(group)s’. Die keuze is weggelaten.")
        messages.append(Message(text, (("value", value[:60]), ("group", GROUP_WORDS[group]))))
    return tuple(sorted(asked & known))


def _order(arguments: Arguments, q: str, messages: list[Message]) -> str:
    order = _last(arguments, "sorteer")
    if order and order not in ORDERS:
        text = mark("Op ‘%(value)s’ kunnen wij niet sorteren. U ziet de gewone volgorde.")
        messages.append(Message(text, (("value", order[:60]),)))
        return ""
    standard = "relevantie" if q else "nieuw"
    return "" if order == standard or (order == "relevantie" and not q) else order


def _page(arguments: Arguments, messages: list[Message]) -> int:
    page = _last(arguments, "pagina")
    if page.isascii() and page.isdigit() and len(page) <= 6 and int(page) >= 1:
        return int(page)
    if page:
        text = mark("‘%(value)s’ is geen bladzijde. U ziet de eerste.")
        messages.append(Message(text, (("value", page[:60]),)))
    return 1


def find(reader: Reader, catalogue: Catalogue, query: Query, per_page: int = PER_PAGE) -> Result:
    """Answer the query from the catalogue; only words that were typed go to the database."""
    hits = search(reader.connection, query.q) if query.q else None
    within = catalogue.everything if hits is None else catalogue.mask(hits.ids)
    masks = {group: catalogue.chosen(group, values) for group, values in query.chosen}
    found = within
    for group_mask in masks.values():
        found &= group_mask
    total = found.bit_count()
    pages = max(1, -(-total // per_page))
    first = (query.page - 1) * per_page
    if query.sorted_by == "relevantie" and hits is not None:
        allowed = set(catalogue.in_order(found, "nieuw"))
        ordered = [entry for entry in hits.ids if entry in allowed]
    else:
        ordered = catalogue.in_order(found, query.sorted_by)
    return Result(
        query=query,
        ids=tuple(ordered[first : first + per_page]),
        total=total,
        pages=pages,
        choices={group: _choices(catalogue, query, group, within, masks) for group in GROUPS},
        guessed=bool(hits and hits.guessed),
    )


def _choices(
    catalogue: Catalogue, query: Query, group: str, within: int, masks: Mapping[str, int]
) -> tuple[Choice, ...]:
    """The choices of one group that find something, counted over what all *other* groups leave."""
    for other, mask_ in masks.items():
        if other != group:
            within &= mask_
    chosen = query.values(group)
    bits = catalogue.bits[group]
    counted = (
        (value, words_, (bits[value] & within).bit_count() if value in bits else 0)
        for value, words_ in _known(catalogue, group)
    )
    return tuple(
        Choice(value, words_, count, value in chosen)
        for value, words_, count in counted
        if count or value in chosen
    )


def _known(catalogue: Catalogue, group: str) -> Iterable[tuple[str, str]]:
    if group in _FIXED:
        return _FIXED[group].items()
    if group == "organisatie":
        return catalogue.organisations.items()
    newest_first = group == "jaar"
    return [(value, value) for value in sorted(catalogue.bits[group], reverse=newest_first)]
