"""Texts in several languages."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType


class Text(Mapping[str, str]):
    """One text in one or more languages; immutable, and falsy when there is none.

    A text falls back: the asked language → the language of the file → the first one given.
    """

    __slots__ = ("_language", "_texts")

    def __init__(self, texts: Mapping[str, str] | None = None, language: str = "nl") -> None:
        self._texts = MappingProxyType(dict(texts or {}))
        self._language = language

    def to(self, lang: str) -> str:
        """The text in `lang`, or the nearest there is; empty when there is no text at all."""
        texts = self._texts
        return texts.get(lang) or texts.get(self._language) or next(iter(texts.values()), "")

    def __getitem__(self, lang: str) -> str:
        """The text in exactly this language."""
        return self._texts[lang]

    def __iter__(self) -> Iterator[str]:
        """The languages."""
        return iter(self._texts)

    def __len__(self) -> int:
        """How many languages."""
        return len(self._texts)

    def __str__(self) -> str:
        """The text in the language of its file."""
        return self.to(self._language)

    def __repr__(self) -> str:
        """For people who debug."""
        return f"Text({dict(self._texts)!r})"

    def __eq__(self, other: object) -> bool:
        """The same texts in the same languages."""
        return isinstance(other, Text) and dict(self._texts) == dict(other._texts)

    def __hash__(self) -> int:
        """Goes with equality."""
        return hash(tuple(sorted(self._texts.items())))


NO_TEXT = Text()
