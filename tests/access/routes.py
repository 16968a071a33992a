"""The routes of the app, as they are found, and addresses made from them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from flask import Flask

from tests.access.stage import Stage

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")
IMPLIED = {"HEAD", "OPTIONS"}


@dataclass(frozen=True)
class Route:
    """One way to come at a view."""

    method: str
    rule: str
    endpoint: str

    def __str__(self) -> str:
        return f"{self.method} {self.rule} {self.endpoint}"

    @property
    def parameters(self) -> list[str]:
        """Return the names of what the address leaves open."""
        return PARAMETER.findall(self.rule)

    def address(self, stage: Stage, **instead: str) -> str:
        """Return the address with what the stage holds, or with something instead."""
        return PARAMETER.sub(
            lambda found: instead.get(found[1]) or stage.value(self.rule, found[1]), self.rule
        )


def routes(app: Flask) -> list[Route]:
    """Return every route, by address and method."""
    found = {
        Route(method, rule.rule, rule.endpoint)
        for rule in app.url_map.iter_rules()
        for method in (rule.methods or set()) - IMPLIED
    }
    return sorted(found, key=lambda route: (route.rule, route.method))
