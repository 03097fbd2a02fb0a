"""Leaves have one spelling (RFC 8785), and what two programs might read differently is refused."""

from __future__ import annotations

import json
import struct
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.transparency import RefusalCode, RefusedEvidence
from huiyin.transparency.canonical_json import (
    read_canonical_json,
    read_json,
    write_canonical_json,
)

CASES = json.loads((Path(__file__).parent / "data" / "canonical.json").read_text("utf-8"))["cases"]

#: RFC 8785, appendix B.
NUMBERS = {
    "0000000000000000": "0",
    "8000000000000000": "0",
    "0000000000000001": "5e-324",
    "8000000000000001": "-5e-324",
    "7fefffffffffffff": "1.7976931348623157e+308",
    "ffefffffffffffff": "-1.7976931348623157e+308",
    "4340000000000000": "9007199254740992",
    "c340000000000000": "-9007199254740992",
    "4430000000000000": "295147905179352830000",
    "44b52d02c7e14af5": "9.999999999999997e+22",
    "44b52d02c7e14af6": "1e+23",
    "44b52d02c7e14af7": "1.0000000000000001e+23",
    "444b1ae4d6e2ef4e": "999999999999999700000",
    "444b1ae4d6e2ef4f": "999999999999999900000",
    "444b1ae4d6e2ef50": "1e+21",
    "3eb0c6f7a0b5ed8c": "9.999999999999997e-7",
    "3eb0c6f7a0b5ed8d": "0.000001",
    "41b3de4355555553": "333333333.3333332",
    "41b3de4355555554": "333333333.33333325",
    "41b3de4355555555": "333333333.3333333",
    "41b3de4355555556": "333333333.3333334",
    "41b3de4355555557": "333333333.33333343",
    "becbf647612f3696": "-0.0000033333333333333333",
    "43143ff3c1cb0959": "1424953923781206.2",
}

WRONG = [
    (b'{"a":1,"a":1}', RefusalCode.JSON_REPEATED_KEY),
    (b'{"b":{"a":1,"\\u0061":2}}', RefusalCode.JSON_REPEATED_KEY),
    (b"9007199254740992", RefusalCode.JSON_NUMBER),
    (b"-9007199254740992", RefusalCode.JSON_NUMBER),
    (b"9" * 5000, RefusalCode.JSON_NUMBER),
    (b"1e400", RefusalCode.JSON_NUMBER),
    (b"NaN", RefusalCode.JSON_NUMBER),
    (b"[-Infinity]", RefusalCode.JSON_NUMBER),
    (b'"\\ud800"', RefusalCode.JSON_CHARACTERS),
    (b'{"\\udc00":1}', RefusalCode.JSON_CHARACTERS),
    (b'"\\udc00\\ud800"', RefusalCode.JSON_CHARACTERS),
    (b'"\xed\xa0\x80"', RefusalCode.JSON_CHARACTERS),
    (b'"\xff"', RefusalCode.JSON_CHARACTERS),
    (b"\xef\xbb\xbf{}", RefusalCode.JSON_BROKEN),
    (b"[" * 65 + b"]" * 65, RefusalCode.JSON_BROKEN),
    (b"[" * 100_000, RefusalCode.JSON_BROKEN),
    (b"{} {}", RefusalCode.JSON_BROKEN),
    (b"", RefusalCode.JSON_BROKEN),
    (b"'a'", RefusalCode.JSON_BROKEN),
    (b"01", RefusalCode.JSON_BROKEN),
]

UNCANONICAL = [
    b'{"b":1,"a":1}',
    b'{"a": 1}',
    b'{"a":1}\n',
    b'{"a":1.0}',
    b'{"a":-0}',
    b'{"a":10e-1}',
    b'"\\u0061"',
    b'"\\/"',
    "{\"\ufb33\":1,\"\U0001f600\":1}".encode(),  # by code point, not by UTF-16
]  # fmt: skip

values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53) + 1, 2**53 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_published_documents_are_written_as_published(case: dict[str, str]) -> None:
    written = write_canonical_json(read_json(case["input"].encode()))
    assert written == case["output"].encode()
    assert read_canonical_json(written) == json.loads(case["input"])


@pytest.mark.parametrize(("bits", "text"), NUMBERS.items())
def test_the_published_numbers_are_written_as_published(bits: str, text: str) -> None:
    (number,) = struct.unpack(">d", bytes.fromhex(bits))
    assert write_canonical_json(number).decode() == text


@pytest.mark.parametrize(("data", "code"), WRONG)
def test_what_two_programs_might_read_differently_is_refused(
    data: bytes, code: RefusalCode
) -> None:
    for read in (read_json, read_canonical_json):
        with pytest.raises(RefusedEvidence) as refused:
            read(data)
        assert refused.value.code is code


@pytest.mark.parametrize("data", UNCANONICAL)
def test_a_second_spelling_is_read_where_people_write_and_refused_where_digests_are_made(
    data: bytes,
) -> None:
    read_json(data)
    with pytest.raises(RefusedEvidence) as refused:
        read_canonical_json(data)
    assert refused.value.code is RefusalCode.JSON_NOT_CANONICAL


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (float("nan"), RefusalCode.JSON_NUMBER),
        (2**53, RefusalCode.JSON_NUMBER),
        ("\ud800", RefusalCode.JSON_CHARACTERS),
        ({"\ud800": 1}, RefusalCode.JSON_CHARACTERS),
        ({1: 2}, RefusalCode.JSON_BROKEN),
        ({"a": object()}, RefusalCode.JSON_BROKEN),
    ],
)
def test_what_json_cannot_carry_is_not_written(value: Any, code: RefusalCode) -> None:
    with pytest.raises(RefusedEvidence) as refused:
        write_canonical_json(value)
    assert refused.value.code is code


@given(values)
def test_what_is_written_is_read_as_it_was_and_written_the_same(value: Any) -> None:
    try:
        written = write_canonical_json(value)
        read = read_canonical_json(written)
    except RefusedEvidence as refused:
        # A whole number that is larger than I-JSON carries, written without a point.
        assert refused.code is RefusalCode.JSON_NUMBER
        return
    assert read == value
    assert write_canonical_json(read) == written
    assert json.loads(written) == value
