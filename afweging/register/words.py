"""The fixed words of the register, and the words of its addresses, each decided in one place.

`mark` only marks a Dutch string for translation; templates and `Language` translate it when a page is made.
"""

from collections.abc import Mapping


def mark(text: str) -> str:
    """Mark `text` for gettext (`pybabel extract -k mark`) and give it back unchanged."""
    return text


QUESTIONS: Mapping[int, str] = {
    1: mark("Wat doet dit?"),
    2: mark("Gaat dit over mij?"),
    3: mark("Wat doet de computer, en wat beslist een mens?"),
    4: mark("Wat merk ik ervan?"),
    5: mark("Welke gegevens gebruikt de gemeente, en hoe lang?"),
    6: mark("Mag de gemeente dit?"),
    7: mark("Waarom doet de gemeente dit, en kon het anders?"),
    8: mark("Wat kan er misgaan, en wat doen we daartegen?"),
    9: mark("Wordt iedereen gelijk behandeld?"),
    10: mark("Wie heeft dit beoordeeld, en was iedereen het eens?"),
    11: mark("Werkt het?"),
    12: mark("Wat doen we er nooit mee?"),
    13: mark("Klopt er iets niet, of bent u het er niet mee eens?"),
    14: mark("Wat is er veranderd, en wanneer?"),
}

STATUS: Mapping[str, str] = {
    "in_use": mark("In gebruik"),
    "development": mark("In ontwikkeling"),
    "out_of_use": mark("Niet in gebruik"),
}
KIND: Mapping[str, str] = {
    "algorithm": mark("Algoritme"),
    "data_sharing": mark("Gegevens delen"),
    "data_collection": mark("Gegevens verzamelen"),
    "sensor": mark("Sensor of camera buiten"),
    "profiling": mark("Mensen of adressen indelen"),
}
CATEGORY: Mapping[str, str] = {
    "A": mark("A: AI met een hoog risico"),
    "B": mark("B: kan gevolgen hebben voor mensen"),
    "C": mark("C: overig"),
}
CATEGORY_SHORT: Mapping[str, str] = {
    "A": mark("Hoog risico"),
    "B": mark("Kan gevolgen hebben"),
    "C": mark("Overig"),
}
WEIGHED: Mapping[str, str] = {
    "weighed_before": mark("Vooraf gewogen"),
    "weighed_after": mark("Achteraf gewogen"),
    "not_yet": mark("Nog niet gewogen"),
    "under_way": mark("Weging loopt"),
    "rejected": mark("Afgewezen"),
    "stopped": mark("Gestopt"),
    "none_needed": mark("Geen weging nodig"),
}
# How a weighing ended without a decision; the publication room picks one of these.
NOTES = (
    mark("na de snelle toets"),
    mark("voordat er een besluit was"),
    mark("dat bleek uit de snelle toets"),
)
OUTCOME: Mapping[str, str] = {
    "approved": mark("Goedgekeurd"),
    "approved_with_conditions": mark("Goedgekeurd met voorwaarden"),
    "rejected": mark("Afgewezen"),
    "may_continue": mark("Mag doorgaan"),
    "may_continue_provided": mark("Mag doorgaan onder voorwaarden"),
    "stops_on": mark("Stopt"),
    "pause_now": mark("Stilgelegd"),
}
CONDITION: Mapping[str, str] = {
    "always": mark("Geldt altijd"),
    "met": mark("Gehaald"),
    "open": mark("Nog niet gehaald"),
    "overdue": mark("Te laat"),
    "waived": mark("Vervallen"),
}
ADVICE: Mapping[str, str] = {
    "positive": mark("positief"),
    "with_remarks": mark("positief, met opmerkingen"),
    "negative": mark("negatief"),
}
JUDGEMENT: Mapping[str, str] = {
    "agreed": mark("De privacy officer was akkoord."),
    "agreed_provided": mark("De privacy officer was akkoord, onder voorwaarden."),
    "not_agreed": mark("De privacy officer was niet akkoord."),
}
SIDE: Mapping[str, str] = {"benefit": mark("Voordeel"), "burden": mark("Nadeel")}
CERTAINTY: Mapping[str, str] = {
    "proven": mark("bewezen"),
    "likely": mark("waarschijnlijk"),
    "unproven": mark("niet bewezen"),
}
FIELDS: Mapping[str, str] = {
    "name": mark("Naam"),
    "description_short": mark("Korte omschrijving"),
    "organization": mark("Organisatie"),
    "category": mark("Thema"),
    "status": mark("Status"),
    "begin_date": mark("Begindatum"),
    "end_date": mark("Einddatum"),
    "contact_email": mark("Contact"),
    "website": mark("Link naar publiekspagina"),
    "publication_category": mark("Publicatiecategorie"),
    "url": mark("Link naar bronregistratie"),
    "goal": mark("Doel en impact"),
    "proportionality": mark("Afwegingen"),
    "human_intervention": mark("Menselijke tussenkomst"),
    "risks": mark("Risico’s"),
    "lawful_basis": mark("Wettelijke basis"),
    "lawful_basis_grouping": mark("Verwijzingen wettelijke basis"),
    "process_index_url": mark("Link naar verwerkingsregister"),
    "impacttoetsen_grouping": mark("Impacttoetsen"),
    "impacttoetsen": mark("Toelichting op impacttoetsen"),
    "source_data": mark("Gegevens"),
    "source_data_grouping": mark("Verwijzingen gegevensbronnen"),
    "methods_and_models": mark("Technische werking"),
    "provider": mark("Leverancier"),
    "publiccode": mark("Link naar broncode"),
    "tags": mark("Zoektermen"),
    "kind": mark("Wat is het?"),
    "department": mark("Afdeling"),
    "since": mark("Sinds"),
    "weighed": mark("Weging"),
    "decision": mark("Besluit"),
    "judgement": mark("Oordeel"),
    "conditions": mark("Voorwaarden"),
    "dissent": mark("Wie het niet eens was"),
    "advice": mark("Adviezen"),
    "weighing": mark("De weging"),
    "options": mark("Wat ook is bekeken"),
    "dilemmas": mark("Dilemma’s"),
    "numbers": mark("Cijfers"),
    "answers": mark("Antwoorden"),
    "withheld": mark("Niet openbaar"),
    "scores": mark("Scores"),
    "report": mark("Rapport"),
    "doors": mark("Waar u terechtkunt"),
    "checked_on": mark("Laatst nagekeken"),
}

# The shape beside a state, so that colour never says it alone. "care" means overdue or superseded only.
SIGN_OF_OUTCOME: Mapping[str, str] = {
    "approved": "full",
    "approved_with_conditions": "tick",
    "rejected": "cross",
    "may_continue": "full",
    "may_continue_provided": "tick",
    "stops_on": "cross",
    "pause_now": "cross",
}
SIGN_OF_WEIGHED: Mapping[str, str] = {
    "weighed_before": "full",
    "weighed_after": "full",
    "not_yet": "open",
    "under_way": "half",
    "rejected": "cross",
    "stopped": "cross",
    "none_needed": "dot",
}
SIGN_OF_CONDITION: Mapping[str, str] = {
    "always": "dot",
    "met": "full",
    "open": "open",
    "overdue": "care",
    "waived": "dot",
}

# Words in addresses (Dutch, permanent) and what they mean inside.
STATUS_IN_ADDRESS: Mapping[str, str] = {
    "gebruik": "in_use",
    "ontwikkeling": "development",
    "buiten": "out_of_use",
}
KIND_IN_ADDRESS: Mapping[str, str] = {
    "algoritme": "algorithm",
    "delen": "data_sharing",
    "verzamelen": "data_collection",
    "sensor": "sensor",
    "profilering": "profiling",
}
WEIGHED_IN_ADDRESS: Mapping[str, str] = {
    "vooraf": mark("Vooraf"),
    "achteraf": mark("Achteraf"),
    "nog-niet": mark("Nog niet, of bezig"),
    "niet-nodig": mark("Niet nodig"),
}
DECISION_IN_ADDRESS: Mapping[str, str] = {
    "goed": mark("Goedgekeurd"),
    "voorwaarden": mark("Goedgekeurd met voorwaarden"),
    "gestopt": mark("Gestopt of afgewezen"),
}
WEIGHED_GROUP: Mapping[str, str] = {
    "weighed_before": "vooraf",
    "weighed_after": "achteraf",
    "not_yet": "nog-niet",
    "under_way": "nog-niet",
    "none_needed": "niet-nodig",
}
DECISION_GROUP: Mapping[str, str] = {
    "approved": "goed",
    "may_continue": "goed",
    "approved_with_conditions": "voorwaarden",
    "may_continue_provided": "voorwaarden",
    "rejected": "gestopt",
    "stopped": "gestopt",
    "stops_on": "gestopt",
    "pause_now": "gestopt",
}
