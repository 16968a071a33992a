"""How this room names verdicts, positions, conclusions and outcomes to people."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True, slots=True)
class VerdictWords:
    """A verdict: its word, its key (a, i or o), the tone of its square and the shape of its state."""

    word: str
    key: str
    tone: str
    shape: str


VERDICT_WORDS = {
    "acceptable": VerdictWords(_l("aanvaardbaar"), "a", "good", "full"),
    "improve": VerdictWords(_l("verbeteren"), "i", "better", "half"),
    "insufficient": VerdictWords(_l("onvoldoende"), "o", "bad", "diamond"),
}
POSITION_WORDS = {
    "positive": _l("positief"),
    "with_remarks": _l("positief met opmerkingen"),
    "negative": _l("negatief"),
}
CONCLUSION_WORDS = {
    "agreed": _l("akkoord"),
    "agreed_provided": _l("akkoord, mits"),
    "not_agreed": _l("niet akkoord"),
}
OUTCOME_WORDS = {
    "approved": _l("goedgekeurd"),
    "approved_with_conditions": _l("goedgekeurd met voorwaarden"),
    "rejected": _l("afgewezen"),
    "may_continue": _l("mag doorgaan"),
    "may_continue_provided": _l("mag doorgaan, mits aan de voorwaarden is voldaan vóór een datum"),
    "stops_on": _l("stopt op een datum"),
    "pause_now": _l("pauzeert nu"),
}
CONDITION_WORDS = {
    "open": (_l("open"), "hollow"),
    "proved": (_l("bewijs ligt er"), "half"),
    "met": (_l("vervuld"), "full"),
    "waived": (_l("vervallen"), "square"),
    "overdue": (_l("te laat"), "diamond"),
    "proposed": (_l("voorgesteld"), "hollow"),
}
ROUTE_WORDS = {
    "beforehand": _l("vooraf gewogen"),
    "catching_up": _l("inhaalslag: het loopt al"),
    "pilot": _l("pilot"),
    "emergency": _l("spoed"),
}
KIND_WORDS = {
    "algorithm": _l("algoritme"),
    "data_sharing": _l("gegevensdeling"),
    "sensor": _l("sensoren"),
    "data_collection": _l("gegevensverzameling"),
    "profiling": _l("profilering"),
}
