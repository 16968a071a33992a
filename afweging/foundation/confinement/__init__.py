"""Work in a child process with limits on memory, time and network."""

from afweging.foundation.confinement.parent import Confined, ConfinedError, Limits, Report
from afweging.foundation.confinement.wire import Message, Refusal

__all__ = ["Confined", "ConfinedError", "Limits", "Message", "Refusal", "Report"]
