"""The HTTP of stored bytes: encodings, conditional requests, and the headers of every public answer."""

from collections.abc import Iterable
from functools import lru_cache

from afweging.foundation.web.security import HEADERS, PUBLIC_POLICY

from .reader import StoredPage
from .rendering import Variant

Headers = list[tuple[str, str]]

REASONS = {200: "200 OK", 302: "302 Found", 304: "304 Not Modified", 404: "404 Not Found", 410: "410 Gone"}
SECURITY: Headers = [*HEADERS.items(), ("Content-Security-Policy", PUBLIC_POLICY)]
# Kept by browsers and proxies, and asked again each time: an answer is never older than the register.
CACHING: Headers = [("Cache-Control", "public, no-cache"), ("Vary", "Accept-Encoding")]
OPEN_DATA: Headers = [
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag, Link"),
    ("Cross-Origin-Resource-Policy", "cross-origin"),
]


@lru_cache(maxsize=512)
def accepted(header: str) -> tuple[str, ...]:
    """The encodings that a client takes, the smallest first; `identity` is always among them."""
    wanted: dict[str, float] = {}
    for part in header.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        try:
            wanted[name.strip()] = float(parameters.partition("q=")[2] or 1) if parameters else 1.0
        except ValueError:
            wanted[name.strip()] = 0.0
    other = wanted.get("*", 0.0)
    return (*(name for name in ("br", "gzip") if wanted.get(name, other) > 0), "identity")


def choose(page: StoredPage, accept_encoding: str) -> Variant:
    """The variant of a page that suits the client best."""
    for encoding in accepted(accept_encoding):
        if encoding in page.bodies:
            return page.bodies[encoding]
    return page.bodies["identity"]


def unchanged(etag: str, if_none_match: str) -> bool:
    """Whether the client has these bytes already (weak comparison, RFC 9110 §13.1.2)."""
    if not if_none_match:
        return False
    if if_none_match.strip() == "*":
        return True
    return any(given.strip().removeprefix("W/") == etag for given in if_none_match.split(","))


def headers_of(page: StoredPage, variant: Variant, extra: Iterable[tuple[str, str]] = ()) -> Headers:
    """All headers of an answer with this variant."""
    headers = [
        ("Content-Type", page.content_type),
        ("Content-Length", str(len(variant.body))),
        ("ETag", variant.etag),
        *CACHING,
        *extra,
    ]
    if variant.encoding != "identity":
        headers.append(("Content-Encoding", variant.encoding))
    if page.location:
        headers.append(("Location", page.location))
    if page.address.startswith("/v1/"):
        replaced = {name for name, _ in OPEN_DATA}
        headers = [pair for pair in headers if pair[0] not in replaced] + OPEN_DATA
    return headers
