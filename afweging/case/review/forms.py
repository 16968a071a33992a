"""Forms of the review room. What a field must hold is said in the operations, at one place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    BooleanField,
    DateField,
    Field,
    FieldList,
    Form,
    FormField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.form import BaseForm
from wtforms.validators import Length

from afweging.case.review.models import CONCLUSIONS, POSITIONS
from afweging.case.review.operations import ConditionDraft, FindingText
from afweging.case.review.words import CONCLUSION_WORDS, OUTCOME_WORDS, POSITION_WORDS, VERDICT_WORDS
from afweging.foundation.errors import Invalid, Problem

LONGEST_TEXT = 10_000
MOST_CONDITIONS = 100
TOO_LONG = _l("Deze tekst is te lang.")


class DayField(DateField):
    """A date; what was typed that is none stays in its field."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read an ISO date. Raises ValueError, in words, for anything else."""
        if not valuelist or not valuelist[0].strip():
            self.data = None
            return
        try:
            self.data = dt.date.fromisoformat(valuelist[0].strip())
        except ValueError:
            self.data = None
            raise ValueError(_("Vul een datum in, zoals 2026-12-18.")) from None

    def _value(self) -> str:
        return self.raw_data[0] if self.raw_data else self.data.isoformat() if self.data else ""


class ChosenField(RadioField):
    """A choice; none, or one that does not exist, is left for the operation to name."""

    validate_choice = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.flags.required = True  # one must be chosen, so the form does not say that it may stay open

    def pre_validate(self, form: BaseForm) -> None:
        """Accept anything here."""


def words(label: str, description: str = "", most: int = LONGEST_TEXT) -> TextAreaField:
    """Return a text area of the house."""
    return TextAreaField(label, [Length(max=most, message=str(TOO_LONG))], description=description)


class FindingForm(Form):
    """An officer's verdict on one section."""

    verdict = ChosenField(_l("Uw bevinding"), choices=[(k, v.word) for k, v in VERDICT_WORDS.items()])
    comment = words(_l("Uw uitleg"), _l("Verplicht bij ‘onvoldoende’. Het team leest dit letterlijk."))
    measure = words(_l("Wat moet er gebeuren?"))
    measure_owner = StringField(_l("Door wie"), [Length(max=100, message=str(TOO_LONG))])
    measure_due = DayField(_l("Uiterlijk"))

    def text(self) -> FindingText:
        """Return what the operation takes."""
        return FindingText(
            verdict=self.verdict.data or "",
            comment=self.comment.data or "",
            measure=self.measure.data or "",
            measure_owner=self.measure_owner.data or "",
            measure_due=self.measure_due.data,
        )


class ConditionForm(Form):
    """One condition before it is laid down."""

    origin = HiddenField(default="judgement")
    text = words(_l("Wat moet er gebeuren?"), most=2_000)
    owner = StringField(_l("Door wie"), [Length(max=100, message=str(TOO_LONG))])
    due_on = DayField(_l("Uiterlijk"))
    always = BooleanField(_l("Geldt altijd"))
    before_go_live = BooleanField(_l("Vóór ingebruikname"))

    @property
    def is_empty(self) -> bool:
        """Tell whether this row was left alone: an own condition without a word."""
        own = self.origin.data in ("judgement", "decision")
        return own and not any((self.text.data, self.owner.data, self.due_on.data))

    def draft(self) -> ConditionDraft:
        """Return what the operation takes."""
        return ConditionDraft(
            text=self.text.data or "",
            owner=self.owner.data or "",
            due_on=self.due_on.data,
            always=self.always.data,
            before_go_live=self.before_go_live.data,
            origin=(self.origin.data or "judgement")[:400],
        )


class WithConditions(Form):
    """A form with rows of conditions; a button adds one without scripts."""

    conditions = FieldList(FormField(ConditionForm), max_entries=MOST_CONDITIONS)
    own_origin = "judgement"

    def drafts(self) -> tuple[ConditionDraft, ...]:
        """Return the rows that were filled in."""
        return tuple(row.form.draft() for row in self.conditions if not row.form.is_empty)

    def add_row(self) -> None:
        """Append an empty row."""
        if len(self.conditions) < MOST_CONDITIONS:
            self.conditions.append_entry({"origin": self.own_origin})

    def remove_row(self, index: int) -> None:
        """Take one row away; what stands in the others stays."""
        kept = [row.data for place, row in enumerate(self.conditions) if place != index]
        while self.conditions.entries:
            self.conditions.pop_entry()
        for data in kept:
            self.conditions.append_entry(data)

    def pressed(self, sent: Mapping[str, str]) -> bool:
        """Do what a button for a row asks; tell whether there was one."""
        if "add" in sent:
            self.add_row()
            return True
        if sent.get("remove", "").isdecimal():
            self.remove_row(int(sent["remove"]))
            return True
        return False

    def places(self) -> list[int]:
        """Return the row numbers of the drafts, in their order."""
        return [place for place, row in enumerate(self.conditions) if not row.form.is_empty]


class JudgementForm(WithConditions):
    """The officer's conclusion, with reasons and conditions."""

    conclusion = ChosenField(_l("Oordeel"), choices=[(k, CONCLUSION_WORDS[k]) for k in CONCLUSIONS])
    reasons = words(
        _l("Waarop rust uw oordeel?"), _l("Noem argumenten, geen scores. De directeur en het team lezen dit.")
    )
    deviation = words(
        _l("Waarom gaat u akkoord terwijl een onderdeel onvoldoende is?"), _l("Dit staat in het rapport.")
    )


class DecisionForm(WithConditions):
    """What a mandate holder decides."""

    own_origin = "decision"
    outcome = ChosenField(_l("Uw besluit"), choices=list(OUTCOME_WORDS.items()))
    before_date = DayField(_l("Vóór of op welke datum?"))
    reasons = words(_l("Waarom beslist u zo?"), _l("Deze redenen worden openbaar."))
    deviates_from_judgement = words(
        _l("Waarom wijkt u af van het oordeel van de privacy officer?"),
        _l("Alleen als u anders beslist. Dit wordt openbaar."),
    )
    deviates_from_advice = words(
        _l("Waarom wijkt u af van het advies?"),
        _l("Alleen als u anders beslist dan een negatief advies. Dit wordt openbaar."),
    )
    deviation = words(
        _l("Waarom keurt u goed terwijl een onderdeel onvoldoende is?"), _l("Dit staat in het rapport.")
    )
    review_on = DayField(
        _l("Wanneer kijkt u opnieuw?"), description=_l("Laat leeg om het te houden zoals het was.")
    )
    password = PasswordField(
        _l("Uw wachtwoord"),
        description=_l(
            "Een besluit is niet zomaar terug te draaien. Daarom vragen wij uw wachtwoord nog een keer."
        ),
    )


class AdviceForm(Form):
    """The opinion of an adviser."""

    role = SelectField(_l("U adviseert als"), validate_choice=False)
    position = ChosenField(_l("Uw advies is"), choices=[(k, POSITION_WORDS[k]) for k in POSITIONS])
    text = words(_l("Uw advies"), _l("Het team, de privacy officer en wie beslist lezen dit."))
    public_summary = words(
        _l("Samenvatting voor iedereen"),
        _l("Wordt openbaar. Leeg laten mag: dan vraagt men u later om een samenvatting."),
    )


class AskAdviceForm(Form):
    """Asking somebody for advice."""

    role = SelectField(_l("Wie vraagt u?"), validate_choice=False)
    due_on = DayField(_l("Uiterlijk"))
    question = words(_l("Uw vraag"), _l("Wat wilt u weten? Noem de onderdelen waar het om gaat."))


def show_problems(form: Form, error: Invalid) -> list[Problem]:
    """Put problems at their fields and return them all with the ids of those fields, for the summary."""
    shown = []
    for problem in error.problems:
        field = find_field(form, problem.field)
        if field is not None:
            field.errors = [*field.errors, problem.message]
        shown.append(Problem(field.id if field is not None else "", problem.message))
    return shown or [Problem("", error.message)]


def find_field(form: Form, name: str) -> Field | None:
    """Return the field of a problem; `condition-1-text` is the text of the second row that was filled in."""
    if name in form:
        found: Field = form[name]
        return found
    parts = name.split("-")
    if parts[0] == "condition" and len(parts) == 3 and isinstance(form, WithConditions):
        places = form.places()
        index = int(parts[1])
        if index < len(places):
            cell: Field = form.conditions[places[index]].form[parts[2]]
            return cell
    return None


def problems_of(form: Form) -> list[Problem]:
    """Return what the form itself found, for the summary."""
    return list(_walk(form))


def _walk(form: Iterable[Field]) -> Iterable[Problem]:
    for field in form:
        if isinstance(field, FieldList):
            for row in field:
                yield from _walk(row.form)
        else:
            yield from (Problem(field.id, str(message)) for message in field.errors)
