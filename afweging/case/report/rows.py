"""What stands in the report's lists and tables, row by row."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from flask_babel import gettext as _
from markupsafe import Markup

from afweging.case.report import drawings, sentences
from afweging.case.report.document import AnswerTold, CaseDocument, FindingTold, SectionTold, WithheldTold
from afweging.case.report.document.told import QuestionnaireTold
from afweging.foundation.web.dates import datum, datum_tijd, tijd

if TYPE_CHECKING:
    from afweging.case.report.page import Chapter, Issue

MOST_CONDITIONS, FEW_CONDITIONS = 4, 2
LONGEST_CONDITION = 85


def contents(chapters: Iterable[Chapter]) -> list[tuple[str, str, str]]:
    """Return the entries of the contents."""
    return [(chapter.id, chapter.number, chapter.heading) for chapter in chapters]


def conditions_in_short(told: CaseDocument) -> list[tuple[str, str]]:
    """Return the conditions for page 1, each shortened and with when it is due; the last says how many more.

    Page 1 is one page: the more bars stand on it, the fewer conditions fit.
    """
    most = FEW_CONDITIONS if drawings.is_long(told) else MOST_CONDITIONS
    more = len(told.conditions) - most
    if more == 1:
        more, most = 0, most + 1
    shown = [
        (sentences.in_short(row.text, LONGEST_CONDITION), sentences.condition_when(row))
        for row in told.conditions[:most]
    ]
    if more > 0:
        shown.append((_("En nog %(count)s, in dit rapport.", count=sentences.count(more)), ""))
    return shown


def scores(told: CaseDocument) -> list[tuple[str, str, Markup, str]]:
    """Return the scores for page 1: name, stand, drawn band, band in words."""
    return [
        (row.title, sentences.score_stand(row.value, row.max), drawings.band(row), row.band_title)
        for row in told.scores
    ]


def facts(told: CaseDocument) -> list[tuple[str, str]]:
    """Return the facts under the contents: what was weighed, how, and with which questions."""
    dossier = told.dossier
    rows = [
        (_("Soort"), str(sentences.KINDS[dossier.kind])),
        (_("Weg"), str(sentences.ROUTES[dossier.route])),
        (_("Dossier"), _("Nummer %(number)s", number=dossier.number)),
        (_("Weging"), str(sentences.WEIGHINGS[told.assessment.kind])),
        (_("Vragenlijst"), _asked(told)),
    ]
    if dossier.in_use_since:
        rows.append((_("In gebruik sinds"), dossier.in_use_since))
    if dossier.pilot_until:
        rows.append((_("Proef"), _pilot(told)))
    if dossier.ordered_by:
        rows.append((_("Opgedragen door"), dossier.ordered_by))
    if told.advice:
        rows.append((_("Advies van"), sentences.both([advice.who for advice in told.advice])))
    if dossier.review_on:
        rows.append((_("Opnieuw wegen"), _("Uiterlijk %(date)s", date=datum(dossier.review_on))))
    return rows


def _pilot(told: CaseDocument) -> str:
    dossier = told.dossier
    said = [_("Tot en met %(date)s", date=datum(dossier.pilot_until))]
    if dossier.pilot_place:
        said.append(dossier.pilot_place)
    if dossier.pilot_most_people:
        said.append(_("hoogstens %(count)s mensen", count=dossier.pilot_most_people))
    return ", ".join(said)


def _asked(told: CaseDocument) -> str:
    """Return which questions were asked, and how many of them are settled."""
    statuses = [answer.status for section in told.sections for answer in section.answers]
    settled = sum(status in ("answered", "not_applicable", "unknown") for status in statuses)
    unknown = statuses.count("unknown")
    said = _(
        "%(title)s, versie %(version)s; %(asked)s vragen van toepassing, %(settled)s beantwoord",
        title=told.questionnaire.title,
        version=told.questionnaire.version,
        asked=len(statuses),
        settled=settled,
    )
    if unknown:
        more = _(", waarvan %(count)s met ‘weten we nog niet’", count=unknown)
        return said + more
    return said


def answers(section: SectionTold, public: bool) -> list[AnswerTold]:
    """Return the answers to print: for the public without those kept for internal use."""
    return [row for row in section.answers if not (public and row.level == "internal")]


TOLD_IN = {"weighing": "weging", "dilemmas": "weging", "risks": "risicos"}  # type of question → chapter


def elsewhere(
    answer: AnswerTold, alternatives: AnswerTold | None, chapters: Iterable[Chapter]
) -> Chapter | None:
    """Return the chapter that tells an answer in full, so that it is told once."""
    told_in = "weging" if answer == alternatives else TOLD_IN.get(answer.type)
    return next((chapter for chapter in chapters if chapter.id == told_in), None)


def kept_inside(section: SectionTold) -> int:
    """Return how many answers of a section are for internal use only."""
    return sum(row.level == "internal" for row in section.answers)


def findings(told: CaseDocument) -> list[tuple[str, FindingTold]]:
    """Return the findings with the name of what they are about."""
    found = [
        (f"{section.number} {section.title}", section.finding) for section in told.sections if section.finding
    ]
    return [(_("De zaak als geheel"), told.finding), *found] if told.finding else found


def is_long(answer: AnswerTold) -> bool:
    """Tell whether an answer may go on at the next page: kept whole, it would leave a hole on this one."""
    words = answer.words
    return words is not None and (len(words.rows) > 3 or len(words.items) > 8 or len(words.text) > 900)


def cells(header: tuple[str, ...], row: tuple[str, ...]) -> list[tuple[str, str]]:
    """Return one row of a wide table as facts; what was left empty is left out."""
    return [(name, cell) for name, cell in zip(header, row, strict=True) if cell]


def happenings(told: CaseDocument) -> list[tuple[str, str]]:
    """Return the history: when, and what."""
    return [(datum(row.at), row.text) for row in told.history]


def withheld_name(told: CaseDocument, row: WithheldTold) -> str:
    """Return what was withheld: a question with its number, or a field of the register."""
    kind, _colon, key = row.target.partition(":")
    answer = told.answer(key) if kind == "answer" else None
    return f"{answer.number} {answer.label}" if answer else row.label


def colophon(told: CaseDocument, issue: Issue) -> list[tuple[str, str | Markup]]:
    """Return what identifies the report and everything it rests on."""
    organisation, asked, case = told.organisation, told.questionnaire, told.assessment
    publisher = ", ".join(
        part for part in (organisation.name, organisation.address, organisation.website) if part
    )
    issued = (
        _("Versie %(version)s van dit rapport.", version=issue.version)
        if issue.code
        else _("Niet uitgegeven.")
    )
    rows: list[tuple[str, str | Markup]] = [
        (_("Uitgave"), f"{publisher}. {issued}"),
        (_("Stand van"), _("%(date)s, %(time)s uur.", date=datum(told.told_at), time=tijd(told.told_at))),
    ]
    if issue.code:
        rows.append((_("Code"), issue.printed_code))
    if case.submission and case.submitted_at:
        submitted = _("Versie %(number)s, ingediend op %(moment)s.", number=case.submission,
                      moment=datum_tijd(case.submitted_at))  # fmt: skip
        rows.append((_("Antwoorden"), submitted))
    rows += [
        (_("Zaak"), _hash(_("Bijgevoegd als case.json."), issue.content_sha256)),
        (_("Vragenlijst"), _hash(_questionnaire(asked), asked.sha256)),
        *_stewards(asked),
    ]
    for each in asked.extends:
        rows += [(_("Gebaseerd op"), _hash(_questionnaire(each), each.sha256)), *_stewards(each)]
    rows += [
        (
            _("Zegel"),
            _(
                "Verzegeld met het zegel van %(who)s. Elke wijziging daarna is te zien.",
                who=organisation.name,
            ),
        ),
        (
            _("Toegankelijk"),
            _("Dit bestand is gelabeld voor voorleessoftware (PDF/UA) en blijvend leesbaar (PDF/A)."),
        ),
    ]
    return rows


def _stewards(asked: QuestionnaireTold) -> list[tuple[str, str | Markup]]:
    """Return who keeps a questionnaire, under which licence, and where it came from; nothing when unsaid."""
    if not (asked.owner or asked.licence or asked.source):
        return []
    owner = _(
        "%(owner)s, onder licentie %(licence)s.", owner=asked.owner or "–", licence=asked.licence or "–"
    )
    return [(_("Van wie"), " ".join(part for part in (owner, asked.source) if part))]


def _questionnaire(asked: QuestionnaireTold) -> str:
    return _("%(title)s %(version)s (%(id)s).", title=asked.title, version=asked.version, id=asked.id)


def _hash(words: str, sha256: str) -> Markup:
    return Markup("{} SHA-256 {}").format(words, sentences.hash_in_groups(sha256))
