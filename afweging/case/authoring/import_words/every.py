"""What every importer says, in Dutch."""

from __future__ import annotations

NOTES: tuple[tuple[str, str], ...] = (
    ("“{a}”: {b}", "‘{a}’ heeft hier geen plaats: {b}"),
    ("{a}: “{b}”", "{a} heeft hier geen plaats: ‘{b}’"),
    ("{a}: “{b}” ({c})", "{a} heeft hier geen plaats: ‘{b}’ ({c})"),
    (
        "the version “{a}” is not one of up to three numbers; it begins at 1.0.0",
        "De versie ‘{a}’ bestaat niet uit hoogstens drie getallen. De vragenlijst begint bij 1.0.0.",
    ),
    (
        "moved to the section “{a}”: its condition looks at an answer of that section",
        "Verplaatst naar het onderdeel ‘{a}’. De voorwaarde kijkt naar een antwoord in dat onderdeel.",
    ),
    (
        "asked after “{a}”: its condition looks at a later answer",
        "Wordt gevraagd na ‘{a}’. De voorwaarde kijkt naar een later antwoord.",
    ),
    (
        "{A} “{b}” has no place in format 1 ({C}); {D}",
        "{A} ‘{b}’ kan hier niet. {D}. De reden: {C}.",
    ),
    ("{A} has no place in format 1 ({B}); {C}", "{A} kan hier niet. {C}. De reden: {B}."),
    (
        "this cannot be said in format 1 ({a}): {B}",
        "Dit kan in een vragenlijst hier niet ({a}): {B}.",
    ),
    (
        "too much of this file goes beyond what format 1 can say",
        "In dit bestand staat te veel dat in een vragenlijst hier niet kan.",
    ),
    (
        "{A}, “{b}”, is longer than a rule may be; {C}",
        "{A}, ‘{b}’, is langer dan een regel mag zijn. {C}.",
    ),
    (
        "{A}: rules cannot say “{b}” ({C}); it is taken to hold",
        "{A}: een regel kan ‘{b}’ niet zeggen ({C}). Dat deel telt als waar.",
    ),
    (
        "{A}: rules cannot say “{b}” ({C}); it is taken not to hold",
        "{A}: een regel kan ‘{b}’ niet zeggen ({C}). Dat deel telt als niet waar.",
    ),
    ("{A}, whose rows do not say of which row there", "{A}. De rijen zeggen niet bij welke rij zij horen."),
    ("has {a} types, {b}: each is a question of its own", "Heeft {a} soorten: {b}. Elke soort is een vraag."),
    (
        "format 1 has no signature; that it was signed is asked as yes or no",
        "Een handtekening kan hier niet. Er wordt met ja of nee gevraagd of er is ondertekend.",
    ),
    (
        "the default “{a}”: format 1 has no answers that are there beforehand",
        "Het vooraf ingevulde antwoord ‘{a}’ is weg: een vraag begint hier zonder antwoord.",
    ),
    # The shape of a file.
    ("{A} needs the key “{b}”", "In {A} ontbreekt nog: ‘{b}’."),
    ("{A} is a map", "{A} bestaat uit namen en waarden; hier staat iets anders."),
    (
        "“{a}” of {B} is a text, not a list or a map",
        "Bij ‘{a}’ van {B} hoort een tekst, geen lijst of groep.",
    ),
    (
        "“{a}” of {B} is a single value, not a list or a map",
        "Bij ‘{a}’ van {B} hoort één waarde, geen lijst of groep.",
    ),
    ("“{a}” of {B} is yes or no, not {c}", "Bij ‘{a}’ van {B} hoort ja of nee; hier staat {c}."),
    ("“{a}” of {B} is a list of texts", "Bij ‘{a}’ van {B} hoort een lijst van teksten."),
    (
        "“{a}” of {B} is a list of texts or maps",
        "Bij ‘{a}’ van {B} hoort een lijst van teksten of groepen.",
    ),
    (
        "“{a}” of {B} is a single value or a list of them",
        "Bij ‘{a}’ van {B} hoort één waarde of een lijst van waarden.",
    ),
    ("“{a}” of {B} is one of {c}, not “{d}”", "Bij ‘{a}’ van {B} kan ‘{d}’ niet. Kies uit: {c}."),
    ("“{a}” of {B} is a list", "Bij ‘{a}’ van {B} hoort een lijst."),
    ("“{a}” of {B} is a map", "Bij ‘{a}’ van {B} hoort een groep van namen en waarden."),
    (
        "“{a}” of {B} is a list of maps: {C} is no map here",
        "Bij ‘{a}’ van {B} hoort een lijst van groepen. Hier is {C} geen groep.",
    ),
    (
        "there is no importer {a} with profile {b}",
        "Bestanden van de soort {a} ({b}) kan Afweging niet lezen.",
    ),
)
