"""The small scripts in a real browser: saving, bad networks, two writers, rows, the reviewer's keys."""

# ruff: noqa: E501 (a page in a string)

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from flask import Flask, Response, jsonify, render_template_string, request
from playwright.sync_api import Dialog
from werkzeug.serving import make_server

from afweging.case.dossier import fields
from afweging.case.dossier.fields import QuestionView
from tests.web.sample import column, question
from tests.web.tiny import tiny_app

sync_api = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser]
QUESTIONS = [
    question("longtext", "waarom"),
    question("number", "termijn"),
    question("choices", "kleur"),
    question("table", "gegevens", columns=(column("text", "wat"), column("number", "maanden"))),
]
PAGE = """{% extends 'workspace/base.html' %}
{% from 'components/question.html' import question, autosave_attributes %}
{% block title %}Gegevens{% endblock %}
{% block content %}<h1>Gegevens</h1>
<form method="post" novalidate{{ autosave_attributes(views[0].said) }}><input type="hidden" name="csrf_token" value="bewijs">
{% for view in views %}{{ question(view) }}{% endfor %}<button name="verder" value="1">Volgende</button></form>
<fieldset data-finding><legend>Bevinding</legend>
{% for key in 'aio' %}<label><input type="radio" name="oordeel" value="{{ key }}" data-key="{{ key }}"> {{ key }}</label>{% endfor %}
</fieldset>{% endblock %}
{% block scripts %}{% for name in ('rows', 'autosave', 'review') %}<script src="/static/js/{{ name }}.js" defer></script>{% endfor %}{% endblock %}"""


@dataclass
class Server:
    """What the server was sent, and how it shall answer."""

    url: str = ""
    saved: list[Any] = field(default_factory=list)
    keys: list[str | None] = field(default_factory=list)
    tokens: list[str | None] = field(default_factory=list)
    revisions: list[int] = field(default_factory=list)
    failures: int = 0
    conflicts: int = 0
    whole: int = 0


def build(server: Server) -> Flask:
    app = tiny_app()
    app.config["WTF_CSRF_ENABLED"] = False

    @app.route("/", methods=["GET", "POST"])
    def page() -> str:
        server.whole += request.method == "POST"
        views = [
            QuestionView(question=each, number=f"5.{n}", lang="nl", sha="scripts", save_url="/bewaar")
            for n, each in enumerate(QUESTIONS, 1)
        ]
        return render_template_string(PAGE, views=views)

    @app.post("/bewaar")
    def save() -> Response | tuple[Response, int]:
        server.keys.append(fields.request_key(request.form))
        server.tokens.append(request.headers.get("X-CSRF-Token"))
        if server.failures:
            server.failures -= 1
            return jsonify(), 503
        asked = next(each for each in QUESTIONS if fields.in_form(request.form, each))
        answer, seen = fields.parse(request.form, asked), fields.base_revision(request.form, asked)
        if server.conflicts:
            server.conflicts -= 1
            return jsonify(
                mine=answer, theirs="Wat de ander schreef", revision=8, message="Twee teksten."
            ), 409
        server.saved.append(answer)
        server.revisions.append(seen)
        wrong = asked.type == "number" and isinstance(answer, str)
        errors = [{"message": "Vul een getal in.", "row": None, "column": None}] if wrong else []
        return jsonify(revision=seen + 1, saved_at="10.32", errors=errors, shown={}, html={})

    return app


@pytest.fixture
def server() -> Iterator[Server]:
    state = Server()
    listening = make_server("127.0.0.1", 0, build(state), threaded=True)
    state.url = f"http://127.0.0.1:{listening.server_port}/"
    thread = threading.Thread(target=listening.serve_forever)
    thread.start()
    yield state
    listening.shutdown()
    thread.join()


@pytest.fixture
def page(browser: Any, server: Server) -> Iterator[Any]:
    page = browser.new_page()
    page.set_default_timeout(8000)
    page.goto(server.url)
    yield page
    page.close()


def state_of(page: Any, question_id: str) -> Any:
    return page.locator(f"#q-{question_id} [data-saved-state]")


def expect(locator: Any) -> Any:
    return sync_api.expect(locator)


def test_what_is_typed_is_saved_once_with_its_token_and_revision(page: Any, server: Server) -> None:
    page.locator("#a-waarom").press_sequentially("Omdat", delay=10)
    expect(state_of(page, "waarom")).to_have_text("Bewaard 10.32")
    assert server.saved == ["Omdat"]
    assert server.tokens == ["bewijs"]
    page.locator("#a-waarom").press_sequentially(" het", delay=10)
    page.wait_for_function("document.querySelector('[name=r-waarom]').value === '2'")
    assert server.saved == ["Omdat", "Omdat het"]
    assert server.revisions == [0, 1]


def test_a_failing_network_is_tried_again_with_the_same_key(page: Any, server: Server) -> None:
    server.failures = 1
    page.locator("#a-waarom").fill("Blijft staan")
    expect(state_of(page, "waarom")).to_have_text("Nog niet bewaard, we proberen het opnieuw")
    expect(state_of(page, "waarom")).to_have_text("Bewaard 10.32")
    assert server.saved == ["Blijft staan"]
    assert len(server.keys) == 2
    assert server.keys[0]
    assert server.keys[0] == server.keys[1]


def test_an_error_comes_to_its_field_and_what_was_typed_stays(page: Any, server: Server) -> None:
    page.locator("#a-termijn").fill("zolang nodig")
    expect(page.locator("#a-termijn-fout")).to_contain_text("Vul een getal in.")
    field = page.locator("#a-termijn")
    expect(field).to_have_value("zolang nodig")
    expect(field).to_have_attribute("aria-invalid", "true")
    assert "a-termijn-fout" in field.get_attribute("aria-describedby")
    field.fill("24")
    expect(page.locator("#a-termijn-fout")).to_have_count(0)
    assert server.saved == ["zolang nodig", 24]


def test_two_writers_choose(page: Any, server: Server) -> None:
    server.conflicts = 2
    page.locator("#a-waarom").fill("Mijn tekst")
    box = page.locator("#q-waarom .conflict")
    expect(box).to_contain_text("Wat de ander schreef")
    expect(box).to_contain_text("Mijn tekst")
    box.get_by_role("button", name="Houd de mijne").click()
    expect(box).to_contain_text("Wat de ander schreef")  # the second conflict
    box.get_by_role("button", name="Neem de andere").click()
    expect(page.locator("#a-waarom")).to_have_value("Wat de ander schreef")
    expect(page.locator("[name=r-waarom]")).to_have_value("8")


def test_leaving_warns_while_text_is_not_saved(page: Any, server: Server) -> None:
    server.failures = 100
    page.locator("#a-waarom").fill("Nog niet weg")
    expect(state_of(page, "waarom")).to_contain_text("proberen het opnieuw")
    asked: list[str] = []

    def agree(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", agree)
    page.goto("about:blank")
    assert asked == ["beforeunload"]


def test_the_form_goes_only_after_what_is_under_way(page: Any, server: Server) -> None:
    page.locator("#a-waarom").fill("Net getypt")
    page.get_by_role("button", name="Volgende").click()
    page.wait_for_load_state("load")
    page.wait_for_function("document.querySelector('#a-waarom').value === ''")
    assert server.saved == ["Net getypt"]
    assert server.whole == 1


def test_none_of_these_takes_the_others_away(page: Any, server: Server) -> None:
    page.get_by_label("Rood").check()
    page.get_by_label("Geen", exact=True).check()
    expect(page.get_by_label("Rood")).not_to_be_checked()
    page.get_by_label("Blauw").check()
    expect(page.get_by_label("Geen", exact=True)).not_to_be_checked()
    expect(state_of(page, "kleur")).to_have_text("Bewaard 10.32")
    page.wait_for_function("!document.querySelector('#q-kleur').hasAttribute('data-busy')")
    assert server.saved[-1] == ["blauw"]


def test_rows_are_added_and_removed_in_place(page: Any, server: Server) -> None:
    page.locator("[name=a-gegevens-0-wat]").fill("Adres")
    page.locator("[data-add-row]").click()
    fresh = page.locator("[name=a-gegevens-1-wat]")
    expect(fresh).to_be_focused()
    expect(fresh).to_have_value("")
    fresh.fill("Telefoon")
    page.wait_for_function("document.querySelector('[name=r-gegevens]').value >= '1'")
    expect(state_of(page, "gegevens")).to_have_text("Bewaard 10.32")
    page.locator("#q-gegevens [data-remove-row]").first.click()
    expect(page.locator("#q-gegevens [data-row]")).to_have_count(1)
    page.wait_for_function("document.querySelector('[name=r-gegevens]').value >= '2'")
    expect(state_of(page, "gegevens")).to_have_text("Bewaard 10.32")
    assert server.saved[-1] == [{"wat": "Telefoon"}]
    assert server.whole == 0


def test_keys_judge_only_when_nobody_types(page: Any, server: Server) -> None:
    page.locator("#a-waarom").press_sequentially("aio")
    assert page.locator("[name=oordeel]:checked").count() == 0
    page.locator("[data-finding]").scroll_into_view_if_needed()
    page.locator("h1").click()
    page.keyboard.press("i")
    page.locator("[name=oordeel]").first.focus()
    page.keyboard.press("o")
    assert page.locator("[name=oordeel]:checked").get_attribute("value") == "o"
