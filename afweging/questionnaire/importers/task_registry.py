"""Instruments of the task registry (YAML, schemas 1.0 and 1.1): each task becomes a question.

Tasks that follow one another under the same topic are a section. The phases of the algorithm's life in which
a task belongs become the phases that require an answer.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from ..schema import PHASES as IN_ORDER
from ..yaml12 import Entries, Node, Scalar
from .base import Ids, Imported, Note
from .given import Given, finished, read_yaml
from .naming import three_parts, without_nothing

Question = dict[str, Any]

TYPES: Mapping[str, str] = {
    "open_question": "longtext",
    "closed_question": "yesno",
    "upload_document": "file",
    "sign_task": "yesno",
    "statement": "yesno",
    "requirement": "yesno",
    "measure": "yesno",
}
"""Type of a task → type of question."""

_CHANGED: Mapping[str, str] = {
    "closed_question": "the answers to this closed question are not listed; it is asked as yes or no",
    "sign_task": "format 1 has no signature; that it was signed is asked as yes or no",
    "statement": "whether this statement holds is asked as yes or no",
    "requirement": "whether this requirement is met is asked as yes or no",
    "measure": "whether this measure is taken is asked as yes or no",
}
_NAMES_ANSWERS = "this closed question names its answers in its text only; it is asked as a line of text"

PHASES: Mapping[str, str] = {
    "organisatieverantwoordelijkheden": "idee",
    "probleemanalyse": "idee",
    "ontwerp": "aanschaf",
    "ontwerpen": "aanschaf",
    "dataverkenning en datapreparatie": "aanschaf",
    "ontwikkelen": "aanschaf",
    "ontwikkeling": "aanschaf",
    "validatie": "pilot",
    "verificatie en validatie": "pilot",
    "implementatie": "gebruik",
    "implementeren": "gebruik",
    "monitoring en beheer": "gebruik",
    "uitfaseren": "gebruik",
}
"""Phase of the algorithm's life → phase of a dossier: it is made or bought before the pilot, in which it is
verified; from implementation on it is in use."""

_LANGUAGES = {"nederlands": "nl", "dutch": "nl", "engels": "en", "english": "en"}


def read(data: bytes, name: str, profile: str | None = None) -> Imported:
    """An instrument in format 1. Raises NotImportable."""
    file = read_yaml(data, name, "an instrument")
    head = file.map("instrument", "the instrument") or file
    result = _Reading(file, head).questionnaire()
    finished(file)
    return result


@dataclass
class _Reading:
    """Reads one instrument."""

    file: Given
    head: Given
    ids: Ids = field(default_factory=Ids)
    notes: list[Note] = field(default_factory=list)

    def questionnaire(self) -> Imported:
        """The whole file."""
        urn = self.head.text("urn")
        title = self.head.text("name", needed=True)
        version, instrument = _version(urn)
        tasks = self.file.maps("tasks", "a task")
        if not tasks:
            self.file.problems.add(self.file.node.mark, "an instrument has at least one task")
        data: dict[str, Any] = {
            "format": 1,
            "id": Ids().take(instrument or title),
            "version": version,
            "title": title,
            "language": self._language(),
            "description": self.head.text("description"),
            "owner": self._owner(),
            "source": self.head.text("url") or urn,
            "sections": list(self._sections(tasks, urn, title)),
        }
        if data["source"] != urn and urn:
            self._note("-", f"the urn “{urn}”: the questionnaire has the last word of it as its id")
        self._rest()
        return Imported(without_nothing(data), tuple(self.notes))

    def _note(self, name: str, what: str) -> None:
        self.notes.append(Note(name, what))

    def _language(self) -> str:
        given = self.head.text("language").lower()
        language = _LANGUAGES.get(given, given)
        if re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", language):
            return language
        if given:
            self._note("-", f"the language “{given}” is no code such as nl; the file is taken for Dutch")
        return "nl"

    def _owner(self) -> dict[str, str]:
        """The first owner; the others are noted."""
        found = [_person(owner) for owner in self.head.maps("owners", "an owner")]
        found = [owner for owner in found if owner]
        for owner in found:
            if "role" in owner:
                self._note("-", f"the role of an owner, “{owner.pop('role')}”")
        for owner in found[1:]:
            self._note("-", f"a second owner: {', '.join(owner.values())}")
        return found[0] if found and "name" in found[0] else {}

    def _sections(self, tasks: list[Given], urn: str, title: str) -> Iterator[dict[str, Any]]:
        told = [(task, *self._labels(task)) for task in tasks]
        for topic, group in groupby(told, key=lambda item: item[1]):
            section: dict[str, Any] = {"id": self.ids.take(topic or title), "title": topic or title}
            if topic:
                section["source"] = topic
            section["questions"] = [
                question for task, _, labels in group for question in self._questions(task, urn, labels)
            ]
            yield section

    def _labels(self, task: Given) -> tuple[str, list[str]]:
        """The topic of a task, and its other labels."""
        topic, others = "", []
        for label in task.maps("labels", "a label"):
            key, value = label.text("key"), label.text("value")
            if key == "topic" and not topic:
                topic = value
            else:
                others.append(f"{key}: {value}")
        return topic, others

    def _questions(self, task: Given, urn: str, labels: list[str]) -> Iterator[Question]:
        """A question per type; the first bears the name of the task."""
        name = _name(task.text("urn", needed=True), urn)
        text = task.text("question", needed=True) or name or "?"
        common = self._common(task, name)
        kinds = [kind.replace(" ", "_") for kind in task.texts("type")] or ["open_question"]
        for place, kind in enumerate(dict.fromkeys(kinds)):
            source = name if place == 0 else f"{name}#{kind}"
            question: Question = {"id": self.ids.take(source), "type": self._type(kind, text, source, task)}
            yield question | {"label": text} | common | {"source": source}
            common.pop("references", None)
        if len(kinds) > 1:
            self._note(name, f"has {len(kinds)} types, {', '.join(kinds)}: each is a question of its own")
        for label in labels:
            self._note(name, f"the label {label}")
        for key, value in task.rest():
            if key != "template":
                self._note(name, f"“{key}”: {value}")

    def _type(self, kind: str, text: str, source: str, task: Given) -> str:
        if kind not in TYPES:
            task.bad("type", f"is one of {', '.join(TYPES)}, not “{kind}”")
            return "longtext"
        if kind == "closed_question" and re.search(r"\b(of|or)\b", text):
            self._note(source, _NAMES_ANSWERS)
            return "text"
        if kind in _CHANGED:
            self._note(source, _CHANGED[kind])
        return TYPES[kind]

    def _common(self, task: Given, name: str) -> Question:
        keys: Question = {}
        required = self._required(task, name)
        if required:
            keys["required"] = required
        roles = task.texts("suggested_roles")
        if roles:
            keys["respondent"] = ", ".join(roles)
        references = [link for node in task.nodes("links") for link in _links(node, task)]
        if references:
            keys["references"] = references
        return keys

    def _required(self, task: Given, name: str) -> bool | list[str]:
        """Required in the phases it belongs to; always when it names none; never when it says so."""
        status = task.boolean("required_status")
        given = task.texts("lifecycle")
        known = {phase: PHASES.get(re.sub(r"[-_\s]+", " ", phase.lower())) for phase in given}
        for phase in (phase for phase, mapped in known.items() if mapped is None):
            self._note(name, f"“{phase}” is no known phase of the life of an algorithm")
        phases = sorted({mapped for mapped in known.values() if mapped}, key=IN_ORDER.index)
        if status is False:
            if given:
                self._note(name, f"belongs to {', '.join(given)}, but is not required")
            return False
        if phases:
            told = ", ".join(f"{phase} → {mapped}" for phase, mapped in known.items() if mapped)
            self._note(name, f"an answer is required in the phases {', '.join(phases)} ({told})")
            return phases
        return bool(status)

    def _rest(self) -> None:
        for given in (self.head, self.file) if self.head is not self.file else (self.file,):
            for key, value in given.rest():
                what = f"“{key}”: {value}" if key != "template" else _TEMPLATE
                self._note("-", what)


_TEMPLATE = "“template”, here and on each task: how a system card lays out answers"


def _person(owner: Given) -> dict[str, str]:
    organisation, name = owner.text("organization"), owner.text("name")
    parts = {
        "name": ", ".join(part for part in (organisation, name) if part),
        "email": owner.text("email"),
        "role": owner.text("role"),
    }
    return {key: value for key, value in parts.items() if value}


def _version(urn: str) -> tuple[str, str]:
    """The version at the end of a urn, and the name before it."""
    name, _, tail = urn.rpartition(":")
    version = three_parts(tail)
    return (version, name.rpartition(":")[2]) if version else ("1.0.0", tail)


def _name(urn: str, instrument: str) -> str:
    """The name of a task: what its urn adds to that of the instrument, else all of it."""
    head, _, tail = urn.rpartition(":")
    return tail if tail and head == instrument else urn


def _links(node: Node, task: Given) -> Iterator[dict[str, str]]:
    if isinstance(node, Scalar):
        if node.text.strip():
            yield _in_words(node.text.strip())
        return
    if not isinstance(node, Entries):
        task.bad("links", "is a list of texts or maps")
        return
    link = Given(node, task.problems, "a link")
    text, url, urn = link.text("text"), link.text("url"), link.text("urn")
    path, version = link.text("systemcard_path"), link.text("version")
    if urn:
        yield {"scheme": "urn", "locator": urn} | ({"title": text} if text else {})
    elif text:
        yield _in_words(text) | ({"url": url} if url else {})
    elif url:
        yield {"scheme": "link", "locator": url, "url": url}
    if path:
        yield {"scheme": "system card", "locator": path} | (
            {"title": f"{path} ({version})"} if version else {}
        )


def _in_words(text: str) -> dict[str, str]:
    """A reference such as “DPIA vraag 4”: the work that it is in, and the place."""
    work, _, place = text.partition(" ")
    if place.strip() and work.isupper():
        return {"scheme": work, "locator": place.strip()}
    return {"scheme": "link", "locator": text}
