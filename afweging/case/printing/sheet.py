"""What is printed: a questionnaire in one language, where its texts come from, and who answers for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from afweging.case.printing.language import Language
from afweging.questionnaire import Question, Questionnaire
from afweging.questionnaire.model import Reference
from afweging.questionnaire.rules.telling import tell_condition, tell_rule
from afweging.questionnaire.stewards import Steward, line_of
from afweging.questionnaire.variants import Resolved


@dataclass(frozen=True)
class Sheet:
    """A questionnaire to print. `resolved` is there when it is a variant, and tells what is local.

    `is_draft` says that nobody published it: its paper says so on every page.
    """

    questionnaire: Questionnaire
    language: Language
    line: tuple[Steward, ...]
    resolved: Resolved | None = None
    is_draft: bool = False

    @classmethod
    def of(
        cls, text: Questionnaire | Resolved, language: Language, line: tuple[Steward, ...] | None = None
    ) -> Sheet:
        """The sheet of a text; `line` is who answers for it and for all it extends, the text itself first."""
        resolved = text if isinstance(text, Resolved) else None
        whole = text.questionnaire if isinstance(text, Resolved) else text
        return cls(whole, language, line or line_of(text), resolved)

    @property
    def lang(self) -> str:
        """The code of its language."""
        return self.language.code

    def only_if(self, rule: str | None, table: str = "") -> str:
        """When something is asked: “Alleen als bij 5.2 ‘Ja’ is gekozen.” Empty when it always is."""
        if not rule:
            return ""
        told = tell_condition(self.questionnaire, rule, self.lang, table=table)
        if told:
            return self.language.say("Alleen als %(condition)s.", condition=told)
        return tell_rule(self.questionnaire, rule, self.lang, table=table)

    def rule(self, rule: str, use: str, table: str = "") -> str:
        """What another rule says; the rule itself when no words were found for it."""
        return tell_rule(self.questionnaire, rule, self.lang, use, table=table) or rule

    def value_names(self, question: Question) -> list[str]:
        """The public values that a question is about."""
        return [self.questionnaire.value(each).title.to(self.lang) for each in question.values]

    @staticmethod
    def address(reference: Reference) -> str:
        """Where a reference is on the web; empty when what it says is no such address."""
        return reference.url if reference.url.startswith(("https://", "http://")) else ""

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that take an answer."""
        return tuple(question for question in self.questionnaire if question.type != "info")
