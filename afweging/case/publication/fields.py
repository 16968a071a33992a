"""The register's fields: what each is called, how long it may be, and where residents meet it.

Keys, requirements and limits are those of the national publication standard 1.0, with the strictest of its
three sources as the limit; local fields answer the questions of residents that the standard has no place for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from afweging.case.disclosure.targets import Target, targets_of
from afweging.case.dossier.models import Dossier

Shape = Literal["plain", "rich", "choice", "themes", "links", "url", "month", "numbers"]
Words = str | Callable[[], str]

STATUS = ("In ontwikkeling", "In gebruik", "Buiten gebruik")
CATEGORIES = ("Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes")
THEMES = (
    "Organisatie en bedrijfsvoering",
    "Cultuur en recreatie",
    "Economie",
    "Overheidsfinanciën",
    "Wonen",
    "Internationaal",
    "Migratie en integratie",
    "Natuur en milieu",
    "Onderwijs en wetenschap",
    "Openbare orde en veiligheid",
    "Recht",
    "Ruimte en infrastructuur",
    "Sociale zekerheid",
    "Verkeer",
    "Werk",
    "Zorg en gezondheid",
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field. `most` counts characters; `question` is the resident's question it answers (0: fact box)."""

    key: str
    label: Words
    shape: Shape
    most: int
    question: int = 0
    required: bool = False
    local: bool = False
    choices: tuple[str, ...] = ()


_ALL = (
    Field("name", _l("Naam voor bewoners"), "plain", 99, required=True),
    Field("description_short", _l("In één of twee zinnen"), "plain", 349, required=True),
    Field("status", _l("Status"), "choice", 20, required=True, choices=STATUS),
    Field("publication_category", _l("Categorie"), "choice", 30, required=True, choices=CATEGORIES),
    Field("contact_email", _l("E-mailadres voor vragen"), "plain", 499, required=True),
    Field("contact_phone", _l("Telefoonnummer"), "plain", 40, local=True),
    Field("department", _l("Afdeling"), "plain", 99, local=True),
    Field("provider", _l("Gemaakt door"), "plain", 199),
    Field("category", _l("Thema’s"), "themes", 0, choices=THEMES),
    Field("begin_date", _l("In gebruik sinds (maand)"), "month", 7),
    Field("end_date", _l("Gestopt in (maand)"), "month", 7),
    Field("website", _l("Pagina over dit onderwerp"), "url", 499),
    Field("publiccode", _l("Broncode"), "url", 499),
    Field("goal", _l("Doel en gevolgen"), "rich", 2499, 1),
    Field("for_whom", _l("Over wie gaat dit"), "rich", 2499, 2, local=True),
    Field("human_and_computer", _l("Wat de computer doet, en wat een mens"), "rich", 2499, 3, local=True),
    Field("human_intervention", _l("Menselijke tussenkomst"), "rich", 2499, 3),
    Field("methods_and_models", _l("Hoe het technisch werkt"), "rich", 4999, 3),
    Field("what_you_notice", _l("Wat bewoners ervan merken"), "rich", 2499, 4, local=True),
    Field("source_data", _l("Welke gegevens"), "rich", 2499, 5),
    Field("source_data_grouping", _l("Verwijzingen naar gegevensbronnen"), "links", 499, 5),
    Field("retention", _l("Hoe lang gegevens bewaard blijven"), "rich", 2499, 5, local=True),
    Field("lawful_basis", _l("Wettelijke basis"), "rich", 2499, 6),
    Field("lawful_basis_grouping", _l("Verwijzingen naar wetten"), "links", 499, 6),
    Field("process_index_url", _l("Verwerkingsregister"), "url", 499, 6),
    Field("proportionality", _l("De afweging"), "rich", 2499, 7),
    Field("alternatives", _l("Wat ook kon"), "rich", 2499, 7, local=True),
    Field("risks", _l("Wat kan misgaan, en wat daartegen gebeurt"), "rich", 2499, 8),
    Field("equal_treatment", _l("Gelijke behandeling"), "rich", 2499, 9, local=True),
    Field("impacttoetsen_grouping", _l("Eerdere toetsen"), "links", 499, 10),
    Field("impacttoetsen", _l("Toelichting op de toetsen"), "rich", 2499, 10),
    Field("does_it_work", _l("Werkt het"), "rich", 2499, 11, local=True),
    Field("never_do", _l("Wat we er nooit mee doen"), "rich", 2499, 12, local=True),
    Field("objection", _l("Bezwaar maken"), "rich", 2499, 13, local=True),
    Field("correction", _l("Een fout laten herstellen"), "rich", 2499, 13, local=True),
    Field("numbers", _l("Drie eerlijke getallen"), "numbers", 0, local=True),
    Field("tags", _l("Zoekwoorden"), "plain", 2499),
)
FIELDS = {field.key: field for field in _ALL}


@targets_of("field")
def _targets(_session: Session, _dossier: Dossier) -> Iterator[Target]:
    """Give every field as something to withhold. What the register cannot do without always stands there."""
    group = _("De tekst in het register")
    for field in FIELDS.values():
        levels = ("public",) if field.required else ("public", "withheld")
        yield Target(f"field:{field.key}", str(field.label), "public", group, levels)
