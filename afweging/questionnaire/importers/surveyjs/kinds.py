"""Types of questions of the original → questions of ours. A new type is a maker and a line in `MAKERS`."""

from collections.abc import Callable, Mapping
from typing import Any

from ..base import Ids
from ..meaning.fields import NUMBER, ONE, SCALE, SEVERAL, TEXT, WHOLE, Field, Member
from ..meaning.logic import Among, Chosen
from .choices import Choice, choices_of, stored, with_special
from .engine import Value
from .inputs import text_item
from .making import COMMENT, NO, YES, Asked, Item, Workshop
from .parts import cell_items, matrix_items, table_items, text_items
from .reading import plain
from .texts import line, own_words, titled

Maker = Callable[[Workshop, Asked], list[Item]]
MOST_STEPS = 100
"""Steps of a scale that conditions are written out over; with more it is a number to them."""
_LOST = {
    "defaultValue": "a question here starts without an answer; in the original it starts with",
    "correctAnswer": "there are no right answers here; the original holds",
    "enableIf": "a question that is shown can always be answered here; in the original only if",
    "readOnly": "a question that is shown can always be answered here; in the original it is read only",
    "validators": "what is checked of an answer has no place here",
}


def items_of(shop: Workshop, asked: Asked) -> list[Item]:
    """The questions that one of the original becomes; what it says that has no place is noted."""
    items = MAKERS.get(asked.type, _unknown)(shop, asked)
    piece = asked.piece
    piece.take("type", "name", "valueName", "visibleIf", "visible", "cellType")
    if shop.profile == "aia":
        piece.take("score")
    for key in _LOST.keys() & piece.node.entries.keys() - piece.taken:
        node = piece.take(key)
        if node is not None:
            piece.note(f"{_LOST[key]}: {plain(node)}")
    piece.note_left()
    return items


def _single(shop: Workshop, asked: Asked, key: str = "choices") -> list[Item]:
    choices = with_special(shop, asked, choices_of(shop, asked, key), several=False)
    if not choices:
        return _without_choices(shop, asked)
    return _with_comment(shop, asked, _chosen(shop, asked, "choice", ONE, choices))


def _several(shop: Workshop, asked: Asked) -> list[Item]:
    choices = with_special(shop, asked, choices_of(shop, asked), several=True)
    if not choices:
        return _without_choices(shop, asked)
    item = _chosen(shop, asked, "choices", SEVERAL, choices)
    item.data |= _how_many(asked, len(choices))
    return _with_comment(shop, asked, item)


def _chosen(shop: Workshop, asked: Asked, kind: str, seen: str, choices: list[Choice]) -> Item:
    item = shop.item(asked, kind, seen, stored(choices), options=[choice.data for choice in choices])
    item.options = {choice.id: choice.clause for choice in choices if choice.clause}
    return item


def _how_many(asked: Asked, count: int) -> dict[str, int]:
    """How many may be chosen; 0 is no limit."""
    least, most = (int(asked.piece.number(f"{end}SelectedChoices") or 0) for end in ("min", "max"))
    keys = {"max_choices": most} if 0 < most <= count else {}
    if 0 < least <= keys.get("max_choices", count):
        keys["min_choices"] = least
    elif least > 0:
        asked.piece.note(f"at least {least} choices are more than there are or may be; that is left out")
    return keys


def _without_choices(shop: Workshop, asked: Asked) -> list[Item]:
    """The choices come from elsewhere, or were forgotten: any text can be answered."""
    asked.piece.note("its choices are not in the file; a text is asked instead")
    return [shop.item(asked, "text", TEXT)]


def _with_comment(shop: Workshop, asked: Asked, item: Item) -> list[Item]:
    """The question, and the comment that belongs to it or to its option “other”."""
    piece, field = asked.piece, item.answer
    on_other = piece.flag("hasOther", "showOtherItem")
    on_all = piece.flag("hasComment", "showCommentArea")
    words = line(piece, piece.text("otherText")) if on_other else {}
    words = words or line(piece, piece.text("commentText"))
    if field is None or not (on_other or on_all):
        return [item]
    key = f"{asked.key}-Comment"
    label = words or own_words(shop.languages, COMMENT)
    comment_id = shop.ids.take(key)
    data: dict[str, Any] = {"id": comment_id, "type": "longtext", "label": label, "source": key}
    comment = Item(piece, asked.box, key, data, Field(comment_id, TEXT), item.when)
    if on_other:
        other = frozenset(member for member, value in field.values.items() if value == "other")
        comment.also = Among(field, other) if field.is_finite else Chosen(field, other)
        data["required"] = True
    return [item, comment]


def _boolean(shop: Workshop, asked: Asked) -> list[Item]:
    """Yes or no; two options when the file gives words or values of its own for them."""
    piece = asked.piece
    title = ("title",) if piece.node.entries.get("title") else ("title", "label")
    words = [line(piece, piece.text(key)) for key in ("labelTrue", "labelFalse")]
    given = [piece.scalar(key) for key in ("valueTrue", "valueFalse")]
    values = [
        default if value is None else value for value, default in zip(given, (True, False), strict=True)
    ]
    if not any(words) and given == [None, None]:
        return [shop.item(asked, "yesno", ONE, {"ja": True, "nee": False}, title=title)]
    ids = Ids()
    sides = [
        Choice(
            {"id": ids.take(value), "label": word or own_words(shop.languages, ours), "source": value}, value
        )
        for value, word, ours in zip(values, words, (YES, NO), strict=True)
    ]
    options = [side.data for side in sides]
    return [shop.item(asked, "choice", ONE, stored(sides), title=title, options=options)]


def _rating(shop: Workshop, asked: Asked) -> list[Item]:
    piece = asked.piece
    if piece.items("rateValues"):
        return _single(shop, asked, "rateValues")
    low, high, step = (piece.number(key) for key in ("rateMin", "rateMax", "rateStep"))
    low, step = 1 if low is None else low, step or 1
    if high is None:
        high = low + (piece.number("rateCount") or 5) * step - step
    steps = _steps(low, high, step)
    if len(steps) < 2:
        return shop.shown_only(asked, "a rating without steps has no place here; its text stays")
    if step == 1 and all(isinstance(value, int) for value in steps):
        return [_scale(shop, asked, [int(value) for value in steps])]
    ids, language = Ids(), shop.report.language
    choices = [
        Choice({"id": ids.take(value), "label": {language: str(value)}, "source": value}, value)
        for value in steps
    ]
    return [_chosen(shop, asked, "choice", ONE, choices)]


def _steps(low: float, high: float, step: float) -> list[int | float]:
    """The values of a rating; none when they are no rating."""
    if step <= 0 or not low < high or (high - low) / step > 1_000:
        return []
    found = (round(low + number * step, 9) for number in range(int((high - low) / step + 1e-9) + 1))
    return [int(value) if value == int(value) else value for value in found]


def _scale(shop: Workshop, asked: Asked, steps: list[int]) -> Item:
    piece = asked.piece
    ends = {steps[0]: "minRateDescription", steps[-1]: "maxRateDescription"}
    labels = {str(step): words for step, key in ends.items() if (words := line(piece, piece.text(key)))}
    few = len(steps) <= MOST_STEPS
    values: dict[Member, Value] = {step: step for step in steps} if few else {}
    keys: dict[str, Any] = {"min": steps[0], "max": steps[-1]} | ({"labels": labels} if labels else {})
    return shop.item(asked, "scale", SCALE if few else NUMBER, values, **keys)


def _html(shop: Workshop, asked: Asked) -> list[Item]:
    """A text of its own: its first block is the label, the rest is under it."""
    piece = asked.piece
    text, title = piece.text("html"), piece.text("title")
    label, help_text = titled(piece, title or text, asked.called, *([text] if title else []))
    return [shop.put(asked, "info", label, help_text)]


def _image(shop: Workshop, asked: Asked) -> list[Item]:
    link = asked.piece.take("imageLink")
    return shop.shown_only(asked, f"an image has no place here: {plain(link) if link else 'it has no link'}")


def _file(shop: Workshop, asked: Asked) -> list[Item]:
    keys: dict[str, Any] = {} if asked.piece.flag("allowMultiple") else {"max_files": 1}
    types = [part.strip() for part in asked.piece.word("acceptedTypes").split(",") if part.strip()]
    if types:
        keys["accept"] = types
    return [shop.item(asked, "file", WHOLE, **keys)]


def _expression(shop: Workshop, asked: Asked) -> list[Item]:
    """Something computed: conditions that use it get the computation itself."""
    formula = asked.piece.word("expression")
    if formula.strip() and asked.key.strip():
        shop.formulas[asked.key] = formula
    return shop.shown_only(asked, f"what is computed is not shown here: {formula}")


def _unknown(shop: Workshop, asked: Asked) -> list[Item]:
    return shop.shown_only(asked, f"a question of type {asked.type} has no place here; its text stays")


MAKERS: Mapping[str, Maker] = {
    **dict.fromkeys(("radiogroup", "dropdown", "buttongroup"), _single),
    **dict.fromkeys(("checkbox", "tagbox", "ranking"), _several),
    "imagepicker": lambda shop, asked: (_several if asked.piece.flag("multiSelect") else _single)(
        shop, asked
    ),
    "text": lambda shop, asked: [text_item(shop, asked)],
    "comment": lambda shop, asked: [text_item(shop, asked, "longtext")],
    "boolean": _boolean,
    "rating": _rating,
    "matrix": matrix_items,
    "matrixdropdown": lambda shop, asked: cell_items(shop, asked, items_of),
    "matrixdynamic": lambda shop, asked: table_items(shop, asked, items_of),
    "paneldynamic": lambda shop, asked: table_items(shop, asked, items_of),
    "multipletext": lambda shop, asked: text_items(shop, asked, items_of),
    "html": _html,
    "image": _image,
    "file": _file,
    "expression": _expression,
}
