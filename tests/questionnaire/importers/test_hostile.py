"""Whatever a file holds, an importer makes a questionnaire of it or says with places why not."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from afweging.questionnaire import read_bytes
from afweging.questionnaire.importers import NotImportable, import_bytes
from afweging.questionnaire.writing import to_yaml

WORDS = (
    "x", "1", "1.1", "2", "a", "", " ", "ja", "Yes", "true", "equals", "contains", "any", "all", "show",
    "hide", "conditional", "source_options", "instance_mapping", "text_input", "open_text", "radio_option",
    "checkbox_option", "date", "image", "task_group", "informational", "string[]", "number",
    "open_question", "closed_question", "sign_task", "statement", "topic", "Probleemanalyse", "urn:nl:x",
    "urn:nl:x:1.0", "urn:nl:x:1.0:1", "2.0", "answers('1')", "answers('1') | count", "scores.s > 1",
    "criteria.c", "s == 1", "bool(answers('1.1'))", "weightedCountMap(answers('2'), ['a'], [1])", "(((((1",
    "1 / 0", "required", "recommended", "\u0000", "<b>x</b>", "x" * 300, "é", "日本", "${x}", "a\nb", "'",
    '"', "null",
)  # fmt: skip
KEYS = {
    "par": (
        "name", "urn", "version", "description", "tasks", "assessments", "task", "id", "type", "options",
        "value", "label", "valueType", "defaultValue", "repeatable", "dependencies", "condition",
        "operator", "action", "references", "calculation", "scoreKey", "expression", "riskScore", "when",
        "sources", "source", "levels", "level", "result", "criteria", "explanation", "required_status",
        "instance_label_template", "item_name",
    ),
    "task-registry": (
        "name", "urn", "instrument", "description", "language", "date", "url", "owners", "organization",
        "email", "role", "tasks", "question", "labels", "key", "value", "type", "suggested_roles",
        "lifecycle", "links", "required_status", "template", "text", "systemcard_path", "version",
    ),
}  # fmt: skip


class Hostile:
    """Data at random: keys of the format, anything under them."""

    def __init__(self, kind: str, seed: int) -> None:
        self.rng = random.Random(seed)
        self.keys = KEYS[kind]

    def anything(self, depth: int = 4) -> Any:
        kind = self.rng.random()
        if depth and kind < 0.25:
            return [self.anything(depth - 1) for _ in range(self.rng.randint(0, 4))]
        if depth and kind < 0.55:
            keys = self.rng.sample(self.keys, self.rng.randint(0, 7))
            return {key: self.anything(depth - 1) for key in keys}
        numbers = [0, -3, 7.5, True, False, None]
        return self.rng.choice(WORDS) if kind < 0.9 else self.rng.choice(numbers)

    def task(self) -> dict[str, Any]:
        needed = {key: self.word() for key in ("task", "id", "question", "urn")}
        more = self.rng.sample([key for key in self.keys if key not in needed], self.rng.randint(0, 5))
        return needed | {key: self.fitting(key) for key in more}

    def fitting(self, key: str) -> Any:
        """Mostly of the shape that the key has."""
        shape = SHAPES.get(key)
        if shape is None or self.rng.random() < 0.04:
            return self.anything(3)
        if shape is str:
            return self.word()
        inner = [self.fitting(each) for each in shape] if isinstance(shape, tuple) else []
        record = dict(zip(shape, inner, strict=True)) if isinstance(shape, tuple) else self.word()
        return [record for _ in range(self.rng.randint(1, 3))]

    def word(self) -> str:
        return self.rng.choice([word for word in WORDS if word.strip() and "\0" not in word])

    def file(self) -> Any:
        if self.rng.random() < 0.2:
            return self.anything()
        tasks = [self.task() for _ in range(self.rng.randint(1, 5))]
        more = {
            key: self.fitting(key) for key in ("assessments", "owners", "version") if self.rng.random() < 0.3
        }
        return {"name": self.word(), "urn": self.word(), "tasks": tasks, **more}


SHAPES: dict[str, Any] = {
    **dict.fromkeys(("description", "valueType", "version", "expression", "instance_label_template"), str),
    **dict.fromkeys(("type", "suggested_roles", "lifecycle", "links"), list),
    "options": ("value", "label"), "labels": ("key", "value"), "owners": ("organization", "name", "email"),
    "dependencies": ("type", "condition", "action"), "assessments": ("id", "levels"),
    "levels": ("level", "expression", "criteria"), "criteria": ("id", "expression", "explanation"),
    "sources": ("source", "description"), "riskScore": ("when", "value"),
}  # fmt: skip


def imported_or_refused(kind: str, data: bytes) -> bool:
    """Is it imported? What comes out can be read; what is refused has places."""
    try:
        result = import_bytes(data, "file", kind)
    except NotImportable as error:
        assert error.problems
        assert all(each.line >= 1 and each.column >= 1 and each.message for each in error.problems)
        return False
    assert all(note.id and note.what for note in result.notes)
    read_bytes(to_yaml(result.data).encode(), "out")
    return True


def fuzzed(kind: str, seeds: range) -> int:
    """How many files of these seeds are imported."""
    return sum(imported_or_refused(kind, json.dumps(Hostile(kind, seed).file()).encode()) for seed in seeds)


@pytest.mark.parametrize("kind", sorted(KEYS))
def test_any_data(kind: str) -> None:
    assert fuzzed(kind, range(300)) > 40


@pytest.mark.soak
@pytest.mark.parametrize("kind", sorted(KEYS))
def test_any_data_for_long(kind: str) -> None:
    assert fuzzed(kind, range(1_000, 11_000)) > 1_000


BOMB = b"a: &a [x, x, x, x, x, x, x, x, x, x]\n" + b"".join(
    f"{chr(98 + place)}: &{chr(98 + place)} [{', '.join([f'*{chr(97 + place)}'] * 10)}]\n".encode()
    for place in range(8)
)
HOSTILE = {
    "nothing": b"",
    "bomb": BOMB,
    "cycle": b"tasks: &a [*a]\n",
    "deep": b"[" * 5_000,
    "deep tasks": b"tasks: " + b"[{tasks: " * 400,
    "large": b"name: " + b"x" * (3 << 20),
    "no text": bytes(range(256)),
    "utf-16": "name: x".encode("utf-16"),
    "twice": b"name: x\nname: y\ntasks: [{}]\n",
    "tag": b"name: !!python/object/apply:os.system [x]\n",
    "null": b"name: a\0b\n",
    "two documents": b"name: x\n---\nname: y\n",
    "zip": b"PK\x03\x04" + bytes(100),
}


@pytest.mark.parametrize("kind", ["par", "task-registry", "xlsform"])
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_hostile_files_are_refused(kind: str, name: str) -> None:
    assert not imported_or_refused(kind, HOSTILE[name])


@pytest.mark.parametrize(
    "expression", ["(" * 5_000, "!" * 5_000, "a." * 5_000, "1+" * 5_000 + "1", "a ? " * 2_000, "'" * 9_999]
)
def test_hostile_expressions_are_noted(expression: str) -> None:
    tasks = [
        {
            "task": "T",
            "id": "1",
            "type": ["open_text"],
            "calculation": {"scoreKey": "s", "expression": expression},
        }
    ]
    result = import_bytes(json.dumps({"name": "N", "urn": "urn:x", "tasks": tasks}).encode(), "file", "par")
    assert any("not computed" in note.what for note in result.notes)
