"""One change after another, in texts as wild as they come: what was asked for and nothing else."""

import copy
import json
import re
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from afweging.questionnaire.editing import Document, NotEditable, Path
from afweging.questionnaire.problems import Problems
from afweging.questionnaire.writing import to_yaml
from afweging.questionnaire.yaml12 import read_tree

from .styled import Styled
from .test_editing import DATA, FILES, KEYS, SEEDS, comments_in, paths_of, sound

pytestmark = pytest.mark.slow


class Walk:
    """A document and the plain data that it should say, changed side by side."""

    def __init__(self, text: str, data: Any, draw: st.DataObject, *, may_refuse: bool = False) -> None:
        self.may_refuse = may_refuse
        self.document = Document(text)
        self.data = json.loads(json.dumps(data))
        self.draw = draw

    def pick(self, among: list[Any]) -> Any:
        return self.draw.draw(st.sampled_from(among))

    def at(self, path: Path) -> Any:
        found = self.data
        for step in path:
            found = found[step]
        return found

    def lists(self) -> list[Path]:
        return [path for path in [(), *paths_of(self.data)] if isinstance(self.at(path), list)]

    def set(self) -> Document:
        maps = [path for path in [(), *paths_of(self.data)] if isinstance(self.at(path), dict)]
        path: Path = (*self.pick(maps), self.draw.draw(KEYS))
        if paths_of(self.data) and self.pick([True, False]):
            path = self.pick(paths_of(self.data))
        value = self.draw.draw(DATA)
        self.at(path[:-1])[path[-1]] = value
        return self.document.set(path, copy.deepcopy(value))

    def insert(self) -> Document:
        if not self.lists():
            return self.document
        path = self.pick(self.lists())
        index = self.draw.draw(st.integers(0, len(self.at(path))))
        value = self.draw.draw(DATA)
        self.at(path).insert(index, value)
        return self.document.insert(path, index, copy.deepcopy(value))

    def remove(self) -> Document:
        if not paths_of(self.data):
            return self.document
        path = self.pick(paths_of(self.data))
        del self.at(path[:-1])[path[-1]]
        return self.document.remove(path)

    def move(self) -> Document:
        items = [path for path in paths_of(self.data) if isinstance(path[-1], int)]
        if not items:
            return self.document
        path = self.pick(items)
        to = self.pick([each for each in self.lists() if each[: len(path)] != path])
        target, value = self.at(to), self.at(path)
        del self.at(path[:-1])[path[-1]]
        index = self.draw.draw(st.integers(0, len(target)))
        target.insert(index, value)
        return self.document.move(path, to, index)

    def step(self) -> None:
        before = self.document, copy.deepcopy(self.data)
        what = self.pick([self.set, self.insert, self.remove, self.move])
        try:
            made = what()
        except NotEditable as error:
            if not self.may_refuse:
                assert what == self.move, (error, self.document.text)
                assert "comments" in str(error)
            self.document, self.data = before
            return
        assert json.dumps(made.plain, sort_keys=True) == json.dumps(self.data, sort_keys=True), made.text
        sound(made)
        found = comments_in(made.text)
        if what in (self.insert, self.move):
            assert sorted(found) == sorted(comments_in(self.document.text)), (self.document.text, made.text)
        elif what == self.remove:
            assert found == [each for each in comments_in(self.document.text) if each in found]
        self.document = made


def says(text: str) -> Any:
    tree = read_tree(text.encode(), Problems(""))
    return tree.plain() if tree else None


@settings(max_examples=250, deadline=None)
@given(FILES, SEEDS, st.booleans(), st.data())
def test_changes_one_after_another(data: dict[str, Any], seed: int, wild: bool, draw: st.DataObject) -> None:
    text = Styled(data, seed, wild=wild).text
    assume(says(text) == data)  # a wild comment may have become part of a text above it
    walk = Walk(text, data, draw)
    for _ in range(draw.draw(st.integers(1, 6))):
        walk.step()


@settings(max_examples=150, deadline=None)
@given(FILES, st.sampled_from([None, 1, 2, 4, "\t"]), st.booleans(), st.data())
def test_json_stays_json(data: dict[str, Any], indent: Any, crlf: bool, draw: st.DataObject) -> None:
    text = json.dumps(data, indent=indent, ensure_ascii=False)
    walk = Walk(text.replace("\n", "\r\n") if crlf else text, data, draw)
    for _ in range(draw.draw(st.integers(1, 4))):
        walk.step()
        assert json.loads(walk.document.text) == walk.data, walk.document.text
    if indent and walk.data:
        assert walk.document.text.count("\n") >= len(walk.data)


@settings(max_examples=150, deadline=None)
@given(DATA, st.booleans(), st.data())
def test_aliases_never_carry_a_change_elsewhere(value: Any, lines: bool, draw: st.DataObject) -> None:
    anchored = (
        f"\n{to_yaml(value, indent=2)}"
        if lines and value and isinstance(value, dict)
        else f" {json.dumps(value)}\n"
    )
    text = (
        f"a: &x{anchored}"
        "b: *x  # c0 - x: [y\n"
        "c:\n"
        "  # c1 - x: [y\n"
        "  - *x\n"
        "  - {d: *x, e: 1}\n"
        "  - &y [1, *x]\n"
        "id: *y\n"
    )
    data = {
        "a": value, "b": value, "c": [value, {"d": value, "e": 1}, [1, value]], "id": [1, value],
    }  # fmt: skip
    assert says(text) == data
    walk = Walk(text, data, draw)
    for _ in range(draw.draw(st.integers(1, 4))):
        walk.step()


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_what_is_seldom_written_is_changed_rightly_or_refused(draw: st.DataObject) -> None:
    text = (
        "? id\n: 1\nhelp: |+\n  a\n\n\n# c0 - x: [y\nlabel: [p: 1, {q: 2}]\noptions:\n  - >+\n    b\n\n"
        "  - ? r\n    : s\n  - |2\n     t\n\n  - &z\n    u: 1\n..."
    )
    data = {
        "id": 1, "help": "a\n\n\n", "label": [{"p": 1}, {"q": 2}],
        "options": ["b\n\n", {"r": "s"}, " t\n", {"u": 1}],
    }  # fmt: skip
    assert says(text) == data
    walk = Walk(text, data, draw, may_refuse=True)
    for _ in range(draw.draw(st.integers(1, 4))):
        walk.step()


ODD = st.text(
    st.sampled_from("ab01-:#?&*!|>'\"%@`{}[], \n\t\r~<=.")
    | st.sampled_from(["\u2028", "\x85", "é", "\ufeff", "\x00", "\ud800"]),
    max_size=40,
)


@settings(max_examples=400, deadline=None)
@given(ODD, st.data())
def test_any_text_can_be_edited_or_is_refused(text: str, draw: st.DataObject) -> None:
    """Whatever parses: a change is made and nothing else, or NotEditable is raised; never anything else."""
    problems = Problems("")
    tree = read_tree(text.encode("utf-8", "surrogatepass"), problems)
    if tree is None:
        with pytest.raises(NotEditable):
            Document(text)
        return
    document = Document(text)
    assert document.plain == tree.plain()
    paths = paths_of(document.plain)
    for path in paths:
        mark = document.mark(path)
        document.path_at(mark.line, mark.column)
    path = draw.draw(st.sampled_from([(), *paths]))
    value = draw.draw(DATA)
    changes = [lambda: document.set(path, value), lambda: document.set((*path, "id"), value)]
    if path:
        changes.append(lambda: document.remove(path))
    if isinstance(document.get(path), list):
        changes.append(lambda: document.insert(path, draw.draw(st.integers(0, 3)), value))
    try:
        made = draw.draw(st.sampled_from(changes))()
    except NotEditable:
        return
    assert Document(made.text).plain == made.plain, made.text


def test_the_comments_of_a_text_are_found() -> None:
    assert re.findall(r"c\d+", "".join(comments_in(Styled({"a": [1, {"b": 2}]}, 5, wild=True).text)))
