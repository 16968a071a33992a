"""Every address of the program, with everything the demonstration has to show at it."""

from __future__ import annotations

from collections.abc import Mapping

# No page of their own: they send on, answer programs, or send files.
NOT_PAGES = {"static", "health", "identity.switch_language"}
Filling = Mapping[str, object]
