"""Instruments of the task registry: every task a question, every other thing in its place or noted."""

from __future__ import annotations

from typing import Any

from afweging.questionnaire.importers import Imported

from .making import answer, applicable, imported, notes, read, refused, sample


def task(tail: str, *types: str, **keys: Any) -> dict[str, Any]:
    given = {"question": f"Vraag {tail}?", "urn": f"urn:nl:aivt:tr:x:2.1:{tail}", "type": list(types), **keys}
    topic = given.pop("topic", None)
    return given | ({"labels": [{"key": "topic", "value": topic}]} if topic else {})


def instrument(*tasks: dict[str, Any], **keys: Any) -> Imported:
    head = {"name": "Instrument", "urn": "urn:nl:aivt:tr:x:2.1", "language": "nl", **keys}
    return imported("task-registry", head | {"tasks": list(tasks)})


def test_the_head() -> None:
    owners = [
        {"organization": "Ministerie", "name": "A. Jansen", "email": "a@example.nl", "role": "eigenaar"},
        {"organization": "Gemeente", "name": "", "email": "", "role": ""},
    ]
    result = instrument(
        task("1"), description="Waarom.", owners=owners, url="https://example.nl/x", date="2024-02-03"
    )
    data = result.data
    assert (data["id"], data["version"], data["language"]) == ("x", "2.1.0", "nl")
    assert (data["title"], data["description"]) == ("Instrument", "Waarom.")
    assert data["owner"] == {"name": "Ministerie, A. Jansen", "email": "a@example.nl"}
    assert data["source"] == "https://example.nl/x"
    told = notes(result)["-"]
    assert "a second owner: Gemeente" in told
    assert any("eigenaar" in what for what in told)
    assert any("2024-02-03" in what for what in told)


def test_consecutive_equal_topics_are_a_section() -> None:
    result = instrument(
        task("1", topic="Doel"), task("2", topic="Doel"), task("3", topic="Bias"), task("4", topic="Doel"),
        task("5"),
    )  # fmt: skip
    sections = result.data["sections"]
    assert [section["title"] for section in sections] == ["Doel", "Bias", "Doel", "Instrument"]
    assert [section["id"] for section in sections] == ["Doel", "Bias", "Doel_2", "Instrument"]
    assert [len(section["questions"]) for section in sections] == [2, 1, 1, 1]


def test_each_type_of_task() -> None:
    kinds = ("open_question", "closed_question", "upload_document", "sign_task", "statement", "requirement")
    result = instrument(*(task(f"{place}", kind) for place, kind in enumerate((*kinds, "measure"))))
    assert [question.type for question in read(result)] == [
        "longtext", "yesno", "file", "yesno", "yesno", "yesno", "yesno",
    ]  # fmt: skip
    assert set(notes(result)) == {"1", "3", "4", "5", "6"}


def test_a_closed_question_that_names_its_answers_takes_them() -> None:
    result = instrument(task("1", "closed_question") | {"question": "Doel 1, doel 2 of doel 3?"})
    assert [question.type for question in read(result)] == ["text"]
    assert "names its answers" in notes(result)["1"][0]


def test_several_types_are_several_questions() -> None:
    result = instrument(task("1.a", "open_question", "upload_document"))
    assert [(each.id, each.type, each.source) for each in read(result)] == [
        ("x1.a", "longtext", "1.a"),
        ("x1.a-upload_document", "file", "1.a#upload_document"),
    ]
    assert "2 types" in notes(result)["1.a"][0]


def test_phases_and_required_status() -> None:
    phases = ["Monitoring en beheer", "Probleemanalyse", "Raden"]
    result = instrument(
        task("1", required_status="Yes", lifecycle=phases),
        task("2", required_status=False, lifecycle=["Ontwerp"]),
        task("3", required_status=True), task("4"), task("5", lifecycle=["verificatie-en-validatie"]),
    )  # fmt: skip
    questions = result.data["sections"][0]["questions"]
    assert [each.get("required") for each in questions] == [["idee", "gebruik"], None, True, None, ["pilot"]]
    told = notes(result)
    assert told["1"] == [
        "“Raden” is no known phase of the life of an algorithm",
        "an answer is required in the phases idee, gebruik "
        "(Monitoring en beheer → gebruik, Probleemanalyse → idee)",
    ]
    assert told["2"] == ["belongs to Ontwerp, but is not required"]


def test_roles_and_links() -> None:
    links = [
        "DPIA vraag 4", {"urn": "urn:nl:a:1"}, {"text": "Zie ook"}, {"url": "https://example.nl/b"}, {},
        {"systemcard_path": ".name", "version": ">0.1a1"}, {"text": "Vraag 7", "urn": "urn:nl:b:7"},
    ]  # fmt: skip
    result = instrument(task("1", suggested_roles=["Jurist", "Ethicus"], links=links))
    question = result.data["sections"][0]["questions"][0]
    assert question["respondent"] == "Jurist, Ethicus"
    assert question["references"] == [
        {"scheme": "DPIA", "locator": "vraag 4"},
        {"scheme": "urn", "locator": "urn:nl:a:1"},
        {"scheme": "link", "locator": "Zie ook"},
        {"scheme": "link", "locator": "https://example.nl/b", "url": "https://example.nl/b"},
        {"scheme": "system card", "locator": ".name", "title": ".name (>0.1a1)"},
        {"scheme": "urn", "locator": "urn:nl:b:7", "title": "Vraag 7"},
    ]


def test_what_has_no_place_is_noted_by_name() -> None:
    result = instrument(
        task("1", depends_on=[{"urn": "urn:x"}], expiration_date="2027-01-01", template={"answer": "$ANSWER"})
        | {"labels": [{"key": "norm", "value": "ISO"}]},
        schema_version="1.1.0",
    )
    assert notes(result)["1"] == [
        "the label norm: ISO",
        '“depends_on”: [{"urn": "urn:x"}]',
        "“expiration_date”: 2027-01-01",
    ]
    assert "“schema_version”: 1.1.0" in notes(result)["-"]


def test_the_older_schema() -> None:
    result = imported(
        "task-registry",
        {
            "instrument": {"name": "IAMA", "urn": "urn:nl:aivt:ir:1.0", "language": "Nederlands"},
            "tasks": [{"question": "Wat?", "urn": "urn:nl:aivt:ir:1.0:1.1", "type": "open question"}],
        },
    )
    assert (result.data["title"], result.data["language"], result.data["version"]) == ("IAMA", "nl", "1.0.0")
    assert [(each.source, each.type) for each in read(result)] == [("1.1", "longtext")]


def test_answers_by_the_last_word_of_a_urn_and_by_all_of_it() -> None:
    result = instrument(task("1.a", "statement"), task("1.b"))
    for names in (("1.a", "1.b"), ("urn:nl:aivt:tr:x:2.1:1.a", "urn:nl:aivt:tr:x:2.1:1.b")):
        found = answer(result, {names[0]: "ja", names[1]: "Tekst"})
        assert found.complete
        assert found.status == {"x1.a": "answered", "x1.b": "answered"}


def test_the_sample() -> None:
    result = imported("task-registry", sample("technical-docs.task-registry.yaml"))
    questionnaire = read(result)
    assert questionnaire.id == "td"
    assert len(questionnaire.sections) == 9
    names = [str(question.source) for question in questionnaire]
    assert len([name for name in names if "#" not in name]) == 29
    assert applicable(result, {}) == names


def test_what_is_no_instrument() -> None:
    assert refused("task-registry", b"[]") == ["1:1: an instrument is a map"]
    assert refused("task-registry", b"name: x\n") == ["1:1: an instrument has at least one task"]
    assert refused(
        "task-registry", b"name: x\ntasks:\n  - 3\n  - {urn: a, question: [], type: [raad]}\n"
    ) == [
        "3:5: “tasks” of an instrument is a list of maps: a task is no map here",
        "4:24: “question” of a task is a text, not a list or a map",
        "4:34: “type” of a task is one of open_question, closed_question, upload_document, sign_task, "
        "statement, requirement, measure, not “raad”",
    ]
    assert "this is not YAML" in refused("task-registry", b"{")[0]
