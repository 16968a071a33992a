"""Bringing a variant to a new version of its base: conflicts as a form, choices read back from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup, escape
from werkzeug.datastructures import MultiDict

from afweging.case.authoring import words
from afweging.case.authoring.differences import (
    as_text,
    between,
    changed_keys,
    in_language,
    part_in_words,
    path_words,
)
from afweging.case.authoring.keys import Unreadable
from afweging.case.authoring.keys.base import tidy
from afweging.case.authoring.keys.fields import YamlField
from afweging.case.authoring.messages import in_dutch
from afweging.questionnaire import Questionnaire
from afweging.questionnaire.editing import NotEditable, upgraded_text
from afweging.questionnaire.inventory import inventory
from afweging.questionnaire.parts import PartRef
from afweging.questionnaire.text import Text
from afweging.questionnaire.variants import Choice, Conflict, Listed, Upgrade, Variant, upgrade
from afweging.questionnaire.variants.upgrade import NEW, OURS, THEIRS
from afweging.questionnaire.writing import to_yaml

HIDING = "hide:"
"""With this begin the ids of conflicts about what a variant hides."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the three texts, with the words marked in which it differs from what stood there."""

    text: str
    marked: Markup
    is_yaml: bool = False

    @classmethod
    def of(cls, value: Any, base: Any) -> Side:
        """A value beside the one that stood there; parts, lists and maps are told as YAML."""
        return cls(as_text(value), between(base, value), isinstance(value, Mapping | list))


@dataclass(frozen=True, slots=True)
class Question:
    """A conflict as it is asked. `anew` is what stands in the field to write it anew."""

    id: str
    title: str
    what: str
    reason: str
    base: Side
    ours: Side
    theirs: Side
    takes: tuple[str, ...]
    take: str = ""
    anew: str = ""
    is_yaml: bool = False
    error: str = ""
    kind: str = ""

    @property
    def is_hiding(self) -> bool:
        """Is it about something that the variant hides?"""
        return self.id.startswith(HIDING)


@dataclass(frozen=True, slots=True)
class Line:
    """What became of one local change."""

    title: str
    what: str
    text: str = ""


@dataclass(frozen=True)
class Settling:
    """An upgrade under way: what is asked, what was chosen, and what became of the rest."""

    made: Upgrade
    asked: tuple[Question, ...]
    settled: tuple[Question, ...]
    lang: str

    @property
    def done(self) -> bool:
        """Is there a result?"""
        return self.made.done

    @property
    def applied(self) -> list[Line]:
        """The local changes that go on as they are."""
        return self._lines(self.made.applied)

    @property
    def absorbed(self) -> list[Line]:
        """The local changes that the national model makes itself now."""
        return self._lines(self.made.absorbed)

    @property
    def dropped(self) -> list[Line]:
        """The local changes that were given up for the national text."""
        return self._lines(self.made.dropped)

    @property
    def notices(self) -> list[Line]:
        """The local changes that go on, beside something that the national model changed."""
        return self._lines(self.made.notices)

    def _lines(self, listed: list[Listed]) -> list[Line]:
        titles = _Titles(self.made, self.lang)
        return [Line(titles.of(each.ref), _done_words(each), _value(each)) for each in listed]

    def text(self, old: str) -> str:
        """The text of the result, with the comments of the old one where that can be."""
        try:
            return upgraded_text(old, self.made)
        except NotEditable:
            return to_yaml(self.made.data)


def settle(
    base: Questionnaire, variant: Variant, new: Questionnaire, form: MultiDict[str, str], lang: str
) -> Settling:
    """Upgrade with the choices in a form. Raises QuestionnaireInvalid when the variant has errors itself.

    Settling one conflict may bring out another; a choice is looked at again each time. What was written anew
    and cannot be read stays a conflict, with its error.
    """
    choices: dict[str, Choice] = {}
    errors: dict[str, str] = {}
    made = upgrade(base, variant, new, choices)
    for _round in range(len(variant.changes) + 1):
        fresh = {
            each.id: choice
            for each in made.conflicts
            if each.id not in choices
            and each.id not in errors
            and (choice := _choice(each, form, errors)) is not None
        }
        if not fresh:
            break
        choices |= fresh
        made = upgrade(base, variant, new, choices)
    titles = _Titles(made, lang)
    asked = tuple(_question(each, titles, form, errors) for each in made.conflicts)
    settled = tuple(_question(each, titles, form, {}) for each in _once(made.settled))
    return Settling(made, asked, settled, lang)


def _once(conflicts: list[Conflict]) -> list[Conflict]:
    return list({each.id: each for each in conflicts}.values())


def _choice(each: Conflict, form: MultiDict[str, str], errors: dict[str, str]) -> Choice | None:
    take = form.get(f"take:{each.id}", "")
    if take not in each.takes:
        return None
    if take != NEW:
        return Choice(take)
    try:
        return Choice(NEW, _anew(each, form))
    except Unreadable as error:
        errors[each.id] = str(error)
        return None


def _anew(each: Conflict, form: MultiDict[str, str]) -> Any:
    typed = tidy(form.get(f"anew:{each.id}", ""))
    if not typed:
        raise Unreadable(_("Schrijf wat er moet komen te staan."))
    if not _is_yaml(each):
        return typed
    field = YamlField("anew")
    found = field.read(MultiDict({field.name: typed}), _NO_CONTEXT)
    if each.reason == "broken" and not isinstance(found, Mapping):
        raise Unreadable(_("Schrijf de hele wijziging, zoals zij er stond."))
    return found


_NO_CONTEXT: Any = None
"""A field of YAML needs to know nothing of the file."""


def _is_yaml(each: Conflict) -> bool:
    return not all(isinstance(side, str) or side is None for side in (each.base, each.ours, each.theirs))


def _question(
    each: Conflict, titles: _Titles, form: MultiDict[str, str], errors: Mapping[str, str]
) -> Question:
    base, ours, theirs = _sides(each, titles.lang)
    return Question(
        each.id,
        titles.of(each.ref),
        path_words(each.path),
        " ".join((str(words.REASONS[each.reason]), *map(in_dutch, each.messages))),
        base,
        ours,
        theirs,
        each.takes,
        form.get(f"take:{each.id}", ""),
        form.get(f"anew:{each.id}", as_text(each.ours)),
        _is_yaml(each),
        errors.get(each.id, ""),
        each.ref.kind,
    )


def _sides(each: Conflict, lang: str) -> tuple[Side, Side, Side]:
    """The three texts. A part that the variant hides is told by its words and by what changed in it."""
    if not each.id.startswith(HIDING):
        return Side.of(each.base, each.base), Side.of(each.ours, each.base), Side.of(each.theirs, each.base)
    keys = changed_keys(each.base, each.theirs)
    old, new = (part_in_words(side, keys, lang) for side in (each.base, each.theirs))
    because = _("Verborgen. Reden: %(because)s", because=in_language(each.ours, lang))
    return Side(old, between(old, old)), Side(because, escape(because)), Side(new, between(old, new))


class _Titles:
    """What parts are called, wherever they are: in the new base, the old one, or in the variant itself."""

    def __init__(self, made: Upgrade, lang: str) -> None:
        self._inventories = (inventory(made.new_base), inventory(made.base))
        self._added = dict(_added(made.variant))
        self._language, self.lang = made.base.language, lang

    def of(self, ref: PartRef) -> str:
        """What a part is called, with what kind of part it is."""
        raws = (found.parts[ref].raw for found in self._inventories if ref in found.parts)
        raw = next(raws, None) or self._added.get(ref, {})
        given = raw.get("label") or raw.get("title") or raw.get("text") or ref.id
        text = {self._language: given} if isinstance(given, str) else given
        title = Text(text, self._language).to(self.lang)
        return f"{str(words.KINDS[ref.kind]).capitalize()} ‘{title}’"


def _added(variant: Variant) -> Iterator[tuple[PartRef, Mapping[str, Any]]]:
    for change in variant.changes:
        plain = change.node.plain() if change.verb == "add" and change.node else None
        if isinstance(plain, Mapping):
            yield change.ref, plain


def _done_words(each: Listed) -> str:
    words_of = {
        "add": _("toegevoegd"),
        "change": _("veranderd"),
        "hide": _("verborgen"),
        "move": _("verplaatst"),
    }
    what = path_words(each.path)
    done = words_of[each.verb]
    if each.code == "revision":
        return _("De betekenis is landelijk veranderd. Kijk of uw tekst nog past.")
    return f"{what}, {done}" if what else done


def _value(each: Listed) -> str:
    return each.value if isinstance(each.value, str) else ""


__all__ = ["NEW", "OURS", "THEIRS", "Line", "Question", "Settling", "Side", "settle"]
