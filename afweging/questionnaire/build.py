"""From readable values to the model, with the checks that need no rules.

Building goes on after an error, with something harmless in its place, so that all errors come out at once.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from .answers.patterns import Patterns
from .model import (
    Band,
    Check,
    Example,
    Hidden,
    Level,
    Option,
    Outcome,
    Owner,
    Points,
    Publish,
    Question,
    Questionnaire,
    Reference,
    Requirement,
    Requires,
    RiskClasses,
    Row,
    Score,
    Section,
    Term,
    Value,
    exact,
)
from .parts import PartRef
from .problems import Problems, shown
from .records import RECORD_COLUMNS
from .shape import Record, is_date, is_month
from .text import NO_TEXT, Text

MAX_QUESTIONS = 2_000
MAX_SCORES = 1_000
"""Scores, and outcomes: more than anyone needs, and few enough to follow how they build on one another."""

YES_NO = {"ja": Text({"nl": "Ja", "en": "Yes"}), "nee": Text({"nl": "Nee", "en": "No"})}

# A risk is a class of its own at severity 5, whatever its likelihood: that severity is never low.
DEFAULT_CLASSES = RiskClasses(
    levels=(
        Level("laag", Text({"nl": "Laag", "en": "Low"})),
        Level("midden", Text({"nl": "Midden", "en": "Medium"})),
        Level("hoog", Text({"nl": "Hoog", "en": "High"})),
        Level("zeer_hoog", Text({"nl": "Zeer hoog", "en": "Very high"})),
    ),
    grid=((1, 1, 1, 2, 3), (1, 1, 2, 2, 3), (1, 2, 2, 3, 4), (1, 2, 3, 3, 4), (2, 2, 3, 4, 4)),
)


class Names:
    """The ids of one kind; notes those that are used twice, and gives a stand-in where one is missing."""

    def __init__(self, problems: Problems, what: str) -> None:
        self.problems = problems
        self.what = what
        self.lines: dict[str, int] = {}

    def take(self, record: Record) -> str:
        """The id of a record, or a stand-in that no file can write."""
        name = record.get("id")
        if name is None:
            return f"?{record.node.mark.line}:{record.node.mark.column}"
        mark = record.mark("id")
        if name in self.lines:
            message = (
                f"the id {shown(name)} is used twice among the {self.what} (first on line {self.lines[name]})"
            )
            self.problems.add(mark, message)
            return f"?{mark.line}:{mark.column}"
        self.lines[name] = mark.line
        return str(name)


class Builder:
    """Builds one questionnaire."""

    def __init__(self, problems: Problems, language: str) -> None:
        self.problems = problems
        self.language = language
        self.names = Names(problems, "sections and questions")
        self.value_ids: dict[str, bool] = {}
        """Every value, and whether it is shown."""
        self.classes: RiskClasses | None = None
        self.count = 0
        self.hidden: list[Hidden] = []
        self.patterns = Patterns()

    def questionnaire(self, data: Record, canonical: bytes, sha256: str) -> Questionnaire:
        """The whole file, not compiled yet."""
        values = self._named(data, "values", "values", _value, "value")
        self.value_ids = {value.id: True for value in values}
        self.value_ids |= {hidden.ref.id: False for hidden in self.hidden}
        self.classes = self._classes(data)
        made = [self._section(section) for section in data.get("sections", ())]
        sections = self._shown(data, "sections", "section", made)
        if self.count > MAX_QUESTIONS:
            message = f"{self.count} questions; a questionnaire has at most {MAX_QUESTIONS}"
            self.problems.add(data.mark("sections"), message)
        for key in ("scores", "outcomes"):
            if len(data.get(key, ())) > MAX_SCORES:
                self.problems.add(data.mark(key), f"a questionnaire has at most {MAX_SCORES} {key}")
                data[key] = data[key][:MAX_SCORES]
        owner = data.get("owner", {})
        return Questionnaire(
            id=data.get("id", "?"),
            version=data.get("version", "0.0.0"),
            language=self.language,
            title=data.get("title", NO_TEXT),
            sections=sections,
            description=data.get("description", NO_TEXT),
            owner=Owner(owner.get("name", NO_TEXT), owner.get("email", ""), owner.get("url", "")),
            licence=data.get("licence", ""),
            source=data.get("source"),
            values=values,
            glossary=self._named(data, "glossary", "terms of the glossary", _term, "term"),
            scores=self._named(data, "scores", "scores", self._score, "score"),
            outcomes=self._named(data, "outcomes", "outcomes", self._outcome, "outcome"),
            checks=_checks(data),
            hidden=tuple(self.hidden),
            canonical=canonical,
            sha256=sha256,
        )

    def _named(
        self,
        data: Record,
        key: str,
        what: str,
        build: Callable[[Record, str], Any],
        kind: str = "",
        owner: str = "",
    ) -> tuple[Any, ...]:
        names = Names(self.problems, what)
        made = [build(record, names.take(record)) for record in data.get(key, ())]
        return self._shown(data, key, kind, made, owner) if kind else tuple(made)

    def _shown(
        self, data: Record, key: str, kind: str, made: Sequence[Any], owner: str = ""
    ) -> tuple[Any, ...]:
        """What is left of a list without the parts that a variant hid; those are kept apart."""
        records = data.get(key, ())
        left = []
        for record, part in zip(records, made, strict=True):
            if "hidden" in record:
                self.hidden.append(Hidden(PartRef(kind, part.id, owner), record["hidden"], part))
            else:
                left.append(part)
        if made and not left and key in _NEEDED:
            self.problems.add(data.mark(key), f"everything in “{key}” is hidden; at least one must be left")
        return tuple(left)

    def _section(self, data: Record) -> Section:
        section_id = self.names.take(data)
        made = [self._question(question) for question in data.get("questions", ())]
        return Section(
            id=section_id,
            questions=self._shown(data, "questions", "question", made),
            checks=_checks(data),
            **_given(data, "title", "intro", "respondent", "show_if", "locked", "source", title=NO_TEXT),
        )

    def _question(self, data: Record) -> Question:
        self.count += 1
        self._known_values(data)
        return self._asked(data, self.names.take(data))

    def _column(self, data: Record, column_id: str) -> Question:
        for key in ("points", "points_per_step", "points_when_unknown"):
            if key in data:
                self.problems.add(data.mark(key), "a column gives no points; ask it as a question of its own")
        for option in data.get("options", ()):
            if "points" in option:
                self.problems.add(option.mark("points"), "options in a column give no points")
        return self._asked(data, column_id)

    def _asked(self, data: Record, question_id: str) -> Question:
        kind = data["type"]
        self._bounds(data, "min_length", "max_length")
        self._bounds(data, "min_choices", "max_choices")
        self._bounds(data, "min_rows", "max_rows")
        keys = _given(data, *_PLAIN_KEYS, label=NO_TEXT)
        for key in ("allow", "references", "accept", "examples", "values"):
            keys.pop(key, None)
        return Question(
            id=question_id,
            type=kind,
            required=_requirement(data.get("required", False)),
            allow=frozenset(data.get("allow", ())),
            values=tuple(name for name in data.get("values", ()) if self.value_ids.get(name, True)),
            absent=_absent(data, "options", "rows", "columns"),
            references=_references(data),
            examples=tuple(
                Example(item.get("kind", ""), item.get("text", NO_TEXT)) for item in data.get("examples", ())
            ),
            publish=_publish(data.get("publish")),
            checks=_checks(data),
            points_when_unknown=_points(data.get("points_when_unknown")),
            points_per_step=_points(data.get("points_per_step")),
            options=self._options(data, kind, question_id),
            accept=tuple(data.get("accept", ())),
            columns=self._columns(data, kind, question_id),
            rows=self._rows(data, question_id),
            classes=(self._classes(data) or self.classes or DEFAULT_CLASSES) if kind == "risks" else None,
            pattern=self._pattern(data),
            labels=self._labels(data),
            **self._limits(data, kind),
            **keys,
        )

    def _known_values(self, data: Record) -> None:
        for name in data.get("values", ()):
            if name not in self.value_ids:
                near = self.problems.nearest(name, self.value_ids)
                self.problems.add(data.mark("values"), f"there is no value {shown(name)} in this file{near}")

    def _bounds(self, data: Record, low: str, high: str) -> None:
        if low in data and high in data and data[low] > data[high]:
            self.problems.add(data.mark(high), f"“{high}” is lower than “{low}”")

    def _options(self, data: Record, kind: str, owner: str) -> tuple[Option, ...]:
        if kind == "yesno":
            given = data.get("points") or {}
            return tuple(
                Option(id=side, label=label, points=_points(given.get(side)))
                for side, label in YES_NO.items()
            )
        for option in data.get("options", ()):
            if "exclusive" in option and kind != "choices":
                self.problems.add(option.mark("exclusive"), "only options of type choices can be exclusive")
        return self._named(data, "options", "options", _option, "option", owner)

    def _columns(self, data: Record, kind: str, owner: str) -> tuple[Question, ...]:
        fixed = RECORD_COLUMNS.get(kind)
        return fixed or self._named(data, "columns", "columns", self._column, "column", owner)

    def _rows(self, data: Record, owner: str) -> tuple[Row, ...]:
        for record in data.get("rows", ()):
            if record.get("id") in ("unknown", "not_applicable"):
                self.problems.add(record.mark("id"), "a row cannot be called “unknown” or “not_applicable”")
        return self._named(data, "rows", "rows", _row, "row", owner)

    def _pattern(self, data: Record) -> str | None:
        pattern = data.get("pattern")
        if pattern is None:
            return None
        objection = self.patterns.objection(pattern)
        if objection:
            self.problems.add(data.mark("pattern"), objection)
            return None
        return str(pattern)

    def _limits(self, data: Record, kind: str) -> dict[str, Any]:
        low, high = data.get("min"), data.get("max")
        if kind in ("date", "month"):
            self._time_limits(data, kind)
            return {"min": low, "max": high}
        if low is not None and high is not None and (low > high or (kind == "scale" and low == high)):
            self.problems.add(data.mark("max"), "“max” must be higher than “min”")
        if kind == "scale":
            low, high = (0 if low is None else low), (1 if high is None else high)
        return {key: None if limit is None else exact(limit) for key, limit in (("min", low), ("max", high))}

    def _time_limits(self, data: Record, kind: str) -> None:
        for key in ("min", "max"):
            limit = data.get(key)
            if limit is None or limit == "today" or (is_date(limit) if kind == "date" else is_month(limit)):
                continue
            form = "YYYY-MM-DD" if kind == "date" else "YYYY-MM"
            self.problems.add(data.mark(key), f"{shown(limit)} is not “today” or {form}")

    def _labels(self, data: Record) -> Mapping[int, Text]:
        labels = data.get("labels")
        if not labels or "min" not in data or "max" not in data:
            return {}
        low, high = data["min"], data["max"]
        if isinstance(labels, Mapping):
            steps = {int(step): label for step, label in labels.items() if step.lstrip("+-").isdigit()}
            if any(not low <= step <= high for step in steps):
                self.problems.add(data.mark("labels"), f"labels are for the steps {low} to {high}")
            return steps
        if len(labels) == 2:
            return {low: labels[0], high: labels[1]}
        if len(labels) != high - low + 1:
            self.problems.add(
                data.mark("labels"), f"give 2 labels (the ends) or {high - low + 1} (each step)"
            )
            return {}
        return dict(enumerate(labels, start=low))

    def _classes(self, data: Record) -> RiskClasses | None:
        given = data.get("classes")
        if given is None:
            return None
        levels = self._named(given, "levels", "risk classes", _level) if isinstance(given, Record) else ()
        cells = given.get("grid", ()) if isinstance(given, Record) else given
        ranks = {level.id: rank for rank, level in enumerate(levels, start=1)}
        grid = tuple(tuple(self._rank(data, cell, ranks) for cell in row) for row in cells)
        if len(grid) != 5 or any(len(row) != 5 for row in grid):
            return DEFAULT_CLASSES
        if not levels:
            levels = tuple(_numbered_level(rank) for rank in range(1, max(map(max, grid)) + 1))
        return RiskClasses(levels, grid)

    def _rank(self, data: Record, cell: int | str, ranks: Mapping[str, int]) -> int:
        if isinstance(cell, int) and (cell <= len(ranks) or not ranks) and cell <= 25:
            return cell
        if cell in ranks:
            return ranks[str(cell)]
        near = self.problems.nearest(str(cell), ranks)
        self.problems.add(data.mark("classes"), f"there is no risk class {shown(cell)}{near}")
        return 1

    def _score(self, data: Record, score_id: str) -> Score:
        bands = self._bands(data, score_id)
        if bands and "max" not in data:
            self.problems.add(data.mark("bands"), "bands are shares of “max”, which this score does not have")
        given = _given(data, "title", "description", "max", "locked", title=NO_TEXT)
        absent = _absent(data, "bands")
        return Score(id=score_id, value=data.get("value", ""), bands=bands, absent=absent, **given)

    def _bands(self, data: Record, owner: str) -> tuple[Band, ...]:
        bands: tuple[Band, ...] = self._named(data, "bands", "bands", _band, "band", owner)
        records = [record for record in data.get("bands", ()) if "hidden" not in record]
        before = Fraction(-1)
        for place, (record, band) in enumerate(zip(records, bands, strict=True), start=1):
            last = place == len(bands)
            if last and band.upto is not None:
                self.problems.add(record.mark("upto"), "the last band has no “upto”: it takes the rest")
            elif not last and band.upto is None:
                self.problems.add(record.mark(), "only the last band has no “upto”")
            if band.upto is not None and not 0 <= band.upto <= 1:
                self.problems.add(record.mark("upto"), "“upto” is a share of the maximum, between 0 and 1")
            elif band.upto is not None and band.upto <= before:
                self.problems.add(record.mark("upto"), "“upto” must be higher than that of the band before")
            before = band.upto if band.upto is not None else before
        return bands

    def _outcome(self, data: Record, outcome_id: str) -> Outcome:
        start, end = data.get("in_force_from"), data.get("in_force_to")
        if start and end and start > end:
            self.problems.add(data.mark("in_force_to"), "“in_force_to” is before “in_force_from”")
        requires = data.get("requires")
        return Outcome(
            id=outcome_id,
            condition=data.get("if", ""),
            kind=data.get("kind", "info"),
            references=_references(data),
            requires=Requires(**requires) if requires else None,
            sets=dict(data.get("sets", {})),
            **_given(data, "text", "title", "in_force_from", "in_force_to", "locked", text=NO_TEXT),
        )


_NEEDED = frozenset(("sections", "options", "rows", "columns", "bands"))


def _absent(data: Record, *keys: str) -> frozenset[str]:
    """The ids of what a variant hid in these lists."""
    records = (record for key in keys for record in data.get(key, ()))
    return frozenset(record["id"] for record in records if "hidden" in record and "id" in record)


_PLAIN_KEYS = (
    "revision", "label", "help", "why", "show_if", "disclosure", "locked", "scope", "source", "respondent",
    "min_length", "max_length", "min_choices", "max_choices", "unit", "integer", "max_files", "min_rows",
    "max_rows", "row_title",
)  # fmt: skip


def _given(data: Record, *keys: str, **defaults: Any) -> dict[str, Any]:
    """The keys that the file gave, and defaults for those that the model cannot do without."""
    return {**defaults, **{key: data[key] for key in keys if key in data}}


def _points(given: Mapping[str, Any] | None) -> Points:
    return {name: exact(amount) for name, amount in (given or {}).items()}


def _requirement(given: Any) -> Requirement:
    if isinstance(given, bool):
        return Requirement(always=given)
    if isinstance(given, list):
        return Requirement(phases=tuple(given))
    return Requirement(rule=given)


def _publish(given: Record | None) -> Publish | None:
    return Publish(given.get("field", "?"), given.get("as", "value")) if given else None


def _references(data: Record) -> tuple[Reference, ...]:
    return tuple(
        Reference(
            item.get("scheme", ""), item.get("locator", ""), item.get("url", ""), item.get("title", NO_TEXT)
        )
        for item in data.get("references", ())
    )


def _checks(data: Record) -> tuple[Check, ...]:
    return tuple(_readable_checks(data.get("checks", ())))


def _readable_checks(given: Iterable[Record]) -> Iterable[Check]:
    for record in given:
        if "rule" in record:
            yield Check(record["rule"], record.get("message", NO_TEXT))


def _option(data: Record, option_id: str) -> Option:
    given = _given(data, "label", "help", "exclusive", "show_if", "source", label=NO_TEXT)
    return Option(id=option_id, points=_points(data.get("points")), **given)


def _row(data: Record, row_id: str) -> Row:
    return Row(id=row_id, **_given(data, "label", "help", "source", label=NO_TEXT))


def _level(data: Record, level_id: str) -> Level:
    return Level(level_id, data.get("title", NO_TEXT))


def _numbered_level(rank: int) -> Level:
    return Level(str(rank), Text({"nl": str(rank)}))


def _value(data: Record, value_id: str) -> Value:
    return Value(value_id, data.get("title", NO_TEXT), data.get("description", NO_TEXT))


def _term(data: Record, term_id: str) -> Term:
    return Term(term_id, data.get("title", NO_TEXT), data.get("text", NO_TEXT))


def _band(data: Record, band_id: str) -> Band:
    upto = data.get("upto")
    title, description = data.get("title", NO_TEXT), data.get("description", NO_TEXT)
    return Band(band_id, title, None if upto is None else Fraction(exact(upto)), description)
