"""What people do on the street, screen by screen. With scripts things save themselves, else on a button."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from afweging.cli.demo import PASSWORD as PASSWORD

NAME = "Welke lantaarn eerst"
SHORT = {
    "omschrijving": "Deze lijst zet lantaarns op volgorde, zodat de monteur eerst gaat waar gevaar is.",
    "doel": "Van 412 meldingen duurde een derde langer dan tien dagen. Straks hoogstens vijf dagen.",
    "voor_wie": "Iedereen die in het donker over straat gaat; in De Hoven meldt bijna niemand iets.",
    "wettelijke_grondslag": "Wegenwet, artikel 16: de gemeente zorgt dat haar wegen goed begaanbaar zijn.",
    "werking_in_woorden": "Elke nacht telt de lijst per lantaarn de meldingen en de oversteekplaatsen.",
    "mens_beslist": "De ploegleider kijkt elke ochtend en week in mei bij 12 van de 100 lantaarns af.",
    "nooit": "Wij kijken nooit wie er melding deed om te bepalen wie eerst aan de beurt is.",
    "contact": "lantaarns@vlierwoude.example",
}
DATA = {
    "gegeven": "Plaats van de lantaarn",
    "bron": "Beheersysteem",
    "nodig": "Om de route te maken",
    "bewaren": "Vijf jaar",
}
BENEFIT = {
    "interest": "Eerder licht op gevaarlijke plekken",
    "side": "benefit",
    "value": "veiligheid",
    "weight": "4",
    "certainty": "proven",
}
BURDEN = {
    "interest": "Wie niet meldt, wacht langer",
    "side": "burden",
    "value": "gelijke_behandeling",
    "weight": "3",
    "certainty": "likely",
}
COUNTER = "Wie klaagt, wordt gehoord; wie zwijgt, wacht. Een vaste ronde langs alle straten is eerlijker."
RISK = {
    "harm": "Een donkere oversteek wordt gemist",
    "group": "Fietsers",
    "likelihood": "2",
    "severity": "3",
    "measure": "Elke lantaarn eens per kwartaal",
}
MEASURE = {
    "measure": "Per wijk de wachttijd meten",
    "owner": "Teamleider Beheer",
    "due": "2027-06-01",
    "status": "planned",
}


@dataclass
class Screen:
    """Somebody’s window, and whether scripts run in it."""

    page: Any
    scripts: bool

    def press(self, name: str, *, exact: bool = True) -> None:
        """Press the button with these words, and be where it leads."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=exact).click()

    def follow(self, name: str, *, exact: bool = True) -> None:
        """Follow the first link with these words."""
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=name, exact=exact).first.click()

    def fill(self, question: str, text: str) -> None:
        """Type an answer; with scripts it says that it is kept."""
        self.page.locator(f"#a-{question}").fill(text)
        if self.scripts:
            self.is_saved(question)

    def pick(self, question: str, *values: str) -> None:
        """Choose options."""
        for value in values:
            self.page.locator(f"[name='a-{question}'][value='{value}']").check()
        if self.scripts:
            self.is_saved(question)

    def row(self, question: str, index: int, cells: dict[str, str]) -> None:
        """Fill in a row of a table or card, adding it where it is not there yet."""
        first = next(iter(cells))
        if not self.page.locator(f"[name='a-{question}-{index}-{first}']").count():
            add = self.page.locator(f"#q-{question} [data-add-row]")
            add.click() if self.scripts else self._and_load(add)
        card = self.page.locator(f"#q-{question} [data-row='{index}']")
        if card.evaluate("each => each.matches('details:not([open])')"):
            card.locator("summary").click()
        for column, text in cells.items():
            cell = self.page.locator(f"[name='a-{question}-{index}-{column}']")
            if cell.evaluate("each => each.tagName") == "SELECT":
                cell.select_option(text)
            else:
                cell.fill(text)
        if self.scripts:
            self.is_saved(question)

    def is_saved(self, question: str) -> None:
        """Wait until a question says that it is kept, and nothing of it is under way."""
        expect(self.page.locator(f"#q-{question}:not([data-busy]) [data-saved-state]")).to_contain_text(
            "Bewaard"
        )

    def next_section(self) -> None:
        """Save the section and go on."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name="Bewaar en ga verder").click()

    def _and_load(self, button: Any) -> None:
        with self.page.expect_navigation():
            button.click()


def start_dossier(screen: Screen, name: str) -> None:
    """From the desk to the quick scan of a new dossier."""
    page = screen.page
    page.goto("/werk/")
    screen.follow("Start een snelle toets")
    page.get_by_label("Hoe heet de toepassing?").fill(name)
    page.get_by_role("radio", name="Algoritme").check()
    page.locator("[name=route][value=beforehand]").check()
    page.locator("[name=phase][value=gebruik]").check()
    page.get_by_label("Wat doet de toepassing, in een paar zinnen?").fill("Volgorde van lantaarns repareren.")
    screen.press("Begin, en ga naar de snelle toets")
    expect(page.get_by_role("heading", level=1)).to_have_text("Snelle toets")


def do_quick_scan(screen: Screen, answers: dict[str, Any]) -> None:
    """Answer the quick scan and conclude it; without scripts questions come and go when it is saved."""
    page = screen.page
    for _round in range(3):
        for question, value in answers.items():
            values = value if isinstance(value, list) else [value]
            if page.locator(f"[name='a-{question}']").count():
                screen.pick(question, *values)
        if screen.scripts or page.get_by_role("button", name="Rond de toets af").count():
            break
        screen.press("Bewaar")
    if not page.get_by_role("button", name="Rond de toets af").count():
        screen.press("Bewaar")
    screen.press("Rond de toets af")


def answer_short_weighing(screen: Screen) -> None:
    """Answer the four sections of the short weighing."""
    page = screen.page
    page.get_by_role("navigation", name="Onderdelen").get_by_role("link").first.click()
    for question in ("omschrijving", "doel", "voor_wie"):
        screen.fill(question, SHORT[question])
    screen.pick("kwetsbaar", "geen")
    screen.next_section()
    screen.pick("gevoelig", "geen")
    screen.row("gegevens_tabel", 0, DATA)
    screen.fill("wettelijke_grondslag", SHORT["wettelijke_grondslag"])
    screen.next_section()
    screen.fill("werking_in_woorden", SHORT["werking_in_woorden"])
    screen.pick("rechtsgevolg", "ondersteunt")
    screen.fill("mens_beslist", SHORT["mens_beslist"])
    screen.next_section()
    screen.row("weging_belangen", 0, BENEFIT)
    screen.row("weging_belangen", 1, BURDEN)
    page.locator("[name='a-weging_belangen-counter_argument']").fill(COUNTER)
    screen.row("risicos", 0, RISK)
    screen.row("maatregelen", 0, MEASURE)
    screen.fill("nooit", SHORT["nooit"])
    screen.fill("contact", SHORT["contact"])
    screen.next_section()


def submit(screen: Screen, note: str = "") -> None:
    """Hand in, with what changed where that is asked."""
    screen.follow("Dien in", exact=False)
    if note:
        screen.page.get_by_label("Wat veranderde u?").fill(note)
    screen.press("Dien in")
    expect(screen.page.get_by_text("Ingediend").first).to_be_visible()


def folder_of(path: Path) -> Path:
    """Return a folder, made."""
    path.mkdir(exist_ok=True)
    return path


def choose_finding(
    screen: Screen, key: str, comment: str = "", measure: dict[str, str] | None = None
) -> None:
    """Give the finding on the case as a whole: by its key where scripts listen, else with its button."""
    page = screen.page
    finding = page.locator("form[data-finding]").last
    word = {"a": "aanvaardbaar", "i": "verbeteren", "o": "onvoldoende"}[key]
    if screen.scripts:
        finding.locator("[type=radio]").first.focus()
        page.keyboard.press(key)
        expect(finding.get_by_role("radio", name=word)).to_be_checked()
    else:
        finding.get_by_role("radio", name=word).check()
    if comment:
        finding.get_by_label("Uw uitleg").fill(comment)
    for label, text in (measure or {}).items():
        finding.get_by_label(label).fill(text)
    if screen.scripts:
        page.get_by_role("heading", level=1).click()
        expect(finding.locator("[data-saved-state]")).to_contain_text("Bewaard")
        expect(finding.locator("[data-gaps]")).to_be_empty()
    else:
        screen.press("Bewaar de bevinding")


def fill_condition(screen: Screen, index: int, text: str, owner: str, due: str, *, before: bool) -> None:
    """Fill in one row of conditions."""
    row = screen.page.locator(".condition-row").nth(index)
    row.get_by_label("Wat moet er gebeuren?").fill(text)
    row.get_by_label("Door wie").fill(owner)
    row.get_by_label("Uiterlijk").fill(due)
    row.get_by_label("Vóór ingebruikname").set_checked(before)
