"""XLSForm: the workbook that non-programmers write forms in, as format 1."""

from pathlib import PurePath
from typing import Any

from ...problems import Problems
from ..base import Ids, Imported, Note, NotImportable
from ..given import one_line
from ..meaning.operands import CannotSay
from ..naming import three_parts, without_nothing
from ..wording import prose, titled, together
from .choices import check_lists, check_table_lists, read_lists
from .columns import Row, read_rows
from .elements import IN_CHOICES, Element, Survey, check_outside, check_references, read_survey
from .languages import Languages
from .layout import Layout, Part
from .questions import Questions
from .ranges import range_errors
from .values import is_yes
from .workbook import Sheet, read_workbook

SHEETS = ("survey", "choices", "settings")


def read(data: bytes, name: str, profile: str | None = None) -> Imported:
    """A workbook in format 1. Raises NotImportable."""
    problems = Problems(name)
    sheets = read_workbook(data, problems)
    if "survey" not in sheets and len(sheets) == 1:
        sheets = {"survey": next(iter(sheets.values()))}
    form = _Form(sheets, name, problems)
    form.check()
    return form.questionnaire()


class _Form:
    """One form, from its sheets on."""

    def __init__(self, sheets: dict[str, Sheet], name: str, problems: Problems) -> None:
        self.sheets = sheets
        self.problems = problems
        self.file = PurePath(name).stem or "form"
        self.notes: list[Note] = []
        rows = {kind: self._rows(kind) for kind in SHEETS}
        self.settings = rows["settings"][0] if rows["settings"] else Row(2, "settings")
        if problems.found:
            raise NotImportable(problems.found)
        duplicates = bool(is_yes(self.settings.text("allow_choice_duplicates")))
        self.survey_rows, self.choice_rows = rows["survey"], rows["choices"]
        self.survey: Survey = read_survey(rows["survey"], problems)
        self.lists = read_lists(rows["choices"], problems, duplicates=duplicates)

    def _rows(self, kind: str) -> list[Row]:
        sheet = self.sheets.get(kind)
        if sheet is None:
            if kind == "survey":
                near = self.problems.nearest(kind, self.sheets)
                self.problems.add(Row(1, kind).place("").mark, f"the workbook has no sheet “{kind}”{near}")
            return []
        if sheet.beyond:
            what = (
                f"sheet “{sheet.name}” goes on in row {sheet.beyond} after many empty rows; that is not read"
            )
            self.note("-", what)
        return read_rows(sheet, kind, self.problems)

    def note(self, name: str, what: str) -> None:
        """Note something under a name."""
        self.notes.append(Note(name, what))

    def check(self) -> None:
        """Raise NotImportable when pyxform would not take the form either, with every error."""
        elements = list(self.survey.walk())
        check_lists(elements, self.lists, self.problems)
        check_table_lists(elements, self.problems)
        check_references(self.survey_rows, self.survey, self.problems)
        check_references(self.choice_rows, self.survey, self.problems, IN_CHOICES)
        check_references([self.settings], self.survey, self.problems)
        check_outside(self.survey, self.problems)
        for element in elements:
            for error in range_errors(element, self.lists) if element.row.text("type") == "range" else ():
                cell = element.row.place("parameters")
                self.problems.add(cell.mark, f"sheet “{element.row.sheet}”, {cell.place}: {error}")
        if self.problems.found:
            raise NotImportable(self.problems.found)

    def setting(self, name: str) -> str:
        """A setting, which may stand in the survey too."""
        return self.settings.text(name) or self.survey.settings.get(name, "")

    def questionnaire(self) -> Imported:
        """The whole form."""
        languages = Languages(lambda what: self.note("-", what))
        written = [
            column.language
            for row in (*self.survey_rows, *self.choice_rows)
            for column in row.cells
            if column.name == "label"
        ]
        languages.begin(self.setting("default_language"), dict.fromkeys(written))
        name = self.setting("form_id") or self.file
        layout = Layout(self.lists, name)
        layout.lay_out(self.survey)
        if not any(part.items for part in layout.parts):
            self.problems.add(Row(2, "survey").place("").mark, "this form asks nothing")
            raise NotImportable(self.problems.found)
        questions = Questions(layout, languages, self.note)
        title = self.setting("form_title") or name
        data: dict[str, Any] = {
            "format": 1,
            "id": Ids().take(name),
            "version": self._version(),
            "title": title,
            "language": languages.main,
            "source": name,
            "sections": [self._section(part, title, questions, languages) for part in layout.parts],
            "scores": self._scores(layout, questions, languages),
        }
        self._rest(layout)
        return Imported(without_nothing(data), tuple(dict.fromkeys(self.notes)))

    def _version(self) -> str:
        given = self.setting("version")
        version = three_parts(given)
        if given and not version:
            self.note("-", f"the version “{given}” is not one of up to three numbers; it begins at 1.0.0")
        return version or "1.0.0"

    def _section(self, part: Part, title: str, questions: Questions, languages: Languages) -> dict[str, Any]:
        if part.group is None:
            return {
                "id": part.id,
                "title": title,
                "questions": [questions.question(item) for item in part.items],
            }
        row = part.group.row
        label, rest = titled(languages.words(row.texts("label")), part.group.name, languages.main)
        intro = together(
            rest, *(prose(languages.words(row.texts(name))) for name in ("hint", "guidance_hint"))
        )
        section: dict[str, Any] = {
            "id": part.id,
            "title": languages.data(label),
            "intro": languages.data(intro) if intro else None,
            "source": part.group.name,
            "show_if": questions.ruler.group(part.group, questions.layout.names()),
        }
        if not row.texts("label"):
            self.note(part.group.name, "this group has no label; its name is the title of its section")
        questions.rest(part.group)
        made = [questions.question(item) for item in part.items]
        return without_nothing(section) | {"questions": made}

    def _scores(self, layout: Layout, questions: Questions, languages: Languages) -> list[dict[str, Any]]:
        """Calculations that are numbers; other ones are only named by expressions."""
        scores: list[dict[str, Any]] = []
        ids = Ids()
        for element in layout.calculated:
            formula = layout.formulas.get(element.name, "")
            try:
                value = questions.ruler.conditions.score(formula, layout.names())
            except CannotSay as error:
                what = f"the calculation “{one_line(formula)}” is no number that rules can compute ({error})"
                self.note(element.name, f"{what}; expressions that name it are worked out with it")
                continue
            label, _ = titled(languages.words(element.row.texts("label")), element.name, languages.main)
            scores.append({"id": ids.take(element.name), "title": languages.data(label), "value": value})
        return scores

    def _rest(self, layout: Layout) -> None:
        for element in layout.silent:
            self.note(element.name, f"{element.row.text('type')}: {element.kind.said}")
        for element in layout.empty:
            self.note(element.name, "a group with nothing in it")
        for outer, inner in layout.nested:
            what = f"it repeats within {outer.name}; here it is a table of its own"
            self.note(inner.name, f"{what}, whose rows do not say of which row there")
        for row in self.survey.passed:
            self.note(row.text("name") or "-", f"row {row.number} is passed over: {one_line(row.names())}")
        for column, cell in self.settings.cells.items():
            if column.name not in _SETTINGS:
                self.note("-", f"the setting {column.name}: {one_line(cell.text)}")
        for key, sheet in self.sheets.items():
            if key not in SHEETS and any(sheet.rows):
                self.note("-", f"the sheet “{sheet.name}” is not read")
        self._unused_choices()

    def _unused_choices(self) -> None:
        """Lists that nothing chooses from, and columns of choices that no filter looks at."""
        elements: list[Element] = list(self.survey.walk())
        used = {element.choices for element in elements}
        used |= {element.parameters.get("tick_labelset", "") for element in elements}
        filters = " ".join(element.row.text("choice_filter") for element in elements)
        for name, rows in self.lists.items():
            if name not in used:
                self.note(name, f"a list of {len(rows)} choices that nothing chooses from")
            extra = {column.name for row in rows for column in row.cells} - {"list_name", "name", "label"}
            for column in sorted(extra):
                if column not in filters:
                    self.note(name, f"the column “{column}” of these choices")


_SETTINGS = frozenset(("form_title", "form_id", "version", "default_language", "allow_choice_duplicates"))
