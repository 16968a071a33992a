"""What the importer of SurveyJS says, in Dutch."""

from __future__ import annotations

NOTES: tuple[tuple[str, str], ...] = (
    (
        "a question here starts without an answer; in the original it starts with: {a}",
        "Een vraag begint hier zonder antwoord; in het origineel begint zij met: {a}",
    ),
    (
        "there are no right answers here; the original holds: {a}",
        "Er zijn hier geen goede antwoorden; in het origineel staat: {a}",
    ),
    (
        "a question that is shown can always be answered here; in the original only if: {a}",
        "Een vraag die te zien is, is hier altijd te beantwoorden; in het origineel alleen als: {a}",
    ),
    (
        "a question that is shown can always be answered here; in the original it is read only: {a}",
        "Een vraag die te zien is, is hier altijd te beantwoorden; in het origineel alleen te lezen: {a}",
    ),
    (
        "what is checked of an answer has no place here: {a}",
        "Wat van een antwoord wordt gecontroleerd, heeft hier geen plaats: {a}",
    ),
    (
        "the original has no version of its own; this starts at 1.0.0",
        "Het bestand heeft geen versie. De vragenlijst begint bij 1.0.0.",
    ),
    (
        "scoring: by the suffixes -RS, -MS and -NS of names; the raw impact is at most {a}, the"
        " mitigation {b}",
        "Punten: volgens -RS, -MS en -NS achter de namen. De ruwe impact is hoogstens {a}, de score van de"
        " maatregelen {b}.",
    ),
    (
        "scoring: no name has a suffix -RS, -MS or -NS; the file's own scoring is used: {a}",
        "Punten: geen naam eindigt op -RS, -MS of -NS. De eigen telling van het bestand geldt: {a}",
    ),
    (
        "scoring: no name has a suffix -RS, -MS or -NS; the file's own scoring rule is used: the values of "
        "all answers are added up, to at most {a}; there is no mitigation and there are no levels",
        "Punten: geen naam eindigt op -RS, -MS of -NS. De eigen telling van het bestand geldt: de waarden van"
        " alle antwoorden bij elkaar, tot hoogstens {a}. Er is geen score van de maatregelen en er zijn geen"
        " niveaus.",
    ),
    (
        "it counts towards no score: neither its name nor that of its panel has a suffix",
        "Dit telt voor geen score mee: de naam heeft geen uitgang, en die van de groep ook niet.",
    ),
    (
        "the value {a} stands twice; only the first is kept",
        "De waarde {a} staat er twee keer. Alleen de eerste blijft.",
    ),
    ("this is a value or a map, not a list", "Hier hoort een waarde of een groep, geen lijst."),
    ("what has no value is left out: {a}", "Wat geen waarde heeft, is weggelaten: {a}"),
    ("the condition {a}: {B}", "De voorwaarde ‘{a}’: {B}."),
    (
        "{A}: rules cannot say this, which is taken to hold: {b} ({C})",
        "{A}: een regel kan ‘{b}’ niet zeggen ({C}). Dat deel telt als waar.",
    ),
    (
        "{A}: rules cannot say this, which is not asked: {b} ({C})",
        "{A}: een regel kan ‘{b}’ niet zeggen ({C}). Dat deel wordt niet gevraagd.",
    ),
    (
        "{A}: it looks ahead at {b}, in a circle; that is taken to hold",
        "{A}: dit kijkt vooruit naar {b}, in een kring. Dat deel telt als waar.",
    ),
    (
        "{A}: the condition is longer than a rule may be, and left out",
        "{A}: de voorwaarde is langer dan een regel mag zijn, en is weggelaten.",
    ),
    (
        "{A}: the condition is longer than a rule may be, and divided over scores: {b}",
        "{A}: de voorwaarde is langer dan een regel mag zijn, en is verdeeld over de scores {b}.",
    ),
    (
        "it looks at a later page, so it is asked after that, under the title of its own page",
        "Dit kijkt naar een latere pagina. Het wordt daarna gevraagd, onder de titel van de eigen pagina.",
    ),
    (
        "it looks at a later question of its page, so it is asked after that",
        "Dit kijkt naar een latere vraag op dezelfde pagina. Het wordt daarna gevraagd.",
    ),
    (
        "a calculated value; it is the score {a} here: {b}",
        "Een berekende waarde. Hier is dat de score {a}: {b}",
    ),
    (
        "a calculated value without a name or a formula is left out: {a}",
        "Een berekende waarde zonder naam of formule is weggelaten: {a}",
    ),
    (
        "a calculated value that is no number of answers has no place here: {a}",
        "Een berekende waarde die geen getal uit antwoorden is, heeft hier geen plaats: {a}",
    ),
    ("“{a}” is no {B} that can be kept: {c}", "‘{a}’ is niet te bewaren als {B}: {c}"),
    ("the step of a number has no place here: {a}", "De stap van een getal heeft hier geen plaats: {a}"),
    ("an input of type {a} is a text here", "Een invulveld van de soort {a} is hier een tekst."),
    (
        "conditions order it among numbers, so a number is asked; in the original any text is taken",
        "Voorwaarden vergelijken dit met getallen. Daarom wordt een getal gevraagd; in het origineel"
        " mocht elke tekst.",
    ),
    (
        "this regular expression has no place here: {a}",
        "Dit patroon (een reguliere expressie) heeft hier geen plaats: {a}",
    ),
    (
        "“{a}” {b} is above “{c}” {d}, and left out",
        "‘{a}’ ({b}) is hoger dan ‘{c}’ ({d}), en is weggelaten.",
    ),
    (
        "its choices are not in the file; a text is asked instead",
        "De keuzes staan niet in het bestand. Er wordt een tekst gevraagd.",
    ),
    ("an image has no place here: it has no link", "Een afbeelding heeft hier geen plaats."),
    ("an image has no place here: {a}", "Een afbeelding heeft hier geen plaats: {a}"),
    ("what is computed is not shown here: {a}", "Wat wordt berekend, is hier niet te zien: {a}"),
    (
        "a question of type {a} has no place here; its text stays",
        "Een vraag van de soort {a} heeft hier geen plaats. De tekst blijft staan.",
    ),
    (
        "a rating without steps has no place here; its text stays",
        "Een beoordeling zonder stappen heeft hier geen plaats. De tekst blijft staan.",
    ),
    (
        "at least {a} choices are more than there are or may be; that is left out",
        "Minstens {a} keuzes is meer dan er zijn of mogen zijn. Dat is weggelaten.",
    ),
    (
        "it is never shown, unless a program shows it",
        "Dit is nooit te zien, tenzij een programma het toont.",
    ),
    (
        "it has no name; the original calls it by a number",
        "Dit heeft geen naam. Het origineel geeft het een nummer.",
    ),
    (
        "its answer is called {a}, which is its source here",
        "Het antwoord heet in het origineel {a}. Dat is hier de bron.",
    ),
    (
        "conditions look at its rows, so that each row is a question of its own here",
        "Voorwaarden kijken naar de rijen. Daarom is elke rij hier een eigen vraag.",
    ),
    ("each of its texts is a question of its own here", "Elke tekst is hier een eigen vraag."),
    ("each of its cells is a question of its own here", "Elk vak is hier een eigen vraag."),
    (
        "a matrix without columns has no place here; its text stays",
        "Een tabel met keuzes zonder kolommen heeft hier geen plaats. De tekst blijft staan.",
    ),
    (
        "no row is required here; in the original one is",
        "Hier is geen rij verplicht; in het origineel één wel.",
    ),
    (
        "every row is required here; in the original one is enough",
        "Hier is elke rij verplicht; in het origineel is één rij genoeg.",
    ),
    (
        "the row {a} is always shown here; in the original if {b}",
        "De rij ‘{a}’ is hier altijd te zien; in het origineel alleen als: {b}",
    ),
    (
        "a group of texts without any has no place here; its text stays",
        "Een groep zonder tekstvelden heeft hier geen plaats. De tekst blijft staan.",
    ),
    (
        "a table without columns that can stand here; its text stays",
        "Een tabel zonder kolommen die hier kunnen. De tekst blijft staan.",
    ),
    (
        "a condition within a table has no place here: {a}",
        "Een voorwaarde in een tabel heeft hier geen plaats: {a}",
    ),
    (
        "a matrix of {a} by {b} cells has no place here",
        "Een tabel van {a} bij {b} vakken heeft hier geen plaats.",
    ),
    ("a text of the whole has no place here: {a}", "Een tekst bij het geheel heeft hier geen plaats: {a}"),
    (
        "that the whole is required has no place here: {a}",
        "Dat het geheel verplicht is, heeft hier geen plaats: {a}",
    ),
    (
        "{a} cannot stand in a column and is left out",
        "{a} kan niet in een kolom staan en is weggelaten.",
    ),
    (
        "a part cannot stand in a column and is left out",
        "Een deel kan niet in een kolom staan en is weggelaten.",
    ),
    ("“{a}” is one value, not a list or a map", "Bij ‘{a}’ hoort één waarde, geen lijst of groep."),
    ("“{a}” is a text, or a map of languages", "Bij ‘{a}’ hoort een tekst, of een tekst per taal."),
    ("“{a}” is a list", "Bij ‘{a}’ hoort een lijst."),
    ("“{a}” is a number", "Bij ‘{a}’ hoort een getal."),
    ("“{a}” is a list of maps", "Bij ‘{a}’ hoort een lijst van groepen."),
    (
        "a text has two versions in one language; this one is left out: {a}",
        "Een tekst staat er twee keer in één taal. Deze is weggelaten: {a}",
    ),
    (
        "a text in the language {a} cannot be kept: {b}",
        "Een tekst in de taal {a} is niet te bewaren: {b}",
    ),
    ("how it looks has no place here: {a}", "Hoe het eruitziet, heeft hier geen plaats: {a}"),
    ("this has no place here: {a}", "Dit heeft hier geen plaats: {a}"),
    ("a text is expected here", "Hier hoort een tekst."),
    ("an element is a map", "Een onderdeel van de vragenlijst bestaat uit namen en waarden."),
    ("an element needs a “type”", "Hier ontbreekt nog: ‘type’."),
    ("there is no profile {a}", "Er is geen profiel {a}."),
    ("a survey is a map", "Een vragenlijst van SurveyJS bestaat uit namen en waarden."),
    (
        "the key “{a}” stands twice; the last counts, as in the original",
        "‘{a}’ staat er twee keer. De laatste telt, net als in het origineel.",
    ),
    (
        "characters that cannot be stored were left out of {a} texts",
        "Tekens die niet te bewaren zijn, zijn uit {a} teksten weggelaten.",
    ),
    ("a survey has at most {a} pages", "Een vragenlijst heeft hoogstens {a} pagina’s."),
    ("a survey has “pages”, or “elements”", "In het bestand hoort ‘pages’ of ‘elements’ te staan."),
    (
        "{a} questions share this name and, in the original, one answer",
        "{a} vragen hebben deze naam, en in het origineel samen één antwoord.",
    ),
    (
        "its text holds what Markdown has no place for: {a}",
        "In de tekst staat iets dat hier niet kan: {a}",
    ),
    (
        "its text names answers, which are not filled in here: {a}",
        "In de tekst staan antwoorden, die hier niet worden ingevuld: {a}",
    ),
    ("the file ends before it is complete", "Het bestand houdt op voordat het af is."),
    ("a key between quotes is expected here", "Hier hoort een naam tussen aanhalingstekens."),
    ("a value is expected here", "Hier hoort een waarde."),
    ("a comma or “{a}” is expected here", "Hier hoort een komma of ‘{a}’."),
    ("the number {a} is too large", "Het getal {a} is te groot."),
    ("the file goes on after its end", "Het bestand gaat verder na het einde."),
    ("this is no JSON: {a}", "Dit is geen JSON: {a}"),
    ("a colon is expected here", "Hier hoort een dubbele punt."),
    (
        "this text holds an escape that JSON does not know",
        "In deze tekst staat een schuine streep die JSON niet kent.",
    ),
)
