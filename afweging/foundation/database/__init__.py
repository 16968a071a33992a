"""Engine, session, typed base and naming convention; the only importer of Flask-SQLAlchemy."""

from afweging.foundation.database.base import Base, Json, UtcDateTime, check_in, new_public_id
from afweging.foundation.database.prepared import Prepared
from afweging.foundation.database.session import Session, db, reading, writing

__all__ = [
    "Base",
    "Json",
    "Prepared",
    "Session",
    "UtcDateTime",
    "check_in",
    "db",
    "new_public_id",
    "reading",
    "writing",
]
