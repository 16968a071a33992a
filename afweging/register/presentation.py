"""What the templates read of a record: its words in one language."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from afweging.foundation.web.pictures import BalanceWords, Form, Interest, balance

from . import markup, words
from .language import Language
from .markup import mail, telephone
from .records import Condition, Decision, EntryRecord, Organisation, WeighingRow

SMALL_NUMBERS = tuple(
    words.mark(word)
    for word in ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")
)

# Fields of the national standard that answer a question when an entry has no answer of its own.
STANDARD_ANSWERS: dict[int, tuple[str, ...]] = {
    1: ("goal",),
    3: ("human_intervention", "methods_and_models"),
    5: ("source_data",),
    6: ("lawful_basis",),
    7: ("proportionality",),
    8: ("risks",),
    10: ("impacttoetsen",),
}
# Local fields, by the names under which questionnaires publish into them.
LOCAL_ANSWERS: dict[int, tuple[str, ...]] = {
    2: ("for_whom",),
    3: ("human_and_computer",),
    4: ("what_you_notice",),
    5: ("retention",),
    7: ("alternatives",),
    9: ("equal_treatment",),
    11: ("does_it_work",),
    12: ("never_do",),
}


@dataclass(frozen=True)
class Mark:
    """The quiet mark of a card: a sign, a word, and when or how."""

    sign: str
    word: str
    when: str


@dataclass(frozen=True)
class EntryView:
    """A record as one language shows it."""

    record: EntryRecord
    organisation: Organisation | None
    said: Language

    @property
    def prefix(self) -> str:
        """What stands before addresses in this language."""
        return self.said.prefix

    @property
    def address(self) -> str:
        """The address of the entry's page."""
        return f"{self.prefix}/algoritmes/{self.record.number}/{self.record.slug}"

    @property
    def base(self) -> str:
        """The address under which versions, report and question stand."""
        return f"{self.prefix}/algoritmes/{self.record.number}"

    @property
    def organisation_name(self) -> str:
        """The name of the organisation."""
        return self.organisation.name if self.organisation else self.record.fields.organization

    @property
    def mark(self) -> Mark:
        """How it was weighed and decided, for the list."""
        record = self.record
        if record.decision is None:
            sign = words.SIGN_OF_WEIGHED[record.weighed.state]
            return Mark(sign, self.said.label(words.WEIGHED, record.weighed.state), self.before_decision)
        sign = "care" if record.overdue else words.SIGN_OF_OUTCOME[record.decision.outcome]
        return Mark(sign, self.said.label(words.OUTCOME, record.decision.outcome), self._when_decided())

    def _when_decided(self) -> str:
        decision, state = self.record.decision, self.record.weighed.state
        if decision is None:
            return ""
        on = self.said.say("op %(day)s", day=self.said.day(decision.decided_on))
        if state not in ("weighed_before", "weighed_after"):
            return on
        how = self.said.label(words.WEIGHED, state).lower()
        if late := len(self.record.overdue):
            words_ = self.said.count("één voorwaarde is te laat", "%(num)s voorwaarden zijn te laat", late)
            return f"{how}; {words_}"
        return f"{how}, {on}"

    @property
    def before_decision(self) -> str:
        """The second half of the fixed words: when a weighing is planned or a decision expected."""
        weighed = self.record.weighed
        if weighed.note:
            return self.said.say(weighed.note)
        if not weighed.month:
            return ""
        month = self.said.month(weighed.month)
        if weighed.state == "not_yet":
            return self.said.say("weging gepland in %(month)s", month=month)
        if weighed.state == "under_way":
            return self.said.say("besluit verwacht in %(month)s", month=month)
        return month

    @property
    def decision(self) -> Decision | None:
        """The decision, if there is one."""
        return self.record.decision

    @property
    def late(self) -> str:
        """“Eén van de vier”, “Twee van de vier”: how many conditions are late."""
        late, total = len(self.record.overdue), len(self.record.conditions)
        text = self.said.say(
            "%(late)s van de %(total)s", late=self._in_letters(late), total=self._in_letters(total)
        )
        # Dutch writes a capital E without its accent: “Eén”.
        return text[:1].upper().replace("É", "E") + text[1:]

    def _in_letters(self, number: int) -> str:
        return (
            self.said.say(SMALL_NUMBERS[number]) if number < len(SMALL_NUMBERS) else self.said.number(number)
        )

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """The fact box: term and description, in the order of the page."""
        record, say = self.record, self.said.say
        place = self.organisation_name
        if record.department:
            place = say(
                "%(organisation)s, afdeling %(department)s", organisation=place, department=record.department
            )
        pairs: list[tuple[str, Any]] = [
            (say("Status"), self.said.label(words.STATUS, record.lifecycle)),
            (say("Sinds"), self.since),
            (say("Tot"), self.said.month(record.fields.end_date)),
            (say("Wat is het?"), self.said.label(words.KIND, record.kind)),
            (say("Categorie"), self.said.label(words.CATEGORY, record.category)),
            (say("Thema"), ", ".join(record.fields.category)),
            (say("Organisatie"), place),
            (say("Gemaakt door"), record.fields.provider),
            (say("Contact"), self.contact),
            (say("Laatst nagekeken"), self.said.day(record.checked_on) if record.checked_on else ""),
        ]
        return [(term, description) for term, description in pairs if description]

    @property
    def since(self) -> str:
        """Since when, as the publication says it, else the month of the standard."""
        return self.said.month(self.record.since or self.record.fields.begin_date)

    @property
    def phone(self) -> str:
        """The telephone number for this entry."""
        return self.record.doors.phone or (self.organisation.phone if self.organisation else "")

    @property
    def hours(self) -> str:
        """When somebody answers the telephone."""
        return self.record.doors.hours or (self.organisation.hours if self.organisation else "")

    @property
    def counter(self) -> str:
        """Where the counter is."""
        return self.record.doors.counter or (self.organisation.counter if self.organisation else "")

    @property
    def email(self) -> str:
        """A functional mail address; the standard's contact may also be a web address."""
        contact = self.record.fields.contact_email
        return contact if "@" in contact and "/" not in contact else ""

    @property
    def contact(self) -> Markup:
        """Telephone and mail, or the web address of the standard, as links."""
        lines = [telephone(self.phone)] if self.phone else []
        lines += [mail(self.email)] if self.email else []
        address = self.record.fields.contact_email
        if not self.email and address.startswith(("https://", "http://")):
            lines.append(Markup('<a href="{}">{}</a>').format(address, self.said.say("Contactpagina")))
        return Markup("<br>").join(lines)

    def answer(self, question: int) -> Markup:
        """What the entry answers to a question of a resident; empty when it says nothing."""
        for answer in self.record.answers:
            if answer.question == question:
                return markup.blocks(answer.blocks)
        local = self.record.local
        parts = [
            markup.rich(local[name])
            for name in LOCAL_ANSWERS.get(question, ())
            if local.get(name, "").strip()
        ]
        if not parts or question == 5:
            parts = self._standard_answer(question) + parts
        return Markup("\n").join(parts)

    def _standard_answer(self, question: int) -> list[Markup]:
        texts = (getattr(self.record.fields, name) for name in STANDARD_ANSWERS.get(question, ()))
        found = [markup.rich(text, "html") for text in texts if text.strip()]
        if question == 1 and not found:
            found = [markup.rich(self.record.fields.description_short, "text")]
        return found

    @property
    def weighing_groups(self) -> list[tuple[str, list[WeighingRow]]]:
        """The rows of the balance by public value, in the order in which the values first appear."""
        groups: dict[str, list[WeighingRow]] = {}
        for row in self.record.weighing.rows:
            groups.setdefault(row.value_name, []).append(row)
        return list(groups.items())

    def balance(self, form: Form, prefix: str = "weging", rows_on_page: bool = True) -> Markup:
        """The balance drawn in one form; each bar leads to its row when the table is on the page."""
        flat = [row for _, rows in self.weighing_groups for row in rows]
        interests = [
            Interest(
                text=row.interest,
                side=row.side,
                value=row.value_name,
                weight=row.weight,
                certainty=row.certainty,
                href=f"#belang-{number}" if rows_on_page else None,
            )
            for number, row in enumerate(flat, start=1)
        ]
        return balance(interests, form, prefix=prefix, words=self._balance_words())

    def _balance_words(self) -> BalanceWords:
        say = self.said.say
        return BalanceWords(
            title=say("De weging in beeld"),
            description=say(
                "Links de voordelen, rechts de nadelen, gegroepeerd naar waarde. Elk blokje is een stap "
                "zwaarte, van 1 tot 5. Gevuld is bewezen, licht is waarschijnlijk, gestreept is niet "
                "bewezen. De kanten worden niet opgeteld. Alles staat ook in de tabel."
            ),
            benefits=say("Voordelen"),
            burdens=say("Nadelen"),
            weight=say("zwaarte"),
            certainty={
                "proven": say("bewezen"),
                "likely": say("waarschijnlijk"),
                "unproven": say("niet bewezen"),
            },
        )

    def condition_note(self, condition: Condition) -> str:
        """The small line under a condition's state: its note, else its date."""
        if condition.note:
            return condition.note
        if condition.due is None:
            return ""
        day = self.said.day(condition.due)
        if condition.state == "overdue":
            return self.said.say("Het moest op %(day)s.", day=day)
        return self.said.say("Vóór %(day)s.", day=day) if condition.state == "open" else ""
