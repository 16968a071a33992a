"""Bring the English catalogue up to date with the Dutch words of the program, and name what has none yet.

Dutch stands in the code. `make translations` collects it as `babel.cfg` says, keeps every translation whose
Dutch is still the same, adds what is new with an empty English, and drops what nobody says any more. There is
no guessing: a changed sentence is a new sentence. The words that only the public register says are in
`register.po`, beside it.
"""

from __future__ import annotations

import io
import os
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = ROOT / "afweging" / "translations" / "en" / "LC_MESSAGES" / "messages.po"
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "mark": None, "say": None, "count": (1, 2)}
OF_THE_REGISTER = ("afweging/register/", "templates/register/", "templates/public/")
HEADER = """\
# English words of the workspace, the reports and everything else but the public register.
msgid ""
msgstr ""
"Language: en\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""

Words: TypeAlias = str | tuple[str, str]


def messages() -> dict[Words, set[str]]:
    """Return the Dutch outside the register (a message, or a pair of one and more) and the files it is in."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as mapping:
        methods, options = parse_mapping_cfg(mapping)  # type: ignore[no-untyped-call]  # Babel's own
    found: dict[Words, set[str]] = defaultdict(set)
    for file, _line, words, _comments, _context in extract_from_dir(
        ROOT, methods, options, KEYWORDS, directory_filter=_holds_words
    ):
        if not file.startswith(OF_THE_REGISTER):
            found[words if isinstance(words, str) else (words[0], words[1])].add(file)
    return found


def english() -> Catalog:
    """Return the catalogue as it is written now."""
    with ENGLISH.open("rb") as source:
        return read_po(source, locale="en")


def missing(catalogue: Catalog) -> list[str]:
    """Return the Dutch, first form, of each message in `catalogue` whose English is not whole."""
    return [_first(message.id) for message in catalogue if message.id and not _whole(message)]


def updated(catalogue: Catalog, words: Iterable[Words]) -> Catalog:
    """Return a catalogue of exactly `words`, each with the English it had in `catalogue`."""
    known = {_words(message): message.string for message in catalogue}
    fresh = Catalog(locale="en")
    for one in words:
        fresh.add(one, known.get(one))
    return fresh


def written(catalogue: Catalog) -> str:
    """Return the catalogue as the text of a `.po` file: sorted, unwrapped, without places and dates."""
    text = io.BytesIO()
    write_po(text, catalogue, width=0, sort_output=True, no_location=True, omit_header=True)
    return HEADER + text.getvalue().decode()


def _holds_words(folder: str | os.PathLike[str]) -> bool:
    parts = Path(folder).relative_to(ROOT).parts
    return not parts or (parts[0] in ("afweging", "templates") and parts[-1] != "__pycache__")


def _words(message: Message) -> Words:
    return message.id if isinstance(message.id, str) else (message.id[0], message.id[1])


def _first(words: str | list[str] | tuple[str, ...]) -> str:
    return words if isinstance(words, str) else words[0]


def _whole(message: Message) -> bool:
    said = message.string
    return all((said,) if isinstance(said, str) else said or ("",))


def main() -> int:
    """Rewrite the English catalogue and name what is missing; return 1 if something is."""
    catalogue = updated(english(), messages())
    ENGLISH.write_text(written(catalogue), encoding="utf-8")
    lacking = missing(catalogue)
    for dutch in lacking:
        print(f"no English yet: {dutch}")
    print(f"{len(catalogue)} messages, {len(lacking)} without English")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
