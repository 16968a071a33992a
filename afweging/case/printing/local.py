"""What is local in a variant: hidden, changed, added and moved parts, beside the national text, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from afweging.case.printing.language import Language
from afweging.case.printing.sheet import Sheet
from afweging.questionnaire import Question, Questionnaire, Section, Text
from afweging.questionnaire.inventory import Inventory, Part, inventory
from afweging.questionnaire.parts import FILE, TEXT_KEYS, PartRef
from afweging.questionnaire.rules.telling import tell_rule
from afweging.questionnaire.variants import Resolved

_USES = {"show_if": "show_if", "required": "required", "if": "if", "value": "value", "max": "max"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One local difference: the part, the national words, the words here, and the reason."""

    what: str
    national: str
    here: str
    because: str


def origin(sheet: Sheet, part: Section | Question) -> str:
    """Where a section or question comes from, in few words; empty when it is national as it is."""
    resolved = sheet.resolved
    if resolved is None:
        return ""
    ref = PartRef("section" if isinstance(part, Section) else "question", part.id)
    if resolved.origins.of(ref).kind == "variant":
        return sheet.language.say("Lokaal toegevoegd")
    changed = dict.fromkeys(
        _key_name(sheet.language, key)
        for each in _refs(part)
        if resolved.origins.of(each).kind != "base"
        for key in (_changed_keys(resolved, each) if each == ref else (each.kind,))
    )
    if changed:
        return sheet.language.say("Lokaal aangepast: %(what)s", what=", ".join(changed))
    return sheet.language.say("Lokaal verplaatst") if resolved.origins.moved(ref) else ""


def differences(sheet: Sheet) -> dict[str, list[Difference]]:
    """Every local difference, by a heading that says what was done; only headings that have any."""
    resolved, say = sheet.resolved, sheet.language.say
    if resolved is None:
        return {}
    groups = {
        say("Niet gevraagd"): list(_hidden(sheet)),
        say("Aangepast"): list(_changed(sheet, resolved)),
        say("Toegevoegd"): list(_added(sheet, resolved)),
        say("Verplaatst"): list(_moved(sheet, resolved)),
    }
    return {heading: rows for heading, rows in groups.items() if rows}


def _refs(part: Section | Question) -> Iterator[PartRef]:
    """A section or question, and what is in a question."""
    if isinstance(part, Section):
        yield PartRef("section", part.id)
        return
    yield PartRef("question", part.id)
    for kind, parts in (("option", part.options), ("row", part.rows), ("column", part.columns)):
        yield from (PartRef(kind, each.id, part.id) for each in parts)


def _changed_keys(resolved: Resolved, ref: PartRef) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path[0] for path in resolved.origins.leaves(ref)))


def _hidden(sheet: Sheet) -> Iterator[Difference]:
    parts = inventory(sheet.questionnaire)
    for hidden in sheet.questionnaire.hidden:
        name = _name(sheet, parts, hidden.ref)
        yield Difference(name, "", "", hidden.because.to(sheet.lang))


def _changed(sheet: Sheet, resolved: Resolved) -> Iterator[Difference]:
    parts = inventory(sheet.questionnaire)
    for ref, part in parts.shown().items():
        leaves = resolved.origins.leaves(ref)
        for path, found in leaves.items():
            if _spoken(path, leaves, sheet.lang):
                name = f"{_name(sheet, parts, ref)} ({_key_name(sheet.language, path[0])})"
                yield Difference(
                    name,
                    _words(resolved.base, path, found.base, sheet),
                    _words(sheet.questionnaire, path, part.leaves.get(path), sheet),
                    found.because.to(sheet.lang),
                )


def _spoken(path: tuple[str, ...], leaves: Mapping[tuple[str, ...], Any], lang: str) -> bool:
    """Is this leaf of a text the one in the language of the paper, or the only one that changed?"""
    if path[0] not in TEXT_KEYS or len(path) < 2:
        return True
    return path[1] == lang or (path[0], lang) not in leaves


def _added(sheet: Sheet, resolved: Resolved) -> Iterator[Difference]:
    parts = inventory(sheet.questionnaire)
    for ref, part in parts.shown().items():
        found = resolved.origins.of(ref)
        inside = part.owner != FILE and resolved.origins.of(part.owner).kind == "variant"
        if found.kind == "variant" and not inside:
            yield Difference(_name(sheet, parts, ref), "", "", found.because.to(sheet.lang))


def _moved(sheet: Sheet, resolved: Resolved) -> Iterator[Difference]:
    parts = inventory(sheet.questionnaire)
    for ref in parts.shown():
        found = resolved.origins.moved(ref)
        if found is not None:
            yield Difference(_name(sheet, parts, ref), "", "", found.because.to(sheet.lang))


def _name(sheet: Sheet, parts: Inventory, ref: PartRef) -> str:
    """What a part is called: its number or kind, its label, and the question that it belongs to."""
    part = parts.parts[ref]
    title = _title(part, parts.language).to(sheet.lang) or ref.id
    if ref.kind == "question":
        number = sheet.questionnaire.number(ref.id) if ref.id in sheet.questionnaire.questions else ""
        return f"{number} {title}".strip()
    kind = _kind_name(sheet.language, ref.kind)
    name = f"{kind[:1].upper()}{kind[1:]} ‘{title}’"
    if not ref.owner:
        return name
    return sheet.language.say("%(part)s bij %(whole)s", part=name, whole=_name(sheet, parts, part.owner))


def _title(part: Part, language: str) -> Text:
    raw = next((part.raw[key] for key in ("label", "title", "text") if key in part.raw), "")
    return Text(raw if isinstance(raw, Mapping) else {language: str(raw)}, language)


def _words(questionnaire: Questionnaire, path: tuple[str, ...], value: Any, sheet: Sheet) -> str:
    """A value as a reader of the paper understands it."""
    say = sheet.language.say
    if value is None:
        return say("niets")
    if isinstance(value, bool):
        return say("ja") if value else say("nee")
    if isinstance(value, str) and path[0] in _USES:
        return tell_rule(questionnaire, value, sheet.lang, _USES[path[0]]) or value
    if isinstance(value, list) and all(isinstance(each, str | int) for each in value):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)


def _kind_name(language: Language, kind: str) -> str:
    names = {
        "section": language.say("onderdeel"),
        "option": language.say("antwoord"),
        "row": language.say("rij"),
        "column": language.say("kolom"),
        "value": language.say("waarde"),
        "term": language.say("begrip"),
        "score": language.say("score"),
        "band": language.say("klasse"),
        "outcome": language.say("uitkomst"),
    }
    return names.get(kind, kind)


def _key_name(language: Language, key: str) -> str:
    """What a key of the format is called; a kind of part when only something in a question changed."""
    names = {
        "label": language.say("vraag"),
        "help": language.say("hulp"),
        "why": language.say("waarom"),
        "examples": language.say("voorbeelden"),
        "title": language.say("titel"),
        "intro": language.say("inleiding"),
        "description": language.say("beschrijving"),
        "text": language.say("tekst"),
        "show_if": language.say("wanneer gevraagd"),
        "required": language.say("verplicht"),
        "allow": language.say("‘weet ik niet’ en ‘niet van toepassing’"),
        "references": language.say("verwijzingen"),
        "disclosure": language.say("openbaarheid"),
        "values": language.say("waarden"),
        "points": language.say("punten"),
        "option": language.say("antwoorden"),
        "row": language.say("rijen"),
        "column": language.say("kolommen"),
    }
    return names.get(key, key)
