"""The form that asks for a report."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField
from wtforms.validators import InputRequired

from afweging.foundation.web.language import LANGUAGES


class AskForm(FlaskForm):
    """For whom, and in which language."""

    audience = RadioField(
        _l("Voor wie is het rapport?"),
        choices=[
            ("internal", _l("Intern: alles, ook wat niet openbaar is")),
            ("public", _l("Openbaar: alleen wat iedereen mag lezen")),
        ],
        validators=[InputRequired(_l("Kies een intern of een openbaar rapport."))],
    )
    language = SelectField(_l("In welke taal?"), choices=list(LANGUAGES.items()), default="nl")
