"""How long opening a file in the editor takes, and one change of it, whatever its size.

python -m benchmarks.editing [ROUNDS]

The national model, and a file of the largest size that is allowed. Each change is made in the middle of the
file, as a form of the editor makes it: one text; four keys of one question, one after another; a new
question; moving one. What comes out is text that says what was asked for, or it would have been refused.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from afweging import resources
from afweging.questionnaire.editing import Document, Path

from . import _questionnaires as made
from .questionnaire import median

PROMISED = {
    "open": 1_000.0,
    "one text": 50.0,
    "a form of four keys": 200.0,
    "a new question": 50.0,
    "move": 100.0,
}
"""In milliseconds, in the largest file."""


def middle(document: Document) -> Path:
    """The path of a question in the middle of the file."""
    sections = document.plain["sections"]
    place = len(sections) // 2
    while not sections[place].get("questions"):
        place += 1
    return ("sections", place, "questions", len(sections[place]["questions"]) // 2)


def form(document: Document, at: Path) -> Document:
    """Four keys of a question, two of which are new."""
    for key, value in {
        "label": {"nl": "Wat doet u?", "en": "What do you do?"},
        "help": {"nl": "Leg het **uit**.\n\nIn gewone woorden.\n"},
        "required": True,
        "because": "Onze gemeente vraagt het anders.",
    }.items():
        document = document.set((*at, key), value)
    return document


def acts(text: str) -> dict[str, Callable[[], object]]:
    """What is measured, by name."""
    document = Document(text)
    at = middle(document)
    question = {"id": "nieuw", "type": "text", "label": {"nl": "Wat nog meer?"}}
    return {
        "open": lambda: Document(text),
        "one text": lambda: document.set((*at, "label"), {"nl": "Wat doet u?"}),
        "a form of four keys": lambda: form(document, at),
        "a new question": lambda: document.insert(at[:-1], 1, question),
        "move": lambda: document.move(at, at[:-1], 0),
    }


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    model = (resources.questionnaires() / "model-afwegingsraamwerk.yaml").read_text("utf-8")
    large = made.large(2 * 1024 * 1024)[0].decode()
    good = True
    print(f"{'':<22}{len(model.encode()):>12,}{len(large.encode()):>12,} bytes   promised")
    small, big = acts(model), acts(large)
    for name, promised in PROMISED.items():
        found = median(small[name], rounds), median(big[name], max(rounds // 4, 1))
        good &= found[1] < promised
        print(f"{name:<22}{found[0]:>9.1f} ms{found[1]:>9.1f} ms {promised:>14g} ms")
    sys.exit(0 if good else 3)


if __name__ == "__main__":
    main()
