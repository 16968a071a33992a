"""How the acts of a review are told, on the pages of a dossier and in its report."""

from __future__ import annotations

import datetime as dt

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from afweging.case.dossier.history import OFFICER, Detail, Telling, tell
from afweging.case.review.standing import adviser_in_words
from afweging.case.review.words import CONCLUSION_WORDS, OUTCOME_WORDS, POSITION_WORDS
from afweging.foundation.web.dates import datum

DECIDER = _l("De mandaathouder")
ADVISER = _l("De adviseur")


def _adviser(detail: Detail) -> str:
    return adviser_in_words(str(detail.get("role") or ""))


def _asked(who: str, detail: Detail) -> str:
    sentence = _("%(who)s vroeg %(adviser)s om advies.", who=who, adviser=_adviser(detail))
    if not detail.get("due"):
        return sentence
    due = datum(dt.date.fromisoformat(str(detail["due"])))
    return _(
        "%(who)s vroeg %(adviser)s om advies, uiterlijk %(day)s.", who=who, adviser=_adviser(detail), day=due
    )


def _advised(who: str, detail: Detail) -> str:
    adviser = who if who == _("U") else _capital(_adviser(detail))
    position = POSITION_WORDS.get(str(detail.get("position")), "")
    return _("%(who)s adviseerde: %(position)s.", who=adviser, position=position)


def _judged(who: str, detail: Detail) -> str:
    conclusion = CONCLUSION_WORDS.get(str(detail.get("conclusion")), "")
    return _("%(who)s oordeelde: %(conclusion)s.", who=who, conclusion=conclusion)


def _decided(who: str, detail: Detail) -> str:
    outcome = OUTCOME_WORDS.get(str(detail.get("outcome")), "")
    return _(
        "%(who)s besloot namens %(body)s: %(outcome)s.",
        who=who,
        body=detail.get("body", ""),
        outcome=outcome,
    )


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


for _verb, _telling in {
    "review.taken": Telling(OFFICER, lambda who, d: _("%(who)s nam de zaak op.", who=who)),
    "review.handed_over": Telling(
        OFFICER, lambda who, d: _("%(who)s gaf de zaak over aan een andere privacy officer.", who=who)
    ),
    "review.returned": Telling(
        OFFICER, lambda who, d: _("%(who)s stuurde de zaak terug naar het team.", who=who)
    ),
    "advice.asked": Telling(OFFICER, _asked),
    "advice.given": Telling(ADVISER, _advised, lambda d: str(d.get("text") or "")),
    "assessment.judged": Telling(OFFICER, _judged, lambda d: str(d.get("reasons") or "")),
    "assessment.decided": Telling(DECIDER, _decided, lambda d: str(d.get("reasons") or "")),
    "condition.met": Telling(
        OFFICER,
        lambda who, d: _(
            "%(who)s stelde vast: aan voorwaarde %(number)s is voldaan.", who=who, number=d.get("number")
        ),
    ),
    "condition.waived": Telling(
        DECIDER,
        lambda who, d: _("%(who)s liet voorwaarde %(number)s vervallen.", who=who, number=d.get("number")),
        lambda d: str(d.get("because") or ""),
    ),
}.items():
    tell(_verb, _telling)
