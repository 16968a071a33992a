"""One chain of events per organisation: who did what, when, in an order that cannot be rewritten unseen."""

from afweging.foundation.ledger.operations import append
from afweging.foundation.ledger.verification import (
    Break,
    Head,
    anchor,
    head_of,
    heads,
    implied_by,
    read_heads,
    verify,
)

__all__ = ["Break", "Head", "anchor", "append", "head_of", "heads", "implied_by", "read_heads", "verify"]
