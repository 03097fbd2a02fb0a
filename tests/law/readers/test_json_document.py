"""A law out of JSON."""

from __future__ import annotations

import json

import pytest

from huiyin.files.problems import UnreadableLaw
from huiyin.law import read_bytes
from huiyin.law.readers.json_document import read_json
from huiyin.law.writers.plain_text import to_json


def test_what_is_written_is_read_back() -> None:
    law = read_bytes(
        b"Wetlands Act\n\nArticle 1\nReeds are kept.\n\nArticle 2\nWater is clean.\n", "a.txt"
    )
    again = read_json(json.dumps(to_json(law)).encode(), "a.json")
    assert [p.eid for p in again.provisions] == [p.eid for p in law.provisions]


@pytest.mark.parametrize(
    ("data", "code"), [(b"{", "json_damaged"), (b"{}", "no_provisions_in_json")]
)
def test_what_is_no_law_says_why(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableLaw) as refused:
        read_json(data, "a.json")
    assert refused.value.code == code
