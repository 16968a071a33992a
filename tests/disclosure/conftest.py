"""The same dossiers as those of the publication room."""

from tests.publication.conftest import played_instance, stage

__all__ = ["played_instance", "stage"]
