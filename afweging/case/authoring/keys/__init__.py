"""The keys of the format as fields of a form: drawn from a value, and read back to one.

Which keys there are follows from the tables of the kernel's schema, so that a new key cannot be forgotten:
one that has no field of its own is written as YAML.
"""

from afweging.case.authoring.keys.base import Entered, KeyField, Unreadable
from afweging.case.authoring.keys.registry import field_of, keys_of

__all__ = ["Entered", "KeyField", "Unreadable", "field_of", "keys_of"]
