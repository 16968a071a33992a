"""The order in which people write the keys of format 1, and of what kind the value under each key is."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..parts import LIST_OF, LISTS, OWNER_KIND, TEXT_KEYS

_QUESTION = (
    "id type revision label help why examples required allow show_if "
    "min max integer unit min_length max_length pattern min_choices max_choices labels points_per_step "
    "points points_when_unknown rows options columns row_title min_rows max_rows classes accept max_files "
    "checks values references disclosure publish respondent locked scope source hidden exclusive"
)

ORDER: Mapping[str, tuple[str, ...]] = {
    kind: tuple(keys.split())
    for kind, keys in {
        "file": "format id version title language description owner licence source "
        "values glossary classes sections scores outcomes checks",
        "variant": "format variant version title language description owner licence source extends changes",
        "proposal": "format proposal version title language licence proposed_by extends summary changes",
        "section": "id title intro respondent show_if locked source hidden questions checks",
        "question": _QUESTION,
        "column": _QUESTION,
        "option": "id exclusive label help points show_if source hidden",
        "row": "id label help source hidden",
        "value": "id title description hidden",
        "term": "id title text hidden",
        "score": "id title description value max bands locked hidden",
        "band": "id upto title description hidden",
        "outcome": "id title if kind in_force_from in_force_to text references requires sets locked hidden",
        "example": "kind text",
        "reference": "scheme locator title url",
        "check": "rule message",
        "publish": "field as",
        "owner": "name email url",
        "extends": "id version sha256",
        "classes": "levels grid",
        "level": "id title",
        "hide": "option row column band question section value term score outcome because",
        "move": "option row column band question section value term score outcome after before because",
        **{f"add_{kind}": f"{OWNER_KIND.get(kind, '')} after before because {kind}" for kind in LIST_OF},
        **{f"change_{kind}": f"{OWNER_KIND.get(kind, '')} id set because" for kind in LIST_OF},
    }.items()
}
"""Kind of a map → its keys, in the order of the format's own examples."""

_ANYWHERE: Mapping[str, str] = {
    **dict.fromkeys((*TEXT_KEYS, "message", "name", "because", "summary"), "text"),
    "examples": "example",
    "references": "reference",
    "checks": "check",
    "publish": "publish",
    "classes": "classes",
    "levels": "level",
    "owner": "owner",
    "proposed_by": "owner",
    "extends": "extends",
    "changes": "change",
    "points": "points",
    "points_per_step": "points",
    "points_when_unknown": "points",
}

_LISTS: Mapping[str, Mapping[str, str]] = {
    **LISTS,
    "change": {name: name for name in ORDER if name.startswith(("add_", "change_", "hide", "move"))},
    **{f"add_{kind}": {kind: kind} for kind in LIST_OF},
    **{f"change_{kind}": {"set": kind} for kind in LIST_OF},
}


def root_kind(data: Any) -> str:
    """What kind of file this is; empty when it is none that we know."""
    if not isinstance(data, Mapping):
        return ""
    named = next((kind for kind in ("variant", "proposal") if kind in data), "")
    return named or ("file" if "format" in data or "sections" in data else "")


def kind_below(kind: str, key: str) -> str:
    """The kind of the value under a key, or of each item when the value is a list; empty when unknown."""
    return _LISTS.get(kind, {}).get(key) or (_ANYWHERE.get(key, "") if kind else "")


def kind_at(root: str, path: Iterable[str | int]) -> str:
    """The kind of what stands at a path below a root of this kind."""
    kind = root
    for step in path:
        kind = kind if isinstance(step, int) else kind_below(kind, step)
    return kind


def ordered(kind: str, keys: Iterable[str]) -> list[str]:
    """The keys of a map in their order; those that are not known stay behind, as they came."""
    ranks = {key: rank for rank, key in enumerate(ORDER.get(kind, ()))}
    return sorted(keys, key=lambda key: ranks.get(key, len(ranks)))
