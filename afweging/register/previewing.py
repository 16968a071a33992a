"""The page of an entry before it is public: the same templates and words, and nothing is written."""

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from . import rows, schema
from .framing import frame
from .language import language
from .presentation import EntryView
from .records import EntryRecord, Organisation, VersionNote
from .rendering import Renderer


def preview(
    renderer: Renderer,
    organisation: Organisation,
    record: EntryRecord,
    *,
    history: Sequence[VersionNote] = (),
    lang: str = "nl",
    back: str = "",
    onward: Sequence[tuple[str, str]] = (),
) -> str:
    """The page as residents would see it. Its banner leads back, and on (words and address)."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for statement in schema.TABLES.split(";\n"):
            connection.execute(statement)
        rows.write_organisation(connection, organisation)
        own = VersionNote(record.version, record.published_at, record.change_reason)
        notes = sorted((own, *history), key=lambda note: -note.version)
        view = EntryView(replace(record, history=tuple(notes)), organisation, language(lang))
        return renderer.html(
            lang,
            "preview.html",
            entry=view,
            back=back,
            onward=onward,
            **frame(connection, lang, renderer.site, organisation, current="list"),
        )
    finally:
        connection.close()
