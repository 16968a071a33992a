"""The editor of questionnaires under `/beheer/vragenlijsten`: one module per thing that is done."""

from importlib import import_module

from afweging.case.authoring.views.common import blueprint

MODULES = (
    "listing", "starting", "drafts", "editing", "moving", "publishing", "trying", "comparing", "upgrading",
    "importing",
)  # fmt: skip

for _name in MODULES:
    import_module(f"afweging.case.authoring.views.{_name}")

__all__ = ["blueprint"]
