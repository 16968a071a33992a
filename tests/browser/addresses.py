"""Every address of the program, with everything the demonstration has to show at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from werkzeug.routing import Rule

from afweging.case.dossier.models import Answer, Assessment, Dossier, EvidenceFile
from afweging.case.library import queries as library
from afweging.case.publication.models import Entry, Publication
from afweging.case.report.models import Report
from afweging.foundation.database import Session
from afweging.foundation.identity.models import Organisation, Person

# No page of their own: they send on, answer programs, or send files.
NOT_PAGES = {"static", "health", "identity.switch_language"}
Filling = Mapping[str, object]
