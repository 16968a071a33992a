"""The languages of a survey, which must be known before its texts are read."""

from dataclasses import dataclass

from ...yaml12 import Entries, Node, Scalar
from .reading import LANGUAGE, language_of
from .uses import maps

_TEXTS = frozenset(
    (
        "title", "description", "html", "text", "label", "labelTrue", "labelFalse", "otherText", "noneText",
        "commentText", "minRateDescription", "maxRateDescription", "help",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Spoken:
    """`main`: the language that the survey is shown in; `default`: that of texts that name none."""

    main: str
    default: str
    every: tuple[str, ...]


def spoken(root: Entries) -> Spoken:
    """The languages of a survey.

    Texts under `default` are English, unless the survey is in another language throughout: it names a
    `locale`, and no text has a version in that language beside the one under `default`.
    """
    main = _locale(root)
    given = [names for key, node in maps(root) if key in _TEXTS and (names := _languages(node))]
    both = any("default" in names and main in names for names in given)
    default = "en" if both else main
    named = dict.fromkeys(name for names in given for name in sorted(names) if name != "default")
    return Spoken(main, default, tuple(dict.fromkeys((default, main, *named))))


def _locale(root: Entries) -> str:
    node = root.entries.get("locale")
    name = language_of(node.value) if isinstance(node, Scalar) and isinstance(node.value, str) else ""
    return name if LANGUAGE.fullmatch(name) else "en"


def _languages(node: Node) -> frozenset[str]:
    if not isinstance(node, Entries) or not all(isinstance(item, Scalar) for item in node.entries.values()):
        return frozenset()
    names = frozenset(name if name == "default" else language_of(name) for name in node.entries)
    return names if all(name == "default" or LANGUAGE.fullmatch(name) for name in names) else frozenset()
