"""`afweging questionnaire`: check files and evaluate answers."""

import json
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from afweging.questionnaire import (
    Evaluation,
    Problem,
    Questionnaire,
    QuestionnaireInvalid,
    UnknownQuestion,
    by_id,
    read_file,
)
from afweging.questionnaire import evaluate as evaluate_answers

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
            {"line": problem.line, "column": problem.column, "message": problem.message}
            for problem in problems
        ],
    }


@questionnaire.command()
@click.argument("file", type=click.Path(path_type=Path), metavar="FILE")
@click.option("--answers", type=click.Path(path_type=Path), required=True, help="A JSON object: id → answer.")
@click.option(
    "--answers-by", type=click.Choice(["id", "source"]), default="id", help="What names the answers."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that rules see; today by default.")
@click.option("--phase", help="Only what this phase requires is required.")
@click.option("--lang", default="nl", show_default=True, help="The language of messages and reasons.")
@click.option(
    "--explain", is_flag=True, help="Add why questions are shown, and why scores and outcomes are so."
)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def evaluate(
    file: Path,
    answers: Path,
    answers_by: str,
    today: datetime | None,
    phase: str | None,
    lang: str,
    explain: bool,
    as_json: bool,
) -> None:
    """Say what follows from ANSWERS to the questionnaire in FILE."""
    found, problems = _read(file)
    for problem in problems:
        click.echo(str(problem), err=True)
    if found is None:
        sys.exit(BAD_INPUT)
    given = _answers(answers)
    if answers_by == "source":
        given = by_id(found, given)
    day = today.date() if today else date.today()  # noqa: DTZ011  # the day on the clock of who calls
    try:
        evaluation = evaluate_answers(found, given, today=day, phase=phase)
    except UnknownQuestion as error:
        raise click.ClickException(str(error)) from None
    result = _result(evaluation, lang) | (_explained(evaluation, lang) if explain else {})
    click.echo(json.dumps(result, ensure_ascii=False, indent=2) if as_json else _as_text(result))


def _answers(path: Path) -> dict[str, Any]:
    try:
        given = json.loads(path.read_bytes())
    except OSError as error:
        raise click.ClickException(f"{path}: this file cannot be read: {error.strerror or error}") from None
    except (ValueError, RecursionError) as error:
        raise click.ClickException(f"{path}: this is not JSON: {error}") from None
    if not isinstance(given, dict):
        raise click.ClickException(f"{path}: answers are a JSON object: question → answer")
    return given


def _result(evaluation: Evaluation, lang: str) -> dict[str, Any]:
    return {
        "applicable": list(evaluation.applicable),
        "missing": list(evaluation.missing),
        "invalid": [
            {"question": flaw.question, "message": flaw.message(lang)} for flaw in evaluation.invalid
        ],
        "scores": {name: asdict(score) for name, score in evaluation.scores.items()},
        "outcomes": list(evaluation.outcomes),
        "complete": evaluation.complete,
    }


def _explained(evaluation: Evaluation, lang: str) -> dict[str, Any]:
    file = evaluation.questionnaire
    return {
        "why": {
            "shown": {question.id: evaluation.why_shown(question.id).sentences(lang) for question in file},
            "scores": {score.id: evaluation.why_score(score.id).sentences(lang) for score in file.scores},
            "outcomes": {
                outcome.id: evaluation.why_outcome(outcome.id).sentences(lang) for outcome in file.outcomes
            },
        }
    }


def _as_text(result: dict[str, Any]) -> str:
    lines = [
        f"applicable: {len(result['applicable'])}",
        f"missing: {', '.join(result['missing']) or '-'}",
        *(f"invalid: {flaw['question']}: {flaw['message']}" for flaw in result["invalid"]),
        *(
            f"score {name}: {score['value']} of {score['max']}, {score['band']}"
            for name, score in result["scores"].items()
        ),
        f"outcomes: {', '.join(result['outcomes']) or '-'}",
        f"complete: {'yes' if result['complete'] else 'no'}",
    ]
    for kind, told in result.get("why", {}).items():
        lines += [f"why {kind} {name}: {' '.join(sentences)}" for name, sentences in told.items()]
    return "\n".join(lines)
