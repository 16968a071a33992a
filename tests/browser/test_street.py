"""The whole street, by the people who walk it: team, officer, FG, mandate holder, editor, resident.

Once with scripts and once without. Everybody has a window of their own on the real program.
"""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.browser import street
from tests.browser.house import House, until
from tests.browser.people import People, download
from tests.browser.street import Screen
from tests.foundation.test_seal import edit_page, revised
from tests.support.cases import SCAN_SHORT

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

COMMENT = "Bij ‘nooit’ ontbreekt wat u met oude meldingen doet. Schrijf op wanneer die weg zijn."
IMPROVED = (
    "Wij kijken nooit wie er melding deed. Meldingen ouder dan twee jaar zijn weg, ook uit de reservekopie."
)
GOAL = "De gemeente repareert eerst de lantaarns waar mensen in het donker gevaar lopen."


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_street(people: People, house: House, tmp_path: Path, scripts: bool) -> None:
    name = "Welke lantaarn eerst" if scripts else "Welke brug eerst"
    street_ = Street(people, house, name, scripts, tmp_path)
    street_.team_weighs()
    street_.officer_returns()
    street_.team_improves()
    street_.officer_asks_and_fg_advises()
    street_.officer_judges()
    street_.mandate_holder_decides()
    street_.editor_publishes()
    report = street_.resident_reads()
    street_.resident_checks(report)
    street_.goes_live()


class Street:
    """One dossier and everybody’s screens."""

    def __init__(self, people: People, house: House, name: str, scripts: bool, folder: Path) -> None:
        self.people, self.house, self.name, self.scripts, self.folder = people, house, name, scripts, folder
        self.dossier = ""
        self.number = ""
        self.team = self.screen("sanne")
        self.officer = self.screen("ilse")

    def screen(self, who: str | None, **options: Any) -> Screen:
        """Sit down at a screen."""
        return Screen(self.people.window(who, scripts=self.scripts, **options), self.scripts)

    def go(self, screen: Screen, room: str = "") -> Any:
        """Go to the dossier, or to a room of it."""
        screen.page.goto(f"{self.dossier}/{room}".rstrip("/"))
        return screen.page

    def pick_up(self, screen: Screen) -> None:
        """Follow what waits for somebody on the desk, about this dossier."""
        waiting = screen.page.get_by_role("listitem").filter(has_text=self.name)
        with screen.page.expect_navigation():
            waiting.get_by_role("link").first.click()

    # -- the team -------------------------------------------------------------------------------------------

    def team_weighs(self) -> None:
        """Start, quick scan, short weighing, hand in."""
        page = self.team.page
        street.start_dossier(self.team, self.name)
        street.do_quick_scan(self.team, SCAN_SHORT)
        expect(page.get_by_role("heading", level=1)).to_have_text("Uitkomst: korte weging")
        self.dossier = str(page.get_by_role("link", name="Naar het dossier").get_attribute("href"))
        self.team.press("Begin de korte weging")
        street.answer_short_weighing(self.team)
        expect(page.get_by_role("heading", name="Alles is er")).to_be_visible()
        street.submit(self.team)

    def team_improves(self) -> None:
        """Read why it came back, improve, hand in again with a note."""
        page = self.team.page
        page.goto("/werk/")
        self.pick_up(self.team)
        expect(page.get_by_text(COMMENT).first).to_be_visible()
        self.go(self.team)
        expect(page.get_by_text("U bent aan zet").first).to_be_visible()
        self.team.follow("4 De weging", exact=False)
        self.team.fill("nooit", IMPROVED)
        self.team.next_section()
        street.submit(self.team, note="Bij ‘nooit’ staat nu wanneer oude meldingen weg zijn.")

    # -- judging --------------------------------------------------------------------------------------------

    def officer_returns(self) -> None:
        """Take the case from the desk, find it insufficient, give it back."""
        page = self.officer.page
        page.goto("/werk/")
        self.pick_up(self.officer)
        expect(page.get_by_role("heading", level=1)).to_contain_text(self.name)
        self.officer.press("Neem de zaak op")
        street.choose_finding(self.officer, "o", comment=COMMENT)
        self.officer.follow("Stuur terug naar het team")
        expect(page.get_by_text(COMMENT)).to_be_visible()
        self.officer.press("Stuur terug")

    def officer_asks_and_fg_advises(self) -> None:
        """Take up the second version: the differences first; ask the FG, who answers."""
        page = self.go(self.officer, "beoordeling")
        if page.get_by_role("button", name="Neem de zaak op").count():
            self.officer.press("Neem de zaak op")
        changes = page.locator(".changes")
        expect(changes.locator("ins").first).to_contain_text("ouder dan twee jaar")
        ask = page.locator("details", has_text="Vraag advies")
        ask.locator("summary").click()
        ask.get_by_label("Wie vraagt u?").select_option("fg")
        ask.get_by_label("Uw vraag").fill("Is twee jaar bewaren te lang?")
        self.officer.press("Vraag om advies")
        fg = self.screen("wouter")
        fg.page.goto("/werk/")
        self.pick_up(fg)
        expect(fg.page.get_by_text("Is twee jaar bewaren te lang?")).to_be_visible()
        fg.page.get_by_role("radio", name="positief met opmerkingen").check()
        fg.page.get_by_role("textbox", name="Uw advies").fill(
            "Twee jaar mag. Meet na een jaar of één jaar ook genoeg is."
        )
        fg.page.get_by_label("Samenvatting voor iedereen").fill("De FG vindt twee jaar bewaren goed.")
        fg.press("Geef dit advies")

    def officer_judges(self) -> None:
        """Find it improvable, and agree provided that it is improved."""
        page = self.go(self.officer, "beoordeling")
        expect(page.get_by_text("positief met opmerkingen", exact=False).first).to_be_visible()
        measure = {
            "Wat moet er gebeuren?": "Meet de wachttijd per wijk.",
            "Door wie": "Teamleider Beheer",
            "Uiterlijk": "2027-03-01",
        }
        street.choose_finding(self.officer, "i", measure=measure)
        page.get_by_role("radio", name="Akkoord, mits").check()
        page.get_by_label("Waarop rust uw oordeel?").fill(
            "Het nut is met cijfers bewezen en niemand wordt anders behandeld."
        )
        row = page.locator(".condition-row").first
        expect(row.get_by_label("Wat moet er gebeuren?")).to_have_value("Meet de wachttijd per wijk.")
        row.get_by_label("Vóór ingebruikname").check()
        self.officer.press("Leg het oordeel vast")
        expect(
            page.get_by_text("Wie het mandaat heeft, is nu aan zet.", exact=False)
            .or_(page.get_by_role("link", name="Beslis over deze zaak"))
            .first
        ).to_be_visible()

    def mandate_holder_decides(self) -> None:
        """Come in by the door, and enter the password once more to decide."""
        director = Screen(self.people.sign_in("marjan", scripts=self.scripts), self.scripts)
        page = director.page
        self.house.age_sign_ins("marjan")
        self.pick_up(director)
        page.get_by_role("radio", name="Goedgekeurd met voorwaarden").check()
        page.get_by_label("Waarom beslist u zo?").fill(
            "De lantaarns branden eerder, en wij meten of elke wijk daar iets van merkt."
        )
        page.get_by_label("Uw wachtwoord").fill("verkeerd")
        director.press("Leg het besluit vast")
        expect(page.get_by_role("alert")).to_contain_text("wachtwoord", ignore_case=True)
        expect(page.get_by_label("Waarom beslist u zo?")).to_have_value(
            re.compile("De lantaarns branden eerder")
        )
        page.get_by_label("Uw wachtwoord").fill(street.PASSWORD)
        director.press("Leg het besluit vast")
        expect(page.get_by_text("goedgekeurd met voorwaarden", exact=False).first).to_be_visible()

    # -- the public -----------------------------------------------------------------------------------------

    def editor_publishes(self) -> None:
        """Change one field, look at the page as residents will see it, make it public."""
        editor = self.screen("samira")
        page = self.go(editor, "publicatie")
        page.locator("[name=goal]").fill(GOAL)
        editor.press("Bewaren en voorbeeld bekijken")
        expect(page.get_by_text(GOAL).first).to_be_visible()
        editor.follow("Publiceren", exact=False)
        page.get_by_label("Ja, deze tekst mag iedereen lezen", exact=False).check()
        editor.press("Maak openbaar")
        link = page.get_by_role("link", name="Bekijk de openbare pagina")
        expect(link).to_be_visible()
        self.number = str(link.get_attribute("href")).rpartition("/")[2]
        if self.scripts:
            expect(page.get_by_text("De pagina staat in het register.")).to_be_visible(timeout=60_000)
        else:
            until(lambda: editor.page.goto(link_of(self.number)).status == 200)

    def resident_reads(self) -> Path:
        """Search the register, read the fourteen questions, take the report along."""
        resident = self.screen(None)
        page = resident.page
        page.goto("/")
        page.get_by_label("Zoek op onderwerp").fill(self.name.split()[1])
        resident.press("Zoeken")
        resident.follow(self.name)
        for number in range(1, 15):
            expect(page.locator(f"#vraag-{number}")).to_be_visible()
        expect(page.get_by_text(GOAL).first).to_be_visible()
        until(lambda: page.reload() and page.get_by_role("link", name=re.compile("rapport", re.I)).count())
        link = page.locator("a[href$='/rapport.pdf']").first
        return download(page, link, self.folder, "rapport.pdf")

    def resident_checks(self, report: Path) -> None:
        """The report as it came, with one bit turned, with a page changed, and by the code on it."""
        resident = self.screen(None)
        page = resident.page
        assert self.verdict(page, report) == "genuine"
        data = bytearray(report.read_bytes())
        data[len(data) // 2] ^= 1
        bent = self.folder / "gebogen.pdf"
        bent.write_bytes(data)
        assert self.verdict(page, bent) == "changed"
        assert self.verdict(page, edited(report, self.folder / "bewerkt.pdf")) == "changed"
        page.goto("/controleren")
        page.get_by_label("Typ de code").fill(code_of(report))
        resident.press("Code opzoeken")
        expect(page.locator("main")).to_contain_text(self.name)

    def verdict(self, page: Any, file: Path) -> str:
        """Return how a file is judged."""
        page.goto("/controleren")
        page.locator("[type=file]").set_input_files(str(file))
        with page.expect_navigation():
            page.get_by_role("button", name="Bestand controleren").click()
        return str(page.locator("#verdict").get_attribute("data-kind"))

    # -- going live -----------------------------------------------------------------------------------------

    def goes_live(self) -> None:
        """Prove the condition, have it agreed, take the application into use."""
        page = self.go(self.team, "ingebruikname")
        expect(page.locator("main")).to_contain_text("in de weg")
        self.go(self.team, "voorwaarden")
        page.get_by_label("Hoe voldoet u hieraan").first.fill(
            "De wachttijd per wijk staat sinds vandaag in het maandbericht."
        )
        self.team.press("Leg het bewijs voor")
        self.go(self.officer, "voorwaarden")
        self.officer.press("Akkoord: deze voorwaarde is vervuld")
        self.go(self.team, "ingebruikname")
        self.team.press("Neem in gebruik")
        expect(page.locator("main")).to_contain_text("In gebruik")


def link_of(number: str) -> str:
    return f"/algoritmes/{number}"


def edited(report: Path, path: Path) -> Path:
    """Append an edit of page 1 to a sealed file, as a viewer that saves changes would."""
    path.write_bytes(revised(report.read_bytes(), edit_page))
    return path


def code_of(report: Path) -> str:
    """Read the code off the first page, as somebody with paper in hand would."""
    text = subprocess.run(
        ["pdftotext", "-l", "1", str(report), "-"], capture_output=True, text=True, check=True
    ).stdout
    found = re.search(r"\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b", text)
    assert found, text
    return found[0]
