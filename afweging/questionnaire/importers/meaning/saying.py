"""The text of rules, and notes on the parts that rules cannot say."""

from collections.abc import Callable

from ..settling import Said
from .logic import TRUE, Rule, Unknown, leaves, settled
from .writing import rule_text

Note = Callable[[str, str], None]
"""Notes something under a name."""


class Sayer:
    """Writes the rules of one file."""

    def __init__(self, note: Note) -> None:
        self.note = note

    def written(self, rule: Rule, name: str, what: str, said: str) -> Said | None:
        """The text of a condition; None when it always holds.

        What rules cannot say is taken to hold, so that nothing is kept from anyone who would have seen it.
        """
        found = self.known(rule, name, what, otherwise=True)
        return None if found == TRUE else self.text(found, name, what, said, "it is taken to hold")

    def text(self, rule: Rule, name: str, what: str, said: str, without: str) -> Said | None:
        """The text of a rule in which all is known; None, which is noted, when it is too much for a rule."""
        text = rule_text(rule)
        if text is None:
            self.note(name, f"{what}, “{said}”, is longer than a rule may be; {without}")
        return Said.of(text, said) if text else None

    def known(self, rule: Rule, name: str, what: str, *, otherwise: bool) -> Rule:
        """The rule with `otherwise` for each part that rules cannot say; those are noted."""
        taken = "it is taken to hold" if otherwise else "it is taken not to hold"
        for leaf in leaves(rule):
            if isinstance(leaf, Unknown):
                self.note(name, f"{what}: rules cannot say “{leaf.what}” ({leaf.why}); {taken}")
        return settled(rule, lambda leaf: isinstance(leaf, Unknown), otherwise=otherwise)
