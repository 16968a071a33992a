"""How conditions use names, which decides what some questions become."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from ...yaml12 import Entries, Items, Node, Scalar
from . import engine
from .grammar import NoCondition, TooMuch, parse
from .syntax import Array, Binary, Call, Const, Expression, Logic, Unary, Variable

_CONDITIONS = frozenset(
    ("visibleIf", "requiredIf", "choicesVisibleIf", "rowsVisibleIf", "columnsVisibleIf", "expression")
)
_NAME = re.compile(r"\{#?([^{}]+)\}")
_ORDERS = frozenset(("greater", "less", "greaterorequal", "lessorequal"))
_EQUALS = frozenset(("equal", "notequal"))


@dataclass(frozen=True, slots=True)
class Uses:
    """The names in all conditions, in small letters; `ordered`: those that are only compared with numbers,

    and ordered by one at least once.
    """

    names: frozenset[str]
    ordered: frozenset[str]


def uses_in(root: Node) -> Uses:
    """How the conditions of a survey use names."""
    texts = list(dict.fromkeys(_conditions(root)))
    names = frozenset(name.lower() for text in texts for name in _NAME.findall(text))
    found = _Found()
    for text in texts:
        try:
            found.look(parse(text))
        except (NoCondition, TooMuch):
            continue
    return Uses(names, frozenset(found.ordered - found.otherwise))


@dataclass
class _Found:
    ordered: set[str] = field(default_factory=set)
    otherwise: set[str] = field(default_factory=set)

    def look(self, tree: Expression) -> None:
        if isinstance(tree, Binary) and tree.operator in _ORDERS | _EQUALS:
            self._compare(tree)
            return
        if isinstance(tree, Variable):
            self.otherwise.add(tree.name.lower())
        for part in _parts(tree):
            self.look(part)

    def _compare(self, tree: Binary) -> None:
        for one, other in ((tree.left, tree.right), (tree.right, tree.left)):
            if not isinstance(one, Variable):
                self.look(one)
            elif not _is_number(other):
                self.otherwise.add(one.name.lower())
            elif tree.operator in _ORDERS:
                self.ordered.add(one.name.lower())


def _is_number(tree: Expression) -> bool:
    value = engine.corrected(tree.value) if isinstance(tree, Const) else None
    return isinstance(value, int | float) and not isinstance(value, bool)


def _parts(tree: Expression) -> Iterable[Expression]:
    if isinstance(tree, Binary):
        return (tree.left, tree.right)
    if isinstance(tree, Unary):
        return (tree.operand,)
    if isinstance(tree, Logic):
        return tree.parts
    return tree.items if isinstance(tree, Array) else tree.arguments if isinstance(tree, Call) else ()


def _conditions(root: Node) -> Iterator[str]:
    for key, node in maps(root):
        if key in _CONDITIONS and isinstance(node, Scalar) and isinstance(node.value, str):
            yield node.value


def maps(root: Node) -> Iterator[tuple[str, Node]]:
    """Every key of every map with its value."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Entries):
            yield from node.entries.items()
            waiting += node.entries.values()
        elif isinstance(node, Items):
            waiting += node.items
