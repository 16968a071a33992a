"""The kinds of change, each applied to the tree of the base."""

from collections.abc import Callable, Mapping
from typing import NoReturn

from ..model import Questionnaire
from ..parts import FILE, LISTS, OWNER_KIND, TEXT_KEYS, PartRef
from ..problems import Mark, Problems, shown
from ..text import Text
from ..yaml12 import Entries, Items, Node, Scalar
from .locks import LOCKED_KEYS, condition_of, lock_of, locked_within, weakened
from .model import Change, Origins, Variant
from .schema import FIXED
from .tree import Tree, child, copied, id_of


class _Refused(Exception):
    """A change that cannot be applied; the problem was noted."""


class Applying:
    """One variant being laid over its base. `touched` tells which change last touched a part."""

    def __init__(self, base: Questionnaire, variant: Variant, tree: Tree, problems: Problems) -> None:
        self.base = base
        self.variant = variant
        self.tree = tree
        self.problems = problems
        self.origins = Origins()
        self.touched: dict[PartRef, Mark] = {}
        self.hidden: list[Change] = []

    def apply(self, change: Change) -> None:
        """Apply one change, or note why it cannot be; the others go on."""
        try:
            _VERBS[change.verb](self, change)
        except _Refused:
            return
        self.touched[change.ref] = change.mark

    def refuse_weakened(self) -> None:
        """A locked part may not lose what its own rule looks at."""
        for change in self.hidden:
            for part in dict.fromkeys(weakened(self.base, self.tree, change.ref)):
                message = f"{change.ref} cannot be hidden: the rule of the locked {part} looks at it"
                self.problems.add(change.mark_of("ref"), message)

    def fail(self, mark: Mark, message: str) -> NoReturn:
        """Note a problem and stop this change."""
        self.problems.add(mark, message)
        raise _Refused

    def known(self, ref: PartRef, mark: Mark) -> Entries:
        """The node of a part that must be there."""
        node = self.tree.parts.get(ref)
        if node is None:
            near = self.problems.nearest(ref.id, self.tree.ids(ref.kind, ref.owner))
            of = f" in {shown(ref.owner)}" if ref.owner else ""
            self.fail(mark, f"there is no {ref.kind} {shown(ref.id)}{of}{near}")
        return node

    def seen(self, change: Change, ref: PartRef, name: str = "ref") -> Entries:
        """The node of a part that must be there and is not hidden."""
        if ref.owner:
            self.known(PartRef(OWNER_KIND[ref.kind], ref.owner), change.mark_of("owner"))
        node = self.known(ref, change.mark_of(name))
        if self.tree.is_hidden(ref):
            self.fail(change.mark_of(name), f"{ref} is hidden by this variant")
        return node

    def place(self, change: Change, owner: PartRef) -> int:
        """Where in the list of `owner` a part is put."""
        kind = change.ref.kind
        for name, neighbour, shift in (("after", change.after, 1), ("before", change.before, 0)):
            if neighbour is None:
                continue
            if neighbour == change.ref.id:
                self.fail(change.mark_of(name), f"{change.ref} cannot stand {name} itself")
            found = self.tree.place_of(owner, kind, neighbour)
            if found is None:
                ids = [id_of(item) or "" for item in self.tree.list_of(owner, kind).items]
                where = f" in {owner}" if owner != FILE else ""
                near = self.problems.nearest(neighbour, ids)
                self.fail(change.mark_of(name), f"there is no {kind} {shown(neighbour)}{where}{near}")
            return found + shift
        return len(self.tree.list_of(owner, kind).items)

    def refuse_locked(self, change: Change, mark: Mark, what: str) -> None:
        """Refuse a change of what belongs to a locked part."""
        lock = lock_of(self.tree, change.ref)
        if lock is not None:
            self.fail(mark, f"{lock} is locked: {what}")


def _add(applying: Applying, change: Change) -> None:
    tree, owner, node = applying.tree, change.owner or FILE, change.node
    assert node is not None  # the schema saw to it
    if owner != FILE:
        applying.seen(change, owner, "owner")
    if change.ref in tree.parts or (change.ref.kind in _DOCUMENT and _taken(tree, change.ref.id)):
        applying.fail(change.mark_of("ref"), f"the id {shown(change.ref.id)} is used already")
    if owner in tree.locked and owner.kind in ("question", "score"):
        applying.fail(change.mark_of("ref"), f"{owner} is locked: nothing can be added to it")
    _refuse_prefix(applying, change, node)
    made = copied(node)
    assert isinstance(made, Entries)  # a copy of the same kind
    tree.put(made, change.ref, owner, applying.place(change, owner))
    applying.origins.added(change.ref, change.because)
    for part in tree.within(change.ref):
        applying.origins.added(part, change.because)


_DOCUMENT = ("section", "question")


def _taken(tree: Tree, part_id: str) -> bool:
    """Sections and questions share their ids."""
    return any(PartRef(kind, part_id) in tree.parts for kind in _DOCUMENT)


def _refuse_prefix(applying: Applying, change: Change, node: Entries) -> None:
    """Ids that a variant adds start with its id and a dot, so that no two can add the same."""
    prefix = f"{applying.variant.id}."
    if not change.ref.id.startswith(prefix):
        applying.fail(change.mark_of("ref"), f"an id that this variant adds starts with {shown(prefix)}")
    questions = node.entries.get("questions") if change.ref.kind == "section" else None
    for item in questions.items if isinstance(questions, Items) else ():
        name = id_of(item)
        if name is not None and not name.startswith(prefix):
            applying.fail(item.mark, f"an id that this variant adds starts with {shown(prefix)}")


def _change(applying: Applying, change: Change) -> None:
    node = applying.seen(change, change.ref)
    assert change.node is not None  # the schema saw to it
    if change.ref.owner:
        applying.refuse_locked(change, change.mark, "what is in it stays as it is")
    for key, value in change.node.entries.items():
        if key not in FIXED:
            _set(applying, change, change.ref, node, key, value, change.node.keys[key])


def _set(
    applying: Applying, change: Change, ref: PartRef, node: Entries, key: str, value: Node, mark: Mark
) -> None:
    """Set one key of a part, with the parts in it when it is a list of them."""
    if ref in applying.tree.locked and key in LOCKED_KEYS.get(ref.kind, ()):
        applying.fail(mark, f"{ref} is locked: “{key}” stays as it is")
    if key == "show_if" and (inner := locked_within(applying.tree, ref)):
        applying.fail(mark, f"{inner} is locked: no condition can be put above it")
    inner_kind = LISTS.get(ref.kind, {}).get(key)
    if inner_kind and isinstance(value, Items):
        for item in value.items:
            _set_inner(applying, change, child(ref, inner_kind, id_of(item) or ""), item)
        return
    if inner_kind:
        applying.fail(mark, f"“{key}” is a list of the parts that change, each with its id")
    _merge(applying, change, ref, node, (key,), value, mark)


def _set_inner(applying: Applying, change: Change, ref: PartRef, item: Node) -> None:
    if not isinstance(item, Entries):
        applying.fail(item.mark, "a map with an id is expected here")
    node = applying.tree.parts.get(ref)
    if node is None:
        near = applying.problems.nearest(ref.id, applying.tree.ids(ref.kind, ref.owner))
        applying.fail(item.mark, f"there is no {ref.kind} {shown(ref.id)}; add it with add_{ref.kind}{near}")
    for key, value in item.entries.items():
        if key != "id":
            _merge(applying, change, ref, node, (key,), value, item.keys[key])


def _merge(
    applying: Applying,
    change: Change,
    ref: PartRef,
    parent: Entries,
    path: tuple[str, ...],
    value: Node,
    mark: Mark,
) -> None:
    """Merge a value leaf by leaf; null takes a key away."""
    key = path[-1]
    language = applying.base.language
    if len(path) == 1 and key in TEXT_KEYS:
        value = _by_language(value, language)
        if key in parent.entries:
            parent.entries[key] = _by_language(parent.entries[key], language)
    before = parent.entries.get(key)
    if isinstance(value, Entries) and isinstance(before, Entries):
        for inner, item in value.entries.items():
            _merge(applying, change, ref, before, (*path, inner), item, value.keys[inner])
        return
    if isinstance(value, Scalar) and value.value is None:
        parent.entries.pop(key, None)
    else:
        parent.entries[key] = copied(value)
        parent.keys[key] = mark
    for leaf, national in _leaves(path, before, value):
        applying.origins.changed(ref, leaf, change.because, national)


def _by_language(node: Node, language: str) -> Node:
    """A text without a language is in that of the file."""
    if isinstance(node, Scalar) and isinstance(node.value, str):
        return Entries(node.mark, entries={language: node}, keys={language: node.mark})
    return node


def _leaves(path: tuple[str, ...], before: Node | None, value: Node) -> list[tuple[tuple[str, ...], object]]:
    """The leaves that a set or removed value replaces, with what stood there."""
    if isinstance(value, Entries) and before is None:
        return [leaf for key, item in value.entries.items() for leaf in _leaves((*path, key), None, item)]
    if isinstance(before, Entries) and isinstance(value, Scalar) and value.value is None:
        return [((*path, key), item.plain()) for key, item in before.entries.items()]
    return [(path, before.plain() if before else None)]


def _hide(applying: Applying, change: Change) -> None:
    node = applying.seen(change, change.ref)
    mark = change.mark_of("ref")
    applying.refuse_locked(change, mark, "it cannot be hidden")
    inner = locked_within(applying.tree, change.ref)
    if inner is not None:
        applying.fail(mark, f"{change.ref} cannot be hidden: {inner} in it is locked")
    node.entries["hidden"] = _text_node(change.because, change.mark)
    node.keys["hidden"] = change.mark
    applying.hidden.append(change)


def _text_node(text: Text, mark: Mark) -> Entries:
    entries: dict[str, Node] = {
        language: Scalar(mark, value=words, text=words, inner=None) for language, words in text.items()
    }
    return Entries(mark, entries=entries, keys=dict.fromkeys(entries, mark))


def _move(applying: Applying, change: Change) -> None:
    tree, ref = applying.tree, change.ref
    applying.seen(change, ref)
    old = tree.owner_of(ref)
    new = change.owner or old
    if new != FILE:
        applying.seen(change, new, "owner")
    if ref.owner:
        applying.refuse_locked(change, change.mark_of("ref"), "what is in it stays in its order")
    if ref in tree.locked and new != old:
        above = condition_of(tree.parts[new])
        if above is not None and above != condition_of(tree.parts[old]):
            applying.fail(change.mark_of("owner"), f"{ref} is locked: no condition can be put above it")
    applying.place(change, new)  # refused before anything was moved
    node = tree.take(ref)
    tree.list_of(new, ref.kind).items.insert(applying.place(change, new), node)
    tree.owners[ref] = new
    applying.origins.placed(ref, change.because)


_VERBS: Mapping[str, Callable[[Applying, Change], None]] = {
    "add": _add,
    "change": _change,
    "hide": _hide,
    "move": _move,
}
