"""`afweging questionnaire evaluate`: what follows from answers."""

import json
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from afweging.questionnaire import Evaluation, UnknownQuestion, by_id
from afweging.questionnaire import evaluate as evaluate_answers

from .explaining import explained
from .files import BASE_OPTION, FILE, read_or_stop


@click.command()
@click.argument("file", type=FILE, metavar="FILE")
@BASE_OPTION
@click.option("--answers", type=FILE, required=True, help="A JSON object: id → answer.")
@click.option(
    "--answers-by", type=click.Choice(["id", "source"]), default="id", help="What names the answers."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day that rules see; today by default.")
@click.option("--phase", help="Only what this phase requires is required.")
@click.option("--lang", default="nl", show_default=True, help="The language of messages and reasons.")
@click.option(
    "--explain",
    is_flag=True,
    help="Add why each question, score and outcome is so, and what would change it.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
def evaluate(
    file: Path,
    bases: tuple[Path, ...],
    answers: Path,
    answers_by: str,
    today: datetime | None,
    phase: str | None,
    lang: str,
    explain: bool,
    as_json: bool,
) -> None:
    """Say what follows from ANSWERS to the questionnaire in FILE."""
    found = read_or_stop(file, bases).questionnaire
    assert found is not None  # it would have stopped
    given = _answers(answers)
    if answers_by == "source":
        given = by_id(found, given)
    day = today.date() if today else date.today()  # noqa: DTZ011  # the day on the clock of who calls
    try:
        evaluation = evaluate_answers(found, given, today=day, phase=phase)
    except UnknownQuestion as error:
        raise click.ClickException(str(error)) from None
    more = explained(evaluation, given, day, phase, lang) if explain else {}
    result = _result(evaluation, lang) | more
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
    for kind, found in result.get("change", {}).items():
        lines += [f"change {kind} {name}: {' '.join(each['sentences'])}" for name, each in found.items()]
    return "\n".join(lines)
