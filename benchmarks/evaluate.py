"""How long one evaluation of the whole model questionnaire takes, with every question answered.

python -m benchmarks.evaluate [FILE] [ROUNDS]
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from afweging.questionnaire import Question, Questionnaire, Status, evaluate, read_file

MODEL = Path(__file__).parent.parent / "questionnaires" / "model-afwegingsraamwerk.yaml"
TODAY = date(2026, 11, 23)
BUDGET_MS = 0.5

RISK = {
    "harm": "Iemand krijgt ten onrechte een controle.",
    "group": "Bewoners",
    "likelihood": 3,
    "severity": 4,
}
BURDEN = {"interest": "Rust thuis", "side": "burden", "weight": 4, "certainty": "likely", "group": "Bewoners"}
RECORDS: dict[str, Any] = {
    "risks": [RISK | {"residual_likelihood": 2, "residual_severity": 3, "working": True} for _ in range(5)],
    "weighing": {"rows": [BURDEN, BURDEN | {"side": "benefit"}], "counter_argument": "Het kan ook zonder."},
    "dilemmas": [{"options": "Wel\nNiet", "choice": "Wel", "decided_by": "De wethouder"}],
    "measures": [{"measure": "Steekproef", "owner": "Teamleider", "due": "2027-01-31", "status": "planned"}],
    "consultations": [{"who": "Wijkraad", "when": "2026-09-01", "said": "Leg het uit", "done": "Brief"}],
}


def _number(question: Question) -> Any:
    least, most = question.min if isinstance(question.min, int) else 1, question.max
    return least + 1 if most is None or isinstance(most, str) or least + 1 <= most else least


def _text(question: Question, text: str, times: int) -> str:
    return "+31 30 123 45 67" if question.pattern else (text * times)[: question.max_length].strip()


ANSWERS: dict[str, Callable[[Question], Any]] = {
    "text": lambda question: _text(question, "Een kort en eerlijk antwoord. ", 4),
    "longtext": lambda question: _text(
        question, "Een antwoord dat uitlegt waarom, met een voorbeeld erbij. ", 8
    ),
    "choice": lambda question: question.options[-1].id,
    "yesno": lambda question: "ja",
    "choices": lambda question: [option.id for option in question.options if not option.exclusive][
        : question.max_choices
    ],
    "scale": _number,
    "number": _number,
    "date": lambda question: "2026-11-23",
    "month": lambda question: "2026-11",
    "url": lambda question: "https://www.voorbeeld.nl/pagina",
    "email": lambda question: "naam@voorbeeld.nl",
    "file": lambda question: ["bewijs1"],
    "matrix": lambda question: {row.id: question.options[0].id for row in question.rows},
    "table": lambda question: [{column.id: answer(column) for column in question.columns} for _ in range(3)],
}


def answer(question: Question) -> Any:
    """An answer of the question's type."""
    if question.type in RECORDS:
        return RECORDS[question.type]
    return ANSWERS[question.type](question)


def all_answers(questionnaire: Questionnaire) -> dict[str, Any]:
    return {question.id: answer(question) for question in questionnaire if question.type != "info"}


def main() -> None:
    path = Path(sys.argv[1]) if len(sys.argv) > 1 else MODEL
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 2_000
    questionnaire = read_file(path)
    answers = all_answers(questionnaire)
    evaluation = evaluate(questionnaire, answers, today=TODAY)
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        evaluate(questionnaire, answers, today=TODAY)
        times.append((time.perf_counter() - start) * 1000)
    states = list(evaluation.status.values())
    answered, invalid = states.count(Status.ANSWERED), states.count(Status.INVALID)
    print(f"{len(states)} questions, {answered} answered, {invalid} invalid; {rounds} rounds")
    print(f"median {statistics.median(times):.3f} ms (budget {BUDGET_MS} ms)")
    print(f"p99    {statistics.quantiles(times, n=100)[98]:.3f} ms")
    sys.exit(0 if statistics.median(times) < BUDGET_MS else 3)


if __name__ == "__main__":
    main()
