"""Files of questionnaires and variants, as the command line finds and reads them."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import click

from afweging import resources
from afweging.questionnaire import Problem, Questionnaire, QuestionnaireInvalid, read_bytes
from afweging.questionnaire.problems import Problems
from afweging.questionnaire.proposing import is_proposal, read_proposal
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
    base: "Read | None" = None
    """Of a variant: what it extends, which may be a variant too."""
    data: bytes = b""


Keeper = Callable[[Extends], Questionnaire | None]
"""Gives a base that is kept elsewhere than in a file, such as what an organisation installed."""


@dataclass(frozen=True, slots=True)
class Look:
    """Where a base is looked for, beside the folder of its variant; `keeper` is called `place` in errors."""

    bases: tuple[Path, ...] = ()
    keeper: Keeper | None = None
    place: str = ""


def read_file(file: Path, bases: Iterable[Path] = ()) -> Read:
    """Read a questionnaire or a variant; the base of a variant is looked for."""
    return _read(file, Look(tuple(bases)), ())


def read_or_stop(
    file: Path, bases: Iterable[Path] = (), keeper: Keeper | None = None, place: str = ""
) -> Read:
    """Read a file; print every error and stop with exit 1 when it cannot be used."""
    found = _read(file, Look(tuple(bases), keeper, place), ())
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


def _read(file: Path, look: Look, below: tuple[Path, ...]) -> Read:
    try:
        data = bytes_of(file)
        if not is_variant(data) and not is_proposal(data):
            return Read(file, read_bytes(data, str(file)), data=data)
        read = read_variant if is_variant(data) else read_proposal
        variant = read(data, str(file))
        base = _base(file, variant, look, (*below, file.resolve()))
        assert base.questionnaire is not None  # else it would have been refused
        resolved = resolve(base.questionnaire, variant)
        return Read(file, resolved.questionnaire, resolved, base=base, data=data)
    except QuestionnaireInvalid as error:
        return Read(file, problems=error.problems)


def _base(file: Path, variant: Variant, look: Look, below: tuple[Path, ...]) -> Read:
    """Find what a variant extends: named, beside it, kept, or shipped. Raises QuestionnaireInvalid."""
    for candidate in (*look.bases, *_beside(file)):
        found = _base_in(candidate, variant, look, below)
        if found is not None:
            return found
    kept = look.keeper(variant.extends) if look.keeper else None
    if kept is not None:
        return Read(Path(kept.id), kept)
    for candidate in _files(resources.questionnaires()):
        found = _base_in(candidate, variant, look, below)
        if found is not None:
            return found
    raise QuestionnaireInvalid([_not_found(file, variant, look)])


def _base_in(candidate: Path, variant: Variant, look: Look, below: tuple[Path, ...]) -> Read | None:
    """Read a file when it holds what the variant extends. Raises QuestionnaireInvalid when it is no good."""
    if candidate.resolve() in below or not _bears(candidate, variant.extends):
        return None
    found = _read(candidate, look, below)
    if found.questionnaire is None:
        raise QuestionnaireInvalid(found.problems)
    fits = variant.extends.sha256 in (None, found.questionnaire.sha256)
    return found if fits or candidate in look.bases else None


def _not_found(file: Path, variant: Variant, look: Look) -> Problem:
    extends = variant.extends
    mark = variant.node.entries["extends"].mark
    text = f" with SHA-256 {extends.sha256}" if extends.sha256 else ""
    place = f", {look.place}" if look.place else ""
    message = (
        f"the questionnaire that this variant extends, {extends.id} {extends.version}{text}, is not in the "
        f"folder of this file{place} nor among those that come with the program; name it with --base FILE"
    )
    return Problem(str(file), mark.line, mark.column, message)


def _beside(file: Path) -> Iterator[Path]:
    """The other files in the folder of a variant."""
    return (each for each in _files(file.parent) if each.resolve() != file.resolve())


def _files(folder: Path) -> list[Path]:
    try:
        found = sorted(each for each in folder.iterdir() if each.suffix in _ENDINGS and each.is_file())
    except OSError:
        return []
    return found[:_MOST_FILES]


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


def write_whole(out: Path, text: bytes) -> None:
    """Write the file beside its place and move it there, so that it is never there by half."""
    try:
        handle, name = tempfile.mkstemp(dir=out.parent, prefix=f".{out.name}.", suffix=".part")
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text)
            part.chmod(_mode(out))
            part.replace(out)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise click.ClickException(f"{out}: this file cannot be written: {error.strerror or error}") from None


def _mode(out: Path) -> int:
    """The permissions of the file that is replaced, else those of any new file."""
    if out.exists():
        return out.stat().st_mode & 0o777
    umask = os.umask(0)
    os.umask(umask)
    return 0o666 & ~umask
