"""A record survives the trip through JSON, and refuses what no page could bear."""

import json
from dataclasses import replace

import pytest

from afweging.foundation.plain import ShapeInvalid
from afweging.register.records import EntryRecord, Organisation
from afweging.register.slugs import slug_of
from tests.register import vlierwoude


@pytest.mark.parametrize("record", vlierwoude.ALL, ids=lambda record: record.name)
def test_a_record_is_the_same_after_json(record: EntryRecord) -> None:
    assert EntryRecord.from_json(json.loads(json.dumps(record.to_json()))) == record


def test_an_organisation_is_the_same_after_json() -> None:
    assert Organisation.from_json(vlierwoude.VLIERWOUDE.to_json()) == vlierwoude.VLIERWOUDE


def test_an_unknown_key_is_refused_with_its_place() -> None:
    plain = vlierwoude.ARREARS.to_json()
    plain["decision"]["secret"] = "x"
    with pytest.raises(ShapeInvalid, match=r"record\.decision: unknown secret"):
        EntryRecord.from_json(plain)


@pytest.mark.parametrize(
    ("key", "value", "place"),
    [
        ("number", "123", "record.number"),
        ("number", "１２３４５６７８", "record.number"),
        ("version", 0, "record.version"),
        ("version", "1", "record.version"),
        ("kind", "oracle", "record.kind"),
        ("published_at", "2026-06-10T12:00:00", "record.published_at"),
        ("published_at", "gisteren", "record.published_at"),
        ("conditions", {}, "record.conditions"),
        ("fields", None, "record.fields"),
    ],
)
def test_what_does_not_fit_is_named(key: str, value: object, place: str) -> None:
    plain = vlierwoude.ARREARS.to_json() | {key: value}
    with pytest.raises(ShapeInvalid) as caught:
        EntryRecord.from_json(plain)
    assert caught.value.place == place


def test_words_of_the_standard_give_status_and_category() -> None:
    assert vlierwoude.ARREARS.lifecycle == "in_use"
    assert vlierwoude.ARREARS.category == "B"
    assert [condition.title for condition in vlierwoude.ARREARS.overdue] == ["Het effect per wijk is gemeten"]


def test_a_slug_is_readable_and_takes_no_reserved_address() -> None:
    assert slug_of("Drukte op de kade, café ’t Hoekje!") == "drukte-op-de-kade-cafe-t-hoekje"
    assert slug_of("Versies") == "toepassing-versies"
    assert slug_of("…") == "toepassing"
    assert replace(vlierwoude.TREES, slug="").slug == "welke-boom-eerst"
