"""By keyboard alone: the skip link, everything in reach of Tab in the order of the page, focus that is seen.

And the quick scan of a first-time user, counted in fields, clicks and words.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.browser import street
from tests.browser.house import House
from tests.browser.people import People
from tests.browser.street import Screen
from tests.support.cases import SCAN_SHORT

sync_api = pytest.importorskip("playwright.sync_api")
expect = sync_api.expect
pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

# Numbers everything that a keyboard has to reach. Of a group of radios only one takes a stop.
NUMBERED = """() => {
  const seen = new Set();
  let count = 0;
  const reached = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  for (const each of document.querySelectorAll(reached)) {
    if (each.disabled || each.type === "hidden" || each.tabIndex < 0 || !each.checkVisibility()) continue;
    if (each.closest("fieldset:disabled")) continue;
    if (each.type === "radio") {
      const group = `${each.form && each.form.id} ${each.name}`;
      if (seen.has(group)) continue;
      seen.add(group);
      for (const one of document.getElementsByName(each.name))
        if (one.type === "radio") one.dataset.stop = count;
    } else each.dataset.stop = count;
    count += 1;
  }
  return count;
}"""
HERE = """() => {
  const here = document.activeElement;
  if (here === document.body) return null;
  const looks = (each) => {
    const style = getComputedStyle(each);
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    return outlined || style.boxShadow !== "none";
  };
  const seen = looks(here) || (here.labels && [...here.labels].some(looks));
  return { stop: Number(here.dataset.stop ?? -1), seen, words: here.outerHTML.slice(0, 120) };
}"""
PLACES = {
    "answering": ("sanne", 7, "toepassing"),
    "review": ("ilse", 5, "beoordeling"),
    "desk": ("ilse", None, "/werk/"),
    "list": (None, None, "/algoritmes"),
    "check": (None, None, "/controleren"),
}


def address_of(house: House, number: int | None, place: str) -> str:
    """The address of a page, where needed of a dossier of the demonstration."""
    if number is None:
        return place

    def look(session: Any) -> str:
        dossier = house.dossier(session, number)
        if place == "beoordeling":
            return f"/werk/dossiers/{dossier.public_id}/{place}"
        return f"/werk/wegingen/{dossier.assessments[-1].public_id}/{place}"

    return house.read(look)


@pytest.mark.parametrize("name", PLACES)
def test_everything_is_in_reach_in_order_and_seen(people: People, house: House, name: str) -> None:
    who, number, place = PLACES[name]
    page = people.window(who)
    page.goto(address_of(house, number, place))
    count = page.evaluate(NUMBERED)
    stops: list[int] = []
    unseen: list[str] = []
    for _press in range(count + 5):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if here is None or (stops and here["stop"] == stops[0]):
            break
        stops.append(here["stop"])
        unseen += [] if here["seen"] else [here["words"]]
    missed = page.evaluate(
        "(reached) => [...document.querySelectorAll('[data-stop]')].filter((each) =>"
        " !reached.includes(Number(each.dataset.stop))).map((each) => each.outerHTML.slice(0, 120))",
        stops,
    )
    assert not missed, f"Tab never comes at {missed[:5]}"
    assert stops == sorted(stops), f"Tab jumps: {stops}"
    assert not unseen, f"focus does not show on {unseen[:5]}"


@pytest.mark.parametrize(("who", "place"), [("sanne", "/werk/"), (None, "/"), (None, "/algoritmes")])
def test_the_first_tab_skips_to_the_text(people: People, who: str | None, place: str) -> None:
    page = people.window(who)
    page.goto(place)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text(re.compile("Naar de inhoud|Ga naar de inhoud"))
    expect(skip).to_be_in_viewport(ratio=0.99)
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_after_an_error_the_summary_has_the_focus_or_is_said(people: People) -> None:
    page = people.window("sanne")
    page.goto("/werk/dossiers/nieuw")
    page.get_by_role("button", name="Begin, en ga naar de snelle toets").click()
    summary = page.get_by_role("alert")
    expect(summary).to_be_visible()
    summary.get_by_role("link").first.click()
    expect(page.locator("#name")).to_be_focused()


def test_a_first_time_user_does_the_quick_scan_in_minutes(
    people: People, capsys: pytest.CaptureFixture[str]
) -> None:
    page = people.window("member@gm9991")
    page.context.add_init_script(
        "window.addEventListener('pointerdown', () => {"
        " sessionStorage.clicks = Number(sessionStorage.clicks || 0) + 1; }, true)"
    )
    screen = Screen(page, scripts=True)
    page.goto("/werk/")
    street.start_dossier(screen, "Lijst van speeltoestellen")
    questions = page.locator("[data-question][data-save-url]:not([hidden])").count()
    options = page.locator("[data-question] .option").count()
    texts = page.locator(".question__label, .question__help, .option").all_inner_texts()
    words = sum(len(text.split()) for text in texts)
    street.do_quick_scan(screen, SCAN_SHORT)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Uitkomst")
    clicks = int(page.evaluate("sessionStorage.clicks || 0"))
    seconds = words / 230 * 60 + clicks * 2
    with capsys.disabled():
        print(
            f"\nquick scan: {questions} questions, {options} options, {words} words to read, {clicks} clicks "
            f"from the desk to the outcome; about {seconds:.0f} seconds"
        )
    assert questions <= 14
    assert clicks <= 30
    assert seconds < 300
