# ruff: noqa: E501  # a change a line reads better than one broken up
"""Upgrading a variant: what goes on, what is national now, what conflicts, and what holds for any of them."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.questionnaire import Questionnaire, QuestionnaireInvalid, read_bytes
from afweging.questionnaire.comparison import compare
from afweging.questionnaire.variants import Choice, Upgrade, Variant, read_variant, resolve, upgrade

from .varying import BASE, base, content, newer, variant

LABEL = {
    "change_question": {"id": "soort", "set": {"label": {"nl": "Wat zet u in?"}}, "because": "Onze woorden."}
}
SENSOR = {"id": "vlier.sensor", "type": "text", "label": "Welke sensor?"}
ADD = {"add_question": {"section": "gegevens", "after": "bronnen", "question": SENSOR}}
HIDE = {"hide": {"question": "energie", "because": "Wij meten dit niet."}}
MOVE = {"move": {"question": "contact", "section": "start", "after": "soort"}}


def upgraded(
    *changes: dict[str, Any], to: Questionnaire, choices: Mapping[str, Choice] | None = None
) -> Upgrade:
    return upgrade(base(), variant(*changes), to, choices)


def the_conflict(made: Upgrade) -> Any:
    (conflict,) = made.conflicts
    assert not made.done
    return conflict


def test_what_the_base_left_alone_goes_on() -> None:
    made = upgraded(LABEL, ADD, HIDE, MOVE, to=newer(("Welke bronnen?", "Welke bronnen precies?")))
    assert made.done
    assert [item.verb for item in made.applied] == ["change", "add", "hide", "move"]
    assert made.data["extends"]["version"] == "1.1.0"
    assert made.data["changes"] == [LABEL, ADD, HIDE, MOVE]
    assert made.resolved is not None
    whole = made.resolved.questionnaire
    assert str(whole.question("bronnen").label) == "Welke bronnen precies?"
    assert str(whole.question("soort").label) == "Wat zet u in?"
    assert whole.version == made.version == "1.0.1"


def test_what_the_base_says_now_is_absorbed() -> None:
    made = upgraded(LABEL, to=newer(("Wat is het?", "Wat zet u in?")))
    assert [(str(item.ref), item.path, item.value) for item in made.absorbed] == [
        ("question soort", ("label", "nl"), "Wat zet u in?")
    ]
    assert made.data["changes"] == []


def test_both_changed_the_same_words() -> None:
    to = newer(("Wat is het?", "Waar gaat het om?"))
    conflict = the_conflict(upgraded(LABEL, to=to))
    assert conflict.id == "change:question:soort:label.nl:changed"
    assert (conflict.base, conflict.ours, conflict.theirs) == (
        "Wat is het?",
        "Wat zet u in?",
        "Waar gaat het om?",
    )


@pytest.mark.parametrize(
    ("choice", "label", "listed"),
    [
        (Choice("ours"), "Wat zet u in?", "applied"),
        (Choice("theirs"), "Waar gaat het om?", "dropped"),
        (Choice("new", "Wat gaat u inzetten?"), "Wat gaat u inzetten?", "applied"),
    ],
)
def test_keep_ours_take_theirs_write_anew(choice: Choice, label: str, listed: str) -> None:
    to = newer(("Wat is het?", "Waar gaat het om?"))
    made = upgraded(LABEL, to=to, choices={"change:question:soort:label.nl:changed": choice})
    assert made.resolved is not None
    assert str(made.resolved.questionnaire.question("soort").label) == label
    assert len(getattr(made, listed)) == 1
    assert len(made.settled) == 1


def test_conflicts_are_per_leaf() -> None:
    change = {
        "change_question": {"id": "soort", "set": {"label": {"nl": "A", "en": "B"}, "help": {"nl": "C"}}}
    }
    to = newer(("What is it?", "What is that?"))
    conflict = the_conflict(upgraded(change, to=to))
    assert conflict.path == ("label", "en")
    made = upgraded(change, to=to, choices={conflict.id: Choice("theirs")})
    assert made.data["changes"][0]["change_question"]["set"] == {"label": {"nl": "A"}, "help": {"nl": "C"}}


CONTACT = (
    "      - {id: contact, type: email, label: Contact?, references: [{scheme: AVG, locator: art. 13}]}\n"
)
ANDERS = "      - {id: anders, type: text, label: Anders?}\n"
ENERGIE = "      - {id: energie, type: number, label: Hoeveel energie?}\n"
BRONNEN = "      - {id: bronnen, type: longtext, label: Welke bronnen?, required: true}\n"
SLOT = "  - id: slot\n    title: Slot\n    questions:\n" + CONTACT


@pytest.mark.parametrize(
    ("change", "replacements", "reason", "takes"),
    [
        ({"change_question": {"id": "contact", "set": {"label": "Wie?"}}}, [(CONTACT, ANDERS)], "removed",
         ("ours", "theirs")),
        ({"change_section": {"id": "slot", "set": {"title": "Einde"}}}, [(SLOT, "")], "removed", ("theirs",)),
        ({"change_option": {"question": "soort", "id": "lijst", "set": {"label": "L"}}},
         [(", {id: lijst, label: Lijst}", "")], "removed", ("theirs",)),
        ({"change_question": {"id": "soort", "set": {"options": [{"id": "lijst", "label": "L"}]}}},
         [(", {id: lijst, label: Lijst}", "")], "removed", ("theirs",)),
        (ADD, [(BRONNEN, "")], "neighbour", ("ours", "theirs")),
        ({"add_question": {"section": "slot", "question": SENSOR}}, [(SLOT, "")], "parent", ("ours", "theirs")),
        ({"add_question": {"section": "slot", "question": SENSOR}},
         [(CONTACT, CONTACT + "      - {id: vlier.sensor, type: text, label: Sensor?}\n")], "taken", ("theirs",)),
        ({"change_question": {"id": "contact", "set": {"required": True}}},
         [("label: Contact?", "label: Contact?, locked: true")], "locked", ("theirs",)),
        ({"hide": {"question": "contact", "because": "x"}},
         [("label: Contact?", "label: Contact?, locked: true")], "locked", ("theirs",)),
        ({"hide": {"question": "contact", "because": "x"}},
         [("label: Contact?", "label: Contact?, revision: 2")], "meaning", ("ours", "theirs")),
        ({"move": {"question": "contact", "section": "start"}}, [(CONTACT, ANDERS)], "removed", ("theirs",)),
        ({"move": {"question": "contact", "section": "start", "after": "soort"}},
         [(CONTACT, ANDERS), (ENERGIE, ENERGIE + CONTACT)], "moved", ("ours", "theirs")),
        ({"move": {"question": "energie", "before": "bronnen"}}, [(BRONNEN, "")], "neighbour", ("ours", "theirs")),
        ({"add_question": {"section": "slot", "question": {**SENSOR, "show_if": "energie > 3"}}},
         [(ENERGIE, ""), ("show_if: energie > 10", "show_if: 'true'"),
          ("  - {id: zuinigheid, if: energie > 100, kind: advice, text: Bespaar.}\n", "")],
         "broken", ("theirs", "new")),
    ],
)  # fmt: skip
def test_conflicts(
    change: dict[str, Any], replacements: list[tuple[str, str]], reason: str, takes: tuple[str, ...]
) -> None:
    to = newer(*replacements, version="2.0.0")
    conflict = the_conflict(upgraded(change, to=to))
    assert (conflict.reason, conflict.takes) == (reason, takes)
    for take in takes:
        if take != "new":
            made = upgraded(change, to=to, choices={conflict.id: Choice(take)})
            assert made.done, (take, made.conflicts)
            assert made.dropped if take == "theirs" else made.applied


def test_options_that_are_reworded_in_one_change_go_on_one_by_one() -> None:
    options = [{"id": "camera", "label": "Een camera"}, {"id": "lijst", "label": "Een lijst"}]
    change = {"change_question": {"id": "soort", "set": {"options": options}}}
    assert upgraded(change, to=newer(("Welke bronnen?", "Welke?"))).data["changes"] == [change]
    made = upgraded(change, to=newer((", {id: lijst, label: Lijst}", "")))
    conflict = the_conflict(made)
    assert (conflict.reason, str(conflict.ref)) == ("removed", "option soort/lijst")


@pytest.mark.parametrize("locked", [True, False])
def test_what_is_added_to_a_question_meets_its_lock(locked: bool) -> None:
    change = {"add_option": {"question": "soort", "option": {"id": "vlier.drone", "label": "Drone"}}}
    now = "label: {nl: Wat is het?, en: What is it now?}" + (", locked: true" if locked else "")
    made = upgraded(change, to=newer(("label: {nl: Wat is het?, en: What is it?}", now)))
    assert [conflict.reason for conflict in made.conflicts] == (["locked"] if locked else [])


def test_a_broken_rule_can_be_written_anew() -> None:
    change = {"add_question": {"section": "slot", "question": {**SENSOR, "show_if": "energie > 3"}}}
    to = newer((ENERGIE, ""), ("show_if: energie > 10", "show_if: 'true'"),
               ("  - {id: zuinigheid, if: energie > 100, kind: advice, text: Bespaar.}\n", ""))  # fmt: skip
    conflict = the_conflict(upgraded(change, to=to))
    assert "there is no question “energie”" in conflict.message
    anew = {"add_question": {"section": "slot", "question": SENSOR}}
    made = upgraded(change, to=to, choices={conflict.id: Choice("new", anew)})
    assert made.data["changes"] == [anew]


def test_a_removed_question_can_be_kept_as_ones_own() -> None:
    change = {"change_question": {"id": "contact", "set": {"label": "Wie?"}, "because": "Korter."}}
    to = newer((CONTACT, ANDERS), version="2.0.0")
    made = upgraded(change, to=to, choices={"change:question:contact:removed": Choice("ours")})
    assert made.resolved is not None
    own = made.resolved.questionnaire.question("vlier.contact")
    assert (own.type, str(own.label), own.references[0].scheme) == ("email", "Wie?", "AVG")


def test_hiding_what_is_gone_is_absorbed() -> None:
    made = upgraded({"hide": {"question": "contact", "because": "x"}}, to=newer((CONTACT, ANDERS)))
    assert made.done
    assert [item.code for item in made.absorbed] == ["removed"]


def test_what_deserves_a_look_is_told() -> None:
    change = {"change_question": {"id": "contact", "set": {"help": "Hulp."}}}
    made = upgraded(change, HIDE, to=newer(("label: Contact?", "label: Contact?, revision: 2"),
                                           ("Hoeveel energie?", "Hoeveel stroom?")))  # fmt: skip
    assert made.done
    assert [(item.code, str(item.ref)) for item in made.notices] == [
        ("revision", "question contact"), ("reworded", "question energie")
    ]  # fmt: skip


def test_giving_up_an_addition_gives_up_what_changes_it() -> None:
    change = {"change_question": {"id": "vlier.sensor", "set": {"label": "S"}}}
    beside = {"add_question": {"section": "gegevens", "after": "vlier.sensor",
                               "question": {**SENSOR, "id": "vlier.twee"}}}  # fmt: skip
    first = upgraded(ADD, change, beside, to=newer((BRONNEN, "")))
    choices = {each.id: Choice("theirs") for each in first.conflicts}
    second = upgraded(ADD, change, beside, to=newer((BRONNEN, "")), choices=choices)
    assert [item.code for item in second.dropped] == ["neighbour", "with_its_part"]
    assert the_conflict(second).ref.id == "vlier.twee"


def test_the_version_says_what_changed_for_people() -> None:
    assert upgraded(LABEL, to=newer(("Hoeveel energie?", "Hoeveel stroom?"))).version == "1.0.1"
    assert upgraded(LABEL, to=newer((ENERGIE, ENERGIE + ANDERS))).version == "1.1.0"
    assert upgraded(LABEL, to=newer((CONTACT, ANDERS), version="2.0.0")).version == "2.0.0"


def test_a_variant_that_does_not_fit_its_own_base_is_refused() -> None:
    with pytest.raises(QuestionnaireInvalid):
        upgraded({"hide": {"question": "nergens", "because": "x"}}, to=newer())


TEXTS = st.sampled_from(["Een", "Twee", "Drie"])
QUESTIONS = st.sampled_from(["soort", "bronnen", "energie", "zuinig", "contact"])
LEAVES = st.one_of(
    st.builds(lambda text: {"label": {"nl": text}}, TEXTS),
    st.builds(lambda text: {"help": text}, TEXTS),
    st.just({"help": None}),
    st.builds(lambda text: {"label": {"nl": text}, "why": text}, TEXTS),
    st.builds(lambda scheme: {"references": [{"scheme": scheme, "locator": "art. 1"}]}, TEXTS),
)
CHANGES = st.one_of(
    st.builds(lambda name, leaves: {"change_question": {"id": name, "set": leaves}}, QUESTIONS, LEAVES),
    st.builds(lambda name: {"hide": {"question": name, "because": "Nee."}}, st.sampled_from(["bronnen", "contact"])),
    st.builds(
        lambda text: {"change_option": {"question": "soort", "id": "lijst", "set": {"label": text}}}, TEXTS
    ),
    st.builds(
        lambda name, text: {
            "add_question": {
                "section": name, "question": {"id": f"vlier.{name}", "type": "text", "label": text}
            }
        },
        st.sampled_from(["start", "gegevens", "slot"]), TEXTS,
    ),
    st.builds(lambda text: {"change_section": {"id": "slot", "set": {"title": {"nl": text}}}}, TEXTS),
    st.builds(lambda upto: {"change_band": {"score": "risico", "id": "laag", "set": {"upto": upto}}},
              st.sampled_from([0.25, 0.5])),
    st.just({"move": {"question": "contact", "section": "start", "after": "soort"}}),
    st.just({"move": {"section": "slot", "before": "gegevens"}}),
    st.just({"add_value": {"value": {"id": "vlier.open", "title": "Open"}}}),
)  # fmt: skip


def about(change: dict[str, Any]) -> str:
    """What a change touches: two that touch the same depend on each other."""
    ((verb, body),) = change.items()
    inner = next((item["id"] for key, item in body.items() if isinstance(item, dict) and "id" in item), None)
    return inner or body.get("question") or body.get("id") or body.get("section") or verb


VARIANTS = st.lists(CHANGES, max_size=5, unique_by=about)
EVOLUTIONS = st.lists(
    st.sampled_from(
        [
            ("Wat is het?", "Een"), ("Kies er één.", "Twee"), ("What is it?", "Een"), ("Welke bronnen?", "Twee"),
            ("Hoeveel energie?", "Drie"), ("label: Lijst", "label: Een"), ("title: Slot", "title: Twee"),
            (CONTACT, ANDERS), (CONTACT, CONTACT + ANDERS), ("label: Contact?", "label: Contact?, locked: true"),
            ("label: Welke bronnen?", "label: Welke bronnen?, revision: 2"), ("upto: 0.5", "upto: 0.25"),
            (", {id: lijst, label: Lijst}", ""), (ENERGIE, ENERGIE + CONTACT.replace("contact", "contact2")),
            ("scheme: AVG", "scheme: Een"),
        ]
    ),
    max_size=4, unique_by=lambda pair: pair[0],
)  # fmt: skip


def evolved(pairs: list[tuple[str, str]]) -> Questionnaire:
    """The base with some pieces replaced, those that still stand there."""
    text = BASE.replace("version: 1.0.0", "version: 1.1.0")
    for old, new in pairs:
        text = text.replace(old, new, 1)
    return read_bytes(text.encode(), "new.yaml")


def fits(*changes: dict[str, Any]) -> Variant | None:
    """The variant, None when these changes do not go together."""
    made = variant(*changes)
    try:
        resolve(base(), made)
    except QuestionnaireInvalid:
        return None
    return made


def over(made: Variant, to: Questionnaire, version: str) -> Questionnaire | None:
    """The same changes laid over the new base as they are; None when that cannot be."""
    data = {**made.data, "version": version, "extends": {"id": to.id, "version": to.version}}
    try:
        return resolve(to, read_variant(json.dumps(data).encode(), "v.json")).questionnaire
    except QuestionnaireInvalid:
        return None


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(VARIANTS, EVOLUTIONS)
def test_without_conflicts_it_equals_applying_the_changes(
    changes: list[dict[str, Any]], pairs: list[tuple[str, str]]
) -> None:
    made, to = fits(*changes), evolved(pairs)
    if made is None:
        return
    found = upgrade(base(), made, to)
    if found.conflicts:
        return
    assert found.resolved is not None
    whole = over(made, to, found.version)
    if whole is None:
        assert any(item.code == "removed" for item in found.absorbed)
    else:
        # leaf by leaf: “Slot” and {nl: Slot} are the same text, though not the same JSON
        assert not compare(found.resolved.questionnaire, whole)


@pytest.mark.slow
@settings(max_examples=100, deadline=None)
@given(VARIANTS)
def test_upgrading_to_the_same_base_changes_nothing(changes: list[dict[str, Any]]) -> None:
    made = fits(*changes)
    if made is None:
        return
    found = upgrade(base(), made, base())
    assert not (found.conflicts or found.absorbed or found.dropped or found.notices)
    assert found.data == made.data
    assert found.version == made.version


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(VARIANTS.flatmap(lambda changes: st.tuples(st.just(changes), st.permutations(changes))), EVOLUTIONS)
def test_the_order_of_independent_changes_does_not_matter(
    orders: tuple[list[dict[str, Any]], list[dict[str, Any]]], pairs: list[tuple[str, str]]
) -> None:
    one, other, to = fits(*orders[0]), fits(*orders[1]), evolved(pairs)
    if one is None or other is None:
        return
    first, second = upgrade(base(), one, to), upgrade(base(), other, to)
    assert {each.id for each in first.conflicts} == {each.id for each in second.conflicts}
    if first.resolved is not None and second.resolved is not None:
        assert first.resolved.questionnaire.sha256 == second.resolved.questionnaire.sha256


@pytest.mark.slow
@settings(max_examples=200, deadline=None)
@given(VARIANTS, EVOLUTIONS, st.sampled_from(["ours", "theirs"]))
def test_no_local_change_vanishes_without_being_listed(
    changes: list[dict[str, Any]], pairs: list[tuple[str, str]], take: str
) -> None:
    made, to = fits(*changes), evolved(pairs)
    if made is None:
        return
    found = upgrade(base(), made, to)
    told: list[Any] = [*found.conflicts, *found.applied, *found.absorbed, *found.dropped]
    assert {each.change for each in told} == set(range(len(changes)))
    for number, change in enumerate(changes):
        for path in leaf_paths(change):
            mine = [each for each in told if each.change == number]
            assert any(each.path in (path, ()) for each in mine), (path, mine)
    choices: dict[str, Choice] = {}
    for _round in range(3):
        choices |= {each.id: Choice(take if take in each.takes else "theirs") for each in found.conflicts}
        found = upgrade(base(), made, to, choices)
    assert found.done, found.conflicts


def leaf_paths(change: dict[str, Any]) -> list[tuple[str, ...]]:
    given = next(iter(change.values())).get("set", {})
    paths: list[tuple[str, ...]] = []
    for key, value in given.items():
        if isinstance(value, dict):
            paths += [(key, inner) for inner in value]
        else:
            texts = isinstance(value, str) and key in ("label", "help", "why", "title")
            paths.append((key, "nl") if texts else (key,))
    return paths


def test_the_variant_of_these_tests_reads() -> None:
    assert read_variant(content(LABEL), "v.yaml").title.to("nl") == "Vlierwoude"
