"""What may be done to a draft, and what is kept of it, without any page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import select

from afweging.case.authoring import operations
from afweging.case.authoring.models import DraftRevision, QuestionnaireDraft
from afweging.case.library import operations as library
from afweging.foundation.database import Session
from afweging.foundation.errors import Conflict, Invalid, NotAllowed, WrongState
from afweging.foundation.identity.actor import OPERATOR, Actor
from afweging.questionnaire.yaml12 import MAX_BYTES
from afweging.settings import Settings
from tests.questionnaire.varying import BASE, base, content
from tests.support import world
from tests.support.world import NOW

LATER = NOW + dt.timedelta(hours=1)


@pytest.fixture
def officer(session: Session, settings: Settings) -> Actor:
    return world.actor(session, settings, "privacy_officer")


@pytest.fixture
def draft(session: Session, officer: Actor) -> QuestionnaireDraft:
    return operations.start(session, officer, world.organisation(session), BASE, title="Proef", now=NOW)


def texts(session: Session, draft: QuestionnaireDraft) -> list[str]:
    found = select(DraftRevision.text).where(DraftRevision.draft_id == draft.id)
    return list(session.scalars(found.order_by(DraftRevision.revision)))


Act = Callable[[Session, Actor, QuestionnaireDraft], object]


@pytest.mark.parametrize(
    "act",
    [
        lambda s, a, d: operations.start(s, a, world.organisation(s), BASE, title="Nog een", now=NOW),
        lambda s, a, d: operations.save(s, a, d, "format: 1\n", base_revision=d.revision, now=NOW),
        lambda s, a, d: operations.undo(s, a, d, base_revision=d.revision, now=NOW),
        lambda s, a, d: operations.discard(s, a, d, now=NOW),
        lambda s, a, d: operations.put_back(s, a, d, now=NOW),
        lambda s, a, d: operations.publish(s, a, d, version="1.2.0", base_revision=d.revision, now=NOW),
    ],
)
@pytest.mark.parametrize("name", ["member", "fg", "mandate_holder"])
def test_only_who_keeps_questionnaires_writes_them(
    session: Session, settings: Settings, officer: Actor, draft: QuestionnaireDraft, act: Act, name: str
) -> None:
    operations.save(session, officer, draft, BASE + "# anders\n", base_revision=1, now=NOW)
    before = (draft.text, draft.revision, draft.discarded_at)
    with pytest.raises(NotAllowed):
        act(session, world.actor(session, settings, name), draft)
    assert (draft.text, draft.revision, draft.discarded_at) == before


def test_every_text_is_kept_and_the_last_change_taken_back(
    session: Session, officer: Actor, draft: QuestionnaireDraft
) -> None:
    with pytest.raises(WrongState):
        operations.undo(session, officer, draft, base_revision=1, now=NOW)
    operations.save(session, officer, draft, BASE + "# een\n", base_revision=1, now=LATER)
    operations.save(session, officer, draft, BASE + "# een\n", base_revision=2, now=LATER)  # nothing new
    assert draft.revision == 2
    operations.undo(session, officer, draft, base_revision=2, now=LATER)
    assert (draft.text, draft.revision) == (BASE, 3)
    operations.undo(session, officer, draft, base_revision=3, now=LATER)
    assert (draft.text, draft.revision) == (BASE + "# een\n", 4)
    assert texts(session, draft) == [BASE, BASE + "# een\n", BASE, BASE + "# een\n"]


def test_who_saw_an_older_text_overwrites_nothing(
    session: Session, officer: Actor, draft: QuestionnaireDraft
) -> None:
    operations.save(session, officer, draft, BASE + "# een\n", base_revision=1, now=LATER)
    with pytest.raises(Conflict) as refused:
        operations.save(session, officer, draft, BASE + "# twee\n", base_revision=1, now=LATER)
    assert (refused.value.mine, refused.value.theirs) == (BASE + "# twee\n", BASE + "# een\n")


def test_a_text_is_at_most_as_large_as_can_be_read(
    session: Session, officer: Actor, draft: QuestionnaireDraft
) -> None:
    full = BASE + "#" * (MAX_BYTES - len(BASE.encode()))
    operations.save(session, officer, draft, full, base_revision=1, now=NOW)
    with pytest.raises(Invalid):
        operations.save(session, officer, draft, full + "#", base_revision=2, now=NOW)
    assert draft.text == full


def test_the_kind_and_the_title_follow_from_the_text(session: Session, officer: Actor) -> None:
    here = world.organisation(session)
    installed = library.install(session, OPERATOR, here, base(), now=NOW)
    made = operations.start(
        session, officer, here, content().decode(), title="T" * 400, base_sha256=installed.sha256, now=NOW
    )
    assert (made.kind, len(made.title)) == ("variant", 300)
    operations.save(session, officer, made, made.text + "# x\n", base_revision=1, now=NOW)
    assert made.title == "Vlierwoude"
