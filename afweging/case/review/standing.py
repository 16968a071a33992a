"""What stands in a review: findings on what was last read, advice that is not outdated, what still lacks.

Nothing here writes. Both the operations (as guards) and the screens (as words) read it, so they never differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.dossier.models import Assessment, Submission
from afweging.case.dossier.walk import Walk
from afweging.case.review.models import WHOLE_CASE, Advice, AdviceRequest, Finding
from afweging.questionnaire import Section


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that a judgement or decision waits for; `section_id` says where, if anywhere."""

    message: str
    section_id: str | None = None


def sections_to_judge(assessment: Assessment, case: Walk) -> tuple[Section, ...]:
    """Return the sections that each need a finding; none on the short route, where one covers the case."""
    return case.evaluation.shown_sections if assessment.kind == "full" else ()


def section_ids_to_judge(assessment: Assessment, case: Walk) -> tuple[str, ...]:
    """Return the finding places: the shown sections' ids, or `*` on the short route."""
    ids = tuple(section.id for section in sections_to_judge(assessment, case))
    return ids or (WHOLE_CASE,)


def standing_findings(session: Session, assessment: Assessment, case: Walk) -> dict[str, Finding]:
    """Return the findings that still hold, by section.

    One on an earlier submission holds as long as no answer of its section changed since.
    """
    found = session.scalars(select(Finding).where(Finding.assessment_id == assessment.id))
    return holding(found, assessment, case)


def holding(findings: Iterable[Finding], assessment: Assessment, case: Walk) -> dict[str, Finding]:
    """Return those of an assessment's findings that still hold, by section."""
    submissions = {s.number: s for s in assessment.submissions}
    return {
        finding.section_id: finding
        for finding in findings
        if not _changed_since(finding, assessment, submissions, case)
    }


def changed_questions(before: Submission | None, after: Submission | None) -> frozenset[str]:
    """Return the questions whose answer differs between two submissions."""
    if before is None or after is None:
        return frozenset()
    keys = before.revisions.keys() | after.revisions.keys()
    return frozenset(key for key in keys if before.revisions.get(key) != after.revisions.get(key))


def _changed_since(
    finding: Finding, assessment: Assessment, submissions: dict[int, Submission], case: Walk
) -> bool:
    changed = changed_questions(submissions.get(finding.submission), submissions.get(assessment.submission))
    if finding.section_id == WHOLE_CASE:
        return bool(changed)
    return any(
        key in case.questionnaire.questions and case.questionnaire.section_of(key).id == finding.section_id
        for key in changed
    )


def latest_advice(session: Session, assessment: Assessment) -> dict[str, Advice]:
    """Return the last advice per role."""
    rows = session.scalars(
        select(Advice).where(Advice.assessment_id == assessment.id).order_by(Advice.at, Advice.id)
    )
    return {row.role: row for row in rows}


def is_outdated(assessment: Assessment, advice: Advice) -> bool:
    """Tell whether answers changed since the adviser read them (workflow: advice is bound to its version)."""
    digests = {s.number: s.answers_sha256 for s in assessment.submissions}
    return digests.get(advice.submission) != digests.get(assessment.submission)


def required_advice(session: Session, assessment: Assessment, case: Walk) -> tuple[str, ...]:
    """Return the roles whose advice the decision needs: by the outcomes, or because it was asked.

    An outcome's `advice` and its `review` both mean: this adviser is heard before the decision.
    """
    asked = session.scalars(
        select(AdviceRequest.role).where(AdviceRequest.assessment_id == assessment.id, AdviceRequest.required)
    )
    return tuple(sorted({*_advisers_by_outcome(case), *asked}))


def _advisers_by_outcome(case: Walk) -> Iterator[str]:
    for outcome in case.questionnaire.outcomes:
        if outcome.requires is not None and outcome.id in case.evaluation.outcomes:
            yield from filter(None, (outcome.requires.advice, outcome.requires.review))


def finding_gaps(assessment: Assessment, case: Walk, findings: dict[str, Finding]) -> Iterator[Gap]:
    """Say which findings are missing or not whole (workflow: judge, return)."""
    for section_id in section_ids_to_judge(assessment, case):
        finding = findings.get(section_id)
        name = section_name(case, section_id)
        if finding is None:
            yield Gap(_("%(section)s heeft nog geen bevinding.", section=name), section_id)
        elif finding.verdict == "insufficient" and not finding.comment.strip():
            yield Gap(_("%(section)s is onvoldoende, maar nog zonder uitleg.", section=name), section_id)
        elif finding.verdict == "improve":
            yield from _improve_gaps(finding, name)


def _improve_gaps(finding: Finding, name: str) -> Iterator[Gap]:
    if not finding.measure.strip():
        yield Gap(
            _("De verbetering bij %(section)s zegt nog niet wat er moet gebeuren.", section=name),
            finding.section_id,
        )
    if not finding.measure_owner.strip():
        yield Gap(
            _("De verbetering bij %(section)s heeft nog geen eigenaar.", section=name), finding.section_id
        )
    if finding.measure_due is None:
        yield Gap(_("De verbetering bij %(section)s heeft nog geen datum.", section=name), finding.section_id)


def section_name(case: Walk, section_id: str) -> str:
    """Return “Onderdeel 5 (Gegevens)”, or what the one finding of the short route covers."""
    if section_id == WHOLE_CASE:
        return _("De zaak als geheel")
    for number, section in enumerate(case.questionnaire.sections, start=1):
        if section.id == section_id:
            return _("Onderdeel %(number)s (%(title)s)", number=number, title=section.title.to(_language()))
    return section_id


def _language() -> str:
    locale = get_locale()
    return locale.language if locale else "nl"


def advice_gaps(session: Session, assessment: Assessment, case: Walk) -> Iterator[Gap]:
    """Say which required advice is missing or outdated: both block the decision, not the judgement."""
    given = latest_advice(session, assessment)
    for role in required_advice(session, assessment, case):
        advice = given.get(role)
        name = adviser_in_words(role)
        if advice is None:
            yield Gap(_("Het advies van %(who)s is er nog niet.", who=name))
        elif is_outdated(assessment, advice):
            yield Gap(_("Het advies van %(who)s is verouderd: daarna veranderden antwoorden.", who=name))


def adviser_in_words(role: str) -> str:
    """Return an adviser as people say it; one that only a local questionnaire knows, as it is named there."""
    names = {
        "fg": _("de FG"),
        "ciso": _("de CISO"),
        "ethics_board": _("de ethische commissie"),
        "lawyer": _("de jurist"),
        "works_council": _("de ondernemingsraad"),
        "client_council": _("de cliëntenraad"),
    }
    return names.get(role, role)
