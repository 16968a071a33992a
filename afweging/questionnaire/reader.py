"""Reading questionnaires: from bytes to the immutable object, or all the errors at once."""

import hashlib
import json
from pathlib import Path
from typing import Any

import rfc8785

from .build import Builder
from .compiling import Compiler
from .formats import refuse_future, refuse_unreadable_future
from .model import Questionnaire
from .pausing import undisturbed
from .problems import Mark, Problems, QuestionnaireInvalid
from .schema import questionnaire as shape
from .shape import BAD, Reading
from .yaml12 import MAX_BYTES, Entries, Node, Scalar, read_tree, tree_of


def read_file(path: Path) -> Questionnaire:
    """Read a file of format 1. Raises QuestionnaireInvalid, and OSError when it cannot be opened."""
    with path.open("rb") as file:
        return read_bytes(file.read(MAX_BYTES + 1), str(path))


@undisturbed()
def read_bytes(data: bytes, name: str) -> Questionnaire:
    """Read the YAML of a questionnaire; `name` is what its errors call it. Raises QuestionnaireInvalid."""
    problems = Problems(name)
    tree = read_tree(data, problems)
    if tree is None:
        refuse_unreadable_future(data, problems)
        raise QuestionnaireInvalid(problems.found)
    return read_node(tree, problems)


@undisturbed()
def read_canonical(data: bytes) -> Questionnaire:
    """Read the canonical form again. Raises QuestionnaireInvalid; its places are all line 1."""
    problems = Problems("canonical.json")
    try:
        value = json.loads(data)
        tree = tree_of(value)
    except (ValueError, RecursionError):
        problems.add(Mark(1, 1), "this is not JSON")
        raise QuestionnaireInvalid(problems.found) from None
    return read_node(tree, problems)


def canonical_bytes(questionnaire: Questionnaire) -> bytes:
    """RFC 8785 JSON of the resolved data before defaults; its SHA-256 is the questionnaire's."""
    return questionnaire.canonical


@undisturbed()
def read_node(tree: Node, problems: Problems) -> Questionnaire:
    """The questionnaire in a tree of nodes. Raises QuestionnaireInvalid."""
    refuse_future(tree, problems)
    if isinstance(tree, Entries) and "variant" in tree.entries:
        problems.add(tree.keys["variant"], "this is a local variant; read the questionnaire that it extends")
        raise QuestionnaireInvalid(problems.found)
    language = language_of(tree)
    data = shape(tree, Reading(problems, language))
    if data is BAD or problems.full:
        raise QuestionnaireInvalid(problems.found)
    canonical = canonical_form(tree.plain(), problems)
    digest = hashlib.sha256(canonical).hexdigest()
    builder = Builder(problems, language)
    questionnaire = builder.questionnaire(data, canonical, digest)
    program = Compiler(questionnaire, problems).compile()
    builder.patterns.forget()
    problems.raise_any()
    object.__setattr__(questionnaire, "program", program)
    return questionnaire


def canonical_form(value: Any, problems: Problems) -> bytes:
    """RFC 8785 JSON of plain data; what cannot be written so is a problem of the file."""
    try:
        return rfc8785.dumps(value)
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as error:
        problems.add(Mark(1, 1), f"this cannot be written as canonical JSON: {error}")
        return b""


def language_of(tree: Node) -> str:
    """The language that a file says it is in, before anything else of it is read."""
    found = tree.entries.get("language") if isinstance(tree, Entries) else None
    return found.value if isinstance(found, Scalar) and isinstance(found.value, str) else "nl"
