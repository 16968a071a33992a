"""The words of the interface round a question, looked up once per language instead of once per question."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from flask import has_app_context
from flask_babel import force_locale
from flask_babel import gettext as _


def words_of(lang: str) -> Mapping[str, str]:
    """Return the words in a language of the interface; Dutch outside an application."""
    return _translated(lang) if has_app_context() else _dutch()


@lru_cache(maxsize=16)
def _translated(lang: str) -> Mapping[str, str]:
    with force_locale(lang):
        return _words()


@lru_cache(maxsize=1)
def _dutch() -> Mapping[str, str]:
    return _words()


def _words() -> Mapping[str, str]:
    return MappingProxyType({**_foot(), **_states(), **_rows(), **_messages()})


def _foot() -> dict[str, str]:
    return {
        "saved": _("Bewaard"),
        "by": _("door"),
        "not_answered": _("Nog geen antwoord"),
        "not_saved": _("Nog niet bewaard"),
        "no_comments": _("Geen opmerkingen, schrijf er een"),
        "one_comment": _("1 opmerking"),
        "comments": _("opmerkingen"),
        "for_you": _("voor u"),
        "why": _("Waarom vragen we dit?"),
        "why_here": _("Waarom krijg ik deze vraag, en wat zou dat veranderen?"),
        "examples": _("Een goed en een zwak voorbeeld"),
        "example": _("Een voorbeeld"),
        "good": _("Goed"),
        "poor": _("Zwak"),
        "new": _("Nieuwe vraag."),
        "optional": _("hoeft niet"),
        "error": _("Fout:"),
        "or": _("of"),
        "choose": _("Kies"),
        "choose_all": _("Kies alles wat past."),
        "clears": _("wist de keuzes hierboven"),
        "public": _("Wordt openbaar."),
        "internal": _("Blijft intern."),
        "ask": _("Of dit openbaar wordt, kiest u later met de privacy officer."),
    }


def _states() -> dict[str, str]:
    return {
        "state": _("Kunt u antwoorden?"),
        "answered": _("Ik geef antwoord"),
        "unknown": _("Weet ik niet"),
        "not_applicable": _("Niet van toepassing"),
        "unknown_reason": _("Waarom weet u het nog niet?"),
        "na_reason": _("Waarom is dit niet van toepassing?"),
        "who": _("Wie zoekt het uit?"),
        "by_day": _("Uiterlijk op"),
        "unknown_hint": _(
            "U mag hiermee indienen. Is het dan nog open, dan wordt het een voorwaarde vóór ingebruikname."
        ),
    }


def _rows() -> dict[str, str]:
    return {
        "row": _("Regel"),
        "interest": _("Belang"),
        "risk": _("Risico"),
        "dilemma": _("Dilemma"),
        "measure": _("Maatregel"),
        "consultation": _("Gesprek"),
        "add": _("Voeg een regel toe"),
        "remove": _("weg"),
        "remove_row": _("Haal regel weg:"),
        "remove_column": _("Regel weghalen"),
        "counter_argument": _("Wat is het sterkste tegenargument?"),
        "counter_hint": _("Schrijf het zo op dat iemand die het er niet mee eens is, zich erin herkent."),
        "removed_file": _("Haal weg"),
        "add_file": _("Voeg een bestand toe"),
        "yes": _("ja"),
        "no": _("nee"),
        "day_form": _("dag-maand-jaar, bijvoorbeeld 9-12-2026"),
        "month_form": _("maand-jaar, bijvoorbeeld 12-2026"),
    }


def _messages() -> dict[str, str]:
    return {
        "saving": _("Bewaren…"),
        "retrying": _("Nog niet bewaard, we proberen het opnieuw"),
        "refused": _("Niet bewaard. Ververs de bladzijde of meld u opnieuw aan."),
        "leaving": _("Er staat nog tekst die niet is bewaard."),
        "conflict": _("Iemand anders heeft dit antwoord intussen gewijzigd."),
        "mine": _("Houd de mijne"),
        "theirs": _("Neem de andere"),
        "mine_title": _("Uw tekst"),
        "theirs_title": _("De tekst van de ander"),
    }
