"""A rule as a form: rows of a subject, a comparison and values, of which all or any must hold."""

from dataclasses import dataclass

from ...text import Text


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the form.

    `subject` is a kind and an id, such as `question:gevoelig`, `score:risico` or `row:kans`; `today` stands
    by itself. `comparison` is a code of COMPARISONS. `values` are option ids, numbers in decimal notation
    with a point, dates (YYYY-MM-DD, or `today`), months, or a text.
    """

    subject: str
    comparison: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleForm:
    """Rows joined by `all` or `any`; without rows there is no condition. One row is joined by `all`."""

    join: str = "all"
    rows: tuple[Row, ...] = ()

    def __post_init__(self) -> None:
        """One row reads the same either way."""
        if len(self.rows) < 2:
            object.__setattr__(self, "join", "all")


class FormInvalid(ValueError):
    """A row that makes no rule: `row` counts from 0, `code` is subject, comparison or values."""

    def __init__(self, row: int, code: str) -> None:
        self.row = row
        self.code = code
        super().__init__(f"row {row + 1} of the form: its {code} cannot be used")


@dataclass(frozen=True, slots=True)
class Comparison:
    """A way to compare. `takes` is none, one or several: how many values it needs.

    A code that starts with `not_` also holds when there is no answer; its words say so. `rare` ones may stand
    apart in a list to choose from.
    """

    code: str
    words: Text
    takes: str
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What a row may be about.

    `name` is the subject of a Row; `number` that of a question in print, or empty; `value` the type of its
    values: option, options, number, rank, date, month, text, flag, truth, or rows when it can only be
    answered or not. `options` are ids with labels, for those that have them.
    """

    name: str
    kind: str
    label: Text
    value: str
    comparisons: tuple[Comparison, ...]
    number: str = ""
    options: tuple[tuple[str, Text], ...] = ()
    hidden: bool = False
    """Did a variant hide it? Then a rule may still name it, but it is not offered."""


@dataclass(frozen=True, slots=True)
class Where:
    """Where a rule stands, which decides what it may name.

    `before` is the question or section whose `show_if` it is (also for options and columns): only what
    stands before it. `outcome` is the outcome whose `if` it is: not what builds on it. `table` is the
    question in whose rows it stands, `column` the column whose own rule it is: only the columns before it.
    """

    before: str = ""
    outcome: str = ""
    table: str = ""
    column: str = ""
