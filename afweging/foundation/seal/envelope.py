"""The bytes that a PDF signature cannot cover: its own. Read strictly, so that no bit there changes unseen.

A signature sits as hexadecimal digits in a hole in the file. Readers forgive much in it: other digits' case,
bytes after its end, an issuer in capitals, algorithms listed but not used. None of that changes what was
signed; but a file that differs from ours in one bit is not ours, and we say so.
"""

from __future__ import annotations

import re
from typing import Any

from asn1crypto import cms

# One case of digits throughout: "aF" would hide a flipped bit.
_HEX = re.compile(rb"<(?:[0-9a-f]*|[0-9A-F]*)>")


def strictly_written(pdf: bytes, signature: Any) -> bool:
    """Whether the hole of this signature (pyHanko's) holds the one way of writing it, and nothing beside
    it."""
    start, length, end, rest = (int(number) for number in signature.byte_range)
    hole = pdf[start + length : end]
    if start != 0 or rest < 0 or not _HEX.fullmatch(hole):
        return False
    content = bytes.fromhex(hole[1:-1].decode("ascii"))
    message = cms.ContentInfo.load(content, strict=False)
    written = bytes(message.dump())
    nothing_after = not content[len(written) :].strip(b"\0")
    return nothing_after and written == _rewritten(written) and _says_no_more_than_needed(message)


def _rewritten(written: bytes) -> bytes:
    return bytes(cms.ContentInfo.load(written).dump(force=True))


def _says_no_more_than_needed(message: Any) -> bool:
    """What RFC 5652 leaves unsigned must follow from what is signed."""
    content = message["content"]
    signer = content["signer_infos"][0]
    issuer = signer["sid"].chosen["issuer"].dump()
    certificates = [entry.chosen for entry in content["certificates"]]
    extra = {attribute["type"].native for attribute in signer["unsigned_attrs"] or ()}
    return (
        content["version"].native == "v1"
        and signer["version"].native == "v1"
        and len(content["signer_infos"]) == 1
        and [one.dump() for one in content["digest_algorithms"]] == [signer["digest_algorithm"].dump()]
        and any(certificate.issuer.dump() == issuer for certificate in certificates)
        and extra <= {"signature_time_stamp_token"}
    )
