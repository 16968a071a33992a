"""What stands on a printed questionnaire: everything that it says, in words that people read."""

from __future__ import annotations

import re
from html import unescape

import pytest

from afweging.case.printing import spaces
from afweging.case.printing.language import language
from afweging.case.printing.paper import chapters, environment, questionnaire_html
from afweging.questionnaire import Question, Text
from afweging.questionnaire.records import RECORD_COLUMNS
from afweging.questionnaire.schema import TYPES
from tests.printing.sheets import SHIPPED, VARIANTS, everything, sheet, shipped, variant
from tests.questionnaire.making import make, question
from tests.support.pages import check_page


def words(html: str) -> str:
    """The text as a reader meets it: without tags, white space as one space."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def of_question(html: str, name: str) -> str:
    """The words of one question."""
    start = html.index(f'<h3 id="vraag-{name}"')
    return words(re.split(r'<div class="ask[ "]', html[start:])[0])


@pytest.fixture(scope="module")
def html() -> str:
    return questionnaire_html(sheet(everything()))


def test_it_is_a_whole_page_that_keeps_the_rules_of_the_house(html: str) -> None:
    check_page(html, public=True)


def test_every_type_has_its_room_and_a_macro_that_draws_it() -> None:
    columns = {column.type for columns in RECORD_COLUMNS.values() for column in columns}
    assert set(TYPES) | columns == set(spaces.SPACES)
    drawn = environment(language("nl")).get_template("printing/parts.html").module
    bare = {kind: Question("x", kind, Text(), min=1, max=5) for kind in spaces.SPACES}
    kinds = {spaces.space_of(asked).kind for asked in bare.values()}
    assert kinds <= set(drawn.PLACES)  # type: ignore[attr-defined]  # what the template sets


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("naam", "1.1 Vraag naam? Verplicht · Blijft intern · 5 tot 99 tekens"),
        ("naam", "Goed Een goed voorbeeld Zwak Een zwak"),
        ("gevoelig", "Verplicht in de fase pilot of gebruik"),
        ("gevoelig", "Kies één antwoord. Ja Nee"),
        ("soort", "B Alleen als bij 1.2 ‘Ja’ is gekozen."),
        ("doelen", "1.4 Vraag doelen? Alleen als bij 1.2 ‘Ja’ is gekozen."),
        ("doelen", "Kies er 1 tot 2. X Y Geen van deze (dan geen andere)"),
        ("doelen", "Weten we nog niet, want wie zoekt het uit, en voor wanneer? Niet van toepassing, want"),
        ("doelen", "Raakt aan Privacy Zie ook AVG art. 35 ; Intern blz. 3"),
        ("aantal", "Verplicht als bij 1.2 ‘Ja’ is gekozen · Blijft intern"),
        ("aantal", "een heel getal · van 1 tot en met 12.000"),
        ("aantal", "mensen"),
        ("bijlage", "hoogstens 3 bestanden · soort: application/pdf"),
        ("toelichting", "Vraag toelichting? Lees dit eerst ."),
        ("bronnen", "Wat Noem de bron. Hoe Kies uit: P; Q."),
        ("bronnen", "Sinds Alleen als bij ‘Hoe’ in deze rij ‘P’ is gekozen."),
        ("bronnen", "Sinds dag-maand-jaar Zeg van elke bron hoe."),
        ("longtext", "Hulp bij longtext. Waarom vragen we dit? Reden van longtext."),
        ("date", "dag maand jaar"),
        ("matrix", "Kies één antwoord per regel."),
        ("scale", "Kies één antwoord. 1 2 3 4 5"),
        ("risks", "Risico 1 Schade Groep Kans 1 2 3 4 5"),
        ("weighing", "Belang 1 Belang Kant Opbrengst Last"),
        ("weighing", "Het sterkste tegenargument"),
        ("measures", "Maatregel Wie Wanneer klaar dag-maand-jaar Stand"),
    ],
)  # fmt: skip
def test_what_stands_at_a_question(html: str, name: str, said: str) -> None:
    assert said in of_question(html, name)


@pytest.mark.parametrize(
    "said",
    [
        "2 Later Over later . Alleen als vraag 1.1 beantwoord is. Voor: data-analist",
        "Een DPIA Dit moet Doe een DPIA . Vooraf nodig: advies van de FG. "
        "Vooraf nodig: voorafgaande raadpleging van de toezichthouder. "
        "Geldt als bij 1.2 ‘Ja’ is gekozen. Geldt vanaf 1 januari 2026. Zie ook AVG art. 36",
        "De waarde is het aantal punten voor ‘risico’.",
        "Het maximum is het hoogste aantal punten voor ‘risico’.",
        "Laag tot en met 25% van het maximum Hoog meer dan 25% van het maximum",
        "Punten voor ‘risico’ Vraag Wat een antwoord telt 1.2 Vraag gevoelig? Ja: 3",
        "1.4 Vraag doelen? X: 2; weten we nog niet: 1",
        "Privacy Minder is beter.",
        "FG De functionaris.",
        "Van wie Beheer van de proef, beheer@proef.example Licentie EUPL-1.2 "
        "Bron https://proef.example/xlsform",
    ],
)
def test_what_stands_round_the_questions(html: str, said: str) -> None:
    assert said in words(html)


def test_it_says_which_text_it_is(html: str) -> None:
    asked = everything()
    assert "T (t 1.0.0)." in words(html)
    assert asked.sha256 in html.replace("<wbr>", "")
    assert f'data-foot="t 1.0.0, SHA-256 {asked.sha256[:8]}' in html


def test_a_table_gets_the_rows_that_it_needs_and_a_wide_one_a_card_per_row(html: str) -> None:
    rooms = {question.id: spaces.space_of(question) for question in everything()}
    assert (rooms["bronnen"].kind, rooms["bronnen"].rows) == ("grid", 4)
    assert (rooms["risks"].kind, rooms["risks"].rows) == ("cards", 3)
    few = make(question("table", "t", max_rows=2)).question("t")
    assert spaces.space_of(few).rows == 2
    many = make(question("table", "t", min_rows=9)).question("t")
    assert spaces.space_of(many).rows == 9


@pytest.mark.parametrize(
    ("labels", "beside"),
    [
        (["Ja", "Nee"], True),
        (["A"] * 5, False),
        (["Nee, hoogstens de rand", "Daar twijfelen wij over", "Ja"], False),
    ],
)
def test_few_short_options_stand_beside_each_other(labels: list[str], beside: bool) -> None:
    listed = [{"id": f"o{n}", "label": label} for n, label in enumerate(labels)]
    asked = make(question("choice", "keuze", options=listed))
    assert spaces.in_one_line(asked.question("keuze"), "nl") is beside
    assert ("ticks--row" in questionnaire_html(sheet(asked))) is beside


def test_what_is_not_there_has_no_chapter() -> None:
    bare = [(chapter.number, chapter.template) for chapter in chapters(sheet(make(question("text"))))]
    assert bare == [("1", "section"), ("A", "colophon")]
    html = questionnaire_html(sheet(make(question("text"))))
    check_page(html, public=True)
    assert "None" not in words(html)


def test_each_section_of_a_long_questionnaire_starts_on_a_page() -> None:
    long, short = shipped("model-afwegingsraamwerk"), shipped("korte-afweging")
    assert not any(chapter.run for chapter in chapters(sheet(long)) if chapter.section)
    assert all(chapter.run for chapter in chapters(sheet(short)) if chapter.section)


@pytest.mark.parametrize("lang", ["nl", "en"])
@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_questionnaire_is_printed_whole(name: str, lang: str) -> None:
    asked = shipped(name)
    html = questionnaire_html(sheet(asked, lang))
    check_page(html, public=True)
    said = re.sub(r"\s", "", words(html))
    parts = [
        *(question.label for question in asked),
        *(text for question in asked for text in (question.help, question.why) if text),
        *(example.text for question in asked for example in question.examples),
        *(option.label for question in asked for option in question.options),
        *(row.label for question in asked for row in question.rows),
        *(column.label for question in asked for column in question.columns),
        *(outcome.text for outcome in asked.outcomes),
        *(term.text for term in asked.glossary),
        *(value.description for value in asked.values),
    ]  # fmt: skip
    missing = [text.to(lang) for text in parts if _squeezed(text.to(lang)) not in said]
    assert missing == []
    assert all(f'id="vraag-{question.id}"' in html for question in asked)
    assert "{{" not in html


def _squeezed(markdown: str) -> str:
    """The words of simple Markdown without its signs."""
    return re.sub(r"\s|\*|^- |^\d+\. ", "", re.sub(r"^(- |\d+\. )", "", markdown, flags=re.M))


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_says_what_is_local_beside_what_is_national(name: str) -> None:
    resolved = variant(name)
    html = questionnaire_html(sheet(resolved))
    check_page(html, public=True)
    said = words(html)
    for change in resolved.variant.changes:
        assert change.because.to("nl") in said
    assert resolved.base.sha256[:8] in html
    assert f"{resolved.base.id} {resolved.base.version}" in said


def test_a_changed_text_stands_beside_the_national_one() -> None:
    said = words(questionnaire_html(sheet(variant("kleine-gemeente"))))
    national = shipped("model-afwegingsraamwerk").question("exit_plan").label.to("nl")
    here = "Hoe komt u hier weer van af, in hoeveel weken, en wat kost dat?"
    assert f"{here} (vraag) {national} {here} Korter." in said
    assert re.search(rf"{re.escape(here)} Alleen als .{{1,300}}\. Lokaal aangepast: vraag", said)
    assert "Lokaal verplaatst" in said


def test_a_hidden_question_stands_in_the_appendix_alone() -> None:
    html = questionnaire_html(sheet(variant("kleine-gemeente")))
    assert 'id="vraag-broncode"' not in html
    title = shipped("model-afwegingsraamwerk").question("broncode").label.to("nl")
    assert f"{title} Wij ontwikkelen niet zelf" in words(html)


def test_what_was_added_says_so() -> None:
    said = words(questionnaire_html(sheet(variant("digitale-stad"))))
    assert "Onderdeel ‘Sensoren op straat’ De gemeenten spraken af" in said
    assert said.count("Lokaal toegevoegd") > 5


def test_a_text_in_another_language_says_which() -> None:
    asked = make(question("text", label={"en": "Only English"}, help={"nl": "Hulp", "en": "Help"}))
    assert '<span lang="en">Only English</span>' in questionnaire_html(sheet(asked))
    assert 'lang="en"' not in questionnaire_html(sheet(asked, "en")).partition("<body")[2]


def test_english_is_english_throughout() -> None:
    said = words(questionnaire_html(sheet(everything(), "en")))
    assert "Only if the answer to 1.2 is ‘Yes’." in said
    assert "Required in the phase pilot or use" in said
    for dutch in ("Verplicht", "Kies", "Waarom", "Bladzijde", "Vragenlijst", "Geldt", "Begrippen"):
        assert dutch not in said
