"""One language of a printed questionnaire: the program's words and the questionnaire's own texts.

Needs no app and no request, so that a file can be printed where nothing is installed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from babel.support import NullTranslations
from markupsafe import Markup

from afweging import resources
from afweging.foundation.web import markdown
from afweging.foundation.web.language import LANGUAGES, SOURCE, catalogue
from afweging.questionnaire import Text

_HEADING = re.compile(r"<h[1-6][^>]*>(.*?)</h[1-6]>", re.S)


@dataclass(frozen=True)
class Language:
    """Says things in one language; a text that is not there in it comes in another, and says which."""

    code: str
    translations: NullTranslations

    def say(self, words: str, **values: object) -> str:
        """The program's words, with `%(name)s` filled in."""
        said = str(self.translations.gettext(words))
        return said % values if values else said

    def named(self, key: str, names: Mapping[str, str], otherwise: str = "") -> str:
        """What something is called: the words for `key` among `names`, else `otherwise`, else the key."""
        return self.say(names[key]) if key in names else otherwise or key

    def count(self, one: str, more: str, number: int) -> str:
        """The program's words for `number` things; `%(num)d` is the number."""
        return str(self.translations.ngettext(one, more, number)) % {"num": number}

    def inline(self, text: Text) -> Markup:
        """A text of one line, such as a label."""
        return self._marked(text, for_paper(markdown.to_inline_html(text.to(self.code))), "span")

    def prose(self, text: Text) -> Markup:
        """A text of paragraphs and lists."""
        return self._marked(text, for_paper(markdown.to_html(text.to(self.code))), "div")

    def _marked(self, text: Text, html: Markup, tag: str) -> Markup:
        spoken = spoken_in(text, self.code)
        return html if spoken == self.code else Markup('<{0} lang="{1}">{2}</{0}>').format(tag, spoken, html)


def mark(words: str) -> str:
    """Words that are said later, in the language of a paper; marked here so that they are translated."""
    return words


def for_paper(html: str) -> Markup:
    """A text without headings of its own: the outline of the document is that of the questions."""
    return Markup(_HEADING.sub(r"<p><b>\1</b></p>", html))


def spoken_in(text: Text, wanted: str) -> str:
    """The language in which a text comes when it is asked for in `wanted`."""
    said = text.to(wanted)
    return wanted if text.get(wanted) == said else next((code for code in text if text[code] == said), wanted)


@cache
def language(code: str) -> Language:
    """A language of the interface; Dutch for one that there is not."""
    known = code if code in LANGUAGES else SOURCE
    return Language(known, catalogue(resources.translations() / known / "LC_MESSAGES" / "messages.po"))
