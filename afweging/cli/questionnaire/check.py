"""`afweging questionnaire check`: every error of each file, at its place."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from afweging.questionnaire.health import Warning, file_places, health, variant_places

from .files import BAD_INPUT, BASE_OPTION, FILE, Read, bytes_of, read_file


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
@BASE_OPTION
@click.option("--no-warnings", is_flag=True, help="Name errors only.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def check(files: tuple[Path, ...], bases: tuple[Path, ...], no_warnings: bool, as_json: bool) -> None:
    """Name every error of each FILE, as file:line:column: message.

    A FILE is a questionnaire or a local variant; a variant is checked as laid over its base. What is no error
    but deserves a look comes behind, as a warning; it does not change the exit code.
    """
    read = [read_file(file, (*bases, *(each for each in files if each != file))) for file in files]
    warned = [[] if no_warnings else _warnings(found, read) for found in read]
    if as_json:
        outcome = [_checked(*each) for each in zip(read, warned, strict=True)]
        click.echo(json.dumps(outcome, ensure_ascii=False, indent=2))
    else:
        for found, warnings in zip(read, warned, strict=True):
            _print(found, warnings)
    if any(found.problems for found in read):
        sys.exit(BAD_INPUT)


def _warnings(found: Read, read: Iterable[Read]) -> list[Warning]:
    if found.questionnaire is None:
        return []
    others = [each.questionnaire for each in read if each.questionnaire and each is not found]
    if found.resolved:
        base, places = found.resolved.base, variant_places(found.resolved.variant)
        return health(found.questionnaire, file=str(found.file), others=others, places=places, base=base)
    places = file_places(bytes_of(found.file))
    return health(found.questionnaire, file=str(found.file), others=others, places=places)


def _print(found: Read, warnings: Iterable[Warning]) -> None:
    for line in (*found.problems, *warnings):
        click.echo(str(line))
    file = found.questionnaire
    if file is None:
        return
    counted = sum(question.type != "info" for question in file)
    extends = (
        f", a variant of {found.resolved.base.id} {found.resolved.base.version}" if found.resolved else ""
    )
    click.echo(
        f"{found.file}: {file.id} {file.version} is good{extends}: {counted} questions, sha256 {file.sha256}"
    )


def _checked(found: Read, warnings: Iterable[Warning]) -> dict[str, Any]:
    file, base = found.questionnaire, found.resolved.base if found.resolved else None
    return {
        "file": str(found.file),
        "id": file.id if file else None,
        "version": file.version if file else None,
        "sha256": file.sha256 if file else None,
        "extends": {"id": base.id, "version": base.version, "sha256": base.sha256} if base else None,
        "problems": [
            {"line": problem.line, "column": problem.column, "message": problem.message}
            for problem in found.problems
        ],
        "warnings": [
            {
                "line": warning.line,
                "column": warning.column,
                "code": warning.code,
                "part": str(warning.part),
                "message": warning.message,
            }
            for warning in warnings
        ],
    }
