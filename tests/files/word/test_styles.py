"""What styles say of the runs that use them."""

from __future__ import annotations

import pytest

from huiyin.law import read_bytes
from tests.law.word_files import said
from tests.wordml import (
    NAMESPACES,
    docx,
    p,
    run,
)


@pytest.mark.parametrize(
    ("look", "styles"),
    [
        ("<w:strike/>", ""),
        ("<w:dstrike w:val='true'/>", ""),
        ('<w:rStyle w:val="Gone"/>', '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:strike/></w:rPr></w:style>'),
        (
            '<w:rStyle w:val="Out"/>',
            '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:dstrike/></w:rPr></w:style>'
            '<w:style w:type="character" w:styleId="Out"><w:basedOn w:val="Gone"/></w:style>',
        ),
        ("<w:vanish/>", ""),
    ],
)  # fmt: skip
def test_words_are_struck_or_hidden_by_themselves_or_by_their_style(look: str, styles: str) -> None:
    parts = {"styles": f"<w:styles {NAMESPACES}>{styles}</w:styles>"}
    data = docx(p("第一条 期限为", run("三十", look), "六十日。") + p("第二条 施行。"), parts)
    law = read_bytes(data, "a.docx")
    assert law.articles[0].text == "期限为六十日。"
    assert "三十" in law.source


def test_a_run_may_undo_the_strike_of_its_style() -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:rPr><w:strike/></w:rPr></w:style>'
    parts = {"styles": f"<w:styles {NAMESPACES}>{styles}</w:styles>"}
    body = p(run("旧"), run("新", "<w:strike w:val='0'/>"))
    assert said(docx(body, parts)) == ["新"]
