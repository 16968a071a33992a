"""One part of a draft on its page: its fields with origin and meaning, and the parts in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as made_by
from typing import Any

from flask_babel import gettext as _

from afweging.case.authoring import words
from afweging.case.authoring.keys import Entered, KeyField, Unreadable, field_of, keys_of
from afweging.case.authoring.keys.base import Context
from afweging.case.authoring.messages import in_dutch
from afweging.case.authoring.reading import Reading
from afweging.case.authoring.rule_builder import Builder, builder_of
from afweging.case.authoring.tree import Node, Tree
from afweging.questionnaire.editing import VariantText
from afweging.questionnaire.parts import FILE, LISTS, OWNER_KIND, PartRef
from afweging.questionnaire.rules.telling import tell_rule
from afweging.questionnaire.text import Text
from afweging.questionnaire.variants.locks import LOCKED_KEYS
from afweging.questionnaire.variants.schema import FIXED

_LONG = frozenset(("question", "column"))
"""Kinds with so many keys that the rarer ones are folded away."""
MAIN = frozenset(
    (
        "label", "help", "why", "examples", "show_if", "required", "allow", "disclosure", "min", "max",
        "labels", "points", "points_per_step", "unit", "options",
    )
)  # fmt: skip
"""The keys of a question that most people come for."""
_HAS_LIST = {
    "options": frozenset(("choice", "choices", "matrix")),
    "rows": frozenset(("matrix",)),
    "columns": frozenset(("table",)),
}


@dataclass(slots=True)
class FieldView:
    """A field as it is drawn: what stands in it, what is wrong, where it comes from, what it means."""

    field: KeyField
    label: str
    hint: str
    entered: Entered
    errors: list[str] = made_by(default_factory=list)
    origin: str = ""
    national: str = ""
    """What the national model says instead; empty when it says the same, or nothing."""
    can_reset: bool = False
    fixed: str = ""
    """Why it cannot be changed here; empty when it can."""
    meaning: str = ""
    builder: Builder | None = None
    theirs: str = ""
    """What somebody else saved meanwhile, when that is something else."""

    @property
    def name(self) -> str:
        """The name of its first input, and its id."""
        return self.field.name


@dataclass(slots=True)
class PartPage:
    """All that a part's page shows."""

    ref: PartRef
    node: Node | None
    data: Mapping[str, Any]
    fields: list[FieldView]
    lists: dict[str, list[Node]]
    context: Context
    is_variant: bool
    is_local: bool
    is_hidden: bool
    is_locked: bool
    because: str
    problems: list[str]

    @property
    def main(self) -> list[FieldView]:
        """The fields that most people come for."""
        return [view for view in self.fields if view.field.key in MAIN or self.ref.kind not in _LONG]

    @property
    def more(self) -> list[FieldView]:
        """The others, folded away."""
        main = self.main
        return [view for view in self.fields if view not in main]

    @property
    def more_is_open(self) -> bool:
        """Does something in what is folded away ask for attention?"""
        return any(view.errors or view.theirs for view in self.more)

    @property
    def more_is_filled(self) -> int:
        """How many of the fields that are folded away say something."""
        return sum(self.data.get(view.field.key) is not None for view in self.more)

    @property
    def question_type(self) -> str:
        """The type of a question or column."""
        return str(self.data.get("type") or "")

    @property
    def asks_because(self) -> bool:
        """Is a reason asked for a change here? Only of what is national."""
        return self.is_variant and not self.is_local and self.ref != FILE


def context_of(tree: Tree, more: tuple[str, ...] = ()) -> Context:
    """What the fields need to know of a draft."""
    return Context(tuple(dict.fromkeys((*tree.languages, *more))), tree.values, tree.language)


def part_page(
    reading: Reading,
    tree: Tree,
    ref: PartRef,
    lang: str,
    *,
    entered: Entered | None = None,
    errors: Mapping[str, str] | None = None,
    more_languages: tuple[str, ...] = (),
    theirs: bool = False,
) -> PartPage:
    """The page of a part. Raises KeyError when there is no such part. `entered` is what was typed, if any."""
    editable = reading.editable
    assert editable is not None  # who calls shows the text instead
    data = editable.data_of(ref)
    node = tree.by_ref.get(ref)
    variant = editable if isinstance(editable, VariantText) else None
    is_local = variant is None or variant.is_local(ref)
    context = context_of(tree, more_languages)
    page = PartPage(
        ref=ref,
        node=node,
        data=data,
        fields=[],
        lists=_lists(ref, data, node),
        context=context,
        is_variant=variant is not None,
        is_local=is_local,
        is_hidden=variant is not None and variant.is_hidden(ref),
        is_locked=_is_locked(reading, ref),
        because=_text(variant.because(ref), tree.language, lang) if variant else "",
        problems=[in_dutch(each.problem.message) for each in reading.problems_of(ref) if not each.key],
    )
    for key in _keys(ref, data, variant):
        page.fields.append(
            _view(reading, page, key, lang, entered=entered, error=(errors or {}).get(key), theirs=theirs)
        )
    drawn = {view.field.key for view in page.fields}
    page.problems += [message for key, message in (errors or {}).items() if key not in drawn]
    return page


def _keys(ref: PartRef, data: Mapping[str, Any], variant: VariantText | None) -> tuple[str, ...]:
    keys = keys_of(ref.kind, str(data.get("type") or ""))
    if ref == FILE and variant is not None:
        return tuple(key for key in keys if key in ("title", "description", "owner", "licence", "source"))
    if ref == FILE:
        return tuple(key for key in keys if key != "version")
    return keys


def _view(
    reading: Reading,
    page: PartPage,
    key: str,
    lang: str,
    *,
    entered: Entered | None,
    error: str | None,
    theirs: bool,
) -> FieldView:
    field = field_of(page.ref.kind, key, page.question_type)
    value = page.data.get(key)
    drawn = field.draw(value, page.context)
    typed = entered is not None and field.is_in(entered)
    view = FieldView(field, _label(page.ref.kind, key), str(words.HINTS.get(key, "")), entered or drawn)
    if not typed:
        view.entered = drawn
    view.errors = (
        [error]
        if error
        else [
            in_dutch(each.problem.message)
            for each in reading.problems_of(page.ref)
            if each.key == key and not typed
        ]
    )
    if typed and theirs and entered is not None and _differs(field, entered, drawn, page.context):
        view.theirs = shown(value)
    _origin(reading, page, key, view, lang)
    _rule(reading, page, key, view, lang)
    return view


def _label(kind: str, key: str) -> str:
    if key == "label" and kind != "question":
        return _("Naam")
    return str(words.LABELS.get(key, key))


def _differs(field: KeyField, entered: Entered, drawn: Entered, context: Context) -> bool:
    try:
        return bool(field.read(entered, context) != field.read(drawn, context))
    except Unreadable:
        return True


def _origin(reading: Reading, page: PartPage, key: str, view: FieldView, lang: str) -> None:
    """Where a field comes from, and what cannot be changed in a variant."""
    editable = reading.editable
    if not page.asks_because or not isinstance(editable, VariantText):
        return
    national = editable.national_value(page.ref, key)
    same = editable.is_national(page.ref, key)
    if key in FIXED:
        view.fixed = _("Dit ligt landelijk vast.")
    elif page.is_locked and (page.ref.owner or key in LOCKED_KEYS.get(page.ref.kind, ())):
        view.fixed = _(
            "Vast. Het landelijke model staat hier geen verschil toe; de woorden mogen wel anders."
        )
    view.origin = _("van het landelijke model") if same else _("van u")
    if not same:
        view.can_reset = True
        view.national = shown(national, lang) if national is not None else _("niets")


def _rule(reading: Reading, page: PartPage, key: str, view: FieldView, lang: str) -> None:
    """What a rule means in words, and its rows to choose from."""
    use = getattr(view.field, "use", "required" if key == "required" else "")
    if not use or reading.questionnaire is None:
        return
    name = view.name if key != "required" else f"{view.name}-rule"
    text = view.entered.get(name, "").strip()
    view.meaning = tell_rule(reading.questionnaire, text, lang, use) if text else ""
    if use in ("show_if", "if"):
        view.builder = builder_of(reading.questionnaire, page.ref, view.name, text, view.entered, lang)


def _lists(ref: PartRef, data: Mapping[str, Any], node: Node | None) -> dict[str, list[Node]]:
    """The lists of parts that belong on the page: those that this type of question has."""
    found: dict[str, list[Node]] = {}
    for key, kind in LISTS.get(ref.kind, {}).items():
        if ref == FILE or (key in _HAS_LIST and str(data.get("type")) not in _HAS_LIST[key]):
            continue
        found[kind] = [each for each in (node.inner if node else ()) if each.ref.kind == kind]
    return found


def _is_locked(reading: Reading, ref: PartRef) -> bool:
    """Did the base lock a part, by itself or as part of a question or score?"""
    if reading.base is None:
        return False
    owner = PartRef(OWNER_KIND[ref.kind], ref.owner) if ref.owner else None
    editable = reading.editable
    assert isinstance(editable, VariantText)  # it has a base
    return any(editable.national_value(part, "locked") is True for part in (ref, owner) if part)


def shown(value: Any, lang: str = "nl") -> str:
    """A value on one line, as people read it."""
    if isinstance(value, Mapping):
        texts = {key: item for key, item in value.items() if isinstance(item, str)}
        if texts and len(texts) == len(value):
            return Text(texts, "nl").to(lang)
    if isinstance(value, list):
        return ", ".join(shown(item, lang) for item in value)
    if isinstance(value, bool):
        return _("ja") if value else _("nee")
    return "" if value is None else str(value)


def _text(value: Any, language: str, lang: str) -> str:
    return shown({language: value} if isinstance(value, str) else value, lang)


def changed_keys(page: PartPage, entered: Entered) -> tuple[dict[str, Any], dict[str, str]]:
    """The keys that the form gives another value, and what is wrong per key."""
    keys: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for view in page.fields:
        field = view.field
        if view.fixed or not field.is_in(entered):
            continue
        old = page.data.get(field.key)
        try:
            new = field.read(entered, page.context)
        except Unreadable as error:
            errors[field.key] = str(error)
            continue
        if not _stands(field, old, new, page.context):
            keys[field.key] = _as_written(old, new, page.context.language)
    return keys, errors


def _stands(field: KeyField, old: Any, new: Any, context: Context) -> bool:
    """Does a field say what the text says already? What is no value of its key is never said by a field."""
    try:
        return bool(new == field.read(field.draw(old, context), context))
    except Unreadable:
        return False


def _as_written(old: Any, new: Any, language: str) -> Any:
    """A text that was written without its language stays so, as long as it has no other."""
    if isinstance(old, str) and isinstance(new, Mapping) and list(new) == [language]:
        return new[language]
    return new
