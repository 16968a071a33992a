"""Dutch words reduced to their stem, so that "besluiten" finds "besluit".

Snowball's Dutch stemmer does most of it and is weak on the very words of this register: `algoritmen`,
`gemeentelijke`, `gegevens`, `risico’s`. Those have their own stem below; a test names each of them.
"""

import re
import unicodedata
from functools import lru_cache

import Stemmer

_WORD = re.compile(r"[a-z0-9]+")
_APOSTROPHES = str.maketrans("", "", "'’‘`´")

OWN_STEMS = {
    form: stem
    for stem, forms in {
        "algoritme": "algoritme algoritmes algoritmen algoritmisch algoritmische algorithm algorithms",
        "gemeente": "gemeente gemeenten gemeentes gemeentelijk gemeentelijke",
        "gegeven": "gegeven gegevens gegevensbestand gegevensbestanden",
        "risico": "risico risicos risicovol risicovolle",
        "foto": "foto fotos",
        "camera": "camera cameras",
        "auto": "auto autos",
        "datum": "datum data datums",
        "criterium": "criterium criteria",
        "besluit": "besluit besluiten besluitvorming beslissing beslissingen beslist beslissen",
        "uitkering": "uitkering uitkeringen uitkeringsgerechtigde uitkeringsgerechtigden",
        "belasting": "belasting belastingen belastingaanslag belastingaanslagen",
        "schuld": "schuld schulden schuldhulp schuldhulpverlening",
        "parkeer": "parkeren parkeer parkeert parkeerplaats parkeerplaatsen",
        "inwoner": "inwoner inwoners bewoner bewoners",
        "anonimiseer": "anonimiseren anonimiseert geanonimiseerd geanonimiseerde anonimisering",
        "chatbot": "chatbot chatbots",
        "subsidie": "subsidie subsidies",
        "vergunning": "vergunning vergunningen vergunningverlening",
        "wet": "wet wetten wettelijk wettelijke",
        "ambtenaar": "ambtenaar ambtenaren",
        "sensor": "sensor sensors sensoren",
        "boom": "boom bomen",
        "kenteken": "kenteken kentekens kentekenherkenning",
        "profiel": "profiel profielen profilering profileren",
        "voorspel": "voorspellen voorspelt voorspelling voorspellingen voorspellend voorspellende",
        "leerling": "leerling leerlingen",
        "melding": "melding meldingen gemeld melden meldt",
        "adres": "adres adressen",
        "woning": "woning woningen",
        "handhaaf": "handhaving handhaven handhaaft handhaver handhavers",
        "museum": "museum musea museums",
    }.items()
    for form in forms.split()
}

_stemmer = Stemmer.Stemmer("dutch")


def plain(text: str) -> str:
    """Lower case without accents and apostrophes: what both indexes and queries are made of."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_APOSTROPHES))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of one plain word."""
    return OWN_STEMS.get(word) or _stemmer.stemWord(word)


def stems(text: str) -> list[str]:
    """The stems of all words in `text`, in order."""
    return [stem(word) for word in _WORD.findall(plain(text))]


def words(text: str) -> list[str]:
    """The plain words of `text`, in order."""
    return _WORD.findall(plain(text))
