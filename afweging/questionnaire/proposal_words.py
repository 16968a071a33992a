"""Proposals in words: Markdown for whoever keeps the base, and a line per change for whoever chooses."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .comparison import Difference, Leaf, compare
from .inventory import Inventory, inventory
from .parts import FILE, PartRef
from .text import Text
from .variants import Change, Resolved, Variant
from .writing import to_yaml


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One thing that stands in the way of a proposal; `params` are what its sentence names."""

    code: str
    params: Mapping[str, Any]

    def sentence(self, lang: str) -> str:
        """The obstacle in words, in a language (Dutch when there is no other)."""
        return _say(lang)[f"not_{self.code}"].format(**self.params)


def summary(
    whole: Resolved,
    variant: Variant,
    chosen: Sequence[Change],
    name: str,
    contact: str,
    *,
    because: str,
    lang: str,
) -> str:
    """A proposal in Markdown: who proposes what against which text, and of each change the old and new words.

    `whole` is the proposal laid over its base, `variant` what it was taken from, `because` the reason of
    changes that have none of their own.
    """
    say, base = _say(lang), whole.base
    lines = [
        f"# {say['title'].format(name=name, base=base.title.to(lang), version=base.version)}",
        "",
        say["from"].format(
            name=name,
            contact=f" ({contact})" if contact else "",
            variant=variant.title.to(lang),
            version=variant.version,
        ),
        say["against"].format(id=base.id, version=base.version, sha256=base.sha256),
    ]
    told = _telling(whole, lang)
    for number, change in enumerate(chosen, start=1):
        lines += ["", *told.change(number, change, change.because.to(lang) or because)]
    return "\n".join(lines) + "\n"


def changes_in_words(resolved: Resolved, lang: str) -> list[str]:
    """Each change of a variant in a line: “Vraag ‘Waarom?’ (doel): gewijzigd”, in the order of the file."""
    told = _telling(resolved, lang)
    return [told.heading(change) for change in resolved.variant.changes]


@dataclass(frozen=True, slots=True)
class _Telling:
    """What is needed to tell changes."""

    old: Inventory
    new: Inventory
    differences: tuple[Difference, ...]
    say: Mapping[str, str]
    lang: str

    def heading(self, change: Change) -> str:
        ref = change.ref
        return f"{self.say[ref.kind]} “{self._title(ref)}” ({ref.id}): {self.say[change.verb]}"

    def change(self, number: int, change: Change, because: str) -> Iterator[str]:
        yield f"## {number}. {self.heading(change)}"
        yield from ("", f"**{self.say['why']}** {because}")
        for each in self.differences:
            if each.ref == change.ref:
                yield from self._difference(each)
            elif each.ref != FILE and self._is_inside(each.ref, change.ref):
                yield from ("", f"### {self._heading_inside(each)}")
                yield from self._difference(each)

    def _heading_inside(self, each: Difference) -> str:
        return (
            f"{self.say[each.ref.kind]} “{each.title.to(self.lang)}” ({each.ref.id}): {self.say[each.kind]}"
        )

    def _is_inside(self, ref: PartRef, of: PartRef) -> bool:
        """Does a part stand in another: an option in its question, anything in a section that was added?"""
        part = self.new.parts.get(ref) or self.old.parts.get(ref)
        if part is None or part.owner == FILE:
            return False
        if part.owner == of:
            return of.kind != "section" or of not in self.old.parts
        return self._is_inside(part.owner, of)

    def _difference(self, each: Difference) -> Iterator[str]:
        leaves = each.leaves
        if each.kind == "added":
            leaves = tuple(Leaf(path, None, value) for path, value in self.new.parts[each.ref].leaves.items())
        for leaf in leaves:
            yield from self._leaf(leaf)
        if each.owners is not None:
            before, after = (self._title(owner) for owner in each.owners)
            yield from ("", self.say["moved_from"].format(before=before, after=after))

    def _leaf(self, leaf: Leaf) -> Iterator[str]:
        yield from ("", f"`{'.'.join(leaf.path)}`")
        for word, value in ((self.say["old"], leaf.old), (self.say["new"], leaf.new)):
            if value is not None:
                yield from ("", f"*{word}*", "", *_quoted(value))

    def _title(self, ref: PartRef) -> str:
        part = self.new.parts.get(ref) or self.old.parts.get(ref)
        raw = part.raw if part else {}
        given = raw.get("label") or raw.get("title") or raw.get("text") or ref.id
        of = self.old.language
        return Text({of: given} if isinstance(given, str) else given, of).to(self.lang)


def _telling(whole: Resolved, lang: str) -> _Telling:
    old, new = inventory(whole.base), inventory(whole.questionnaire)
    return _Telling(old, new, compare(whole.base, whole.questionnaire).differences, _say(lang), lang)


def _say(lang: str) -> Mapping[str, str]:
    return _WORDS.get(lang) or _WORDS["nl"]


def _quoted(value: Any) -> Iterator[str]:
    """A value as a quotation: a text as it is, anything else as the YAML that it is."""
    if isinstance(value, str):
        yield from (f"> {line}".rstrip() for line in value.splitlines() or [""])
    else:
        yield from (f">     {line}" for line in to_yaml(value).splitlines())


_WORDS: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "title": "Voorstel van {name} voor {base} {version}",
        "from": "Voorgesteld door {name}{contact}, uit de variant {variant} {version}.",
        "against": "Tegen de tekst van {id} {version}, SHA-256 {sha256}.",
        "not_unknown": "Wijziging {number} bestaat niet; de variant heeft er {count}.",
        "not_none": "Kies ten minste één wijziging.",
        "not_nobody": "Schrijf namens wie u dit voorstelt.",
        "not_no_reason": "Wijziging {number} heeft geen reden. Schrijf waarom.",
        "not_builds_on": (
            "Wijziging {number} staat niet op zichzelf: {message}. "
            "Stel haar voor samen met waar zij op bouwt."
        ),
        "why": "Waarom:",
        "old": "Nu",
        "new": "Voorstel",
        "moved_from": "Van “{before}” naar “{after}”.",
        "add": "nieuw",
        "added": "nieuw",
        "change": "gewijzigd",
        "changed": "gewijzigd",
        "hide": "weg",
        "removed": "weg",
        "move": "verplaatst",
        "moved": "verplaatst",
        "file": "Bestand",
        "section": "Onderdeel",
        "question": "Vraag",
        "option": "Antwoord",
        "row": "Rij",
        "column": "Kolom",
        "value": "Waarde",
        "term": "Begrip",
        "score": "Score",
        "band": "Klasse",
        "outcome": "Uitkomst",
    },
    "en": {
        "title": "Proposal by {name} for {base} {version}",
        "from": "Proposed by {name}{contact}, from the variant {variant} {version}.",
        "against": "Against the text of {id} {version}, SHA-256 {sha256}.",
        "not_unknown": "There is no change {number}; the variant has {count}.",
        "not_none": "Choose at least one change.",
        "not_nobody": "Say who proposes this.",
        "not_no_reason": "Change {number} has no reason. Say why.",
        "not_builds_on": (
            "Change {number} does not stand on its own: {message}. "
            "Propose it together with what it builds on."
        ),
        "why": "Why:",
        "old": "Now",
        "new": "Proposed",
        "moved_from": "From “{before}” to “{after}”.",
        "add": "new",
        "added": "new",
        "change": "changed",
        "changed": "changed",
        "hide": "gone",
        "removed": "gone",
        "move": "moved",
        "moved": "moved",
        "file": "File",
        "section": "Section",
        "question": "Question",
        "option": "Answer",
        "row": "Row",
        "column": "Column",
        "value": "Value",
        "term": "Term",
        "score": "Score",
        "band": "Band",
        "outcome": "Outcome",
    },
}
