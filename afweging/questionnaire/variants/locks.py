"""What `locked` forbids: a variant may not hide, replace or weaken it."""

import ast
from collections.abc import Iterator, Mapping

from ..model import Questionnaire
from ..parts import FILE, PartRef
from ..rules.parse import RuleError, parse
from ..rules.terms import Rule
from ..yaml12 import Entries
from .tree import Tree

LOCKED_KEYS: Mapping[str, frozenset[str]] = {
    "section": frozenset(("show_if", "checks", "locked")),
    "question": frozenset(
        (
            "show_if", "required", "allow", "options", "rows", "columns", "points", "points_per_step",
            "points_when_unknown", "checks", "min", "max", "min_length", "max_length", "pattern",
            "min_choices", "max_choices", "min_rows", "max_rows", "integer", "classes", "accept", "max_files",
            "locked",
        )
    ),
    "score": frozenset(("value", "max", "bands", "locked")),
    "outcome": frozenset(
        ("if", "kind", "in_force_from", "in_force_to", "requires", "sets", "locked")
    ),
}  # fmt: skip
"""Kind → the keys of a locked part that stay as the national model has them."""


def lock_of(tree: Tree, ref: PartRef) -> PartRef | None:
    """The locked national part that a part belongs to, itself or its owner (an option of a question)."""
    for part in (ref, tree.owners.get(ref, FILE)):
        if part in tree.locked and (part == ref or part.kind in ("question", "score")):
            return part
    return None


def locked_within(tree: Tree, ref: PartRef) -> PartRef | None:
    """A locked question in a section, which a condition on the section would lock out."""
    if ref.kind != "section":
        return None
    return next((part for part in tree.within(ref) if part in tree.locked), None)


def weakened(base: Questionnaire, tree: Tree, hidden: PartRef) -> Iterator[PartRef]:
    """The locked parts whose own rule looks at what is hidden, so that hiding it would weaken them."""
    for part, rule, text in _locked_rules(base, tree):
        names = {(read.kind, read.id) for read in rule.reads}
        if hidden.kind in ("question", "score", "outcome") and (hidden.kind, hidden.id) in names:
            yield part
        if hidden.kind == "section" and any(
            kind == "question" and tree.owners.get(PartRef("question", name)) == hidden
            for kind, name in names
        ):
            yield part
        named = ("question", hidden.owner) in names or ("score", hidden.owner) in names
        if hidden.owner and named and hidden.id in _literals(text):
            yield part


def _locked_rules(base: Questionnaire, tree: Tree) -> Iterator[tuple[PartRef, Rule, str]]:
    program = base.program
    for section in program.sections:
        for plan in section.questions:
            ref = PartRef("question", plan.id)
            if ref not in tree.locked or tree.is_hidden(ref):
                continue
            if plan.show_rule:
                yield ref, plan.show_rule, str(plan.question.show_if)
            if section.show_rule:
                yield ref, section.show_rule, str(section.section.show_if)
    for score in program.scores.values():
        if (ref := PartRef("score", score.score.id)) in tree.locked:
            yield ref, score.rule, score.score.value
    for outcome in program.outcomes.values():
        if (ref := PartRef("outcome", outcome.outcome.id)) in tree.locked:
            yield ref, outcome.rule, outcome.outcome.condition


def _literals(text: str) -> set[object]:
    try:
        tree = parse(text)
    except RuleError:  # the base was read, so its rules parse
        return set()
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}


def condition_of(node: Entries) -> object:
    """The `show_if` of a part as plain data, None when it has none."""
    found = node.entries.get("show_if")
    return found.plain() if found else None
