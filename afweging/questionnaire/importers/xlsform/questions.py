"""Questions, columns and lines of information of a form, as format 1 has them."""

from collections.abc import Iterator, Mapping
from typing import Any

from ..meaning.logic import Leaf, Not
from ..meaning.saying import Note
from ..meaning.writing import rule_text
from ..settling import Said
from ..tables import Cell
from ..wording import Words, prose, titled, together
from .columns import Column, Row
from .conditions import Names
from .constraints import Constraints, message
from .elements import LOOP, Element
from .languages import Languages, names_answers
from .layout import INFO, OTHER, Layout, Placed
from .ranges import ranged
from .rules import Ruler
from .values import is_yes

Question = dict[str, Any]

_OTHER_LABEL = {"nl": "Anders", "en": "Other", "fr": "Autre", "de": "Andere", "fy": "Oars", "es": "Otro"}
_OTHER_WHICH = {
    "nl": "Namelijk",
    "en": "Please specify",
    "fr": "Précisez",
    "de": "Bitte angeben",
    "fy": "Nammentlik",
}
_HANDLED = frozenset(
    [
        "type",
        "name",
        "label",
        "hint",
        "guidance_hint",
        "relevant",
        "required",
        "constraint",
        "constraint_message",
        "choice_filter",
        "repeat_count",
        "parameters",
        "disabled",
    ]
)
_UNPLACED: Mapping[str, str] = {
    "appearance": "how it looks, “{}”, is up to the program",
    "default": "the default “{}”: format 1 has no answers that are there beforehand",
    "calculation": "“{}” is not filled in",
    "readonly": "that it is read only, “{}”",
    "required_message": "what is said when it is left open, “{}”",
}


class Questions:
    """Makes the questions of one form."""

    def __init__(self, layout: Layout, languages: Languages, note: Note) -> None:
        self.layout = layout
        self.languages = languages
        self.note = note
        self.ruler = Ruler(note)
        self.constraints = Constraints(self.ruler.conditions, note)

    def question(self, placed: Placed) -> Question:
        """A question or a line of information."""
        if placed.type == "table":
            return self._table(placed)
        return self._made(placed, self.layout.names())

    def _made(self, placed: Placed, names: Names) -> Question:
        if placed.other_of:
            return self._specified(placed, names)
        question = self._begun(placed, names)
        if placed.type == INFO:
            self.rest(placed.element)
            return question
        question |= placed.element.kind.keys if placed.type == placed.element.kind.type else {}
        self._options(question, placed, names)
        self._typed(question, placed)
        required = self.ruler.required(placed, names)
        if required:
            question["required"] = required
        self._constrained(question, placed, names)
        if placed.element.kind.said:
            self.note(placed.element.name, placed.element.kind.said)
        elif placed.type != placed.element.kind.type and placed.type == "text":
            self.note(placed.element.name, "a column cannot be of its type; it is a line of text")
        self.rest(placed.element, ("appearance",) if question["type"] == "longtext" else ())
        return question

    def _begun(self, placed: Placed, names: Names) -> Question:
        """What questions, tables and lines of information have alike."""
        label, help_ = self._texts(placed.element)
        question: Question = {"id": placed.id, "type": placed.type, "label": self.languages.data(label)}
        question["source"] = placed.source
        if help_:
            question["help"] = self.languages.data(help_)
        shown = self.ruler.shown(placed, names)
        if shown:
            question["show_if"] = shown
        return question

    def _texts(self, element: Element) -> tuple[Words, Words]:
        row, words = element.row, self.languages.words
        label, rest = titled(words(row.texts("label")), element.name, self.languages.main)
        hints = [words(row.texts(name)) for name in ("hint", "guidance_hint")]
        if not row.texts("label") and hints[0]:
            label, rest = titled(hints.pop(0), element.name, self.languages.main)
        help_ = together(rest, *map(prose, hints))
        if names_answers(label) or names_answers(help_):
            self.note(element.name, "its text names answers (${…}), which are not filled in here")
        if not row.texts("label") and not hints[0:1]:
            self.note(element.name, "it has no label; its name or hint stands in its place")
        return label, help_

    def _specified(self, placed: Placed, names: Names) -> Question:
        assert placed.other_of is not None
        words = {self.languages.main: _OTHER_WHICH.get(self.languages.main, _OTHER_WHICH["en"])}
        question: Question = {"id": placed.id, "type": "text", "label": self.languages.data(words)}
        question["source"] = placed.source
        shown = self.ruler.shown(placed, names)
        if shown:
            question["show_if"] = shown
        return question

    def _options(self, question: Question, placed: Placed, names: Names) -> None:
        if not placed.options:
            return
        rules = self.ruler.options(placed, names)
        options = [self._option(name, row, placed, rules) for name, row in placed.options.items()]
        if placed.type == "matrix":
            question["rows"] = options
            places = range(1, len(options) + 1)
            question["options"] = [
                {"id": f"p{place}", "label": str(place), "source": place} for place in places
            ]
        elif placed.type in ("choice", "choices"):
            question["options"] = options

    def _option(self, name: str, row: Row | None, placed: Placed, rules: Mapping[str, Said]) -> Question:
        if row is None:
            words = {self.languages.main: _OTHER_LABEL.get(self.languages.main, _OTHER_LABEL["en"])}
            return {"id": name, "label": self.languages.data(words), "source": OTHER}
        given = row.text("name")
        label, help_ = titled(self.languages.words(row.texts("label")), given, self.languages.main)
        option: Question = {"id": name, "label": self.languages.data(label), "source": given}
        if help_:
            option["help"] = self.languages.data(help_)
        if name in rules:
            option["show_if"] = rules[name]
        return option

    def _typed(self, question: Question, placed: Placed) -> None:
        element = placed.element
        looks = element.row.text("appearance").split()
        rows = element.parameters.get("rows", "1")
        if (
            placed.type == "text"
            and element.kind.type == "text"
            and ("multiline" in looks or rows not in ("", "0", "1"))
        ):
            question["type"] = "longtext"
        if element.row.text("type") == "range":
            question |= ranged(element, self.layout.lists, self.languages, self.note)
        elif element.parameters and rows == "1":
            told = ", ".join(f"{key}={value}" for key, value in element.parameters.items())
            self.note(element.name, f"the parameters {told}")

    def _constrained(self, question: Question, placed: Placed, names: Names) -> None:
        text, field = placed.element.row.text("constraint"), placed.answer
        words = self.languages.words(placed.element.row.texts("constraint_message"))
        if not text or field is None:
            if words:
                self.note(placed.element.name, "the message of a constraint that it does not have")
            return
        limits, rule = self.constraints.of(text, placed.element.name, field, names, told=bool(words))
        question |= limits
        if rule and not isinstance(field, Cell):
            told = self.languages.data(message(prose(words), self.languages.main))
            question["checks"] = [{"rule": rule, "message": told}]
        elif words and not rule:
            self._help(question, prose(words))
            self.note(
                placed.element.name, "the message of its constraint stands in its help: limits have their own"
            )

    def _table(self, placed: Placed) -> Question:
        names = self.layout.names()
        question = self._begun(placed, names)
        inside = self.layout.names(placed.columns)
        question["columns"] = [self._made(column, inside) for column in placed.columns]
        checks = [check for column in placed.columns for check in self._checks(column, inside)]
        if checks:
            question["checks"] = checks
        texts = [together(*self._texts(note)) for note in placed.texts]
        if texts:
            self._help(question, *texts)
        for note in placed.texts:
            self.note(note.name, "a note within a repeat; it stands in the help of the table")
            self.rest(note)
        question |= self._rows(placed.element)
        self.rest(placed.element)
        return question

    def _help(self, question: Question, *more: Words) -> None:
        """Put texts behind the help that is there."""
        given = question.get("help", {})
        own = {self.languages.main: given} if isinstance(given, str) else given
        question["help"] = self.languages.data(together(own, *more))

    def _checks(self, column: Placed, names: Names) -> Iterator[Question]:
        """The constraint of a column is a check of the table, for rows in which there is an answer."""
        row, field = column.element.row, column.answer
        if not row.text("constraint") or field is None or column.other_of:
            return
        words = self.languages.words(row.texts("constraint_message"))
        _, rule = self.constraints.of(
            row.text("constraint"), column.element.name, field, names, told=bool(words)
        )
        if rule:
            missing = rule_text(Not(Leaf(field.there, frozenset((field,)))))
            told = self.languages.data(message(prose(words), self.languages.main))
            yield {"rule": Said.of(f"{missing} or ({rule})", rule.original), "message": told}

    def _rows(self, element: Element) -> Question:
        count = element.row.text("repeat_count")
        if element.sort == LOOP:
            number = len(self.layout.lists.get(element.choices, ()))
            self.note(
                element.name, "a loop is a table here, in which a column says which option a row is about"
            )
            return {"min_rows": number, "max_rows": number} if number else {}
        if count.isdigit() and 0 < int(count) <= 1_000:
            return {"min_rows": int(count), "max_rows": int(count)}
        if count:
            self.note(element.name, f"how often it repeats, “{count}”")
        return {}

    def rest(self, element: Element, handled: tuple[str, ...] = ()) -> None:
        """Note what stands in columns that have no place."""
        for column, cell in element.row.cells.items():
            if column.name in _HANDLED or column.name in handled or _says_nothing(column, cell.text):
                continue
            words = _UNPLACED.get(column.name, f"{column.name}: “{{}}”")
            language = f" ({column.language})" if column.language else ""
            self.note(element.name, words.replace("{}", cell.text) + language)


def _says_nothing(column: Column, text: str) -> bool:
    return column.name == "readonly" and is_yes(text) is False
