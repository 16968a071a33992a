"""What would change it: which other answers would show a question, lift an outcome, or move a score."""

from .model import Change, Step, Target
from .searching import ONE_STEPS, TWO_STEPS, what_would_change
from .telling import sentences

__all__ = ["ONE_STEPS", "TWO_STEPS", "Change", "Step", "Target", "sentences", "what_would_change"]
