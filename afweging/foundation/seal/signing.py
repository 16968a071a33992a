"""Putting the seal on a finished PDF. The only module, with `checking`, that imports pyHanko."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.timestamps import HTTPTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore

from afweging.foundation.seal.keys import OpenSeal

FIELD = "Zegel"
# An invisible field is legal in both PDF/A-3 and PDF/UA-1 only when it lies outside the page.
_OUTSIDE = InvisSigSettings(box_out_of_bounds=True)


def sign_pdf(pdf: bytes, seal: OpenSeal, *, reason: str, now: datetime, tsa_url: str | None) -> bytes:
    """The same document with a PAdES certification signature as its last revision: nothing may change after
    it.

    B-B without and B-T with a time-stamping authority. Raises what pyHanko raises when the input is not a
    PDF.
    """
    metadata = PdfSignatureMetadata(
        field_name=FIELD,
        subfilter=SigSeedSubFilter.PADES,
        md_algorithm="sha256",
        reason=reason,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    field = SigFieldSpec(FIELD, invis_sig_settings=_OUTSIDE, readable_field_name=reason)
    timestamper = HTTPTimeStamper(tsa_url) if tsa_url else None
    sealer = _Sealer(metadata, _signer(seal), timestamper=timestamper, new_field_spec=field)
    sealer.moment = now
    signed: bytes = sealer.sign_pdf(_Writer(io.BytesIO(pdf))).getvalue()
    return signed


class _Writer(IncrementalPdfFileWriter):
    """pyHanko would rewrite our XMP with every revision, in a form that one of our two validators rejects."""

    def _update_meta(self) -> None:
        pass


class _Sealer(PdfSigner):
    """A signer whose clock is given."""

    moment: datetime

    def init_signing_session(self, *args: Any, **kwargs: Any) -> Any:
        session = super().init_signing_session(*args, **kwargs)
        session.system_time = self.moment
        return session


class _KeySigner(SimpleSigner):
    """SimpleSigner parses and checks the private key for every signature; for RSA that costs 0.3 s."""

    private_key: Any

    def sign_raw(self, data: bytes, digest_algorithm: str) -> bytes:
        if isinstance(self.private_key, ec.EllipticCurvePrivateKey):
            return self.private_key.sign(data, ec.ECDSA(hashes.SHA256()))
        raw: bytes = super().sign_raw(data, digest_algorithm)
        return raw


def _signer(seal: OpenSeal) -> _KeySigner:
    """The root is left out of the signature: who verifies has it, and unsigned bytes in a file prove
    nothing."""
    intermediates = [_asn1(cert) for cert in seal.chain if cert.subject != cert.issuer]
    private: Any = seal.key
    der = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = _KeySigner(
        signing_cert=_asn1(seal.certificate),
        signing_key=asn1_keys.PrivateKeyInfo.load(der),
        cert_registry=_store(intermediates),
        embed_roots=False,
    )
    signer.private_key = private
    return signer


def _asn1(certificate: Any) -> asn1_x509.Certificate:
    return asn1_x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER))


def _store(certificates: list[asn1_x509.Certificate]) -> SimpleCertificateStore:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # pyHanko leaves it untyped
    store.register_multiple(certificates)
    return store
