"""What the publication room hands to the register: plain, public, frozen, JSON-able.

A record holds only what anyone may read. Officers and dissenters appear by role (Woo 5.1 lid 2 e), texts
are plain or Markdown and are sanitised when the page is made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Literal

from afweging.foundation.plain import ShapeInvalid, from_plain, to_plain

from .slugs import slug_of

Kind = Literal["algorithm", "data_sharing", "sensor", "data_collection", "profiling"]
Lifecycle = Literal["development", "in_use", "out_of_use"]
Category = Literal["A", "B", "C"]
WeighedState = Literal[
    "weighed_before", "weighed_after", "not_yet", "under_way", "rejected", "stopped", "none_needed"
]
Outcome = Literal[
    "approved",
    "approved_with_conditions",
    "rejected",
    "may_continue",
    "may_continue_provided",
    "stops_on",
    "pause_now",
]
ConditionState = Literal["met", "open", "overdue", "always", "waived"]
ReportStatus = Literal["valid", "superseded", "revoked"]

LIFECYCLE_OF: Mapping[str, Lifecycle] = {
    "In ontwikkeling": "development",
    "In gebruik": "in_use",
    "Buiten gebruik": "out_of_use",
}
CATEGORY_OF: Mapping[str, Category] = {
    "Hoog-risico AI-systeem": "A",
    "Impactvolle algoritmes": "B",
    "Overige algoritmes": "C",
}


@dataclass(frozen=True)
class Link:
    """A title with an address; the address may be missing for impact assessments."""

    title: str
    link: str | None = None


@dataclass(frozen=True)
class StandardFields:
    """The fields of publication standard 1.0 under the keys of its API (`publication-standard.md` §1.2)."""

    name: str
    description_short: str
    organization: str
    status: Literal["In ontwikkeling", "In gebruik", "Buiten gebruik"]
    contact_email: str
    publication_category: Literal["Hoog-risico AI-systeem", "Impactvolle algoritmes", "Overige algoritmes"]
    category: tuple[str, ...] = ()
    begin_date: str = ""
    end_date: str = ""
    website: str = ""
    url: str = ""
    goal: str = ""
    proportionality: str = ""
    human_intervention: str = ""
    risks: str = ""
    lawful_basis: str = ""
    lawful_basis_grouping: tuple[Link, ...] = ()
    process_index_url: str = ""
    impacttoetsen_grouping: tuple[Link, ...] = ()
    impacttoetsen: str = ""
    source_data: str = ""
    source_data_grouping: tuple[Link, ...] = ()
    methods_and_models: str = ""
    provider: str = ""
    publiccode: str = ""
    lang: Literal["nld"] = "nld"
    standard_version: Literal["1.0"] = "1.0"
    source_id: str = ""
    tags: str = ""


@dataclass(frozen=True)
class Weighed:
    """How far the weighing is. `month` is YYYY-MM: when it is planned, or when a decision is expected."""

    state: WeighedState
    month: str = ""
    note: str = ""


@dataclass(frozen=True)
class Decision:
    """What was decided, by which role, for which body, and why, in public words."""

    outcome: Outcome
    decided_on: date
    role: str
    body: str = ""
    reasons: str = ""
    deviation: str = ""
    ends_on: date | None = None


@dataclass(frozen=True)
class Condition:
    """One condition of the decision and how it stands; `reason` says why it was waived."""

    title: str
    state: ConditionState
    text: str = ""
    due: date | None = None
    note: str = ""
    reason: str = ""


@dataclass(frozen=True)
class Voice:
    """Somebody who disagreed, by role, in their own words, and what was answered."""

    who: str
    text: str
    on: date | None = None
    response: str = ""


@dataclass(frozen=True)
class Advice:
    """The public summary of an advice, as its adviser approved it."""

    role: str
    conclusion: Literal["positive", "with_remarks", "negative"]
    summary: str
    on: date | None = None
    response: str = ""


@dataclass(frozen=True)
class Judgement:
    """The conclusion of the privacy officer, before the decision."""

    conclusion: Literal["agreed", "agreed_provided", "not_agreed"]
    role: str = ""
    on: date | None = None
    summary: str = ""


@dataclass(frozen=True)
class WeighingRow:
    """One interest on the balance. `value` is the id of a public value, `value_name` its words."""

    interest: str
    side: Literal["benefit", "burden"]
    value: str
    value_name: str
    weight: Literal[1, 2, 3, 4, 5]
    certainty: Literal["proven", "likely", "unproven"]
    group: str = ""
    evidence: str = ""
    explanation: str = ""


@dataclass(frozen=True)
class Weighing:
    """Benefits and burdens side by side, never summed, and the strongest argument against."""

    rows: tuple[WeighingRow, ...] = ()
    counter_argument: str = ""


@dataclass(frozen=True)
class OptionCompared:
    """An alternative that was looked at, and what came of it."""

    title: str
    text: str = ""
    chosen: bool = False


@dataclass(frozen=True)
class Dilemma:
    """Values that pulled apart and the choice that was made between them."""

    title: str
    options: str = ""
    arguments_for: str = ""
    arguments_against: str = ""
    choice: str = ""
    decided_by: str = ""
    dissent: str = ""


@dataclass(frozen=True)
class RiskSummary:
    """What can go wrong, what is done about it, and whether that works."""

    harm: str
    measure: str = ""
    works: str = ""


@dataclass(frozen=True)
class HonestNumber:
    """A figure as it is read ("1.150", "9") and what it counts."""

    figure: str
    words: str


@dataclass(frozen=True)
class Block:
    """A piece of an answer. `html` is for rich text of the national standard; all kinds are sanitised."""

    text: str
    kind: Literal["text", "markdown", "html"] = "markdown"


@dataclass(frozen=True)
class Answer:
    """The answer to one of the fourteen questions of a resident (1..14)."""

    question: int
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Withheld:
    """Something not public, and the Woo ground for it (code such as 5.1.1.c, and its words)."""

    field: str
    ground: str
    ground_name: str
    note: str = ""


@dataclass(frozen=True)
class ReportLink:
    """The public report of this version."""

    code: str
    sha256: str
    size: int
    pages: int


@dataclass(frozen=True)
class VersionNote:
    """One line of the history."""

    version: int
    published_at: datetime
    reason: str


@dataclass(frozen=True)
class Door:
    """Where a resident goes: what happens there, and the link if there is one."""

    text: str = ""
    link: str = ""
    link_words: str = ""


@dataclass(frozen=True)
class Doors:
    """The four doors of question 13, and phone and counter beside them. Empty ones get the fixed words."""

    letter: str = ""
    objection: Door = Door()
    correction: Door = Door()
    complaint: Door = Door()
    question: Door = Door()
    phone: str = ""
    hours: str = ""
    counter: str = ""


@dataclass(frozen=True)
class Score:
    """A score with its band; the band's words stand beside the figure, never the figure alone."""

    id: str
    title: str
    value: float
    max: float
    band: str
    band_words: str


@dataclass(frozen=True)
class EntryRecord:
    """One version of the public face of a dossier."""

    number: str
    organisation: str
    version: int
    published_at: datetime
    change_reason: str
    kind: Kind
    fields: StandardFields
    weighed: Weighed
    slug: str = ""
    department: str = ""
    since: str = ""
    checked_on: date | None = None
    origin: Literal["assessment", "imported"] = "assessment"
    local: Mapping[str, str] = field(default_factory=dict)
    decision: Decision | None = None
    judgement: Judgement | None = None
    conditions: tuple[Condition, ...] = ()
    dissent: tuple[Voice, ...] = ()
    advice: tuple[Advice, ...] = ()
    weighing: Weighing = Weighing()
    options: tuple[OptionCompared, ...] = ()
    dilemmas: tuple[Dilemma, ...] = ()
    risks: tuple[RiskSummary, ...] = ()
    numbers: tuple[HonestNumber, ...] = ()
    answers: tuple[Answer, ...] = ()
    withheld: tuple[Withheld, ...] = ()
    scores: tuple[Score, ...] = ()
    report: ReportLink | None = None
    doors: Doors = Doors()
    history: tuple[VersionNote, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no page could bear. Raises ShapeInvalid."""
        if not (len(self.number) == 8 and self.number.isascii() and self.number.isdigit()):
            raise ShapeInvalid("record.number", "eight digits are expected")
        if self.version < 1:
            raise ShapeInvalid("record.version", "versions count from 1")
        if self.published_at.tzinfo is None:
            raise ShapeInvalid("record.published_at", "the time must say its zone")
        object.__setattr__(self, "slug", slug_of(self.slug or self.fields.name))

    @property
    def name(self) -> str:
        """The title on the page."""
        return self.fields.name

    @property
    def lifecycle(self) -> Lifecycle:
        """The status in the words of the code."""
        return LIFECYCLE_OF[self.fields.status]

    @property
    def category(self) -> Category:
        """A, B or C, from the publication category."""
        return CATEGORY_OF[self.fields.publication_category]

    @property
    def overdue(self) -> tuple[Condition, ...]:
        """The conditions whose date has passed."""
        return tuple(condition for condition in self.conditions if condition.state == "overdue")

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values; `from_json` gives the same record back."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, value: object) -> "EntryRecord":
        """The record in `value`. Raises ShapeInvalid, which names the place."""
        return from_plain(cls, value)

    def with_report(self, report: ReportLink | None) -> "EntryRecord":
        """The same record with this report on it."""
        return replace(self, report=report)


@dataclass(frozen=True)
class PublicReport:
    """The sealed public report of a version: what `/controleren` knows of it, and its bytes."""

    code: str
    sha256: str
    pdf: bytes
    pages: int
    issued_at: datetime
    decided_on: date | None = None
    decision_words: str = ""


@dataclass(frozen=True)
class IssuedReport:
    """An issued report, public or internal. Internal ones have no bytes here, and may have no entry."""

    code: str
    sha256: str
    organisation: str
    version: int
    issued_at: datetime
    number: str | None = None
    latest: bool = True
    status: ReportStatus = "valid"
    decided_on: date | None = None
    decision_words: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, value: object) -> "IssuedReport":
        """The report in `value`. Raises ShapeInvalid."""
        return from_plain(cls, value, "report")


@dataclass(frozen=True)
class Organisation:
    """Who publishes: name, contact and look. `external` ones came in by an import."""

    code: str
    name: str
    kind: str = "gemeente"
    external: bool = False
    phone: str = ""
    hours: str = ""
    email: str = ""
    counter: str = ""
    website: str = ""
    objection_address: str = ""
    colour: str = ""
    note: str = ""

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, value: object) -> "Organisation":
        """The organisation in `value`. Raises ShapeInvalid."""
        return from_plain(cls, value, "organisation")


@dataclass(frozen=True)
class LedgerHead:
    """The head of an organisation's chain on a moment, as published."""

    chain: str
    sequence: int
    hash: str
    at: datetime

    def to_json(self) -> dict[str, Any]:
        """Plain JSON values."""
        plain: dict[str, Any] = to_plain(self)
        return plain

    @classmethod
    def from_json(cls, value: object) -> "LedgerHead":
        """The head in `value`. Raises ShapeInvalid."""
        return from_plain(cls, value, "head")


@dataclass(frozen=True)
class Tombstone:
    """What stands at the address of an entry that was taken away."""

    number: str
    retracted_at: datetime
    reason: str
