"""A seal says of a file: ours, whole. These tests say when it must not."""

from __future__ import annotations

import random
import re
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.validation import EmbeddedPdfSignature

from afweging.foundation.confinement import Limits
from afweging.foundation.seal import (
    Reason,
    Seal,
    SealUnusable,
    Verdict,
    Verifier,
    ensure_seal,
    make_keys,
    organisation_seal,
    sign,
    trust_roots,
    verify,
)
from tests.foundation.trust_services import authority, bought_seal
from tests.tools import pdf as judge

NOW = datetime(2026, 6, 10, 12, 5, tzinfo=UTC)
LATER = NOW + timedelta(days=400)


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("instance") / "keys"
    make_keys(folder, "gm9990", "Gemeente Vlierwoude", now=NOW)
    return folder


@pytest.fixture(scope="module")
def roots(keys: Path) -> tuple[bytes, ...]:
    return trust_roots(keys)


@pytest.fixture(scope="module")
def plain() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].Contents = pdf.make_stream(b"0 0 1 rg 50 50 100 100 re f")
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


@pytest.fixture(scope="module")
def sealed(plain: bytes, keys: Path) -> bytes:
    return sign(plain, organisation_seal(keys, "gm9990"), reason="Organisatiezegel", now=NOW)


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    with Verifier() as one:
        yield one


def revised(pdf: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with one more revision, made as an attacker with any PDF library would."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    change(writer)
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def edit_page(writer: IncrementalPdfFileWriter) -> None:
    page = writer.root["/Pages"]["/Kids"][0]
    paint = generic.StreamObject(stream_data=b"1 0 0 rg 90 90 99 99 re f")
    page["/Contents"] = generic.ArrayObject([page.raw_get("/Contents"), writer.add_object(paint)])
    writer.update_container(page)


def edit_catalog(writer: IncrementalPdfFileWriter) -> None:
    writer.root["/PageMode"] = generic.NameObject("/FullScreen")
    writer.update_root()


def test_a_sealed_file_is_genuine(sealed: bytes, roots: tuple[bytes, ...]) -> None:
    verdict = verify(sealed, roots, now=LATER)
    assert verdict == Verdict(
        is_pdf=True,
        signed=True,
        intact=True,
        trusted=True,
        whole=True,
        signer="Gemeente Vlierwoude, zegel",
        organisation="Gemeente Vlierwoude",
        time=NOW,
    )
    assert verdict.genuine


def test_poppler_agrees(sealed: bytes) -> None:
    judge.assert_pdfsig_valid(sealed)


def test_sealing_only_appends(plain: bytes, sealed: bytes) -> None:
    assert sealed.startswith(plain)


def test_no_flipped_bit_passes_anywhere_in_the_file(sealed: bytes, roots: tuple[bytes, ...]) -> None:
    chance = random.Random(9990)
    start, end = hole(sealed)
    places = set(chance.sample(range(len(sealed)), 250)) | set(range(start, end, 7)) | {start, end - 1}
    passed = []
    for place in sorted(places):
        forged = bytearray(sealed)
        forged[place] ^= 1 << chance.randrange(8)
        if verify(bytes(forged), roots, now=NOW).genuine:
            passed.append(place)
    assert passed == []


def test_a_turned_bit_is_a_change_and_says_nothing_of_the_signer(
    sealed: bytes, roots: tuple[bytes, ...]
) -> None:
    forged = bytearray(sealed)
    forged[sealed.index(b"stream") + 20] ^= 1
    assert verify(bytes(forged), roots, now=NOW).reasons == (Reason.CHANGED,)


def test_the_same_signature_written_differently_does_not_pass(
    sealed: bytes, roots: tuple[bytes, ...]
) -> None:
    start, end = hole(sealed)
    one_letter = next(place for place in range(start, end) if sealed[place] in b"ABCDEF")
    forged = bytearray(sealed)
    forged[one_letter] ^= 0x20
    assert verify(bytes(forged), roots, now=NOW).reasons == (Reason.CHANGED,)


def hole(pdf: bytes) -> tuple[int, int]:
    numbers = re.findall(rb"/ByteRange *\[ *\d+ +(\d+) +(\d+)", pdf)[0]
    return int(numbers[0]), int(numbers[1])


@pytest.mark.parametrize("edit", [edit_page, edit_catalog])
def test_a_later_revision_is_called_out(
    sealed: bytes, roots: tuple[bytes, ...], edit: Callable[[IncrementalPdfFileWriter], None]
) -> None:
    verdict = verify(revised(sealed, edit), roots, now=NOW)
    assert (verdict.intact, verdict.trusted, verdict.whole) == (True, True, False)
    assert verdict.reasons == (Reason.CHANGED_AFTERWARDS,)
    assert not verdict.genuine


@pytest.mark.parametrize("tail", [b"\n", b"% niets\n", b"\0" * 10, b"%PDF-1.7\n%%EOF\n"])
def test_bytes_after_the_end_are_called_out(sealed: bytes, roots: tuple[bytes, ...], tail: bytes) -> None:
    verdict = verify(sealed + tail, roots, now=NOW)
    assert (verdict.intact, verdict.trusted, verdict.whole) == (True, True, False)
    assert verdict.reasons == (Reason.CHANGED_AFTERWARDS,)


def test_a_later_revision_is_never_compared(
    sealed: bytes, roots: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a report of twenty pages that takes longer than the verifier may."""

    def compare(*_: object) -> None:
        raise AssertionError("compared revisions")

    monkeypatch.setattr(EmbeddedPdfSignature, "evaluate_modifications", compare)
    assert verify(revised(sealed, edit_page), roots, now=NOW).reasons == (Reason.CHANGED_AFTERWARDS,)


def test_another_signer_is_named_but_not_trusted(
    plain: bytes, roots: tuple[bytes, ...], tmp_path: Path
) -> None:
    other = make_keys(tmp_path, "gm9990", "Gemeente Vlierwoude", now=NOW)
    verdict = verify(sign(plain, other, reason="Organisatiezegel", now=NOW), roots, now=NOW)
    assert (verdict.intact, verdict.whole, verdict.trusted) == (True, True, False)
    assert verdict.reasons == (Reason.UNKNOWN_SIGNER,)


def test_without_roots_nothing_is_trusted(sealed: bytes) -> None:
    assert verify(sealed, (), now=NOW).reasons == (Reason.UNKNOWN_SIGNER,)


def test_a_second_signature_on_top_does_not_pass(
    sealed: bytes, roots: tuple[bytes, ...], tmp_path: Path
) -> None:
    from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner

    from afweging.foundation.seal.signing import _signer

    other = make_keys(tmp_path, "anders", "Anders", now=NOW).open()
    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    writer.root["/Perms"] = generic.DictionaryObject()
    forged = PdfSigner(PdfSignatureMetadata(field_name="Tweede"), _signer(other))
    try:
        signed = forged.sign_pdf(writer).getvalue()
    except Exception:
        pytest.skip("pyHanko refuses to make this forgery")
    assert not verify(signed, roots, now=NOW).genuine


def test_an_expired_seal_says_so(sealed: bytes, roots: tuple[bytes, ...]) -> None:
    assert verify(sealed, roots, now=NOW + timedelta(days=3651)).reasons == (Reason.SEAL_EXPIRED,)


def broken(plain: bytes, sealed: bytes) -> dict[str, tuple[bytes, Reason]]:
    encrypted = BytesIO()
    with pikepdf.open(BytesIO(plain)) as pdf:
        pdf.save(encrypted, encryption=pikepdf.Encryption(owner="a", user="b"))
    return {
        "empty": (b"", Reason.NOT_A_PDF),
        "text": (b"Geachte heer, mevrouw" * 100, Reason.NOT_A_PDF),
        "zip": (b"PK\x03\x04" + b"\0" * 500, Reason.NOT_A_PDF),
        "only a header": (b"%PDF-1.7\n", Reason.DAMAGED),
        "half": (sealed[: len(sealed) // 2], Reason.DAMAGED),
        "without its end": (sealed[:-20], Reason.DAMAGED),
        "encrypted": (encrypted.getvalue(), Reason.ENCRYPTED),
        "unsigned": (plain, Reason.UNSIGNED),
        "circular": (plain.replace(b"/Type /Pages", b"/Kids 1 0 R  "), Reason.UNSIGNED),
        "noise": (b"%PDF-1.7\n" + random.Random(1).randbytes(5000), Reason.DAMAGED),
        "nested": (b"%PDF-1.7\n" + b"[" * 200_000 + b"\nstartxref\n9\n%%EOF", Reason.DAMAGED),
    }


CASES = [
    "empty",
    "text",
    "zip",
    "only a header",
    "half",
    "without its end",
    "encrypted",
    "unsigned",
    "circular",
]


@pytest.mark.parametrize("case", [*CASES, "noise", "nested"])
def test_what_cannot_be_checked_gets_a_verdict_with_its_reason(
    case: str, plain: bytes, sealed: bytes, roots: tuple[bytes, ...], verifier: Verifier
) -> None:
    data, reason = broken(plain, sealed)[case]
    at_arms_length = verifier.verify(data, roots, now=NOW)
    assert at_arms_length.reasons == (reason,)
    assert not at_arms_length.genuine and not at_arms_length.signed
    assert verify(data, roots, now=NOW) == at_arms_length


def test_the_verifier_says_the_same_as_verify(
    sealed: bytes, roots: tuple[bytes, ...], verifier: Verifier
) -> None:
    assert verifier.verify(sealed, roots, now=NOW) == verify(sealed, roots, now=NOW)
    edited = revised(sealed, edit_page)
    assert verifier.verify(edited, roots, now=NOW) == verify(edited, roots, now=NOW)


def test_a_file_over_the_limit_is_not_even_read(sealed: bytes, roots: tuple[bytes, ...]) -> None:
    with Verifier(largest=1000) as small:
        assert small.verify(sealed, roots, now=NOW).reasons == (Reason.TOO_LARGE,)


def test_a_file_that_asks_too_much_gets_a_verdict_and_the_next_one_works(
    sealed: bytes, roots: tuple[bytes, ...]
) -> None:
    bomb = b"%PDF-1.7\n" + b"x" * 30_000_000
    with Verifier(Limits(memory=128, seconds=20, idle=60)) as narrow:
        assert not narrow.verify(bomb, roots, now=NOW).genuine
        assert narrow.verify(sealed, roots, now=NOW).genuine


def test_a_time_stamp_proves_the_time_when_its_authority_is_trusted(
    plain: bytes, keys: Path, roots: tuple[bytes, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    stamper, its_root = authority(NOW)
    monkeypatch.setattr("afweging.foundation.seal.signing.HTTPTimeStamper", lambda _url: stamper)
    seal = organisation_seal(keys, "gm9990")
    stamped = sign(plain, seal, reason="Zegel", now=NOW, tsa_url="http://tsa.invalid/")
    trusting = verify(stamped, (*roots, its_root), now=NOW)
    assert trusting.genuine and trusting.time_is_proven
    doubting = verify(stamped, roots, now=NOW)
    assert doubting.genuine and not doubting.time_is_proven


def test_a_seal_from_the_settings_signs_and_stays_trusted(plain: bytes, tmp_path: Path) -> None:
    bought, passphrase = bought_seal(tmp_path)
    keys = tmp_path / "keys"
    seal = ensure_seal(keys, "gm1", "Gemeente Een", now=NOW, pkcs12=bought, passphrase_file=passphrase)
    signed = sign(plain, seal, reason="Organisatiezegel", now=NOW)
    ensure_seal(keys, "gm1", "Gemeente Een", now=NOW)
    verdict = verify(signed, trust_roots(keys), now=NOW)
    assert verdict.genuine
    assert verdict.signer == "Gemeente Een"
    judge.assert_pdfsig_valid(signed)


def test_keys_are_for_their_owner_only(keys: Path) -> None:
    folder = keys / "gm9990"
    assert {path.name for path in folder.iterdir()} == {
        "seal.p12",
        "authority.p12",
        "authority.pem",
        "passphrase",
    }
    assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in folder.iterdir())
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_making_keys_again_changes_nothing(keys: Path) -> None:
    before = {path: path.read_bytes() for path in (keys / "gm9990").iterdir()}
    make_keys(keys, "gm9990", "Een andere naam", now=LATER)
    assert {path: path.read_bytes() for path in (keys / "gm9990").iterdir()} == before
    assert [path.name for path in keys.iterdir()] == ["gm9990"]


@pytest.mark.parametrize("code", ["", "../x", "GM", "a/b", ".", "a" * 65])
def test_a_code_cannot_leave_the_folder(keys: Path, code: str) -> None:
    with pytest.raises(ValueError, match="organisation code"):
        make_keys(keys, code, "Naam", now=NOW)


def test_a_seal_that_cannot_be_opened_says_which(tmp_path: Path, keys: Path) -> None:
    wrong = tmp_path / "passphrase"
    wrong.write_text("fout")
    with pytest.raises(SealUnusable, match=r"seal\.p12"):
        Seal(keys / "gm9990" / "seal.p12", wrong).open()
    with pytest.raises(SealUnusable, match=r"niets\.p12"):
        Seal(tmp_path / "niets.p12", wrong).open()


def test_a_long_name_still_makes_a_certificate(tmp_path: Path) -> None:
    name = "Gemeenschappelijke regeling samenwerking belastingen en waardering onroerende zaken"
    assert make_keys(tmp_path, "gr1", name, now=NOW).open().certificate.subject


@pytest.mark.parametrize(
    "package",
    [
        "afweging.foundation.seal",
        "afweging.foundation.pdf",
        "afweging.case.report",
        "afweging.case.printing.press",
    ],
)
def test_importing_what_web_processes_import_loads_no_pdf_machinery(package: str) -> None:
    heavy = ("weasyprint", "pyhanko", "fontTools")
    program = f"import sys, {package}; print([n for n in sys.modules if n.split('.')[0] in {heavy}])"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"
