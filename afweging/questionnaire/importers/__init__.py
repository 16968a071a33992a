"""Importers: questionnaires in other formats, made into format 1 with nothing lost in silence."""

from collections.abc import Mapping

from . import par, task_registry, xlsform
from .base import Imported, Importer, Note, NotImportable
from .settling import settled
from .surveyjs import PROFILES as OF_SURVEYJS
from .surveyjs import import_surveyjs

IMPORTERS: Mapping[str, Importer] = {
    "par": par.read,
    "surveyjs": import_surveyjs,
    "task-registry": task_registry.read,
    "xlsform": xlsform.read,
}
"""What `--from` may name → its importer."""

PROFILES: Mapping[str, tuple[str, ...]] = {"surveyjs": tuple(OF_SURVEYJS)}
"""Importer → the profiles that it knows."""


def import_bytes(data: bytes, name: str, kind: str, profile: str | None = None) -> Imported:
    """The file in format 1, and notes on what had no place in it; what comes out can be read.

    `name` is what errors call the file, `kind` one of IMPORTERS, `profile` one of its PROFILES. Raises
    NotImportable, and ValueError for another kind or profile.
    """
    if kind not in IMPORTERS or (profile is not None and profile not in PROFILES.get(kind, ())):
        raise ValueError(f"there is no importer {kind} with profile {profile}")
    return settled(IMPORTERS[kind](data, name, profile), name)


__all__ = ["IMPORTERS", "PROFILES", "Imported", "Importer", "NotImportable", "Note", "import_bytes"]
