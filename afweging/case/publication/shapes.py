"""The shapes of the register's fields: as people type them, as they are kept, and what may be wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _

from afweging.case.disclosure.forms import tidy
from afweging.case.publication.fields import Field, Shape

LISTS = ("themes", "links", "numbers")
LONGEST_TEXT = 20_000
LONGEST_TITLE = 99
LONGEST_LINK = 500
MOST_LINES = 100
MOST_NUMBERS = 3
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


def empty(field: Field) -> Any:
    """Return what a field holds when nothing was written."""
    return [] if field.shape in LISTS else ""


def normal(value: Any) -> Any:
    """Return a value without what nobody sees: line ends of another system, spaces around, control signs."""
    if isinstance(value, str):
        return tidy(value)
    if isinstance(value, list):
        return [normal(item) for item in value]
    if isinstance(value, Mapping):
        return {key: normal(item) for key, item in value.items()}
    return value


def as_text(field: Field, value: Any) -> str:
    """Return a value as people type it: lists are one line per item, their parts with a bar between."""
    if field.shape == "links":
        return "\n".join(_link_line(item) for item in value)
    if field.shape == "numbers":
        return "\n".join(f"{item['figure']} | {item['words']}" for item in value)
    if field.shape == "themes":
        return "\n".join(value)
    return str(value)


def from_texts(field: Field, texts: Sequence[str]) -> Any:
    """Return the value that these texts of a form hold. Never raises: what is wrong, `problem` tells."""
    if field.shape == "themes":
        return [theme for theme in field.choices if theme in texts]
    text = normal(texts[0]) if texts else ""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if field.shape == "links":
        return [_link(line) for line in lines]
    if field.shape == "numbers":
        return [_number(line) for line in lines]
    return text


def fits(field: Field, value: Any) -> bool:
    """Tell whether a value is of the shape that the field keeps at all, right or wrong."""
    return _FITS.get(field.shape, _is_text)(field, value)


def problem(field: Field, value: Any) -> str:
    """Return what is wrong with a value, in a sentence; empty when nothing is."""
    if field.required and not value:
        return _("Vul dit in: het landelijk register vraagt erom.")
    if isinstance(value, str) and field.most and len(value) > field.most:
        return _("Maak deze tekst %(over)s tekens korter.", over=len(value) - field.most)
    if not fits(field, value):
        return _("Kies een van de mogelijkheden.")
    check = _PROBLEMS.get("contact" if field.key == "contact_email" else field.shape)
    return check(value) if check and value else ""


def _link_line(item: Mapping[str, Any]) -> str:
    title, link = str(item["title"]), item.get("link") or ""
    return f"{title} | {link}".rstrip() if link or "|" in title else title


def _link(line: str) -> dict[str, str | None]:
    if "|" not in line:
        return {"title": line, "link": None}
    title, _bar, link = line.rpartition("|")
    return {"title": title.strip(), "link": link.strip() or None}


def _number(line: str) -> dict[str, str]:
    figure, _bar, words = line.partition("|")
    return {"figure": figure.strip(), "words": words.strip()}


def _is_text(_field: Field, value: Any) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _is_choice(field: Field, value: Any) -> bool:
    return isinstance(value, str) and value in field.choices


def _are_themes(field: Field, value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) and item in field.choices for item in value)


def _are_links(_field: Field, value: Any) -> bool:
    return _are_rows(value) and all(
        isinstance(item.get("title"), str)
        and isinstance(item.get("link"), str | None)
        and set(item) <= {"title", "link"}
        for item in value
    )


def _are_numbers(_field: Field, value: Any) -> bool:
    return _are_rows(value) and all(
        isinstance(item.get("figure"), str)
        and isinstance(item.get("words"), str)
        and set(item) == {"figure", "words"}
        for item in value
    )


def _are_rows(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_LINES and all(isinstance(i, Mapping) for i in value)


_FITS: dict[Shape, Callable[[Field, Any], bool]] = {
    "choice": _is_choice,
    "themes": _are_themes,
    "links": _are_links,
    "numbers": _are_numbers,
}


def _month_problem(value: str) -> str:
    return "" if MONTH.fullmatch(value) else _("Schrijf het jaar en de maand zo: 2024-03.")


def _address_problem(value: str) -> str:
    return "" if _is_address(value) else _("Begin het adres met https:// en zet er geen spaties in.")


def _contact_problem(value: str) -> str:
    is_mail = re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value)
    return "" if is_mail or _is_address(value) else _("Vul een e-mailadres in, of een adres met https://.")


def _links_problem(value: list[Mapping[str, Any]]) -> str:
    for item in value:
        if not item["title"]:
            return _("Schrijf voor elk adres een naam, dan een streep (|), dan het adres.")
        if len(item["title"]) > LONGEST_TITLE * 4 or len(item.get("link") or "") >= LONGEST_LINK:
            return _("Maak deze regel korter: “%(title)s”.", title=item["title"][:60])
        if item.get("link") and not _is_address(item["link"]):
            return _("Begin het adres bij “%(title)s” met https://.", title=item["title"][:60])
    return ""


def _numbers_problem(value: list[Mapping[str, str]]) -> str:
    if len(value) > MOST_NUMBERS:
        return _("Kies er hoogstens drie.")
    if any(not item["figure"] or not item["words"] for item in value):
        return _("Schrijf op elke regel het getal, dan een streep (|), dan wat het telt.")
    return ""


def _is_address(value: str) -> bool:
    return re.fullmatch(r"https?://[^\s|]+", value) is not None


_PROBLEMS: dict[str, Callable[[Any], str]] = {
    "month": _month_problem,
    "url": _address_problem,
    "contact": _contact_problem,
    "links": _links_problem,
    "numbers": _numbers_problem,
}
