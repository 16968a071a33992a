"""What an organisation can start with, and that what was pinned once renders for ever."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from sqlalchemy import select

from afweging.case.library import operations, queries
from afweging.case.library.models import InstalledQuestionnaire, QuestionnaireText
from afweging.foundation import ledger
from afweging.foundation.database import Session, writing
from afweging.foundation.errors import NotAllowed, NotFound, WrongState
from afweging.foundation.identity.actor import Actor
from afweging.foundation.identity.models import Organisation
from afweging.foundation.ledger.models import Event
from afweging.questionnaire import Questionnaire
from afweging.questionnaire.parts import PartRef
from afweging.questionnaire.variants import Extends, Resolved, read_variant, resolve
from afweging.settings import Settings
from tests.questionnaire import varying
from tests.questionnaire.varying import base, newer, resolved
from tests.support import world

NOW = world.NOW
HELP = {
    "change_question": {"id": "soort", "set": {"help": {"nl": "Vraag het de wijk."}}, "because": "Dat helpt."}
}
HIDE = {"hide": {"question": "energie", "because": "Dat meten wij niet."}}


@pytest.fixture
def here(session: Session) -> Organisation:
    return world.organisation(session)


@pytest.fixture
def officer(session: Session, settings: Settings) -> Actor:
    return world.actor(session, settings, "privacy_officer")


def put(
    session: Session, officer: Actor, here: Organisation, text: Questionnaire | Resolved, hour: int = 0
) -> InstalledQuestionnaire:
    return operations.install(session, officer, here, text, now=NOW + dt.timedelta(hours=hour))


def forget() -> None:
    """Let go of what this process parsed: what is left is in the database."""
    queries._parsed.clear()
    queries._resolved.clear()
    queries._lines.clear()


def verbs(session: Session) -> list[str]:
    return list(
        session.scalars(
            select(Event.verb).where(Event.verb.startswith("questionnaire.")).order_by(Event.number)
        )
    )


def test_a_newer_version_takes_the_place_of_the_one_before(
    session: Session, officer: Actor, here: Organisation
) -> None:
    first = put(session, officer, here, base())
    second = put(session, officer, here, newer(), 1)
    assert (first.state, second.state) == ("retired", "published")
    assert queries.newest(session, here.id, "landelijk") is second
    assert queries.pinned(session, first.sha256).version == "1.0.0"


def test_installing_the_same_text_again_changes_nothing_and_another_text_is_refused(
    session: Session, officer: Actor, here: Organisation
) -> None:
    first = put(session, officer, here, base())
    put(session, officer, here, newer(), 1)
    assert put(session, officer, here, base(), 2) is first
    assert first.state == "retired" and len(verbs(session)) == 2
    with pytest.raises(WrongState) as refused:
        put(session, officer, here, newer(("Wat is het?", "Wat dan?"), version="1.0.0"), 3)
    assert refused.value.code == "version_taken"


def test_retiring_and_publishing_again(session: Session, officer: Actor, here: Organisation) -> None:
    first, second = put(session, officer, here, base()), put(session, officer, here, newer(), 1)
    operations.publish_again(session, officer, here, first, now=NOW)
    assert (first.state, second.state) == ("published", "retired")
    with pytest.raises(WrongState):
        operations.publish_again(session, officer, here, first, now=NOW)
    operations.retire(session, officer, here, first, now=NOW)
    with pytest.raises(WrongState):
        operations.retire(session, officer, here, first, now=NOW)
    with pytest.raises(NotFound):
        queries.newest(session, here.id, "landelijk")
    assert verbs(session) == [
        "questionnaire.installed",
        "questionnaire.installed",
        "questionnaire.published",
        "questionnaire.retired",
    ]


def test_dossiers_can_always_be_weighed(session: Session, officer: Actor, here: Organisation) -> None:
    operations.install_shipped(session, here, now=NOW)
    scan = queries.newest(session, here.id, "snelle-toets")
    with pytest.raises(WrongState) as refused:
        operations.retire(session, officer, here, scan, now=NOW)
    assert refused.value.code == "last_published"
    content = varying.content(extends={"id": "snelle-toets", "version": scan.version})
    variant = resolve(queries.pinned(session, scan.sha256), read_variant(content, "v.yaml"))
    put(session, officer, here, variant, 1)
    operations.retire(session, officer, here, scan, now=NOW)
    assert queries.newest(session, here.id, "snelle-toets").questionnaire_id == "vlier"


def test_only_admins_and_officers_of_the_organisation_manage_questionnaires(
    session: Session, settings: Settings, officer: Actor, here: Organisation
) -> None:
    installed = put(session, officer, here, base())
    for name, code in (("member", world.HOME), ("mandate_holder", world.HOME), ("admin", world.ELSEWHERE)):
        actor = world.actor(session, settings, name, code)
        with pytest.raises(NotAllowed):
            put(session, actor, here, newer())
        with pytest.raises(NotAllowed):
            operations.retire(session, actor, here, installed, now=NOW)
        with pytest.raises(NotAllowed):
            operations.publish_again(session, actor, here, installed, now=NOW)
    put(session, world.actor(session, settings, "admin"), here, newer())


def test_an_organisation_with_a_variant_starts_with_it(
    session: Session, officer: Actor, here: Organisation
) -> None:
    variant = put(session, officer, here, resolved(HELP))
    put(session, officer, here, base(), 1)  # later, and still the variant comes first
    assert queries.newest(session, here.id, "landelijk") is variant
    assert queries.newest(session, here.id, "vlier") is variant
    assert variant.extends_id == "landelijk"
    elsewhere = world.organisation(session, world.ELSEWHERE)
    with pytest.raises(NotFound):
        queries.newest(session, elsewhere.id, "landelijk")
    operations.retire(session, officer, here, variant, now=NOW)
    assert queries.newest(session, here.id, "landelijk").questionnaire_id == "landelijk"


def test_where_each_text_comes_from_is_told_with_the_files_gone(
    session: Session, officer: Actor, here: Organisation
) -> None:
    sha256 = put(session, officer, here, resolved(HELP, HIDE)).sha256
    forget()
    found = queries.resolved_of(session, sha256)
    assert found is not None and found.questionnaire.sha256 == sha256
    assert found.origins.of(PartRef("question", "soort"), "help.nl").base == "Kies er één."
    assert [str(each.because) for each in found.hidden] == ["Dat meten wij niet."]
    assert queries.resolved_of(session, found.base.sha256) is None
    assert queries.resolved_of(session, "0" * 64) is None


def test_every_text_in_the_line_has_its_own_steward(
    session: Session, officer: Actor, here: Organisation
) -> None:
    own = {"owner": {"name": "Vlierwoude", "email": "fg@vlier.example"}, "source": "https://vlier.example/v"}
    sha256 = put(session, officer, here, resolved(HELP, **own)).sha256
    forget()
    variant, national = queries.lineage(session, sha256)
    assert (variant.id, variant.version, variant.sha256) == ("vlier", "1.0.0", sha256)
    assert (str(variant.owner.name), variant.source) == ("Vlierwoude", "https://vlier.example/v")
    assert (national.id, str(national.owner.name)) == ("landelijk", "Beheer")
    assert variant.licence == national.licence == "EUPL-1.2"
    with pytest.raises(NotFound):
        queries.lineage(session, "0" * 64)


def test_who_keeps_the_base_does_not_answer_for_a_variant_without_a_name(
    session: Session, officer: Actor, here: Organisation
) -> None:
    variant, _national = queries.lineage(session, put(session, officer, here, resolved(HELP)).sha256)
    assert not variant.owner.name


def test_a_variant_of_a_variant_belongs_to_what_both_extend(
    session: Session, officer: Actor, here: Organisation
) -> None:
    regional = resolved(HELP)
    put(session, officer, here, regional)
    content = varying.content(HIDE, variant="dorp", extends={"id": "vlier", "version": "1.0.0"})
    local = resolve(regional.questionnaire, read_variant(content, "v.yaml"))
    installed = put(session, officer, here, local, 1)
    assert installed.extends_id == "landelijk"
    assert [each.id for each in queries.lineage(session, installed.sha256)] == ["dorp", "vlier", "landelijk"]
    assert queries.newest(session, here.id, "landelijk") is installed


def test_the_base_of_a_variant_is_at_hand_by_its_hash_or_as_it_was_installed(
    session: Session, officer: Actor, here: Organisation
) -> None:
    elsewhere = world.organisation(session, world.ELSEWHERE)
    asked = Extends("landelijk", "1.0.0")
    assert queries.base_at_hand(session, here.id, asked) is None
    put(session, officer, here, resolved(HELP))  # keeps its base, which is not installed by itself
    found = queries.base_at_hand(session, here.id, asked)
    assert found is not None and found.sha256 == base().sha256
    assert queries.base_at_hand(session, elsewhere.id, asked) is None
    by_hash = Extends("landelijk", "1.0.0", base().sha256)
    assert queries.base_at_hand(session, elsewhere.id, by_hash) is not None
    assert queries.base_at_hand(session, here.id, Extends("landelijk", "1.0.0", "0" * 64)) is None


def test_the_ledger_tells_of_every_installed_version(
    session: Session, officer: Actor, here: Organisation
) -> None:
    with writing(session):
        put(session, officer, here, base())
        put(session, officer, here, resolved(HELP), 1)
    assert ledger.verify(session) == []
    with writing(session):
        session.delete(session.scalars(select(InstalledQuestionnaire)).all()[-1])
    assert [found.chain for found in ledger.verify(session)] == ["questionnaires"]


def test_a_text_kept_before_it_was_known_to_be_a_variant_learns_its_base(
    session: Session, officer: Actor, here: Organisation
) -> None:
    variant = resolved(HELP)
    operations.keep_text(session, variant.questionnaire, now=NOW)
    assert queries.resolved_of(session, variant.questionnaire.sha256) is None
    operations.keep_text(session, variant, now=NOW)
    assert queries.resolved_of(session, variant.questionnaire.sha256) is not None
    assert session.get(QuestionnaireText, base().sha256) is not None


def future(session: Session) -> str:
    """A text and its variant as a later version of this program would have kept them."""
    text = {"format": 2, "id": "landelijk", "version": "9.0.0", "chapters": []}
    sha256 = "f" * 64
    session.add(
        QuestionnaireText(
            sha256=sha256,
            questionnaire_id="landelijk",
            version="9.0.0",
            canonical=json.dumps(text).encode(),
            added_at=NOW,
        )
    )
    session.flush()
    return sha256


def test_a_text_from_the_future_is_named_and_breaks_nothing_else(
    session: Session, officer: Actor, here: Organisation
) -> None:
    sha256 = future(session)
    with pytest.raises(WrongState) as refused:
        queries.pinned(session, sha256)
    assert refused.value.code == "questionnaire_from_the_future"
    assert "landelijk 9.0.0" in refused.value.message
    assert queries.resolved_of(session, sha256) is None
    assert put(session, officer, here, base()).state == "published"


def test_changes_from_the_future_leave_the_text_itself_readable(
    session: Session, officer: Actor, here: Organisation
) -> None:
    sha256 = put(session, officer, here, resolved(HELP)).sha256
    forget()
    row = session.get_one(QuestionnaireText, sha256)
    row.variant = b'{"format": 2, "variant": "vlier", "swaps": []}'
    session.flush()
    assert queries.pinned(session, sha256).id == "vlier"
    assert queries.resolved_of(session, sha256) is None
    assert [each.id for each in queries.lineage(session, sha256)] == ["vlier", "landelijk"]
