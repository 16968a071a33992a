"""Ids of imported parts: like the name they had, valid, unique and the same every time."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from afweging.questionnaire.importers.base import Ids
from afweging.questionnaire.shape import ID


def taken(*names: object) -> list[str]:
    ids = Ids()
    return [ids.take(name) for name in names]


def test_a_name_that_is_an_id_stays() -> None:
    assert taken("item3-2", "about.system_1") == ["item3-2", "about.system_1"]


def test_other_names_become_like_ids() -> None:
    assert taken("5.A.1", "Één vraag?", "日本", "", True, 3, None) == [
        "x5.A.1", "Een-vraag", "x", "x_2", "true", "x3", "None",
    ]  # fmt: skip


def test_a_name_that_was_taken_gets_a_number() -> None:
    assert taken("a", "a", "a_2", "a", "é", "e") == ["a", "a_2", "a_2_2", "a_3", "e", "e_2"]


@given(st.lists(st.text() | st.integers() | st.booleans() | st.none() | st.floats()))
def test_ids_are_valid_and_unique(names: list[object]) -> None:
    found = taken(*names)
    assert all(ID.fullmatch(name) for name in found)
    assert len(set(found)) == len(found)
    assert taken(*names) == found


def test_long_names_stay_apart() -> None:
    found = taken("a" * 200, "a" * 300, "a" * 64)
    assert len(set(found)) == 3
    assert max(map(len, found)) == 64


def test_many_collisions_take_no_time() -> None:
    found = taken(*["a"] * 20_000)
    assert found[-1] == "a_20000"
