"""An officer who never saw YAML makes the questionnaire her own, and brings it to a new national version.

She adds a question with a condition, a help text and points, tries it, publishes the variant, and upgrades
it: with scripts and without, on a wide screen and a narrow one; axe finds nothing on any page on the way.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest

from afweging import resources
from afweging.case.library import operations as library
from afweging.foundation.database import Session
from afweging.foundation.identity.actor import OPERATOR
from afweging.foundation.identity.queries import organisation
from afweging.questionnaire import read_bytes
from tests.browser import axe
from tests.browser.house import EMPTY, House
from tests.browser.people import NARROW, WIDE, People
from tests.browser.test_every_page import SCROLLS

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

OFFICER = f"privacy_officer@{EMPTY}"
LIST = f"/beheer/vragenlijsten/{EMPTY}"
OLD, NEW = "Welk probleem lost dit op, en wat merkt een inwoner ervan?", "Wat wordt beter, en voor wie?"
NATIONAL = "Welk probleem lost dit op, en hoe weet u dat straks?"


def looked_at(page: Any) -> None:
    """Look at the page as it stands: wide and narrow, light and dark."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)
        assert not page.evaluate(SCROLLS), page.url
        axe.check(page)
        page.emulate_media(color_scheme="dark")
        dark = axe.violations(page, axe.COLOURS)
        assert not dark, f"{page.url} in the dark\n" + "\n".join(dark)
        page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)


def press(page: Any, name: str | re.Pattern[str]) -> None:
    """Press a button that sends a form, and wait for the page that comes."""
    with page.expect_response(lambda response: response.request.is_navigation_request()) as coming:
        page.get_by_role("button", name=name, exact=isinstance(name, str)).first.click()
    page.wait_for_load_state()
    assert coming.value.status < 400, f"{coming.value.status} after {name} at {page.url}"


def follow(page: Any, name: str | re.Pattern[str]) -> None:
    """Follow a link by its words."""
    page.get_by_role("link", name=name, exact=isinstance(name, str)).first.click()
    page.wait_for_load_state()


def install_newer(house: House, version: str) -> None:
    """Let the national model move on: a label that the variant changes too reads otherwise."""
    path = Path(resources.questionnaires()) / "korte-afweging.yaml"
    text = path.read_text(encoding="utf-8").replace("version: 1.0.0", f"version: {version}", 1)
    assert OLD in text
    data = (
        text.replace(OLD, NATIONAL)
        .replace("in twee of drie zinnen?", f"in drie zinnen? ({version})")
        .encode()
    )

    def install(session: Session) -> None:
        now = dt.datetime.now(dt.UTC)
        of = organisation(session, EMPTY)
        library.install(session, OPERATOR, of, read_bytes(data, "k"), source=data, now=now)

    house.write(install)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_officer_makes_it_her_own_and_upgrades_it(people: People, house: House, scripts: bool) -> None:
    name = "els" if scripts else "wilg"
    page = people.window(OFFICER)
    if not scripts:  # the program's own do not come; axe, which must run too, does
        page.route("**/static/js/**", lambda route: route.abort())
    begin(page, name)
    reword(page)
    add_question(page)
    give_points(page)
    try_it(page, scripts=scripts)
    publish(page, "1.0.0")
    install_newer(house, "1.1.0" if scripts else "1.2.0")
    upgrade(page, name)
    publish(page, None)
    expect(page.get_by_text(NEW).first).to_be_attached()


def begin(page: Any, name: str) -> None:
    """Begin a variant of the short weighing."""
    page.goto(LIST)
    looked_at(page)
    page.goto(f"{LIST}/versie/korte-afweging/1.0.0")
    looked_at(page)
    follow(page, "Maak een eigen variant")
    looked_at(page)
    page.get_by_label("Hoe heet uw variant?").fill(f"Korte afweging {name}")
    page.get_by_label("Korte naam").fill(name)
    press(page, "Begin de variant")
    looked_at(page)


def reword(page: Any) -> None:
    """Say a national question in other words, with the reason."""
    follow(page, re.compile(re.escape(OLD)))
    looked_at(page)
    page.get_by_role("group", name="De vraag", exact=True).get_by_label("Nederlands").fill(NEW)
    page.get_by_label("Waarom wijkt u af?").fill("Dit begrijpen onze collega’s beter.")
    press(page, "Bewaar")
    expect(page.get_by_text("Landelijk staat er:")).to_be_visible()
    expect(page.get_by_role("button", name=re.compile("^Terug naar de landelijke tekst"))).to_be_visible()
    looked_at(page)


def add_question(page: Any) -> None:
    """Add a question to the same section, with answers, a help text and a condition."""
    menu = page.locator("nav[aria-label='Vragenlijst']")
    menu.get_by_role("link", name=re.compile("^Voeg een vraag toe")).click()
    looked_at(page)
    page.get_by_role("group", name="De vraag", exact=True).get_by_label("Nederlands").fill("In welke wijk?")
    page.get_by_label("Soort antwoord").select_option("choice")
    page.get_by_label("Antwoorden om uit te kiezen").fill("De Hoven\nPark-Noord")
    press(page, "Voeg toe")
    page.get_by_role("group", name="Hulp erbij", exact=True).get_by_label("Nederlands").fill("Kies er *één*.")
    press(page, "Bewaar")
    page.locator("#f-show_if summary").click()
    builder = page.locator("#f-show_if")
    about = builder.get_by_label("Als bij").first
    option = about.locator("option", has_text=NEW).first
    about.select_option(option.get_attribute("value"))
    if builder.get_by_label("Hoe", exact=True).count() == 0:
        press(page, "Toon wat ik kan kiezen")
    builder.get_by_label("Hoe", exact=True).first.select_option("answered")
    press(page, "Zet dit in de regel")
    looked_at(page)
    press(page, "Bewaar")
    expect(page.get_by_text("In woorden:").first).to_be_visible()
    expect(page.locator(".preview, [data-preview]").get_by_text("In welke wijk?").first).to_be_visible()
    looked_at(page)


def give_points(page: Any) -> None:
    """Let one answer count."""
    page.locator("ol.parts").get_by_role("link", name="De Hoven").click()
    page.locator("#f-points").get_by_label("Naam").first.fill("ingreep")
    page.locator("#f-points").get_by_label("Aantal").first.fill("2")
    press(page, "Bewaar")
    expect(page.locator("#f-points").get_by_label("Aantal").first).to_have_value("2")
    looked_at(page)


def try_it(page: Any, *, scripts: bool) -> None:
    """Fill it in: the question comes, and what it counts shows at once."""
    follow(page, "Proberen")
    looked_at(page)
    score = page.locator("[data-trial-results]").get_by_text(re.compile("van [0-9]+"))
    before = score.first.inner_text()
    expect(page.locator(".question").get_by_text("In welke wijk?")).to_have_count(0)
    page.locator("#q-doel textarea").first.fill("In 2027 vallen er nog hoogstens vijf takken op straat.")
    if scripts:
        page.locator("#q-doel textarea").first.blur()
    else:
        press(page, "Reken uit")
    page.get_by_label("De Hoven").check()
    if not scripts:
        press(page, "Reken uit")
    expect(score.first).not_to_have_text(before)
    looked_at(page)


def publish(page: Any, version: str | None) -> None:
    """Publish under the version that is proposed."""
    follow(page, "Publiceren")
    looked_at(page)
    if version:
        expect(page.get_by_label("Versie", exact=True)).to_have_value(version)
    press(page, "Publiceer")
    expect(page.get_by_text("gepubliceerd").first).to_be_visible()
    looked_at(page)


def upgrade(page: Any, name: str) -> None:
    """Bring the variant to the new national version, and keep one's own words."""
    page.goto(LIST)
    looked_at(page)
    press(page, re.compile(f"^Werk bij naar .*{name}"))
    expect(page.get_by_text("Over één ding moet u kiezen")).to_be_visible()
    looked_at(page)
    page.get_by_label("Houd uw tekst").first.check()
    press(page, "Bekijk het resultaat")
    expect(page.get_by_role("heading", name="Het resultaat")).to_be_visible()
    looked_at(page)
    press(page, "Neem dit over in het concept")
    looked_at(page)


def test_the_keyboard_alone_adds_moves_hides_undoes_and_publishes(people: People) -> None:
    page = people.window(OFFICER)
    page.goto(f"{LIST}/versie/snelle-toets/1.0.0/variant")
    page.get_by_label("Hoe heet uw variant?").fill("Toets met toetsen")
    page.get_by_label("Korte naam").fill("toetsen")
    press(page, "Begin de variant")

    walk(page, page.get_by_role("link", name=re.compile("^Voeg een vraag toe")).first)
    walk(page, page.get_by_role("group", name="De vraag", exact=True).get_by_label("Nederlands"), enter=False)
    page.keyboard.type("Wie belt de wijk?")
    walk(page, page.get_by_role("button", name="Voeg toe"))
    assert said(page) == "Toegevoegd."

    walk(page, page.get_by_label("Tonen als"), enter=False)
    page.keyboard.type('persoonsgegeven == "ja"')
    walk(page, page.get_by_role("button", name="Bewaar", exact=True))
    assert said(page) == "Bewaard."
    walk(page, page.get_by_role("button", name="Maak er ‘persoonsgegevens’ van"))  # one letter was missing
    assert said(page) == "Verbeterd."
    expect(page.get_by_text("In woorden:").first).to_be_visible()
    walk(page, page.get_by_role("button", name="Omhoog", exact=True))
    assert said(page) == "Verplaatst."

    walk(page, page.locator("summary", has_text="Verwijder dit"))
    walk(page, page.get_by_role("button", name="Verwijder", exact=True))
    assert said(page) == "Verwijderd. U kunt dit ongedaan maken."
    walk(page, page.get_by_role("button", name="Maak ongedaan"))
    assert said(page).startswith("De laatste wijziging is ongedaan gemaakt.")

    walk(page, page.get_by_role("link", name="Publiceren", exact=True))
    walk(page, page.get_by_role("button", name="Publiceer", exact=True))
    expect(page.get_by_text("Gepubliceerd. Nieuwe wegingen")).to_be_visible()

    page.goto(f"{LIST}/versie/toetsen/1.0.0")  # others here begin with the toets as it was
    walk(page, page.get_by_role("button", name="Trek deze versie in"))
    expect(page.get_by_text("Ingetrokken").first).to_be_visible()


def walk(page: Any, to: Any, *, enter: bool = True) -> None:
    """Tab from where the focus is until it is where it should be, and press Enter there."""
    for _step in range(400):
        page.keyboard.press("Tab")
        if to.evaluate("each => each === document.activeElement"):
            break
    else:
        raise AssertionError(f"Tab never comes at {to}")
    if not enter:
        return
    if to.evaluate("each => each.tagName") == "SUMMARY":
        page.keyboard.press("Enter")
        return
    with page.expect_navigation():
        page.keyboard.press("Enter")


def said(page: Any) -> str:
    """Return what the page says was done; the focus is there."""
    page.wait_for_url(re.compile("#gezegd$"))
    expect(page.locator("#gezegd")).to_be_focused()
    return str(page.locator("#gezegd").inner_text()).strip()


def test_sides_taller_than_the_window_scroll_for_a_keyboard_too(people: People) -> None:
    page = people.window(OFFICER, viewport={"width": WIDE["width"], "height": 420})
    begin(page, "hazelaar")
    page.set_viewport_size({"width": WIDE["width"], "height": 420})
    page.goto(str(page.get_by_role("link", name=re.compile(re.escape(OLD))).get_attribute("href")))
    tall = "each => each.scrollHeight > each.clientHeight"
    assert [side.evaluate(tall) for side in page.locator(".three > .side").all()] == [True, True]
    assert page.locator("details.side[open]").count() == 2  # for who goes by the attribute
    axe.check(page)
    last = page.locator("nav[aria-label='Vragenlijst']").get_by_role("link").last
    expect(last).not_to_be_in_viewport()
    walk(page, last, enter=False)
    expect(last).to_be_in_viewport()
    walk(page, page.locator("aside[aria-labelledby='voorbeeld']"), enter=False)
    page.set_viewport_size(NARROW)
    expect(page.locator("details.side[open]")).to_have_count(1)  # the tree shuts again


def test_on_paper_stands_what_is_read_and_nothing_to_press(people: People) -> None:
    page = people.window(OFFICER)
    begin(page, "esdoorn")
    draft = page.url
    page.emulate_media(media="print")
    last = page.get_by_role("link", name=re.compile(r"\?$")).last
    expect(last).to_be_visible()  # in a section that is folded on the screen
    for url in (draft, last.get_attribute("href"), f"{draft}/yaml", f"{draft}/publiceren"):
        page.goto(url)
        pressed = page.locator("button, .button, nav a, input[type=file], .add a")
        assert not [each for each in pressed.all() if each.is_visible()], url
    page.goto(draft)
    shut = page.locator(".outline:not([open]) .lines > li:not(.add), .fold:not([open]) .lines > li")
    assert shut.count()
    assert all(each.is_visible() for each in shut.all())
