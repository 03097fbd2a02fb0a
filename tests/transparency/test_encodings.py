"""Base64 with exactly one spelling."""

from __future__ import annotations

import pytest

from huiyin.transparency.encodings import decode_base64, encode_base64


def test_what_is_written_is_read_back() -> None:
    for data in (b"", b"\0", b"abc", bytes(range(256))):
        assert decode_base64(encode_base64(data)) == data


@pytest.mark.parametrize("text", ["YR==", "YQ", "YQ==\n", " YQ==", "Y-=="])
def test_another_spelling_of_the_same_bytes_is_refused(text: str) -> None:
    assert decode_base64(text) is None
