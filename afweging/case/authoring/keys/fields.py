"""The kinds of fields: texts in languages, words, numbers, choices, rules, rows of things, YAML."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from afweging.case.authoring import words
from afweging.case.authoring.keys.base import Context, Entered, KeyField, Unreadable, listed, tidy
from afweging.case.authoring.messages import in_dutch
from afweging.questionnaire.problems import Problems
from afweging.questionnaire.schema import ALLOWANCES, PHASES
from afweging.questionnaire.writing import to_yaml
from afweging.questionnaire.yaml12 import read_tree


class TextField(KeyField):
    """A text, in each language beside the others."""

    template = "texts"

    def __init__(self, key: str, *, long: bool = False) -> None:
        super().__init__(key)
        self.long = long

    def draw(self, value: Any, context: Context) -> Entered:
        """An input per language."""
        texts = value if isinstance(value, Mapping) else {context.language: value or ""}
        return MultiDict({f"{self.name}-{lang}": str(texts.get(lang) or "") for lang in context.languages})

    def read(self, entered: Entered, context: Context) -> Any:
        """A map of languages; those without a text are left out."""
        return texts_in(entered, self.name, context) or None


def texts_in(entered: Entered, name: str, context: Context) -> dict[str, str]:
    """The texts of the inputs whose names start with `name`, by language."""
    found = {lang: tidy(entered.get(f"{name}-{lang}", "")) for lang in context.languages}
    return {lang: text for lang, text in found.items() if text}


class RuleField(KeyField):
    """A rule, as text; `use` says what it decides."""

    template = "rule"

    def __init__(self, key: str, use: str) -> None:
        super().__init__(key)
        self.use = use

    def draw(self, value: Any, context: Context) -> Entered:
        """True and false are rules too."""
        return MultiDict({self.name: str(value).lower() if isinstance(value, bool) else str(value or "")})


class FlagField(KeyField):
    """True, or not said."""

    template = "flag"

    def draw(self, value: Any, context: Context) -> Entered:
        """A box that is ticked or not."""
        return MultiDict([(self.name, "ja")] if value is True else [])

    def read(self, entered: Entered, context: Context) -> Any:
        """True, or None."""
        return True if self.name in entered else None


class ChoiceField(KeyField):
    """One of a few words."""

    template = "choice"

    @property
    def choices(self) -> Mapping[str, Any]:
        """Word → how it is called."""
        return words.TYPES if self.key == "type" else words.CHOICES[self.key]


class NumberField(KeyField):
    """A number; whole, where `whole` says so. Of dates and months the limit is a text."""

    def __init__(self, key: str, *, whole: bool = True) -> None:
        super().__init__(key)
        self.whole = whole

    def read(self, entered: Entered, context: Context) -> Any:
        """The number."""
        return number_of(tidy(entered.get(self.name, "")), whole=self.whole)


def number_of(text: str, *, whole: bool = False) -> int | float | None:
    """The number that a text says, with a comma or a point; None for none. Raises Unreadable."""
    plain = text.replace(",", ".")
    if not plain:
        return None
    try:
        found = float(plain)
    except ValueError:
        found = float("nan")
    if found != found or abs(found) > 1e15 or (whole and found != int(found)):
        raise Unreadable(_("Vul een heel getal in.") if whole else _("Vul een getal in."))
    return int(found) if found == int(found) and "." not in plain else found


class RequiredField(KeyField):
    """Always, never, in phases, or by a rule."""

    template = "required"
    phases = PHASES

    def draw(self, value: Any, context: Context) -> Entered:
        """How it is required, the phases and the rule."""
        drawn: Entered = MultiDict({f"{self.name}-how": "always" if value is True else "never"})
        if isinstance(value, list):
            drawn = MultiDict({f"{self.name}-how": "phases"})
            drawn.setlist(f"{self.name}-phase", [str(each) for each in value])
        elif isinstance(value, str):
            drawn = MultiDict({f"{self.name}-how": "rule", f"{self.name}-rule": value})
        elif value is False:
            drawn = MultiDict({f"{self.name}-how": "never"})
        return drawn

    def read(self, entered: Entered, context: Context) -> Any:
        """What `required` says; None when it is not required."""
        how = entered.get(f"{self.name}-how")
        if how == "phases":
            chosen = entered.getlist(f"{self.name}-phase")
            if not chosen:
                raise Unreadable(_("Kies minstens één fase."))
            return [phase for phase in PHASES if phase in chosen]
        if how == "rule":
            rule = tidy(entered.get(f"{self.name}-rule", ""))
            if not rule:
                raise Unreadable(_("Schrijf de regel, of kies iets anders."))
            return rule
        return True if how == "always" else None


class SeveralField(KeyField):
    """Several of a few words: what may be said instead of an answer, or the values that it bears on."""

    template = "several"

    def choices(self, context: Context) -> Mapping[str, Any]:
        """Word → how it is called."""
        if self.key == "values":
            return context.values
        return {word: words.CHOICES["allow"][word] for word in ALLOWANCES}

    def draw(self, value: Any, context: Context) -> Entered:
        """A box per word."""
        drawn: Entered = MultiDict()
        drawn.setlist(self.name, [str(each) for each in listed(value)])
        return drawn

    def read(self, entered: Entered, context: Context) -> Any:
        """The words that are ticked, in the order of the file."""
        known = list(self.choices(context))
        return [word for word in known if word in entered.getlist(self.name)] or None


class LinesField(KeyField):
    """A list of words, one a line."""

    template = "area"

    def draw(self, value: Any, context: Context) -> Entered:
        """One text of lines."""
        return MultiDict({self.name: "\n".join(map(str, listed(value)))})

    def read(self, entered: Entered, context: Context) -> Any:
        """The lines that hold something."""
        return [line.strip() for line in tidy(entered.get(self.name, "")).split("\n") if line.strip()] or None


class YamlField(KeyField):
    """Anything that has no field of its own."""

    template = "area"

    def draw(self, value: Any, context: Context) -> Entered:
        """The value as YAML."""
        return MultiDict({self.name: "" if value is None else to_yaml(value).rstrip("\n")})

    def read(self, entered: Entered, context: Context) -> Any:
        """The value that the YAML says. Raises Unreadable with the place of what is wrong."""
        text = tidy(entered.get(self.name, ""))
        if not text:
            return None
        problems = Problems("")
        tree = read_tree(text.encode(), problems)
        if problems.found or tree is None:
            raise Unreadable(_first(problems))
        return tree.plain()


def _first(problems: Problems) -> str:
    """What is wrong first, with its place."""
    if not problems.found:
        return _("Hier staat niets dat kan worden gelezen.")
    first = problems.found[0]
    where = _("Regel %(line)s, teken %(column)s", line=first.line, column=first.column)
    return f"{where}: {in_dutch(first.message)}"


class ScalarField(KeyField):
    """Any single value, such as a name in another program."""

    def draw(self, value: Any, context: Context) -> Entered:
        """As JSON writes it, a text without its quotes."""
        if value is None or isinstance(value, str):
            return MultiDict({self.name: value or ""})
        return MultiDict({self.name: to_yaml(value).strip()})
