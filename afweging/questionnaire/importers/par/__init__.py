"""PAR: assessment definitions of the Dutch government (pre-scan, DPIA, IAMA, AIIA; version 2) as format 1."""

from pathlib import PurePath
from typing import Any

from ..base import Ids, Imported, Note
from ..given import Given, finished, read_yaml
from ..meaning.saying import Sayer
from ..naming import three_parts, without_nothing
from ..wording import prose
from .conditions import Conditions
from .outcomes import Outcomes
from .questions import LANGUAGE, Questions
from .scores import Scores
from .tasks import Layout, Task, read_tasks


def read(data: bytes, name: str, profile: str | None = None) -> Imported:
    """An assessment definition in format 1. Raises NotImportable."""
    file = read_yaml(data, name, "an assessment definition")
    file.text("name", needed=True)
    tasks = read_tasks(file.maps("tasks", "a task"))
    if not tasks:
        file.problems.add(file.node.mark, "an assessment definition has at least one task")
    finished(file)
    result = _Definition(file, PurePath(name).stem, tasks).questionnaire()
    finished(file)
    return result


class _Definition:
    """One definition with its tasks."""

    def __init__(self, file: Given, name: str, tasks: list[Task]) -> None:
        self.file = file
        self.tasks = tasks
        self.urn = file.text("urn")
        self.name = self.urn.rpartition(":")[2] or name
        self.notes: list[Note] = []

    def note(self, about: str, what: str) -> None:
        """Note something under a name."""
        self.notes.append(Note(about, what))

    def questionnaire(self) -> Imported:
        """The whole file."""
        title = self.file.text("name")
        layout = Layout(self.name)
        layout.lay_out(self.tasks)
        data: dict[str, Any] = {
            "format": 1,
            "id": Ids().take(self.name),
            "version": self._version(),
            "title": title,
            "language": LANGUAGE,
            "description": prose({LANGUAGE: self.file.text("description")}).get(LANGUAGE),
            "source": self.urn,
            **self._contents(layout, title),
        }
        for key, value in self.file.rest():
            self.note("-", f"“{key}”: {value}")
        return Imported(without_nothing(data), tuple(dict.fromkeys(self.notes)))

    def _contents(self, layout: Layout, title: str) -> dict[str, Any]:
        """Scores come first: they say what options count for."""
        conditions = Conditions(layout.fields, frozenset(layout.columns), self.note)
        scores = Scores(conditions, Sayer(self.note))
        outcomes = Outcomes(conditions, scores.sayer, scores)
        computed = scores.made(self.tasks)
        concluded = outcomes.made(self.file.maps("assessments", "an assessment"))
        questions = Questions(layout, conditions, self.note)
        sections = [questions.section(part, title) for part in layout.parts]
        for outer, inner in layout.nested:
            what = f"it repeats within {outer.id}; here it is a table of its own"
            self.note(inner.id, f"{what}, whose rows do not say of which row there")
        return {"sections": sections, "scores": [*computed, *outcomes.helpers], "outcomes": concluded}

    def _version(self) -> str:
        given = self.file.text("version")
        version = three_parts(given)
        if given and not version:
            self.note("-", f"the version “{given}” is not one of up to three numbers; it begins at 1.0.0")
        return version or "1.0.0"
