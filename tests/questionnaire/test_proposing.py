"""Proposing local changes to whoever keeps the base."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from afweging.cli import main
from afweging.questionnaire import QuestionnaireInvalid, read_file
from afweging.questionnaire.proposal_words import changes_in_words
from afweging.questionnaire.proposing import (
    CannotPropose,
    Proposer,
    is_proposal,
    proposal_yaml,
    propose,
    read_proposal,
)
from afweging.questionnaire.variants import Resolved, is_variant, read_variant, resolve

from . import varying
from .varying import base, content, resolved

BY = Proposer("Vlierwoude", "fg@vlier.example", "https://vlier.example/")
HELP = {
    "change_question": {
        "id": "soort",
        "set": {"help": {"nl": "Vraag het de wijk.\nEn de buren."}},
        "because": {"nl": "Dat helpt.", "en": "It helps."},
    }
}
OPTION = {
    "add_option": {
        "question": "soort",
        "option": {"id": "vlier.paal", "label": "Paal"},
        "because": "Die staan hier.",
    }
}
SECTION = {
    "add_section": {
        "section": {
            "id": "vlier.wijk",
            "title": "Wijk",
            "questions": [{"id": "vlier.buurt", "type": "text", "label": "Buurt?"}],
        },
        "because": "Wij wegen per buurt.",
    }
}
INSIDE = {
    "change_question": {
        "id": "vlier.buurt",
        "set": {"label": {"nl": "Welke buurt?"}},
        "because": "Duidelijker.",
    }
}
HIDE = {"hide": {"question": "zuinig", "because": "Dat meten wij niet."}}
MOVE = {"move": {"question": "contact", "section": "start", "because": "Dat vragen wij eerst."}}
SILENT = {"add_value": {"value": {"id": "vlier.open", "title": "Open"}}}
ALL = (HELP, OPTION, SECTION, INSIDE, HIDE, MOVE, SILENT)


@pytest.fixture(scope="module")
def found() -> Resolved:
    return resolved(*ALL)


def data(found: Resolved, *numbers: int, **keys: Any) -> dict[str, Any]:
    return propose(found, numbers, keys.pop("by", BY), **keys)


def test_a_proposal_holds_the_changes_their_reasons_who_proposes_and_against_which_text(
    found: Resolved,
) -> None:
    made = data(found, 1, 5)
    assert made["changes"] == [HELP, HIDE]
    assert made["proposed_by"] == {
        "name": "Vlierwoude",
        "email": "fg@vlier.example",
        "url": "https://vlier.example/",
    }
    assert made["extends"] == {"id": "landelijk", "version": "1.0.0", "sha256": base().sha256}
    assert (made["proposal"], made["version"]) == ("vlier", "1.0.0")


def test_who_receives_it_lays_it_over_the_base_as_any_variant(found: Resolved) -> None:
    text = proposal_yaml(data(found, 1, 2, 3, 4, 5, 6))
    assert is_proposal(text.encode()) and not is_variant(text.encode())
    assert not is_proposal(content(HELP)) and not is_proposal(b"[")
    again = resolve(base(), read_proposal(text.encode(), "p.yaml"))
    whole = resolved(*ALL[:6])
    assert list(again.questionnaire.questions) == list(whole.questionnaire.questions)
    assert [str(each.because) for each in again.hidden] == ["Dat meten wij niet."]


def test_the_summary_shows_old_and_new_words_of_each_change(found: Resolved) -> None:
    told = data(found, *range(1, 7))["summary"]
    for words in (
        "# Voorstel van Vlierwoude voor Landelijk 1.0.0",
        f"SHA-256 {base().sha256}",
        "(fg@vlier.example, https://vlier.example/)",
        "## 1. Vraag “Wat is het?” (soort): gewijzigd\n\n**Waarom:** Dat helpt.",
        "*Nu*\n\n> Kies er één.\n\n*Voorstel*\n\n> Vraag het de wijk.\n> En de buren.",
        "## 2. Antwoord “Paal” (vlier.paal): nieuw",
        "### Vraag “Welke buurt?” (vlier.buurt): nieuw",
        "## 5. Vraag “Hoe zuinig?” (zuinig): weg",
        "Van “Slot” naar “Start”.",
    ):
        assert words in told, (words, told)
    english = data(found, 1, lang="en")["summary"]
    assert "# Proposal by Vlierwoude for National 1.0.0" in english and "**Why:** It helps." in english


def test_what_is_no_text_is_shown_as_it_is_written() -> None:
    change = {
        "change_question": {"id": "bronnen", "set": {"required": ["pilot", "gebruik"]}, "because": "Later."}
    }
    told = data(resolved(change), 1)["summary"]
    assert "> " + "    true" in told and ">     - pilot" in told


def test_every_change_has_a_reason(found: Resolved) -> None:
    with pytest.raises(CannotPropose) as refused:
        data(found, 7)
    assert str(refused.value) == "Change 7 has no reason. Say why."
    assert refused.value.problems[0].sentence("nl") == "Wijziging 7 heeft geen reden. Schrijf waarom."
    made = data(found, 7, because=" Wij zijn open. ")
    assert made["changes"] == [{"add_value": {**SILENT["add_value"], "because": "Wij zijn open."}}]
    assert "**Waarom:** Wij zijn open." in made["summary"]


@pytest.mark.parametrize(
    ("numbers", "by", "problem"),
    [
        ((), BY, "Choose at least one change."),
        ((8,), BY, "There is no change 8; the variant has 7."),
        ((0,), BY, "There is no change 0; the variant has 7."),
        ((1,), Proposer(" "), "Say who proposes this."),
        ((1, 4), BY, "Change 4 does not stand on its own: "),
    ],
)
def test_what_cannot_be_proposed_is_told(
    found: Resolved, numbers: tuple[int, ...], by: Proposer, problem: str
) -> None:
    with pytest.raises(CannotPropose) as refused:
        data(found, *numbers, by=by)
    assert any(line.startswith(problem) for line in str(refused.value).splitlines()), str(refused.value)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[]", "1:1"),
        ("format: 1\nproposal: x\n", "1:1"),
        ("format: 2\nproposal: x\n", "1:9"),
        ("format: 1\nproposal: x\nproposed_by: {naam: V}\nsummary: S\nversion: 1.0.0\n", "3:15"),
        ("format: 1\nproposal: x\nproposed_by: {name: V}\nsummary: 3\nversion: 1.0.0\n", "4:10"),
        ("format: 1\nproposal: x\nproposed_by: {name: V}\nsummary: S\nversion: 1\n", "5:10"),
        ("a: b: c", "1:5"),
    ],
)
def test_a_bad_proposal_gives_errors_at_their_place(text: str, place: str) -> None:
    with pytest.raises(QuestionnaireInvalid) as refused:
        read_proposal(text.encode(), "p.yaml")
    assert any(f"p.yaml:{place}:" in str(each) for each in refused.value.problems), refused.value.problems


def test_the_shipped_variants_can_be_proposed_change_by_change() -> None:
    folder = Path(__file__).parents[2] / "questionnaires"
    model = read_file(folder / "model-afwegingsraamwerk.yaml")
    for file in sorted((folder / "variants").iterdir()):
        whole = resolve(model, read_variant(file.read_bytes(), file.name))
        assert len(changes_in_words(whole, "nl")) == len(whole.variant.changes)
        made = propose(whole, range(1, len(whole.variant.changes) + 1), BY, because="Zo is het beter.")
        resolve(model, read_proposal(proposal_yaml(made).encode(), "p.yaml"))


# The command


def call(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["questionnaire", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    (tmp_path / "landelijk.yaml").write_text(varying.BASE, "utf-8")
    path = tmp_path / "vlier.yaml"
    path.write_bytes(content(*ALL, owner={"name": "Gemeente Vlierwoude", "email": "a@vlier.example"}))
    return path


def test_propose_lists_the_changes_and_writes_the_chosen_ones(file: Path, tmp_path: Path) -> None:
    listed = call("propose", file)
    assert listed.exit_code == 0
    assert listed.output.startswith("1. Vraag “Wat is het?” (soort): gewijzigd\n2. ")
    out = tmp_path / "voorstel.yaml"
    done = call("propose", file, "--change", 1, "--change", 5, "--out", out)
    assert (done.exit_code, done.output) == (0, f"{out}: 2 changes proposed for landelijk 1.0.0\n")
    assert "Gemeente Vlierwoude" in out.read_text("utf-8")
    assert call("check", out).exit_code == 0
    assert call("compare", file, out).exit_code == 0


def test_propose_refuses_with_exit_1_or_2(file: Path, tmp_path: Path) -> None:
    out = tmp_path / "voorstel.yaml"
    assert call("propose", file, "--change", 1).exit_code == 2
    for wrong in (("--change", 7), ("--change", 99), ("--change", 4)):
        refused = call("propose", file, *wrong, "--out", out)
        assert refused.exit_code == 1 and "hange" in refused.output
    assert not out.exists()
    assert call("propose", tmp_path / "landelijk.yaml", "--change", 1, "--out", out).exit_code == 1
    assert call("propose", tmp_path / "none.yaml").exit_code == 1
    assert call("propose", file, "--change", 1, "--out", tmp_path / "no" / "where.yaml").exit_code == 1
    assert call("propose", file, "--change", 1, "--by", "\udc80", "--out", out).exit_code == 1
    assert (
        call("propose", file, "--change", 7, "--because", "Open.", "--by", "Wij", "--out", out).exit_code == 0
    )
