"""Languages as headers name them, and texts by language."""

import re
from collections.abc import Callable, Iterable, Mapping

from ..wording import Words

_CODED = re.compile(r"\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)\s*$")
_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NAMES: Mapping[str, str] = {
    name: code
    for code, names in {
        "nl": "dutch nederlands néerlandais niederländisch",
        "en": "english engels anglais englisch",
        "fr": "french français francais frans französisch",
        "de": "german deutsch duits allemand",
        "fy": "frisian frysk fries",
        "es": "spanish español espanol spaans",
        "pt": "portuguese português portugees",
        "it": "italian italiano italiaans",
        "pl": "polish polski pools",
        "tr": "turkish türkçe turks",
        "ar": "arabic العربية arabisch",
        "uk": "ukrainian українська oekraïens",
        "pap": "papiamento papiamentu papiaments",
    }.items()
    for name in names.split()
}
_REFERENCE = re.compile(r"\$\{[^}]+\}")
LARGEST_PRIVATE = 26
"""Languages without a code get one of those that are kept for private use, qaa to qaz."""


class Languages:
    """The languages of a form. `main`: that of texts without one."""

    def __init__(self, note: Callable[[str], None]) -> None:
        self._note = note
        self._private: dict[str, str] = {}
        self._default = ""
        self.main = "nl"

    def begin(self, default: str, written: Iterable[str]) -> None:
        """Find the main language from the settings and the headers, in which "" is no language."""
        languages = list(written)
        self._default = default
        named = [language for language in languages if language]
        if default and default != "default":
            self.main = self.code(default)
        elif named and "" not in languages:
            self.main = self.code(named[0])
        else:
            self._note("the form does not say in which language it is; it is taken for Dutch")

    def code(self, language: str) -> str:
        """The code of a language; `main` for none."""
        if not language or language == "default":
            return self.main
        coded = _CODED.search(language)
        code = (coded[1] if coded else language).replace("_", "-")
        code = code.split("-")[0].lower() + code[len(code.split("-")[0]) :]
        if _CODE.fullmatch(code):
            return code
        known = _NAMES.get(language.strip().lower())
        return known or self._without_code(language)

    def _without_code(self, language: str) -> str:
        if language not in self._private:
            letter = chr(ord("a") + min(len(self._private), LARGEST_PRIVATE - 1))
            self._private[language] = f"qa{letter}"
            self._note(f"the language “{language}” has no code here; its texts stand under qa{letter}")
        return self._private[language]

    def words(self, texts: Mapping[str, str]) -> Words:
        """Texts by the language of their header, by code."""
        return {self.code(language): text for language, text in sorted(texts.items()) if text}

    def data(self, words: Words) -> str | Words:
        """Texts as format 1 has them: a single one in the main language stands alone."""
        return words[self.main] if list(words) == [self.main] else words


def names_answers(words: Words) -> bool:
    """Does a text fill in answers?"""
    return any(_REFERENCE.search(text) for text in words.values())
