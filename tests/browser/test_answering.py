"""Answering the model: saving while typing, questions that appear, bad numbers, evidence, two writers.

Then the officer judges its eleven sections with the keyboard alone.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from afweging.case.dossier.models import AnswerRevision, Assessment
from tests.browser import preparing
from tests.browser.house import House
from tests.browser.people import People, saved
from tests.browser.street import Screen, submit

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj "
    b"2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
QUESTION = "doel"  # of the first section of dossier 7, which Sanne and Jeroen write


@pytest.fixture
def section(house: House) -> str:
    """The address of the first section of a dossier that two people write."""

    at = house.read(lambda session: house.dossier(session, 7).assessments[-1].public_id)
    return f"/werk/wegingen/{at}/toepassing"


def revisions(house: House, address: str) -> int:
    """How many times the answer of these tests was kept."""
    public_id = address.split("/")[3]
    return house.read(
        lambda session: session.scalars(
            select(func.count(AnswerRevision.id))
            .join(Assessment, Assessment.id == AnswerRevision.assessment_id)
            .where(Assessment.public_id == public_id, AnswerRevision.question_id == QUESTION)
        ).one()
    )


def test_the_model_is_answered_and_judged(people: People, house: House, tmp_path: Path) -> None:
    name = "Wanneer valt een gemaal uit?"
    dossier = house.write(lambda session: preparing.model_weighing(house, session, name).public_id)
    team = Screen(people.window("sanne"), scripts=True)
    answer_what_is_left(team, dossier, tmp_path)
    submit(team)
    judge_by_keyboard(people, dossier)


def answer_what_is_left(team: Screen, dossier: str, folder: Path) -> None:
    """From the dossier to its open questions, as the page itself leads there."""
    page = team.page
    page.goto(f"/werk/dossiers/{dossier}")
    team.follow("Ga verder met 2: Reikwijdte")
    expect(page.locator("#q-ai_rol")).to_be_hidden()
    team.pick("ai_systeem", "ja")
    expect(page.locator("#q-ai_rol")).to_be_visible()
    expect(page.locator("#q-ai_rol .appeared")).to_contain_text("AI-systeem")
    team.pick("ai_rol", "gebruiker")
    team.pick("verboden_praktijk", "nee")
    team.pick("hoog_risico", "nee")
    team.pick("ai_zichtbaar", "geen")
    team.pick("verrassing", "misschien")
    say_number_then_unknown(team)
    page.reload()
    expect(page.locator("[name=a-aantal_mensen-unknown-who]")).to_have_value("Jeroen Bakker")
    add_evidence(team, folder)
    page.get_by_role("link", name="Weging", exact=True).first.click()
    team.follow("Schrijf op waarom u toch door wilt", exact=False)
    page.get_by_label("Waarom wilt u toch door?").first.fill(
        "Herkomst telt niet mee; wij controleren dat elk kwartaal."
    )
    team.press("Bewaar")
    page.get_by_role("link", name="Weging", exact=True).first.click()
    expect(page.get_by_role("heading", name="Alles is er")).to_be_visible()


def say_number_then_unknown(team: Screen) -> None:
    """Type what is no number, read what is wrong; then say that it is not known, who asks, and when."""
    page = team.page
    page.locator("#a-aantal_mensen").fill("heel veel")
    error = page.locator("#a-aantal_mensen-fout")
    expect(error).to_contain_text("getal")
    expect(page.locator("#a-aantal_mensen")).to_have_value("heel veel")
    page.locator("#a-aantal_mensen").fill("")
    page.locator("[name=a-aantal_mensen-state][value=unknown]").check()
    page.locator("[name=a-aantal_mensen-unknown-reason]").fill("Het waterschap telt dit jaar voor het eerst.")
    page.locator("[name=a-aantal_mensen-unknown-who]").fill("Jeroen Bakker")
    page.locator("[name=a-aantal_mensen-unknown-by]").fill("2027-01-15")
    page.get_by_role("heading", level=1).click()
    expect(error).to_have_count(0)
    team.is_saved("aantal_mensen")


def add_evidence(team: Screen, folder: Path) -> None:
    """Put a PDF with the weighing, and fetch it again. A program is refused in words."""
    page = team.page
    page.goto(page.url.replace("/reikwijdte", "/afsluiting"))
    (folder / "Testverslag.pdf").write_bytes(PDF)
    (folder / "foto.exe").write_bytes(b"MZ" + bytes(100))
    page.locator("[name=a-bijlagen-file]").set_input_files(str(folder / "foto.exe"))
    expect(page.locator("#q-bijlagen .error")).to_be_visible()
    page.locator("[name=a-bijlagen-file]").set_input_files(str(folder / "Testverslag.pdf"))
    link = page.get_by_role("link", name="Testverslag.pdf")
    expect(link).to_be_visible()
    assert page.context.request.get(link.get_attribute("href")).body() == PDF


def judge_by_keyboard(people: People, dossier: str) -> None:
    """Take the case, then nothing but keys until the judgement opens."""
    officer = Screen(people.window("ilse"), scripts=True)
    page = officer.page
    page.goto(f"/werk/dossiers/{dossier}/beoordeling")
    officer.press("Neem de zaak op")
    findings = page.locator("form[data-finding]")
    count = findings.count()
    assert count == 11
    for number in range(count):
        finding = findings.nth(number)
        part = page.locator("details.part").nth(number)
        if part.evaluate("each => !each.open"):
            part.locator("summary").first.focus()
            page.keyboard.press("Enter")
        finding.get_by_role("radio").first.focus()
        page.keyboard.press("a")
        expect(finding.locator("[data-saved-state]")).to_contain_text("Bewaard")
    expect(page.locator("#balk")).to_contain_text("Alles is beoordeeld")
    expect(page.get_by_role("button", name="Leg het oordeel vast")).to_be_enabled()


# -- two writers -----------------------------------------------------------------------------------------


def test_two_writers_see_both_texts(people: People, section: str) -> None:
    sanne, jeroen = people.window("sanne"), people.window("jeroen")
    for page in (sanne, jeroen):
        page.goto(section)
    sanne.locator(f"#a-{QUESTION}").fill("De tekst van Sanne: kinderen zitten 25 minuten korter in de bus.")
    expect(saved(sanne, QUESTION)).to_contain_text("Bewaard")
    jeroen.locator(f"#a-{QUESTION}").fill("De tekst van Jeroen: de bus rijdt met minder lege stoelen.")
    box = jeroen.locator(f"#q-{QUESTION} .conflict")
    expect(box).to_contain_text("De tekst van Sanne")
    expect(box).to_contain_text("De tekst van Jeroen")
    box.get_by_role("button", name="Houd de mijne").click()
    expect(box).to_have_count(0)
    expect(saved(jeroen, QUESTION)).to_contain_text("Bewaard")
    sanne.reload()
    expect(sanne.locator(f"#a-{QUESTION}")).to_have_value(re.compile("De tekst van Jeroen"))


def test_two_writers_see_both_texts_without_scripts(people: People, section: str) -> None:
    sanne = Screen(people.window("sanne", scripts=False), scripts=False)
    jeroen = Screen(people.window("jeroen", scripts=False), scripts=False)
    for screen in (sanne, jeroen):
        screen.page.goto(section)
    sanne.page.locator(f"#a-{QUESTION}").fill("Sanne schreef dit zonder scripts, en bewaarde het eerst.")
    sanne.next_section()
    jeroen.page.locator(f"#a-{QUESTION}").fill("Jeroen schreef dit zonder scripts, en kwam later.")
    jeroen.next_section()
    page = jeroen.page
    expect(page.get_by_text("Sanne schreef dit zonder scripts", exact=False).first).to_be_visible()
    expect(page.locator(f"#a-{QUESTION}")).to_have_value(re.compile("Jeroen schreef dit"))
    with page.expect_navigation():
        page.locator(f"[name=keep][value={QUESTION}]").click()
    page.goto(section)
    expect(page.locator(f"#a-{QUESTION}")).to_have_value(re.compile("Jeroen schreef dit"))


# -- a bad network ---------------------------------------------------------------------------------------


def test_an_answer_that_was_lost_on_the_way_back_is_kept_once(
    people: People, house: House, section: str
) -> None:
    page = people.window("sanne")
    page.goto(section)
    before = revisions(house, section)
    lost: list[int] = []

    def lose(route: Any) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch().status)  # the server kept it; its answer never comes
        route.abort("connectionreset")

    page.route(f"**/vragen/{QUESTION}", lose)
    page.locator(f"#a-{QUESTION}").fill("Dit ging over een slechte lijn, en staat er één keer.")
    expect(saved(page, QUESTION)).to_contain_text("proberen het opnieuw")
    expect(saved(page, QUESTION)).to_contain_text("Bewaard")
    assert lost == [200]
    assert revisions(house, section) == before + 1


def test_leaving_with_text_that_is_not_kept_warns(people: People, section: str) -> None:
    page = people.window("sanne")
    page.goto(section)
    page.route("**/vragen/*", lambda route: route.abort("internetdisconnected"))
    page.locator(f"#a-{QUESTION}").fill("Dit kwam nooit aan.")
    expect(saved(page, QUESTION)).to_contain_text("proberen het opnieuw")
    asked: list[str] = []

    def leave(dialog: Any) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    page.goto("about:blank")
    assert asked == ["beforeunload"]
