"""How hard a Dutch text is to read: the measure of Flesch as Douma set it for Dutch.

W.H. Douma, De leesbaarheid van landbouwbladen (Wageningen, 1960): 206.84 - 0.77 × syllables per 100 words
- 0.93 × words per sentence. 100 is very easy, 60 to 70 is ordinary, below 45 is for who studied. Syllables
are counted by their vowels, which is right for nine words in ten and off by one for most others.
"""

import re
from dataclasses import dataclass

MEASURE = "Flesch-Douma"

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"[.!?…]+[”’\")\]]*(?=\s|$)|\n\s*(?:\n|[-*+]\s|\d+[.)]\s|#+\s)")
_MARKDOWN = re.compile(r"\[([^\]]*)\]\([^)]*\)|https?://\S+|[*_`#>|]+")
_NUCLEUS = re.compile(
    r"ieuw?|eeuw?|aai|ooi|oei|eau|aa|ee|oo|uu|ie|oe|ui|ij|eu|ou|au|ei|[aeiouyáàâäéèêëíìîïóòôöúùûü]"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was counted in a text."""

    words: int
    sentences: int
    syllables: int

    @property
    def words_per_sentence(self) -> float:
        """How long the sentences are."""
        return self.words / self.sentences

    @property
    def syllables_per_word(self) -> float:
        """How long the words are."""
        return self.syllables / self.words

    @property
    def score(self) -> float:
        """The measure: higher is easier."""
        return 206.84 - 77 * self.syllables_per_word - 0.93 * self.words_per_sentence


def reading(text: str) -> Reading | None:
    """Count a text; None when there are no words in it."""
    plain = _MARKDOWN.sub(lambda found: found[1] or " ", text)
    sentences = [part for part in _SENTENCE_END.split(plain) if _WORD.search(part)]
    words = _WORD.findall(plain)
    if not words:
        return None
    return Reading(len(words), len(sentences), sum(map(syllables, words)))


def syllables(word: str) -> int:
    """How many syllables a Dutch word has, by its vowels; a word in capitals is spelt out."""
    if word.isupper() and len(word) <= 6:
        return len(word)
    return max(len(_NUCLEUS.findall(word.lower())), 1)
