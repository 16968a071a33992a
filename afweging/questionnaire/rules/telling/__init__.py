"""Rules in words: what a rule says, in one sentence of Dutch or English, from its syntax tree."""

from typing import TYPE_CHECKING

from ..annotate import EXPECTED, Annotated, annotate
from ..kinds import BOOL
from ..parse import RuleError
from .conditions import condition
from .nouns import noun
from .teller import Teller

if TYPE_CHECKING:
    from ...model import Questionnaire

__all__ = ["tell_condition", "tell_rule"]


def tell_rule(
    questionnaire: "Questionnaire", text: str, lang: str, use: str = "show_if", *, table: str = ""
) -> str:
    """A rule in a sentence: “Te zien als bij 5.2 ‘Gezondheid of beperking’ is gekozen.”

    `use` is what the rule is for: show_if, required, if, check, value or max. `table` is the question in
    whose columns or checks it stands. A rule that does not compile beside this questionnaire gives an empty
    string; so does one that names what only a newer text of the file has.
    """
    try:
        annotated = annotate(questionnaire, text, use, table)
    except RuleError:
        return ""
    told = _condition(annotated, Teller(annotated, lang), use)
    return told[:1].upper() + told[1:]


def tell_condition(questionnaire: "Questionnaire", text: str, lang: str, *, table: str = "") -> str:
    """A condition as what follows “als” or “if”, for sentences of others: “bij 5.2 ‘Ja’ is gekozen”.

    Empty for a rule that does not compile, and for one that is always or never true: `tell_rule` tells those.
    """
    try:
        annotated = annotate(questionnaire, text, "show_if", table)
    except RuleError:
        return ""
    if annotated.rule.term.is_literal:
        return ""
    return condition(Teller(annotated, lang), annotated.tree)


def _condition(annotated: Annotated, teller: Teller, use: str) -> str:
    tree = annotated.tree
    if EXPECTED[use] is not BOOL:
        return teller.say(use, condition=noun(teller, tree))
    term = annotated.rule.term
    if term.is_literal:
        return teller.say(f"{use}_{'always' if term.literal else 'never'}")
    return teller.say(use, condition=condition(teller, tree))
