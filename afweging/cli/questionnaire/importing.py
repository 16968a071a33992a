"""`afweging questionnaire import`: a questionnaire of another format, as a file of format 1."""

import json
import sys
from pathlib import Path
from typing import Any

import click

from afweging.questionnaire import Problem, Questionnaire, QuestionnaireInvalid, read_bytes
from afweging.questionnaire.importers import IMPORTERS, PROFILES, Imported, NotImportable, import_bytes
from afweging.questionnaire.writing import to_yaml

from .files import BAD_INPUT, FILE, write_whole

MAX_BYTES = 16 * 1024 * 1024
"""More than any format takes; each says itself what is too large for it."""


@click.command("import")
@click.argument("file", type=FILE, metavar="FILE")
@click.option(
    "--from", "kind", type=click.Choice(sorted(IMPORTERS)), required=True, help="The format of FILE."
)
@click.option("--profile", metavar="NAME", help="Rules of one family of files, such as aia of surveyjs.")
@click.option("--out", type=FILE, required=True, metavar="FILE", help="The file of format 1 to write.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
def import_file(file: Path, kind: str, profile: str | None, out: Path, as_json: bool) -> None:
    """Make a questionnaire of format 1 of FILE.

    What has no place in format 1 is reported by the name it has in FILE, on standard error. OUT is written
    only when all of it is good; a file that stood there is replaced whole.
    """
    _refuse_profile(kind, profile)
    try:
        imported = import_bytes(_bytes(file), str(file), kind, profile)
        text = to_yaml(imported.data).encode()
        questionnaire = read_bytes(text, str(out))
    except (NotImportable, QuestionnaireInvalid) as error:
        _stop(error.problems, as_json)
    write_whole(out, text)
    _report(imported, questionnaire, out, as_json)


def _refuse_profile(kind: str, profile: str | None) -> None:
    known = PROFILES.get(kind, ())
    if profile is not None and profile not in known:
        names = ", ".join(known) or "none"
        raise click.UsageError(f"there is no profile {profile} of {kind}; there is: {names}")


def _bytes(file: Path) -> bytes:
    try:
        with file.open("rb") as source:
            data = source.read(MAX_BYTES + 1)
    except OSError as error:
        raise _unreadable(file, f"this file cannot be read: {error.strerror or error}") from None
    if len(data) > MAX_BYTES:
        raise _unreadable(file, f"the file is larger than {MAX_BYTES // 1024 // 1024} MiB")
    return data


def _unreadable(file: Path, message: str) -> NotImportable:
    return NotImportable([Problem(str(file), 1, 1, message)])


def _stop(problems: list[Problem], as_json: bool) -> None:
    for problem in problems:
        click.echo(str(problem), err=True)
    if as_json:
        found = [
            {"file": each.file, "line": each.line, "column": each.column, "message": each.message}
            for each in problems
        ]
        click.echo(json.dumps({"problems": found}, ensure_ascii=False, indent=2))
    sys.exit(BAD_INPUT)


def _report(imported: Imported, questionnaire: Questionnaire, out: Path, as_json: bool) -> None:
    counted = sum(question.type != "info" for question in questionnaire)
    if as_json:
        report: dict[str, Any] = {
            "file": str(out),
            "id": questionnaire.id,
            "version": questionnaire.version,
            "sha256": questionnaire.sha256,
            "questions": counted,
            "notes": [{"id": note.id, "what": note.what} for note in imported.notes],
        }
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
        return
    for note in imported.notes:
        click.echo(_on_one_line(f"{note.id}: {note.what}"), err=True)
    noted = f"{len(imported.notes)} notes on what is not carried or is said in another way"
    click.echo(f"{out}: {questionnaire.id} {questionnaire.version}, {counted} questions; {noted}", err=True)


def _on_one_line(text: str) -> str:
    """A note with nothing in it that upsets a terminal."""
    return "".join(char if char.isprintable() else "·" for char in " ".join(text.split()))
