"""Letting the collector of garbage wait while something large is made that will all be kept."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def undisturbed() -> Iterator[None]:
    """No collection within.

    A questionnaire that is read stays, all of it, and looking through it again and again while it grows took
    40 % of reading a large one. What is made is bounded by the size of a file. Threads may overlap: whichever
    found the collector switched on switches it on again.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
