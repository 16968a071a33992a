"""Every page that the demonstration and an empty organisation have, for everybody, is accessible.

All links of everybody are followed over plain HTTP: none leads nowhere, none meets an error. Pages that
bring anything that no page before had (an element with other attributes, another order of headings, another
template) are then looked at in the browser, wide and narrow, light and dark, and at 200%.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.browser import axe
from tests.browser.house import EMPTY, House
from tests.browser.people import NARROW, WIDE, People
from tests.browser.walking import Seen, Walker
from tests.support.pages import find_problems

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("browser")]

STARTS: dict[str | None, tuple[str, ...]] = {
    None: ("/", "/en/", "/inloggen", "/algoritmes?q=xyzzy", "/algoritmes/00000000", "/bestaat-niet"),
    "sanne": ("/werk/", "/werk/dossiers/0000000000"),
    "jeroen": ("/werk/",),
    "ilse": ("/werk/",),
    "wouter": ("/werk/",),
    "marjan": ("/werk/", "/inloggen/opnieuw?next=/werk/"),
    "samira": ("/werk/",),
    "noor": ("/werk/", "/beheer/"),
    "rik": ("/werk/",),
    "anneke": ("/werk/",),
    "bas": ("/werk/",),
    f"member@{EMPTY}": ("/werk/", "/beheer/"),
    f"privacy_officer@{EMPTY}": ("/werk/",),
    f"mandate_holder@{EMPTY}": ("/werk/",),
    f"editor@{EMPTY}": ("/werk/",),
    f"manager@{EMPTY}": ("/werk/",),
    f"admin@{EMPTY}": ("/werk/", "/beheer/"),
}
# Addresses that are there to be asked in vain.
IN_VAIN = {"/algoritmes/00000000", "/bestaat-niet", "/werk/dossiers/0000000000"}
# Pages that no link leads to: they answer programs, carry no words, or come after a form.
UNLINKED = re.compile(
    r"^(static|health\..*|identity\.switch_language|dossier\.(consequence|dossiers_with_slash|long_section)"
    r"|report\.progress|register\.(entries_as_json|security)|review\.(countersigning|judgement)|publication\.stand"
    # What only a case in that very state has: the street goes there.
    r"|dossier\.(download|recall|moving|moving_back)|lifecycle\.going_live|publication\.asked|review\.give_back|authoring\.import_report)$"
)
SCROLLS = """() => {
  const wide = document.scrollingElement.clientWidth;
  if (document.scrollingElement.scrollWidth <= wide) return "";
  const far = [...document.querySelectorAll("body *")].filter((each) => {
    for (let up = each; up; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible") return false;
    return each.getBoundingClientRect().right > wide + 1;
  });
  const told = far.slice(0, 3).map((each) => each.outerHTML.slice(0, 140)).join(" | ");
  return `${document.scrollingElement.scrollWidth} of ${wide}: ${told}`;
}"""


@dataclass
class Pages:
    """What everybody saw."""

    seen: list[Seen] = field(default_factory=list)

    @property
    def telling(self) -> list[Seen]:
        """Return the pages that bring something new, each."""
        known: set[object] = set()
        chosen = []
        for page in self.seen:
            if page.html and not 300 <= page.status < 400 and page.features - known:
                known |= page.features
                chosen.append(page)
        return chosen


@pytest.fixture(scope="module")
def pages(house: House) -> Pages:
    """Follow every link, as everybody."""
    pages = Pages()
    for who, starts in STARTS.items():
        pages.seen += Walker(house, who).everywhere(starts)
    return pages


def test_no_link_leads_nowhere_and_no_page_fails(pages: Pages) -> None:
    lost = {
        f"{page.status} {page.address} ({page.who or 'a resident'})"
        for page in pages.seen
        if page.status >= 400 and page.address not in IN_VAIN and not page.address.startswith("/beheer/")
    }
    assert not lost, "\n".join(sorted(lost))
    assert len(pages.seen) > 1000


def test_every_page_of_the_program_is_reached(house: House, pages: Pages) -> None:
    reached = {page.endpoint for page in pages.seen}
    rules = {rule.endpoint for rule in house.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    left = {name for name in rules - reached if not UNLINKED.match(name)}
    assert not left, f"no link of anybody leads to {sorted(left)}"


def test_every_page_keeps_to_the_rules_of_the_house(pages: Pages) -> None:
    problems = {
        f"{page.address} ({page.who}): {problem}"
        for page in pages.telling
        for problem in find_problems(
            page.html, public=not page.address.startswith(("/werk", "/beheer", "/inl"))
        )
    }
    assert not problems, "\n".join(sorted(problems))


def test_axe_finds_nothing_on_any_page_in_any_width_and_colour(people: People, pages: Pages) -> None:
    page = people.window(viewport=WIDE)
    problems = []
    for seen in pages.telling:
        page.context.clear_cookies()
        if seen.who:
            people.be(page.context, seen.who)
        page.goto(seen.address)
        problems += [f"{seen.address} ({seen.who}) {problem}" for problem in look_at(page, seen)]
    assert not problems, "\n".join(problems)


def look_at(page: Any, seen: Seen) -> list[str]:
    """Return everything that is wrong with a page in any of its forms."""
    found = []
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(WIDE)
    shoot(page, seen, "1280")
    found += [f"wide, light: {each}" for each in axe.violations(page)]
    page.emulate_media(color_scheme="dark")
    found += [f"wide, dark: {each}" for each in axe.violations(page, axe.COLOURS)]
    page.set_viewport_size({"width": 640, "height": 450})
    found += [f"at 200% it scrolls sideways: {far}" for far in [page.evaluate(SCROLLS)] if far]
    page.set_viewport_size(NARROW)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found += [f"narrow it scrolls sideways: {far}" for far in [page.evaluate(SCROLLS)] if far]
    found += [f"narrow, dark: {each}" for each in axe.violations(page)]
    page.emulate_media(color_scheme="light")
    found += [f"narrow, light: {each}" for each in axe.violations(page, axe.COLOURS)]
    shoot(page, seen, "390")
    return found


def shoot(page: Any, seen: Seen, width: str) -> None:
    """Keep a picture, where somebody wants them (AFWEGING_SHOTS names the folder)."""
    folder = os.environ.get("AFWEGING_SHOTS")
    if folder:
        name = re.sub(r"[^a-z0-9]+", "-", f"{seen.address} {seen.who or 'resident'}".lower()).strip("-")
        page.screenshot(path=str(Path(folder) / f"{name}-{width}.png"), full_page=True, timeout=60_000)
