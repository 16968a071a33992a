# ruff: noqa: E501  # a change a line reads better than one broken up
"""Comparing questionnaires part by part, and the version that follows."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afweging.questionnaire.comparison import compare, propose_version, raised
from afweging.questionnaire.inventory import same

from .test_upgrade import ANDERS, CONTACT, ENERGIE, SLOT
from .varying import BASE, base, newer, resolved

BRONNEN = "      - {id: bronnen, type: longtext, label: Welke bronnen?, required: true}\n"


def test_a_questionnaire_equals_itself() -> None:
    found = compare(base(), base())
    assert not found
    assert propose_version(base(), found).version == "1.0.0"


def test_the_same_words_written_otherwise_are_no_difference() -> None:
    assert not compare(base(), base(BASE.replace("title: Slot", "title: {nl: Slot}")))


@pytest.mark.parametrize(
    ("replacements", "kind", "refs", "level"),
    [
        ([("Wat is het?", "Wat is dit?")], "changed", ["question soort"], "patch"),
        ([("scheme: AVG", "scheme: Awb")], "changed", ["question contact"], "patch"),
        ([("owner: {name: Beheer}", "owner: {name: Anderen}")], "changed", ["file"], "patch"),
        ([("licence: EUPL-1.2", "licence: EUPL-1.2\nchecks: [{rule: energie < 9, message: Minder.}]")], "changed", ["file"], "major"),
        ([("label: Lijst", "label: Register")], "changed", ["option soort/lijst"], "patch"),
        ([(CONTACT, CONTACT + ANDERS)], "added", ["question anders"], "minor"),
        ([("{id: rust, title: Rust}", "{id: rust, title: Rust}\n  - {id: open, title: Open}")], "added",
         ["value open"], "minor"),
        ([("label: Contact?", "label: Contact?, disclosure: public")], "changed", ["question contact"], "minor"),
        ([(ENERGIE, ""), ("show_if: energie > 10", "show_if: 'true'"), ("energie > 100", "'true'")], "removed", ["question energie"], "major"),
        ([(", {id: lijst, label: Lijst}", "")], "removed", ["option soort/lijst"], "major"),
        ([(SLOT, "")], "removed", ["section slot", "question contact"], "major"),
        ([("label: Contact?", "label: Contact?, revision: 2")], "changed", ["question contact"], "major"),
        ([("points: {risico: 2}", "points: {risico: 3}")], "changed", ["option soort/camera"], "major"),
        ([("upto: 0.5", "upto: 0.4")], "changed", ["band risico/laag"], "major"),
        ([("energie > 100", "energie > 10")], "changed", ["outcome zuinigheid"], "major"),
        ([(BRONNEN, ""), (ENERGIE, ENERGIE + BRONNEN)], "moved", ["question energie"], "patch"),
        ([(BRONNEN, ""), (CONTACT, CONTACT + BRONNEN)], "moved", ["question bronnen"], "minor"),
    ],
)  # fmt: skip
def test_differences_and_the_version_they_ask_for(
    replacements: list[tuple[str, str]], kind: str, refs: list[str], level: str
) -> None:
    old = base()
    found = compare(old, newer(*replacements))
    assert [str(each.ref) for each in found.of(kind)] == refs
    proposal = propose_version(old, found)
    assert (proposal.level, proposal.version) == (level, raised("1.0.0", level))
    assert set(refs) <= {str(cause.ref) for cause in proposal.causes}


def test_old_and_new_values_stand_side_by_side() -> None:
    (difference,) = compare(base(), newer(("Kies er één.", "Kies."))).differences
    (leaf,) = difference.leaves
    assert (leaf.path, leaf.old, leaf.new) == (("help", "nl"), "Kies er één.", "Kies.")
    assert difference.title.to("nl") == "Wat is het?"


def test_what_a_variant_hides_counts_as_gone() -> None:
    hidden = resolved({"hide": {"question": "bronnen", "because": "x"}}).questionnaire
    assert [str(ref) for ref in compare(base(), hidden).removed] == ["question bronnen"]


def test_as_few_parts_as_possible_are_said_to_have_moved() -> None:
    order = newer((SLOT, ""), ("sections:\n", "sections:\n" + SLOT))
    assert [str(ref) for ref in compare(base(), order).moved] == ["section slot"]


@given(st.lists(st.integers(0, 50), unique=True))
def test_what_is_kept_rises_and_is_as_long_as_can_be(places: list[int]) -> None:
    from afweging.questionnaire.comparison import _longest_rising

    kept = sorted(_longest_rising(places))
    assert all(places[a] < places[b] for a, b in pairwise(kept))
    best = [1] * len(places)
    for right in range(len(places)):
        best[right] += max((best[left] for left in range(right) if places[left] < places[right]), default=0)
    assert len(kept) == max(best, default=0)


@pytest.mark.parametrize(
    ("level", "version"), [("none", "1.2.3"), ("patch", "1.2.4"), ("minor", "1.3.0"), ("major", "2.0.0")]
)
def test_raising_a_version(level: str, version: str) -> None:
    assert raised("1.2.3", level) == version


def test_what_looks_alike_in_json_is_not_the_same() -> None:
    alike = ["1", 1, 1.0, True, "true", None, "null", [1], ["1"], {"a": 1}, {"a": True}, "[1]"]
    for place, one in enumerate(alike):
        assert [same(one, other) for other in alike] == [place == at for at in range(len(alike))], one
    assert same({"a": 1, "b": [2]}, {"b": [2], "a": 1})
