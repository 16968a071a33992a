"""Local variants: what a municipality changes in a national questionnaire, so that both can move on."""

from .model import Change, Extends, Origin, Origins, Resolved, Variant
from .reading import is_variant, read_variant, read_variant_canonical
from .resolving import resolve
from .upgrade import Choice, Conflict, Listed, Upgrade, upgrade

__all__ = [
    "Change",
    "Choice",
    "Conflict",
    "Extends",
    "Listed",
    "Origin",
    "Origins",
    "Resolved",
    "Upgrade",
    "Variant",
    "is_variant",
    "read_variant",
    "read_variant_canonical",
    "resolve",
    "upgrade",
]
