"""Everything that can happen in a dossier: the only writers of the room."""

from afweging.case.dossier.operations.answering import Saved, confirm_answer, restore_answer, save_answer
from afweging.case.dossier.operations.evidence import add_evidence, remove_evidence
from afweging.case.dossier.operations.handing_in import (
    argue_outcome,
    lift_forbidden,
    recall,
    submit,
    withdraw,
)
from afweging.case.dossier.operations.moving import move_back, move_to_published
from afweging.case.dossier.operations.quick_scan import conclude_quick_scan, countersign
from afweging.case.dossier.operations.remarks import comment, resolve_comment, take_over_proposal
from afweging.case.dossier.operations.starting import (
    StartFacts,
    change_dossier,
    close_dossier,
    remove_dossier,
    start_assessment,
    start_dossier,
)
from afweging.case.dossier.operations.team import assign, invite, name_person, remove_member, unassign

__all__ = [
    "Saved",
    "StartFacts",
    "add_evidence",
    "argue_outcome",
    "assign",
    "change_dossier",
    "close_dossier",
    "comment",
    "conclude_quick_scan",
    "confirm_answer",
    "countersign",
    "invite",
    "lift_forbidden",
    "move_back",
    "move_to_published",
    "name_person",
    "recall",
    "remove_dossier",
    "remove_evidence",
    "remove_member",
    "resolve_comment",
    "restore_answer",
    "save_answer",
    "start_assessment",
    "start_dossier",
    "submit",
    "take_over_proposal",
    "unassign",
    "withdraw",
]
