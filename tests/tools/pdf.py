"""Assertions on PDF files, each by somebody else's reader."""

from __future__ import annotations

import re
import subprocess
import tempfile
from importlib.util import find_spec

from tests.tools import verapdf
from tests.tools.need import missing, program

PROFILES = ("3a", "ua1")


def assert_pdf_a3a_ua1(pdf: bytes) -> None:
    """Both veraPDF and page-validation find nothing against PDF/A-3a and PDF/UA-1."""
    found = {f"page-validation {profile}": second_opinion(pdf, profile) for profile in PROFILES}
    found |= {f"veraPDF {profile}": verapdf.failures(pdf, profile) for profile in PROFILES}
    broken = {who: what for who, what in found.items() if what}
    assert not broken, broken


def second_opinion(pdf: bytes, profile: str) -> list[str]:
    """What page-validation, written in Rust and independent of veraPDF, has against a file."""
    if find_spec("page") is None:
        missing("page-validation (pip)")
    import page

    result = page.validate_pdf_bytes(pdf, profile=profile)
    return [] if result.is_compliant else [str(failure) for failure in result.failures]


def pdfsig(pdf: bytes) -> list[str]:
    """Poppler's word on each signature: "Signature is Valid." and whether all of the file is signed."""
    report = _poppler("pdfsig", "-nocert", pdf=pdf)
    return re.findall(
        r"(?:Signature Validation: (?:.*)|Total document signed|Not total document signed)", report
    )


def assert_pdfsig_valid(pdf: bytes) -> None:
    assert pdfsig(pdf) == ["Total document signed", "Signature Validation: Signature is Valid."]


def text(pdf: bytes) -> str:
    return _poppler("pdftotext", "-layout", pdf=pdf, after=("-",))


def fonts(pdf: bytes) -> str:
    return _poppler("pdffonts", pdf=pdf)


def structure(pdf: bytes) -> str:
    """The tree that a screen reader walks."""
    return _poppler("pdfinfo", "-struct", pdf=pdf)


def _poppler(name: str, *options: str, pdf: bytes, after: tuple[str, ...] = ()) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = [program(name), *options, file.name, *after]
        return subprocess.run(command, capture_output=True, text=True, timeout=60).stdout
