"""`afweging questionnaire`: check files and evaluate answers."""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from afweging.questionnaire import Problem, Questionnaire, QuestionnaireInvalid, read_file

BAD_INPUT = 1


@click.group()
def questionnaire() -> None:
    """Check questionnaires and evaluate answers to them."""


@questionnaire.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE…")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def check(files: tuple[Path, ...], as_json: bool) -> None:
    """Name every error of each FILE, as file:line:column: message."""
    read = [(file, *_read(file)) for file in files]
    if as_json:
        click.echo(json.dumps([_checked(*item) for item in read], ensure_ascii=False, indent=2))
    else:
        for file, found, problems in read:
            _print_check(file, found, problems)
    if any(problems for _, _, problems in read):
        sys.exit(BAD_INPUT)


def _read(file: Path) -> tuple[Questionnaire | None, list[Problem]]:
    try:
        return read_file(file), []
    except QuestionnaireInvalid as error:
        return None, error.problems
    except OSError as error:
        return None, [Problem(str(file), 1, 1, f"this file cannot be read: {error.strerror or error}")]


def _print_check(file: Path, found: Questionnaire | None, problems: Iterable[Problem]) -> None:
    for problem in problems:
        click.echo(str(problem))
    if found:
        counted = sum(question.type != "info" for question in found)
        click.echo(f"{file}: {found.id} {found.version} is good: {counted} questions, sha256 {found.sha256}")


def _checked(file: Path, found: Questionnaire | None, problems: Iterable[Problem]) -> dict[str, Any]:
    return {
        "file": str(file),
        "id": found.id if found else None,
        "version": found.version if found else None,
        "sha256": found.sha256 if found else None,
        "problems": [
            {"line": problem.line, "column": problem.column, "message": problem.message} for problem in problems
        ],
    }
