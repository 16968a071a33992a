"""Small records of the fictional municipality Vlierwoude (`practice.md`), written for these tests."""

# ruff: noqa: E501  (sentences are easier to read whole)

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from afweging.register.records import (
    Advice,
    Answer,
    Block,
    Condition,
    Decision,
    Dilemma,
    Door,
    Doors,
    EntryRecord,
    HonestNumber,
    Judgement,
    LedgerHead,
    Link,
    OptionCompared,
    Organisation,
    PublicReport,
    RiskSummary,
    Score,
    StandardFields,
    Voice,
    Weighed,
    Weighing,
    WeighingRow,
    Withheld,
)

VLIERWOUDE = Organisation(
    code="gm9990",
    name="Gemeente Vlierwoude",
    phone="14 0990",
    hours="werkdagen van 9 tot 17 uur",
    email="data@vlierwoude.example",
    counter="Markt 1, Vlierwoude",
    website="https://www.vlierwoude.example",
    note="Hier laat de gemeente Vlierwoude zien waar zij gegevens en computers voor gebruikt. Vlierwoude is een "
    "verzonnen gemeente: alles op deze pagina’s is een voorbeeld.",
)
HEAD = LedgerHead("gm9990", 812, "9f2c41d07b" * 6 + "abcd", datetime(2026, 11, 16, 9, 0, tzinfo=UTC))


def arrears_weighing() -> Weighing:
    rows: tuple[tuple[str, Any, str, str, Any, Any], ...] = (
        ("Er is hulp voordat de schuld groot is", "benefit", "eigen_regie", "Eigen regie", 5, "proven"),
        ("Bezoek waar u niet om vroeg, voelt als controle", "burden", "eigen_regie", "Eigen regie", 4, "proven"),
        ("Minder mensen raken hun huis of stroom kwijt", "benefit", "waardigheid", "Menselijke waardigheid", 5, "likely"),
        ("Schaamte: buren of huisgenoten merken het", "burden", "waardigheid", "Menselijke waardigheid", 3, "likely"),
        ("Ook wie geen post opent, wordt bereikt", "benefit", "toegankelijkheid", "Toegankelijkheid", 4, "proven"),
        ("De gemeente hoort van uw rekeningen, ongevraagd", "burden", "privacy", "Privacy", 4, "proven"),
        ("Sommige wijken krijgen vaker bezoek", "burden", "gelijke_behandeling", "Gelijke behandeling", 3, "unproven"),
        ("Eerder helpen kost minder dan later helpen", "benefit", "publiek_geld", "Zorgvuldig publiek geld", 2, "unproven"),
    )  # fmt: skip
    return Weighing(
        tuple(
            WeighingRow(
                interest, side, value, name, weight, certainty, group="Huishoudens met een achterstand."
            )
            for interest, side, value, name, weight, certainty in rows
        ),
        "Wie hulp nodig heeft, moet die kunnen zoeken zonder dat de gemeente al weet wat er aan de hand is.",
    )


ARREARS = EntryRecord(
    number="19990002",
    organisation="gm9990",
    version=1,
    published_at=datetime(2026, 6, 10, 12, 2, tzinfo=UTC),
    change_reason="Besluit: goedgekeurd met voorwaarden. Rapport erbij.",
    kind="data_sharing",
    department="Werk en Inkomen",
    since="1 juli 2026, in twee wijken",
    checked_on=date(2026, 11, 16),
    fields=StandardFields(
        name="Vroeg erbij bij achterstanden",
        description_short="Lukt het niet om de huur, energie, water of zorgpremie te betalen? Dan horen wij dat van "
        "het bedrijf en bieden wij hulp aan. Eerst met een brief. U beslist of u hulp wilt.",
        organization="Gemeente Vlierwoude",
        status="In gebruik",
        contact_email="schuldhulp@vlierwoude.example",
        publication_category="Impactvolle algoritmes",
        category=("Sociale zekerheid",),
        begin_date="2026-07",
        provider="De gemeente zelf",
        lawful_basis="De wet draagt ons op om hulp aan te bieden als een bedrijf een achterstand meldt.",
        lawful_basis_grouping=(
            Link(
                "Wet gemeentelijke schuldhulpverlening, artikel 3", "https://wetten.overheid.nl/BWBR0031331"
            ),
        ),
        impacttoetsen_grouping=(Link("Data Protection Impact Assessment (DPIA)"),),
        source_data="Naam, adres, geboortedatum en het bedrag van de achterstand.",
        tags="schulden, betalen, huur, vroegsignalering",
    ),
    weighed=Weighed("weighed_before"),
    decision=Decision(
        "approved_with_conditions",
        date(2026, 6, 8),
        "directeur",
        "het college van burgemeester en wethouders",
        "Een bezoek bereikt mensen die een brief niet opent. Dat weegt op tegen het gevoel van controle, **als** wij "
        "eerst schrijven en nooit onverwacht aanbellen.",
    ),
    judgement=Judgement("agreed_provided", "privacy officer", date(2026, 6, 1)),
    conditions=(
        Condition("Eerst een brief", "always", "Wij komen niet langs voordat u twee weken de tijd had."),
        Condition("Alleen bezoek dat is aangekondigd", "always", "Wij bellen nooit onverwacht aan."),
        Condition("Meldingen zonder reactie verdwijnen na zes maanden", "met", note="Op 14 september 2026."),
        Condition("Het effect per wijk is gemeten", "overdue", "Wij tellen per wijk.", date(2026, 11, 11)),
    ),
    dissent=(
        Voice(
            "De cliëntenraad",
            "Een brief kun je wegleggen. Een mens voor de deur niet.",
            date(2026, 5, 21),
            "Wij hebben dit niet overgenomen. Wel komen wij door dit advies alleen nog aangekondigd langs.",
        ),
    ),
    advice=(
        Advice(
            "De functionaris gegevensbescherming",
            "with_remarks",
            "De wet geeft ruimte voor deze meldingen. Ze geeft geen ruimte om ze te bewaren voor het geval dat.",
            date(2026, 5, 28),
            "Dit is overgenomen. Het is de derde voorwaarde.",
        ),
    ),
    weighing=arrears_weighing(),
    options=(
        OptionCompared("Alleen een brief", "Minder indringend, maar wie post niet opent, bereiken wij niet."),
        OptionCompared("Eerst een brief, dan een bezoek dat wij aankondigen", "", chosen=True),
    ),
    dilemmas=(
        Dilemma(
            "Bereik tegenover rust achter de voordeur",
            "- Alleen schrijven\n- Ook aanbellen",
            "Wie geen post opent, heeft vaak de grootste schulden.",
            "Een bezoek voelt als controle.",
            "Aangekondigd bezoek",
            "de directeur",
        ),
    ),
    risks=(
        RiskSummary(
            "De melding klopt niet: u had al betaald",
            "Wij vragen het na bij het bedrijf vóór een bezoek",
            "9 van de 287 meldingen klopten niet; 7 daarvan vonden wij op tijd",
        ),
        RiskSummary("Buren of huisgenoten merken het", "Geen auto of jas met naam", "2 klachten"),
    ),
    numbers=(
        HonestNumber("1.150", "huishoudens krijgen dit jaar een brief"),
        HonestNumber("33", "van de 100 praten daarna met ons"),
        HonestNumber("9", "van de 287 meldingen klopten niet"),
    ),
    answers=(
        Answer(
            1, (Block("Lukt het u niet om de huur te betalen? Dan meldt het bedrijf dat bij de gemeente."),)
        ),
        Answer(
            2, (Block("Ja, als u in Vlierwoude woont en een bedrijf uw achterstand bij ons heeft gemeld."),)
        ),
        Answer(3, (Block("De computer volgt *drie vaste regels*. Een medewerker bekijkt elke melding."),)),
        Answer(4, (Block("1. Een brief.\n2. Een telefoontje.\n3. Een bezoek dat wij aankondigen."),)),
        Answer(
            7, (Block("Vroeger kregen mensen alleen een brief. Van elke 100 huishoudens spraken wij er 17."),)
        ),
        Answer(
            9, (Block("**Dat weten we nog niet goed genoeg.** Voor iedereen gelden dezelfde drie regels."),)
        ),
        Answer(11, (Block("Wij spreken meer mensen, en eerder."),)),
        Answer(12, (Block("- Wij gebruiken meldingen nooit om fraude te zoeken."),)),
    ),
    withheld=(Withheld("De werkwijze van de controle", "5.1.2.d", "inspectie en toezicht"),),
    scores=(Score("ingreep", "Hoe diep het ingrijpt", 14, 25, "midden", "midden"),),
    doors=Doors(
        letter="Onze brief waarin wij hulp aanbieden, is **geen besluit**.",
        correction=Door("Het bedrijf dat iets meldde, moet het verbeteren."),
    ),
)

TREES = EntryRecord(
    number="19990001",
    organisation="gm9990",
    version=1,
    published_at=datetime(2026, 3, 3, 10, 0, tzinfo=UTC),
    change_reason="Besluit: goedgekeurd.",
    kind="algorithm",
    department="Beheer",
    fields=StandardFields(
        name="Welke boom eerst?",
        description_short="Zeven vaste regels bepalen in welke volgorde wij 21.000 bomen controleren.",
        organization="Gemeente Vlierwoude",
        status="In gebruik",
        contact_email="bomen@vlierwoude.example",
        publication_category="Overige algoritmes",
        category=("Natuur en milieu",),
        begin_date="2019-04",
        goal="<p>Bomen langs een schoolroute controleren wij <strong>eerder</strong>.</p>",
        methods_and_models="Vaste regels: leeftijd, soort, plaats. Het algoritme leert niet zelf.",
    ),
    weighed=Weighed("weighed_after"),
    decision=Decision("may_continue", date(2026, 3, 3), "directeur"),
)

PARKING = EntryRecord(
    number="19990009",
    organisation="gm9990",
    version=1,
    published_at=datetime(2026, 2, 1, 10, 0, tzinfo=UTC),
    change_reason="Voor het eerst gepubliceerd.",
    kind="sensor",
    department="Verkeer",
    fields=StandardFields(
        name="Betaald parkeren controleren",
        description_short="Een auto met camera’s leest kentekens en kijkt of er voor is betaald.",
        organization="Gemeente Vlierwoude",
        status="In gebruik",
        contact_email="https://www.vlierwoude.example/parkeren",
        publication_category="Impactvolle algoritmes",
        category=("Verkeer",),
        begin_date="2017-01",
    ),
    weighed=Weighed("not_yet", "2027-03"),
)

REJECTED = EntryRecord(
    number="19990004",
    organisation="gm9990",
    version=1,
    published_at=datetime(2026, 10, 22, 10, 0, tzinfo=UTC),
    change_reason="Afgewezen. In plaats daarvan krijgt iedereen in week zes een gesprek.",
    kind="profiling",
    department="Inburgering",
    fields=StandardFields(
        name="Kans op uitval bij inburgering",
        description_short="Een model dat voorspelt wie met de inburgering stopt. Wij gebruiken het niet.",
        organization="Gemeente Vlierwoude",
        status="Buiten gebruik",
        contact_email="data@vlierwoude.example",
        publication_category="Impactvolle algoritmes",
        category=("Migratie en integratie",),
    ),
    weighed=Weighed("rejected"),
    decision=Decision("rejected", date(2026, 10, 19), "directeur", reasons="212 deelnemers is te weinig."),
)

CALLING = EntryRecord(
    number="19990005",
    organisation="gm9990",
    version=1,
    published_at=datetime(2026, 10, 12, 10, 0, tzinfo=UTC),
    change_reason="De weging loopt.",
    kind="data_collection",
    department="Zorg",
    fields=StandardFields(
        name="Bellen met mensen boven de 75",
        description_short="Wij willen mensen van 75 jaar en ouder die alleen wonen bellen om te vragen hoe het gaat.",
        organization="Gemeente Vlierwoude",
        status="In ontwikkeling",
        contact_email="data@vlierwoude.example",
        publication_category="Impactvolle algoritmes",
        category=("Zorg en gezondheid",),
    ),
    weighed=Weighed("under_way", "2026-12"),
)

ALL = (PARKING, TREES, ARREARS, CALLING, REJECTED)


def arrears_again() -> EntryRecord:
    """The second version: the condition on erasing was met, and its text changed."""
    return replace(
        ARREARS,
        version=2,
        published_at=datetime(2026, 11, 16, 9, 0, tzinfo=UTC),
        change_reason="Cijfers van juli tot en met september. Eén voorwaarde te laat.",
        fields=replace(ARREARS.fields, provider="De gemeente zelf, met een bedrijf"),
    )


def report(code: str = "7K3QX9M2AB4D", pdf: bytes = b"%PDF-1.7 our report", day: int = 10) -> PublicReport:
    """A public report with bytes of our own choosing."""
    return PublicReport(
        code=code,
        sha256=sha256(pdf).hexdigest(),
        pdf=pdf,
        pages=14,
        issued_at=datetime(2026, 6, day, 12, 2, tzinfo=UTC),
        decided_on=date(2026, 6, 8),
        decision_words="Goedgekeurd met voorwaarden",
    )
