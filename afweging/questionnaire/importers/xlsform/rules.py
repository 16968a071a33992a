"""Conditions of a form as rules of questions; what rules cannot say is noted and taken to hold."""

from dataclasses import replace

from ..meaning.logic import Rule, Truth, conjoin
from ..meaning.saying import Note, Sayer
from ..settling import Said
from .conditions import Conditions, Names
from .elements import Element
from .layout import Placed
from .values import is_yes


class Ruler:
    """Makes the rules of one form."""

    def __init__(self, note: Note) -> None:
        self.sayer = Sayer(note)
        self.conditions = Conditions()

    def shown(self, placed: Placed, names: Names) -> Said | None:
        """When it is shown: with the groups that it is in, and on its own condition. None for always."""
        row = placed.element.row
        own = [placed.element] if row.text("relevant") and placed.element not in placed.when else []
        rules = [self._condition(each, names) for each in (*placed.when, *own)]
        if placed.other_of:
            rules.append(self.conditions.rule(f"selected(${{{placed.element.name}}}, 'other')", names))
        said = " and ".join(each.row.text("relevant") for each in (*placed.when, *own))
        return self.sayer.written(
            conjoin(rules), placed.element.name, "the condition", said or row.text("type")
        )

    def group(self, element: Element, names: Names) -> Said | None:
        """When a group is shown."""
        if not element.row.text("relevant"):
            return None
        rule = self._condition(element, names)
        return self.sayer.written(rule, element.name, "the condition", element.row.text("relevant"))

    def _condition(self, element: Element, names: Names) -> Rule:
        return self.conditions.rule(element.row.text("relevant"), names)

    def required(self, placed: Placed, names: Names) -> bool | Said:
        """Whether an answer is required."""
        text = placed.element.row.text("required")
        always = is_yes(text) if text else False
        if always is not None:
            return always
        rule = self.conditions.rule(text, names)
        found = self.sayer.known(rule, placed.element.name, "when it is required", otherwise=False)
        if isinstance(found, Truth):
            return found.value
        what = "it may be left open"
        return self.sayer.text(found, placed.element.name, "when it is required", text, what) or False

    def options(self, placed: Placed, names: Names) -> dict[str, Said]:
        """For each option when it can be chosen, by the filter of its question."""
        text = placed.element.row.text("choice_filter")
        rules: dict[str, Said] = {}
        if not text:
            return rules
        for name, row in placed.options.items():
            rule = self.conditions.rule(text, replace(names, choice=row.names() if row else {}))
            written = self.sayer.written(rule, placed.element.name, "the filter of its options", text)
            if written:
                rules[name] = written
        return rules
