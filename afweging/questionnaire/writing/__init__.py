"""Plain data as YAML in the style of the house: as a person would have written it."""

from typing import Any

from .layout import HOUSE, Layout, Writer, refuse_deep
from .order import kind_at, ordered, root_kind
from .scalars import NotWritable

__all__ = ["HOUSE", "Layout", "NotWritable", "Writer", "kind_at", "ordered", "root_kind", "to_yaml"]


def to_yaml(data: Any, *, indent: int = 0, kind: str | None = None) -> str:
    """YAML of plain data; every line, the first too, stands `indent` columns in, and ends with a newline.

    Keys stand in the order of the format when the kind of `data` is known: that of a whole questionnaire or
    variant is seen, that of a part is given (`kind="question"`, as in PartRef). `read_tree` gives the same
    data back. Raises NotWritable (a ValueError) for what no file can hold.
    """
    refuse_deep(data)
    kind = root_kind(data) if kind is None else kind
    writer = Writer(HOUSE)
    if isinstance(data, dict) and data:
        lines = list(writer.entries(data, kind, indent))
    elif isinstance(data, list) and data:
        lines = list(writer.items(data, kind, indent))
    else:
        written = writer.value(data, kind, indent)
        lines = [" " * indent + written.head, *written.below]
    return "\n".join(lines) + "\n"
