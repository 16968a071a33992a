"""`afweging questionnaire compare`: differences by id, and the version that they ask for."""

import json
from pathlib import Path
from typing import Any

import click

from afweging.questionnaire.comparison import Comparison, Difference, Proposal, propose_version
from afweging.questionnaire.comparison import compare as compare_questionnaires
from afweging.questionnaire.parts import PartRef

from .files import BASE_OPTION, FILE, read_or_stop


@click.command()
@click.argument("old", type=FILE, metavar="OLD")
@click.argument("new", type=FILE, metavar="NEW")
@BASE_OPTION
@click.option("--json", "as_json", is_flag=True, help="Print the differences as JSON.")
def compare(old: Path, new: Path, bases: tuple[Path, ...], as_json: bool) -> None:
    """Say what differs between two questionnaires or variants, part by part.

    The version that the differences ask for is proposed: major when something was removed or means something
    else, minor when something was added, patch when only words changed.
    """
    before = read_or_stop(old, bases).questionnaire
    after = read_or_stop(new, bases).questionnaire
    assert before is not None and after is not None  # it would have stopped
    found = compare_questionnaires(before, after)
    proposal = propose_version(before, found)
    click.echo(
        json.dumps(_data(found, proposal), ensure_ascii=False, indent=2)
        if as_json
        else "\n".join(_lines(found, proposal))
    )


def part(ref: PartRef) -> dict[str, str]:
    """A part as JSON."""
    return {"kind": ref.kind, "id": ref.id} | ({"owner": ref.owner} if ref.owner else {})


def _data(found: Comparison, proposal: Proposal) -> dict[str, Any]:
    return {
        "differences": [_difference(each) for each in found.differences],
        "proposal": {
            "version": proposal.version,
            "level": proposal.level,
            "causes": [
                {"code": cause.code, **part(cause.ref)} | ({"key": cause.key} if cause.key else {})
                for cause in proposal.causes
            ],
        },
    }


def _difference(each: Difference) -> dict[str, Any]:
    told: dict[str, Any] = {"difference": each.kind, **part(each.ref), "title": dict(each.title)}
    if each.leaves:
        told["leaves"] = [
            {"path": ".".join(leaf.path), "old": leaf.old, "new": leaf.new} for leaf in each.leaves
        ]
    if each.owners:
        told["from"], told["to"] = (part(owner) for owner in each.owners)
    return told


def _lines(found: Comparison, proposal: Proposal) -> list[str]:
    if not found:
        return ["no differences"]
    lines: list[str] = []
    for each in found.differences:
        lines.append(f"{each.kind}: {each.ref} ({each.title})")
        lines += [
            f"  {'.'.join(leaf.path)}: {shortened(leaf.old)} → {shortened(leaf.new)}" for leaf in each.leaves
        ]
    return [*lines, f"version: {proposal.version} ({proposal.level})"]


def shortened(value: object, most: int = 100) -> str:
    """A value on one line."""
    if value is None:
        return "-"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= most else f"{text[: most - 1]}…"
