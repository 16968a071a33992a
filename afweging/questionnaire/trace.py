"""Why something is so: the answers behind a rule, in sentences that a respondent understands."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .model import Question, Questionnaire
from .rules.functions import risk_place
from .rules.numbers import printable
from .rules.terms import Mention
from .run import Run, Status
from .words import answer_in_words, number_words, option_words, time_words

if TYPE_CHECKING:
    from .rules.terms import Rule

_LONG = 120

SENTENCES: Mapping[str, Mapping[str, str]] = {
    "always": {"nl": "Deze vraag krijgt iedereen.", "en": "Everyone gets this question."},
    "shown": {"nl": "U krijgt deze vraag, want:", "en": "You get this question, because:"},
    "hidden": {"nl": "U krijgt deze vraag niet, want:", "en": "You do not get this question, because:"},
    "holds": {"nl": "Dit geldt, want:", "en": "This holds, because:"},
    "fails": {"nl": "Dit geldt niet, want:", "en": "This does not hold, because:"},
    "not_in_force": {
        "nl": "De regel hierachter geldt niet op {day}.",
        "en": "The rule behind this is not in force on {day}.",
    },
    "chose": {"nl": "U koos bij ‘{question}’ ‘{answer}’.", "en": "For ‘{question}’ you chose ‘{answer}’."},
    "not_chose": {
        "nl": "U koos bij ‘{question}’ niet ‘{answer}’.",
        "en": "For ‘{question}’ you did not choose ‘{answer}’.",
    },
    "wrote": {
        "nl": "U vulde bij ‘{question}’ in: ‘{answer}’.",
        "en": "For ‘{question}’ you entered: ‘{answer}’.",
    },
    "filled": {"nl": "U vulde ‘{question}’ in.", "en": "You filled in ‘{question}’."},
    "rows": {
        "nl": "U vulde bij ‘{question}’ {answer} in.",
        "en": "For ‘{question}’ you filled in {answer}.",
    },
    "missing": {
        "nl": "U hebt ‘{question}’ nog niet beantwoord.",
        "en": "You have not answered ‘{question}’ yet.",
    },
    "invalid": {
        "nl": "Uw antwoord op ‘{question}’ klopt nog niet.",
        "en": "Your answer to ‘{question}’ is not right yet.",
    },
    "unknown": {"nl": "U weet ‘{question}’ nog niet.", "en": "You do not know ‘{question}’ yet."},
    "not_applicable": {
        "nl": "U vindt ‘{question}’ niet van toepassing.",
        "en": "You consider ‘{question}’ not applicable.",
    },
    "unasked": {
        "nl": "De vraag ‘{question}’ krijgt u niet.",
        "en": "You do not get the question ‘{question}’.",
    },
    "absent": {
        "nl": "De vraag ‘{question}’ staat niet in deze vragenlijst.",
        "en": "The question ‘{question}’ is not in this questionnaire.",
    },
    "score": {"nl": "‘{title}’ is {value}.", "en": "‘{title}’ is {value}."},
    "score_of": {"nl": "‘{title}’ is {value} van {max}.", "en": "‘{title}’ is {value} out of {max}."},
    "score_band": {
        "nl": "‘{title}’ is {value} van {max}: {band}.",
        "en": "‘{title}’ is {value} out of {max}: {band}.",
    },
    "score_missing": {"nl": "‘{title}’ is nog niet te berekenen.", "en": "‘{title}’ cannot be computed yet."},
    "points": {"nl": "Dat telt {value} mee.", "en": "That counts for {value}."},
    "points_total": {
        "nl": "Uw antwoorden tellen samen {value}.",
        "en": "Your answers count for {value} in all.",
    },
    "points_section": {
        "nl": "Uw antwoorden in ‘{section}’ tellen samen {value}.",
        "en": "Your answers in ‘{section}’ count for {value} in all.",
    },
    "worst": {
        "nl": "Het zwaarste risico bij ‘{question}’ is {answer}.",
        "en": "The worst risk in ‘{question}’ is {answer}.",
    },
    "residual": {
        "nl": "Het zwaarste risico bij ‘{question}’ is na maatregelen {answer}.",
        "en": "The worst risk in ‘{question}’ is {answer} after measures.",
    },
    "no_risk": {"nl": "Bij ‘{question}’ staat nog geen risico.", "en": "‘{question}’ has no risk yet."},
    "outcome": {"nl": "‘{title}’ geldt.", "en": "‘{title}’ holds."},
    "not_outcome": {"nl": "‘{title}’ geldt niet.", "en": "‘{title}’ does not hold."},
    "today": {"nl": "Het is {day}.", "en": "It is {day}."},
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence: a code of `SENTENCES` and what it names; values are functions of the language."""

    code: str
    params: tuple[tuple[str, Any], ...] = ()
    question: str = ""
    """The question it speaks of, for a link."""

    def sentence(self, lang: str) -> str:
        """The sentence in a language (Dutch when there is no other)."""
        texts = SENTENCES[self.code]
        words = {key: value(lang) if callable(value) else str(value) for key, value in self.params}
        return (texts.get(lang) or texts["nl"]).format(**words)


@dataclass(frozen=True, slots=True)
class Trace:
    """Why something is so. `result` is what came out; `reasons` are in the order of the rule."""

    result: object
    lead: Reason
    reasons: tuple[Reason, ...] = ()

    def sentence(self, lang: str) -> str:
        """The reasons as running text."""
        return " ".join(reason.sentence(lang) for reason in self.reasons) or self.lead.sentence(lang)

    def sentences(self, lang: str) -> tuple[str, ...]:
        """What came out, and each reason."""
        told = (self.lead, *self.reasons)
        return tuple(dict.fromkeys(reason.sentence(lang) for reason in told))


class Tracer:
    """Makes the traces of one evaluation."""

    def __init__(self, questionnaire: Questionnaire, run: Run) -> None:
        self.questionnaire = questionnaire
        self.run = run

    def shown(self, question_id: str) -> Trace:
        """Why a question is shown or hidden."""
        program = self.questionnaire.program
        index = program.index[question_id]
        section = program.sections[program.section_of[index]]
        rules = [rule for rule in (section.show_rule, program.questions[index].show_rule) if rule]
        result = self.run.status[index] is not Status.HIDDEN
        if not rules:
            return Trace(True, Reason("always"))
        telling = rules if result else [rule for rule in rules if not rule.compute(self.run)][:1] or rules
        return Trace(result, Reason("shown" if result else "hidden"), self._reasons(telling))

    def outcome(self, outcome_id: str) -> Trace:
        """Why an outcome holds or not."""
        plan = self.questionnaire.program.outcomes[outcome_id]
        result = self.run.outcome(outcome_id)
        reasons = self._reasons([plan.rule])
        if plan.condition(self.run) and not result:
            reasons = (Reason("not_in_force", (("day", self._day),)), *reasons)
        return Trace(result, Reason("holds" if result else "fails"), reasons)

    def score(self, score_id: str) -> Trace:
        """Why a score is what it is: what each answer counts for, and the total."""
        rule = self.questionnaire.program.scores[score_id].rule
        found = self.run.score(score_id)
        reasons: list[Reason] = []
        for mention in _once(rule.term.why(self.run)):
            told = self._contributions(mention) if mention.kind == "points" else (self._reason(mention),)
            reasons += told
        lead = self._score_reason(score_id)
        return Trace(printable(found.value), lead, (*dict.fromkeys(reasons), lead))

    def _day(self, lang: str) -> str:
        return time_words(self.run.today, lang)

    def _reasons(self, rules: Iterable["Rule"]) -> tuple[Reason, ...]:
        mentions = _once(mention for rule in rules for mention in rule.term.why(self.run))
        return tuple(dict.fromkeys(self._reason(mention) for mention in mentions))

    def _reason(self, mention: Mention) -> Reason:
        if mention.kind == "question":
            return self._question_reason(mention)
        if mention.kind == "score":
            return self._score_reason(mention.id)
        if mention.kind == "outcome":
            outcome = self.questionnaire.outcome(mention.id)
            title = (outcome.title or outcome.text).to
            return Reason("outcome" if self.run.outcome(mention.id) else "not_outcome", (("title", title),))
        if mention.kind == "points":
            return self._points_reason(mention)
        if mention.kind == "today":
            return Reason("today", (("day", _Day(self.run.today)),))
        return self._risk_reason(mention)

    def _question_reason(self, mention: Mention) -> Reason:
        absent = self.questionnaire.absent_questions.get(mention.id)
        if absent is not None:
            return Reason("absent", (("question", absent.label.to),))
        question = self.questionnaire.question(mention.id)
        index = self.questionnaire.program.index[mention.id]
        code = _BY_STATUS.get(self.run.status[index])
        label = ("question", question.label.to)
        if code:
            return Reason(code, (label,), question.id)
        code, answer = self._answer(question, self.run.values[index], mention.focus)
        return Reason(code, (label, ("answer", answer)), question.id)

    def _answer(self, question: Question, value: Any, focus: tuple[str, ...]) -> tuple[str, Any]:
        if question.type == "choices":
            told = [option for option in focus if option in value] or sorted(focus) or sorted(value)
            code = "chose" if not focus or any(option in value for option in focus) else "not_chose"
            return code, _Options(question, tuple(told))
        if question.type in ("choice", "yesno"):
            return "chose", _Options(question, (value,))
        if question.columns or question.type in ("matrix", "file"):
            return "rows", _Count(len(value))
        words = answer_in_words(self.questionnaire, question, value, "nl")
        if len(words.text) > _LONG or words.kind == "markdown":
            return "filled", ""
        return "wrote", _Answer(self.questionnaire, question, value)

    def _score_reason(self, score_id: str) -> Reason:
        score, found = self.questionnaire.score(score_id), self.run.score(score_id)
        title = ("title", score.title.to)
        if found.value is None:
            return Reason("score_missing", (title,))
        value = ("value", _Number(printable(found.value)))
        if found.max is None:
            return Reason("score", (title, value))
        most = ("max", _Number(printable(found.max)))
        if found.band is None:
            return Reason("score_of", (title, value, most))
        return Reason("score_band", (title, value, most, ("band", score.band(found.band).title.to)))

    def _risk_reason(self, mention: Mention) -> Reason:
        if mention.id in self.questionnaire.absent_questions:
            return self._question_reason(mention)
        question = self.questionnaire.question(mention.id)
        rows = self.run.values[self.questionnaire.program.index[mention.id]] or ()
        residual = mention.kind == "residual"
        places = [place for row in rows if (place := risk_place(row, residual=residual))]
        label = ("question", question.label.to)
        if not places or question.classes is None:
            return Reason("no_risk", (label,), question.id)
        classes = question.classes
        rank = max(classes.rank(*place) for place in places)
        return Reason(mention.kind, (label, ("answer", classes.levels[rank - 1].title.to)), question.id)

    def _points_reason(self, mention: Mention) -> Reason:
        value = ("value", _Number(printable(self.run.points(mention.id, mention.section))))
        if mention.section is None:
            return Reason("points_total", (value,))
        absent = self.questionnaire.absent("section").get(mention.section)
        section = absent or self.questionnaire.section(mention.section)
        return Reason("points_section", (value, ("section", section.title.to)))

    def _contributions(self, mention: Mention) -> Iterator[Reason]:
        program, run = self.questionnaire.program, self.run
        for feeder in program.feeders(mention.id, mention.section):
            status = run.status[feeder.index]
            amount = feeder.when_unknown if status is Status.UNKNOWN else 0
            if status is Status.ANSWERED:
                amount = feeder.scorer(run.values[feeder.index])
            if amount:
                told = self._question_reason(Mention("question", program.questions[feeder.index].id))
                yield Counted(told.code, told.params, told.question, _Number(printable(amount)))


@dataclass(frozen=True, slots=True)
class Counted(Reason):
    """An answer and what it counts for."""

    points: Any = None

    def sentence(self, lang: str) -> str:
        """The answer, then its points."""
        counts = SENTENCES["points"]
        told = Reason.sentence(self, lang)
        return f"{told} {(counts.get(lang) or counts['nl']).format(value=self.points(lang))}"


@dataclass(frozen=True, slots=True)
class _Number:
    value: object

    def __call__(self, lang: str) -> str:
        value = round(self.value, 2) if isinstance(self.value, float) else self.value
        return number_words(value, lang)


@dataclass(frozen=True, slots=True)
class _Day:
    day: str

    def __call__(self, lang: str) -> str:
        return time_words(self.day, lang)


@dataclass(frozen=True, slots=True)
class _Options:
    question: Question
    options: tuple[str, ...]

    def __call__(self, lang: str) -> str:
        return "’, ‘".join(option_words(self.question, option, lang) for option in self.options)


@dataclass(frozen=True, slots=True)
class _Count:
    count: int

    def __call__(self, lang: str) -> str:
        one, more = ("row", "rows") if lang == "en" else ("rij", "rijen")
        return f"{self.count} {one if self.count == 1 else more}"


@dataclass(frozen=True)
class _Answer:
    questionnaire: Questionnaire
    question: Question
    value: Any

    def __call__(self, lang: str) -> str:
        return answer_in_words(self.questionnaire, self.question, self.value, lang).text


_BY_STATUS = {
    Status.HIDDEN: "unasked",
    Status.MISSING: "missing",
    Status.EMPTY: "missing",
    Status.INVALID: "invalid",
    Status.UNKNOWN: "unknown",
    Status.NOT_APPLICABLE: "not_applicable",
}


def _once(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(dict.fromkeys(mentions))
