"""Words that stand in no run of their own: formulas and diagrams."""

from __future__ import annotations

from huiyin.law import read_bytes
from tests.law.word_files import said
from tests.wordml import (
    NAMESPACES,
    docx,
    p,
)


def test_what_a_formula_prints_between_its_parts_is_read() -> None:
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    power = (
        "<m:sSup><m:e><m:r><m:t>m</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>"
    )
    group = f"<m:d><m:e>{half}</m:e></m:d>"
    assert said(docx(p(f"<m:oMath>{half}{power}{group}</m:oMath>"))) == ["1/2m^2(1/2)"]


def test_words_of_a_diagram_are_read_and_a_chart_is_told() -> None:
    diagram = f"<dgm:dataModel {NAMESPACES}><dgm:ptLst><dgm:pt><dgm:t><a:p><a:r><a:t>报告</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    body = p("第一条 如图：", '<w:r><w:drawing><dgm:relIds r:dm="rId1"/></w:drawing></w:r>')
    body += p("第二条 见表。", '<w:r><w:drawing><c:chart r:id="rId9"/></w:drawing></w:r>')
    law = read_bytes(docx(body, {"diagramData": diagram}), "a.docx")
    assert "报告" in law.source
    assert [(one.line, one.code) for one in law.problems] == [(3, "unread_part")]
