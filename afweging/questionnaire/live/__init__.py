"""Evaluation that follows answers one by one, doing only the work that a change asks for.

A `Live` tells at any moment what `evaluate` would tell of the same answers. Changes can be taken back, the
last one first, so that “what if” costs no more than the change itself.
"""

from .live import Live

__all__ = ["Live"]
