"""Reading a case into its document. One pass, nothing is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from afweging.case.disclosure.grounds import GROUNDS
from afweging.case.disclosure.models import Disclosure
from afweging.case.disclosure.queries import Rulings, rulings
from afweging.case.dossier.files import file_names, with_file_names
from afweging.case.dossier.models import Assessment, Dossier, Member, OutcomeNote
from afweging.case.dossier.operations.handing_in import local_date
from afweging.case.dossier.walk import Walk, walk
from afweging.case.library.origins import origins_of
from afweging.case.library.queries import lineage
from afweging.case.report.document.history import history
from afweging.case.report.document.told import (
    AdviceTold,
    AnswerTold,
    AssessmentTold,
    Audience,
    CaseDocument,
    ConditionTold,
    DecisionTold,
    DossierTold,
    FindingTold,
    InterestTold,
    JudgementTold,
    Level,
    OrganisationTold,
    OutcomeTold,
    QuestionnaireTold,
    ScoreTold,
    SectionTold,
    WithheldTold,
)
from afweging.case.review.models import WHOLE_CASE, Decision, Finding, Judgement
from afweging.case.review.operations.conditions import conditions_of
from afweging.case.review.standing import adviser_in_words, is_outdated, latest_advice, standing_findings
from afweging.questionnaire import Question, Section, answer_in_words


def case_document(
    session: Session, assessment: Assessment, *, audience: Audience, language: str, now: dt.datetime
) -> CaseDocument:
    """Return the whole case as this audience may read it, as it stands at `now`."""
    case = walk(session, assessment, today=local_date(now))
    ruled = rulings(session, assessment.dossier)
    judgement = _latest_judgement(session, assessment)
    decision = session.scalar(select(Decision).where(Decision.assessment_id == assessment.id))
    rows, counter_argument = _weighing(case, ruled, audience)
    return CaseDocument(
        audience=audience,
        language=language,
        told_at=now,
        organisation=_organisation(assessment.dossier),
        dossier=_dossier(assessment.dossier),
        questionnaire=_questionnaire(session, case, language),
        assessment=_assessment(assessment),
        sections=tuple(_sections(session, assessment, case, ruled, audience, language)),
        finding=_finding(_whole_finding(session, assessment, case) if audience == "internal" else None),
        values={value.id: value.title.to(language) for value in case.questionnaire.values},
        scores=tuple(_scores(case, language)),
        outcomes=tuple(_outcomes(session, assessment, case, audience, language)),
        interests=tuple(_interests(case, rows, language)),
        counter_argument=counter_argument,
        dilemmas=tuple(_dilemmas(case, ruled, audience)),
        advice=tuple(_advice(session, assessment, audience)),
        judgement=_judgement(session, assessment, judgement),
        decision=_decision(decision),
        conditions=tuple(_conditions(session, assessment)),
        history=history(session, assessment, until=now),
        withheld=tuple(_withheld(case, ruled, language)),
        answers=_readable_values(case, ruled, audience),
    )


def _organisation(dossier: Dossier) -> OrganisationTold:
    organisation = dossier.organisation
    return OrganisationTold(**{name: getattr(organisation, name) for name in OrganisationTold.__slots__})


def _dossier(dossier: Dossier) -> DossierTold:
    return DossierTold(**{name: getattr(dossier, name) for name in DossierTold.__slots__})


def _assessment(assessment: Assessment) -> AssessmentTold:
    return AssessmentTold(**{name: getattr(assessment, name) for name in AssessmentTold.__slots__})


def _questionnaire(session: Session, case: Walk, language: str) -> QuestionnaireTold:
    asked, *below = (
        QuestionnaireTold(
            each.id,
            each.version,
            each.sha256,
            each.title.to(language),
            each.owner.name.to(language),
            each.licence,
            each.source,
        )
        for each in lineage(session, case.questionnaire.sha256)
    )
    return replace(asked, extends=tuple(below))


def _sections(
    session: Session, assessment: Assessment, case: Walk, ruled: Rulings, audience: Audience, language: str
) -> Iterator[SectionTold]:
    findings = standing_findings(session, assessment, case) if assessment.submission else {}
    shown = {section.id for section in case.evaluation.shown_sections}
    files = file_names(session, assessment, digests=True)
    origins = origins_of(session, case.questionnaire.sha256)
    for number, section in enumerate(case.questionnaire.sections, start=1):
        if section.id in shown:
            finding = findings.get(section.id) if audience == "internal" else None
            answers = tuple(_answers(case, section, ruled, audience, language, files, origins))
            yield SectionTold(section.id, number, section.title.to(language), answers, _finding(finding))


def _answers(
    case: Walk,
    section: Section,
    ruled: Rulings,
    audience: Audience,
    language: str,
    files: Mapping[str, str],
    origins: Mapping[str, str],
) -> Iterator[AnswerTold]:
    for question in section.questions:
        status = case.evaluation.status[question.id].value
        if question.type == "info" or status == "hidden":
            continue
        level, row = _level(ruled, question), ruled.of_answer(question.id)
        readable = audience == "internal" or level == "public"
        value = with_file_names(question, case.values.get(question.id), files)
        yield AnswerTold(
            id=question.id,
            number=case.questionnaire.number(question.id),
            label=question.label.to(language),
            type=question.type,
            status=status,
            level=level,
            words=answer_in_words(case.questionnaire, question, value, language) if readable else None,
            ground=row.woo_ground if row and level == "withheld" else "",
            ground_name=_ground_name(row) if row and level == "withheld" else "",
            placeholder=row.placeholder if row and level == "withheld" else "",
            origin=origins.get(question.id, ""),
        )


def _level(ruled: Rulings, question: Question) -> Level:
    level = ruled.level_of_answer(question)
    return "public" if level == "public" else "withheld" if level == "withheld" else "internal"


def _readable(case: Walk, ruled: Rulings, audience: Audience, question_id: str) -> bool:
    if audience == "internal":
        return True
    return ruled.level_of_answer(case.questionnaire.question(question_id)) == "public"


def _readable_values(case: Walk, ruled: Rulings, audience: Audience) -> dict[str, object]:
    """Return the answers of shown questions only: what is not shown does not exist."""
    status = case.evaluation.status
    return {
        key: value
        for key, value in case.values.items()
        if status[key].value != "hidden" and _readable(case, ruled, audience, key)
    }


def _whole_finding(session: Session, assessment: Assessment, case: Walk) -> Finding | None:
    if not assessment.submission:
        return None
    return standing_findings(session, assessment, case).get(WHOLE_CASE)


def _finding(finding: Finding | None) -> FindingTold | None:
    if finding is None:
        return None
    return FindingTold(**{name: getattr(finding, name) for name in FindingTold.__slots__})


def _scores(case: Walk, language: str) -> Iterator[ScoreTold]:
    for score in case.questionnaire.scores:
        result = case.evaluation.scores[score.id]
        titles = {band.id: band.title.to(language) for band in score.bands}
        yield ScoreTold(
            id=score.id,
            title=score.title.to(language),
            value=None if result.value is None else float(result.value),
            max=None if result.max is None else float(result.max),
            band=result.band,
            band_title=titles.get(result.band or "", ""),
            band_ids=tuple(titles),
        )


def _outcomes(
    session: Session, assessment: Assessment, case: Walk, audience: Audience, language: str
) -> Iterator[OutcomeTold]:
    """Return what follows. What was argued about it is of those inside."""
    notes = {
        row.outcome_id: row.text
        for row in session.scalars(select(OutcomeNote).where(OutcomeNote.assessment_id == assessment.id))
    }
    for outcome in case.questionnaire.outcomes:
        if outcome.id in case.evaluation.outcomes:
            references = tuple(f"{r.scheme} {r.locator}".strip() for r in outcome.references)
            note = notes.get(outcome.id, "") if audience == "internal" else ""
            title, text = outcome.title.to(language), outcome.text.to(language)
            yield OutcomeTold(outcome.id, outcome.kind, title, text, references, note)


def _weighing(case: Walk, ruled: Rulings, audience: Audience) -> tuple[list[dict[str, object]], str]:
    value = _record_value(case, ruled, audience, "weighing")
    if not isinstance(value, dict):
        return [], ""
    rows = [row for row in value.get("rows", []) if isinstance(row, dict)]
    return rows, str(value.get("counter_argument") or "")


def _record_value(case: Walk, ruled: Rulings, audience: Audience, kind: str) -> object:
    for question in case.questionnaire.questions.values():
        answered = case.evaluation.status[question.id].value == "answered"
        if question.type == kind and answered and _readable(case, ruled, audience, question.id):
            return case.values.get(question.id)
    return None


def _interests(case: Walk, rows: list[dict[str, object]], language: str) -> Iterator[InterestTold]:
    titles = {value.id: value.title.to(language) for value in case.questionnaire.values}
    for number, row in enumerate(rows, start=1):
        side, certainty, value = row.get("side"), row.get("certainty"), str(row.get("value") or "")
        evidence = row.get("evidence")
        known = case.questionnaire.questions
        rests_on = [str(key) for key in evidence if key in known] if isinstance(evidence, list) else []
        yield InterestTold(
            number=number,
            interest=str(row.get("interest") or ""),
            side="benefit" if side == "benefit" else "burden",
            value=value,
            value_title=titles.get(value, value),
            group=str(row.get("group") or ""),
            weight=int(str(row.get("weight") or 1)),
            certainty="proven"
            if certainty == "proven"
            else "likely"
            if certainty == "likely"
            else "unproven",
            rests_on=tuple(case.questionnaire.number(key) for key in rests_on),
            explanation=str(row.get("explanation") or ""),
        )


def _dilemmas(case: Walk, ruled: Rulings, audience: Audience) -> list[dict[str, object]]:
    value = _record_value(case, ruled, audience, "dilemmas")
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _advice(session: Session, assessment: Assessment, audience: Audience) -> Iterator[AdviceTold]:
    for advice in latest_advice(session, assessment).values():
        agreed = advice.public_summary if advice.summary_agreed_at else ""
        yield AdviceTold(
            role=advice.role,
            who=adviser_in_words(advice.role),
            position=advice.position,
            text=advice.text if audience == "internal" else agreed,
            on=local_date(advice.at),
            submission=advice.submission,
            outdated=is_outdated(assessment, advice),
        )


def _latest_judgement(session: Session, assessment: Assessment) -> Judgement | None:
    return session.scalar(
        select(Judgement).where(
            Judgement.assessment_id == assessment.id, Judgement.submission == assessment.submission
        )
    )


def _judgement(session: Session, assessment: Assessment, row: Judgement | None) -> JudgementTold | None:
    if row is None:
        return None
    coached = session.scalar(
        select(Member.id)
        .where(
            Member.dossier_id == assessment.dossier_id,
            Member.person_id == row.by_id,
            Member.role == "coach",
        )
        .limit(1)
    )
    return JudgementTold(row.conclusion, row.reasons, row.deviation, local_date(row.at), coached is not None)


def _decision(row: Decision | None) -> DecisionTold | None:
    if row is None:
        return None
    same = {name: getattr(row, name) for name in DecisionTold.__slots__ if name != "on"}
    return DecisionTold(on=row.decided_on, **same)


def _conditions(session: Session, assessment: Assessment) -> Iterator[ConditionTold]:
    for row in conditions_of(session, assessment):
        yield ConditionTold(**{name: getattr(row, name) for name in ConditionTold.__slots__})


def _withheld(case: Walk, ruled: Rulings, language: str) -> Iterator[WithheldTold]:
    for row in ruled.withheld:
        kind, _sep, key = row.target.partition(":")
        question = case.questionnaire.questions.get(key) if kind == "answer" else None
        yield WithheldTold(
            target=row.target,
            label=question.label.to(language) if question else key,
            ground=row.woo_ground,
            ground_name=_ground_name(row),
            placeholder=row.placeholder or _("Niet openbaar."),
            weighing=row.weighing,
            review_by=row.review_by,
        )


def _ground_name(row: Disclosure) -> str:
    ground = GROUNDS.get(row.woo_ground)
    return str(ground.name) if ground else ""
