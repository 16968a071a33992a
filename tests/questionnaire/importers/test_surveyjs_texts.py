"""HTML in the texts of a survey becomes Markdown: what it means stays, how it looks goes."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afweging.foundation.web.markdown import to_html
from afweging.questionnaire.importers.markdown import to_markdown

from .surveying import only, page, questions, radio, said, text

TAGS = [
    "p",
    "b",
    "em",
    "ul",
    "ol",
    "li",
    "a href='https://a.example/'",
    "br",
    "h3",
    "table",
    "tr",
    "td",
    "div",
    "script",
    "x",
]


def markdown(html: str) -> str:
    return "\n\n".join(to_markdown(html).blocks)


@pytest.mark.parametrize(
    ("html", "wanted"),
    [
        ("Plain *as it is*", "Plain *as it is*"),
        ("Two lines\nin one\n\nand one more", "Two lines\nin one\n\nand one more"),
        ("a < b & c", "a < b & c"),
        ("Enter <name> here", "Enter &lt;name> here"),
        ("# of people", "\\# of people"),
        ("R&amp;D&nbsp;here", "R&D here"),
        ("<p>One <b>two</b>.</p><p>Three</p>", "One **two**.\n\nThree"),
        ("<h2>Head</h2>Text", "## Head\n\nText"),
        ("a<br/>b", "a  \nb"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "- a\n- b\n    - c\n\nd"),
        ("<ol><li><p>x</p><p>y</p></li><li>z</li></ol>", "1. x\n\n    y\n2. z"),
        ("<a href='https://a.example/b'>there</a>", "[there](https://a.example/b)"),
        ("<a href='javascript:alert(1)'>there</a>", "there"),
        ("<script>alert(1)</script><style>p {}</style>ok<br>", "ok"),
        ("<i>5 * 3 _is_ 15</i>", "*5 \\* 3 \\_is\\_ 15*"),
        ("<p>1. First</p>", "1\\. First"),
        ("<p>- not a list</p>", "\\- not a list"),
        ("<code>a*b</code>", "`a*b`"),
        ("<pre>a\n b</pre>", "    a\n     b"),
        ("<blockquote>a<p>b</blockquote>", "> a\n>\n> b"),
        ("<table><tr><th>A<th>B<tr><td>1|2<td>x</table>", "| A | B |\n| --- | --- |\n| 1\\|2 | x |"),
        ("<abbr title='x'>AIA</abbr> <span style='color:red'>red</span>", "AIA red"),
        ("<img src='x' alt='A tree'>", "A tree"),
        ("<!-- no --><p></p>&nbsp;", ""),
        ("<b>a<b>b", "**a**b**"),
    ],
)
def test_html_becomes_markdown(html: str, wanted: str) -> None:
    if html == "<b>a<b>b":
        assert markdown(html).replace("*", "") == "ab"
    else:
        assert markdown(html) == wanted


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(TAGS)
        | st.text(max_size=12)
        | st.sampled_from(["*", "_", "`", "[", "](x)", "&lt;", "<", "- "])
    )
)
def test_no_html_comes_through(parts: list[str]) -> None:
    html = "".join(f"<{part}>" if part in TAGS else part for part in parts)
    found = markdown(f"<p>{html}")
    assert not re.search(r"<[a-zA-Z/!?]", re.sub(r"`[^`]*`", "", found))
    assert "<script" not in to_html(found)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="abc def*_`[]()#-+.12", min_size=1))
def test_words_in_html_are_the_words_that_readers_see(words: str) -> None:
    shown = re.sub(r"<[^>]*>", "", str(to_html(markdown(f"<p>{words}</p>"))))
    assert "".join(shown.split()) == "".join(words.split())


def test_a_title_is_one_line_and_the_rest_is_help() -> None:
    question = only(text(title="<p>Is it <b>so</b>?</p><ul><li>really</ul>", description="Also."))
    assert question["label"] == {"en": "Is it **so**?"}
    assert question["help"] == {"en": "- really\n\nAlso."}


def test_a_title_without_anything_to_read_is_the_name() -> None:
    assert only(text("t", title="<b></b>"))["label"] == {"en": "t"}


def test_choices_lose_their_html_too() -> None:
    question = only(radio("a", {"value": 1, "text": "<p>Yes,</p><p><em>quite</em></p>"}))
    assert question["options"][0]["label"] == {"en": "Yes, *quite*"}


def test_what_cannot_come_along_is_noted() -> None:
    survey = page(text(title="See <img src='x'> and <iframe src='y'></iframe>"))
    assert questions(survey)[0]["label"] == {"en": "See and"}
    assert "iframe, img" in said(survey, "t")


@pytest.mark.parametrize(
    "part", ["<!--", "<a ", "<ul><li>", "<b>", "<td>", "](", "`", "&amp", "<script>", "<table>"]
)
def test_much_of_a_bad_thing_takes_no_time(part: str) -> None:
    markdown("<p>" + part * 20_000)
