"""The types of rows: what each becomes, and what is to be said about it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..meaning.fields import DATE, NUMBER, ONE, SEVERAL, TEXT

CALCULATED, DEVICE, ATTACHED = "calculated", "device", "attached"
"""Rows that ask nothing: computed, filled in by the device, files beside the form."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What a type of row becomes. `type`: a question's, or one of those that ask nothing.

    `answer`: what expressions see, nothing when they see no answer; `keys`: what else the question has;
    `parameters`: those that the type takes, None when any is; `said`: what is to be noted.
    """

    type: str
    answer: str = ""
    keys: Mapping[str, Any] = field(default_factory=dict)
    parameters: frozenset[str] | None = None
    said: str = ""
    listed: bool = False
    """Does it choose from a list?"""
    hinted: bool = False
    """Does it have a hint of its own, so that it needs no label?"""


_LOCATION = frozenset(
    ("allow-mock-accuracy", "capture-accuracy", "reference-geometry", "warning-accuracy", "incremental")
)
_TYPED = "format 1 has no such type; it is asked as a line of text"
_OK = {"options": [{"id": "OK", "label": "OK", "source": "OK"}]}
_BY_DEVICE = "the device fills this in; it has no place in format 1"

_KINDS: Mapping[str, Kind] = {
    "text": Kind("text", TEXT, parameters=frozenset(("rows",))),
    "plain": Kind("text", TEXT),
    "phone": Kind("text", TEXT, {"pattern": "[0-9]*"}, hinted=True),
    "barcode": Kind("text", TEXT, said="format 1 reads no codes; it is asked as a line of text"),
    "time": Kind("text", TEXT, said=_TYPED),
    "place": Kind("text", TEXT, parameters=_LOCATION, said=_TYPED),
    "integer": Kind("number", NUMBER, {"integer": True}),
    "decimal": Kind("number", NUMBER),
    "percentage": Kind("number", NUMBER, {"integer": True, "min": 0, "max": 100, "unit": "%"}),
    "month": Kind("number", NUMBER, {"integer": True, "min": 0, "max": 31}, hinted=True),
    "half": Kind("number", NUMBER, {"integer": True, "min": 0, "max": 183}, hinted=True),
    "year": Kind("number", NUMBER, {"integer": True, "min": 0, "max": 365}, hinted=True),
    "date": Kind("date", DATE),
    "note": Kind("info"),
    "ok": Kind("choice", ONE, _OK),
    "image": Kind("file", keys={"accept": ["image/*"]}, parameters=frozenset(("app", "max-pixels"))),
    "audio": Kind("file", keys={"accept": ["audio/*"]}, parameters=frozenset(("quality",))),
    "video": Kind("file", keys={"accept": ["video/*"]}),
    "file": Kind("file"),
    "osm": Kind("text", TEXT, said=_TYPED),
    "calculate": Kind(CALCULATED),
    "device": Kind(DEVICE, said=_BY_DEVICE),
    "attached": Kind(ATTACHED, said="a file beside the form; it has no place in format 1"),
    "range": Kind(
        "number",
        NUMBER,
        parameters=frozenset(("end", "placeholder", "start", "step", "tick_interval", "tick_labelset")),
    ),
}

_NAMES: Mapping[str, str] = {
    "text": "text",
    "plain": "string|q string|add text prompt",
    "phone": "phone number",
    "barcode": "barcode|q barcode|add barcode prompt",
    "time": (
        "time|dateTime|datetime|date time|q date time|q dateTime|add date time prompt|add dateTime prompt"
    ),
    "place": "geopoint|geoshape|geotrace",
    "osm": "gps|location|q location|q geopoint|q geoshape|q geotrace|add location prompt|osm",
    "integer": "integer|int|q int|add integer prompt",
    "decimal": "decimal|q decimal|add decimal prompt",
    "percentage": "percentage",
    "month": "number of days in last month",
    "half": "number of days in last six months",
    "year": "number of days in last year",
    "date": "date|q date|add date prompt",
    "note": "note|q note|add note prompt",
    "ok": "acknowledge|q acknowledge|add acknowledge prompt|trigger",
    "image": "photo|image|q image|q picture|add image prompt|add photo prompt",
    "audio": "audio|q audio|add audio prompt",
    "video": "video|q video|add video prompt",
    "file": "file|add file prompt",
    "calculate": "calculate|q calculate|add calculate prompt|hidden",
    "attached": "csv-external|xml-external",
    "range": "range",
    "device": (
        "start|start time|get start time|end|end time|get end time|today|get today|deviceid|device id|imei"
        "|get device id|subscriberid|subscriber id|get subscriber id|simserial|sim id|get sim id|phonenumber"
        "|get phone number|username|email|uri:deviceid|uri:email|uri:phonenumber|uri:simserial"
        "|uri:subscriberid|uri:username|audit|start-geopoint|background-audio|background-geopoint"
    ),
}
KINDS: Mapping[str, Kind] = {
    name: _KINDS[kind] for kind, names in _NAMES.items() for name in names.split("|")
}
"""Every type that takes no list, as pyxform knows it."""

DAYS = frozenset(("today", "get today"))
"""Types whose answer is the day of filling in."""

_SELECT = re.compile(
    r"(?P<command>add select one prompt using|add select multiple prompt using|select all that apply from"
    r"|select one from|select1|select_one|select one|select_multiple|select all that apply"
    r"|select_one_external"
    r"|(?:select_one|select_multiple|select one|select multiple)[_ ]from[_ ]file|rank)"
    r" (?P<list>\S+)(?P<other> (?:or specify other|or_other|or other))?"
)
_MULTIPLE = re.compile(r"multiple|all that apply")
_RANDOM = frozenset(("randomize", "seed"))
_OUTSIDE = "the options are in a file beside the form; it is asked as a line of text"
_RANKED = "format 1 has no ranking; it is asked as a table with a place for each option"


@dataclass(frozen=True, slots=True)
class Select:
    """A row that chooses from a list."""

    list: str
    kind: Kind
    other: bool = False
    outside: bool = False
    """Is the list in another file, or made of answers?"""


def select_of(text: str) -> Select | None:
    """A type such as `select_one colours or_other`; None for another."""
    match = _SELECT.fullmatch(text)
    if not match:
        return None
    command, name = match["command"], match["list"]
    from_file = "file" in command
    if (
        from_file
        or command == "select_one_external"
        or "${" in name
        or re.search(r"\.(xml|csv|geojson)$", name)
    ):
        accepted = _RANDOM | {"value", "label"} if from_file else _RANDOM
        return Select(name, Kind("text", TEXT, parameters=accepted, said=_OUTSIDE), outside=True)
    if command == "rank":
        return Select(name, Kind("matrix", parameters=_RANDOM, said=_RANKED, listed=True))
    multiple = _MULTIPLE.search(command)
    kind = Kind("choices", SEVERAL, parameters=_RANDOM, listed=True) if multiple else _ONE
    return Select(name, kind, other=match["other"] is not None)


_ONE = Kind("choice", ONE, parameters=_RANDOM, listed=True)
_CONTROL = re.compile(
    r"(?P<edge>begin|end)[\s_](?P<kind>group|lgroup|repeat|loop|looped group)(?: (?:over )?(?P<list>\S+))?"
)


@dataclass(frozen=True, slots=True)
class Control:
    """The begin or end of a group, repeat or loop."""

    begins: bool
    kind: str
    list: str = ""


def control_of(text: str) -> Control | None:
    """A type such as `begin_group`; None for another."""
    match = _CONTROL.fullmatch(text)
    if not match or (match["edge"] == "end" and match["list"]):
        return None
    kind = {"lgroup": "repeat", "looped group": "repeat"}.get(match["kind"], match["kind"])
    return Control(match["edge"] == "begin", kind, match["list"] or "")


def every_type() -> Iterator[str]:
    """The types to look for the nearest in."""
    yield from KINDS
    yield from (
        "select_one LIST",
        "select_multiple LIST",
        "begin_group",
        "end_group",
        "begin_repeat",
        "end_repeat",
    )
