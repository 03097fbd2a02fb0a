"""Which encoding a text was saved in."""

from __future__ import annotations

import pytest

from huiyin.files.decode import decode_text, detect_utf16, read_whole

SENTENCE = "第一条 为了保护湿地，维护湿地生态功能及生物多样性，保障生态安全，制定本法。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_chinese_is_read_as_it_was_saved(encoding: str) -> None:
    assert decode_text(SENTENCE.encode(encoding)).text == SENTENCE


def test_line_ends_are_one_sign() -> None:
    assert decode_text(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_utf16_without_a_mark_is_known_by_its_zeros() -> None:
    assert detect_utf16("Article 1 of the law".encode("utf-16-le")) == "utf-16-le"
    assert detect_utf16(b"Article 1 of the law") is None


def test_a_number_with_more_digits_than_python_reads_stays_as_it_is_written() -> None:
    assert read_whole("42") == 42
    assert read_whole("9" * 5_000) == "9" * 5_000
