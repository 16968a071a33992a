"""The worker's handle on the renderer: a warm child lays out and writes, the worker itself seals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from afweging.foundation import seal
from afweging.foundation.confinement import Confined, ConfinedError, Limits
from afweging.foundation.pdf.job import RenderJob, Stage

LIMITS = Limits(memory=1536, seconds=120.0, idle=900.0, jobs=100)
Progress = Callable[[Stage, int], None]
_NOTHING = RenderJob("<title>-</title>", "-", "nl", b"-", datetime(2000, 1, 1, tzinfo=UTC), ())
_WORK = "afweging.foundation.pdf.work"


class RenderingFailed(Exception):
    """No document came out. `code`: `failed` (the document is not as it must be), `limit`, `crashed`,
    `busy`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Renderer:
    """Renders documents one after another in a limited child, which survives jobs and is replaced when it
    breaks.

    `static` is the folder with our stylesheets and fonts: the only files that a document can reach.
    The seal is put on in this process, since the child has neither the key nor a network for time-stamping.
    """

    def __init__(self, static: Path, limits: Limits = LIMITS) -> None:
        self._static = static
        self._confined = Confined(_WORK, limits)

    def __enter__(self) -> Self:
        """Give the renderer; its child starts with the first job or with `warm`."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the child."""
        self.close()

    @property
    def pid(self) -> int | None:
        """The process id of the child that lives now."""
        return self._confined.pid

    def warm(self) -> None:
        """Start the child with our fonts loaded, so that the first document need not wait."""
        self.render(_NOTHING)

    def render(self, job: RenderJob, progress: Progress | None = None) -> bytes:
        """The finished file. `progress` gets each stage with a number: the page in hand, else how many there
        are.

        Raises `RenderingFailed`, and `SealUnusable` when the key cannot be opened.
        """
        tell = progress or _nobody
        message = job.as_message()
        message.fields["static"] = str(self._static)
        try:
            reply = self._confined.run(message, lambda told: tell(Stage(told["stage"]), told["number"]))
        except ConfinedError as error:
            raise RenderingFailed(error.code, error.message) from error
        pdf = reply.blobs[0]
        if job.seal is None:
            return pdf
        tell(Stage.SEALING, reply.fields["pages"])
        order = job.seal
        return seal.sign(pdf, order.seal, reason=order.reason, now=order.now, tsa_url=order.tsa_url)

    def close(self) -> None:
        """Stop the child; a later job starts another."""
        self._confined.close()


def _nobody(stage: Stage, number: int) -> None:
    pass
