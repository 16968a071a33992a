"""Files of questionnaires and variants, as the command line finds and reads them."""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from afweging import resources
from afweging.questionnaire import Problem, Questionnaire, QuestionnaireInvalid, read_bytes
from afweging.questionnaire.problems import Problems
from afweging.questionnaire.variants import Extends, Resolved, Variant, is_variant, read_variant, resolve
from afweging.questionnaire.yaml12 import MAX_BYTES, Entries, Scalar, read_tree

BAD_INPUT = 1
CHECK_FAILED = 3
_MOST_FILES = 200
"""Of a folder, no more files than this are looked at for a base."""
_ENDINGS = frozenset((".yaml", ".yml", ".json"))

FILE = click.Path(path_type=Path)
BASE_OPTION = click.option(
    "--base",
    "bases",
    type=FILE,
    multiple=True,
    metavar="FILE",
    help="The questionnaire that a variant extends; otherwise it is looked for beside the variant.",
)


@dataclass(slots=True)
class Read:
    """What came of one file: a questionnaire (of a variant: laid over its base), or all that is wrong."""

    file: Path
    questionnaire: Questionnaire | None = None
    resolved: Resolved | None = None
    problems: list[Problem] = field(default_factory=list)


def read_file(file: Path, bases: Iterable[Path] = ()) -> Read:
    """Read a questionnaire or a variant; the base of a variant is looked for."""
    return _read(file, tuple(bases), ())


def read_or_stop(file: Path, bases: Iterable[Path] = ()) -> Read:
    """Read a file; print every error and stop with exit 1 when it cannot be used."""
    found = read_file(file, bases)
    for problem in found.problems:
        click.echo(str(problem), err=True)
    if found.questionnaire is None:
        sys.exit(BAD_INPUT)
    return found


def bytes_of(file: Path) -> bytes:
    """The bytes of a file, as many as can be read of a questionnaire. Raises QuestionnaireInvalid."""
    try:
        with file.open("rb") as source:
            return source.read(MAX_BYTES + 1)
    except OSError as error:
        message = f"this file cannot be read: {error.strerror or error}"
        raise QuestionnaireInvalid([Problem(str(file), 1, 1, message)]) from None


def _read(file: Path, bases: tuple[Path, ...], below: tuple[Path, ...]) -> Read:
    try:
        data = bytes_of(file)
        if not is_variant(data):
            return Read(file, read_bytes(data, str(file)))
        resolved = _resolve(file, read_variant(data, str(file)), bases, (*below, file.resolve()))
        return Read(file, resolved.questionnaire, resolved)
    except QuestionnaireInvalid as error:
        return Read(file, problems=error.problems)


def _resolve(file: Path, variant: Variant, bases: tuple[Path, ...], below: tuple[Path, ...]) -> Resolved:
    for candidate in _candidates(file, bases):
        if candidate.resolve() in below or not _bears(candidate, variant.extends):
            continue
        base = _read(candidate, bases, below)
        if base.questionnaire is None:
            raise QuestionnaireInvalid(base.problems)
        if variant.extends.sha256 in (None, base.questionnaire.sha256) or candidate in bases:
            return resolve(base.questionnaire, variant)
    raise QuestionnaireInvalid([_not_found(file, variant)])


def _not_found(file: Path, variant: Variant) -> Problem:
    extends = variant.extends
    mark = variant.node.entries["extends"].mark
    text = f" with SHA-256 {extends.sha256}" if extends.sha256 else ""
    message = (
        f"the questionnaire that this variant extends, {extends.id} {extends.version}{text}, is not in the "
        "folder of this file nor among those that come with the program; name it with --base FILE"
    )
    return Problem(str(file), mark.line, mark.column, message)


def _candidates(file: Path, bases: tuple[Path, ...]) -> Iterator[Path]:
    """The files that may be the base: those named, those beside the variant, those that are shipped."""
    yield from bases
    for folder in (file.parent, resources.questionnaires()):
        try:
            found = sorted(each for each in folder.iterdir() if each.suffix in _ENDINGS and each.is_file())
        except OSError:
            continue
        yield from (each for each in found[:_MOST_FILES] if each.resolve() != file.resolve())


def _bears(file: Path, extends: Extends) -> bool:
    """Does a file say that it is the questionnaire (or variant) that is extended?"""
    try:
        tree = read_tree(bytes_of(file), Problems(""))
    except QuestionnaireInvalid:
        return False
    if not isinstance(tree, Entries):
        return False
    name = _word(tree, "variant") or _word(tree, "id")
    return (name, _word(tree, "version")) == (extends.id, extends.version)


def _word(tree: Entries, key: str) -> object:
    found = tree.entries.get(key)
    return found.value if isinstance(found, Scalar) else None
