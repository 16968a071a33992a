"""What is said about an answer that is not right: code → words, per language.

`{limit}` and `{count}` are numbers, `{option}` and `{text}` texts.
"""

from collections.abc import Mapping
from typing import Any

from .text import Text

MESSAGES: Mapping[str, Mapping[str, str]] = {
    "aside_shape": {
        "nl": "Dit antwoord heeft een vorm die het programma niet kent.",
        "en": "This answer has a form that the program does not know.",
    },
    "characters": {
        "nl": "In de tekst staat een teken dat niet bewaard kan worden. Typ de tekst opnieuw.",
        "en": "The text holds a character that cannot be stored. Type the text again.",
    },
    "check": {"nl": "{text}", "en": "{text}"},
    "choice": {"nl": "Kies één van de mogelijkheden.", "en": "Choose one of the options."},
    "choices": {"nl": "Kies uit de mogelijkheden.", "en": "Choose from the options."},
    "column": {"nl": "Deze tabel heeft geen kolom ‘{column}’.", "en": "This table has no column ‘{column}’."},
    "date": {
        "nl": "Vul een datum in die bestaat, als jaar-maand-dag, bijvoorbeeld 2026-12-09.",
        "en": "Enter a date that exists, as year-month-day, for example 2026-12-09.",
    },
    "date_max": {"nl": "De datum mag niet na {limit} liggen.", "en": "The date may not be after {limit}."},
    "date_min": {"nl": "De datum mag niet vóór {limit} liggen.", "en": "The date may not be before {limit}."},
    "email": {
        "nl": "Dit is geen e-mailadres. Een voorbeeld: naam@gemeente.nl",
        "en": "This is no e-mail address. An example: name@municipality.nl",
    },
    "exclusive": {
        "nl": "‘{option}’ kan niet samen met andere antwoorden.",
        "en": "‘{option}’ cannot go together with other answers.",
    },
    "files": {"nl": "Voeg bestanden toe.", "en": "Add files."},
    "flag": {"nl": "Kies ja of nee.", "en": "Choose yes or no."},
    "matrix": {"nl": "Kies per rij één mogelijkheid.", "en": "Choose one option per row."},
    "max": {
        "nl": "Het getal mag niet hoger zijn dan {limit}.",
        "en": "The number may not be higher than {limit}.",
    },
    "max_choices": {
        "nl": "Kies er hoogstens {limit}. U koos er {count}.",
        "en": "Choose at most {limit}. You chose {count}.",
    },
    "max_files": {
        "nl": "Voeg hoogstens {limit} bestanden toe. Het zijn er {count}.",
        "en": "Add at most {limit} files. There are {count}.",
    },
    "max_length": {
        "nl": "Deze tekst is te lang: {count} tekens. Hoogstens {limit} passen hier.",
        "en": "This text is too long: {count} characters. At most {limit} fit here.",
    },
    "max_rows": {
        "nl": "Hier passen hoogstens {limit} rijen. Het zijn er {count}.",
        "en": "At most {limit} rows fit here. There are {count}.",
    },
    "min": {
        "nl": "Het getal mag niet lager zijn dan {limit}.",
        "en": "The number may not be lower than {limit}.",
    },
    "min_choices": {
        "nl": "Kies er ten minste {limit}. U koos er {count}.",
        "en": "Choose at least {limit}. You chose {count}.",
    },
    "min_length": {
        "nl": "Deze tekst is te kort: {count} tekens. Schrijf er ten minste {limit}.",
        "en": "This text is too short: {count} characters. Write at least {limit}.",
    },
    "min_rows": {
        "nl": "Vul ten minste {limit} rijen in. Het zijn er {count}.",
        "en": "Fill in at least {limit} rows. There are {count}.",
    },
    "month": {
        "nl": "Vul een maand in, als jaar-maand, bijvoorbeeld 2026-12.",
        "en": "Enter a month, as year-month, for example 2026-12.",
    },
    "month_max": {"nl": "De maand mag niet na {limit} liggen.", "en": "The month may not be after {limit}."},
    "month_min": {
        "nl": "De maand mag niet vóór {limit} liggen.",
        "en": "The month may not be before {limit}.",
    },
    "no_answer": {"nl": "Hier hoort geen antwoord.", "en": "No answer belongs here."},
    "not_applicable_not_allowed": {
        "nl": "Bij deze vraag kunt u niet ‘niet van toepassing’ kiezen.",
        "en": "You cannot choose ‘not applicable’ for this question.",
    },
    "not_applicable_reason": {
        "nl": "Schrijf erbij waarom de vraag niet van toepassing is.",
        "en": "Say why the question does not apply.",
    },
    "number": {"nl": "Vul een getal in.", "en": "Enter a number."},
    "option": {
        "nl": "‘{option}’ is geen van de mogelijkheden.",
        "en": "‘{option}’ is none of the options.",
    },
    "option_hidden": {
        "nl": "‘{option}’ kan niet bij uw andere antwoorden. Kies opnieuw.",
        "en": "‘{option}’ does not go with your other answers. Choose again.",
    },
    "pattern": {
        "nl": "Deze tekst heeft niet de vorm die hier nodig is.",
        "en": "This text does not have the form that is needed here.",
    },
    "question": {"nl": "Er is geen vraag ‘{option}’.", "en": "There is no question ‘{option}’."},
    "repeated": {"nl": "Hetzelfde staat er twee keer.", "en": "The same is there twice."},
    "required": {"nl": "Vul dit in.", "en": "Fill this in."},
    "row": {"nl": "Er is geen rij ‘{row}’.", "en": "There is no row ‘{row}’."},
    "row_shape": {"nl": "Deze rij kan niet gelezen worden.", "en": "This row cannot be read."},
    "rows": {"nl": "Vul rijen in.", "en": "Fill in rows."},
    "text": {"nl": "Vul een tekst in.", "en": "Enter a text."},
    "too_large": {"nl": "Dit getal is te groot.", "en": "This number is too large."},
    "unknown_by": {
        "nl": "Vul in wanneer u het weet, als jaar-maand-dag.",
        "en": "Say when you will know, as year-month-day.",
    },
    "unknown_not_allowed": {
        "nl": "Bij deze vraag kunt u niet ‘weet ik nog niet’ kiezen.",
        "en": "You cannot choose ‘unknown’ for this question.",
    },
    "unknown_reason": {
        "nl": "Schrijf erbij waarom u het nog niet weet.",
        "en": "Say why you do not know yet.",
    },
    "url": {
        "nl": "Dit is geen webadres. Een voorbeeld: https://www.gemeente.nl/pagina",
        "en": "This is no web address. An example: https://www.municipality.nl/page",
    },
    "value": {"nl": "Er is geen waarde ‘{option}’.", "en": "There is no value ‘{option}’."},
    "weighing": {
        "nl": "De afweging kan niet gelezen worden.",
        "en": "The weighing cannot be read.",
    },
    "whole": {"nl": "Vul een heel getal in.", "en": "Enter a whole number."},
}

_ROW = {"nl": "Rij {row}", "en": "Row {row}"}


def words(code: str, params: Mapping[str, Any], lang: str) -> str:
    """The message of a code, in a language (Dutch when there is no other)."""
    texts = MESSAGES[code]
    shown = {
        key: value.to(lang) if isinstance(value, Text) else _short(value) for key, value in params.items()
    }
    return (texts.get(lang) or texts["nl"]).format(**shown)


def place_words(row: int | None, column: Text | None, lang: str) -> str:
    """Where in a table, as the start of a message: “Rij 2, ‘Kans’: ”."""
    parts = [] if row is None else [(_ROW.get(lang) or _ROW["nl"]).format(row=row)]
    if column is not None:
        parts.append(f"‘{column.to(lang)}’")
    return f"{', '.join(parts)}: " if parts else ""


def _short(value: object) -> str:
    text = str(value)
    clean = "".join(char if char.isprintable() else "·" for char in text[:80])
    return clean + ("…" if len(text) > 80 else "")
