"""What the importer of the task registry says, in Dutch."""

from __future__ import annotations

NOTES: tuple[tuple[str, str], ...] = (
    (
        "this closed question names its answers in its text only; it is asked as a line of text",
        "De antwoorden op deze gesloten vraag staan alleen in de tekst. Er wordt een regel tekst gevraagd.",
    ),
    (
        "“template”, here and on each task: how a system card lays out answers",
        "‘template’, hier en bij elke taak: hoe een systeemkaart antwoorden toont, heeft hier geen plaats.",
    ),
    (
        "the answers to this closed question are not listed; it is asked as yes or no",
        "De antwoorden op deze gesloten vraag staan niet in het bestand. Er wordt ja of nee gevraagd.",
    ),
    (
        "whether this statement holds is asked as yes or no",
        "Er wordt met ja of nee gevraagd of deze stelling klopt.",
    ),
    (
        "whether this requirement is met is asked as yes or no",
        "Er wordt met ja of nee gevraagd of aan deze eis is voldaan.",
    ),
    (
        "whether this measure is taken is asked as yes or no",
        "Er wordt met ja of nee gevraagd of deze maatregel is genomen.",
    ),
    ("an instrument has at least one task", "In dit bestand hoort minstens één taak."),
    (
        "the urn “{a}”: the questionnaire has the last word of it as its id",
        "De urn ‘{a}’: het laatste woord ervan is de naam van de vragenlijst.",
    ),
    (
        "the language “{a}” is no code such as nl; the file is taken for Dutch",
        "De taal ‘{a}’ is geen code zoals nl. Het bestand geldt als Nederlands.",
    ),
    ("the role of an owner, “{a}”", "De rol van een eigenaar heeft hier geen plaats: ‘{a}’."),
    ("a second owner: {a}", "Een tweede eigenaar heeft hier geen plaats: {a}"),
    ("the label {a}", "Het label heeft hier geen plaats: {a}"),
    (
        "“{a}” is no known phase of the life of an algorithm",
        "‘{a}’ is geen bekende fase van een algoritme.",
    ),
    ("belongs to {a}, but is not required", "Hoort bij {a}, maar is niet verplicht."),
    (
        "an answer is required in the phases {a} ({b})",
        "Een antwoord is verplicht in de fasen {a} ({b}).",
    ),
)
