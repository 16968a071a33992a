"""Forms of sign-in and administration. What a field must hold is said in the operations, at one place."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    EmailField,
    HiddenField,
    PasswordField,
    RadioField,
    SelectField,
    StringField,
    TelField,
    URLField,
)
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from afweging.foundation.errors import Invalid
from afweging.foundation.identity.models import BANDS, ROLES, WEIGHINGS
from afweging.foundation.identity.passwords import LONGEST
from afweging.foundation.web.language import LANGUAGES

ROLE_NAMES = {
    "member": _l("medewerker"),
    "privacy_officer": _l("privacy officer"),
    "mandate_holder": _l("mandaathouder"),
    "fg": _l("functionaris gegevensbescherming (FG)"),
    "adviser": _l("adviseur"),
    "secretary": _l("secretaris van een bestuursorgaan"),
    "editor": _l("redacteur van het register"),
    "manager": _l("manager"),
    "auditor": _l("auditor"),
    "archivist": _l("archivaris"),
    "admin": _l("beheerder"),
}
DISCIPLINES = {
    "": _l("geen"),
    "ciso": _l("informatiebeveiliging (CISO)"),
    "ethics_board": _l("ethische commissie"),
    "lawyer": _l("jurist"),
    "works_council": _l("ondernemingsraad"),
}
BAND_NAMES = {"laag": _l("laag"), "midden": _l("midden"), "hoog": _l("hoog"), "zeer_hoog": _l("zeer hoog")}
WEIGHING_NAMES = {"short": _l("alleen de korte afweging"), "full": _l("ook de volledige afweging")}

GUEST = "guest"  # no role: comes in through a dossier

FILL_IN = _l("Vul dit in.")


def show_problems(form: FlaskForm, error: Invalid) -> None:
    """Put the problems that an operation found at their fields; the rest at the form as a whole."""
    for problem in error.problems:
        if problem.field in form:
            form[problem.field].errors = [*form[problem.field].errors, problem.message]
        else:
            form.form_errors.append(problem.message)
    if not error.problems:
        form.form_errors.append(error.message)


class SignInForm(FlaskForm):
    """E-mail address and password."""

    email = EmailField(_l("E-mailadres"), [DataRequired(_l("Vul uw e-mailadres in.")), Length(max=254)])
    password = PasswordField(_l("Wachtwoord"), [InputRequired(_l("Vul uw wachtwoord in.")), Length(max=1000)])
    next = HiddenField()


class PasswordAgainForm(FlaskForm):
    """The password alone, before a decision."""

    password = PasswordField(_l("Wachtwoord"), [InputRequired(_l("Vul uw wachtwoord in.")), Length(max=1000)])
    next = HiddenField()


class ChangePasswordForm(FlaskForm):
    """The old password and, twice, the new one."""

    current = PasswordField(
        _l("Uw wachtwoord nu"), [InputRequired(_l("Vul uw huidige wachtwoord in.")), Length(max=1000)]
    )
    password = PasswordField(
        _l("Nieuw wachtwoord"),
        [InputRequired(_l("Kies een nieuw wachtwoord.")), Length(max=LONGEST)],
        description=_l(
            "Minstens 12 tekens. Een zinnetje van vier woorden is sterk en makkelijk te onthouden."
        ),
    )
    again = PasswordField(
        _l("Nieuw wachtwoord, nog een keer"), [InputRequired(_l("Typ het nieuwe wachtwoord nog een keer."))]
    )


class LanguageForm(FlaskForm):
    """The language of one's own screens."""

    language = RadioField(_l("Taal van de schermen"), choices=list(LANGUAGES.items()))


class PersonForm(FlaskForm):
    """Somebody new."""

    name = StringField(_l("Naam"), [DataRequired(FILL_IN), Length(max=100)])
    email = EmailField(_l("E-mailadres"), [DataRequired(FILL_IN), Length(max=254)])
    title = StringField(
        _l("Functie"),
        [Optional(), Length(max=100)],
        description=_l("Zo staat deze persoon in rapporten, bijvoorbeeld “projectleider”."),
    )
    role = SelectField(
        _l("Eerste rol"),
        choices=[*((role, ROLE_NAMES[role]) for role in ROLES), (GUEST, _l("gast, zonder rol"))],
        description=_l("Een gast ziet alleen de dossiers waarvoor een eigenaar hem of haar uitnodigt."),
    )


class RoleForm(FlaskForm):
    """One more role."""

    role = SelectField(_l("Rol"), choices=[(role, ROLE_NAMES[role]) for role in ROLES])
    discipline = SelectField(_l("Vakgebied van een adviseur"), choices=list(DISCIPLINES.items()))


class MandateForm(FlaskForm):
    """What somebody may decide, in whose name."""

    body = StringField(
        _l("Namens welk bestuursorgaan"),
        [DataRequired(FILL_IN), Length(max=100)],
        description=_l("Bijvoorbeeld: college van burgemeester en wethouders."),
    )
    title = StringField(_l("In welke functie"), [DataRequired(FILL_IN), Length(max=100)])
    weighing = SelectField(_l("Welke afweging"), choices=[(name, WEIGHING_NAMES[name]) for name in WEIGHINGS])
    band = SelectField(
        _l("Tot en met welke risicoklasse"), choices=[(name, BAND_NAMES[name]) for name in BANDS]
    )


class OrganisationForm(FlaskForm):
    """Name, look and contact of the organisation."""

    name = StringField(_l("Naam van de organisatie"), [DataRequired(FILL_IN), Length(max=100)])
    colour = StringField(
        _l("Kleur"),
        [DataRequired(FILL_IN), Length(max=7)],
        description=_l("De huiskleur, als #073b45. Witte letters moeten erop te lezen zijn."),
    )
    contact_email = EmailField(_l("E-mailadres voor inwoners"), [Optional(), Length(max=254)])
    contact_phone = TelField(_l("Telefoonnummer voor inwoners"), [Optional(), Length(max=40)])
    address = StringField(_l("Postadres"), [Optional(), Length(max=300)])
    website = URLField(_l("Website"), [Optional(), Length(max=500)])
