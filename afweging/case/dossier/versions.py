"""A move between versions as the team reads it: question by question, old and new texts side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext
from markupsafe import Markup
from sqlalchemy.orm import Session

from afweging.case.dossier.files import file_names, with_file_names
from afweging.case.dossier.models import Assessment
from afweging.case.dossier.moving import LeftBehind, Plan, Returned, WayBack
from afweging.foundation.web.differences import marked, word_differences
from afweging.questionnaire import Question, Questionnaire, Words, answer_in_words
from afweging.questionnaire.carrying import Carried, Fate
from afweging.questionnaire.text import Text


@dataclass(frozen=True, slots=True)
class TextChange:
    """One text of a question, before and after, with what differs marked."""

    what: str
    before: Markup
    after: Markup


@dataclass(frozen=True, slots=True)
class Line:
    """One question: what becomes of it, and why. `now` and `then` are its answers, where they are told."""

    id: str
    number: str
    label: str
    reasons: tuple[str, ...] = ()
    texts: tuple[TextChange, ...] = ()
    now: Words | None = None
    then: Words | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The questions that fare alike."""

    id: str
    title: str
    lead: str
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Teller:
    """Tells lines of one assessment in one language."""

    lang: str
    files: Mapping[str, str]

    def words(self, questionnaire: Questionnaire, question: Question | None, value: object) -> Words | None:
        """Return an answer in words; none without one."""
        if question is None or value is None:
            return None
        shown = with_file_names(question, value, self.files)
        return answer_in_words(questionnaire, question, shown, self.lang)

    def carried(self, plan: Plan, each: Carried) -> Line:
        """Return the line of one question of a plan."""
        of = plan.new if each.new is not None else plan.old
        before = plan.old if each.old is not None else plan.new
        return Line(
            each.id,
            of.number(each.id),
            each.question.label.to(self.lang),
            each.reasons(self.lang),
            text_changes(each.old, each.new, self.lang),
            self.words(before, each.old or each.new, each.value),
        )

    def returned(self, back: WayBack, each: Returned) -> Line:
        """Return the line of one answer on the way back."""
        of = back.then if each.id in back.then.questions else back.now
        question = of.question(each.id)
        lost = each.how == "lost"
        return Line(
            each.id,
            of.number(each.id),
            question.label.to(self.lang),
            each.because.reasons(self.lang) if each.because is not None else (),
            now=self.words(back.now, back.now.questions.get(each.id), each.value),
            then=self.words(back.then, back.then.questions.get(each.id), each.earlier) if lost else None,
        )


def version_words(other: Questionnaire, this: Questionnaire, lang: str) -> str:
    """Name a version beside another: by its number, and by its title when it is another questionnaire."""
    number = _("versie %(version)s", version=this.version)
    return number if this.id == other.id else f"{this.title.to(lang)}, {number}"


def teller(session: Session, assessment: Assessment, lang: str) -> Teller:
    """Return who tells the lines of an assessment."""
    return Teller(lang, file_names(session, assessment))


def forward(plan: Plan, told: Teller) -> list[Group]:
    """Return what moving does, the first thing to look at first; groups without a question are left out."""
    lines: dict[str, list[Line]] = {}
    for each in plan.carrying.questions:
        key = _group_of(each)
        if key:
            lines.setdefault(key, []).append(told.carried(plan, each))
    return [
        Group(key, title(len(lines[key])), lead, tuple(lines[key]))
        for key, title, lead in _forward_groups()
        if key in lines
    ]


def _group_of(each: Carried) -> str:
    """Return where a question is told; nowhere when it has no answer and was not asked or is not."""
    if each.value is None:
        asked = (
            each.shown_after if each.fate is Fate.NEW else each.fate is Fate.FALLS_AWAY and each.shown_before
        )
        return {Fate.NEW: "new", Fate.FALLS_AWAY: "unanswered"}.get(each.fate, "") if asked else ""
    if each.fate is Fate.CARRIES and each.shown_before and not each.shown_after:
        return "out_of_view"
    return "aside" if each.put_aside else each.fate.value


GroupTitle = Callable[[int], str]


def _forward_groups() -> Iterator[tuple[str, GroupTitle, str]]:
    yield (
        Fate.TO_CONFIRM.value,
        lambda n: ngettext("Eén antwoord bevestigt u", "%(num)d antwoorden bevestigt u", n),
        _("Het antwoord blijft staan, maar kan nu iets anders betekenen. U bevestigt het of past het aan."),
    )
    yield (
        Fate.DOES_NOT_FIT.value,
        lambda n: ngettext("Eén antwoord verbetert u", "%(num)d antwoorden verbetert u", n),
        _("Het antwoord blijft staan, en de vraag zegt wat er niet klopt."),
    )
    yield (
        "aside",
        lambda n: ngettext("Eén antwoord past niet meer", "%(num)d antwoorden passen niet meer", n),
        _("De vraag vraagt nu om iets anders. Uw antwoord blijft bewaard, en staat erbij als u antwoordt."),
    )
    yield (
        Fate.NEW.value,
        lambda n: ngettext("Eén vraag is nieuw", "%(num)d vragen zijn nieuw", n),
        _("Deze vragen beantwoordt u nog."),
    )
    yield (
        Fate.FALLS_AWAY.value,
        lambda n: ngettext("Eén antwoord valt weg", "%(num)d antwoorden vallen weg", n),
        _("De vraag wordt niet meer gesteld. Het antwoord blijft in de geschiedenis."),
    )
    yield (
        "out_of_view",
        lambda n: ngettext(
            "Eén antwoord komt niet meer in beeld", "%(num)d antwoorden komen niet meer in beeld", n
        ),
        _("De vraag hangt nu van andere antwoorden af. Komt zij terug, dan komt uw antwoord mee."),
    )
    yield (
        "unanswered",
        lambda n: ngettext(
            "Eén vraag zonder antwoord vervalt", "%(num)d vragen zonder antwoord vervallen", n
        ),
        "",
    )
    yield (
        Fate.CARRIES.value,
        lambda n: ngettext("Eén antwoord gaat mee", "%(num)d antwoorden gaan mee", n),
        _("Hier hoeft u niets te doen."),
    )


def backward(back: WayBack, told: Teller) -> list[Group]:
    """Return what going back does, what is lost first."""
    return [
        Group(how, title(len(lines)), lead, lines)
        for how, title, lead in _backward_groups()
        if (lines := tuple(told.returned(back, each) for each in back.of(how) if _is_told(back, each)))
    ]


def _is_told(back: WayBack, each: Returned) -> bool:
    """An answer to what neither text asks waits as it did; one that was emptied is nothing to tell."""
    known = each.id in back.then.questions or each.id in back.now.questions
    return known and (each.value is not None or each.how == "restored")


def _backward_groups() -> Iterator[tuple[str, GroupTitle, str]]:
    yield (
        "lost",
        lambda n: ngettext(
            "Eén nieuw antwoord past daar niet", "%(num)d nieuwe antwoorden passen daar niet", n
        ),
        _("Wat er voor de overstap stond, komt terug. Uw nieuwe antwoord blijft bij de eerdere versies."),
    )
    yield (
        "left",
        lambda n: ngettext("Eén vraag bestaat daar niet", "%(num)d vragen bestaan daar niet", n),
        _("Uw antwoord blijft bewaard. Stapt u later weer over, dan staat het er, om te bevestigen."),
    )
    yield (
        "to_confirm",
        lambda n: ngettext("Eén antwoord bevestigt u", "%(num)d antwoorden bevestigt u", n),
        _("U antwoordde na de overstap. Het antwoord past, maar het kan daar iets anders betekenen."),
    )
    yield (
        "kept",
        lambda n: ngettext("Eén nieuw antwoord blijft", "%(num)d nieuwe antwoorden blijven", n),
        _("U antwoordde na de overstap, en het past."),
    )


def text_changes(old: Question | None, new: Question | None, lang: str) -> tuple[TextChange, ...]:
    """Return the texts of a question that differ, each with its words marked on both sides."""
    if old is None or new is None:
        return ()
    before, after = dict(_texts(old, lang)), dict(_texts(new, lang))
    return tuple(
        _changed(what, before.get(key, ("", ""))[1], after.get(key, ("", ""))[1])
        for key in dict.fromkeys((*before, *after))
        for what in [(after.get(key) or before[key])[0]]
        if before.get(key) != after.get(key)
    )


def _texts(question: Question, lang: str) -> Iterator[tuple[tuple[str, str], tuple[str, str]]]:
    """Give what is read of a question: a key, and what the text is with its words."""
    single: tuple[tuple[str, str, Text], ...] = (
        ("label", _("De vraag"), question.label),
        ("help", _("De uitleg"), question.help),
        ("why", _("Waarom"), question.why),
        ("unit", _("De eenheid"), question.unit),
    )
    for key, what, text in single:
        if text:
            yield (key, ""), (what, text.to(lang))
    parts: tuple[tuple[str, str, Iterable[tuple[str, Text]]], ...] = (
        ("option", _("Antwoord"), ((each.id, each.label) for each in question.options)),
        ("row", _("Rij"), ((each.id, each.label) for each in question.rows)),
        ("column", _("Kolom"), ((each.id, each.label) for each in question.columns)),
    )
    for key, what, labels in parts:
        for part_id, label in labels:
            yield (key, part_id), (what, label.to(lang))


def _changed(what: str, before: str, after: str) -> TextChange:
    pieces = word_differences(before, after)
    return TextChange(
        what,
        marked(piece for piece in pieces if piece.kind != "new"),
        marked(piece for piece in pieces if piece.kind != "gone"),
    )


def behind_in_words(behind: Iterable[LeftBehind], of: Questionnaire, lang: str) -> list[str]:
    """Say what stays behind, and at what it stands."""
    return [_behind_words(each.kind, each.count) + " " + _place(of, each.id, lang) for each in behind]


def _behind_words(kind: str, count: int) -> str:
    words = {
        "comments": lambda: ngettext("%(num)d opmerking", "%(num)d opmerkingen", count),
        "evidence": lambda: ngettext("%(num)d bijlage", "%(num)d bijlagen", count),
        "assignments": lambda: ngettext("%(num)d toewijzing", "%(num)d toewijzingen", count),
        "notes": lambda: ngettext("%(num)d onderbouwing", "%(num)d onderbouwingen", count),
        "findings": lambda: ngettext("%(num)d bevinding", "%(num)d bevindingen", count),
    }
    return words[kind]()


def _place(of: Questionnaire, key: str, lang: str) -> str:
    if key in of.questions:
        question = of.question(key)
        return _("bij vraag %(number)s: %(label)s", number=of.number(key), label=question.label.to(lang))
    section = next((each for each in of.sections if each.id == key), None)
    if section is not None:
        return _("bij onderdeel %(title)s", title=section.title.to(lang))
    outcome = next((each for each in of.outcomes if each.id == key), None)
    if outcome is not None:
        return _("bij de uitkomst “%(text)s”", text=(outcome.title or outcome.text).to(lang))
    return _("bij %(id)s, dat in deze versie niet stond", id=key)


def outcome_changes(plan: Plan, lang: str) -> tuple[list[str], list[str]]:
    """Return what follows from the answers after the move and did not before, and the other way round."""
    before = {key: plan.old.outcome(key) for key in plan.carrying.before.outcomes}
    after = {key: plan.new.outcome(key) for key in plan.carrying.after.outcomes}
    came = [(each.title or each.text).to(lang) for key, each in after.items() if key not in before]
    went = [(each.title or each.text).to(lang) for key, each in before.items() if key not in after]
    return came, went
