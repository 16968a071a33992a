"""The rule builder on a page: rows that offer the questions and answers that exist, and back to a rule."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from afweging.case.authoring.keys import Entered
from afweging.questionnaire.parts import OWNER_KIND, PartRef
from afweging.questionnaire.rules.forms import (
    COMPARISONS,
    Comparison,
    FormInvalid,
    Row,
    RuleForm,
    Subject,
    Where,
    choices,
    from_rule,
    subject,
    to_rule,
)

if TYPE_CHECKING:
    from afweging.questionnaire import Questionnaire

MOST_ROWS = 20


@dataclass(frozen=True, slots=True)
class BuilderRow:
    """One row with what it offers: comparisons and values follow from what it is about."""

    number: int
    chosen: Row
    about: Subject | None
    comparisons: tuple[Comparison, ...]

    @property
    def takes(self) -> str:
        """How many values its comparison needs: none, one or several."""
        found = COMPARISONS.get(self.chosen.comparison)
        return found.takes if found else "none"


@dataclass(frozen=True, slots=True)
class Builder:
    """The rows of a rule. `too_rich` says that the rule cannot be shown so, and is edited as text."""

    name: str
    join: str
    rows: tuple[BuilderRow, ...]
    subjects: tuple[Subject, ...]
    lang: str
    too_rich: bool = False
    is_open: bool = False


def where_of(questionnaire: Questionnaire, ref: PartRef) -> Where:
    """The place of a part's own rule: what it may look at follows from it."""
    if ref.kind == "outcome":
        return Where(outcome=ref.id)
    if ref.kind == "column":
        return Where(before=ref.owner, table=ref.owner, column=ref.id)
    return Where(before=ref.owner if ref.kind in OWNER_KIND and ref.owner else ref.id)


def builder_of(
    questionnaire: Questionnaire, ref: PartRef, name: str, text: str, entered: Entered, lang: str
) -> Builder:
    """The builder of a rule: as it was filled in, or else from the rule's text."""
    where = where_of(questionnaire, ref)
    subjects = tuple(each for each in choices(questionnaire, where) if not each.hidden)
    filled = f"{name}-rows" in entered and entered.get("act", "").startswith(f"build-{name}")
    form = entered_form(entered, name) if filled else from_rule(questionnaire, text, where.table)
    if not text and not filled:
        form = RuleForm()
    if form is None:
        return Builder(name, "all", (), subjects, lang, too_rich=True)
    rows = [*form.rows]
    if len(rows) < MOST_ROWS:
        rows.append(Row("", ""))
    made = tuple(_row(questionnaire, number, row, where.table) for number, row in enumerate(rows))
    return Builder(name, form.join, made, subjects, lang, is_open=filled)


def _row(questionnaire: Questionnaire, number: int, row: Row, table: str) -> BuilderRow:
    about = subject(questionnaire, row.subject, table) if row.subject else None
    comparisons = about.comparisons if about else ()
    known = {each.code for each in comparisons}
    code = row.comparison if row.comparison in known else (comparisons[0].code if comparisons else "")
    return BuilderRow(number, Row(row.subject, code, row.values), about, comparisons)


def entered_form(entered: Entered, name: str) -> RuleForm:
    """The rows as they were filled in; rows about nothing are left out."""
    rows = []
    for number in range(MOST_ROWS):
        about = entered.get(f"{name}-{number}-subject", "")
        if about:
            values = tuple(value for value in entered.getlist(f"{name}-{number}-value") if value.strip())
            rows.append(Row(about, entered.get(f"{name}-{number}-comparison", ""), values))
    join = "any" if entered.get(f"{name}-join") == "any" else "all"
    return RuleForm(join, tuple(rows))


def built_rule(questionnaire: Questionnaire, ref: PartRef, name: str, entered: Entered) -> str:
    """The text of the rule that was put together. Raises FormInvalid for a row that makes none."""
    return to_rule(entered_form(entered, name), questionnaire, where_of(questionnaire, ref).table)


__all__ = ["Builder", "BuilderRow", "FormInvalid", "builder_of", "built_rule", "where_of"]
