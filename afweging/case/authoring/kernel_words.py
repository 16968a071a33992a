"""Dutch for every error that the kernel can raise, which speaks English: its words, and ours.

`{a}` to `{d}` stand for what differs. `pieces` are what may be filled in there: kinds of parts and of values.
`tests/authoring/test_messages.py` reads the kernel and fails when it says something that has no words here.
"""

from __future__ import annotations

from collections.abc import Mapping

TELLINGS: tuple[tuple[str, str], ...] = (
    # The file itself.
    ("the file is larger than {a} MiB", "Dit bestand is groter dan {a} MiB."),
    (
        "this byte is not UTF-8; save the file as UTF-8",
        "Dit is geen tekst in UTF-8. Bewaar het bestand als UTF-8.",
    ),
    ("the control character {a} cannot stand in a file", "Het stuurteken {a} mag niet in een bestand staan."),
    ("the control character {a} cannot stand in a {b}", "Het stuurteken {a} mag hier niet staan."),
    ("this is not YAML: {a}", "Dit is geen YAML: de tekst is hier niet te lezen ({a})."),
    ("this is not JSON", "Dit is geen JSON."),
    ("the file is empty", "De tekst is leeg."),
    (
        "a file holds one document; this starts a second one",
        "In een bestand staat één document. Hier begint een tweede.",
    ),
    ("a key is a word, not a list or a map", "Voor de dubbele punt staat een woord, geen lijst of groep."),
    ("a key is a word, not an alias", "Voor de dubbele punt staat een woord, geen verwijzing."),
    ("lists and maps are nested deeper than {a}", "Lijsten en groepen staan dieper in elkaar dan {a} lagen."),
    (
        "the alias {a} names nothing that stands before it",
        "De verwijzing {a} wijst naar niets dat erboven staat.",
    ),
    ("aliases expand to more than {a} nodes", "De verwijzingen samen leveren meer dan {a} stukken op."),
    (
        "aliases expand to more than {a} characters",
        "De verwijzingen samen leveren meer dan {a} tekens op.",
    ),
    ("the key {a} stands here twice (first on line {b})", "{a} staat hier twee keer (eerst op regel {b})."),
    ("{a} is no number that can be used", "{a} is geen bruikbaar getal."),
    (
        "the number {a} is too large; put it between quotes?",
        "Het getal {a} is te groot. Zet er aanhalingstekens om?",
    ),
    ("the number {a} is too large", "Het getal {a} is te groot."),
    ("this number is too large", "Dit getal is te groot."),
    ("tags such as {a} are not used here", "Aanduidingen zoals {a} worden hier niet gebruikt."),
    ("only format 1 can be read", "Alleen formaat 1 kan worden gelezen."),
    (
        "this file is of format {a}; this program reads format {b}, and so nothing of this file. {c}",
        "Dit bestand is van formaat {a}. Dit programma leest formaat {b}. Gebruik een nieuwere versie van"
        " Afweging, of vraag de maker om een bestand van formaat {b}.",
    ),
    ("this cannot be written as canonical JSON: {a}", "Dit kan niet vast worden opgeschreven: {a}."),
    (
        "this is a local variant; read the questionnaire that it extends",
        "Dit is een variant. Lees de vragenlijst waarop zij voortbouwt.",
    ),
    # Keys and values.
    (
        "a text is expected here: a string, or a map of languages",
        "Hier hoort een tekst, of een tekst per taal.",
    ),
    (
        "a text is expected here; put {a} between quotes",
        "Hier hoort een tekst. Zet {a} tussen aanhalingstekens.",
    ),
    ("a text is expected here{a}", "Hier hoort een tekst."),
    ("this text is empty", "Deze tekst is leeg."),
    (
        "{a} is no id: a letter, then letters, digits, “-”, “_” or “.”, at most 64",
        "{a} kan geen naam zijn. Begin met een letter; daarna mogen letters, cijfers, ‘-’, ‘_’ en ‘.’,"
        " hoogstens 64 tekens.",
    ),
    ("true or false is expected here", "Hier hoort ja of nee (true of false)."),
    ("a number is expected here, not {a}", "Vul een getal in; hier staat {a}."),
    ("a whole number is expected here, not {a}", "Vul een heel getal in; hier staat {a}."),
    ("{a} must be at least {b}", "{a} moet minstens {b} zijn."),
    ("{a} must be between {b} and {c}", "{a} moet tussen {b} en {c} liggen."),
    ("{a} is none of {b}", "{a} kan hier niet. Kies uit: {b}."),
    (
        "{a} is not a version of three parts, such as 1.0.0",
        "{a} is geen versie van drie getallen, zoals 1.0.0.",
    ),
    ("{a} is not a language code such as nl", "{a} is geen taalcode zoals nl."),
    ("{a} is not a SHA-256 in hexadecimal", "{a} is geen SHA-256 in hexadecimale cijfers."),
    ("{a} is no language code such as nl or en", "{a} is geen taalcode zoals nl of en."),
    ("a rule is expected here", "Hier hoort een regel."),
    ("{a} is no date such as 2027-12-02", "{a} is geen datum zoals 2027-12-02."),
    ("a single value is expected here, not a list or a map", "Hier hoort één waarde, geen lijst of groep."),
    ("a list is expected here, not {a}", "Hier hoort een lijst; hier staat {a}."),
    ("this list needs at least {a} item", "In deze lijst hoort minstens {a} regel."),
    ("this list needs at least {a} items", "In deze lijst horen minstens {a} regels."),
    ("this list has more than {a} items", "Deze lijst heeft meer dan {a} regels."),
    ("a map is expected here, not {a}", "Hier hoort een groep van namen en waarden; hier staat {a}."),
    ("a map is expected here", "Hier hoort een groep van namen en waarden."),
    ("a map with an id is expected here", "Hier hoort een groep met een id."),
    ("this map is empty", "Deze groep is leeg."),
    ("{a} cannot be a name here", "{a} kan hier geen naam zijn."),
    ("{a} is a map, not {b}", "{a} bestaat uit namen en waarden; hier staat {b}."),
    ("{a} is a map", "{a} bestaat uit namen en waarden."),
    ("{a} has no key {b}", "{b} bestaat hier niet."),
    ("{a} needs the key {b}", "Hier ontbreekt nog: {b}."),
    # The questionnaire as a whole.
    (
        "the id {a} is used twice among the {b} (first on line {c})",
        "De naam {a} is al gebruikt, op regel {c}.",
    ),
    ("the id {a} is used already", "De naam {a} is al gebruikt."),
    ("{a} questions; a questionnaire has at most {b}", "{a} vragen; een vragenlijst heeft er hoogstens {b}."),
    ("a questionnaire has at most {a} {b}", "Een vragenlijst heeft er hier hoogstens {a}."),
    ("there is no risk class {a}", "Er is geen risicoklasse {a}."),
    (
        "everything in {a} is hidden; at least one must be left",
        "Alles in {a} is verborgen. Laat er minstens één staan.",
    ),
    ("{a} is lower than {b}", "{a} is lager dan {b}."),
    ("“max” must be higher than “min”", "‘max’ moet hoger zijn dan ‘min’."),
    ("{a} is not “today” or {b}", "{a} is geen ‘today’ en niet van de vorm {b}."),
    (
        "give 2 labels (the ends) or {a} (each step)",
        "Geef 2 woorden (voor de uitersten) of {a} (voor elke stap).",
    ),
    ("labels are for the steps {a} to {b}", "Woorden horen bij de stappen {a} tot en met {b}."),
    (
        "bands are shares of “max”, which this score does not have",
        "Banden zijn delen van het hoogste, en dat heeft deze score niet (‘max’).",
    ),
    ("“in_force_to” is before “in_force_from”", "De einddatum ligt voor de begindatum."),
    (
        "a column gives no points; ask it as a question of its own",
        "Een kolom geeft geen punten. Stel er een eigen vraag over.",
    ),
    ("options in a column give no points", "Antwoorden in een kolom geven geen punten."),
    ("there is no value {a} in this file", "Er is geen waarde {a} in deze vragenlijst."),
    (
        "only options of type choices can be exclusive",
        "Alleen bij een vraag met meer antwoorden kan een antwoord de andere uitsluiten.",
    ),
    (
        "a row cannot be called “unknown” or “not_applicable”",
        "Een rij kan niet ‘unknown’ of ‘not_applicable’ heten.",
    ),
    ("this pattern is not a regular expression of RE2: {a}", "Dit is geen geldig RE2-patroon: {a}."),
    (
        "the last band has no “upto”: it takes the rest",
        "De laatste band heeft geen grens: die krijgt de rest.",
    ),
    (
        "“upto” is a share of the maximum, between 0 and 1",
        "De grens is een deel van het hoogste, tussen 0 en 1.",
    ),
    ("only the last band has no “upto”", "Alleen de laatste band heeft geen grens."),
    (
        "“upto” must be higher than that of the band before",
        "De grens moet hoger zijn dan die van de band ervoor.",
    ),
    ("there is no question {a}", "Er is geen vraag {a}."),
    (
        "{a} depends on answers that do not stand before this: {b}",
        "{a} hangt af van antwoorden die niet hiervoor staan: {b}.",
    ),
    (
        "{a} does not stand before this, so it cannot decide what is shown here",
        "{a} staat niet hiervoor, en kan dus niet bepalen wat hier te zien is.",
    ),
    ("this goes round in a circle: {a}", "Dit draait in een kring: {a}."),
    # Rules.
    (
        "this is no rule ({a}); compare with ==, write ids that are no plain names as"
        ' q("…") and texts between quotes',
        'Dit is geen regel. Vergelijk met ==, schrijf namen met een punt of streepje als q("…"), en zet'
        " teksten tussen aanhalingstekens.",
    ),
    (
        "a rule has at most {a} characters; this one has {b}",
        "Een regel heeft hoogstens {a} tekens. Deze heeft er {b}.",
    ),
    (
        "this rule cannot be read: it is nested too deeply or holds odd characters",
        "Deze regel is niet te lezen: er zit te veel in elkaar, of er staan vreemde tekens in.",
    ),
    ("this rule cannot be read", "Deze regel is niet te lezen."),
    ("this rule is nested deeper than {a}", "In deze regel zitten meer dan {a} lagen in elkaar."),
    ("a rule holds no comments", "In een regel staat geen commentaar."),
    (
        "{a} is no name: names are plain letters, digits and “_”",
        "{a} is geen naam. Een naam heeft gewone letters, cijfers en ‘_’.",
    ),
    ("{a} is no literal of the rule language", "{a} kan niet in een regel staan."),
    ("this rule must give {a}, but gives {b}", "Uit deze regel moet {a} komen, maar er komt {b} uit."),
    (
        "this rule must give {a}, but gives {b}; compare it with something",
        "Uit deze regel moet {a} komen, maar er komt {b} uit. Vergelijk het met iets.",
    ),
    (
        "{a} is not part of the rule language; write {b}",
        "{a} kan niet in een regel. Schrijf {b}.",
    ),
    ("{a} is not part of the rule language", "{a} kan niet in een regel."),
    (
        "“max” may not look at answers, and {a} depends on them",
        "Het hoogste mag niet van antwoorden afhangen, en {a} doet dat.",
    ),
    (
        "{a} is information only and has no answer",
        "{a} is alleen uitleg en heeft geen antwoord.",
    ),
    (
        "{a} is a function and needs parentheses; for the question write {b}",
        "{a} is een functie en krijgt haakjes. Bedoelt u de vraag, schrijf dan {b}.",
    ),
    ("{a} is a function and needs parentheses", "{a} is een functie en krijgt haakjes."),
    (
        "a list holds literals only: texts, numbers, true, false",
        "In een lijst staan alleen teksten, getallen, true en false.",
    ),
    ("a list holds values of one kind", "In een lijst staan waarden van één soort."),
    (
        "a condition is expected here, but this is {a}; compare it with something",
        "Hier hoort een voorwaarde, maar dit is {a}. Vergelijk het met iets.",
    ),
    ("a number is expected here, but this is {a}", "Hier hoort een getal, maar dit is {a}."),
    (
        "comparisons are not chained; join two with “and”",
        "Vergelijkingen staan niet achter elkaar. Verbind er twee met ‘and’.",
    ),
    ("compare with == or !=", "Vergelijk met == of !=."),
    (
        "both sides must be of one kind, not {a} and {b}",
        "Beide kanten moeten van één soort zijn, niet {a} en {b}.",
    ),
    ("there is no function {a}", "Er is geen functie {a}."),
    ("{a} can never equal {b}", "{a} kan nooit gelijk zijn aan {b}."),
    ("{a} can never equal {b}; write {c}", "{a} kan nooit gelijk zijn aan {b}. Schrijf {c}."),
    ("{a} cannot be compared with {b}", "{a} is niet te vergelijken met {b}."),
    (
        "only numbers, scales, dates and months have an order; this is {a}",
        "Alleen getallen, schalen, datums en maanden hebben een volgorde. Dit is {a}.",
    ),
    (
        "“in” looks in a list or in a question of type choices; for part of a text: contains_text(…)",
        "‘in’ zoekt in een lijst of in een vraag met meer antwoorden. Voor een stuk tekst: contains_text(…).",
    ),
    ("left of “in” stands one value, not {a}", "Links van ‘in’ staat één waarde, niet {a}."),
    (
        "“in” looks in a list or in a question of type choices, not in {a}",
        "‘in’ zoekt in een lijst of in een vraag met meer antwoorden, niet in {a}.",
    ),
    ("{a} can never be in {b}", "{a} kan nooit voorkomen in {b}."),
    ("{a} is not one of the options", "Er is geen antwoord {a}."),
    ("{a} is not {b} of the form {c}", "{a} is niet {b} van de vorm {c}."),
    ("a text between quotes is expected here", "Hier hoort een tekst tussen aanhalingstekens."),
    ("a question is expected here", "Hier hoort een vraag."),
    ("{a}() takes {b} argument, not {c}", "Tussen de haakjes van {a}() hoort {b} waarde; er staan er {c}."),
    ("{a}() takes {b} arguments, not {c}", "Tussen de haakjes van {a}() horen {b} waarden; er staan er {c}."),
    ("{a}() has no argument {b}", "{a}() kent geen {b}."),
    (
        "count() counts choices, rows and files; this is {a}",
        "count() telt keuzes, rijen en bestanden. Dit is {a}.",
    ),
    (
        "a question with options is expected here; this is {a}",
        "Hier hoort een vraag met antwoorden om uit te kiezen. Dit is {a}.",
    ),
    (
        "a list of options is expected here, such as {a}",
        "Hier hoort een lijst van antwoorden, zoals {a}.",
    ),
    ("{a} has no columns", "{a} heeft geen kolommen."),
    ("{a} has no column {b}", "{a} heeft geen kolom {b}."),
    (
        "row(…) is for the columns and checks of a table",
        "row(…) is voor de kolommen en controles van een tabel.",
    ),
    ("there is no column {a} that this rule can see", "Deze regel kan geen kolom {a} zien."),
    ("residual is true or false", "residual is true of false."),
    (
        "worst() is for a question of type risks; {a} is of type {b}",
        "worst() is voor een vraag naar risico’s. {a} is van de soort {b}.",
    ),
    ("{a}() takes values or a list", "{a}() neemt waarden of een lijst."),
    ("{a}() cannot take {b} here", "{a}() kan hier niets met {b}."),
    ("contains_text() looks in a text; this is {a}", "contains_text() zoekt in een tekst. Dit is {a}."),
    ("nothing gives points for {a}", "Niets geeft punten voor {a}."),
    ("there is no section {a}", "Er is geen onderdeel {a}."),
    ("there is no score {a}", "Er is geen score {a}."),
    ("the score {a} has no bands", "De score {a} heeft geen banden."),
    ("there is no outcome {a}", "Er is geen uitkomst {a}."),
    # Variants.
    ("{a} can be hidden with a reason only", "Om {a} te verbergen is een reden nodig."),
    ("{a} stays with what it belongs to", "{a} blijft waar het bij hoort."),
    (
        "a variant cannot change {a} of a national {b}",
        "Een variant kan dit niet veranderen aan landelijke tekst: {a}.",
    ),
    ("a variant cannot change {a}", "Een variant kan dit niet veranderen: {a}."),
    (
        "the parts in {a} change one by one, each with its id",
        "De delen van {a} verandert u een voor een, elk met zijn id.",
    ),
    ("other changes name {a}, so its id stays", "Andere wijzigingen noemen {a}. Daarom blijft die naam."),
    (
        "this cannot be written here as it should be read; change it in the text",
        "Dit kan niet in de tekst zoals die is opgeschreven. Verander het bij ‘Als YAML’.",
    ),
    (
        "the new text is not read as it was meant",
        "De nieuwe tekst zou anders worden gelezen dan bedoeld. Verander het bij ‘Als YAML’.",
    ),
    ("line {a}: {b}", "Regel {a}: {b}"),
    ("a part cannot be put into itself", "Een deel kan niet in zichzelf staan."),
    ("only an item of a list can be moved", "Alleen wat in een lijst staat, kan worden verplaatst."),
    (
        "its comments cannot stand in a list between brackets; move it in the text",
        "Er staat commentaar bij, en dat past niet in een lijst tussen haken. Verplaats het bij ‘Als YAML’.",
    ),
    (
        "a file is at most {a} MiB; this would be larger",
        "Een vragenlijst is hoogstens {a} MiB. Hiermee wordt zij groter.",
    ),
    (
        "comments stand between this key and its value",
        "Tussen deze naam en wat erachter hoort, staat commentaar. Verander het bij ‘Als YAML’.",
    ),
    (
        "a pair stands without braces in a list here; put braces around it",
        "Hier staat een paar zonder accolades in een lijst. Zet er bij ‘Als YAML’ accolades omheen.",
    ),
    (
        "a key is written as “? key” here; write “key:” instead",
        "Hier staat een naam achter een vraagteken. Schrijf bij ‘Als YAML’ de naam met een dubbele punt.",
    ),
    (
        "a key without a colon stands here; write “key:” instead",
        "Hier staat een naam zonder dubbele punt. Zet die er bij ‘Als YAML’ achter.",
    ),
    ("only a map has keys", "Alleen een groep heeft namen."),
    ("only a list has items", "Alleen een lijst heeft regels."),
    ("an upgrade with conflicts has no text yet", "Er moet eerst nog worden gekozen."),
    ("this is no proposal: it has no key “proposal”", "Dit is geen voorstel: ‘proposal’ ontbreekt."),
    ("a proposal needs the key {a}", "In het voorstel ontbreekt nog: {a}."),
    ("{a} is locked: nothing can be added to it", "{a} staat vast: er kan niets bij."),
    ("{a} is locked: it cannot be hidden", "{a} staat vast en kan niet worden verborgen."),
    ("{a} is locked: what is in it stays as it is", "{a} staat vast: wat erin staat, blijft zoals het is."),
    ("{a} is locked: what is in it stays in its order", "{a} staat vast: de volgorde erin blijft."),
    ("{a} is locked: {b} stays as it is", "{a} staat vast: {b} blijft zoals het is."),
    (
        "{a} is locked: no condition can be put above it",
        "{a} staat vast: er kan geen voorwaarde boven worden gezet.",
    ),
    (
        "an id that this variant adds starts with {a}",
        "Wat uw variant toevoegt, heeft een naam die begint met {a}.",
    ),
    (
        "{a} is a list of the parts that change, each with its id",
        "Bij {a} staat een lijst van wat verandert, elk met zijn id.",
    ),
    ("there is no {a} {b}; add it with {c}", "Er is geen {a} {b}. Voeg het toe met {c}."),
    ("{a} cannot be hidden: {b} in it is locked", "{a} kan niet worden verborgen: {b} erin staat vast."),
    (
        "{a} cannot be hidden: the rule of the locked {b} looks at it",
        "{a} kan niet worden verborgen: {b} staat vast en kijkt ernaar.",
    ),
    ("{a} is hidden by this variant", "{a} is in deze variant verborgen."),
    ("{a} cannot stand {b} itself", "{a} kan niet voor of achter zichzelf staan."),
    ("there is no {a} {b} in {c}", "Er is geen {a} {b} in {c}."),
    ("there is no {a} {b}", "Er is geen {a} {b}."),
    ("this is no variant: it has no key “variant”", "Dit is geen variant: ‘variant’ ontbreekt."),
    (
        "this variant extends {a} {b}, not {c} {d}",
        "Deze variant bouwt voort op {a} {b}, niet op {c} {d}.",
    ),
    (
        "the text of {a} {b} at hand has another SHA-256 ({c}) than this variant was made for;"
        " upgrade the variant to it",
        "De tekst van {a} {b} hier is een andere dan waarvoor deze variant is gemaakt. Werk de variant bij.",
    ),
    (
        "a variant is in the language of its base ({a}); write other languages as maps, such as {b}",
        "Een variant is in de taal van wat eronder ligt ({a}). Schrijf andere talen als {b}.",
    ),
    (
        "a variant has an id of its own, not its base’s",
        "Een variant heeft een eigen naam, niet die van de basis.",
    ),
    (
        "a change is a map with one key, such as change_question or hide",
        "Een wijziging heeft één naam, zoals change_question of hide.",
    ),
    ("there is no change {a}", "Een wijziging {a} bestaat niet."),
    ("give “after” or “before”, not both", "Geef ‘after’ of ‘before’, niet allebei."),
    ("the added {a} needs the key {b}", "Bij wat u toevoegt ({a}) ontbreekt nog: {b}."),
    ("say what is hidden, such as question: id", "Zeg wat wordt verborgen, zoals question: id."),
    ("say which {a} this {b} belongs to", "Zeg bij welke {a} dit hoort ({b})."),
    ("say what is moved, such as question: id", "Zeg wat wordt verplaatst, zoals question: id."),
    ("say where it goes: after or before which one", "Zeg waar het komt: achter of voor welk deel."),
    ("{a} does not go with {b} here", "{a} hoort hier niet bij {b}."),
    ("“set” is a map of the keys that change", "Bij ‘set’ staan de namen van wat verandert."),
    # What is left of a few, whatever is filled in.
    ("{a} is not {b}", "{a} is niet {b}."),
    ("{a} must be {b}", "{a} moet {b} zijn."),
    ("{a} is locked: {b}", "{a} staat vast."),
)

PARTS: Mapping[str, str] = {
    "section": "onderdeel",
    "question": "vraag",
    "option": "antwoord",
    "row": "rij",
    "column": "kolom",
    "value": "waarde",
    "term": "begrip",
    "score": "score",
    "band": "band",
    "outcome": "uitkomst",
}

KINDS: Mapping[str, str] = {
    "anything": "iets",
    "true or false": "waar of niet waar",
    "a number": "een getal",
    "a text": "een tekst",
    "a date": "een datum",
    "a month": "een maand",
    "a table": "een tabel",
    "a matrix": "een tabel met keuzes",
    "files": "bestanden",
    "nothing: it is information only": "niets: het is alleen uitleg",
    "nothing": "niets",
    "one option": "één antwoord",
    "several options": "meer antwoorden",
    "a list": "een lijst",
    "a map": "een groep",
    "a set": "een verzameling",
    "a star": "een ster",
    "a comprehension": "een lus",
    "an assignment :=": "een toekenning :=",
    "a plus sign": "een plusteken",
    "an index […]": "een plaats […]",
    "an f-string": "een f-tekst",
    "a question": "een vraag",
    "a section": "een onderdeel",
    "a column": "een kolom",
    "a band": "een band",
    "a variant": "een variant",
    "a score": "een score",
    "an outcome": "een uitkomst",
    "a value": "een waarde",
    "a term": "een begrip",
    "a questionnaire": "een vragenlijst",
    "an option": "een antwoord",
    "a row": "een rij",
    "a risk class": "een risicoklasse",
    "a check": "een controle",
    "an example": "een voorbeeld",
    "a reference": "een verwijzing",
}
