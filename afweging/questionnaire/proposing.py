"""Proposing local changes to whoever keeps the base: a file with the changes, their reasons, and by whom.

A proposal has the shape of a variant, under the key `proposal` instead of `variant`, so that its receiver can
lay it over the base, check it and compare it. `summary` says in Markdown what it comes down to.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .formats import refuse_future, refuse_unreadable_future
from .problems import Mark, Problems, QuestionnaireInvalid
from .proposal_words import Obstacle, summary
from .shape import Reading, record, string, text
from .variants import Change, Resolved, Variant, resolve
from .variants.reading import read_variant_node
from .writing import to_yaml
from .yaml12 import Entries, Node, read_tree

_OWN_KEYS = ("proposed_by", "summary")
_proposer = record("proposed_by", {"name": text, "email": string, "url": string}, ("name",))


@dataclass(frozen=True, slots=True)
class Proposer:
    """Who proposes: an organisation, and how it is reached."""

    name: str
    email: str = ""
    url: str = ""


class CannotPropose(ValueError):
    """Why changes cannot be proposed like this; `problems` names each."""

    def __init__(self, problems: Iterable[Obstacle]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(each.sentence("en") for each in self.problems))


def is_proposal(data: bytes) -> bool:
    """Is this the file of a proposal? False too when it cannot be read at all."""
    tree = read_tree(data, Problems(""))
    return isinstance(tree, Entries) and "proposal" in tree.entries


def read_proposal(data: bytes, name: str) -> Variant:
    """Read a proposal as the variant that it would be. Raises QuestionnaireInvalid, places in the file."""
    problems = Problems(name)
    tree = read_tree(data, problems)
    if tree is None:
        refuse_unreadable_future(data, problems)
        raise QuestionnaireInvalid(problems.found)
    refuse_future(tree, problems)
    if not isinstance(tree, Entries) or "proposal" not in tree.entries:
        problems.add(tree.mark, "this is no proposal: it has no key “proposal”")
        raise QuestionnaireInvalid(problems.found)
    _check_own(tree, Reading(problems))
    problems.raise_any()
    return read_variant_node(_as_variant(tree), name)


def _check_own(tree: Entries, reading: Reading) -> None:
    for key in _OWN_KEYS:
        if key not in tree.entries:
            reading.bad(tree, f"a proposal needs the key “{key}”")
    if "proposed_by" in tree.entries:
        _proposer(tree.entries["proposed_by"], reading)
    if "summary" in tree.entries:
        string(tree.entries["summary"], reading)


def _as_variant(tree: Entries) -> Entries:
    names = {key: "variant" if key == "proposal" else key for key in tree.entries if key not in _OWN_KEYS}
    entries: dict[str, Node] = {name: tree.entries[key] for key, name in names.items()}
    keys: dict[str, Mark] = {name: tree.keys[key] for key, name in names.items()}
    return Entries(tree.mark, tree.size, tree.height, entries=entries, keys=keys)


def propose(
    resolved: Resolved, numbers: Sequence[int], by: Proposer, *, because: str = "", lang: str = "nl"
) -> dict[str, Any]:
    """Give the plain data of a proposal with these changes of a variant, numbered from 1 as in its file.

    `because` is the reason of changes that have none in the variant. Raises CannotPropose: no such change, no
    reason, nobody who proposes, or changes that build on others that are not proposed.
    """
    variant = resolved.variant
    chosen = _chosen(variant, numbers, by, because)
    data = {
        "format": 1,
        "proposal": variant.id,
        "version": variant.version,
        "title": variant.data["title"],
        "language": variant.language,
        "proposed_by": {key: value for key in ("name", "email", "url") if (value := getattr(by, key))},
        "extends": {
            "id": resolved.base.id,
            "version": resolved.base.version,
            "sha256": resolved.base.sha256,
        },
        "summary": "-",
        "changes": [_reasoned(variant, change, because) for change in chosen],
    }
    if variant.licence:
        data["licence"] = variant.licence
    whole = _laid_over(resolved, data, chosen)
    contact = ", ".join(part for part in (by.email, by.url) if part)
    words = summary(whole, resolved.variant, chosen, by.name, contact, because=because.strip(), lang=lang)
    return data | {"summary": words}


def proposal_yaml(data: Mapping[str, Any]) -> str:
    """A proposal as its file is written: who and why first, the changes last."""
    return to_yaml(dict(data))


def _chosen(variant: Variant, numbers: Sequence[int], by: Proposer, because: str) -> list[Change]:
    wanted = sorted(set(numbers))
    problems = [
        Obstacle("unknown", {"number": number, "count": len(variant.changes)})
        for number in wanted
        if not 1 <= number <= len(variant.changes)
    ]
    if not wanted:
        problems.append(Obstacle("none", {}))
    if not by.name.strip():
        problems.append(Obstacle("nobody", {}))
    chosen = [variant.changes[number - 1] for number in wanted if 1 <= number <= len(variant.changes)]
    problems += [
        Obstacle("no_reason", {"number": change.place + 1})
        for change in chosen
        if not change.because and not because.strip()
    ]
    if problems:
        raise CannotPropose(problems)
    return chosen


def _reasoned(variant: Variant, change: Change, because: str) -> dict[str, Any]:
    """The plain data of a change, with the reason that it must have."""
    ((verb, payload),) = variant.data["changes"][change.place].items()
    return {verb: payload if change.because else payload | {"because": because.strip()}}


def _laid_over(resolved: Resolved, data: Mapping[str, Any], chosen: Sequence[Change]) -> Resolved:
    """Lay the proposal itself over the base, as its receiver will. Raises CannotPropose."""
    content = proposal_yaml(data).encode()
    found = read_proposal(content, "proposal")
    try:
        return resolve(resolved.base, found)
    except QuestionnaireInvalid as error:
        starts = [change.mark.line for change in found.changes]
        raise CannotPropose(
            Obstacle(
                "builds_on",
                {"number": _number_at(starts, chosen, problem.line), "message": problem.message},
            )
            for problem in error.problems
        ) from None


def _number_at(starts: Sequence[int], chosen: Sequence[Change], line: int) -> int:
    place = sum(start <= line for start in starts) - 1
    return chosen[max(place, 0)].place + 1
