"""Sections, questions and columns of an assessment, as format 1 has them."""

import re
from collections.abc import Iterator
from typing import Any

from ...yaml12 import Entries, Items, Node, Scalar
from ..given import one_line
from ..meaning.fields import Field
from ..meaning.logic import Rule, conjoin
from ..meaning.saying import Note, Sayer
from ..naming import without_nothing
from ..wording import Words, prose, titled, together
from .conditions import Conditions
from .scores import plain
from .showing import Showing
from .tasks import INFO, TABLE, TYPES, Layout, Option, Part, Placed, Task

Question = dict[str, Any]
LANGUAGE = "nl"
_PLACEHOLDER = re.compile(r"\s*\{[^}]*\}")


class Questions:
    """Makes the questions of one file."""

    def __init__(self, layout: Layout, conditions: Conditions, note: Note) -> None:
        self.layout = layout
        self.conditions = conditions
        self.note = note
        self.showing = Showing(layout, note)
        self.sayer = Sayer(note)

    def section(self, part: Part, title: str) -> Question:
        """A section with its questions."""
        made: Question = {"id": part.id, "title": title}
        if part.task is not None:
            label, help_ = self._texts(part.task)
            made |= {"title": label[LANGUAGE], "intro": help_.get(LANGUAGE), "source": part.task.id}
            made["show_if"] = self._shown((part.task,), part.task.id)
            for reference in self._references(part.task):
                self.note(part.task.id, f"a section has no references: {one_line(reference)}")
            self._rest(part.task)
        made = without_nothing(made)
        made["questions"] = [self._question(item, part) for item in part.items]
        return made

    def _question(self, placed: Placed, part: Part) -> Question:
        if (
            part.task is not None and placed.task is part.task
        ):  # a group with nothing in it: its text is asked to be read
            return {"id": placed.id, "type": INFO, "label": part.task.title, "source": placed.source}
        return self._table(placed) if placed.type == TABLE else self._made(placed)

    def _made(self, placed: Placed, row: dict[str, Field] | None = None) -> Question:
        task = placed.task
        question = self._begun(placed, row)
        if placed.type == INFO:
            self._rest(task)
            return question
        if task.given.boolean("required_status"):
            question["required"] = True
        if task.kinds and placed.type == "file":
            question["accept"] = ["image/*"]
        if placed.options and placed.type in ("choice", "choices"):
            question["options"] = [self._option(option, placed) for option in placed.options]
        if placed.first:
            self._remarks(placed)
            self._rest(task)
        return question

    def _begun(self, placed: Placed, row: dict[str, Field] | None = None) -> Question:
        label, help_ = self._texts(placed.task)
        question: Question = {
            "id": placed.id,
            "type": placed.type,
            "label": label[LANGUAGE],
            "help": help_.get(LANGUAGE),
            "source": placed.source,
            "show_if": self._shown(placed.when, placed.task.id, row),
        }
        if placed.first:
            question["references"] = list(self._references(placed.task))
        return without_nothing(question)

    def _texts(self, task: Task) -> tuple[Words, Words]:
        label, rest = titled({LANGUAGE: task.title}, task.id, LANGUAGE)
        return label, together(rest, prose({LANGUAGE: task.given.text("description")}))

    def _shown(self, when: tuple[Task, ...], name: str, row: dict[str, Field] | None = None) -> Any:
        rules: list[Rule] = [self.showing.rule(task, row) for task in when]
        return self.sayer.written(conjoin(rules), name, "the condition", f"the dependencies of {name}")

    def _option(self, option: Option, placed: Placed) -> Question:
        label, help_ = titled({LANGUAGE: option.label}, option.label, LANGUAGE)
        made: Question = {
            "id": option.id,
            "label": label[LANGUAGE],
            "source": option.source,
            "help": help_.get(LANGUAGE),
        }
        made = {key: value for key, value in made.items() if value is not None}
        points = {
            name: plain(found[option.id])
            for name, found in self._weights(placed).items()
            if option.id in found
        }
        return made | ({"points": points} if points else {})

    def _weights(self, placed: Placed) -> dict[str, dict[str, float]]:
        return self.conditions.weights.get(placed.answer, {}) if placed.answer else {}

    def _remarks(self, placed: Placed) -> None:
        """What is to be said about the type of a task."""
        task = placed.task
        unknown = [kind for kind in task.kinds if kind not in TYPES]
        if unknown:
            self.note(
                task.id, f"the type {', '.join(unknown)} is not known; it is asked in words of one's own"
            )
        if len(task.kinds) > 1:
            self.note(
                task.id,
                f"has {len(task.kinds)} types, {', '.join(task.kinds)}: each is a question of its own",
            )
        if "image" in task.kinds and placed.type != "file":
            self.note(task.id, "a column takes no files; it is a line of text")
        if "signing" in task.kinds:
            self.note(task.id, "format 1 has no signature; that it was signed is asked as yes or no")
        shape = TYPES.get(task.kinds[0], ("",))[0] if task.kinds else ""
        if shape in ("choice", "choices") and not placed.options and not self._has_source(task):
            self.note(task.id, "it lists no options; it is asked in words of one's own")
        if any(option.value is None for option in placed.options):
            self.note(task.id, "the option whose value is null goes by the name “null”")

    def _has_source(self, task: Task) -> bool:
        return any(
            each.text("type") == "source_options" for each in task.given.maps("dependencies", "a dependency")
        )

    def _table(self, placed: Placed) -> Question:
        question = self._begun(placed)
        cells = {column.task.id: column.answer for column in placed.columns if column.answer}
        question["columns"] = [self._made(column, cells) for column in placed.columns]
        texts = [together(*self._texts(task)) for task in placed.texts]
        if texts:
            own = {LANGUAGE: question["help"]} if "help" in question else {}
            question["help"] = together(own, *texts)[LANGUAGE]
            for task in placed.texts:
                self.note(task.id, "a title or text within what repeats; it stands in the help of the table")
                self._rest(task)
        title = self._row_title(placed.task)
        if title:
            question["row_title"] = title
        self._rest(placed.task)
        return question

    def _row_title(self, task: Task) -> str:
        """What a row is called: the name of an item, else its label without what is filled in."""
        template = task.given.text("instance_label_template")
        if "{" in template:
            self.note(task.id, f"that the title of a row is made of answers: “{template}”")
        return task.given.text("item_name") or _PLACEHOLDER.sub("", template).strip()

    def _references(self, task: Task) -> Iterator[Question]:
        references = task.given.map("references", "references")
        for scheme, node in references.node.entries.items() if references else ():
            for locator, kind in _links(node):
                yield {"scheme": scheme, "locator": locator}
                if kind:
                    self.note(task.id, f"how it is linked to {scheme} {locator}: {kind}")
        for source in task.given.maps("sources", "a source"):
            file, words = source.text("source"), source.text("description")
            if file:
                address = {"url": file} if re.match(r"https?://", file) else {}
                yield {"scheme": "source", "locator": file} | address | ({"title": words} if words else {})

    def _rest(self, task: Task) -> None:
        """Note what has no place."""
        if "defaultValue" in task.given:
            value = one_line(task.given.node.entries["defaultValue"].plain())
            task.given.find("defaultValue")
            self.note(task.id, f"the default “{value}”: format 1 has no answers that are there beforehand")
        task.given.taken |= {"calculation", "required_status", "valueType", "options"}
        for key, value in task.given.rest():
            self.note(task.id, f"“{key}”: {value}")


def _links(node: Node) -> Iterator[tuple[str, str]]:
    """What a reference names, and how it is linked."""
    for each in node.items if isinstance(node, Items) else [node]:
        if isinstance(each, Scalar) and each.text.strip():
            yield each.text.strip(), ""
        elif isinstance(each, Entries):
            texts = {key: one_line(value.plain()) for key, value in each.entries.items()}
            if texts.get("id"):
                yield texts["id"], texts.get("type", "")
