"""Pictures say in words what they say in shapes, on screen and on paper, and never add weights up."""

import re
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.foundation.web.pictures import (
    Band,
    Interest,
    Risk,
    balance,
    balance_figure,
    heat_map,
    heat_map_legend,
    qr,
    score_bar,
)
from afweging.foundation.web.pictures.svg import lines, width

SVG = "{http://www.w3.org/2000/svg}"
INTERESTS = (
    Interest("Hulp voordat de schuld te groot is", "benefit", "Eigen regie", 5, "proven", "#belang-1"),
    Interest("Huisbezoek voelt als bekeken worden", "burden", "Privacy", 4, "likely", "#belang-2"),
    Interest("Twee wijken krijgen meer meldingen", "burden", "Gelijke behandeling", 3, "unproven"),
    Interest("Vier organisaties geven door", "burden", "Privacy", 2, "unproven"),
)
RISKS = (
    Risk(1, 3, 4, 2, 4, working=True),
    Risk(2, 4, 4, 2, 2, working=False),
    Risk(3, 2, 5),
    Risk(4, 3, 4, 1, 1, working=True, href="#risico-4"),
)
BANDS = (Band("laag", 0.25), Band("midden", 0.5), Band("hoog"))


def parsed(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)


def words(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in parsed(svg).iter(f"{SVG}text")]


@pytest.mark.parametrize("form", ["wide", "narrow"])
def test_each_bar_says_its_weight_and_certainty_and_links_to_its_row(form: str) -> None:
    svg = balance(INTERESTS, form)  # type: ignore[arg-type]  # a literal, from the list above
    said = words(svg)
    for expected in ("5, bewezen", "4, waarschijnlijk", "3, niet bewezen", "2, niet bewezen", "Privacy"):
        assert expected in said
    assert [node.get("href") for node in parsed(svg).iter(f"{SVG}a")] == ["#belang-1", "#belang-2"]


def test_a_bar_is_as_many_blocks_as_its_weight_and_nothing_is_summed() -> None:
    for weight in range(1, 6):
        one = [Interest("x", "burden", "Privacy", weight, "proven")]
        blocks = re.findall(r'<rect class="bal-burden bal-proven"[^>]*width="52"', balance(one, "wide"))
        assert len(blocks) == weight
    assert not {"14", "9", "7"} & set(words(balance(INTERESTS, "wide")))


def test_hatching_is_one_path_per_bar_and_no_pattern() -> None:
    svg = balance(INTERESTS, "wide")
    assert svg.count("bal-hatch") == 2 + 2  # two bars, and both sides of the legend
    assert "<pattern" not in svg
    assert "url(#" not in svg


def test_two_drawings_on_one_page_share_no_id() -> None:
    page = (
        balance_figure(INTERESTS)
        + balance_figure(INTERESTS, prefix="ander")
        + heat_map(RISKS)
        + qr("https://x.example")
    )
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "svg",
    [
        balance(INTERESTS, "wide"),
        balance(INTERESTS, "narrow"),
        balance(INTERESTS, "small"),
        balance((), "wide"),
        heat_map(RISKS),
        heat_map(()),
        score_bar("Risico", 12, 40, BANDS, band="midden"),
        score_bar("Risico", None, None, BANDS),
        qr("https://afweging.example/rapport/AB12-CD34"),
    ],
)
def test_a_picture_has_a_title_a_description_and_colours_for_paper(svg: str) -> None:
    root = parsed(svg)
    named = root.get("aria-labelledby", "").split()
    assert [root.find(f"{SVG}{tag}").get("id") for tag in ("title", "desc")] == named  # type: ignore[union-attr]  # found, or the test fails
    assert root.get("role") in ("img", "group")
    for node in root.iter():
        if node.tag in (f"{SVG}rect", f"{SVG}text", f"{SVG}circle", f"{SVG}polygon"):
            assert node.get("fill"), ElementTree.tostring(node)
    assert "style=" not in svg


def test_texts_cannot_carry_markup() -> None:
    svg = balance([Interest("<script>x</script> & co", "benefit", "<b>", 1, "proven", '"><x')], "wide")
    assert "<script" not in svg
    assert any("& co" in text for text in words(svg))


def test_every_cell_says_its_class_and_severity_five_is_never_low() -> None:
    said = words(heat_map(()))
    counted = [said.count(name) for name in ("laag", "midden", "hoog", "zeer hoog")]
    assert sum(counted) == 25
    assert counted == [7, 9, 6, 3]
    svg = heat_map(())
    top_row = re.findall(r'<rect class="cell h(\d)" x="[\d.]+" y="10"', svg)
    assert len(top_row) == 5
    assert "1" not in top_row


def test_a_risk_moves_only_when_its_measure_works() -> None:
    svg = heat_map(RISKS)
    assert svg.count('class="mark-before"') == 2
    assert svg.count('class="shift-head"') == 2
    assert svg.count('class="mark-ring"') == 2
    assert svg.count('class="mark-after"') == 4
    description = parsed(svg).findtext(f"{SVG}desc", "")
    assert "werken: 1, 4" in description
    assert "stond: 2, 3" in description


def test_the_classes_of_a_questionnaire_take_the_place_of_ours() -> None:
    grid = ((1, 1, 1, 1, 2),) * 5
    said = words(heat_map((), classes=grid, levels=("gering", "fors")))
    assert (said.count("gering"), said.count("fors")) == (20, 5)


marks = st.builds(
    Risk, st.integers(1, 99), st.integers(1, 5), st.integers(1, 5), st.none() | st.integers(1, 5),
    st.none() | st.integers(1, 5), st.booleans(),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(marks, max_size=30, unique_by=lambda risk: risk.number))
def test_marks_stay_in_their_cell_and_never_lie_on_each_other(risks: list[Risk]) -> None:
    root = parsed(heat_map(risks))
    circles = [
        (float(c.get("cx", 0)), float(c.get("cy", 0)), float(c.get("r", 0)))
        for c in root.iter(f"{SVG}circle")
        if c.get("class") != "mark-ring"
    ]
    for index, (x, y, radius) in enumerate(circles):
        assert x - radius >= 70
        assert x + radius <= 490
        for other_x, other_y, _ in circles[index + 1 :]:
            assert (x - other_x) ** 2 + (y - other_y) ** 2 > (2 * radius) ** 2 * 0.98


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200))
def test_lines_hold_every_word_and_fit(text: str) -> None:
    broken = lines(text, 16, 300)
    assert " ".join(broken).split() == text.split()
    assert all(width(line, 16) <= 300 or " " not in line for line in broken)


def test_a_score_without_a_value_says_so() -> None:
    svg = score_bar("Risico", None, 40, BANDS)
    assert "score-pointer" not in svg
    assert parsed(svg).findtext(f"{SVG}desc") == "nog geen score."
    assert (
        parsed(score_bar("Risico", 12.5, 40, BANDS, band="midden")).findtext(f"{SVG}desc")
        == "12,5 van 40, midden."
    )


def test_a_qr_code_keeps_its_quiet_zone_and_stays_dark_on_white() -> None:
    svg = qr("https://afweging.example/r/AB12-CD34")
    assert 'fill="#ffffff"' in svg
    starts = [int(x) for x in re.findall(r"M(\d+) \d+h", svg)]
    assert min(starts) == 4


def test_the_legend_of_the_heat_map_names_all_marks() -> None:
    legend = heat_map_legend()
    for name in ("vóór maatregelen", "na maatregelen die werken", "nog niet gedaald"):
        assert name in legend
