"""The report as HTML: chapters chosen by what the told case holds, words in its own language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from afweging.case.report import drawings, rows, sentences
from afweging.case.report.document import CaseDocument, InterestTold, SectionTold
from afweging.case.report.operations import printed
from afweging.foundation.web.dates import datum

TEMPLATE = "report/case.html"
ALTERNATIVES = "alternatieven"
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Issue:
    """What a report bears that is not of the case: its code, number, and where it is checked.

    A copy that was never issued has no code and is version 0.
    """

    code: str
    version: int
    check_url: str
    content_sha256: str

    @property
    def printed_code(self) -> str:
        """Return the code as people type it."""
        return printed(self.code)

    @property
    def check_place(self) -> str:
        """Return the address as people read it."""
        parts = urlsplit(self.check_url)
        return f"{parts.netloc}{parts.path}"

    @property
    def code_url(self) -> str:
        """Return the address in the QR code, which brings the report's own code along."""
        return f"{self.check_url}?code={self.printed_code}"


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: `template` is a file in `report/chapters/`. `run`: goes on where the last one ended."""

    id: str
    number: str
    heading: str
    template: str
    run: bool = False
    section: SectionTold | None = None


def report_html(told: CaseDocument, issue: Issue) -> str:
    """Return the whole document. Needs an app, no request."""
    with force_locale(told.language):
        template = current_app.jinja_env.get_template(TEMPLATE)
        return template.render(
            language=told.language,
            title=told.dossier.name,
            organisation=told.organisation.name,
            foot=f"{told.organisation.name}, {datum(told.told_at)}",
            description=sentences.decision_sentence(told),
            theme=_theme(told.organisation.colour),
            mark=_mark(told),
            on_screen=False,
            told=told,
            issue=issue,
            public=told.audience == "public",
            chapters=tuple(chapters(told)),
            say=sentences,
            draw=drawings,
            alternatives=told.answer(ALTERNATIVES),
            groups=_by_value(told),
            tell=rows,
        )


def chapters(told: CaseDocument) -> Iterator[Chapter]:
    """Give the chapters in their order, numbered; those with nothing to tell are left out."""
    every = (*_opening(told), *_answers(told), *_closing(told))
    for place, wanted in enumerate(every, start=1):
        id_, heading, template, run, section = wanted
        yield Chapter(id_, str(place), heading, template, run, section)


Wanted = tuple[str, str, str, bool, SectionTold | None]


def _opening(told: CaseDocument) -> Iterator[Wanted]:
    yield "samenvatting", _("Samenvatting"), "summary", False, None
    if told.interests or told.dilemmas or told.counter_argument:
        yield "weging", _("De weging"), "weighing", False, None


def _answers(told: CaseDocument) -> Iterator[Wanted]:
    for place, section in enumerate(told.sections):
        heading = _("Antwoorden: %(section)s", section=section.title)
        yield f"onderdeel-{section.id}", heading, "answers", place > 0, section


# What a closing chapter needs in order to be there; they run on, one after another.
def _has_risks(told: CaseDocument) -> bool:
    return bool(drawings.risk_rows(told))


def _has_review(told: CaseDocument) -> bool:
    found = any(section.finding for section in told.sections)
    return bool(found or told.finding or any(advice.text for advice in told.advice))


def _has_decision(told: CaseDocument) -> bool:
    return bool(told.judgement or told.decision)


_CLOSING: tuple[tuple[str, Callable[[], str], str, bool, Callable[[CaseDocument], bool]], ...] = (
    ("risicos", lambda: _("Risico’s"), "risks", True, _has_risks),
    ("bevindingen", lambda: _("Bevindingen en adviezen"), "findings", True, _has_review),
    ("besluit", lambda: _("Oordeel en besluit"), "decision", True, _has_decision),
    ("voorwaarden", lambda: _("Voorwaarden"), "conditions", True, lambda told: bool(told.conditions)),
    ("verloop", lambda: _("Wat er gebeurde"), "history", True, lambda told: bool(told.history)),
    ("niet-openbaar", lambda: _("Wat niet openbaar is, en waarom"), "withheld", True,
     lambda told: bool(told.withheld)),
    ("colofon", lambda: _("Colofon"), "colophon", True, lambda told: True),
)  # fmt: skip


def _closing(told: CaseDocument) -> Iterator[Wanted]:
    for id_, heading, template, run, has in _CLOSING:
        if has(told):
            yield id_, heading(), template, run, None


def _by_value(told: CaseDocument) -> dict[str, list[InterestTold]]:
    """Return the interests by the public value they belong to, as the picture groups them."""
    groups: dict[str, list[InterestTold]] = {}
    for row in told.interests:
        groups.setdefault(row.value_title, []).append(row)
    return groups


def _theme(colour: str) -> Markup:
    """Return the organisation's colour for page 1; it was tested for white letters when it was chosen."""
    if not _COLOUR.fullmatch(colour):
        return Markup("")
    return Markup("--afw-colour-primary-dark: {};").format(colour)


def _mark(told: CaseDocument) -> Markup | None:
    """Return the logo, cleaned when it was uploaded, with the words that a drawing must have."""
    logo = told.organisation.logo
    if not logo or "<svg" not in logo:
        return None
    if "<title" not in logo:
        title = Markup("<title>{}</title>").format(_("Beeldmerk van %(who)s", who=told.organisation.name))
        logo = re.sub(r"(<svg[^>]*>)", lambda found: found[1] + str(title), logo, count=1)
    return Markup('<span class="brand__mark">{}</span>').format(Markup(logo))
