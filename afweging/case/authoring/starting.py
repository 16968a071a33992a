"""The texts that drafts start with."""

from __future__ import annotations

from flask_babel import gettext as _

from afweging.questionnaire import Questionnaire
from afweging.questionnaire.editing.parts import fresh_id
from afweging.questionnaire.shape import ID
from afweging.questionnaire.writing import to_yaml


def blank_text(title: str) -> str:
    """An empty questionnaire: one section, one text that says what to do."""
    return to_yaml(
        {
            "format": 1,
            "id": fresh_id(title, set()),
            "version": "0.1.0",
            "title": {"nl": title},
            "language": "nl",
            "sections": [{"id": "begin", "title": {"nl": "Begin"}, "questions": []}],
        }
    )


def variant_text(base: Questionnaire, variant_id: str, title: str, organisation: str) -> str:
    """A variant that differs in nothing yet."""
    return to_yaml(
        {
            "format": 1,
            "variant": variant_id,
            "version": "1.0.0",
            "title": {base.language: title},
            "language": base.language,
            "owner": {"name": organisation},
            "licence": base.licence or "EUPL-1.2",
            "extends": {"id": base.id, "version": base.version, "sha256": base.sha256},
            "changes": [],
        }
    )


def variant_id_problem(variant_id: str, base_id: str) -> str:
    """What is wrong with the id of a variant, in words; empty when it is good."""
    if not ID.fullmatch(variant_id):
        return _("Gebruik een letter en daarna letters, cijfers, “-” of “_”, hoogstens 40 tekens.")
    if len(variant_id) > 40:
        return _("Gebruik hoogstens 40 tekens.")
    return _("Zo heet de vragenlijst zelf al.") if variant_id == base_id else ""
