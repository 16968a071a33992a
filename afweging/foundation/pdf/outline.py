"""The outline of a document: its headings start at the first level and leave none out.

What people write in Markdown may jump from one level to the next but one, which PDF/UA-1 forbids
(ISO 14289-1, 7.4.2).
"""

from __future__ import annotations

import re
from typing import Any

_HEADING = re.compile("h[1-6]")


def without_jumps(root: Any) -> None:
    """Raise each heading that leaves a level out to the one under the heading above it."""
    above: list[int] = []
    for element in root.iter():
        if isinstance(element.tag, str) and _HEADING.fullmatch(element.tag):
            level = int(element.tag[1])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
            element.tag = f"h{len(above)}"
