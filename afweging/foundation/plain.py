"""Frozen dataclasses to plain JSON values and back, driven by their annotations.

Dates are ISO strings, tuples are lists, mappings keep their string keys; behind `Any` stands JSON, as it is.
Reading is strict: an unknown key, a missing one or a value of the wrong shape raises `ShapeInvalid` with the
place where it stands.
"""

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from types import MappingProxyType, NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


class ShapeInvalid(ValueError):
    """What was read does not have the shape that is expected."""

    def __init__(self, place: str, problem: str) -> None:
        super().__init__(f"{place}: {problem}")
        self.place = place
        self.problem = problem


def to_plain(value: object) -> Any:
    """The JSON-able form of a dataclass instance, or of anything inside one."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [to_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, date):
        return value.isoformat()
    return value


def from_plain(kind: type[T], value: object, place: str = "record") -> T:
    """An instance of `kind` (a dataclass) read from its JSON-able form."""
    result: T = _read(kind, value, place)
    return result


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _read(kind: Any, value: object, place: str) -> Any:
    if kind is Any:
        return value
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _read_optional(kind, value, place)
    if origin is tuple:
        return _read_tuple(get_args(kind)[0], value, place)
    if origin is Literal:
        return _read_literal(get_args(kind), value, place)
    if origin is not None and issubclass(origin, Mapping):
        return _read_mapping(get_args(kind)[1], value, place)
    if dataclasses.is_dataclass(kind):
        return _read_dataclass(kind, value, place)
    if issubclass(kind, date):
        return _read_date(kind, value, place)
    return _read_scalar(kind, value, place)


def _read_optional(kind: Any, value: object, place: str) -> Any:
    if value is None:
        return None
    (inner,) = [option for option in get_args(kind) if option is not NoneType]
    return _read(inner, value, place)


def _read_tuple(kind: Any, value: object, place: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise ShapeInvalid(place, "a list is expected")
    return tuple(_read(kind, item, f"{place}[{index}]") for index, item in enumerate(value))


def _read_literal(known: tuple[object, ...], value: object, place: str) -> object:
    if value not in known:
        raise ShapeInvalid(place, f"{value!r} is not one of {', '.join(map(str, known))}")
    return value


def _read_mapping(kind: Any, value: object, place: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ShapeInvalid(place, "an object is expected")
    return MappingProxyType({str(key): _read(kind, item, f"{place}.{key}") for key, item in value.items()})


def _read_dataclass(kind: Any, value: object, place: str) -> Any:
    if not isinstance(value, Mapping):
        raise ShapeInvalid(place, "an object is expected")
    hints = _hints(kind)
    if unknown := sorted(set(value) - set(hints)):
        raise ShapeInvalid(place, f"unknown {', '.join(unknown)}; known are {', '.join(hints)}")
    given = {name: _read(hints[name], item, f"{place}.{name}") for name, item in value.items()}
    try:
        return kind(**given)
    except TypeError as error:
        raise ShapeInvalid(place, str(error)) from error


def _read_date(kind: Any, value: object, place: str) -> date:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    except ValueError as error:
        raise ShapeInvalid(place, f"{value!r} is not a date") from error
    if not isinstance(moment, date):
        raise ShapeInvalid(place, "a date is expected")
    if kind is datetime:
        return moment
    return moment.date() if isinstance(moment, datetime) else moment


def _read_scalar(kind: Any, value: object, place: str) -> object:
    number = kind is float and isinstance(value, int)
    if (not isinstance(value, kind) and not number) or (kind is int and isinstance(value, bool)):
        raise ShapeInvalid(place, f"{kind.__name__} expected, not {type(value).__name__}")
    return value
