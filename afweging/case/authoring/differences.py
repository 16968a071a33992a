"""Two questionnaires side by side, by the ids of their parts, with the words marked that differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from markupsafe import Markup

from afweging.case.authoring import words
from afweging.foundation.web.differences import marked, word_differences
from afweging.questionnaire import Questionnaire
from afweging.questionnaire.comparison import Difference, compare
from afweging.questionnaire.inventory import Path
from afweging.questionnaire.parts import PartRef
from afweging.questionnaire.writing import to_yaml


@dataclass(frozen=True, slots=True)
class Change:
    """One value that differs: what it is, and both texts in one."""

    what: str
    text: Markup


@dataclass(frozen=True, slots=True)
class Told:
    """What happened to one part. `kind` is added, removed, changed or moved."""

    kind: str
    ref: PartRef
    part: str
    title: str
    changes: tuple[Change, ...] = ()
    note: str = ""


KIND_WORDS = ("added", "changed", "moved", "removed")
"""The kinds in the order in which they are told."""


def differences(old: Questionnaire, new: Questionnaire, lang: str) -> dict[str, list[Told]]:
    """Return what differs, by kind; kinds without a difference are left out."""
    told = [_told(each, old, new, lang) for each in compare(old, new).differences]
    by_kind = {kind: [each for each in told if each.kind == kind] for kind in KIND_WORDS}
    return {kind: found for kind, found in by_kind.items() if found}


def _told(each: Difference, old: Questionnaire, new: Questionnaire, lang: str) -> Told:
    changes = tuple(Change(path_words(leaf.path), between(leaf.old, leaf.new)) for leaf in each.leaves)
    where = new if each.kind != "removed" else old
    title = each.title.to(lang) or each.ref.id
    return Told(
        each.kind, each.ref, _part(each.ref, where, lang), title, changes, _moved(each, old, new, lang)
    )


def _moved(each: Difference, old: Questionnaire, new: Questionnaire, lang: str) -> str:
    if each.owners is None or each.owners[0] == each.owners[1]:
        return _("Staat op een andere plaats in dezelfde lijst.") if each.kind == "moved" else ""
    before, after = (_title_of(ref, where, lang) for ref, where in zip(each.owners, (old, new), strict=True))
    return _("Van “%(before)s” naar “%(after)s”.", before=before, after=after)


def _title_of(ref: PartRef, where: Questionnaire, lang: str) -> str:
    section = next((each for each in where.sections if each.id == ref.id), None)
    return section.title.to(lang) if section else ref.id


def _part(ref: PartRef, where: Questionnaire, lang: str) -> str:
    """What kind of part it is; of what belongs to a question, which one."""
    kind = str(words.KINDS[ref.kind])
    owner = where.questions.get(ref.owner or (ref.id if ref.kind == "question" else ""))
    if owner is None:
        return kind
    number = where.number(owner.id)
    if not ref.owner:
        return f"{kind} {number}".strip()
    return _("%(kind)s bij %(number)s", kind=kind, number=number or owner.label.to(lang))


def path_words(path: Path) -> str:
    """Say what a leaf is: “Hulp erbij (en)”."""
    if not path:
        return ""
    label = str(words.LABELS.get(path[0], path[0]))
    return f"{label} ({', '.join(path[1:])})" if path[1:] else label


def between(old: Any, new: Any) -> Markup:
    """Return two values as one text with marks, whatever they are."""
    return marked(word_differences(as_text(old), as_text(new)))


def as_text(value: Any) -> str:
    """Return a value as people read it: a text as it is, anything else as YAML."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return value if isinstance(value, str) else to_yaml(value).strip()


def changed_keys(old: Any, new: Any) -> tuple[str, ...]:
    """The keys of a part whose values differ, what it is called first."""
    before, after = (side if isinstance(side, Mapping) else {} for side in (old, new))
    called = [key for key in ("label", "title", "text") if key in before or key in after][:1]
    return (
        *called,
        *(key for key in {**before, **after} if key not in called and before.get(key) != after.get(key)),
    )


def part_in_words(part: Any, keys: tuple[str, ...], lang: str) -> str:
    """Some keys of a part as people read them, each on its own line, what it is called first."""
    if not isinstance(part, Mapping):
        return ""
    told = [(key, in_language(part[key], lang)) for key in keys if key in part]
    return "\n".join(
        text if place == 0 else f"{words.LABELS.get(key, key)}: {text}"
        for place, (key, text) in enumerate(told)
    )


def in_language(value: Any, lang: str) -> str:
    """A value as text; of a text in several languages, the one of the page."""
    if isinstance(value, Mapping) and value and all(isinstance(each, str) for each in value.values()):
        texts = {str(key): str(text) for key, text in value.items()}
        if all(len(key) == 2 for key in texts):
            return texts.get(lang) or texts.get("nl") or next(iter(texts.values()))
    return as_text(value)
