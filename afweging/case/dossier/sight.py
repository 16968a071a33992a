"""What somebody may see of a case. What lies outside it does not exist for them: a 404, never a 403."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from afweging.case.dossier.facts import assigned_to
from afweging.foundation.errors import NotFound
from afweging.foundation.identity.access import CaseFacts, may
from afweging.foundation.identity.actor import Actor
from afweging.questionnaire import Question

AskedRule = Callable[[Session, Actor, int, int], bool]
"""(session, actor, dossier id, organisation id) → was this person's opinion asked in the dossier?"""

READS_ALL = ("privacy_officer", "fg", "mandate_holder", "editor")  # access.py, read_case
_asked_rules: list[AskedRule] = []


def register_asked(rule: AskedRule) -> AskedRule:
    """Let a room that asks people for advice say whom it asked, so that they can read the case."""
    if rule not in _asked_rules:
        _asked_rules.append(rule)
    return rule


@dataclass(frozen=True, slots=True)
class Sight:
    """What a case means to who reads it. `facts` leaves out who worked on it: operations ask that."""

    actor: Actor
    facts: CaseFacts

    @property
    def only_assigned(self) -> bool:
        """Tell whether somebody sees no more than the questions that were assigned: a supplier."""
        reads_all = self.actor.has(self.facts.organisation_id, *READS_ALL)
        return self.facts.dossier_roles == {"supplier"} and not reads_all

    @property
    def writes(self) -> bool:
        """Tell whether somebody may answer at all."""
        return may(self.actor, "answer", self.facts)

    def may(self, action: str) -> bool:
        """Tell whether somebody may do this, as far as a page must know."""
        return may(self.actor, action, self.facts)

    def sees(self, question: Question) -> bool:
        """Tell whether a question exists for somebody."""
        return not self.only_assigned or (question.id in self.facts.assigned and question.scope != "local")

    def visible(self, questions: Iterable[Question]) -> tuple[Question, ...]:
        """Return the questions that exist for somebody."""
        if not self.only_assigned:
            return tuple(questions)
        return tuple(question for question in questions if self.sees(question))

    def require_whole_case(self) -> None:
        """Raise NotFound for somebody who only sees their own questions."""
        if self.only_assigned:
            raise not_found()


def not_found() -> NotFound:
    """Return the one answer to every address that is not for this person."""
    return NotFound("no_such_page", _("Misschien klopt het adres niet, of is de pagina niet voor u bedoeld."))


def sight_of(
    session: Session,
    actor: Actor,
    *,
    dossier_id: int,
    organisation_id: int,
    roles: Collection[str],
    assessment_id: int | None = None,
    named: bool = False,
    in_charge: bool = False,
    weighing: str = "full",
) -> Sight:
    """Return what somebody may see. Raises NotFound when that is nothing.

    Costs no query for who has a role in the organisation; one for a supplier's questions.
    """
    facts = CaseFacts(
        organisation_id=organisation_id,
        dossier_roles=frozenset(roles),
        named=named,
        in_charge=in_charge,
        weighing=weighing,
        assigned=assigned_to(session, assessment_id, actor)
        if "supplier" in roles and assessment_id
        else frozenset(),
    )
    if may(actor, "read_case", facts):
        return Sight(actor, facts)
    if not _was_asked(session, actor, dossier_id, organisation_id):
        raise not_found()
    return Sight(actor, replace(facts, asked_for_advice=True))


def _was_asked(session: Session, actor: Actor, dossier_id: int, organisation_id: int) -> bool:
    return any(rule(session, actor, dossier_id, organisation_id) for rule in _asked_rules)
