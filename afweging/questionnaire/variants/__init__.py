"""Local variants: what a municipality changes in a national questionnaire, so that both can move on."""

from .model import Change, Extends, Origin, Origins, Resolved, Variant
from .reading import is_variant, read_variant, read_variant_canonical
from .resolving import resolve

__all__ = [
    "Change",
    "Extends",
    "Origin",
    "Origins",
    "Resolved",
    "Variant",
    "is_variant",
    "read_variant",
    "read_variant_canonical",
    "resolve",
]
