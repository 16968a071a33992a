"""When tasks are shown: the conditional dependencies of a task, and what else depends on other tasks."""

from collections.abc import Mapping

from ...shape import is_date
from ...yaml12 import Items, Scalar
from ..given import Given, one_line
from ..meaning.fields import DATE, NUMBER, ONE, SEVERAL, TEXT, Field
from ..meaning.logic import FALSE, TRUE, Among, Chosen, Leaf, Rule, answered, conjoin, disjoin, negate
from ..meaning.saying import Note
from ..meaning.writing import listed, literal
from .tasks import Layout, Task

Value = str | bool | None
_WORDS: Mapping[str, Value] = {"true": True, "false": False, "null": None, "": None}
OPERATORS = ("equals", "contains", "any", "all")


class Showing:
    """Translates the dependencies of one file."""

    def __init__(self, layout: Layout, note: Note) -> None:
        self.layout = layout
        self.note = note
        self.known: dict[tuple[Task, bool], Rule] = {}

    def rule(self, task: Task, row: Mapping[str, Field] | None = None) -> Rule:
        """When a task is shown by itself; `row`: the columns of the table that it is in."""
        key = (task, row is not None)
        if key not in self.known:
            rules = [self._dependency(task, each, row or {}) for each in self._dependencies(task)]
            self.known[key] = conjoin(rules)
        return self.known[key]

    def _dependencies(self, task: Task) -> list[Given]:
        return task.given.maps("dependencies", "a dependency")

    def _dependency(self, task: Task, given: Given, row: Mapping[str, Field]) -> Rule:
        kind = given.text("type")
        handler = {"source_options": self._source_options, "instance_mapping": self._mapping}.get(kind)
        if kind != "conditional" and handler is None:
            self.note(task.id, f"a dependency of type “{kind}”")
            return TRUE
        rule = handler(task, given) if handler else self._conditional(task, given, row)
        for key, value in given.rest():
            self.note(task.id, f"“{key}” within a dependency, where it does nothing: {value}")
        return rule

    def _source_options(self, task: Task, given: Given) -> Rule:
        condition = given.map("condition", "a condition")
        given.text("action")
        name = condition.text("id") if condition else "?"
        self.note(task.id, f"its options are the answers to {name}; it is asked in words of one's own")
        return TRUE

    def _mapping(self, task: Task, given: Given) -> Rule:
        source = given.map("source", "a source")
        mapping, _ = given.text("mapping_type"), given.text("action")
        name = source.text("id") if source else "?"
        self.note(task.id, f"that it has a row for each answer to {name} ({mapping or 'instance_mapping'})")
        return TRUE

    def _conditional(self, task: Task, given: Given, row: Mapping[str, Field]) -> Rule:
        condition, action = given.map("condition", "a condition"), given.text("action") or "show"
        if condition is None:
            return TRUE
        name, operator = condition.text("id"), condition.text("operator") or "equals"
        values = self._values(condition)
        if operator not in OPERATORS or action not in ("show", "hide"):
            self.note(
                task.id, f"a condition with “{operator}” and “{action}”, which are not known; it always holds"
            )
            return TRUE
        found = row.get(name) or self.layout.fields.get(name)
        if found is None:
            self._no_answer(task, name)
            return TRUE
        met = self._met(task, found, operator, values)
        if met is None:
            return TRUE
        return negate(met) if action == "hide" else met

    def _no_answer(self, task: Task, name: str) -> None:
        if name in self.layout.columns:
            self.note(
                task.id, f"its condition looks at {name}, which has an answer in every row; it always holds"
            )
        elif name in self.layout.fields:
            self.note(task.id, f"its condition looks at {name}, which takes no answer; it always holds")
        else:
            self.note(task.id, f"its condition looks at {name}, which is no task; it always holds")

    def _values(self, condition: Given) -> list[Value] | None:
        """What the answer is compared with; None when the condition does not say."""
        node = condition.node.entries.get("value")
        condition.taken.add("value")
        nodes = node.items if isinstance(node, Items) else [] if node is None else [node]
        if node is None:
            return None
        values = [
            each.value if isinstance(each.value, bool | None) else each.text
            for each in nodes
            if isinstance(each, Scalar)
        ]
        if len(values) < len(nodes):
            condition.bad("value", "is a single value or a list of them")
        return [_WORDS.get(value.lower(), value) if isinstance(value, str) else value for value in values]

    def _met(self, task: Task, found: Field, operator: str, values: list[Value] | None) -> Rule | None:
        """When a condition is met; None when it always is."""
        if values is None:
            return None if operator in ("any", "all") else negate(answered(found))
        handler = {
            ONE: self._one,
            SEVERAL: self._several,
            TEXT: self._text,
            DATE: self._text,
            NUMBER: self._number,
        }
        if found.kind not in handler:
            self.note(task.id, "its condition looks at rows or files; it always holds")
            return None
        rules = [handler[found.kind](task, found, operator, value) for value in values]
        if operator == "equals" and found.kind == SEVERAL and len(rules) > 1:
            members = sorted(str(member) for value in values for member in self._members(task, found, value))
            return Leaf(f"{found.name} == {listed(members)}", frozenset((found,)))
        return (conjoin if operator == "all" else disjoin)(rules)

    def _members(self, task: Task, found: Field, value: Value) -> frozenset[str | int]:
        """The options of a value. One that is written in quotes means what is between them."""
        for sought in (value, _unquoted(value)):
            members = frozenset(member for member, each in found.values.items() if _normal(each) == sought)
            if members:
                if sought != value:
                    what = f"its condition has {value} with quotes, which no option has; it is read without"
                    self.note(task.id, what)
                return members
        self.note(task.id, f"its condition looks for “{one_line(value)}”, which no option has as its value")
        return frozenset()

    def _one(self, task: Task, found: Field, operator: str, value: Value) -> Rule:
        if value is None:
            members = frozenset(member for member, each in found.values.items() if each is None)
            return Among(found, members, missing=True)
        members = self._members(task, found, value)
        return Among(found, members) if members else FALSE

    def _several(self, task: Task, found: Field, operator: str, value: Value) -> Rule:
        if value is None:
            return negate(answered(found))
        members = self._members(task, found, value)
        if not members:
            return FALSE
        if operator == "equals":
            return Leaf(f"{found.name} == {listed(sorted(map(str, members)))}", frozenset((found,)))
        return Chosen(found, members)

    def _text(self, task: Task, found: Field, operator: str, value: Value) -> Rule:
        if value is None:
            return negate(answered(found))
        text = value if isinstance(value, str) else str(value).lower()
        if found.kind == DATE and not is_date(text):
            self.note(task.id, f"its condition looks for the day “{text}”, which is none")
            return FALSE
        return Leaf(f"{found.name} == {literal(text)}", frozenset((found,)))

    def _number(self, task: Task, found: Field, operator: str, value: Value) -> Rule:
        if value is None:
            return negate(answered(found))
        try:
            number = float(value)
        except ValueError:
            number = float("nan")
        if not abs(number) <= 10**15:
            self.note(task.id, f"its condition looks for the number “{one_line(value)}”, which is none")
            return FALSE
        return Leaf(f"{found.name} == {number:.15g}", frozenset((found,)))


def _normal(value: object) -> object:
    return _WORDS.get(value.lower(), value) if isinstance(value, str) else value


def _unquoted(value: Value) -> Value:
    if isinstance(value, str) and len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
        return value[1:-1]
    return value
