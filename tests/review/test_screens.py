"""The review on screen, as each person finds it, without scripts and with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from afweging.case.dossier import operations as dossiers
from afweging.case.review import operations as review
from afweging.case.review.models import Advice, Condition, Decision, Finding, Judgement
from afweging.foundation.database import Session, db, writing
from afweging.settings import Settings
from tests.review import cases
from tests.review.cases import BETTER, NOW, WEAK, Told
from tests.support import world
from tests.support.cases import SCAN_SHORT, fill
from tests.support.cases import Case as Plain
from tests.support.pages import PageClient

Build = Callable[..., Told]


class Walker:
    """Somebody with a browser, at one dossier."""

    def __init__(self, client: PageClient, base: str) -> None:
        self.client, self.base = client, base

    def be(self, name: str, code: str = world.HOME, *, fresh: bool = True) -> Walker:
        """Be somebody else from now on."""
        world.sign_in(self.client, name, code, fresh=fresh)
        return self

    def get(self, page: str = "beoordeling") -> TestResponse:
        """Open a page of the dossier."""
        return self.client.get(f"{self.base}/{page}")

    def post(self, page: str, **data: Any) -> TestResponse:
        """Send a form of the dossier."""
        return self.client.post(f"{self.base}/{page}", data=data)

    def script(self, page: str, **data: Any) -> TestResponse:
        """Send a form as a script does."""
        return self.client.post(f"{self.base}/{page}", data=data, headers={"Accept": "application/json"})


@pytest.fixture
def walker(app: Flask, client: PageClient, settings: Settings) -> Callable[..., Walker]:
    """Build a case and return somebody to walk through it."""

    def build(make: Build, *args: Any, prepare: Callable[[Told], None] | None = None, **given: Any) -> Walker:
        with app.app_context():
            with writing() as session:
                told = make(session, settings, *args, **given)
                if prepare:
                    prepare(told)
                base = f"/werk/dossiers/{told.dossier.public_id}"
            db.session.remove()
        return Walker(client, base)

    return build


def rows(app: Flask, model: Any) -> list[Any]:
    with app.app_context():
        found = list(db.session().query(model))
        db.session.remove()
        return found


def test_the_whole_path_without_scripts(app: Flask, walker: Callable[..., Walker]) -> None:
    officer = walker(cases.submitted).be("privacy_officer")
    assert "Neem de zaak op" in officer.get().text
    assert officer.post("beoordeling/opnemen").status_code == 303
    for section in cases.SECTIONS:
        sent = officer.post(f"beoordeling/bevindingen/{section}", **{f"{section}-verdict": "acceptable"})
        assert sent.status_code == 303
    page = officer.get().text
    assert "Alles is beoordeeld" in page
    assert "Leg het oordeel vast" in page
    assert (
        officer.post("beoordeling/oordeel", conclusion="agreed", reasons="Goed onderbouwd.").status_code
        == 303
    )
    decider = officer.be("mandate_holder")
    assert "Goed onderbouwd." in decider.get("besluit").text
    assert decider.post("besluit", outcome="approved", reasons="Nuttig.").status_code == 303
    assert "Nuttig." in decider.get("besluit").text
    assert [d.outcome for d in rows(app, Decision)] == ["approved"]


# -- who sees what ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "page",
    [
        "beoordeling",
        "beoordeling/terugsturen",
        "besluit",
        "advies",
        "voorwaarden",
        "meetekenen",
        "ingebruikname",
    ],
)
@pytest.mark.parametrize(("name", "code"), [("privacy_officer", world.ELSEWHERE), ("member3", world.HOME)])
def test_for_others_the_case_does_not_exist(
    walker: Callable[..., Walker], page: str, name: str, code: str
) -> None:
    assert walker(cases.found).be(name, code).get(page).status_code == 404


@pytest.mark.parametrize(
    "page",
    [
        "beoordeling/opnemen",
        "beoordeling/overdragen",
        "beoordeling/bevindingen/toepassing",
        "beoordeling/terugsturen",
        "beoordeling/adviesvragen",
        "beoordeling/oordeel",
        "besluit",
        "advies",
        "voorwaarden/1/bewijs",
        "voorwaarden/1/akkoord",
        "voorwaarden/1/vervalt",
        "meetekenen",
        "ingebruikname",
    ],
)
def test_nor_do_its_acts(walker: Callable[..., Walker], page: str) -> None:
    stranger = walker(cases.approved).be("privacy_officer", world.ELSEWHERE)
    data = {
        "on": "2026-11-23",
        "toepassing-verdict": "acceptable",
        "vraag-due_on": "2027-01-01",
        "reasons": "x",
    }
    assert stranger.post(page, **data).status_code == 404


def test_who_worked_on_it_reads_why_they_may_not_review(walker: Callable[..., Walker]) -> None:
    barred = walker(cases.submitted, prepare=lambda t: cases.give(t, "member", role="privacy_officer"))
    page = barred.be("member").get().text
    assert "Neem de zaak op" not in page
    assert "U werkte mee aan deze zaak. Wie meewerkt, beoordeelt niet." in page
    assert barred.post("beoordeling/opnemen").status_code == 403


def test_the_team_reads_findings_only_once_they_are_sent_to_it(walker: Callable[..., Walker]) -> None:
    team = walker(cases.found, WEAK).be("member")
    assert WEAK.comment not in team.get().text
    team.be("privacy_officer").post("beoordeling/terugsturen")
    assert WEAK.comment in team.be("member").get().text


def test_stock_phrases_are_shown_to_the_officer_only(walker: Callable[..., Walker]) -> None:
    reader = walker(cases.taken, bewaren="Wij werken in lijn met de AVG.")
    assert "Zegt dit genoeg?" in reader.be("privacy_officer").get().text
    assert "Zegt dit genoeg?" not in reader.be("member").get().text


def test_a_coach_is_told_that_the_report_says_so(walker: Callable[..., Walker]) -> None:
    def coach(told: Told) -> None:
        officer = world.person(told.session, "privacy_officer")
        dossiers.invite(told.session, told.as_("member"), told.dossier, officer, "coach", now=NOW)

    assert (
        "U was coach in dit dossier."
        in walker(cases.submitted, prepare=coach).be("privacy_officer").get().text
    )


# -- findings --------------------------------------------------------------------------------------


def test_a_script_gets_only_what_changed(app: Flask, walker: Callable[..., Walker]) -> None:
    officer = walker(cases.taken).be("privacy_officer")
    told = officer.script("beoordeling/bevindingen/toepassing", **{"toepassing-verdict": "improve"})
    assert told.status_code == 200
    assert told.json is not None
    assert "Nog 2 van 3 te beoordelen" in told.json["html"]["balk"]
    assert "U kunt nog niet oordelen" in told.json["html"]["oordeel-deel"]
    assert any("eigenaar" in gap for gap in told.json["gaps"])
    assert [f.verdict for f in rows(app, Finding)] == ["improve"]


def test_what_was_typed_with_a_wrong_date_is_still_there(app: Flask, walker: Callable[..., Walker]) -> None:
    officer = walker(cases.taken).be("privacy_officer")
    data = {
        "toepassing-verdict": "improve",
        "toepassing-measure": "Hang een bord op.",
        "toepassing-measure_due": "volgende week",
    }
    sent = officer.post("beoordeling/bevindingen/toepassing", **data)
    assert sent.status_code == 422
    assert "Hang een bord op." in sent.text
    assert 'value="volgende week"' in sent.text
    assert rows(app, Finding) == []


@pytest.mark.parametrize("place", ["bestaat-niet", "zaak"])
def test_a_place_that_is_not_there_is_not_found(walker: Callable[..., Walker], place: str) -> None:
    officer = walker(cases.taken).be("privacy_officer")
    sent = officer.post(f"beoordeling/bevindingen/{place}", **{f"{place}-verdict": "acceptable"})
    assert sent.status_code == 404


def test_a_verdict_that_does_not_exist_is_refused(walker: Callable[..., Walker]) -> None:
    officer = walker(cases.taken).be("privacy_officer")
    sent = officer.post("beoordeling/bevindingen/toepassing", **{"toepassing-verdict": "mooi"})
    assert sent.status_code == 422
    assert "Kies aanvaardbaar, verbeteren of onvoldoende." in sent.text


def returned(told: Told) -> None:
    session = told.session
    told.find("toepassing", WEAK)
    told.find("gegevens")
    review.return_to_team(session, told.as_("privacy_officer"), told.assessment, told.case, now=NOW)
    told.change("doel", "De straat moet veel veiliger worden.")
    told.submit("Doel opgeschreven.")
    review.take(session, told.as_("privacy_officer"), told.assessment, now=NOW)


def test_differences_come_first_and_findings_on_changed_answers_are_stale(
    walker: Callable[..., Walker],
) -> None:
    page = walker(cases.taken, prepare=returned).be("privacy_officer").get().text
    assert "<ins>veel</ins>" in page
    assert page.index("Wat er veranderde") < page.index("Onderdeel voor onderdeel")
    assert "Antwoorden veranderden na uw bevinding “onvoldoende” bij versie 1." in page
    assert "Nog 2 van 3 te beoordelen" in page


def test_a_comment_is_written_at_an_answer(walker: Callable[..., Walker]) -> None:
    officer = walker(cases.taken).be("privacy_officer")
    assert 'id="opmerking-doel"' in officer.get("beoordeling?opmerking=doel").text
    assert officer.post("beoordeling/opmerkingen/doel", text=" ").status_code == 422
    assert officer.post("beoordeling/opmerkingen/doel", text="Welke straat?").status_code == 303
    assert "Welke straat?" in officer.get().text


def test_the_closed_judgement_says_exactly_why_and_returning_stays_possible(
    walker: Callable[..., Walker],
) -> None:
    def weak(told: Told) -> None:
        told.find("toepassing", WEAK)

    page = walker(cases.taken, prepare=weak).be("privacy_officer").get().text
    assert 'href="#o-gegevens">Onderdeel 2 (Gegevens) heeft nog geen bevinding.' in page
    assert 'href="#o-controle"' in page
    assert "Stuur terug naar het team" in page


def test_returning_shows_what_the_team_will_read(walker: Callable[..., Walker]) -> None:
    officer = walker(cases.found, WEAK).be("privacy_officer")
    assert WEAK.comment in officer.get("beoordeling/terugsturen").text
    assert officer.post("beoordeling/terugsturen").status_code == 303
    assert officer.post("beoordeling/terugsturen").status_code == 409


def test_the_case_is_handed_over(walker: Callable[..., Walker], app: Flask) -> None:
    officer = walker(cases.taken).be("privacy_officer")
    assert "Privacy Officer2 Vlierwoude" in officer.get().text
    with app.app_context():
        to = world.person(db.session(), "privacy_officer2").public_id
    assert officer.post("beoordeling/overdragen", to="niemand").status_code == 422
    assert officer.post("beoordeling/overdragen", to=to).status_code == 303
    assert (
        officer.post("beoordeling/bevindingen/gegevens", **{"gegevens-verdict": "acceptable"}).status_code
        == 403
    )


# -- advice ----------------------------------------------------------------------------------------


def test_advice_is_asked_given_and_summarised(app: Flask, walker: Callable[..., Walker]) -> None:
    officer = walker(cases.taken).be("privacy_officer")
    wrong = officer.post("beoordeling/adviesvragen", **{"vraag-role": "fg", "vraag-due_on": "gauw"})
    assert wrong.status_code == 422
    asked = {"vraag-role": "fg", "vraag-due_on": "2099-01-01", "vraag-question": "Mag dit zo?"}
    assert officer.post("beoordeling/adviesvragen", **asked).status_code == 303
    fg = officer.be("fg")
    assert "Mag dit zo?" in fg.get("advies").text
    assert "Beheer:" in fg.get("advies").text
    assert "Beheer:" in fg.get("beoordeling").text
    half = fg.post("advies", role="fg", text="Het mag, maar kort.")
    assert half.status_code == 422
    assert "Het mag, maar kort." in half.text
    given = {"role": "fg", "position": "with_remarks", "text": "Het mag, maar kort."}
    assert fg.post("advies", **given).status_code == 303
    (advice,) = rows(app, Advice)
    assert fg.post(f"advies/{advice.public_id}/samenvatting", public_summary=" ").status_code == 422
    assert fg.post(f"advies/{advice.public_id}/samenvatting", public_summary="Kort mag.").status_code == 303
    assert "Kort mag." in officer.be("privacy_officer").get().text


def test_outdated_advice_says_so(walker: Callable[..., Walker]) -> None:
    def advised(told: Told) -> None:
        review.give_advice(
            told.session,
            told.as_("fg"),
            told.assessment,
            "fg",
            position="positive",
            text="Prima.",
            now=NOW,
        )
        returned(told)

    page = walker(cases.taken, prepare=advised).be("privacy_officer").get().text
    assert "Verouderd." in page


def test_the_fg_has_no_form_to_decide(walker: Callable[..., Walker]) -> None:
    fg = walker(cases.judged).be("fg")
    page = fg.get("besluit").text
    assert "Leg het besluit vast" not in page
    assert "Een ander beslist." in page
    assert fg.post("besluit", outcome="approved", reasons="Goed.").status_code == 403


# -- judgement -------------------------------------------------------------------------------------


def test_reasons_and_conditions_are_drafted_and_rows_work_without_scripts(
    app: Flask, walker: Callable[..., Walker]
) -> None:
    officer = walker(cases.found, BETTER).be("privacy_officer")
    page = officer.get().text
    assert "Bijna goed." in page
    assert BETTER.measure in page
    data = {
        "reasons": "Mijn eigen woorden.",
        "conditions-0-origin": "finding:toepassing",
        "conditions-0-text": "Wis de beelden na een half uur.",
        "conditions-0-owner": "teamleider",
        "conditions-0-due_on": "2026-12-18",
    }
    more = officer.post("beoordeling/oordeel", add="1", **data).text
    assert "Mijn eigen woorden." in more
    assert 'name="conditions-1-text"' in more
    own = {"conditions-1-origin": "judgement", "conditions-1-text": "Vertel het de buren."}
    half = officer.post("beoordeling/oordeel", conclusion="agreed_provided", **data, **own)
    assert half.status_code == 422
    assert 'id="conditions-1-owner-fout"' in half.text
    done = {"conditions-1-owner": "wijkregisseur", "conditions-1-always": "y"}
    sent = officer.post("beoordeling/oordeel", conclusion="agreed_provided", **data, **own, **done)
    assert sent.status_code == 303
    laid_down = rows(app, Condition)
    assert [c.text for c in laid_down] == ["Wis de beelden na een half uur.", "Vertel het de buren."]
    assert [c.always for c in laid_down] == [False, True]


def test_a_row_is_removed_without_losing_the_others(walker: Callable[..., Walker]) -> None:
    officer = walker(cases.found).be("privacy_officer")
    data = {f"conditions-{n}-text": f"Voorwaarde {word}." for n, word in enumerate(("een", "twee"))}
    page = officer.post("beoordeling/oordeel", remove="0", **data).text
    assert "Voorwaarde een." not in page
    assert "Voorwaarde twee." in page


def test_a_judgement_that_does_not_fit_keeps_its_text(app: Flask, walker: Callable[..., Walker]) -> None:
    officer = walker(cases.found, WEAK).be("privacy_officer")
    sent = officer.post("beoordeling/oordeel", conclusion="agreed", reasons="Toch goed.")
    assert sent.status_code == 422
    assert "Toch goed." in sent.text
    assert 'id="deviation-fout"' in sent.text
    assert rows(app, Judgement) == []


# -- decision --------------------------------------------------------------------------------------


def test_a_stale_sign_in_asks_the_password_and_loses_nothing(
    app: Flask, walker: Callable[..., Walker]
) -> None:
    decider = walker(cases.judged).be("mandate_holder", fresh=False)
    assert 'name="password"' in decider.get("besluit").text
    typed = {"outcome": "approved", "reasons": "Een lange, doordachte reden."}
    asked = decider.post("besluit", **typed)
    assert asked.status_code == 403
    assert "Een lange, doordachte reden." in asked.text
    assert "Voer voor een besluit eerst uw wachtwoord opnieuw in." in asked.text
    wrong = decider.post("besluit", **typed, password="niet dit")
    assert wrong.status_code == 422
    assert "Een lange, doordachte reden." in wrong.text
    assert rows(app, Decision) == []
    assert decider.post("besluit", **typed, password=world.PASSWORD).status_code == 303
    assert len(rows(app, Decision)) == 1


def test_a_password_that_fits_keeps_the_sign_in_when_something_else_is_wrong(
    app: Flask, walker: Callable[..., Walker]
) -> None:
    decider = walker(cases.judged).be("mandate_holder", fresh=False)
    half = decider.post("besluit", outcome="rejected", reasons="Nee.", password=world.PASSWORD)
    assert half.status_code == 422
    assert 'id="deviates_from_judgement-fout"' in half.text
    again = decider.post("besluit", outcome="rejected", reasons="Nee.", deviates_from_judgement="Geen geld.")
    assert again.status_code == 303
    assert [d.outcome for d in rows(app, Decision)] == ["rejected"]


def test_the_decider_sees_judgement_picture_dissent_and_conditions(walker: Callable[..., Walker]) -> None:
    dilemma = {
        "values": ["privacy", "veiligheid"],
        "options": "Wel\nNiet",
        "choice": "Wel",
        "dissent": "De wijkraad wil geen camera.",
    }
    page = walker(cases.provided, dilemmas=[dilemma]).be("mandate_holder").get("besluit").text
    assert "Akkoord, mits" in page
    assert "De wijkraad wil geen camera." in page
    assert "Een camera ziet ook de tuin" in page
    assert BETTER.measure in page


def test_missing_advice_is_said_before_deciding(walker: Callable[..., Walker]) -> None:
    decider = walker(cases.judged, fg_nodig="ja").be("mandate_holder")
    assert "Het advies van de FG is er nog niet." in decider.get("besluit").text
    sent = decider.post("besluit", outcome="approved", reasons="Toch.")
    assert sent.status_code == 409
    assert "Toch." in sent.text


def test_catching_up_offers_its_own_outcomes_with_a_date(app: Flask, walker: Callable[..., Walker]) -> None:
    decider = walker(cases.provided, route="catching_up").be("mandate_holder")
    page = decider.get("besluit").text
    assert "pauzeert nu" in page.lower()
    assert 'value="rejected"' not in page
    sent = decider.post("besluit", outcome="may_continue_provided", reasons="Kort.", before_date="2099-01-01")
    assert sent.status_code == 303
    assert rows(app, Decision)[0].before_date == dt.date(2099, 1, 1)


def test_one_act_for_the_officer_with_the_mandate(app: Flask, walker: Callable[..., Walker]) -> None:
    officer = walker(cases.found, prepare=lambda t: cases.mandate(t, "privacy_officer")).be("privacy_officer")
    assert "Oordeel en beslis in één keer" in officer.get().text
    assert "Oordeel en besluit over" in officer.get("besluit").text
    assert officer.post("besluit", outcome="approved", reasons="Goed onderbouwd.").status_code == 303
    assert rows(app, Decision)[0].one_act
    assert rows(app, Judgement)[0].conclusion == "agreed"


# -- conditions ------------------------------------------------------------------------------------


def test_conditions_are_proved_agreed_and_listed(app: Flask, walker: Callable[..., Walker]) -> None:
    team = walker(cases.approved).be("member")
    empty = team.post("voorwaarden/1/bewijs", proof=" ")
    assert empty.status_code == 422
    assert team.post("voorwaarden/1/bewijs", proof="Zie bewijs 2.").status_code == 303
    officer = team.be("privacy_officer")
    assert "Zie bewijs 2." in officer.get("voorwaarden").text
    assert BETTER.measure in officer.client.get("/werk/voorwaarden").text
    assert officer.post("voorwaarden/1/akkoord").status_code == 303
    assert rows(app, Condition)[0].state == "met"


def test_the_decider_waives_with_a_public_reason(app: Flask, walker: Callable[..., Walker]) -> None:
    decider = walker(cases.approved).be("mandate_holder")
    assert decider.post("voorwaarden/1/vervalt", because="").status_code == 422
    assert decider.post("voorwaarden/1/vervalt", because="De camera is weg.").status_code == 303
    assert "De camera is weg." in decider.get("voorwaarden").text
    assert decider.post("voorwaarden/9/vervalt", because="x").status_code == 404


def test_conditions_of_another_organisation_are_not_listed(walker: Callable[..., Walker]) -> None:
    other = walker(cases.approved).be("privacy_officer", world.ELSEWHERE)
    page = other.client.get("/werk/voorwaarden").text
    assert BETTER.measure not in page
    assert "Nog geen voorwaarden" in page


# -- the short route, the quick scan, going live ---------------------------------------------------


def test_the_short_route_has_one_finding_for_the_whole_case(
    app: Flask, settings: Settings, client: PageClient
) -> None:
    from tests.support import cases as support

    with app.app_context():
        with writing() as session:
            dossier = support.submitted(session, settings).dossier.public_id
        db.session.remove()
    officer = Walker(client, f"/werk/dossiers/{dossier}").be("privacy_officer")
    officer.post("beoordeling/opnemen")
    assert "Uw bevinding bij de zaak als geheel" in officer.get().text
    assert officer.post("beoordeling/bevindingen/zaak", **{"zaak-verdict": "acceptable"}).status_code == 303
    assert [f.section_id for f in rows(app, Finding)] == ["*"]


NO_WEIGHING = {**SCAN_SHORT, "persoonsgegevens": "nee"}


def scanned(session: Session, settings: Settings) -> Told:
    cases.equip(session)
    member = world.actor(session, settings, "member")
    facts = dossiers.StartFacts(name="Bankjes tellen", kind="data_collection")
    dossier = dossiers.start_dossier(session, member, world.organisation(session), facts, now=NOW)
    session.refresh(dossier)
    told = Told(session, settings, dossier)
    fill(Plain(session, settings, dossier), member, NO_WEIGHING)
    assert dossiers.conclude_quick_scan(session, member, told.assessment, now=NOW) == "none"
    return told


def test_a_scan_that_says_none_is_countersigned_by_an_officer(walker: Callable[..., Walker]) -> None:
    team = walker(scanned).be("member")
    assert "Teken mee: geen weging nodig" not in team.get("meetekenen").text
    assert "Beheer:" in team.get("meetekenen").text
    assert team.post("meetekenen").status_code == 403
    officer = team.be("privacy_officer")
    assert officer.post("meetekenen").status_code == 303
    assert "Meegetekend door" in officer.get("meetekenen").text
    assert officer.post("meetekenen").status_code == 409


def test_going_live_says_what_stands_in_the_way(walker: Callable[..., Walker]) -> None:
    owner = walker(cases.approved).be("member")
    assert "De toepassing staat nog niet in het register." in owner.get("ingebruikname").text
    assert owner.post("ingebruikname", on="2026-11-23").status_code == 409
    assert owner.post("ingebruikname", on="ooit").status_code == 422


LONG = "x" * 10_001


@pytest.mark.parametrize(
    ("make", "name", "page", "data"),
    [
        (
            cases.taken,
            "privacy_officer",
            "beoordeling/bevindingen/gegevens",
            {"gegevens-verdict": "improve", "gegevens-comment": LONG},
        ),
        (
            cases.taken,
            "privacy_officer",
            "beoordeling/bevindingen/gegevens",
            {"gegevens-verdict": "improve", "gegevens-measure_owner": LONG},
        ),
        (cases.taken, "privacy_officer", "beoordeling/bevindingen/gegevens", {}),
        (cases.taken, "privacy_officer", "beoordeling/opmerkingen/doel", {"text": LONG}),
        (
            cases.taken,
            "privacy_officer",
            "beoordeling/adviesvragen",
            {"vraag-role": "waarzegger", "vraag-due_on": "2099-01-01"},
        ),
        (
            cases.taken,
            "privacy_officer",
            "beoordeling/adviesvragen",
            {"vraag-role": "fg", "vraag-due_on": "0001-01-01"},
        ),
        (
            cases.found,
            "privacy_officer",
            "beoordeling/oordeel",
            {"conclusion": "misschien", "reasons": "Zo."},
        ),
        (cases.found, "privacy_officer", "beoordeling/oordeel", {"conclusion": "agreed", "reasons": LONG}),
        (
            cases.found,
            "privacy_officer",
            "beoordeling/oordeel",
            {
                "conclusion": "agreed_provided",
                "reasons": "Zo.",
                "conditions-7-text": "Iets.",
                "conditions-7-due_on": "2026-02-30",
            },
        ),
        (cases.taken, "fg", "advies", {"role": "fg", "position": "prachtig", "text": ""}),
        (cases.judged, "mandate_holder", "besluit", {"outcome": "misschien", "reasons": "Zo."}),
        (cases.judged, "mandate_holder", "besluit", {}),
        (cases.approved, "member", "voorwaarden/1/bewijs", {"proof": LONG}),
        (cases.approved, "mandate_holder", "voorwaarden/1/vervalt", {"because": LONG}),
    ],
)
def test_bad_input_is_refused_at_its_place(
    walker: Callable[..., Walker], make: Build, name: str, page: str, data: dict[str, str]
) -> None:
    sent = walker(make).be(name).post(page, **data)
    assert sent.status_code == 422
    assert 'class="error' in sent.text


@pytest.mark.parametrize("remove", ["²", "99", "-1", "x"])
def test_a_row_that_is_not_there_is_not_removed(walker: Callable[..., Walker], remove: str) -> None:
    officer = walker(cases.found).be("privacy_officer")
    sent = officer.post("beoordeling/oordeel", remove=remove, **{"conditions-0-text": "Blijft."})
    assert sent.status_code in (200, 422)
    assert "Blijft." in sent.text


@pytest.mark.parametrize(
    ("make", "name", "page"),
    [(cases.judged, "mandate_holder", "besluit"), (cases.approved, "member", "ingebruikname")],
)
def test_the_dossier_leads_to_the_next_act(
    walker: Callable[..., Walker], make: Build, name: str, page: str
) -> None:
    reader = walker(make).be(name)
    assert f'href="{reader.base}/{page}"' in reader.client.get(reader.base).text
