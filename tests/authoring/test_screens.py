# a form a line reads better than one broken up
"""The editor in the browser's terms: every page, every button, what was typed, who may."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from afweging.case.authoring.models import QuestionnaireDraft
from afweging.case.authoring.operations import KEPT
from afweging.case.library.models import InstalledQuestionnaire
from afweging.foundation.database import db, writing
from tests.authoring.drafting import draft
from tests.questionnaire.varying import BASE
from tests.support import world
from tests.support.pages import PageClient
from tests.support.world import NOW

HOME = "/beheer/vragenlijsten"
LIST = f"{HOME}/{world.HOME}"
INSTALLED = f"{LIST}/versie/landelijk/1.0.0"


def text_of(app: Flask) -> str:
    """The text of the only draft."""
    with app.app_context():
        return db.session().scalars(select(QuestionnaireDraft.text)).one()


def revision_of(app: Flask) -> int:
    with app.app_context():
        return db.session().scalars(select(QuestionnaireDraft.revision)).one()


def post(client: PageClient, app: Flask, url: str, status: int = 303, /, **fields: Any) -> Any:
    """Send a form with the revision that stands; check what comes back."""
    answer = client.post(url, data={"revision": str(revision_of(app)), **fields})
    assert answer.status_code == status, (answer.status_code, answer.get_data(as_text=True)[:3000])
    return answer


@pytest.fixture
def variant(officer: PageClient) -> str:
    """The address of a fresh variant of the small questionnaire."""
    answer = officer.post(f"{INSTALLED}/variant", data={"title": "Vlierwoude", "variant": "vlier"})
    assert answer.status_code == 303
    return str(answer.location)


@pytest.fixture
def whole(officer: PageClient) -> str:
    """The address of a draft of the next version of the small questionnaire."""
    answer = officer.post(f"{INSTALLED}/concept")
    assert answer.status_code == 303
    return str(answer.location)


def test_the_list(officer: PageClient) -> None:
    assert officer.get(HOME + "/").location == LIST
    page = officer.get(LIST).get_data(as_text=True)
    assert "Er wordt nu niets geschreven." in page
    assert "Landelijk" in page
    assert "EUPL-1.2" in page
    shown = officer.get(INSTALLED).get_data(as_text=True)
    assert "Maak een eigen variant" in shown
    assert officer.get(f"{INSTALLED}/bestand.yaml").get_data(as_text=True) == BASE


def test_starting_from_nothing_and_from_a_file(officer: PageClient, app: Flask) -> None:
    assert officer.get(f"{LIST}/nieuw").status_code == 200
    assert officer.post(f"{LIST}/nieuw", data={}).status_code == 422
    started = officer.post(f"{LIST}/nieuw", data={"title": "Cameratoets"})
    assert officer.get(started.location).status_code == 200
    broken = {"file": (io.BytesIO(b"format: 1\nsections: [\n"), "x.yaml")}
    kept = officer.post(f"{LIST}/nieuw", data=broken)
    page = officer.get(kept.location, follow_redirects=True).get_data(as_text=True)
    assert "regel 3" in page or "regel 2" in page
    for data, name in ((b"\xff\xfe\x00", "x.yaml"), (b"x" * (2 * 1024 * 1024 + 1), "y.yaml")):
        refused = officer.post(f"{LIST}/nieuw", data={"file": (io.BytesIO(data), name)})
        assert refused.status_code == 422


def test_a_variant_asks_for_a_name_and_a_short_one(officer: PageClient) -> None:
    assert officer.get(f"{INSTALLED}/variant").status_code == 200
    for fields in ({"title": ""}, {"title": "V", "variant": "1x"}, {"title": "V", "variant": "landelijk"}):
        assert officer.post(f"{INSTALLED}/variant", data=fields).status_code == 422


@pytest.mark.slow
def test_every_part_has_a_page(officer: PageClient, app: Flask, whole: str) -> None:
    page = officer.get(whole).get_data(as_text=True)
    links = set(re.findall(rf'href="({re.escape(whole)}/[^"]+)"', page))
    assert len(links) > 15
    for link in links:
        if not link.endswith((".yaml",)):
            assert officer.get(link).status_code == 200, link


def test_saving_a_field_changes_only_that(officer: PageClient, app: Flask, whole: str) -> None:
    url = f"{whole}/deel/question/soort"
    post(
        officer, app, url, **{"k-label-here": "1", "k-label-nl": "Wat zet u in?", "k-label-en": "What is it?"}
    )
    assert text_of(app) == BASE.replace("Wat is het?", "Wat zet u in?")
    assert "Wat zet u in?" in officer.get(url).get_data(as_text=True)
    post(officer, app, f"{whole}/ongedaan")
    assert text_of(app) == BASE


def test_what_cannot_be_read_keeps_what_was_typed(officer: PageClient, app: Flask, whole: str) -> None:
    url = f"{whole}/deel/question/soort"
    answer = post(officer, app, url, 422, **{"k-revision-here": "1", "k-revision": "veel"})
    assert 'value="veel"' in answer.get_data(as_text=True)
    assert text_of(app) == BASE


def test_a_wrong_rule_is_kept_and_told_at_its_place(officer: PageClient, app: Flask, whole: str) -> None:
    url = f"{whole}/deel/question/contact"
    post(officer, app, url, **{"k-show_if-here": "1", "k-show_if": 'sort == "camera"'})
    page = officer.get(url).get_data(as_text=True)
    assert "Er is geen vraag ‘sort’. Bedoelt u ‘soort’?" in page
    found = re.search(r'name="line" value="(\d+)".*?name="column" value="(\d+)"', page)
    assert found is not None
    post(officer, app, f"{whole}/herstel", line=found[1], column=found[2], wrong="sort", better="soort")
    assert 'show_if: soort == "camera"' in text_of(app) or "soort == " in text_of(app)
    assert "In woorden:" in officer.get(url).get_data(as_text=True)


def test_the_rule_builder_without_scripts(officer: PageClient, app: Flask, whole: str) -> None:
    url = f"{whole}/deel/question/contact"
    fields = {
        "k-show_if-here": "1",
        "k-show_if": "",
        "k-show_if-rows": "1",
        "k-show_if-0-subject": "question:soort",
    }
    drawn = post(officer, app, url, 200, act="build-k-show_if:draw", **fields).get_data(as_text=True)
    assert "Camera" in drawn
    unfinished = post(officer, app, url, 422, act="build-k-show_if:use", **fields)
    assert "Rij 1 is nog niet af" in unfinished.get_data(as_text=True)
    fields |= {"k-show_if-0-comparison": "is", "k-show_if-0-value": "camera"}
    used = post(officer, app, url, 200, act="build-k-show_if:use", **fields).get_data(as_text=True)
    assert "De regel staat er. Druk onderaan op Bewaar" in used
    assert "De regel staat er" not in unfinished.get_data(as_text=True)
    assert "soort == &#34;camera&#34;" in used
    assert text_of(app) == BASE


def test_adding_a_question_with_points(officer: PageClient, app: Flask, variant: str) -> None:
    url = f"{variant}/nieuw/question?in=gegevens"
    assert officer.get(url).status_code == 200
    assert post(officer, app, url, 422, **{"new-type": "choice"}).status_code == 422
    answer = post(
        officer, app, url,
        **{"new-title-nl": "Welke sensor?", "new-type": "choice", "new-options": "Telt\nKijkt mee"},
    )  # fmt: skip
    here = str(answer.location)
    assert here.endswith("/deel/question/vlier.welke_sensor#gezegd")
    assert officer.get(here).status_code == 200
    option = f"{variant}/deel/option/vlier.welke_sensor:kijkt_mee"
    points = {
        "k-points-here": "1",
        "k-points-count": "1",
        "k-points-0-name": "risico",
        "k-points-0-amount": "3",
    }
    post(officer, app, option, **points)
    assert "points: {risico: 3}" in text_of(app)
    assert "Welke sensor?" in officer.get(here).get_data(as_text=True)


def test_a_variant_names_origins_and_leads_back(officer: PageClient, app: Flask, variant: str) -> None:
    url = f"{variant}/deel/question/soort"
    post(officer, app, url, because="Onze woorden.",
         **{"k-label-here": "1", "k-label-nl": "Wat zet u in?", "k-label-en": "What is it?"})  # fmt: skip
    page = officer.get(url).get_data(as_text=True)
    assert "Landelijk staat er:" in page
    assert "Onze woorden." in page
    assert "landelijk, hier gewijzigd" in page
    post(officer, app, f"{url}/landelijk", path="label")
    assert "changes: []" in text_of(app)


def test_what_is_locked_is_shown_and_not_asked(officer: PageClient, variant: str) -> None:
    page = officer.get(f"{variant}/deel/question/persoonsgegevens").get_data(as_text=True)
    assert 'name="k-label-nl"' in page
    assert 'name="k-required-how"' not in page
    assert "Verberg dit" not in page


def test_hiding_and_showing_again(officer: PageClient, app: Flask, variant: str) -> None:
    url = f"{variant}/deel/question/energie"
    post(officer, app, f"{url}/weg")
    assert "hide" not in text_of(app)
    post(officer, app, f"{url}/weg", because="Wij meten dit niet.")
    assert "U verbergt dit." in officer.get(url).get_data(as_text=True)
    post(officer, app, f"{url}/toon")
    assert "hide" not in text_of(app)


def test_moving(officer: PageClient, app: Flask, whole: str) -> None:
    post(officer, app, f"{whole}/deel/question/energie/omhoog")
    assert text_of(app).index("id: energie") < text_of(app).index("id: bronnen")
    post(officer, app, f"{whole}/deel/question/energie/omlaag")
    post(officer, app, f"{whole}/deel/question/bronnen/naar", section="slot")
    assert text_of(app).index("id: bronnen") > text_of(app).index("id: contact")
    post(officer, app, f"{whole}/deel/section/start/omhoog")
    assert "Dit staat al vooraan." in officer.get(f"{whole}/deel/section/start").get_data(as_text=True)


def test_two_officers_at_once(officer: PageClient, app: Flask, whole: str) -> None:
    url = f"{whole}/deel/question/soort"
    mine = {"k-label-here": "1", "k-label-nl": "Van mij?", "k-label-en": "What is it?", "revision": "1"}
    post(
        officer, app, url, **{"k-label-here": "1", "k-label-nl": "Van de ander?", "k-label-en": "What is it?"}
    )
    answer = officer.post(url, data=mine)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Van mij?" in page
    assert "De ander schreef:" in page
    assert "Van de ander?" in text_of(app)


def test_yaml_in_and_out(officer: PageClient, app: Flask, whole: str) -> None:
    url = f"{whole}/yaml"
    assert officer.get(url).status_code == 200
    post(officer, app, url, text=BASE.replace("\n", "\r\n") + "# tot hier\r\n")
    assert text_of(app) == BASE + "# tot hier\n"
    post(officer, app, url, text="sections: [")
    page = officer.get(url).get_data(as_text=True)
    assert "sections: [" in page
    assert officer.get(whole).location == url
    stale = officer.post(url, data={"text": "x: 1", "revision": "1"})
    assert stale.status_code == 409
    assert officer.get(f"{whole}/bestand.yaml").get_data(as_text=True) == "sections: ["


def test_publishing_proposes_a_version_and_refuses_a_lower_one(
    officer: PageClient, app: Flask, whole: str
) -> None:
    url = f"{whole}/publiceren"
    assert "Er is niets veranderd" in post(officer, app, url, 422, version="1.0.1").get_data(as_text=True)
    post(officer, app, f"{whole}/nieuw/question?in=slot", **{"new-title-nl": "Nog iets?", "new-type": "text"})
    assert 'value="1.1.0"' in officer.get(url).get_data(as_text=True)
    post(officer, app, url, 422, version="1.0.1")
    post(officer, app, url, 422, version="nieuw")
    published = post(officer, app, url, version="1.1.0")
    assert "Landelijk, versie 1.1.0" in officer.get(str(published.location)).get_data(as_text=True)
    with app.app_context():
        installed = db.session().scalars(select(InstalledQuestionnaire))
        states = {each.version: each.state for each in installed}
        assert states == {"1.0.0": "retired", "1.1.0": "published"}
        assert not db.session().scalars(select(QuestionnaireDraft)).all()


def test_publishing_a_variant(officer: PageClient, app: Flask, variant: str) -> None:
    post(officer, app, f"{variant}/deel/question/energie/weg", because="Wij meten dit niet.")
    published = post(officer, app, f"{variant}/publiceren", version="1.0.0")
    page = officer.get(str(published.location)).get_data(as_text=True)
    assert "Niet gevraagd in deze variant" in page
    assert "Wij meten dit niet." in page
    again = officer.post(f"{published.location}/concept")
    assert "Wij meten dit niet." in text_of(app)
    assert officer.get(str(again.location)).status_code == 200


def test_a_draft_with_problems_is_not_published(officer: PageClient, app: Flask, whole: str) -> None:
    post(officer, app, f"{whole}/yaml", text=BASE.replace("type: longtext", "type: longtxt"))
    assert "Er zijn nog fouten" in officer.get(f"{whole}/publiceren").get_data(as_text=True)
    post(officer, app, f"{whole}/publiceren", 422, version="1.1.0")


def test_throwing_a_draft_away(officer: PageClient, app: Flask, whole: str) -> None:
    assert officer.get(f"{whole}/weg").status_code == 200
    post(officer, app, f"{whole}/weg")
    assert officer.get(whole).status_code == 404
    page = officer.get(LIST).get_data(as_text=True)
    assert "1 weggegooid concept" in page
    post(officer, app, f"{whole}/terug")
    assert officer.get(whole).status_code == 200
    assert "weggegooid concept" not in officer.get(LIST).get_data(as_text=True)


def test_a_draft_thrown_away_long_ago_goes_for_good(officer: PageClient, app: Flask, whole: str) -> None:
    post(officer, app, f"{whole}/weg")
    with app.app_context(), writing() as session:
        old = session.query(QuestionnaireDraft).filter_by(public_id=whole.rpartition("/")[2]).one()
        old.discarded_at = NOW - KEPT
    assert "weggegooid concept" not in officer.get(LIST).get_data(as_text=True)
    other = draft(app)
    assert officer.post(f"{other}/weg").status_code == 303
    with app.app_context():
        left = [each.public_id for each in db.session.query(QuestionnaireDraft)]
    assert left == [other.rpartition("/")[2]]


def test_who_may_not_edit_sees_nothing(officer: PageClient, app: Flask, whole: str) -> None:
    world.sign_in(officer, "member")
    for url in (LIST, f"{INSTALLED}/variant", whole, f"{whole}/yaml", f"{whole}/deel/question/soort"):
        assert officer.get(url).status_code == 404
    assert "Vragenlijsten" not in officer.get("/werk/").get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "deel/question/nergens",
        "deel/thing/x",
        "nieuw/question?in=nergens",
        "nieuw/thing",
        "deel/option/soort",
    ],
)
def test_what_is_not_there_is_a_404(officer: PageClient, whole: str, path: str) -> None:
    assert officer.get(f"{whole}/{path}").status_code == 404


def test_a_draft_prints_for_a_meeting_and_says_on_every_page_that_it_is_one(
    officer: PageClient, app: Flask, whole: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def render(_renderer: Any, job: Any, _listen: Any) -> bytes:
        seen.append(job.html)
        return b"%PDF-"

    monkeypatch.setattr("afweging.case.printing.press._PRESSES", {})  # nothing was printed before
    monkeypatch.setattr("afweging.foundation.pdf.Renderer.render", render)
    answer = officer.get(f"{whole}/afdruk.pdf")
    assert answer.mimetype == "application/pdf"
    assert "concept-landelijk" in answer.headers["Content-Disposition"]
    assert "Concept: nog niet gepubliceerd" in seen[0]
    assert "Concept, landelijk" in seen[0]
    post(officer, app, f"{whole}/yaml", text=BASE.replace("type: longtext", "type: longtxt"))
    assert officer.get(f"{whole}/afdruk.pdf").status_code == 303


def test_a_file_keeps_its_own_title_and_its_own_higher_version(officer: PageClient, app: Flask) -> None:
    newer = BASE.replace("version: 1.0.0", "version: 1.4.0").replace("Wat is het?", "Wat is dit?")
    answer = officer.post(f"{LIST}/nieuw", data={"file": (io.BytesIO(newer.encode()), "nieuw.yaml")})
    page = officer.get(str(answer.location)).get_data(as_text=True)
    assert "Uit een bestand" not in page
    publish = officer.get(f"{answer.location}/publiceren").get_data(as_text=True)
    assert 'name="version" value="1.4.0"' in publish
    assert "De tekst zelf zegt 1.4.0." in publish
