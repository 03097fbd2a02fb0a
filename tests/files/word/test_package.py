"""The parts of a Word file, whatever their names."""

from __future__ import annotations

import pytest

from huiyin.law import UnreadableLaw, read_bytes
from tests.wordml import (
    docx,
    p,
)


@pytest.mark.parametrize("main", ["word/document2.xml", "word/main.xml", "docs/text.xml", "x.xml"])
def test_the_main_part_may_have_any_name(main: str) -> None:
    law = read_bytes(docx(p("第一条 甲。") + p("第二条 乙。"), main=main), "a.docx")
    assert [article.text for article in law.articles] == ["甲。", "乙。"]


def test_another_file_inside_the_file_is_told() -> None:
    law = read_bytes(
        docx(p("第一条 甲。") + '<w:altChunk r:id="rId1"/>' + p("第二条 乙。")), "a.docx"
    )
    assert [(one.line, one.code) for one in law.problems] == [(2, "unread_part")]
    with pytest.raises(UnreadableLaw) as caught:
        read_bytes(docx('<w:altChunk r:id="rId1"/>'), "a.docx")
    assert caught.value.code == "unread_part"
