"""What ships deserves no warning: everything can be reached, read, and told apart."""

from pathlib import Path

import pytest

from afweging.questionnaire import read_file
from afweging.questionnaire.health import health, variant_places
from afweging.questionnaire.variants import read_variant, resolve

FOLDER = Path(__file__).parents[2] / "questionnaires"
FILES = {path.name: read_file(path) for path in sorted(FOLDER.glob("*.yaml"))}


@pytest.mark.parametrize("name", FILES)
def test_a_questionnaire_that_ships_is_in_good_health(name: str) -> None:
    others = [file for other, file in FILES.items() if other != name]
    assert health(FILES[name], others=others) == []


@pytest.mark.parametrize("path", sorted((FOLDER / "variants").glob("*.yaml")), ids=lambda path: path.stem)
def test_a_variant_that_ships_is_in_good_health(path: Path) -> None:
    variant = read_variant(path.read_bytes(), path.name)
    base = next(file for file in FILES.values() if file.id == variant.extends.id)
    found = resolve(base, variant).questionnaire
    warnings = health(found, others=FILES.values(), places=variant_places(variant), base=base)
    assert list(map(str, warnings)) == []
