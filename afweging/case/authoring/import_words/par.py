"""What the importer of PAR says, in Dutch."""

from __future__ import annotations

NOTES: tuple[tuple[str, str], ...] = (
    ("an assessment definition has at least one task", "In dit bestand hoort minstens één taak."),
    ("“{a}” names nothing; it counts as absent", "‘{a}’ verwijst naar niets. Het telt als leeg."),
    (
        "“scores.{a}” names no score of a task; it counts as absent",
        "‘scores.{a}’ is geen score van een taak. Het telt als leeg.",
    ),
    (
        "“criteria.{a}” names no criterion of this level; it counts as not met",
        "‘criteria.{a}’ is geen criterium van dit niveau. Het telt als niet gehaald.",
    ),
    (
        "it divides by what may be 0: that gives no number here, and an endless one there",
        "Hier wordt gedeeld door iets dat 0 kan zijn. Dat geeft hier geen getal;"
        " in het origineel een oneindig getal.",
    ),
    (
        "answers('{a}') names no task; it counts as no answer",
        "Er is geen taak ‘{a}’ om een antwoord van te nemen. Het telt als geen antwoord.",
    ),
    (
        "weightedCountMap gives weights to what no option has as its value, {a}: they never count",
        "‘weightedCountMap’ geeft punten aan waarden die geen antwoord heeft: {a}."
        " Die punten tellen nooit mee.",
    ),
    (
        "weightedCountMap gives weights to what no option has as its value, {a} and {b} more: they"
        " never count",
        "‘weightedCountMap’ geeft punten aan waarden die geen antwoord heeft: {a} en nog {b}."
        " Die punten tellen nooit mee.",
    ),
    (
        "the level “{a}” is not known; its outcome is information",
        "Het niveau ‘{a}’ is niet bekend. De uitkomst is alleen informatie.",
    ),
    ("“{a}” of the criterion {b}: {c}", "‘{a}’ van het criterium {b} heeft hier geen plaats: {c}"),
    (
        "the type {a} is not known; it is asked in words of one's own",
        "De soort {a} is niet bekend. Er wordt een antwoord in eigen woorden gevraagd.",
    ),
    (
        "a column takes no files; it is a line of text",
        "In een kolom kan geen bestand. Het is een regel tekst.",
    ),
    (
        "it lists no options; it is asked in words of one's own",
        "Er staan geen antwoorden bij om uit te kiezen. Er wordt een antwoord in eigen woorden gevraagd.",
    ),
    (
        "the option whose value is null goes by the name “null”",
        "Het antwoord zonder waarde (null) heet hier ‘null’.",
    ),
    (
        "that the title of a row is made of answers: “{a}”",
        "De titel van een rij wordt hier niet uit antwoorden gemaakt: ‘{a}’.",
    ),
    ("a section has no references: {a}", "Bij een onderdeel kan geen verwijzing staan: {a}"),
    (
        "a title or text within what repeats; it stands in the help of the table",
        "Een titel of tekst in iets dat zich herhaalt. Hij staat in de hulp bij de tabel.",
    ),
    ("how it is linked to {a}: {b}", "Hoe de verwijzing naar {a} werkt, heeft hier geen plaats: {b}"),
    (
        "another task has a score “{a}” too; outcomes that name it look at this one",
        "Een andere taak heeft ook een score ‘{a}’. Uitkomsten die deze noemen, kijken naar deze taak.",
    ),
    ("“{a}” of its calculation: {b}", "‘{a}’ van de berekening heeft hier geen plaats: {b}"),
    (
        "its score “{a}” is not computed: rules cannot say “{b}” ({C})",
        "De score ‘{a}’ wordt niet berekend. Een regel kan ‘{b}’ niet zeggen ({C}).",
    ),
    (
        "its options are the answers to {a}; it is asked in words of one's own",
        "De keuzes zijn de antwoorden op {a}. Er wordt hier een antwoord in eigen woorden gevraagd.",
    ),
    (
        "that it has a row for each answer to {a} ({b})",
        "Er komt hier niet vanzelf een rij voor elk antwoord op {a} ({b}).",
    ),
    ("a dependency of type “{a}”", "Een voorwaarde van de soort ‘{a}’ heeft hier geen plaats."),
    (
        "“{a}” within a dependency, where it does nothing: {b}",
        "‘{a}’ staat in een voorwaarde en doet daar niets: {b}",
    ),
    (
        "a condition with “{a}” and “{b}”, which are not known; it always holds",
        "Een voorwaarde met ‘{a}’ en ‘{b}’ is hier niet bekend. Zij telt altijd als waar.",
    ),
    (
        "its condition looks at {a}, which has an answer in every row; it always holds",
        "De voorwaarde kijkt naar {a}, en dat heeft in elke rij een antwoord. Zij telt altijd als waar.",
    ),
    (
        "its condition looks at {a}, which takes no answer; it always holds",
        "De voorwaarde kijkt naar {a}, en dat heeft geen antwoord. Zij telt altijd als waar.",
    ),
    (
        "its condition looks at {a}, which is no task; it always holds",
        "De voorwaarde kijkt naar {a}, en die taak bestaat niet. Zij telt altijd als waar.",
    ),
    (
        "its condition looks at rows or files; it always holds",
        "De voorwaarde kijkt naar rijen of bestanden. Zij telt altijd als waar.",
    ),
    (
        "its condition has '{a}' with quotes, which no option has; it is read without",
        "In de voorwaarde staat ‘{a}’ tussen aanhalingstekens, en zo heet geen antwoord."
        " Zij zijn weggelaten.",
    ),
    (
        "its condition has {a} with quotes, which no option has; it is read without",
        "In de voorwaarde staat {a} met aanhalingstekens; zo heet geen antwoord."
        " De aanhalingstekens zijn weggelaten.",
    ),
    (
        "its condition looks for “{a}”, which no option has as its value",
        "De voorwaarde zoekt ‘{a}’, en geen antwoord heeft die waarde.",
    ),
    (
        "its condition looks for the day “{a}”, which is none",
        "De voorwaarde zoekt de dag ‘{a}’, en dat is geen dag.",
    ),
    (
        "its condition looks for the number “{a}”, which is none",
        "De voorwaarde zoekt het getal ‘{a}’, en dat is geen getal.",
    ),
)
