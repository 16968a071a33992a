"""From records to pages: which addresses an entry, an organisation and the site have, and what is there."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from . import queries, words
from .api import entry_json, openapi_json, organisations_json, summary_json
from .differences import differences
from .framing import frame
from .language import CODES, language
from .look import stylesheet
from .markup import one_line
from .presentation import EntryView
from .records import EntryRecord, Organisation, Tombstone
from .rendering import Page, Renderer

JSON = "application/json"
MOST_NEWS = 5
MOST_NAMED = 25


def entry_row(connection: sqlite3.Connection, renderer: Renderer, record: EntryRecord) -> dict[str, Any]:
    """The columns of `entries` for a record."""
    organisation = queries.organisation(connection, record.organisation)
    cards = {
        f"card_{code}": renderer.html(
            code, "_card.html", entry=EntryView(record, organisation, language(code))
        )
        for code in CODES
    }
    return {
        "number": record.number,
        "slug": record.slug,
        "organisation": record.organisation,
        "name": record.name,
        "version": record.version,
        "published_at": record.published_at.isoformat(),
        "status": record.lifecycle,
        "category": record.category,
        "kind": record.kind,
        "department": record.department,
        "year": _year(record),
        "weighed": record.weighed.state,
        "outcome": record.decision.outcome if record.decision else "",
        "themes": json.dumps(record.fields.category, ensure_ascii=False),
        "change_reason": record.change_reason,
        "summary": record.fields.description_short,
        "json": summary_json(record, organisation, renderer.site),
        **cards,
    }


def _year(record: EntryRecord) -> str:
    begin = record.fields.begin_date or record.since
    year = next((part for part in begin.split("-") if len(part) == 4), begin[:4])
    return year if year.isascii() and year.isdigit() else ""


def searchable(connection: sqlite3.Connection, record: EntryRecord) -> tuple[str, str, str]:
    """Name, summary and everything else that a search may find."""
    organisation = queries.organisation(connection, record.organisation)
    fields = record.fields
    body = (
        organisation.name if organisation else record.organisation,
        record.department,
        *fields.category,
        *(
            one_line(text)
            for text in (
                fields.tags,
                fields.goal,
                fields.source_data,
                fields.human_intervention,
                fields.methods_and_models,
                fields.lawful_basis,
                fields.provider,
                *record.local.values(),
                *(block.text for answer in record.answers for block in answer.blocks),
            )
        ),
    )
    return fields.name, fields.description_short, " ".join(body)


def entry_pages(connection: sqlite3.Connection, renderer: Renderer, record: EntryRecord) -> Iterator[Page]:
    """Every address of an entry, in both languages, its JSON and its report."""
    organisation = queries.organisation(connection, record.organisation)
    address = f"/algoritmes/{record.number}"
    for code in CODES:
        view = EntryView(record, organisation, language(code))
        shared = frame(connection, code, renderer.site, organisation, current="list")
        own = f"{address}/{record.slug}"
        yield Page(f"{view.prefix}{address}", b"", status=302, location=f"{view.prefix}{own}")
        yield renderer.page(code, "entry.html", own, entry=view, **shared)
        yield renderer.page(code, "versions.html", f"{address}/versies", entry=view, **shared)
        yield renderer.page(code, "question.html", f"{address}/vraag", entry=view, **shared)
        if record.report:
            yield Page(
                f"{view.prefix}{address}/rapport.pdf",
                b"",
                content_type="application/pdf",
                report=record.report.code,
            )
    body = entry_json(record, organisation, renderer.site)
    yield Page(f"/v1/algoritmes/{record.number}", body.encode(), content_type=JSON)


def version_pages(connection: sqlite3.Connection, renderer: Renderer, record: EntryRecord) -> Iterator[Page]:
    """The page of one version: what changed, and the text as it was."""
    organisation = queries.organisation(connection, record.organisation)
    record = queries.version(connection, record.number, record.version) or record
    before = queries.version_before(connection, record)
    notes = [note for note in queries.history(connection, record.number) if note.version <= record.version]
    record = replace(record, history=tuple(notes) or record.history)
    for code in CODES:
        said = language(code)
        changes = differences(before, record, said) if before else []
        yield renderer.page(
            code,
            "version.html",
            f"/algoritmes/{record.number}/versies/{record.version}",
            entry=EntryView(record, organisation, said),
            before=before,
            changes=changes,
            **frame(connection, code, renderer.site, organisation, current="list"),
        )


def tombstone_pages(
    connection: sqlite3.Connection, renderer: Renderer, tombstone: Tombstone
) -> Iterator[Page]:
    """What stands where an entry was: that it was taken away, when and why."""
    for code in CODES:
        yield renderer.page(
            code,
            "tombstone.html",
            f"/algoritmes/{tombstone.number}",
            status=410,
            tombstone=tombstone,
            **frame(connection, code, renderer.site, None, current="list"),
        )
    gone = {"number": tombstone.number, "retracted_at": tombstone.retracted_at.isoformat()}
    body = json.dumps({**gone, "reason": tombstone.reason}, ensure_ascii=False)
    yield Page(f"/v1/algoritmes/{tombstone.number}", body.encode(), content_type=JSON, status=410)


def shared_pages(connection: sqlite3.Connection, renderer: Renderer) -> Iterator[Page]:
    """Home, organisations, figures, fixed texts and the files for machines."""
    known = queries.organisations(connection)
    per_organisation = queries.counts(connection, "organisation")
    for code in CODES:
        shared = frame(connection, code, renderer.site, None)
        home = renderer.page(code, "home.html", "/", **_home(connection, code), **shared)
        yield home
        if code != "nl":
            yield replace(home, address=f"{home.address}/")
        yield renderer.page(
            code,
            "organisations.html",
            "/organisaties",
            organisations=known,
            counts=per_organisation,
            **shared,
        )
        yield renderer.page(code, "figures.html", "/cijfers", **_figures(connection, known), **shared)
        for address, template in (
            ("/over", "about.html"),
            ("/privacy", "privacy.html"),
            ("/toegankelijkheid", "accessibility.html"),
        ):
            yield renderer.page(code, template, address, **shared)
    yield from _for_machines(connection, renderer, known)


def organisation_pages(
    connection: sqlite3.Connection, renderer: Renderer, organisation: Organisation
) -> Iterator[Page]:
    """The page of one organisation, and its colour as a stylesheet."""
    if style := stylesheet(organisation.colour):
        yield Page(f"/organisaties/{organisation.code}/stijl.css", style.encode(), "text/css; charset=utf-8")
    for code in CODES:
        yield renderer.page(
            code,
            "organisation.html",
            f"/organisaties/{organisation.code}",
            **_organisation(connection, organisation),
            **frame(connection, code, renderer.site, organisation),
        )


def _for_machines(
    connection: sqlite3.Connection, renderer: Renderer, known: list[Organisation]
) -> Iterator[Page]:
    site = renderer.site
    counts = queries.counts(connection, "organisation")
    yield Page("/v1/organisaties", organisations_json(known, counts, site).encode(), content_type=JSON)
    yield Page("/v1/openapi.json", openapi_json(site).encode(), content_type=JSON)
    yield Page("/sitemap.xml", _sitemap(connection, site.public_url).encode(), "application/xml")
    robots = f"User-agent: *\nDisallow: /werk\nDisallow: /beheer\nSitemap: {site.public_url}/sitemap.xml\n"
    yield Page("/robots.txt", robots.encode(), "text/plain; charset=utf-8")


def _sitemap(connection: sqlite3.Connection, public_url: str) -> str:
    fixed = ("/", "/algoritmes", "/organisaties", "/cijfers", "/controleren", "/over", "/privacy")
    parts = [f"<url><loc>{public_url}{address}</loc></url>" for address in (*fixed, "/toegankelijkheid")]
    parts += [
        f"<url><loc>{public_url}/algoritmes/{number}/{slug}</loc><lastmod>{at[:10]}</lastmod></url>"
        for number, slug, at in queries.addresses(connection)
    ]
    start = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    )
    return "\n".join([start, *parts, "</urlset>\n"])


def _home(connection: sqlite3.Connection, code: str) -> dict[str, Any]:
    example = queries.example(connection)
    return {
        "stand": _stand(connection),
        "news": queries.news(connection, MOST_NEWS),
        "in_use_not_weighed": queries.in_use_not_weighed(connection),
        "example": EntryView(example, None, language(code)) if example else None,
    }


def _stand(connection: sqlite3.Connection, organisation_code: str = "") -> dict[str, int]:
    """The four numbers; each is what the list finds behind it."""
    weighed = queries.counts(connection, "weighed", organisation_code)
    outcomes = queries.counts(connection, "outcome", organisation_code)
    stopped = {key for key, group in words.DECISION_GROUP.items() if group == "gestopt"}
    return {
        "all": sum(weighed.values()),
        "before": weighed.get("weighed_before", 0),
        "after": weighed.get("weighed_after", 0),
        "not_yet": weighed.get("not_yet", 0) + weighed.get("under_way", 0),
        "none_needed": weighed.get("none_needed", 0),
        "stopped": weighed.get("rejected", 0)
        + weighed.get("stopped", 0)
        + sum(outcomes.get(key, 0) for key in stopped - {"rejected", "stopped"}),
    }


def _figures(connection: sqlite3.Connection, known: list[Organisation]) -> dict[str, Any]:
    columns = ("status", "category", "kind", "weighed", "year", "organisation")
    return {
        "stand": _stand(connection),
        "figures": {column: queries.counts(connection, column) for column in columns},
        "organisations": known,
        "reports_issued": queries.reports_issued(connection),
        "heads": queries.heads(connection),
    }


def _organisation(connection: sqlite3.Connection, organisation: Organisation) -> dict[str, Any]:
    return {
        "shown": organisation,
        "stand": _stand(connection, organisation.code),
        "news": queries.news(connection, MOST_NAMED, organisation.code),
    }


def make_organisation_known(
    connection: sqlite3.Connection,
    record: EntryRecord,
    write: Callable[[sqlite3.Connection, Organisation], None],
) -> None:
    """An entry may come before its organisation: then its own name for it stands in until that arrives."""
    if queries.organisation(connection, record.organisation) is None:
        name = record.fields.organization or record.organisation
        write(connection, Organisation(record.organisation, name, external=record.origin == "imported"))
