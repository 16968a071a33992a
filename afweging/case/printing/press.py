"""The press of a web process: one confined child that prints, and the last few papers that came from it.

Web processes import no renderer. A paper follows from its text, language and program alone, so the same one
need not be printed twice; the larger ones take seconds.
"""

from __future__ import annotations

import atexit
import datetime as dt
import threading
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path

from flask_babel import gettext as _

from afweging import resources
from afweging.case.printing.language import language
from afweging.case.printing.making import Paper, make, render_job
from afweging.case.printing.sheet import Sheet
from afweging.foundation.confinement import Limits
from afweging.foundation.errors import WrongState
from afweging.foundation.pdf import Renderer, RenderingFailed
from afweging.questionnaire import Questionnaire
from afweging.questionnaire.stewards import Steward
from afweging.questionnaire.variants import Resolved

LIMITS = Limits(memory=1536, seconds=120.0, idle=120.0, jobs=50)
PATIENCE = 20.0
"""Seconds that one waits for the paper of somebody else: a thread that waits answers nobody."""
MOST_KEPT = 12


def printed(
    text: Questionnaire | Resolved,
    *,
    lang: str,
    now: dt.datetime,
    line: tuple[Steward, ...] | None = None,
    is_draft: bool = False,
) -> Paper:
    """Return a questionnaire as a PDF to download, in `lang`; a draft that reads without errors will do.

    `line` is who answers for it and for all that it extends (`library.queries.lineage`). Of a draft
    every page says that it is one. Raises WrongState, with words for people, when others are printing or when
    it cannot be printed at all.
    """
    sheet = replace(Sheet.of(text, language(lang), line), is_draft=is_draft)
    return _press().print(sheet, now)


class Press:
    """Prints one paper at a time, and remembers the last `MOST_KEPT`."""

    def __init__(self, static: Path, limits: Limits = LIMITS, patience: float = PATIENCE) -> None:
        self._renderer = Renderer(static, limits)
        self._patience = patience
        self._kept: OrderedDict[bytes, Paper] = OrderedDict()
        self._at_work = threading.Lock()

    def print(self, sheet: Sheet, now: dt.datetime) -> Paper:
        """Return the paper of a sheet. Raises WrongState."""
        job = render_job(sheet, now)
        if (found := self._kept.get(job.identifier)) is not None:
            return found
        if not self._at_work.acquire(timeout=self._patience):
            raise _unprinted("busy")
        try:
            meanwhile = self._kept.get(job.identifier)  # the one before us may have wanted the same
            return meanwhile or self._remember(job.identifier, make(self._renderer, sheet, job))
        except RenderingFailed as error:
            raise _unprinted(error.code) from error
        finally:
            self._at_work.release()

    def close(self) -> None:
        """Stop the child."""
        self._renderer.close()

    def _remember(self, identifier: bytes, paper: Paper) -> Paper:
        self._kept[identifier] = paper
        while len(self._kept) > MOST_KEPT:
            self._kept.popitem(last=False)
        return paper


def _unprinted(code: str) -> WrongState:
    words = {
        "busy": _("Er wordt al een vragenlijst afgedrukt. Probeer het over een minuut opnieuw."),
        "limit": _("Deze vragenlijst is te groot om in één keer af te drukken."),
        "failed": _(
            "Iets in deze vragenlijst past niet in een toegankelijk document. Meld dit de beheerder."
        ),
        "crashed": _("Het afdrukken lukte niet. Probeer het opnieuw."),
    }
    return WrongState(f"printing_{code}", words[code])


_PRESSES: dict[Path, Press] = {}


def _press() -> Press:
    """Return this process's press. Its child starts with the first paper, and stops when it has been idle."""
    static = resources.static()
    if static not in _PRESSES:
        _PRESSES[static] = Press(static)
        atexit.register(_PRESSES[static].close)
    return _PRESSES[static]
