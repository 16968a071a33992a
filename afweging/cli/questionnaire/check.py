"""`afweging questionnaire check`: every error of each file, at its place."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from .files import BAD_INPUT, BASE_OPTION, FILE, Read, read_file


@click.command()
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE…")
@BASE_OPTION
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def check(files: tuple[Path, ...], bases: tuple[Path, ...], as_json: bool) -> None:
    """Name every error of each FILE, as file:line:column: message.

    A FILE is a questionnaire or a local variant; a variant is checked as laid over its base.
    """
    read = [read_file(file, (*bases, *(each for each in files if each != file))) for file in files]
    if as_json:
        click.echo(json.dumps([_checked(found) for found in read], ensure_ascii=False, indent=2))
    else:
        for found in read:
            _print(found)
    if any(found.problems for found in read):
        sys.exit(BAD_INPUT)


def _print(found: Read) -> None:
    for problem in found.problems:
        click.echo(str(problem))
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


def _checked(found: Read) -> dict[str, Any]:
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
    }
