"""The lines of a text file of any size."""

from __future__ import annotations

from io import BytesIO

from huiyin.files.decoded_lines import decode_lines


def test_the_head_and_the_rest_are_the_whole_text() -> None:
    text = "".join(f"第{n}行\n" for n in range(500))
    read = decode_lines(BytesIO(text.replace("\n", "\r\n").encode("gb18030")), "a.csv", 100)
    assert len(read.head) >= 100
    assert read.head + "".join(read.rest) == text
