"""Reading the parts of a survey: every property is taken by somebody, or noted as having no place."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ...problems import Problems, shown
from ...yaml12 import Entries, Items, Node, Scalar
from ..base import Note

Words = dict[str, str]
"""A text by language."""

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LOOKING = """
    acceptCarriageReturn allowResize autoGrow cellMaxWidth cellMinWidth colCount cols columnColCount
    columnMinWidth cssClass cssClasses descriptionLocation errorLocation fontFamily fontSize
    goNextPageAutomatic hideNumber horizontalScroll imageFit imageHeight imageWidth indent innerIndent
    isSinglePage itemSize labelTrueLocation logo logoFit logoHeight logoPosition logoWidth
    maxImageHeight maxImageWidth maxTextLength maxTimeToFinish maxOthersLength maxWidth minImageHeight
    minImageWidth minWidth mobileView navigationButtonsVisibility questionDescriptionLocation
    questionErrorLocation questionStartIndex questionTitleLocation questionTitlePattern
    questionTitleTemplate questionTitleWidth questionsOnPageMode renderAs rightIndent rowTitleWidth rows
    scrollErrorIntoView searchEnabled separateSpecialChoices showClearButton showCompletedPage showLabel
    showNavigationButtons showNumber showOptionsCaption showPageNumbers showPageTitles showPrevButton
    showProgressBar showQuestionNumbers showTOC showTimerPanel showTitle size startWithNewLine state
    textWrapEnabled textUpdateMode titleLocation useDisplayValuesInTitle useDisplayValuesInDynamicTexts
    verticalAlign width widthMode
"""
_LOOKS = frozenset(_LOOKING.split())
"""Properties that say how a survey looks or is paged through, and not what it asks."""
MOST_NOTED = 200


@dataclass
class Report:
    """What is found while a file is read. `language`: that of plain texts, and of those under `default`."""

    problems: Problems
    notes: list[Note] = field(default_factory=list)
    language: str = "en"

    def note(self, name: object, what: str) -> None:
        """Say what had no place, or was changed and how."""
        note = Note(str(name) if name not in (None, "") else "-", what)
        if note not in self.notes[-MOST_NOTED:]:
            self.notes.append(note)

    def bad(self, node: Node, message: str) -> None:
        """Note an error at its place."""
        self.problems.add(node.mark, message)


class Piece:
    """A map of the survey: a page, a panel, a question, a choice. What is not taken is left over."""

    def __init__(self, node: Entries, report: Report, called: str = "") -> None:
        self.node = node
        self.report = report
        self.called = called
        self.taken: set[str] = set()

    def take(self, *keys: str) -> Node | None:
        """The value of the first of these keys that has one; null is none."""
        self.taken.update(keys)
        for key in keys:
            found = self.node.entries.get(key)
            if found is not None and not (isinstance(found, Scalar) and found.value is None):
                return found
        return None

    def scalar(self, *keys: str) -> Any:
        """A single value, or None."""
        node = self.take(*keys)
        if node is None or isinstance(node, Scalar):
            return node.value if node else None
        self.report.bad(node, f"“{keys[0]}” is one value, not a list or a map")
        return None

    def word(self, *keys: str) -> str:
        """A single value as text; empty when there is none."""
        value = self.scalar(*keys)
        return "" if value is None else written(value)

    def flag(self, *keys: str) -> bool | None:
        """True or false; None when it is not said. Other values count as JavaScript takes them."""
        value = self.scalar(*keys)
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return value.lower() == "true"
        return None if value is None else bool(value)

    def number(self, *keys: str) -> int | float | None:
        """A number, also when it is written as text; None when there is none."""
        node = self.take(*keys)
        value = node.value if isinstance(node, Scalar) else None
        if isinstance(value, str):
            value = as_number(value)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return value
        if node is not None and value != "":
            self.report.bad(node, f"“{keys[0]}” is a number")
        return None

    def text(self, *keys: str) -> Words:
        """A text by language; empty when there is none."""
        node = self.take(*keys)
        return {} if node is None else self.words(node, keys[0])

    def words(self, node: Node, key: str) -> Words:
        """What a text says, by language."""
        if isinstance(node, Scalar):
            return self._spoken({self.report.language: node})
        if isinstance(node, Entries):
            return self._spoken(dict(self._languages(node)))
        self.report.bad(node, f"“{key}” is a text, or a map of languages")
        return {}

    def _languages(self, node: Entries) -> Iterator[tuple[str, Node]]:
        own = {language_of(name): item for name, item in node.entries.items() if name != "default"}
        default = node.entries.get("default")
        if default is not None and self.report.language in own:
            self.note(f"a text has two versions in one language; this one is left out: {plain(default)}")
        elif default is not None:
            yield self.report.language, default
        for language, item in own.items():
            if LANGUAGE.fullmatch(language):
                yield language, item
            else:
                self.note(f"a text in the language {shown(language)} cannot be kept: {plain(item)}")

    def _spoken(self, texts: dict[str, Node]) -> Words:
        found: Words = {}
        for language, node in texts.items():
            if not isinstance(node, Scalar):
                self.report.bad(node, "a text is expected here")
            elif node.value is not None and (text := written(node.value)).strip():
                found[language] = text
        return found

    def items(self, *keys: str) -> list[Node]:
        """A list; empty when there is none."""
        node = self.take(*keys)
        if node is None:
            return []
        if isinstance(node, Items):
            return node.items
        self.report.bad(node, f"“{keys[0]}” is a list")
        return []

    def pieces(self, *keys: str, called: str = "") -> Iterable["Piece"]:
        """A list of maps; `called` is what notes about them are about."""
        for node in self.items(*keys):
            if isinstance(node, Entries):
                yield Piece(node, self.report, called)
            else:
                self.report.bad(node, f"“{keys[0]}” is a list of maps")

    @property
    def name(self) -> str:
        """What it is called in the file; empty when it has no name."""
        return self.word("name")

    def note(self, what: str) -> None:
        """Say something about this part."""
        name = self.name
        named = f"{self.called}.{name}" if self.called and name else self.called or name
        self.report.note(named or self.word("type"), what)

    def note_left(self) -> None:
        """Note every property that nobody took."""
        given = self.node.entries.items()
        left = {key: node for key, node in given if key not in self.taken and node.plain() is not None}
        looks = [f"{key} ({plain(left[key])})" for key in left if key in _LOOKS]
        others = [f"{key} ({plain(left[key])})" for key in left if key not in _LOOKS]
        if looks:
            self.note(f"how it looks has no place here: {', '.join(looks)}")
        for each in others:
            self.note(f"this has no place here: {each}")


def language_of(name: str) -> str:
    """A language code as format 1 writes it."""
    first, *rest = re.split("[-_]", name)
    return "-".join((first.lower(), *rest))


def plain(node: Node, most: int = 200) -> str:
    """A value of the file in a note."""
    value = node.plain() if not isinstance(node, Scalar) else node.value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shown(text, most)[1:-1]


def written(value: object) -> str:
    """A single value as text, as JSON writes it."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def as_number(text: str) -> int | float | str:
    """A number that is written as text; the text when it is none."""
    if not re.fullmatch(r"\s*-?[0-9]{1,15}(\.[0-9]{1,15})?\s*", text):
        return text
    number = float(text)
    return int(number) if number == int(number) else number
