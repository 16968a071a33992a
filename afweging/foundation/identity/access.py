"""`may(actor, action, facts)`: the one place that says who may do what.

Facts are small frozen objects that the room of the thing builds, so this module imports no room.
Unknown actions fail loudly. State (is it allowed *now*) is not asked here but in the operations.
Source of the rules: workflow.md, “Roles” and “Barred”.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask_babel import gettext as _

from afweging.foundation.errors import NotAllowed
from afweging.foundation.identity.actor import SYSTEM, Actor

TEAM = frozenset({"owner", "contributor"})
UNKNOWN_BAND = "zeer_hoog"  # a band that is not known counts as high


@dataclass(frozen=True, slots=True)
class OrganisationFacts:
    """The organisation in which something is done."""

    organisation_id: int


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What a dossier, and perhaps one assessment in it, means to this actor."""

    organisation_id: int
    dossier_roles: frozenset[str] = frozenset()
    worked_on: bool = False  # answered or uploaded, in any role (findings, advice and comments are not work)
    named: bool = False  # commissioner, process owner or budget holder
    in_charge: bool = False  # the officer who took it
    assigned: frozenset[str] = frozenset()  # targets a supplier may see and answer
    asked_for_advice: bool = False
    weighing: str = "full"
    band: str = UNKNOWN_BAND

    @property
    def barred_from_review(self) -> bool:
        """Who worked on the case, or is of its team, cannot review it."""
        return self.worked_on or not self.dossier_roles.isdisjoint(TEAM)

    @property
    def barred_from_decision(self) -> bool:
        """Nor decide it; neither may a coach, nor who commissioned, owns or pays for it."""
        return self.barred_from_review or self.named or "coach" in self.dossier_roles


Facts = OrganisationFacts | CaseFacts
Rule = Callable[[Actor, Facts], bool]


def _role(*roles: str) -> Rule:
    return lambda actor, facts: actor.has(facts.organisation_id, *roles)


def _dossier(*roles: str) -> Rule:
    return lambda _actor, facts: isinstance(facts, CaseFacts) and not facts.dossier_roles.isdisjoint(roles)


def _operator(actor: Actor, _facts: Facts) -> bool:
    """Who runs the installation, at the command line. Reaches no case."""
    return actor.public_id == SYSTEM


def _any(*rules: Rule) -> Rule:
    return lambda actor, facts: any(rule(actor, facts) for rule in rules)


def _read_case(actor: Actor, facts: Facts) -> bool:
    if not isinstance(facts, CaseFacts):
        return False
    reads_all = actor.has(facts.organisation_id, "privacy_officer", "fg", "mandate_holder", "editor")
    return reads_all or bool(facts.dossier_roles) or facts.asked_for_advice


def _review(actor: Actor, facts: Facts) -> bool:
    officer = actor.has(facts.organisation_id, "privacy_officer")
    return officer and isinstance(facts, CaseFacts) and not facts.barred_from_review


def _in_charge(actor: Actor, facts: Facts) -> bool:
    return _review(actor, facts) and isinstance(facts, CaseFacts) and facts.in_charge


def _decide(actor: Actor, facts: Facts) -> bool:
    if not isinstance(facts, CaseFacts) or facts.barred_from_decision:
        return False
    if not actor.has(facts.organisation_id, "mandate_holder", "privacy_officer"):
        return False  # a mandate does not outlive the role that bears it
    return actor.mandate_for(facts.organisation_id, facts.weighing, facts.band) is not None


def _advise(actor: Actor, facts: Facts) -> bool:
    """The FG advises asked and unasked; an adviser when asked."""
    if not isinstance(facts, CaseFacts) or facts.barred_from_review:
        return False
    asked = facts.asked_for_advice and actor.has(facts.organisation_id, "adviser")
    return actor.has(facts.organisation_id, "fg") or asked


def _comment(actor: Actor, facts: Facts) -> bool:
    return _read_case(actor, facts) and not _dossier("reader")(actor, facts)


def _answer(_actor: Actor, facts: Facts) -> bool:
    if not isinstance(facts, CaseFacts):
        return False
    supplier = "supplier" in facts.dossier_roles and bool(facts.assigned)
    return not facts.dossier_roles.isdisjoint(TEAM) or supplier


RULES: dict[str, Rule] = {
    # organisation
    "start_dossier": _role("member", "privacy_officer"),
    "manage_people": _any(_role("admin"), _operator),
    "manage_organisation": _any(_role("admin"), _operator),
    "install_questionnaire": _any(_role("admin", "privacy_officer"), _operator),
    "edit_questionnaire": _role("admin", "privacy_officer"),
    "read_portfolio": _role("manager", "privacy_officer", "fg", "mandate_holder"),
    "read_ledger": _role("auditor", "fg", "admin"),
    # the team's work
    "read_case": _read_case,
    "answer": _answer,
    "upload": _answer,
    "comment": _comment,
    "propose": _dossier("coach"),
    "take_over_proposal": _dossier("owner", "contributor"),
    "assign": _dossier("owner", "contributor"),
    "move_assessment": _dossier("owner", "contributor"),
    "edit_dossier": _dossier("owner"),
    "invite": _dossier("owner"),
    "remove_member": _dossier("owner"),
    "argue_outcome": _dossier("owner", "contributor"),
    "lift_forbidden": lambda actor, facts: "lawyer" in actor.disciplines.get(facts.organisation_id, ()),
    "conclude_quick_scan": _dossier("owner"),
    "countersign": _review,
    "submit": _dossier("owner"),
    "recall": _dossier("owner"),
    "withdraw": _dossier("owner"),
    "close_dossier": _dossier("owner"),
    # review
    "take": _review,
    "hand_over": _in_charge,
    "find": _in_charge,
    "return": _in_charge,
    "ask_advice": _any(_in_charge, _dossier("owner")),
    "advise": _advise,
    "judge": _in_charge,
    "decide": _decide,
    "judge_and_decide": lambda actor, facts: _in_charge(actor, facts) and _decide(actor, facts),
    # after the decision
    "prove_condition": _dossier("owner", "contributor"),
    "settle_condition": _any(_review, _decide),
    "waive_condition": _decide,
    "go_live": _dossier("owner"),
    "excuse_publication": _review,
    "pause": _role("mandate_holder"),
    # what the public is told
    "edit_publication": _any(_role("editor", "privacy_officer"), _dossier("owner", "contributor")),
    "propose_disclosure": _any(_role("editor", "privacy_officer"), _dossier("owner")),
    "agree_disclosure": _role("editor", "privacy_officer"),
    "publish": _role("editor", "privacy_officer"),
    "rectify": _role("editor"),
    "read_report": _read_case,
    "ask_report": _any(_role("privacy_officer", "editor", "fg", "mandate_holder"), _dossier("owner")),
}


def may(actor: Actor, action: str, facts: Facts) -> bool:
    """Tell whether the actor may do this. Raises KeyError, naming it, for an action nobody knows."""
    if action not in RULES:
        known = ", ".join(sorted(RULES))
        raise KeyError(f"unknown action {action!r}; known are {known}")
    return RULES[action](actor, facts)


def require(actor: Actor, action: str, facts: Facts) -> None:
    """Raise NotAllowed unless the actor may."""
    if not may(actor, action, facts):
        raise NotAllowed(f"may_not_{action}", denial(action, facts))


def denial(action: str, facts: Facts) -> str:
    """Say in one sentence why not."""
    if (
        isinstance(facts, CaseFacts)
        and action in ("decide", "judge_and_decide")
        and facts.barred_from_decision
    ):
        return _("U werkte mee aan deze zaak, of bent er zelf belanghebbend bij. Een ander beslist.")
    if isinstance(facts, CaseFacts) and action in REVIEW_ACTS and facts.barred_from_review:
        return _("U werkte mee aan deze zaak. Wie meewerkt, beoordeelt niet.")
    if action in ("find", "return", "judge", "hand_over"):
        return _("Alleen de privacy officer die deze zaak opnam, kan dit doen.")
    return _("Uw rol in deze organisatie of in dit dossier laat dit niet toe.")


REVIEW_ACTS = frozenset(
    {"take", "find", "return", "judge", "advise", "countersign", "settle_condition", "excuse_publication"}
)
