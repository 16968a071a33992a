"""The words of the editor: what each key of the format is called, and what goes there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

KINDS: Mapping[str, Any] = {
    "file": _l("de vragenlijst"),
    "section": _l("onderdeel"),
    "question": _l("vraag"),
    "option": _l("antwoord"),
    "row": _l("rij"),
    "column": _l("kolom"),
    "value": _l("waarde"),
    "term": _l("begrip"),
    "score": _l("score"),
    "band": _l("band"),
    "outcome": _l("uitkomst"),
}

LISTS: Mapping[str, Any] = {
    "section": _l("Onderdelen"),
    "question": _l("Vragen"),
    "option": _l("Antwoorden om uit te kiezen"),
    "row": _l("Rijen"),
    "column": _l("Kolommen"),
    "value": _l("Publieke waarden"),
    "term": _l("Begrippen"),
    "score": _l("Scores"),
    "band": _l("Banden"),
    "outcome": _l("Uitkomsten"),
}

ADD: Mapping[str, Any] = {
    "section": _l("Voeg een onderdeel toe"),
    "question": _l("Voeg een vraag toe"),
    "option": _l("Voeg een antwoord toe"),
    "row": _l("Voeg een rij toe"),
    "column": _l("Voeg een kolom toe"),
    "value": _l("Voeg een waarde toe"),
    "term": _l("Voeg een begrip toe"),
    "score": _l("Voeg een score toe"),
    "band": _l("Voeg een band toe"),
    "outcome": _l("Voeg een uitkomst toe"),
}

TYPES: Mapping[str, Any] = {
    "text": _l("korte tekst"),
    "longtext": _l("lange tekst"),
    "choice": _l("één antwoord kiezen"),
    "choices": _l("meer antwoorden kiezen"),
    "yesno": _l("ja of nee"),
    "scale": _l("schaal"),
    "number": _l("getal"),
    "date": _l("datum"),
    "month": _l("maand"),
    "url": _l("webadres"),
    "email": _l("e-mailadres"),
    "file": _l("bestand"),
    "table": _l("tabel"),
    "matrix": _l("tabel met keuzes"),
    "risks": _l("risico’s"),
    "weighing": _l("weging"),
    "dilemmas": _l("dilemma’s"),
    "measures": _l("maatregelen"),
    "consultations": _l("raadplegingen"),
    "info": _l("alleen tekst, geen vraag"),
}

LABELS: Mapping[str, Any] = {
    "title": _l("Titel"),
    "label": _l("De vraag"),
    "description": _l("Beschrijving"),
    "help": _l("Hulp erbij"),
    "intro": _l("Inleiding"),
    "why": _l("Waarom dit wordt gevraagd"),
    "examples": _l("Voorbeelden"),
    "text": _l("Tekst"),
    "unit": _l("Eenheid"),
    "row_title": _l("Hoe één rij heet"),
    "labels": _l("Woorden bij de stappen"),
    "respondent": _l("Wie dit het best kan invullen"),
    "required": _l("Verplicht"),
    "allow": _l("Mag ook"),
    "show_if": _l("Tonen als"),
    "if": _l("Geldt als"),
    "value": _l("Waarde"),
    "max": _l("Hoogste waarde"),
    "min": _l("Laagste waarde"),
    "checks": _l("Wat moet kloppen"),
    "values": _l("Waarden waar dit over gaat"),
    "references": _l("Verwijzingen naar regels"),
    "disclosure": _l("Wordt het antwoord openbaar?"),
    "publish": _l("In het register"),
    "scope": _l("Geldt het antwoord ook elders?"),
    "locked": _l("Vast voor varianten"),
    "source": _l("Naam in de bron"),
    "revision": _l("Hoe vaak de betekenis veranderde"),
    "type": _l("Soort antwoord"),
    "kind": _l("Soort uitkomst"),
    "points": _l("Punten"),
    "points_when_unknown": _l("Punten als men het niet weet"),
    "points_per_step": _l("Punten per stap"),
    "exclusive": _l("Kan niet samen met andere antwoorden"),
    "min_length": _l("Minste aantal tekens"),
    "max_length": _l("Meeste aantal tekens"),
    "pattern": _l("Vorm (een RE2-patroon)"),
    "min_choices": _l("Minste aantal keuzes"),
    "max_choices": _l("Meeste aantal keuzes"),
    "min_rows": _l("Minste aantal rijen"),
    "max_rows": _l("Meeste aantal rijen"),
    "integer": _l("Alleen hele getallen"),
    "accept": _l("Soorten bestanden"),
    "max_files": _l("Meeste aantal bestanden"),
    "classes": _l("Risicoklassen"),
    "upto": _l("Tot en met welk deel van het hoogste"),
    "in_force_from": _l("Geldt vanaf"),
    "in_force_to": _l("Geldt tot en met"),
    "requires": _l("Wat dan eerst nodig is"),
    "sets": _l("Wat dan vaststaat"),
    "owner": _l("Wie erover gaat"),
    "licence": _l("Licentie"),
    "language": _l("Taal van de tekst"),
    "version": _l("Versie"),
    "options": _l("Antwoorden om uit te kiezen"),
}

HINTS: Mapping[str, Any] = {
    "help": _l("Markdown. Staat onder de vraag."),
    "intro": _l("Markdown. Staat boven de vragen."),
    "why": _l("Eén zin. Staat ingeklapt."),
    "description": _l("Markdown."),
    "show_if": _l("Leeg: iedereen krijgt dit. De regel kijkt alleen naar wat eerder staat."),
    "if": _l("De regel mag naar alle antwoorden, scores en andere uitkomsten kijken."),
    "allow": _l("Wie dit kiest, geeft een reden."),
    "source": _l("Alleen nodig als dit uit een ander formulier komt."),
    "revision": _l(
        "Hoger als de vraag iets anders gaat betekenen. Eerdere antwoorden moeten dan worden bevestigd."
    ),
    "locked": _l("Een variant mag dit niet verbergen, vervangen of afzwakken."),
    "accept": _l("Eén per regel, zoals .pdf of image/png."),
    "classes": _l("Als YAML: levels en grid, zie de uitleg van het formaat."),
    "options": _l("Als YAML: een lijst met id en label."),
    "labels": _l("Eén regel per stap."),
    "points": _l("Een naam en een getal. Scores tellen de punten onder één naam op."),
    "upto": _l("Een getal tussen 0 en 1. De laatste band heeft er geen."),
    "pattern": _l("Het hele antwoord moet eraan voldoen."),
    "min": _l("Bij een datum: JJJJ-MM-DD of today."),
    "max": _l("Bij een datum: JJJJ-MM-DD of today."),
    "value": _l("Een som van punten en scores."),
    "values": _l("Kies wat van toepassing is."),
    "respondent": _l("Een rol, zoals projectleider of CISO."),
    "references": _l("Zoals AVG, art. 35 lid 7."),
    "sets": _l("Zoals publication_category: Impactvolle algoritmes."),
}

CHOICES: Mapping[str, Mapping[str, Any]] = {
    "disclosure": {
        "public": _l("ja, openbaar"),
        "internal": _l("nee, intern"),
        "ask": _l("het team kiest"),
    },
    "scope": {
        "product": _l("ja, bij elk gebruik van hetzelfde product"),
        "local": _l("nee, alleen hier"),
    },
    "kind": {
        "forbidden": _l("verboden"),
        "stop": _l("stop: eerst uitleggen"),
        "obligation": _l("verplichting"),
        "advice": _l("advies"),
        "info": _l("ter informatie"),
    },
    "example": {"good": _l("goed"), "poor": _l("zwak")},
    "as": {
        "value": _l("als waarde"),
        "paragraph": _l("als alinea"),
        "list": _l("als lijst"),
        "link": _l("als link"),
    },
    "allow": {"unknown": _l("weten we nog niet"), "not_applicable": _l("niet van toepassing")},
    "phases": {
        "idee": _l("idee"),
        "aanschaf": _l("aanschaf"),
        "pilot": _l("pilot"),
        "gebruik": _l("gebruik"),
    },
}

ROW_PARTS: Mapping[str, Any] = {
    "kind": _l("Soort"),
    "text": _l("Tekst"),
    "scheme": _l("Regeling"),
    "locator": _l("Plaats"),
    "url": _l("Webadres"),
    "title": _l("Titel"),
    "rule": _l("Regel die waar moet zijn"),
    "message": _l("Wat er staat als dat niet zo is"),
    "name": _l("Naam"),
    "amount": _l("Aantal"),
    "step": _l("Stap"),
    "key": _l("Naam"),
    "value": _l("Waarde"),
    "field": _l("Veld van het register"),
    "as": _l("Hoe"),
    "email": _l("E-mailadres"),
    "questionnaire": _l("Vragenlijst"),
    "advice": _l("Advies van"),
    "review": _l("Oordeel van"),
    "consultation": _l("Voorafgaande raadpleging bij de AP (art. 36 AVG)"),
}

REASONS: Mapping[str, Any] = {
    "changed": _l("Het landelijke model veranderde dezelfde tekst."),
    "removed": _l("Het landelijke model heeft dit niet meer."),
    "locked": _l("Het landelijke model zette dit vast."),
    "taken": _l("Het landelijke model gebruikt deze naam nu zelf."),
    "meaning": _l("Wat u verbergt, betekent in het landelijke model iets anders dan eerst."),
    "moved": _l("Het landelijke model verplaatste dit ook."),
    "parent": _l("Waar dit in staat, is er landelijk niet meer."),
    "neighbour": _l("Waar dit naast staat, is er landelijk niet meer."),
    "broken": _l("Dit kan niet meer worden gelezen met het nieuwe model eronder."),
}

CAUSES: Mapping[str, Any] = {
    "removed": _l("verwijderd of verborgen"),
    "added": _l("toegevoegd"),
    "moved": _l("verplaatst"),
    "reworded": _l("anders verwoord"),
    "used_otherwise": _l("anders gebruikt"),
    "means_otherwise": _l("betekent iets anders"),
}

LEVELS: Mapping[str, Any] = {
    "major": _l("een groot nummer hoger: er is iets weggehaald, of het betekent iets anders"),
    "minor": _l("een middelste nummer hoger: er is iets bij gekomen"),
    "patch": _l("een klein nummer hoger: alleen woorden veranderden"),
    "rebased": _l("een klein nummer hoger: de vragen bleven gelijk, maar bouwen voort op een nieuwe versie"),
    "none": _l("er veranderde niets"),
}
