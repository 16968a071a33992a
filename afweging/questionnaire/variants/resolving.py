"""A variant laid over its base: each change in its turn, every error at its place in the variant."""

from ..model import Questionnaire
from ..parts import FILE, PartRef
from ..problems import Mark, Problem, Problems, QuestionnaireInvalid, shown
from ..reader import read_node
from ..yaml12 import Entries
from .applying import Applying
from .model import Resolved, Variant
from .tree import NATIONAL, Tree

_OWN = ("title", "description", "owner", "licence", "source")
"""What a variant says of itself in the place of its base."""


def resolve(base: Questionnaire, variant: Variant) -> Resolved:
    """Lay a variant over its base. Raises QuestionnaireInvalid, its places in the variant's file.

    The result is a whole questionnaire with the variant's id and version. What is hidden stays in it with the
    key `hidden`: absent for everybody, but rules that name it see it as missing.
    """
    problems = Problems(variant.file)
    _refuse_other(base, variant, problems)
    tree = Tree(base)
    applying = Applying(base, variant, tree, problems)
    for change in variant.changes:
        applying.apply(change)
    applying.refuse_weakened()
    problems.raise_any()
    _name(tree.root, variant)
    try:
        questionnaire = read_node(tree.root, problems)
    except QuestionnaireInvalid as error:
        raise QuestionnaireInvalid(
            _placed(problem, variant, tree, applying.touched) for problem in error.problems
        ) from None
    return Resolved(questionnaire, variant, base, applying.origins)


def _refuse_other(base: Questionnaire, variant: Variant, problems: Problems) -> None:
    """A variant goes over the very text that it names."""
    extends, node = variant.extends, variant.node.entries["extends"]
    mark = node.mark
    if (extends.id, extends.version) != (base.id, base.version):
        problems.add(
            mark,
            f"this variant extends {extends.id} {extends.version}, not {base.id} {base.version}",
        )
    elif extends.sha256 is not None and extends.sha256 != base.sha256:
        problems.add(
            mark,
            f"the text of {base.id} {base.version} at hand has another SHA-256 ({base.sha256}) than this "
            "variant was made for; upgrade the variant to it",
        )
    if variant.language != base.language:
        found = variant.node.entries.get("language", variant.node)
        problems.add(
            found.mark,
            f"a variant is in the language of its base ({shown(base.language)}); write other languages as "
            "maps, such as {en: …}",
        )
    if variant.id == base.id:
        problems.add(variant.node.entries["variant"].mark, "a variant has an id of its own, not its base’s")
    problems.raise_any()


def _name(root: Entries, variant: Variant) -> None:
    """Give the whole the variant's name: id, version, title, and what else it says of itself."""
    given = variant.node
    for key, source in (("id", "variant"), ("version", "version"), *((name, name) for name in _OWN)):
        if source in given.entries:
            root.entries[key] = given.entries[source]
            root.keys[key] = given.keys[source]


def _placed(problem: Problem, variant: Variant, tree: Tree, touched: dict[PartRef, Mark]) -> Problem:
    """A problem in a national text gets the place of the change that caused it."""
    if problem.line < NATIONAL:
        return problem
    part = tree.marks.get(problem.line, FILE)
    named = [mark for ref, mark in touched.items() if shown(ref.id) in problem.message]
    mark = touched.get(part) or (named[-1] if named else variant.node.entries["extends"].mark)
    where = f" (in the national {part})" if part != FILE else ""
    return Problem(problem.file, mark.line, mark.column, problem.message + where)
