"""The outbox and its worker: what must still happen is written with the change that made it necessary."""

from afweging.foundation.jobs.bell import ring_after_commit
from afweging.foundation.jobs.handlers import Job, Permanent, at_start, handler, known_kinds
from afweging.foundation.jobs.operations import enqueue
from afweging.foundation.jobs.queries import overview
from afweging.foundation.jobs.worker import Worker

__all__ = [
    "Job",
    "Permanent",
    "Worker",
    "at_start",
    "enqueue",
    "handler",
    "known_kinds",
    "overview",
    "ring_after_commit",
]
