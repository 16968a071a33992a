"""The file store: bytes by their SHA-256, in a folder of the installation.

What is stored is never changed, so storing the same bytes twice is storing them once, and a file may be
written before the transaction that names it: an orphan does no harm, a missing file would.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FolderStore:
    """Files under `root`, two levels deep by their first signs."""

    root: Path

    def put(self, data: bytes) -> str:
        """Store the bytes durably and return their SHA-256 in hexadecimal."""
        sha256 = hashlib.sha256(data).hexdigest()
        path = self.path(sha256)
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle, temporary = tempfile.mkstemp(dir=path.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(path)
        return sha256

    def get(self, sha256: str) -> bytes:
        """Return the bytes. Raises FileNotFoundError when they are not there."""
        return self.path(sha256).read_bytes()

    def path(self, sha256: str) -> Path:
        """Return where the bytes with this SHA-256 are, or would be."""
        return self.root / sha256[:2] / sha256[2:4] / sha256
