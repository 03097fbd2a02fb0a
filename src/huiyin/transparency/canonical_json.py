"""Canonical JSON after RFC 8785, and a reader that rejects anything that two programs might read differently.

Rejected are duplicate keys, numbers outside I-JSON (RFC 7493), lone surrogates, and invalid UTF-8.
"""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

import rfc8785

from huiyin.transparency.merkle_tree import LARGEST_SIZE
from huiyin.transparency.refusals import RefusalCode, RefusedEvidence

#: The deepest nesting. We set our own limit because Python's depends on the caller's stack, so one reader might
#: accept what another refuses.
_DEEPEST = 64
#: The most bytes; no receipt, state or entry is larger.
LARGEST_DOCUMENT = 16 * 1024 * 1024


def write_canonical_json(value: Any) -> bytes:
    """Write ``value`` in the canonical form of RFC 8785. Raises :class:`RefusedEvidence`."""
    if not _is_shallow(value):
        raise RefusedEvidence(RefusalCode.JSON_BROKEN)
    try:
        return rfc8785.dumps(value)
    except (rfc8785.IntegerDomainError, rfc8785.FloatDomainError):
        raise RefusedEvidence(RefusalCode.JSON_NUMBER) from None
    except UnicodeError:
        raise RefusedEvidence(RefusalCode.JSON_CHARACTERS) from None
    except rfc8785.CanonicalizationError as error:
        is_text = isinstance(error.__cause__, UnicodeError)
        code = RefusalCode.JSON_CHARACTERS if is_text else RefusalCode.JSON_BROKEN
        raise RefusedEvidence(code) from None


def read_json(data: bytes) -> Any:
    """Read the value in ``data``, whatever its spacing and order. Raises :class:`RefusedEvidence`."""
    if len(data) > LARGEST_DOCUMENT:
        raise RefusedEvidence(RefusalCode.TOO_LONG)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        raise RefusedEvidence(RefusalCode.JSON_CHARACTERS) from None
    try:
        value = json.loads(
            text,
            object_pairs_hook=_join_pairs,
            parse_int=_parse_integer,
            parse_float=_parse_float,
            parse_constant=_refuse_constant,
        )
    except (ValueError, RecursionError):
        raise RefusedEvidence(RefusalCode.JSON_BROKEN) from None
    write_canonical_json(value)  # rejects what JSON can express but Unicode does not have
    return value


def read_canonical_json(data: bytes) -> Any:
    """Read the value in ``data``, which must be in the canonical form of RFC 8785. Raises :class:`RefusedEvidence`."""
    value = read_json(data)
    if write_canonical_json(value) != data:
        raise RefusedEvidence(RefusalCode.JSON_NOT_CANONICAL)
    return value


def _join_pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    joined = dict(pairs)
    if len(joined) != len(pairs):
        raise RefusedEvidence(RefusalCode.JSON_REPEATED_KEY)
    return joined


def _parse_integer(text: str) -> int:
    # Python raises a ValueError for numbers of thousands of digits.
    if len(text) > 17 or abs(number := int(text)) > LARGEST_SIZE:
        raise RefusedEvidence(RefusalCode.JSON_NUMBER)
    return number


def _parse_float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise RefusedEvidence(RefusalCode.JSON_NUMBER)
    return number


def _refuse_constant(_text: str) -> NoReturn:
    raise RefusedEvidence(RefusalCode.JSON_NUMBER)


def _is_shallow(value: Any) -> bool:
    level = [value]
    for _ in range(_DEEPEST):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list | tuple)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
        if not level:
            return True
    return False
