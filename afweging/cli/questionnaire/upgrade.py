"""`afweging questionnaire upgrade`: a variant brought to a new base."""

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from afweging.questionnaire import Questionnaire, QuestionnaireInvalid
from afweging.questionnaire.editing import NotEditable, upgraded_text
from afweging.questionnaire.variants import Choice, Conflict, Listed, Upgrade, Variant, read_variant
from afweging.questionnaire.variants import upgrade as upgrade_variant
from afweging.questionnaire.writing import to_yaml

from .compare import part, shortened
from .files import BAD_INPUT, CHECK_FAILED, FILE, bytes_of, read_or_stop, write_whole

_TAKES = ("ours", "theirs")


@click.command()
@click.option("--base", type=FILE, required=True, metavar="OLD", help="The base that the variant extends.")
@click.option("--variant", type=FILE, required=True, metavar="V", help="The variant.")
@click.option("--new-base", type=FILE, required=True, metavar="NEW", help="The base that it goes to.")
@click.option(
    "--out", type=FILE, required=True, metavar="FILE", help="Where the upgraded variant is written."
)
@click.option("--keep", type=click.Choice(_TAKES), help="Settle every conflict so, where it can be.")
@click.option(
    "--choices",
    type=FILE,
    metavar="FILE",
    help='Settle conflicts by their id: {"id": "ours"}, "theirs", or {"id": {"new": value}}.',
)
@click.option("--json", "as_json", is_flag=True, help="Print what became of each change as JSON.")
def upgrade(
    base: Path,
    variant: Path,
    new_base: Path,
    out: Path,
    keep: str | None,
    choices: Path | None,
    as_json: bool,
) -> None:
    """Bring a local variant from the OLD base to the NEW one, losing no local change unseen.

    Writes FILE when nothing is in conflict. Otherwise it names the conflicts and exits with 3.
    """
    old, new = _base(base), _base(new_base)
    text, found = _variant(variant)
    try:
        made = _settled(old, found, new, _choices(choices), keep)
    except QuestionnaireInvalid as error:
        _stop(error)
    new_text = _text(text, made)
    click.echo(json.dumps(_data(made), ensure_ascii=False, indent=2) if as_json else "\n".join(_lines(made)))
    if new_text is None:
        sys.exit(CHECK_FAILED)
    write_whole(out, new_text.encode())


def _text(text: str, made: Upgrade) -> str | None:
    """The text of the upgraded variant; None when conflicts are left."""
    if not made.done:
        return None
    try:
        return upgraded_text(text, made)
    except NotEditable:  # such as an alias through which a change would reach
        return to_yaml(made.data)


def _base(file: Path) -> Questionnaire:
    found = read_or_stop(file).questionnaire
    assert found is not None  # it would have stopped
    return found


def _variant(file: Path) -> tuple[str, Variant]:
    try:
        data = bytes_of(file)
        return data.decode("utf-8-sig", "replace"), read_variant(data, str(file))
    except QuestionnaireInvalid as error:
        _stop(error)


def _stop(error: QuestionnaireInvalid) -> NoReturn:
    for problem in error.problems:
        click.echo(str(problem), err=True)
    sys.exit(BAD_INPUT)


def _settled(
    old: Questionnaire, variant: Variant, new: Questionnaire, choices: dict[str, Choice], keep: str | None
) -> Upgrade:
    """Upgrade; with `keep`, again and again, since settling one conflict may bring out another."""
    made = upgrade_variant(old, variant, new, choices)
    for _ in variant.changes:
        open_ = [each for each in made.conflicts if keep in each.takes]
        if not open_ or keep is None:
            break
        choices |= {each.id: Choice(keep) for each in open_}
        made = upgrade_variant(old, variant, new, choices)
    return made


def _choices(file: Path | None) -> dict[str, Choice]:
    if file is None:
        return {}
    try:
        given = json.loads(file.read_bytes())
    except OSError as error:
        raise click.ClickException(f"{file}: this file cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise click.ClickException(f"{file}: this is not JSON: {error}") from None
    if not isinstance(given, dict):
        raise click.ClickException(f"{file}: choices are a JSON object: id of a conflict → choice")
    return {name: _choice(file, name, choice) for name, choice in given.items()}


def _choice(file: Path, name: str, choice: object) -> Choice:
    if choice in _TAKES:
        return Choice(str(choice))
    if isinstance(choice, dict) and choice.keys() == {"new"}:
        return Choice("new", choice["new"])
    raise click.ClickException(f'{file}: {name}: a choice is "ours", "theirs" or {{"new": value}}')


def _data(made: Upgrade) -> dict[str, Any]:
    lists = ("applied", "absorbed", "dropped", "notices")
    return {
        "done": made.done,
        "version": made.version or None,
        "conflicts": [_conflict(each) for each in made.conflicts],
        **{name: [_listed(each) for each in getattr(made, name)] for name in lists},
    }


def _conflict(each: Conflict) -> dict[str, Any]:
    return {
        "id": each.id,
        "reason": each.reason,
        "change": each.change + 1,
        **part(each.ref),
        "path": ".".join(each.path),
        "base": each.base,
        "ours": each.ours,
        "theirs": each.theirs,
        "choices": list(each.takes),
        "message": each.message,
    }


def _listed(each: Listed) -> dict[str, Any]:
    return {
        "change": each.change + 1,
        "verb": each.verb,
        **part(each.ref),
        "path": ".".join(each.path),
        "value": each.value,
        "code": each.code,
    }


def _lines(made: Upgrade) -> list[str]:
    lines = [
        f"{name}: change {each.change + 1}, {each.verb} {each.ref}"
        + (f", {'.'.join(each.path)}" if each.path else "")
        + (f" ({each.code})" if each.code else "")
        for name in ("applied", "absorbed", "dropped", "notices")
        for each in getattr(made, name)
    ]
    for each in made.conflicts:
        lines.append(f"conflict {each.id}: {each.message or REASONS[each.reason]}")
        lines += [f"  {side}: {shortened(getattr(each, side))}" for side in ("base", "ours", "theirs")]
        lines.append(f"  choose: {', '.join(each.takes)}")
    if made.done:
        lines.append(f"version: {made.version}")
    return lines


REASONS = {
    "changed": "the base changed the same words or rule",
    "removed": "the base no longer has what this changes",
    "locked": "the base locked this",
    "taken": "the base uses this id now",
    "meaning": "what this hides means something else in the new base",
    "moved": "the base moved the same part",
    "parent": "what this goes into is gone",
    "neighbour": "what this stands beside is gone",
    "broken": "this cannot be read over the new base",
}
"""Why a change does not simply apply, in words."""
