"""Reading a variant's file: its shape; what it means shows when it is laid over its base."""

import hashlib
import json
from dataclasses import replace

from ..formats import refuse_future, refuse_unreadable_future
from ..model import Owner
from ..problems import Mark, Problems, QuestionnaireInvalid
from ..reader import canonical_form, language_of
from ..shape import Reading, Record
from ..text import NO_TEXT
from ..yaml12 import Entries, Node, read_tree, tree_of
from . import schema
from .model import Extends, Variant


def is_variant(data: bytes) -> bool:
    """Is this the file of a variant? False too when it cannot be read at all."""
    tree = read_tree(data, Problems(""))
    return isinstance(tree, Entries) and "variant" in tree.entries


def read_variant(data: bytes, name: str) -> Variant:
    """Read the YAML of a variant; `name` is what its errors call it. Raises QuestionnaireInvalid."""
    problems = Problems(name)
    tree = read_tree(data, problems)
    if tree is None:
        refuse_unreadable_future(data, problems)
        raise QuestionnaireInvalid(problems.found)
    return _read(tree, problems)


def read_variant_canonical(data: bytes) -> Variant:
    """Read the canonical form again. Raises QuestionnaireInvalid; its places are all line 1."""
    problems = Problems("canonical.json")
    try:
        tree = tree_of(json.loads(data))
    except (ValueError, RecursionError):
        problems.add(Mark(1, 1), "this is not JSON")
        raise QuestionnaireInvalid(problems.found) from None
    return _read(tree, problems)


def read_variant_node(tree: Node, name: str) -> Variant:
    """Read a variant from a tree of nodes. Raises QuestionnaireInvalid."""
    return _read(tree, Problems(name))


def _read(tree: Node, problems: Problems) -> Variant:
    refuse_future(tree, problems)
    if not isinstance(tree, Entries) or "variant" not in tree.entries:
        problems.add(tree.mark, "this is no variant: it has no key “variant”")
        raise QuestionnaireInvalid(problems.found)
    language = language_of(tree)
    values = schema.variant(tree, Reading(problems, language))
    data = tree.plain()
    canonical = canonical_form(data, problems)
    problems.raise_any()
    return Variant(
        id=values["variant"],
        version=values["version"],
        title=values["title"],
        extends=Extends(**values["extends"]),
        changes=tuple(replace(change, place=place) for place, change in enumerate(values["changes"])),
        language=language,
        data=data,
        node=tree,
        file=problems.file,
        description=values.get("description", NO_TEXT),
        owner=_owner(values.get("owner")),
        licence=values.get("licence", ""),
        source=values.get("source"),
        canonical=canonical,
        sha256=hashlib.sha256(canonical).hexdigest(),
    )


def _owner(given: Record | None) -> Owner:
    return Owner(given["name"], given.get("email", ""), given.get("url", "")) if given else Owner()
