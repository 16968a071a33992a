"""The ledger: whatever is changed, added, removed or cut off afterwards is found, and named."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
import rfc8785
from sqlalchemy import delete, insert, select, update

from afweging.foundation import ledger
from afweging.foundation.database import Session, writing
from afweging.foundation.ledger import verification
from afweging.foundation.ledger.chain import hash_event
from afweging.foundation.ledger.models import Event
from tests.support import world


@pytest.fixture
def chain(session: Session) -> Iterator[Session]:
    with writing(session):
        session.execute(delete(Event))
        for name in ("a", "b"):
            for number in range(1, 6):
                ledger.append(
                    session,
                    chain=name,
                    actor="PERSON",
                    verb="answer.saved",
                    object="question:1.1",
                    detail={"value": number, "text": "één “tekst”"},
                    now=world.NOW + dt.timedelta(seconds=number),
                )
    yield session


def test_untouched_chains_verify(chain: Session) -> None:
    assert ledger.verify(chain) == []


def test_a_stranger_can_recompute_an_event_from_what_is_written_about_it(chain: Session) -> None:
    event = chain.scalars(select(Event).where(Event.chain == "a", Event.number == 1)).one()
    detail = hashlib.sha256(bytes.fromhex(str(event.salt)) + rfc8785.dumps(event.detail)).hexdigest()
    link: list[Any] = [
        1,
        "2026-11-23T09:00:01.000000Z",
        "PERSON",
        "answer.saved",
        "question:1.1",
        detail,
        "0" * 64,
    ]
    assert event.sha256 == hashlib.sha256(rfc8785.dumps(link)).hexdigest()


@pytest.mark.parametrize(
    ("changes", "number"),
    [
        ({"detail": {"value": 99}}, 3),
        ({"actor": "OTHER"}, 3),
        ({"verb": "answer.removed"}, 3),
        ({"object": "question:9.9"}, 3),
        ({"at": world.NOW}, 3),
        ({"previous": "0" * 64}, 3),
        ({"sha256": "f" * 64}, 3),
        ({"salt": "00" * 16}, 3),
        ({"detail": None}, 3),
        ({"chain": "c"}, 4),
    ],
)
def test_the_first_broken_event_is_named(chain: Session, changes: dict[str, object], number: int) -> None:
    with writing(chain):
        chain.execute(update(Event).where(Event.chain == "a", Event.number == 3).values(**changes))
    broken = {found.chain: found.number for found in ledger.verify(chain)}
    assert broken["a"] == number
    assert "b" not in broken


def test_an_event_rewritten_with_a_hash_of_its_own_breaks_the_next(chain: Session) -> None:
    event = chain.scalars(select(Event).where(Event.chain == "a", Event.number == 3)).one()
    link = hash_event(3, event.at, "OTHER", event.verb, event.object, event.detail_sha256, event.previous)
    with writing(chain):
        chain.execute(
            update(Event).where(Event.chain == "a", Event.number == 3).values(actor="OTHER", sha256=link)
        )
    assert [(found.chain, found.number) for found in ledger.verify(chain)] == [("a", 4)]


def test_destroying_detail_and_salt_together_leaves_the_chain_whole(chain: Session) -> None:
    with writing(chain):
        chain.execute(
            update(Event).where(Event.chain == "a", Event.number == 3).values(detail=None, salt=None)
        )
    assert ledger.verify(chain) == []


def test_a_tail_that_was_cut_off_shows_against_heads_kept_elsewhere(chain: Session) -> None:
    kept: list[bytes] = []
    ledger.anchor(chain, kept.append, world.NOW)
    heads = ledger.read_heads(kept[0])
    assert [(head.chain, head.number) for head in heads] == [("a", 5), ("b", 5)]
    with writing(chain):
        chain.execute(delete(Event).where(Event.chain == "a", Event.number == 5))
    assert ledger.verify(chain) == [], "the chain alone cannot know"
    assert [(found.chain, found.number) for found in ledger.verify(chain, heads)] == [("a", 5)]


def test_a_chain_written_anew_shows_against_heads_kept_elsewhere(chain: Session) -> None:
    heads = ledger.heads(chain)
    with writing(chain):
        chain.execute(delete(Event).where(Event.chain == "a", Event.number == 5))
        ledger.append(chain, chain="a", actor="X", verb="v.v", object="o:1", detail={}, now=world.NOW)
    assert "not the event that was anchored" in str(ledger.verify(chain, heads)[0])


def test_an_event_that_is_put_in_between_shows(chain: Session) -> None:
    row = chain.execute(select(Event.__table__).where(Event.chain == "a", Event.number == 5)).mappings().one()
    with writing(chain):
        chain.execute(insert(Event).values({**row, "id": None, "number": 6}))
    assert [(found.chain, found.number) for found in ledger.verify(chain)] == [("a", 6)]


def test_counts_that_do_not_fit_are_told(chain: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verification, "_COUNT_CHECKS", {})

    @ledger.implied_by("answers")
    def count(_session: Session) -> list[str]:
        return ["5 answers, 4 events"]

    assert [str(found) for found in ledger.verify(chain)] == ["answers: 5 answers, 4 events"]
    with pytest.raises(ValueError, match="already"):
        ledger.implied_by("answers")(count)


def test_what_was_rolled_back_leaves_no_event(chain: Session) -> None:
    class Stop(Exception):
        pass

    with pytest.raises(Stop), writing(chain):
        ledger.append(chain, chain="a", actor="X", verb="v.v", object="o:1", detail={}, now=world.NOW)
        raise Stop
    assert ledger.heads(chain)[0].number == 5


def test_identical_details_do_not_show_as_identical(chain: Session) -> None:
    with writing(chain):
        for _ in range(2):
            ledger.append(
                chain, chain="c", actor="X", verb="v.v", object="o:1", detail={"a": 1}, now=world.NOW
            )
    hashes = chain.scalars(select(Event.detail_sha256).where(Event.chain == "c")).all()
    assert hashes[0] != hashes[1]
