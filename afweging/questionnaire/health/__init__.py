"""The health of a questionnaire: what is no error, but deserves a look.

Every kind of warning has its code, its words in `model.WORDS` and a heading in
`docs/writing-a-questionnaire.md`.
"""

from collections.abc import Iterable, Iterator

from ..inventory import inventory
from ..model import Questionnaire
from ..parts import PartRef
from .clashes import clashes
from .found import Found
from .hidden import looks_at_hidden
from .logic.picture import Picture
from .model import WORDS, Warning, named, said
from .places import Nowhere, Places, file_places, variant_places
from .reach import unreached
from .rules import rules_of
from .texts import texts_of
from .wording import hard_to_read, long_labels, missing_languages

__all__ = ["WORDS", "Places", "Warning", "file_places", "health", "variant_places"]


def health(
    questionnaire: Questionnaire,
    *,
    file: str = "",
    others: Iterable[Questionnaire] = (),
    places: Places | None = None,
    base: Questionnaire | None = None,
) -> list[Warning]:
    """Every warning about a questionnaire, in the order of its file.

    `file` is what they call it; `others` are the questionnaires beside it; `places` knows where things stand:
    `file_places`, or `variant_places` for a variant laid over its `base`. With a base, what that deserves too
    is left out. Bounded: what would take too much work to be certain of is not said.
    """
    known = {_essence(found) for found in _found(base, ())} if base else set()
    found = [each for each in _found(questionnaire, others) if _essence(each) not in known]
    where = places or Nowhere()
    return sorted(dict.fromkeys(_warning(each, file, where) for each in found))


def _essence(found: Found) -> tuple[str, PartRef, str, str]:
    return found.code, found.part, found.key, str(sorted(found.params.items()))


def _found(questionnaire: Questionnaire, others: Iterable[Questionnaire]) -> Iterator[Found]:
    rules = tuple(rules_of(questionnaire))
    texts = tuple(texts_of(questionnaire, inventory(questionnaire)))
    yield from unreached(Picture(questionnaire, rules))
    yield from looks_at_hidden(rules)
    yield from missing_languages(questionnaire, texts)
    yield from long_labels(texts)
    yield from hard_to_read(texts)
    yield from clashes(questionnaire, others)


def _warning(found: Found, file: str, places: Places) -> Warning:
    mark = places.mark(found.part, found.key, found.because_of)
    params = {"part": named(found.part), "owner": named(_owner(found.part)), "key": found.key, **found.params}
    words = said(found.code, params)
    return Warning(file, mark.line, mark.column, found.code, found.part, words.to("en"), words)


def _owner(part: PartRef) -> PartRef:
    return PartRef("score" if part.kind == "band" else "question", part.owner)
