"""Small things that every importer needs."""

import re

_VERSION = re.compile(r"[vV]?([0-9]{1,9})(?:\.([0-9]{1,9}))?(?:\.([0-9]{1,9}))?")


def three_parts(version: str) -> str:
    """A version of one to three parts as one of three, such as 2.0 → 2.0.0; empty when it is none."""
    found = _VERSION.fullmatch(version.strip())
    return ".".join(str(int(part or 0)) for part in found.groups()) if found else ""


def without_nothing(record: dict[str, object]) -> dict[str, object]:
    """The keys of a map that hold something; `false` is nothing, as all of format 1 is without a key."""
    return {key: value for key, value in record.items() if value not in (None, "", [], {}, False)}
