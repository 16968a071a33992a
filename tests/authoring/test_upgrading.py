"""A variant goes to a new version of its base in the browser, and no local change vanishes unseen."""

from __future__ import annotations

import re
from html import unescape

import pytest
from flask import Flask

from afweging.questionnaire.variants import read_variant, resolve
from tests.authoring.drafting import LIST, draft, install, kept, variant
from tests.questionnaire.varying import base, content, newer
from tests.support.pages import PageClient

OURS = {"change_question": {"id": "soort", "set": {"help": {"nl": "Kies wat u ziet."}}, "because": "Korter."}}
HIDE = {"hide": {"question": "energie", "because": "Dat meten wij niet."}}
TEXT = "# onze variant\n" + content(OURS, HIDE).decode()


def sent(page: str, **more: str) -> dict[str, str]:
    """Return what the form of a page sends as it stands."""
    form = page[page.index('class="stack" novalidate') : page.rindex("</main>")]
    hidden = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form)
    chosen = re.findall(r'<input type="radio" name="([^"]+)" value="([^"]*)" checked', form)
    typed = re.findall(r'<textarea[^>]* name="([^"]+)"[^>]*>\n(.*?)</textarea>', form, re.DOTALL)
    return {name: unescape(value) for name, value in (*hidden, *chosen, *typed)} | more


def conflict_in(page: str) -> str:
    found = re.search(r'name="take:([^"]+)"', page)
    assert found is not None
    return unescape(found[1])


@pytest.fixture
def url(officer: PageClient, app: Flask) -> str:
    return variant(app, text=TEXT)


def test_without_a_newer_base_there_is_nothing_to_do(officer: PageClient, url: str) -> None:
    assert "U bent bij." in officer.get(f"{url}/bijwerken").get_data(as_text=True)


def test_what_applies_cleanly_is_taken_over(officer: PageClient, app: Flask, url: str) -> None:
    sha256 = install(app, newer(("label: Contact?", "label: Wie is het contact?")))
    page = officer.get(f"{url}/bijwerken").get_data(as_text=True)
    assert "Gaat gewoon mee" in page
    assert "Wie is het contact?" in re.sub("</?(ins|del)>", "", page)
    done = officer.post(f"{url}/bijwerken", data=sent(page, act="take"))
    assert done.status_code == 303
    found = kept(app, url)
    assert found.base_sha256 == sha256
    assert found.text.startswith("# onze variant\n")
    assert sha256 in found.text


def test_a_conflict_is_shown_with_its_three_texts_and_settled(
    officer: PageClient, app: Flask, url: str
) -> None:
    install(app, newer(("Kies er één.", "Kies het beste.")))
    page = officer.get(f"{url}/bijwerken").get_data(as_text=True)
    assert "Over één ding moet u kiezen" in page
    for words in ("Kies er één.", "wat u ziet.", "het beste."):
        assert words in page
    name = conflict_in(page)
    refused = officer.post(f"{url}/bijwerken", data=sent(page, act="take"))
    assert kept(app, url).text == TEXT  # nothing was chosen, so nothing is taken over
    assert refused.status_code == 200
    chosen = officer.post(f"{url}/bijwerken", data=sent(page, **{f"take:{name}": "ours"})).get_data(
        as_text=True
    )
    assert "Het resultaat" in chosen
    assert "Wat u koos" in chosen
    officer.post(f"{url}/bijwerken", data=sent(chosen, act="take"))
    assert "Kies wat u ziet." in kept(app, url).text


def test_theirs_lets_the_local_text_go_and_says_so(officer: PageClient, app: Flask, url: str) -> None:
    install(app, newer(("Kies er één.", "Kies het beste.")))
    page = officer.get(f"{url}/bijwerken").get_data(as_text=True)
    data = sent(page, **{f"take:{conflict_in(page)}": "theirs"})
    chosen = officer.post(f"{url}/bijwerken", data=data).get_data(as_text=True)
    assert "Vervalt, omdat u de landelijke koos" in chosen
    officer.post(f"{url}/bijwerken", data=sent(chosen, act="take"))
    assert "Kies wat u ziet." not in kept(app, url).text


def test_writing_anew(officer: PageClient, app: Flask, url: str) -> None:
    install(app, newer(("Kies er één.", "Kies het beste.")))
    page = officer.get(f"{url}/bijwerken").get_data(as_text=True)
    name = conflict_in(page)
    empty = officer.post(f"{url}/bijwerken", data=sent(page, **{f"take:{name}": "new", f"anew:{name}": " "}))
    assert empty.status_code == 422
    assert "Schrijf wat er moet komen te staan." in empty.get_data(as_text=True)
    data = sent(page, **{f"take:{name}": "new", f"anew:{name}": "Kies het beste dat u ziet."})
    chosen = officer.post(f"{url}/bijwerken", data=data).get_data(as_text=True)
    officer.post(f"{url}/bijwerken", data=sent(chosen, act="take"))
    assert "Kies het beste dat u ziet." in kept(app, url).text


def test_a_choice_that_is_not_offered_chooses_nothing(officer: PageClient, app: Flask, url: str) -> None:
    install(app, newer(("label: Hoeveel energie?", "label: Hoeveel energie?, locked: true")))
    page = officer.get(f"{url}/bijwerken").get_data(as_text=True)
    name = conflict_in(page)
    assert f'name="take:{name}" value="theirs"' in page
    assert f'name="take:{name}" value="ours"' not in page
    forged = officer.post(f"{url}/bijwerken", data=sent(page, act="take", **{f"take:{name}": "ours"}))
    assert "Over één ding moet u kiezen" in forged.get_data(as_text=True)
    assert kept(app, url).text == TEXT


def test_what_is_no_text_is_written_anew_as_yaml(officer: PageClient, app: Flask) -> None:
    more = {"change_option": {"question": "soort", "id": "camera", "set": {"points": {"risico": 5}}}}
    url = variant(app, more)
    install(app, newer(("points: {risico: 2}", "points: {risico: 3}")))
    page = officer.get(f"{url}/bijwerken").get_data(as_text=True)
    name = conflict_in(page)

    def anew(text: str, **keys: str) -> tuple[int, str]:
        data = sent(page, **{f"take:{name}": "new", f"anew:{name}": text}, **keys)
        response = officer.post(f"{url}/bijwerken", data=data)
        return response.status_code, response.get_data(as_text=True)

    status, refused = anew("{risico: [")
    assert status == 422 and "{risico: [" in unescape(refused)
    status, chosen = anew("4")
    assert (status, "Het resultaat" in chosen) == (200, True)
    officer.post(f"{url}/bijwerken", data=sent(chosen, act="take"))
    assert '"risico": 4' in kept(app, url).text or "risico: 4" in kept(app, url).text


def test_a_rule_that_broke_is_written_anew_with_all_of_its_change(officer: PageClient, app: Flask) -> None:
    sensor = {"id": "vlier.sensor", "type": "text", "label": "Welke?", "show_if": "energie > 3"}
    url = variant(app, {"add_question": {"section": "slot", "question": sensor}})
    to = newer(
        ("      - {id: energie, type: number, label: Hoeveel energie?}\n", ""),
        ("show_if: energie > 10", "show_if: 'true'"),
        ("  - {id: zuinigheid, if: energie > 100, kind: advice, text: Bespaar.}\n", ""),
    )
    install(app, to)
    page = officer.get(f"{url}/bijwerken").get_data(as_text=True)
    assert "Er is geen vraag ‘energie’" in page
    name = conflict_in(page)
    data = sent(page, **{f"take:{name}": "new", f"anew:{name}": "Laat maar zien."})
    refused = officer.post(f"{url}/bijwerken", data=data)
    assert refused.status_code == 422
    assert "Schrijf de hele wijziging, zoals zij er stond." in refused.get_data(as_text=True)
    whole = "add_question: {section: slot, question: {id: vlier.sensor, type: text, label: Welke sensor?}}"
    data = sent(page, **{f"take:{name}": "new", f"anew:{name}": whole})
    chosen = officer.post(f"{url}/bijwerken", data=data).get_data(as_text=True)
    officer.post(f"{url}/bijwerken", data=sent(chosen, act="take"))
    assert "Welke sensor?" in kept(app, url).text and "energie > 3" not in kept(app, url).text


def test_a_stale_upgrade_overwrites_nothing(officer: PageClient, app: Flask, url: str) -> None:
    install(app, newer(("label: Contact?", "label: Wie?")))
    page = officer.get(f"{url}/bijwerken").get_data(as_text=True)
    assert officer.post(f"{url}/bijwerken", data=sent(page, act="take", revision="7")).status_code == 409
    assert kept(app, url).text == TEXT


def test_an_installed_variant_is_upgraded_through_a_draft(officer: PageClient, app: Flask) -> None:
    install(app, base())
    install(app, resolve(base(), read_variant(TEXT.encode(), "v")))
    install(app, newer(("label: Contact?", "label: Wie?")))
    started = officer.post(f"{LIST}/versie/vlier/1.0.0/bijwerken")
    assert started.status_code == 303
    assert "Gaat gewoon mee" in officer.get(started.location).get_data(as_text=True)


def test_a_whole_questionnaire_and_a_broken_variant_say_why_not(officer: PageClient, app: Flask) -> None:
    assert "Dit is een hele vragenlijst" in officer.get(f"{draft(app)}/bijwerken").get_data(as_text=True)
    broken = variant(app, {"hide": {"question": "energi", "because": "x"}})
    assert "Los eerst de fouten op" in officer.get(f"{broken}/bijwerken").get_data(as_text=True)
    whole = variant(app, OURS)
    assert officer.get(f"{whole}/bijwerken?naar={'0' * 64}").status_code in (200, 404)


def test_an_upgrade_that_changes_no_question_is_a_version_of_its_own(officer: PageClient, app: Flask) -> None:
    install(app, base())
    install(app, resolve(base(), read_variant(TEXT.encode(), "v")))
    install(app, newer())
    url = officer.post(f"{LIST}/versie/vlier/1.0.0/bijwerken").location.removesuffix("/bijwerken")
    page = officer.get(f"{url}/bijwerken").get_data(as_text=True)
    officer.post(f"{url}/bijwerken", data=sent(page, act="take"))
    told = officer.get(f"{url}/publiceren").get_data(as_text=True)
    assert 'value="1.0.1"' in told
    assert "bouwen voort op een nieuwe versie" in told
    data = {"version": "1.0.1", "revision": str(kept(app, url).revision)}
    assert officer.post(f"{url}/publiceren", data=data).status_code == 303


def test_a_variant_takes_no_name_that_is_used(officer: PageClient, app: Flask) -> None:
    install(app, base())
    install(app, resolve(base(), read_variant(TEXT.encode(), "v")))
    at = f"{LIST}/versie/landelijk/1.0.0/variant"
    refused = officer.post(at, data={"title": "Nog een", "variant": "vlier"})
    assert refused.status_code == 422
    assert "Zo heet al een andere vragenlijst hier." in refused.get_data(as_text=True)
