"""From a told case and its public fields to the plain record that the register takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, cast

from flask_babel import gettext as _

from afweging.case.disclosure.grounds import GROUNDS
from afweging.case.disclosure.models import Disclosure
from afweging.case.dossier.models import Dossier
from afweging.case.publication.drafting import FieldDraft
from afweging.case.report.document import AdviceTold, CaseDocument, ConditionTold
from afweging.register import markup, records
from afweging.register.slugs import slug_of

SHOWN_OPTIONS = "alternatieven"
RISKS = "risicos_tabel"


def entry_record(
    dossier: Dossier,
    told: CaseDocument | None,
    drafts: Mapping[str, FieldDraft],
    *,
    number: str,
    version: int,
    weighed: records.Weighed,
    withheld: Iterable[Disclosure],
    checked_on: dt.date,
    reason: str,
    now: dt.datetime,
) -> records.EntryRecord:
    """Return the record of one version. Withheld fields are empty and listed with their ground.

    Before the decision only the fixed words and the fields are told; a draft's weighing stays inside.
    """
    decided = told if told is not None and told.decision is not None else None
    return records.EntryRecord(
        number=number,
        organisation=dossier.organisation.code,
        version=version,
        published_at=now,
        change_reason=reason,
        kind=cast(Any, dossier.kind),
        fields=_standard(dossier, drafts),
        weighed=weighed,
        slug=slug_of(_text(drafts, "name")),
        department=_text(drafts, "department"),
        since=_text(drafts, "begin_date"),
        checked_on=checked_on,
        local={key: _text(drafts, key) for key, draft in drafts.items() if _is_local_text(draft)},
        decision=_decision(decided),
        judgement=_judgement(decided),
        conditions=tuple(_condition(c, now.date()) for c in decided.conditions) if decided else (),
        dissent=tuple(_dissent(decided)) if decided else (),
        advice=tuple(_advice(a) for a in decided.advice if a.text) if decided else (),
        weighing=_weighing(decided),
        options=tuple(_options(decided)) if decided and not drafts["alternatives"].is_edited else (),
        dilemmas=tuple(_dilemmas(decided)) if decided else (),
        risks=tuple(_risks(decided)) if decided else (),
        numbers=tuple(
            records.HonestNumber(str(n["figure"]), str(n["words"])) for n in _readable(drafts, "numbers")
        ),
        answers=tuple(_answers(drafts, with_options=decided is not None)),
        withheld=tuple(_withheld(told, withheld, drafts)),
        scores=tuple(_scores(decided)) if decided else (),
        doors=_doors(drafts),
    )


def _standard(dossier: Dossier, drafts: Mapping[str, FieldDraft]) -> records.StandardFields:
    told: dict[str, Any] = {
        key: markup.standard(_text(drafts, key)) if draft.field.shape == "rich" else _text(drafts, key)
        for key, draft in drafts.items()
        if not draft.field.local and draft.field.shape not in ("themes", "links")
    }
    for key, draft in drafts.items():
        if draft.field.shape == "links":
            told[key] = tuple(records.Link(str(i["title"]), i.get("link")) for i in _readable(drafts, key))
    return records.StandardFields(
        organization=dossier.organisation.name,
        category=tuple(_readable(drafts, "category")),
        source_id=f"afweging-{dossier.public_id}",
        **told,
    )


def _answers(drafts: Mapping[str, FieldDraft], *, with_options: bool) -> Iterator[records.Answer]:
    """Answer each resident's question with the fields that belong to it, as they were written.

    The compared options are drawn as such unless an editor wrote them out. What the computer does and what a
    human does is told once: the standard's two fields say it again for the national register.
    """
    skipped = {"impacttoetsen"}
    if with_options and not drafts["alternatives"].is_edited:
        skipped.add("alternatives")
    if _text(drafts, "human_and_computer"):
        skipped |= {"human_intervention", "methods_and_models"}
    for question in range(1, 13):
        texts = [
            _text(drafts, key)
            for key, draft in drafts.items()
            if draft.field.question == question and draft.field.shape == "rich" and key not in skipped
        ]
        blocks = tuple(records.Block(text) for text in texts if text)
        if blocks:
            yield records.Answer(question, blocks)


def _readable(drafts: Mapping[str, FieldDraft], key: str) -> Any:
    draft = drafts[key]
    return draft.value if draft.level == "public" else type(draft.value)()


def _text(drafts: Mapping[str, FieldDraft], key: str) -> str:
    return str(_readable(drafts, key) or "")


def _is_local_text(draft: FieldDraft) -> bool:
    return (
        draft.field.local and isinstance(draft.value, str) and draft.level == "public" and bool(draft.value)
    )


def _decision(told: CaseDocument | None) -> records.Decision | None:
    if told is None or told.decision is None:
        return None
    decision = told.decision
    deviation = " ".join(filter(None, (decision.deviates_from_judgement, decision.deviates_from_advice)))
    return records.Decision(
        outcome=cast(Any, decision.outcome),
        decided_on=decision.on,
        role=decision.title,
        body=_with_article(decision.body),
        reasons=decision.reasons,
        deviation=deviation,
        ends_on=decision.before_date,
    )


def _judgement(told: CaseDocument | None) -> records.Judgement | None:
    if told is None or told.judgement is None:
        return None
    judgement = told.judgement
    role = (
        _("privacy officer, die het team eerder hielp")
        if judgement.officer_was_coach
        else _("privacy officer")
    )
    return records.Judgement(cast(Any, judgement.conclusion), role, judgement.on, judgement.reasons)


def _condition(condition: ConditionTold, today: dt.date) -> records.Condition:
    return records.Condition(
        title=condition.text,
        state=cast(Any, _condition_state(condition, today)),
        due=condition.due_on,
        note=condition.proof if condition.state == "met" else "",
        reason=condition.waived_because,
    )


def _condition_state(condition: ConditionTold, today: dt.date) -> str:
    if condition.state in ("met", "waived"):
        return condition.state
    if condition.due_on is not None and condition.due_on < today:
        return "overdue"
    return "always" if condition.always else "open"


def _dissent(told: CaseDocument) -> Iterator[records.Voice]:
    for row in told.dilemmas:
        text = str(row.get("dissent") or "").strip()
        if text:
            who, _colon, rest = text.partition(": ")
            yield records.Voice(who=who, text=rest) if rest and len(who) <= 60 else records.Voice("", text)


def _advice(advice: AdviceTold) -> records.Advice:
    return records.Advice(_capital(advice.who), cast(Any, advice.position), advice.text, advice.on)


def _with_article(body: str) -> str:
    """Return a body as it stands in a sentence: “namens het college”, “namens de raad”."""
    if not body or body.split()[0].lower() in ("het", "de"):
        return body
    neuter = body.lower().startswith(("college", "dagelijks bestuur", "algemeen bestuur", "bestuur"))
    return f"{'het' if neuter else 'de'} {body[:1].lower()}{body[1:]}"


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _weighing(told: CaseDocument | None) -> records.Weighing:
    if told is None:
        return records.Weighing()
    rows = tuple(
        records.WeighingRow(
            interest=row.interest,
            side=row.side,
            value=row.value,
            value_name=row.value_title,
            weight=cast(Any, row.weight),
            certainty=row.certainty,
            group=row.group,
            explanation=row.explanation,
        )
        for row in told.interests
    )
    return records.Weighing(rows, told.counter_argument)


def _options(told: CaseDocument) -> Iterator[records.OptionCompared]:
    rows = told.answers.get(SHOWN_OPTIONS)
    for row in rows if isinstance(rows, list) else ():
        parts = (str(row.get(key) or "").rstrip(". ") for key in ("bereikt", "nadeel", "oordeel"))
        yield records.OptionCompared(
            title=str(row.get("beschrijving") or row.get("mogelijkheid") or ""),
            text=" ".join(f"{_capital(part)}." for part in parts if part),
            chosen=row.get("mogelijkheid") == "gekozen",
        )


def _dilemmas(told: CaseDocument) -> Iterator[records.Dilemma]:
    titles = {row.value: row.value_title for row in told.interests}
    for row in told.dilemmas:
        values = row.get("values")
        names = [titles.get(str(v), str(v)) for v in values] if isinstance(values, list) else []
        yield records.Dilemma(
            title=_(" tegenover ").join(names),
            options=str(row.get("options") or ""),
            arguments_for=str(row.get("arguments_for") or ""),
            arguments_against=str(row.get("arguments_against") or ""),
            choice=str(row.get("choice") or ""),
            decided_by=str(row.get("decided_by") or ""),
            dissent=str(row.get("dissent") or ""),
        )


def _risks(told: CaseDocument) -> Iterator[records.RiskSummary]:
    rows = told.answers.get(RISKS)
    for row in rows if isinstance(rows, list) else ():
        works = _("Werkt, met bewijs.") if row.get("working") else _("Nog niet bewezen dat dit werkt.")
        measure = str(row.get("measure") or "")
        yield records.RiskSummary(str(row.get("harm") or ""), measure, works if measure else "")


def _withheld(
    told: CaseDocument | None, withheld: Iterable[Disclosure], drafts: Mapping[str, FieldDraft]
) -> Iterator[records.Withheld]:
    """Tell what is not public and why, also before there is a weighing. Why it weighed more stays inside."""
    labels = {row.target: row.label for row in told.withheld} if told else {}
    for row in withheld:
        kind, _colon, key = row.target.partition(":")
        field = drafts.get(key) if kind == "field" else None
        ground = GROUNDS[row.woo_ground]
        label = str(field.field.label) if field else labels.get(row.target, key)
        note = row.placeholder or _("Niet openbaar.")
        yield records.Withheld(label, ground.code, str(ground.name), note)


def _scores(told: CaseDocument) -> Iterator[records.Score]:
    for score in told.scores:
        if score.value is not None and score.max is not None and score.band is not None:
            yield records.Score(score.id, score.title, score.value, score.max, score.band, score.band_title)


def _doors(drafts: Mapping[str, FieldDraft]) -> records.Doors:
    return records.Doors(
        objection=records.Door(_text(drafts, "objection")),
        correction=records.Door(_text(drafts, "correction")),
        phone=_text(drafts, "contact_phone"),
    )
