"""How much of what is never or always so is found: `python -m tests.questionnaire.health.recall 800`."""

import sys
from collections import Counter
from typing import Any

from afweging.questionnaire import Questionnaire
from afweging.questionnaire.health.logic.picture import Picture
from afweging.questionnaire.health.reach import unreached
from afweging.questionnaire.health.rules import rules_of

from .files_at_random import COUNTED, asked_for, readable, told, under, witnessed


def found_in(file: Questionnaire) -> list[tuple[str, str]]:
    """Every warning about what is never or always so."""
    return [told(each) for each in unreached(Picture(file, tuple(rules_of(file))))]


def counted(seeds: range) -> tuple[Counter[bool], Counter[bool]]:
    """How many true warnings are given, and how many are missed; those about bands under True."""
    given, missed = Counter[bool](), Counter[bool]()
    for seed in seeds:
        content, file = readable(seed, kinds=COUNTED)
        found = set(found_in(file))
        for code, part in _true_ones(content, found, witnessed(file, content).facts):
            (given if (code, part) in found else missed)[code == "band_unreached"] += 1
    return given, missed


def _true_ones(
    content: dict[str, Any], found: set[tuple[str, str]], facts: set[tuple[str, str]]
) -> set[tuple[str, str]]:
    """What is true of the parts that are shown at all; of others nothing is said."""
    sections = under(content)
    dead = {part for code, part in found if code == "never_shown"}
    return {
        (code, part)
        for code, part in asked_for(content) - facts
        if not _is_below(part, code, dead, sections)
        and not (code.startswith("always") and (code.replace("always", "never"), part) not in facts)
        and not (part == "F0" and _all_dead(sections, dead))
    }


def _is_below(part: str, code: str, dead: set[str], sections: dict[str, str]) -> bool:
    name = part.removeprefix("C-").split("/")[0]
    own = name == part and not code.endswith("required")
    return (name in dead and not own) or sections.get(name) in dead


def _all_dead(sections: dict[str, str], dead: set[str]) -> bool:
    """A check of the file fails in silence when nothing is shown that it names."""
    return all(name in dead or section in dead for name, section in sections.items())


if __name__ == "__main__":
    found_all, missed_all = counted(range(int(sys.argv[1])))
    for bands, what in ((False, "conditions"), (True, "bands")):
        there, gone = found_all[bands], missed_all[bands]
        print(f"{what}: {there} found, {gone} missed, {100 * there / (there + gone):.0f}%")
