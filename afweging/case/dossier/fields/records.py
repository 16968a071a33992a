"""The columns of the record types. Their ids are fixed by the questionnaire format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flask_babel import gettext as _

from afweging.case.dossier.fields.controls import Choice, Column

Values = tuple[Choice, ...]
"""The public values of the questionnaire."""


def _steps(lowest: str, highest: str) -> tuple[Choice, ...]:
    ends = {1: lowest, 5: highest}
    return tuple(Choice(str(n), f"{n}, {ends[n]}" if n in ends else str(n)) for n in range(1, 6))


def _risks(_values: Values) -> tuple[Column, ...]:
    likelihood = _steps(_("zelden"), _("bijna zeker"))
    severity = _steps(_("licht"), _("onherstelbaar"))
    return (
        Column("harm", "longtext", _("Wat kan er misgaan?"), wide=True),
        Column("group", "text", _("Voor wie?")),
        Column("likelihood", "scale", _("Kans"), choices=likelihood),
        Column("severity", "scale", _("Ernst"), choices=severity),
        Column("measure", "longtext", _("Wat doet u ertegen?"), wide=True),
        Column("owner", "text", _("Wie doet dat?")),
        Column("due", "date", _("Uiterlijk op")),
        Column("working", "flag", _("Werkt de maatregel?")),
        Column(
            "evidence",
            "sources",
            _("Waaruit blijkt dat?"),
            hint=_("In woorden, of met nummers van vragen, zoals 5.4, 9.6"),
            wide=True,
        ),
        Column("residual_likelihood", "scale", _("Kans daarna"), choices=likelihood),
        Column("residual_severity", "scale", _("Ernst daarna"), choices=severity),
    )


def _weighing(values: Values) -> tuple[Column, ...]:
    sides = (Choice("benefit", _("voordeel")), Choice("burden", _("nadeel")))
    certainty = (
        Choice("proven", _("bewezen")),
        Choice("likely", _("waarschijnlijk")),
        Choice("unproven", _("niet bewezen")),
    )
    return (
        Column("interest", "longtext", _("Belang"), wide=True),
        Column("side", "choice", _("Kant"), choices=sides),
        Column("value", "value", _("Publieke waarde"), choices=values),
        Column("group", "text", _("Voor wie?")),
        Column("weight", "scale", _("Gewicht"), choices=_steps(_("licht"), _("zeer zwaar"))),
        Column("certainty", "choice", _("Zekerheid"), choices=certainty),
        Column(
            "evidence", "questions", _("Rust op"), hint=_("Nummers van vragen, zoals 5.4, 9.6"), wide=True
        ),
        Column("explanation", "longtext", _("Toelichting"), wide=True),
    )


def _dilemmas(values: Values) -> tuple[Column, ...]:
    one_a_line = _("Eén per regel")
    return (
        Column("values", "values", _("Welke waarden botsen?"), choices=values, wide=True),
        Column("options", "longtext", _("Welke mogelijkheden bekeek u?"), hint=one_a_line, wide=True),
        Column("arguments_for", "longtext", _("Argumenten vóór"), hint=one_a_line, wide=True),
        Column("arguments_against", "longtext", _("Argumenten tegen"), hint=one_a_line, wide=True),
        Column("choice", "longtext", _("Wat kiest u, en waarom?"), wide=True),
        Column("decided_by", "text", _("Wie heeft gekozen?")),
        Column("dissent", "longtext", _("Wie dacht er anders over, en waarom?"), wide=True),
    )


def _measures(_values: Values) -> tuple[Column, ...]:
    status = (
        Choice("planned", _("gepland")),
        Choice("started", _("begonnen")),
        Choice("done", _("klaar")),
    )
    return (
        Column("measure", "longtext", _("Maatregel")),
        Column("owner", "text", _("Wie doet dat?")),
        Column("due", "date", _("Uiterlijk op")),
        Column("status", "choice", _("Stand"), choices=status),
    )


def _consultations(_values: Values) -> tuple[Column, ...]:
    return (
        Column("who", "text", _("Met wie hebt u gesproken?")),
        Column("when", "moment", _("Wanneer?"), hint=_("Een dag, een maand of een periode")),
        Column("said", "longtext", _("Wat zeiden zij?"), wide=True),
        Column("done", "longtext", _("Wat deed u daarmee?"), wide=True),
        Column("why", "longtext", _("Waarom zo?"), wide=True),
    )


COLUMNS: Mapping[str, Callable[[Values], tuple[Column, ...]]] = {
    "risks": _risks,
    "weighing": _weighing,
    "dilemmas": _dilemmas,
    "measures": _measures,
    "consultations": _consultations,
}
