"""The open data of the register as JSON, and its description. Made when something is published."""

import json
from typing import Any

from .listing import PER_PAGE
from .records import EntryRecord, Organisation
from .rendering import Site

VERSION = "1.0.0"
MOST_PER_PAGE = 100


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def summary(record: EntryRecord, organisation: Organisation | None, site: Site) -> dict[str, Any]:
    """The short form of an entry, as in the list."""
    fields = record.fields
    return {
        "number": record.number,
        "name": fields.name,
        "description_short": fields.description_short,
        "organisation": {
            "code": record.organisation,
            "name": organisation.name if organisation else fields.organization,
        },
        "kind": record.kind,
        "department": record.department,
        "status": fields.status,
        "publication_category": fields.publication_category,
        "category": list(fields.category),
        "begin_date": fields.begin_date,
        "weighed": record.weighed.state,
        "outcome": record.decision.outcome if record.decision else None,
        "decided_on": record.decision.decided_on.isoformat() if record.decision else None,
        "version": record.version,
        "published_at": record.published_at.isoformat(),
        "url": f"{site.public_url}/algoritmes/{record.number}/{record.slug}",
        "api": f"{site.public_url}/v1/algoritmes/{record.number}",
    }


def summary_json(record: EntryRecord, organisation: Organisation | None, site: Site) -> str:
    """The short form as text."""
    return _text(summary(record, organisation, site))


def entry_json(record: EntryRecord, organisation: Organisation | None, site: Site) -> str:
    """Everything that is public of an entry. `fields` has the keys of the national standard 1.0."""
    base = f"{site.public_url}/algoritmes/{record.number}"
    whole = {
        **summary(record, organisation, site),
        **{key: value for key, value in record.to_json().items() if key not in ("organisation", "weighed")},
        "weighing_state": record.to_json()["weighed"],
        "links": {
            "page": f"{base}/{record.slug}",
            "versions": f"{base}/versies",
            "report": f"{base}/rapport.pdf" if record.report else None,
        },
    }
    return _text(whole)


def organisations_json(known: list[Organisation], counts: dict[str, int], site: Site) -> str:
    """All organisations, with how many entries they have."""
    items = [
        {
            "code": organisation.code,
            "name": organisation.name,
            "kind": organisation.kind,
            "website": organisation.website,
            "entries": counts.get(organisation.code, 0),
            "url": f"{site.public_url}/organisaties/{organisation.code}",
        }
        for organisation in known
    ]
    return _text({"total": len(items), "items": items})


def list_json(items: list[str], total: int, page: int, pages: int, links: dict[str, str | None]) -> str:
    """One page of the list, put together from ready-made texts."""
    head = _text({"total": total, "page": page, "pages": pages, "links": links})
    return f'{head[:-1]},"items":[{",".join(items)}]}}'


def problem_json(status: int, title: str, detail: str) -> str:
    """An error as RFC 9457 has it."""
    return _text({"type": "about:blank", "status": status, "title": title, "detail": detail})


def openapi_json(site: Site) -> str:
    """The description of this API (OpenAPI 3.1)."""
    return _text(_description(site))


_FILTERS = {
    "q": "Words to search for (Dutch, stemmed)",
    "organisatie": "Code of an organisation, e.g. gm0344; may be repeated, as all filters",
    "status": "gebruik, ontwikkeling, buiten",
    "categorie": "A, B, C",
    "thema": "A theme of the national standard",
    "soort": "algoritme, delen, verzamelen, sensor, profilering",
    "afdeling": "Department",
    "jaar": "Year since which it is used",
    "besluit": "goed, voorwaarden, gestopt",
    "afweging": "vooraf, achteraf, nog-niet, niet-nodig",
    "sorteer": "nieuw, naam, relevantie",
}


def _description(site: Site) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Afweging: public register",
            "version": VERSION,
            "description": "Data applications of municipalities and how they were weighed. Read only.",
            "license": {"name": "CC0-1.0", "identifier": "CC0-1.0"},
        },
        "servers": [{"url": site.public_url}],
        "paths": {
            "/v1/algoritmes": {"get": _list_operation()},
            "/v1/algoritmes/{number}": {"get": _entry_operation()},
            "/v1/organisaties": {"get": _operation("organisations", "All organisations", "Organisations")},
        },
        "components": {"schemas": _schemas()},
    }


def _operation(identifier: str, words: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {
        "operationId": identifier,
        "summary": words,
        "responses": {"200": {"description": words, "content": content}},
    }


def _list_operation() -> dict[str, Any]:
    numbers = {
        "pagina": {"type": "integer", "minimum": 1, "default": 1},
        "per_pagina": {"type": "integer", "minimum": 1, "maximum": MOST_PER_PAGE, "default": PER_PAGE},
    }
    parameters: list[dict[str, Any]] = [
        {"name": name, "in": "query", "description": words, "schema": {"type": "string"}}
        for name, words in _FILTERS.items()
    ]
    parameters += [{"name": name, "in": "query", "schema": schema} for name, schema in numbers.items()]
    operation = {**_operation("entries", "One page of entries", "EntryList"), "parameters": parameters}
    operation["responses"]["400"] = _problem("A filter or page that does not exist")
    operation["responses"]["404"] = _problem("A page after the last one")
    return operation


def _entry_operation() -> dict[str, Any]:
    number = {
        "name": "number",
        "in": "path",
        "required": True,
        "schema": {"type": "string", "pattern": "^[0-9]{8}$"},
    }
    operation = {**_operation("entry", "One entry, whole", "Entry"), "parameters": [number]}
    operation["responses"]["404"] = _problem("No such entry")
    operation["responses"]["410"] = {"description": "Taken away, with the reason"}
    return operation


def _problem(words: str) -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": words, "content": {"application/problem+json": {"schema": schema}}}


def _schemas() -> dict[str, Any]:
    text, whole = {"type": "string"}, {"type": "integer"}
    summary_ = {
        "type": "object",
        "required": ["number", "name", "organisation", "status", "version", "published_at", "url"],
        "properties": {
            **dict.fromkeys(("number", "name", "description_short", "kind", "department", "status"), text),
            **dict.fromkeys(("publication_category", "begin_date", "weighed", "url", "api"), text),
            "organisation": {"type": "object", "properties": {"code": text, "name": text}},
            "category": {"type": "array", "items": text},
            "outcome": {"type": ["string", "null"]},
            "decided_on": {"type": ["string", "null"], "format": "date"},
            "version": whole,
            "published_at": {"type": "string", "format": "date-time"},
        },
    }
    reference = {"$ref": "#/components/schemas/EntrySummary"}
    counted = {"type": "object", "required": ["total", "items"]}
    return {
        "EntrySummary": summary_,
        "Entry": {"allOf": [reference, {"type": "object", "required": ["fields", "history", "links"]}]},
        "EntryList": {
            **counted,
            "properties": {
                "total": whole,
                "page": whole,
                "pages": whole,
                "items": {"type": "array", "items": reference},
            },
        },
        "Organisations": {
            **counted,
            "properties": {"total": whole, "items": {"type": "array", "items": {"type": "object"}}},
        },
        "Problem": {"type": "object", "properties": {"status": whole, "title": text, "detail": text}},
    }
