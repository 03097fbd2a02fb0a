"""Encode values as JSON and decode them, for answers from a process that is not trusted.

Of classes, only dataclasses and enumerations of this package that are already loaded here are made, through
their own constructors. Whoever controls the bytes can send wrong values but never choose what code runs.
"""

from __future__ import annotations

import base64
import dataclasses
import json
import sys
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Any


class NotTransferable(ValueError):
    """A value that is neither plain nor of a class that may be transferred, or bytes that are not an encoding."""


#: The types allowed in columns of plain values.
_PLAIN = frozenset((str, int, bool, float, type(None)))


@dataclasses.dataclass(frozen=True, slots=True)
class PlainColumns:
    """Many rows as one list of plain values per column. They are encoded and decoded column by column, which is
    much quicker than value by value.
    """

    columns: dict[str, list[Any]]

    def list_rows(self, *names: str) -> list[tuple[Any, ...]]:
        return list(zip(*(self.columns[name] for name in names), strict=True))


#: Separator of the strings in a joined column, and of joined columns (the ASCII record and group
#: separators).
_BETWEEN, _NEXT = "\x1e", "\x1d"


def pack_value(value: Any) -> bytes:
    """Encode ``value``: one line of JSON, then, if any, the joined string columns as they are. Raises
    :class:`NotTransferable`.
    """
    joined: list[str] = []
    written = json.dumps(_lay_out(value, joined), ensure_ascii=False, separators=(",", ":"))
    if joined:
        written = f"{written}\n{_NEXT.join(joined)}"
    return written.encode("utf-8", "surrogatepass")


def unpack_value(data: bytes) -> Any:
    """Decode what :func:`pack_value` encoded. Raises :class:`NotTransferable` for anything else."""
    try:
        written, _, joined = data.decode("utf-8", "surrogatepass").partition("\n")
        return _put_together(json.loads(written), joined.split(_NEXT))
    except NotTransferable:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise NotTransferable(str(error)[:200]) from error


def _lay_out(value: Any, joined: list[str]) -> Any:
    """Turn ``value`` into JSON types. A JSON array stands for a tuple, the most frequent type; anything that
    JSON lacks is an object with a key that names its type.
    """
    if isinstance(value, Enum):
        return {"enum": _name_class(type(value)), "value": value.value}
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, PlainColumns):
        return {"plain": {name: _join_words(one, joined) for name, one in value.columns.items()}}
    if isinstance(value, tuple):
        return [_lay_out(one, joined) for one in value]
    if isinstance(value, list):
        return {"list": [_lay_out(one, joined) for one in value]}
    if isinstance(value, (dict, MappingProxyType)):
        return {
            "dict": [[_lay_out(key, joined), _lay_out(one, joined)] for key, one in value.items()]
        }
    if isinstance(value, (bytes, bytearray)):
        return {"bytes": base64.b64encode(value).decode("ascii")}
    if isinstance(value, date) and not isinstance(value, datetime):
        return {"date": value.isoformat()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = [
            _lay_out(getattr(value, f.name), joined) for f in dataclasses.fields(value) if f.init
        ]
        return {"class": _name_class(type(value)), "fields": fields}
    raise NotTransferable(f"a {type(value).__name__}")


def _join_words(values: list[Any], joined: list[str]) -> list[Any] | int:
    """Join a column of strings, add it to ``joined`` and return its index there. Returns the column itself if
    it holds other types or a string contains a separator.
    """
    if not values or set(map(type, values)) != {str}:
        return values
    words = _BETWEEN.join(values)
    if words.count(_BETWEEN) != len(values) - 1 or _NEXT in words:
        return values
    joined.append(words)
    return len(joined) - 1


def _name_class(cls: type) -> str:
    return f"{cls.__module__}:{cls.__qualname__}"


def _put_together(given: Any, joined: list[str]) -> Any:
    if isinstance(given, list):
        return tuple(_put_together(one, joined) for one in given)
    if not isinstance(given, dict):
        return given
    if "plain" in given:
        return PlainColumns(_check_columns(given["plain"], joined))
    if "class" in given:
        return _make_dataclass(given, joined)
    if "enum" in given:
        return _find_member(given)
    if "list" in given:
        return [_put_together(one, joined) for one in given["list"]]
    if "dict" in given:
        return {
            _put_together(key, joined): _put_together(one, joined) for key, one in given["dict"]
        }
    if "bytes" in given:
        return base64.b64decode(given["bytes"], validate=True)
    if "date" in given:
        return date.fromisoformat(given["date"])
    raise NotTransferable("an object of no known kind")


def _check_columns(columns: Any, joined: list[str]) -> dict[str, list[Any]]:
    if not isinstance(columns, dict):
        raise NotTransferable("columns that are none")
    checked: dict[str, list[Any]] = {}
    for name, values in columns.items():
        if type(values) is int and 0 <= values < len(joined):
            checked[name] = joined[values].split(_BETWEEN)
        elif isinstance(values, list) and set(map(type, values)) <= _PLAIN:
            checked[name] = values
        else:
            raise NotTransferable("a column that is not plain")
    return checked


def _make_dataclass(given: dict[str, Any], joined: list[str]) -> Any:
    cls = _find_class(given["class"])
    if not dataclasses.is_dataclass(cls):
        raise NotTransferable(given["class"])
    names = [field.name for field in dataclasses.fields(cls) if field.init]
    values = [_put_together(one, joined) for one in given["fields"]]
    return cls(**dict(zip(names, values, strict=True)))


def _find_member(given: dict[str, Any]) -> Enum:
    cls = _find_class(given["enum"])
    if not issubclass(cls, Enum):
        raise NotTransferable(given["enum"])
    return cls(given["value"])


def _find_class(name: str) -> type:
    """The class called ``module:name``, which must be of this package and loaded. Nothing is imported on request."""
    module, _, own = name.partition(":")
    found = getattr(sys.modules.get(module), own, None) if module.startswith("huiyin.") else None
    # A name that a module merely imported (say, a class of the standard library) is refused: the
    # class must be defined where it is said to be.
    if not isinstance(found, type) or found.__module__ != module:
        raise NotTransferable(name)
    return found
