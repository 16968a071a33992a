"""The seal of an organisation: a P-256 key and its certificate, in a PKCS#12 file with a passphrase beside
it.

`<instance>/keys/<organisation code>/` holds `seal.p12` (what signs), `authority.p12` (what renews it),
`authority.pem` (what others trust; no secret) and `passphrase`. All are readable by their owner only. An
organisation with a certificate of a trust service names its own file in the settings instead.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import tempfile
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

AUTHORITY_DAYS = 20 * 365
SEAL_DAYS = 10 * 365
_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}", re.ASCII)


class SealUnusable(Exception):
    """The key file cannot be read or opened; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Seal:
    """Where a seal is kept. Nothing is read before it is used, so no key lives in memory between two uses."""

    pkcs12: Path
    passphrase_file: Path

    def open(self) -> OpenSeal:
        """Read key and certificates. Raises `SealUnusable`."""
        try:
            passphrase = self.passphrase_file.read_bytes().strip()
            content = pkcs12.load_pkcs12(self.pkcs12.read_bytes(), passphrase)
        except (OSError, ValueError) as error:
            raise SealUnusable(f"{self.pkcs12}: {error}") from error
        if content.key is None or content.cert is None:
            raise SealUnusable(f"{self.pkcs12}: holds no key with its certificate")
        others = tuple(entry.certificate for entry in content.additional_certs)
        return OpenSeal(content.key, content.cert.certificate, others)


@dataclass(frozen=True, slots=True)
class OpenSeal:
    """A private key, its certificate and the certificates above it."""

    key: object
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]

    @property
    def root(self) -> bytes:
        """The topmost certificate, in PEM: what a verifier must trust."""
        top = next((cert for cert in self.chain if cert.subject == cert.issuer), None)
        last = self.chain[-1] if self.chain else self.certificate
        return (top or last).public_bytes(serialization.Encoding.PEM)

    @property
    def expires(self) -> datetime:
        """The last moment at which this seal may be used, in UTC."""
        return self.certificate.not_valid_after_utc


def organisation_seal(keys: Path, code: str) -> Seal:
    """The self-made seal of one organisation, by its code, for example `gm9990`."""
    folder = _folder(keys, code)
    return Seal(folder / "seal.p12", folder / "passphrase")


def make_keys(keys: Path, code: str, organisation: str, *, now: datetime) -> Seal:
    """Make key, authority and certificate of an organisation; what is there already stays as it is.

    The folder appears whole or not at all, so a process killed half-way leaves nothing half-made.
    """
    folder = _folder(keys, code)
    if not folder.exists():
        keys.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".new-", dir=keys))
        try:
            _write_all(draft, organisation, now)
            draft.rename(folder)
        except OSError:
            if not folder.exists():
                raise
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return organisation_seal(keys, code)


def trust_roots(keys: Path) -> tuple[bytes, ...]:
    """The certificates (PEM) of all organisations with a self-made seal: what `verify` trusts."""
    return tuple(path.read_bytes() for path in sorted(keys.glob("*/authority.pem")))


def _folder(keys: Path, code: str) -> Path:
    if not _CODE.fullmatch(code):
        raise ValueError(f"not an organisation code: {code!r}")
    return keys / code


def _write_all(folder: Path, organisation: str, now: datetime) -> None:
    authority_key, seal_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    authority = _certificate(f"{organisation}, afweging", organisation, authority_key, None, now)
    seal = _certificate(f"{organisation}, zegel", organisation, seal_key, (authority, authority_key), now)
    passphrase = secrets.token_urlsafe(32).encode()
    locked = serialization.BestAvailableEncryption(passphrase)
    _write(folder / "passphrase", passphrase + b"\n")
    _write(folder / "authority.pem", authority.public_bytes(serialization.Encoding.PEM))
    bundle = pkcs12.serialize_key_and_certificates
    _write(folder / "authority.p12", bundle(b"authority", authority_key, authority, None, locked))
    _write(folder / "seal.p12", bundle(b"seal", seal_key, seal, [authority], locked))


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _certificate(
    name: str,
    organisation: str,
    key: ec.EllipticCurvePrivateKey,
    issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None,
    now: datetime,
) -> x509.Certificate:
    """One certificate: an authority when nobody issues it, else a seal (signs documents, nothing else)."""
    is_authority = issuer is None
    subject = _name(organisation, name)
    issuing_key = issuer[1] if issuer else key
    days = AUTHORITY_DAYS if is_authority else SEAL_DAYS
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer[0].subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.BasicConstraints(is_authority, 0 if is_authority else None), True)
        .add_extension(_usage(is_authority), True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuing_key.public_key()), False)
    )
    return builder.sign(issuing_key, hashes.SHA256())


def _name(organisation: str, name: str) -> x509.Name:
    """X.520 allows 64 characters in each of these fields."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "NL"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation[:64]),
            x509.NameAttribute(NameOID.COMMON_NAME, name[:64]),
        ]
    )


def _usage(is_authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not is_authority,
        content_commitment=not is_authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=is_authority,
        crl_sign=is_authority,
        encipher_only=False,
        decipher_only=False,
    )
