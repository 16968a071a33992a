"""The page checker itself: it must see what it promises to see."""

from __future__ import annotations

import pytest

from tests.support.pages import find_problems

GOOD = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Kop – Afweging</title></head>
<body><main><h1>Kop</h1>{}</main></body></html>"""


def test_a_good_page_has_no_problems() -> None:
    fine = """<h2>Zo</h2><p>Het is ‘goed’ zo, zegt u, “echt”.</p>
    <form><label for="a">A</label><input id="a" name="a">
    <label>B <input name="b" type="checkbox"></label></form><code>it's "raw"</code><a href="#a">Naar A</a>
    <svg viewBox="0 0 1 1"><title>Een beeld</title><path d="M0 0"/></svg>"""
    assert list(find_problems(GOOD.format(fine))) == []


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("<h1>Nog een</h1>", "h1"),
        ("<h3>Te diep</h3>", "jumps"),
        ("<p><div>x</div></p>", "not valid HTML"),
        ("<b>open", "not valid HTML"),
        ("<input name='x'>", "without a label"),
        ("<select name='x'></select>", "without a label"),
        ("<i id='a'></i><i id='a'></i>", "stands 2 times"),
        ("<label for='nee'>x</label>", "which is not there"),
        ("<p aria-describedby='nee'>x</p>", "which is not there"),
        ("<a href='#nee'>x</a>", "which is not there"),
        ("<a href='/x'></a>", "without words"),
        ("<button></button>", "without words"),
        ("<img src='/x.png'>", "without alt"),
        ("<p style='color:red'>x</p>", "inline style"),
        ("<p onclick='x()'>x</p>", "inline script"),
        ("<script>1</script>", "without a nonce"),
        ("<form method='post'><button>x</button></form>", "without a token"),
        ("<p>It's</p>", "straight quotes"),
        ('<p>"Zo"</p>', "straight quotes"),
    ],
)
def test_each_broken_rule_is_told(part: str, told: str) -> None:
    problems = list(find_problems(GOOD.format(part)))
    assert any(told in problem for problem in problems), problems


def test_title_and_language_are_asked() -> None:
    page = "<!doctype html><html><head><title>Iets anders</title></head><body><h1>Kop</h1></body></html>"
    problems = " ".join(find_problems(page))
    assert "does not start with" in problems
    assert "language" in problems


def test_a_public_page_has_no_inline_script_at_all() -> None:
    page = GOOD.format("<script nonce='x'>1</script>")
    assert any("public" in problem for problem in find_problems(page, public=True))
