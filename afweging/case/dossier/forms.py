"""Forms of the dossier room. What a field must hold is said in the operations, at one place."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    DateField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, Regexp

from afweging.case.dossier.models import Dossier
from afweging.case.dossier.names import (
    DOSSIER_ROLE_NAMES,
    KIND_NAMES,
    LIFECYCLE_NAMES,
    NAMED_NAMES,
    PHASE_NAMES,
    ROUTE_NAMES,
)
from afweging.case.dossier.operations import StartFacts
from afweging.foundation.errors import Invalid

CHOOSE = _l("Kies een van de mogelijkheden.")
LONGEST_TEXT = 10_000
MOST_PEOPLE = 100_000_000


class FactsForm(FlaskForm):
    """What is known of the application."""

    name = StringField(
        _l("Hoe heet de toepassing?"),
        [DataRequired(_l("Geef de toepassing een naam.")), Length(max=99)],
        description=_l("Een naam die een inwoner begrijpt, bijvoorbeeld “Welke boom eerst?”."),
    )
    kind = RadioField(
        _l("Wat voor toepassing is het?"), [InputRequired(CHOOSE)], choices=list(KIND_NAMES.items())
    )
    route = RadioField(_l("Loopt het al?"), [InputRequired(CHOOSE)], choices=list(ROUTE_NAMES.items()))
    in_use_since = StringField(
        _l("Sinds welke maand loopt het?"),
        [Optional(), Regexp(r"^\d{4}-(0[1-9]|1[0-2])$", message=_l("Schrijf jaar en maand, zoals 2019-05."))],
        description=_l("Alleen bij een inhaalslag. Jaar en maand, zoals 2019-05."),
    )
    pilot_until = DateField(
        _l("Tot wanneer duurt de pilot?"), [Optional()], description=_l("Alleen bij een pilot.")
    )
    pilot_place = StringField(
        _l("Waar is de pilot?"), [Optional(), Length(max=200)], description=_l("Alleen bij een pilot.")
    )
    pilot_most_people = IntegerField(
        _l("Hoeveel mensen raakt de pilot hooguit?"),
        [Optional(), NumberRange(1, MOST_PEOPLE)],
        description=_l("Alleen bij een pilot."),
    )
    ordered_by = StringField(
        _l("Wie gelastte de spoed?"),
        [Optional(), Length(max=200)],
        description=_l("Alleen bij spoed. Bijvoorbeeld: de burgemeester."),
    )
    phase = RadioField(
        _l("In welke fase is het?"), [InputRequired(CHOOSE)], choices=list(PHASE_NAMES.items())
    )
    summary = TextAreaField(
        _l("Wat doet de toepassing, in een paar zinnen?"), [Optional(), Length(max=LONGEST_TEXT)]
    )
    hardest_question = TextAreaField(
        _l("Wat is de lastigste vraag?"),
        [Optional(), Length(max=LONGEST_TEXT)],
        description=_l("De vraag waar u zelf van wakker ligt. U kunt dit later invullen."),
    )

    def facts(self, lifecycle: str) -> StartFacts:
        """Return what was filled in."""
        return StartFacts(
            name=self.name.data or "",
            kind=self.kind.data or "",
            route=self.route.data or "",
            phase=self.phase.data or "",
            lifecycle=lifecycle,
            summary=self.summary.data or "",
            hardest_question=self.hardest_question.data or "",
            in_use_since=self.in_use_since.data or None,
            pilot_until=self.pilot_until.data,
            pilot_place=self.pilot_place.data or "",
            pilot_most_people=self.pilot_most_people.data,
            ordered_by=self.ordered_by.data or "",
        )


class StartForm(FactsForm):
    """A new dossier. Somebody of several organisations says in which."""

    organisation = RadioField(
        _l("In welke organisatie?"), [InputRequired(CHOOSE)], choices=[], validate_choice=True
    )

    def facts_of_new(self) -> StartFacts:
        """Return what was filled in; what runs already is in use."""
        return self.facts("in_use" if self.route.data == "catching_up" else "development")


class ChangeForm(FactsForm):
    """The facts of a dossier that exists."""

    lifecycle = RadioField(
        _l("Is het in gebruik?"), [InputRequired(CHOOSE)], choices=list(LIFECYCLE_NAMES.items())
    )

    @classmethod
    def of(cls, dossier: Dossier) -> ChangeForm:
        """Return the form as a dossier fills it; on a post, as it came in."""
        return cls(obj=dossier)


class ReasonForm(FlaskForm):
    """Why something ends."""

    because = TextAreaField(_l("Waarom?"), [Optional(), Length(max=LONGEST_TEXT)])


class InviteForm(FlaskForm):
    """Somebody for the team. People are found by their e-mail address."""

    email = StringField(
        _l("E-mailadres"),
        [DataRequired(_l("Vul een e-mailadres in.")), Length(max=254)],
        description=_l("Het adres waarmee deze persoon inlogt."),
    )
    role = RadioField(
        _l("Wat gaat deze persoon doen?"), [InputRequired(CHOOSE)], choices=list(DOSSIER_ROLE_NAMES.items())
    )


class NameForm(FlaskForm):
    """Who commissions, owns the process or pays."""

    part = SelectField(_l("Rol"), [InputRequired(CHOOSE)], choices=list(NAMED_NAMES.items()))
    person = SelectField(_l("Persoon"), choices=[])


class AssignForm(FlaskForm):
    """A question for somebody."""

    target = SelectField(_l("Vraag of onderdeel"), [InputRequired(CHOOSE)], choices=[])
    person = SelectField(_l("Voor wie"), [InputRequired(CHOOSE)], choices=[], id="voor-wie")
    due_on = DateField(_l("Uiterlijk op"), [Optional()])


class SubmitForm(FlaskForm):
    """Handing in."""

    note = TextAreaField(
        _l("Wat veranderde u?"),
        [Optional(), Length(max=LONGEST_TEXT)],
        description=_l("De privacy officer leest dit als eerste."),
    )


class CommentForm(FlaskForm):
    """A remark at a question; a coach may propose a text with it."""

    question = HiddenField(validators=[InputRequired()])
    text = TextAreaField(_l("Uw opmerking"), [Optional(), Length(max=LONGEST_TEXT)])
    proposal = TextAreaField(
        _l("Voorstel voor de tekst"),
        [Optional(), Length(max=LONGEST_TEXT)],
        description=_l("Het team kan dit met één knop overnemen. Het wordt dan hun antwoord."),
    )


def show_problems(form: FlaskForm, error: Invalid) -> None:
    """Put what an operation refused at the fields; the rest at the form as a whole."""
    for problem in error.problems:
        if problem.field in form:
            form[problem.field].errors = [*form[problem.field].errors, problem.message]
        else:
            form.form_errors.append(problem.message)
    if not error.problems:
        form.form_errors.append(error.message)


def problems_of(form: FlaskForm) -> list[dict[str, str]]:
    """Return what is wrong with a form, for the summary above it."""
    found = [{"field": "", "message": message} for message in form.form_errors]
    for field in form:
        found += [{"field": field.id, "message": str(message)} for message in field.errors]
    return found
