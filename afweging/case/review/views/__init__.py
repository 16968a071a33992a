"""The pages of the review room, one file per act."""

from afweging.case.review import asked, glance, tellings, turns
from afweging.case.review.views import advising, conditions, countersigning, deciding, judging, reviewing
from afweging.case.review.views.common import blueprint

__all__ = [
    "advising",
    "asked",
    "blueprint",
    "conditions",
    "countersigning",
    "deciding",
    "glance",
    "judging",
    "reviewing",
    "tellings",
    "turns",
]
