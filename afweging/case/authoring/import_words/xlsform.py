"""What the importer of XLSForm says, in Dutch."""

from __future__ import annotations

NOTES: tuple[tuple[str, str], ...] = (
    ("sheet “{a}”, {b}: {C}", "Blad ‘{a}’, cel {b}: {C}."),
    (
        "format 1 has no such type; it is asked as a line of text",
        "Deze soort bestaat hier niet. Er wordt een regel tekst gevraagd.",
    ),
    (
        "the device fills this in; it has no place in format 1",
        "Een apparaat vult dit in. Het heeft hier geen plaats.",
    ),
    (
        "the options are in a file beside the form; it is asked as a line of text",
        "De keuzes staan in een ander bestand. Er wordt een regel tekst gevraagd.",
    ),
    (
        "format 1 has no ranking; it is asked as a table with a place for each option",
        "Een rangorde kan hier niet. Er wordt een tabel gevraagd met een plaats voor elke keuze.",
    ),
    (
        "format 1 reads no codes; it is asked as a line of text",
        "Codes scannen kan hier niet. Er wordt een regel tekst gevraagd.",
    ),
    (
        "a file beside the form; it has no place in format 1",
        "Een bestand naast het formulier. Het heeft hier geen plaats.",
    ),
    (
        "{a}: the device fills this in; it has no place in format 1",
        "{a}: een apparaat vult dit in. Het heeft hier geen plaats.",
    ),
    (
        "{a}: a file beside the form; it has no place in format 1",
        "{a}: een bestand naast het formulier. Het heeft hier geen plaats.",
    ),
    (
        "sheet “{a}” goes on in row {b} after many empty rows; that is not read",
        "Blad ‘{a}’ gaat na veel lege rijen verder in rij {b}. Dat is niet gelezen.",
    ),
    ("this form asks nothing", "In dit formulier staat geen vraag."),
    (
        "this group has no label; its name is the title of its section",
        "Deze groep heeft geen titel. De naam is de titel van het onderdeel.",
    ),
    ("a group with nothing in it", "Een groep waar niets in staat."),
    ("row {a} is passed over: {b}", "Rij {a} is overgeslagen: {b}"),
    ("the workbook has no sheet “{a}”", "Er is geen blad ‘{a}’ in dit bestand."),
    ("{A}; expressions that name it are worked out with it", "{A}. Wat deze naam noemt, rekent er wel mee."),
    ("the setting {a}: {b}", "De instelling {a} heeft hier geen plaats: {b}"),
    ("the sheet “{a}” is not read", "Het blad ‘{a}’ is niet gelezen."),
    (
        "a list of {a} choices that nothing chooses from",
        "Een lijst van {a} keuzes die geen vraag gebruikt.",
    ),
    ("the column “{a}” of these choices", "De kolom ‘{a}’ bij deze keuzes heeft hier geen plaats."),
    ("there is no list {a} among the choices", "Er is geen lijst {a} bij de keuzes."),
    ("the choices of a “table-list” have no filter", "De keuzes van een ‘table-list’ hebben geen filter."),
    ("this choice has no name", "Deze keuze heeft geen naam."),
    ("“or_other” goes with no choice_filter", "‘or_other’ gaat niet samen met ‘choice_filter’."),
    ("a “table-list” has one list; its first is {a}", "Een ‘table-list’ heeft één lijst. De eerste is {a}."),
    (
        "a choice of select_multiple has no spaces in its name",
        "In de naam van een keuze van ‘select_multiple’ staan geen spaties.",
    ),
    (
        "the name {a} is in this list already, in row {b}",
        "De naam {a} staat al in deze lijst, in rij {b}.",
    ),
    (
        "the column “{a}” stands here twice (first in {b})",
        "De kolom ‘{a}’ staat hier twee keer (eerst in {b}).",
    ),
    ("sheet “{a}” has no column “{b}”", "Blad ‘{a}’ heeft geen kolom ‘{b}’."),
    ("there is no row called {a}", "Er is geen rij die {a} heet."),
    ("{a} is no reference: write ${name}", "{a} is geen verwijzing. Schrijf ${naam}."),
    (
        "{a} rows are called {b}, so ${…} cannot say which is meant",
        "{a} rijen heten {b}. Daardoor is met ${…} niet te zeggen welke rij bedoeld is.",
    ),
    ("there is no question called {a}", "Er is geen vraag die {a} heet."),
    ("this {A} is never ended", "Deze {A} heeft geen einde."),
    ("this row has no type", "Deze rij heeft geen soort (‘type’)."),
    (
        "a loop names the list that it goes over",
        "Bij een lus hoort de naam van de lijst waar zij langs gaat.",
    ),
    ("no {A} that is open ends here", "Hier eindigt een {A} die niet begonnen is."),
    ("the name {a} is used in row {b} too", "De naam {a} staat ook in rij {b}."),
    ("this row has no name", "Deze rij heeft geen naam."),
    (
        "{a} is no name: a letter or “_”, then letters, digits, “_”, “-” or “.”",
        "{a} kan geen naam zijn. Begin met een letter of ‘_’; daarna letters, cijfers, ‘_’, ‘-’ of ‘.’.",
    ),
    ("a row of type audit is called “audit”", "Een rij van de soort audit heet ‘audit’."),
    (
        "the file {a} must end with .xml, .csv or .geojson",
        "De naam van het bestand {a} eindigt op .xml, .csv of .geojson.",
    ),
    (
        "parameters are written as key=value, with spaces between them",
        "Schrijf parameters als naam=waarde, met spaties ertussen.",
    ),
    ("{a} has no label and no hint", "{a} heeft geen vraag en geen hulp (‘label’ of ‘hint’)."),
    (
        "no other repeat, nor the form itself, may be called {a}",
        "Geen andere herhaling, en ook het formulier zelf niet, mag {a} heten.",
    ),
    (
        "the name “meta” is kept for what devices fill in",
        "De naam ‘meta’ is bestemd voor wat apparaten invullen.",
    ),
    ("there is no type {a}", "Er is geen soort {a}."),
    ("this type has no parameter {a}", "Deze soort heeft geen parameter {a}."),
    ("this calculation is missing", "Hier ontbreekt de berekening."),
    (
        "the language “{a}” has no code here; its texts stand under {b}",
        "De taal ‘{a}’ heeft hier geen code. De teksten staan onder {b}.",
    ),
    (
        "the form does not say in which language it is; it is taken for Dutch",
        "In het formulier staat niet in welke taal het is. Het geldt als Nederlands.",
    ),
    ("“seed” goes with “randomize”", "‘seed’ gaat samen met ‘randomize’."),
    ("“{a}” cannot be {b}", "‘{a}’ kan niet {b} zijn."),
    ("how it looks, “{a}”, is up to the program", "Hoe het eruitziet (‘{a}’), bepaalt het programma."),
    ("“{a}” is not filled in", "‘{a}’ wordt niet ingevuld."),
    ("that it is read only, “{a}”", "Dat het niet te veranderen is, heeft hier geen plaats: ‘{a}’."),
    (
        "what is said when it is left open, “{a}”",
        "Wat er staat als het leeg blijft, heeft hier geen plaats: ‘{a}’.",
    ),
    (
        "what is said when it is left open, “{a}” ({b})",
        "Wat er staat als het leeg blijft, heeft hier geen plaats: ‘{a}’ ({b}).",
    ),
    (
        "its text names answers (${…}), which are not filled in here",
        "In de tekst staan antwoorden (${…}), die hier niet worden ingevuld.",
    ),
    (
        "it has no label; its name or hint stands in its place",
        "Er staat geen vraag (‘label’). De naam of de hulp staat er in de plaats.",
    ),
    (
        "a note within a repeat; it stands in the help of the table",
        "Een tekst in een herhaling. Hij staat in de hulp bij de tabel.",
    ),
    (
        "a loop is a table here, in which a column says which option a row is about",
        "Een lus is hier een tabel. Een kolom zegt over welk antwoord een rij gaat.",
    ),
    ("how often it repeats, “{a}”", "Hoe vaak het zich herhaalt, heeft hier geen plaats: ‘{a}’."),
    (
        "a column cannot be of its type; it is a line of text",
        "Deze soort kan niet in een kolom. Het is een regel tekst.",
    ),
    ("the parameters {a}", "Deze parameters hebben hier geen plaats: {a}"),
    (
        "the message of a constraint that it does not have",
        "Een melding bij een controle die er niet is.",
    ),
    (
        "the message of its constraint stands in its help: limits have their own",
        "De melding bij de controle staat in de hulp: grenzen hebben hier een eigen melding.",
    ),
    (
        "its range runs from high to low; here it runs from low to high",
        "Het bereik loopt van hoog naar laag; hier van laag naar hoog.",
    ),
    (
        "its steps of {a}: any number within its limits is taken",
        "De stappen van {a} vervallen: elk getal tussen de grenzen mag.",
    ),
    ("the labels of its steps", "De woorden bij de stappen hebben hier geen plaats."),
    (
        "“{a}” of a range is a number that is not too large",
        "Bij ‘{a}’ van een bereik hoort een getal dat niet te groot is.",
    ),
    (
        "ticks and placeholders go with the appearances “vertical” and “no-ticks” only",
        "Streepjes en een beginwaarde gaan alleen samen met ‘vertical’ en ‘no-ticks’.",
    ),
    ("“tick_interval” of a range is a number of steps", "Bij ‘tick_interval’ hoort een aantal stappen."),
    ("“placeholder” of a range is one of its steps", "Bij ‘placeholder’ hoort een van de stappen."),
    (
        "“{a}” of a range is more than 0 and no larger than the range",
        "‘{a}’ van een bereik is meer dan 0 en niet groter dan het bereik.",
    ),
    (
        "this is a workbook of an older kind (.xls), or a protected one; save it as .xlsx",
        "Dit is een ouder Excel-bestand (.xls), of een beveiligd bestand. Bewaar het als .xlsx.",
    ),
    (
        "unpacked, this workbook is larger than {a} MiB",
        "Uitgepakt is dit Excel-bestand groter dan {a} MiB.",
    ),
    ("this workbook has more than {a} elements", "Dit Excel-bestand heeft meer dan {a} stukken."),
    (
        "this workbook cannot be read: {a}",
        "Dit Excel-bestand is niet te lezen. Bewaar het opnieuw als .xlsx.",
    ),
    (
        "this is no workbook: an XLSForm is read from .xlsx",
        "Dit is geen Excel-bestand. Een XLSForm wordt gelezen uit .xlsx.",
    ),
    (
        "“{a}” in this workbook declares entities; that is not read",
        "In ‘{a}’ van dit Excel-bestand staan verwijzingen die niet worden gelezen.",
    ),
    (
        "this workbook has more than {a} cells with something in them",
        "Dit Excel-bestand heeft meer dan {a} gevulde cellen.",
    ),
    ("the sheet “{a}” has more than {b} rows", "Het blad ‘{a}’ heeft meer dan {b} rijen."),
    (
        "this formula has no stored value; save the workbook in a spreadsheet program",
        "Van deze formule is geen uitkomst bewaard. Open het bestand in Excel en bewaar het opnieuw.",
    ),
)
