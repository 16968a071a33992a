"""Which seal signs now, and which roots are trusted: the settings win over the self-made keys."""

from __future__ import annotations

from datetime import datetime
from hashlib import sha256
from pathlib import Path

from afweging.foundation.seal.keys import Seal, make_keys


def ensure_seal(
    keys: Path,
    code: str,
    organisation: str,
    *,
    now: datetime,
    pkcs12: str = "",
    passphrase_file: str = "",
) -> Seal:
    """The seal of an organisation: the one from the settings, else its self-made one, made when absent.

    The root of a seal from the settings is kept among the trusted ones, also after another takes its place:
    reports that bear it stay ours. Raises `SealUnusable`.
    """
    if not pkcs12:
        return make_keys(keys, code, organisation, now=now)
    seal = Seal(Path(pkcs12), Path(passphrase_file))
    _remember(keys, seal.open().root)
    return seal


def _remember(keys: Path, root: bytes) -> None:
    """Write a root where `trust_roots` finds it, under its own hash, so that it is written only once."""
    place = keys / f"root-{sha256(root).hexdigest()[:16]}" / "authority.pem"
    if not place.exists():
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place.with_suffix(".new")
        draft.write_bytes(root)
        draft.chmod(0o600)
        draft.rename(place)
