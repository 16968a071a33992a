"""Layouts and components: a page with everything on it is sound HTML, safe, and speaks to screen readers."""

# ruff: noqa: E501 (templates in strings)
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask, flash, render_template, render_template_string
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateField,
    FileField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
    validators,
)

from afweging.case.dossier.fields import FIELDS, FieldError, QuestionView
from afweging.case.dossier.fields.words import words_of
from afweging.foundation.web.markdown import to_html, to_inline_html
from tests.web.sample import EXAMPLES, question
from tests.web.tiny import tiny_app

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "wbr", "path", "circle", "rect"}


class Sound(HTMLParser):
    """Fails on elements that are not closed in order; collects ids, labels and controls."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.labelled: set[str] = set()
        self.controls: list[dict[str, str]] = []
        self.references: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag not in VOID:
            self.open.append(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "label" and "for" in given:
            self.labelled.add(given["for"])
        for name in ("aria-describedby", "aria-labelledby"):
            self.references |= set(given.get(name, "").split())
        if tag in ("select", "textarea") or (tag == "input" and given.get("type") != "hidden"):
            self.controls.append(given | {"inside": " ".join(self.open)})

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop() == tag


def checked(html: str) -> Sound:
    sound = Sound()
    sound.feed(html)
    sound.close()
    assert not sound.open
    assert len(sound.ids) == len(set(sound.ids))
    assert sound.references <= set(sound.ids)
    for control in sound.controls:
        named = (
            "aria-label" in control
            or control.get("id") in sound.labelled
            or "label" in control["inside"].split()
        )
        assert named, control
    assert not re.search(r"\sstyle=|\son[a-z]+=", html)
    return sound


@pytest.fixture
def app() -> Iterator[Flask]:
    app = tiny_app()
    with app.test_request_context():
        yield app


class ExampleForm(FlaskForm):
    name = StringField("Naam", [validators.InputRequired("Vul een naam in.")], description="Zoals u heet.")
    kind = RadioField("Soort", choices=[("a", "A"), ("b", "B")])
    note = TextAreaField("Toelichting")
    body = SelectField("Orgaan", choices=[("x", "X")])
    day = DateField("Dag")
    file = FileField("Bestand")
    sure = BooleanField("Ik weet het zeker")


PAGE = """
{% extends base %}
{% import 'components/navigation.html' as nav with context %}{% import 'components/marks.html' as marks with context %}
{% import 'components/lists.html' as lists with context %}{% import 'components/notices.html' as notices with context %}
{% import 'components/forms.html' as forms with context %}
{% block title %}Alles{% endblock %}
{% block crumbs %}{{ nav.crumbs([('Begin', '/'), ('Alles', '')]) }}{% endblock %}
{% block content %}
<h1>Alles</h1>
{{ notices.error_summary([{'field': 'name', 'message': 'Vul een naam in.'}, {'message': 'Iets anders.'}]) }}
{{ nav.tabs([{'text': 'Overzicht', 'url': '#', 'current': true}, {'text': 'Bewijs', 'url': '#', 'count': 3}], 'Delen') }}
{{ nav.filters([{'text': 'Alle', 'url': '#', 'count': 0}], 'Filter') }}
{{ nav.sections([{'number': 1, 'text': 'Doel', 'note': 'klaar', 'url': '#', 'full': true}], 'Onderdelen') }}
{{ nav.pagination(2, 40, link) }}
{{ nav.language_switch([{'code': 'nl', 'name': 'Nederlands', 'url': '#', 'current': true}, {'code': 'en', 'name': 'English', 'url': '#'}]) }}
{% for shape in ['hollow', 'half', 'full', 'diamond', 'square'] %}{{ marks.state(shape, shape) }}{% endfor %}
{{ marks.progress(3, 8, 'Beantwoord', '3 van 8') }}
{{ marks.route([{'text': 'Concept', 'note': 'u', 'stand': 'now'}, {'text': 'Besluit', 'note': '', 'stand': 'ahead'}], 'Weg') }}
{{ marks.timeline([{'date': '2026-12-04', 'when': '4 december', 'text': 'Klaar', 'ahead': true}, {'date': '2026-11-23', 'when': 'vandaag', 'text': 'Nu', 'today': true}]) }}
<ol class="agenda">{{ marks.agenda_row('vandaag', '2026-11-23', '23 november', 'Beantwoord', '#', 'Over iets', 'U bent aan zet', level=2) }}</ol>
{{ lists.facts([('Eigenaar', 'Sanne')]) }}{{ lists.fact_box('Kort', [('Status', 'In gebruik')]) }}{{ lists.terms([('Term', 'Uitleg')]) }}
{{ lists.table(['Naam', 'Stand'], [['Een', 'klaar']], 'Lijst') }}
{% call lists.fold('Waarom?') %}<p>Daarom.</p>{% endcall %}
{{ notices.notice('Let op', 'attention') }}{% call notices.empty('Niets', 'Begin hier.') %}{{ forms.link_button('Begin', '#') }}{% endcall %}
{{ notices.confirm('Zeker?', 'Dit kan niet terug.', 'Doe het', negative=true) }}
<form method="post">{{ forms.csrf() }}{{ forms.text(form.name) }}{{ forms.radios(form.kind, {'a': 'De eerste'}) }}{{ forms.textarea(form.note) }}
{{ forms.select(form.body) }}{{ forms.date(form.day) }}{{ forms.file(form.file) }}{{ forms.checkbox(form.sure) }}
{{ forms.button('Bewaar', name='act', value='save') }}{{ forms.text_button('weg', 'a', 'b', 'Haal weg') }}</form>
{% endblock %}
{% block aside %}<p>Hiernaast</p>{% endblock %}
"""


@pytest.mark.parametrize("base", ["workspace/base.html", "public/base.html"])
def test_a_page_with_every_component_is_sound(app: Flask, base: str) -> None:
    flash("Het dossier is ingediend.", "success")
    form = ExampleForm(meta={"csrf": False})
    form.validate()
    html = render_template_string(
        PAGE,
        base=base,
        form=form,
        link=lambda page: f"?page={page}",
        navigation=[{"text": "Bureau", "url": "/", "current": "page"}, {"text": "Dossiers", "url": "/d"}],
        person={"name": "Sanne", "role": "projectleider"},
        sign_out_url="/uit",
        account_links=[{"text": "Mijn gegevens", "url": "/ik"}],
        organisation_name="Gemeente Vlierwoude",
    )
    checked(html)
    assert html.count("<h1") == 1
    assert "<title>Alles – " in html
    assert '<html lang="nl"' in html
    assert html.count('aria-current="page"') >= 2
    assert "<script" not in html
    assert 'aria-describedby="name-hulp name-fout"' in html
    assert "Hiernaast" in html


def test_messages_are_said_once_and_aloud(app: Flask) -> None:
    flash("Ingediend.", "success")
    html = render_template_string("{% extends 'workspace/base.html' %}")
    assert re.search(r'<div role="status"[^>]*><ul class="messages">', html)
    assert html.count("Ingediend.") == 1
    assert "note--positive" in html


def test_the_error_page_needs_no_database_and_no_user(app: Flask) -> None:
    html = render_template(
        "error.html", title="Deze bladzijde bestaat niet", message="Kijk of het adres klopt."
    )
    checked(html)
    assert "<title>Deze bladzijde bestaat niet – Afweging</title>" in html


def every_view(**given: Any) -> list[QuestionView]:
    return [
        QuestionView(
            question=question(
                kind, f"v-{kind}", allow=frozenset(("unknown", "not_applicable")), examples=EXAMPLES,
                help=EXAMPLES[0].text, why=EXAMPLES[1].text,
            ),
            number=f"1.{place}", lang="nl", sha="alle", save_url="/bewaar", comments_url="#", **given,
        )
        for place, kind in enumerate(FIELDS, 1)
    ]  # fmt: skip


QUESTIONS = """{% from 'components/question.html' import question, autosave_attributes, hidden_question %}
<form{{ autosave_attributes(said) }}>{% for view in views %}{{ question(view) }}{% endfor %}{{ hidden_question('later') }}</form>"""


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"errors": (FieldError("Dit klopt nog niet."),), "is_new": True, "why_shown": "U koos ‘ja’."},
        {"value": {"unknown": "Nog niet uitgezocht", "by": "ooit"}, "people": ("de CISO",)},
        {"readonly": True, "saved_at": "10.32", "saved_by": "Jeroen", "comments": 2, "comments_open": 1},
    ],
)
def test_a_question_of_every_type_is_sound_in_every_state(app: Flask, given: dict[str, Any]) -> None:
    html = render_template_string(QUESTIONS, views=every_view(**given), said=words_of("nl"))
    checked(html)


def test_a_question_says_what_it_is_where_it_stands_and_who_reads_it(app: Flask) -> None:
    view = QuestionView(
        question=question("number", "termijn", help=EXAMPLES[0].text), number="5.5", lang="nl", sha="s", value="zolang nodig",
        errors=(FieldError("Vul een getal in."),), saved_at="10.32", comments=2, comments_open=1, comments_url="#c",
        disclosure="public", is_new=True, why_shown="U koos bij 5.2 ‘Gezondheid’.", revision=3,
    )  # fmt: skip
    html = render_template_string(QUESTIONS, views=[view], said=view.said)
    for expected in (
        '<span class="n">5.5</span>', 'value="zolang nodig"', 'aria-invalid="true"', 'id="a-termijn-fout"',
        'aria-describedby="a-termijn-hulp a-termijn-fout"', "Bewaard 10.32", "<b>2 opmerkingen</b>, 1 voor u",
        "Wordt openbaar.", "<b>Nieuwe vraag.</b> U koos bij 5.2", 'name="r-termijn" value="3"', "maanden",
    ):  # fmt: skip
        assert expected in html


def test_a_section_of_ten_questions_is_drawn_from_its_fixed_parts(app: Flask) -> None:
    plain = ("text", "longtext", "choice", "choices", "yesno", "scale", "number", "date", "month", "url")
    views = [view for view in every_view() if view.question.type in plain]
    template = app.jinja_env.from_string(QUESTIONS)
    template.render(views=views, said=words_of("nl"))
    before = to_html.cache_info().misses, to_inline_html.cache_info().currsize
    template.render(views=views, said=words_of("nl"))
    assert (to_html.cache_info().misses, to_inline_html.cache_info().currsize) == before


@pytest.mark.parametrize(
    ("markdown", "never"),
    [
        ("<script>alert(1)</script>", "script"),
        ("[x](javascript:alert(1))", "javascript"),
        ("<img src=x onerror=alert(1)>", "img"),
        ("<a href='data:text/html,x'>x</a>", "data:"),
        ("<p style='color:red' onclick='x()'>x</p>", "onclick"),
        ("<iframe src=//x></iframe>", "iframe"),
    ],
)
def test_markdown_does_no_harm(markdown: str, never: str) -> None:
    assert never not in to_html(markdown)


@pytest.mark.parametrize(
    "address", ["#weg", "/werk", "//elders.example", "bijlage%201", "../x", "javascript:x", "?a=b"]
)
def test_a_link_that_does_not_say_whole_where_it_leads_is_no_link(address: str) -> None:
    assert to_html(f'Zie [deze *brief*]({address} "t") en [die](https://vng.nl).') == (
        '<p>Zie deze <em>brief</em> en <a href="https://vng.nl" rel="noopener noreferrer">die</a>.</p>'
    )


def test_markdown_makes_lists_tables_and_headings_below_those_of_the_page() -> None:
    html = to_html("# Kop\n\n- een\n- *twee*\n\n| a | b |\n|---|---|\n| 1 | 2 |")
    for expected in ("<h3>Kop</h3>", "<li>een</li>", "<em>twee</em>", "<td>1</td>"):
        assert expected in html
    assert to_inline_html("Welke *gegevens*?") == "Welke <em>gegevens</em>?"
