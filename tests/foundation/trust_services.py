"""Trust services in this process: one that stamps times, one that sells a seal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def authority(now: datetime) -> tuple[DummyTimeStamper, bytes]:
    """A stamper whose clock stands at `now`, and the certificate (DER) to trust it by."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tijdstempeldienst")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1000))
        .add_extension(x509.BasicConstraints(True, None), True)
        .add_extension(x509.KeyUsage(True, False, False, False, False, True, False, False, False), True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True)
        .sign(key, hashes.SHA256())
    )
    der = certificate.public_bytes(serialization.Encoding.DER)
    private = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    stamper = DummyTimeStamper(
        asn1_x509.Certificate.load(der), asn1_keys.PrivateKeyInfo.load(private), fixed_dt=now
    )
    return stamper, der


def bought_seal(folder: Path) -> tuple[str, str]:
    """Paths of a PKCS#12 file with an RSA key under a root and an intermediate, and of its passphrase."""
    above = ec.generate_private_key(ec.SECP384R1())
    between = ec.generate_private_key(ec.SECP256R1())
    own = rsa.generate_private_key(65537, 2048)
    root = _issued("Wortel", above, "Wortel", above, is_authority=True)
    middle = _issued("Tussen", between, "Wortel", above, is_authority=True)
    seal = _issued("Gemeente Een", own, "Tussen", between, is_authority=False)
    secret = b"correct horse"
    locked = serialization.BestAvailableEncryption(secret)
    (folder / "seal.p12").write_bytes(
        pkcs12.serialize_key_and_certificates(b"seal", own, seal, [middle, root], locked)
    )
    (folder / "secret").write_bytes(secret)
    return str(folder / "seal.p12"), str(folder / "secret")


def _issued(name: str, key: Key, issuer: str, issuing: Key, *, is_authority: bool) -> x509.Certificate:
    signs = not is_authority
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]))
        .issuer_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, issuer)]))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2026, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2030, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(is_authority, None), True)
        .add_extension(
            x509.KeyUsage(signs, signs, False, False, False, is_authority, is_authority, False, False), True
        )
        .sign(issuing, hashes.SHA256())
    )
