"""PAR: assessment definitions of the Dutch government (pre-scan, DPIA, IAMA, AIIA; version 2) as format 1."""

from pathlib import PurePath
from typing import Any

from ..base import Ids, Imported, Note
from ..given import finished, read_yaml
from ..naming import three_parts, without_nothing
from ..wording import prose
from .conditions import Conditions
from .outcomes import Outcomes
from .questions import LANGUAGE, Questions
from .tasks import Layout, read_tasks


def read(data: bytes, name: str, profile: str | None = None) -> Imported:
    """An assessment definition in format 1. Raises NotImportable."""
    file = read_yaml(data, name, "an assessment definition")
    notes: list[Note] = []

    def note(about: str, what: str) -> None:
        notes.append(Note(about, what))

    urn, title = file.text("urn"), file.text("name", needed=True)
    tasks = read_tasks(file.maps("tasks", "a task"))
    if not tasks:
        file.problems.add(file.node.mark, "an assessment definition has at least one task")
    finished(file)
    layout = Layout(urn.rpartition(":")[2] or PurePath(name).stem)
    layout.lay_out(tasks)
    conditions = Conditions(layout.fields, frozenset(layout.columns), lambda what: outcomes.remark(what))
    outcomes = Outcomes(conditions, note)
    scores = outcomes.made_scores(tasks)
    concluded = outcomes.made_outcomes(file.maps("assessments", "an assessment"))
    questions = Questions(layout, conditions, note)
    data_: dict[str, Any] = {
        "format": 1,
        "id": Ids().take(urn.rpartition(":")[2] or title),
        "version": _version(file.text("version"), note),
        "title": title,
        "language": LANGUAGE,
        "description": prose({LANGUAGE: file.text("description")}).get(LANGUAGE),
        "source": urn,
        "sections": [questions.section(part, title) for part in layout.parts],
        "scores": scores,
        "outcomes": concluded,
    }
    for outer, inner in layout.nested:
        note(
            inner.id,
            f"it repeats within {outer.id}; here it is a table of its own, whose rows do not say of which",
        )
    for key, value in file.rest():
        note("-", f"“{key}”: {value}")
    finished(file)
    return Imported(without_nothing(data_), tuple(dict.fromkeys(notes)))


def _version(given: str, note: Any) -> str:
    version = three_parts(given)
    if given and not version:
        note("-", f"the version “{given}” is not one of up to three numbers; it begins at 1.0.0")
    return version or "1.0.0"
