"""A file is what it holds, whatever it is called."""

from __future__ import annotations

import pytest

from huiyin.files.problems import UnreadableLaw
from huiyin.files.sniff import FileFormat, is_page, refuse_foreign, sniff_format


@pytest.mark.parametrize(
    ("data", "name", "format_"),
    [
        (b"%PDF-1.7 ...", "law.txt", FileFormat.PDF),
        (b"<!doctype html><p>Article 1", "law.txt", FileFormat.HTML),
        (b"# Law\n", "law.md", FileFormat.MARKDOWN),
        (b"Article 1", "law.txt", FileFormat.TEXT),
    ],
)
def test_what_it_holds_says_the_format(data: bytes, name: str, format_: FileFormat) -> None:
    assert sniff_format(data, name) is format_


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), "image"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_word"),
    ],
)
def test_what_cannot_be_read_says_which_it_is(data: bytes, code: str) -> None:
    with pytest.raises(UnreadableLaw) as refused:
        sniff_format(data, "law.doc")
    assert refused.value.code == code


def test_a_picture_is_foreign_and_no_page() -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(20)
    assert not is_page(picture, "a.html")
    with pytest.raises(UnreadableLaw):
        refuse_foreign(picture, "a.html")
    refuse_foreign(b"Article 1", "a.txt")
