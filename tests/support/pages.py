"""Every page that any test gets is looked at: one place that keeps the whole site to its own rules."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

FIELDS = {"input", "select", "textarea"}
UNLABELLED = {"hidden", "submit", "button", "reset", "image"}
# Where people's own or technical text stands as it is.
VERBATIM = {"code", "pre", "kbd", "samp", "textarea", "script", "style", "option", "title"}
STRAIGHT = re.compile(r"[\"']")
# What html5lib 1.1 (2020) reports but today's standard allows.
FORGIVEN = {"unexpected-end-tag-implies-table-voodoo"}


def check_page(html: str, *, public: bool = False) -> None:
    """Raise AssertionError with everything that is wrong with a page."""
    problems = list(find_problems(html, public=public))
    assert not problems, "the page breaks its rules:\n- " + "\n- ".join(problems)


def find_problems(html: str, *, public: bool = False) -> Iterator[str]:
    """Give every broken rule of a page, in words."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    document = parser.parse(html)
    for (line, column), code, details in parser.errors:
        if code not in FORGIVEN:
            yield f"not valid HTML at {line}:{column}: {code} {details}"
    elements = [element for element in document.iter() if isinstance(element.tag, str)]
    yield from _names(document, elements)
    yield from _headings(elements)
    yield from _fields(document, elements)
    yield from _policy(elements, public=public)
    yield from _typography(document)


def _names(document: Element, elements: list[Element]) -> Iterator[str]:
    if not document.get("lang"):
        yield "the page does not say its language"
    ids = Counter(element.get("id") for element in elements if element.get("id") is not None)
    yield from (f"id “{name}” stands {count} times" for name, count in ids.items() if count > 1)
    for element in elements:
        for attribute in ("for", "aria-describedby", "aria-labelledby", "aria-controls", "headers"):
            for name in (element.get(attribute) or "").split():
                if name not in ids:
                    yield f"{attribute} points to “{name}”, which is not there"
        target = element.get("href") or ""
        if element.tag == "a" and len(target) > 1 and target[0] == "#" and target[1:] not in ids:
            yield f"a link goes to “{target}”, which is not there"
        if element.tag == "img" and element.get("alt") is None:
            yield f"an image without alt: {element.get('src')}"
        if element.tag in ("a", "button") and not _name(element):
            yield f"a {element.tag} without words: {dict(element.attrib)}"


def _headings(elements: list[Element]) -> Iterator[str]:
    headings = [
        (int(element.tag[1]), _text(element)) for element in elements if re.fullmatch("h[1-6]", element.tag)
    ]
    first = [text for level, text in headings if level == 1]
    if len(first) != 1:
        yield f"{len(first)} h1, not one: {first}"
        return
    title = next((_text(element) for element in elements if element.tag == "title"), "")
    if not title.startswith(first[0]):
        yield f"the title “{title}” does not start with the h1 “{first[0]}”"
    for (before, _words), (level, words) in pairwise(headings):
        if level > before + 1:
            yield f"heading “{words}” jumps from h{before} to h{level}"


def _fields(document: Element, elements: list[Element]) -> Iterator[str]:
    labelled = {element.get("for") for element in elements if element.tag == "label"}
    wrapped = {child for label in elements if label.tag == "label" for child in label.iter()}
    for element in elements:
        if element.tag not in FIELDS or element.get("type") in UNLABELLED:
            continue
        named = element.get("aria-label") or element.get("aria-labelledby")
        if not (named or element in wrapped or (element.get("id") and element.get("id") in labelled)):
            yield f"a field without a label: {element.tag} {element.get('name')}"


def _policy(elements: list[Element], *, public: bool) -> Iterator[str]:
    for element in elements:
        if element.get("style") is not None or element.tag == "style":
            yield f"inline style at {element.tag}"
        yield from (
            f"inline script: {name} at {element.tag}" for name in element.attrib if name.startswith("on")
        )
        if element.tag == "script" and not element.get("src"):
            if public:
                yield "an inline script on a public page"
            elif not element.get("nonce"):
                yield "an inline script without a nonce"
        if element.tag == "form" and (element.get("method") or "get").lower() == "post" and not public:
            names = {child.get("name") for child in element.iter()}
            if "csrf_token" not in names:
                yield f"a form without a token: {element.get('action')}"


def _typography(document: Element) -> Iterator[str]:
    body = document.find("body")
    for text in _shown(body) if body is not None else ():
        if STRAIGHT.search(text):
            yield f"straight quotes: {' '.join(text.split())[:120]}"


def _shown(element: Element) -> Iterator[str]:
    if element.tag in VERBATIM or not isinstance(element.tag, str):
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _shown(child)
        if child.tail:
            yield child.tail


def _text(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _name(element: Element) -> str:
    pictures = " ".join(child.get("alt") or "" for child in element.iter() if child.tag == "img")
    return (
        _text(element) + pictures + (element.get("aria-label") or element.get("aria-labelledby") or "")
    ).strip()


class PageClient(FlaskClient):
    """A client that checks every page it gets, and sends form tokens along as a browser would."""

    _seen: set[int] = set()  # noqa: RUF012  # shared on purpose: a page that was right stays right
    checks_pages = True
    sends_tokens = True

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request; check the page that comes back, unless `checks_pages` is off."""
        if self.sends_tokens and str(kwargs.get("method", "GET")).upper() in (
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
        ):
            headers = dict(kwargs.pop("headers", None) or {})
            headers.setdefault("X-CSRF-Token", self.form_token())
            kwargs["headers"] = headers
        response = super().open(*args, **kwargs)
        if (
            self.checks_pages
            and response.mimetype == "text/html"
            and response.status_code not in range(300, 400)
        ):
            self._check(response)
        return response

    def form_token(self) -> str:
        """Return the token that forms of this session carry."""
        from flask_wtf.csrf import generate_csrf

        from afweging.foundation.identity import sessions

        settings = self.application.config["AFWEGING"]
        cookie = self.get_cookie(sessions.cookie_name(settings))
        with self.application.test_request_context(), self.session_transaction() as session:
            if cookie is not None:
                session["csrf_token"] = sessions.csrf_seed(settings, sessions.hash_token(cookie.value))
            from flask import session as own

            own.update(session)
            token = generate_csrf()
            session["csrf_token"] = own["csrf_token"]
        return str(token)

    def _check(self, response: TestResponse) -> None:
        text = response.get_data(as_text=True)
        if hash(text) in self._seen:
            return
        policy = response.headers.get("Content-Security-Policy", "")
        workspace = response.request.path.startswith(("/werk", "/beheer", "/inloggen", "/uitloggen"))
        assert "unsafe-inline" not in policy
        for nonce in re.findall(r'nonce="([^"]+)"', text):
            assert f"'nonce-{nonce}'" in policy, "the page's nonce is not in its policy"
        check_page(text, public=not workspace)
        self._seen.add(hash(text))
