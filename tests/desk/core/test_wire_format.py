"""Values that come over from a process that is not trusted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from huiyin.desk.core.badges import Look
from huiyin.desk.core.wire_format import NotTransferable, PlainColumns, pack_value, unpack_value


@pytest.mark.parametrize(
    "value",
    [
        None,
        "湿地\ud800",
        3,
        0.5,
        (1, (2, "a")),
        [1, 2],
        {"a": 1, 2: "b"},
        date(2026, 1, 2),
        b"\0\xff",
        Look("good", "check"),
    ],
)
def test_what_goes_over_comes_out_the_same(value: Any) -> None:
    assert unpack_value(pack_value(value)) == value


def test_columns_are_rows_again() -> None:
    columns = unpack_value(pack_value(PlainColumns({"a": [1, 2], "b": ["x", "y"]})))
    assert columns.list_rows("b", "a") == [("x", 1), ("y", 2)]


@pytest.mark.parametrize("word", ["", "\n", "\x1d", "\x1e", "湿地\ud800", "\0", '"{}'])
def test_columns_of_words_go_over_whatever_stands_in_them(word: str) -> None:
    columns = {"a": [word, "x", word], "b": ["", word, "y"], "c": [1, None, word], "d": [word]}
    part = ("part", (PlainColumns(columns), PlainColumns({"a": []}), 0.5))
    assert unpack_value(pack_value(part)) == part


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"{",
        b'{"class":"os.system"}',
        b'{"enum":"os.system","value":1}',
        b'{"two":1,"keys":2}',
        b'{"plain":{"a":7}}\nx',
        b'{"plain":{"a":-1}}\nx',
        b'{"plain":{"a":true}}\nx',
        b'{"plain":{"a":[[]]}}',
    ],
)
def test_no_class_of_others_is_made(data: bytes) -> None:
    with pytest.raises(NotTransferable):
        unpack_value(data)
    with pytest.raises(NotTransferable):
        pack_value(object())
