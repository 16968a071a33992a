"""JSON log lines on standard error: names of events and numbers, never content and never a person."""

from __future__ import annotations

import json
import logging
import sys


def configure(level: str) -> None:
    """Send the program's log lines to standard error, as they are. Repeating it changes nothing."""
    root = logging.getLogger("afweging")
    root.setLevel(level.upper())
    if not root.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(logging.Formatter("%(message)s"))
        root.addHandler(handler)
        root.propagate = False


def event(name: str, **details: object) -> None:
    """Log something that happened, by a snake_case name. Details hold no content and no names of people."""
    logging.getLogger("afweging.event").info(
        json.dumps({"event": name, **details}, ensure_ascii=False, default=str)
    )


def failure(name: str, error: BaseException, **details: object) -> None:
    """Log an error with its trace as one JSON line; its own words stay out, since they may hold content."""
    frames = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        frames.append(f"{code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    logging.getLogger("afweging.event").error(
        json.dumps({"event": name, "error": type(error).__name__, "trace": frames, **details}, default=str)
    )
