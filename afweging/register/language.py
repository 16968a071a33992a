"""One language of the public pages: its words, its dates, its addresses. Needs no request and no app."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from babel.support import NullTranslations

from afweging import resources
from afweging.foundation.web.language import catalogue

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CODES = ("nl", "en")


@dataclass(frozen=True)
class Language:
    """Everything about a page that depends on its language."""

    code: str
    translations: NullTranslations

    @property
    def prefix(self) -> str:
        """What stands before an address: nothing for Dutch, `/en` for English."""
        return "" if self.code == "nl" else f"/{self.code}"

    def say(self, text: str, **values: object) -> str:
        """The words in this language, with `%(name)s` filled in."""
        said = str(self.translations.gettext(text))
        return said % values if values else said

    def count(self, one: str, more: str, number: int, **values: object) -> str:
        """The words for `number` things; `%(num)s` is the number as it is written here."""
        said = str(self.translations.ngettext(one, more, number))
        return said % {"num": self.number(number), **values}

    def label(self, words: Mapping[str, str], key: str) -> str:
        """The words for `key` in one of the tables of `words`; an unknown key stays itself."""
        return self.say(words[key]) if key in words else key

    def day(self, value: date | datetime | str) -> str:
        """“8 juni 2026”. A moment is shown as the day it was in the Netherlands."""
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        if isinstance(moment, datetime) and moment.tzinfo is not None:
            moment = moment.astimezone(AMSTERDAM)
        return format_date(moment, "d MMMM y", locale=self.code)

    def moment(self, value: datetime | str) -> str:
        """“8 juni 2026, 14.02 uur”, on the Dutch clock."""
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
        local = moment.astimezone(AMSTERDAM)
        pattern = "d MMMM y, H.mm 'uur'" if self.code == "nl" else "d MMMM y, HH:mm"
        return format_datetime(local, pattern, locale=self.code)

    def month(self, value: str) -> str:
        """“maart 2027” for `2027-03`; a year, a date, or words stay readable too."""
        parts = value.split("-")
        if not all(part.isdigit() for part in parts):
            return value
        if len(parts) == 2 and 1 <= int(parts[1]) <= 12:
            return format_date(date(int(parts[0]), int(parts[1]), 1), "MMMM y", locale=self.code)
        try:
            return self.day(date.fromisoformat(value))
        except ValueError:
            return value

    def number(self, value: float) -> str:
        """“1.150” in Dutch, “1,150” in English."""
        if isinstance(value, int):
            return f"{value:,}".replace(",", "." if self.code == "nl" else ",")
        return format_decimal(value, locale=self.code)

    def size(self, octets: int) -> str:
        """“410 kB” or “1,2 MB”."""
        if octets < 1_000_000:
            return f"{self.number(max(1, round(octets / 1000)))} kB"
        return f"{self.number(round(octets / 1_000_000, 1))} MB"


@cache
def language(code: str) -> Language:
    """The language `nl` or `en`: the words of the register, and behind them those of the interface."""
    folder = resources.translations() / code / "LC_MESSAGES"
    translations = catalogue(folder / "register.po")
    translations.add_fallback(catalogue(folder / "messages.po"))
    return Language(code, translations)
