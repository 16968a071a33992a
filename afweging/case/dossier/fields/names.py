"""The names of inputs.

`a-<question>` holds an answer, `r-<question>` the revision that the writer saw, `v-<question>` the start of
the hash of the questionnaire in which the writer saw the question.
"""

from __future__ import annotations

UNKNOWN = "?unknown"
NOT_APPLICABLE = "?na"
"""Values among the options of a question; a question mark cannot stand in an option's id."""

STATES = {"unknown": "unknown", UNKNOWN: "unknown", "na": "not_applicable", NOT_APPLICABLE: "not_applicable"}
REQUEST_KEY = "request_key"
VERSION = "v-"


def answer_name(question_id: str) -> str:
    """Return the name of the input, or the start of the names of the inputs, of a question."""
    return f"a-{question_id}"


def revision_name(question_id: str) -> str:
    """Return the name of the hidden input that holds the revision the writer saw."""
    return f"r-{question_id}"


def version_name(question_id: str) -> str:
    """Return the name of the hidden input that says in which text the writer saw the question."""
    return f"{VERSION}{question_id}"


def version_mark(sha256: str) -> str:
    """Return what stands for a text in a form: enough of its hash to tell two apart."""
    return sha256[:12]


def cell_name(name: str, row: int, column: str) -> str:
    """Return the name of one cell of a row."""
    return f"{name}-{row}-{column}"


def element_id(question_id: str) -> str:
    """Return the id of the element round a question, for links from elsewhere."""
    return f"q-{question_id}"
