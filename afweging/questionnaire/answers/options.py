"""Validators of what is chosen: choice, choices, yesno, matrix, files, and things of the file itself."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ..model import Question
from .flaws import Flaw, Validator, flaw, is_blank
from .scalars import readable

if TYPE_CHECKING:
    from ..run import Run

Conditions = Mapping[str, Callable[["Run"], Any]]
"""Option id → its compiled `show_if`, for the options that have one."""


def choice(question: Question, conditions: Conditions) -> Validator:
    """One option that is shown."""
    options = {option.id: option for option in question.options}

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if raw.__class__ is not str and not isinstance(raw, str):
            flaw(flaws, "choice")
            return None
        option = options.get(raw)
        if option is None:
            flaw(flaws, "option", option=raw)
            return None
        if raw in conditions and not conditions[raw](run):
            flaw(flaws, "option_hidden", option=option.label)
        return raw

    return check


def choices(question: Question, conditions: Conditions) -> Validator:
    """Several options; one that excludes the others stands alone."""
    options = {option.id: option for option in question.options}
    plain = options.keys() - conditions.keys()
    exclusive = frozenset(option.id for option in question.options if option.exclusive)
    least, most = question.min_choices, question.max_choices

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if not _strings(raw, flaws, "choices"):
            return None
        chosen = frozenset(raw)
        if len(chosen) < len(raw):
            flaw(flaws, "repeated")
        if not chosen <= plain:
            for name in raw:
                if name not in options:
                    flaw(flaws, "option", option=name)
                elif name in conditions and not conditions[name](run):
                    flaw(flaws, "option_hidden", option=options[name].label)
        alone = chosen & exclusive
        if alone and len(chosen) > 1:
            flaw(flaws, "exclusive", option=options[min(alone)].label)
        elif least and len(chosen) < least and not alone:
            flaw(flaws, "min_choices", limit=least, count=len(chosen))
        elif most and len(chosen) > most:
            flaw(flaws, "max_choices", limit=most, count=len(chosen))
        return chosen

    return check


def _strings(raw: Any, flaws: list[Flaw], code: str) -> bool:
    if not isinstance(raw, (list, tuple)):
        flaw(flaws, code)
        return False
    for item in raw:
        if not isinstance(item, str):
            flaw(flaws, code)
            return False
    return True


def matrix(question: Question, conditions: Conditions) -> Validator:
    """One option per row; rows may be left empty."""
    rows = {row.id: row for row in question.rows}
    one = choice(question, conditions)

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if not isinstance(raw, dict):
            flaw(flaws, "matrix")
            return None
        value: dict[str, str] = {}
        for name, given in raw.items():
            if is_blank(given):
                continue
            if name not in rows:
                flaw(flaws, "row", row=str(name))
                continue
            found: list[Flaw] = []
            value[name] = one(given, run, found)
            flaws += [item._replace(column=rows[name].label) for item in found]
        return value or None

    return check


def files(question: Question) -> Validator:
    """The ids of pieces of evidence."""
    most = question.max_files

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if not _strings(raw, flaws, "files") or not all(readable(item, flaws) for item in raw):
            return None
        if any(is_blank(item) for item in raw):
            flaw(flaws, "files")
        if len(set(raw)) < len(raw):
            flaw(flaws, "repeated")
        if most and len(raw) > most:
            flaw(flaws, "max_files", limit=most, count=len(raw))
        return tuple(raw)

    return check


def sources(question: Question) -> Validator:
    """Evidence in a row: words, or a list of ids."""

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        if isinstance(raw, str):
            return raw if readable(raw, flaws) else None
        if not _strings(raw, flaws, "text") or not all(readable(item, flaws) for item in raw):
            return None
        return tuple(raw)

    return check


def known(code: str, ids: frozenset[str], *, several: bool) -> Validator:
    """Ids of other things in the file: public values, questions. Anything goes when the file names none."""

    def check(raw: Any, run: "Run", flaws: list[Flaw]) -> Any:
        given = raw if several else [raw]
        if not _strings(given, flaws, code) or not all(readable(item, flaws) for item in given):
            return None
        for item in given:
            if ids and item not in ids:
                flaw(flaws, code, option=item)
        return tuple(given) if several else raw

    return check
