"""Word files made for these tests, and what is read of them."""

from __future__ import annotations

from huiyin.files.word import read_word
from tests.wordml import (
    box,
    gone,
    ins,
    numbering,
    p,
    run,
    sdt,
    tbl,
    tc,
    tr,
)

ARTICLES = numbering(("chineseCountingThousand", "第%1条　"))


def said(data: bytes) -> list[str]:
    return [
        paragraph.number + paragraph.accepted for paragraph in read_word(data, "a.docx").paragraphs
    ]


WAYS = {
    "plain": ("{}", True),
    "block control": (sdt(p("x{}")), True),
    "hyperlink": (p('<w:hyperlink w:anchor="x">' + run("{}") + "</w:hyperlink>"), True),
    "simple field": (p('<w:fldSimple w:instr="REF x">' + run("{}") + "</w:fldSimple>"), True),
    "smart tag": (p('<w:smartTag w:element="x">' + run("{}") + "</w:smartTag>"), True),
    "custom XML": (f'<w:customXml w:element="x">{p("x{}")}</w:customXml>', True),
    "unknown": (f'<w:unknown><w:other>{p("x{}")}</w:other></w:unknown>', True),
    "inline control": (p(sdt(run("{}"))), True),
    "moved here": (p(ins("{}", tag="moveTo")), True),
    "moved away": (p(gone("{}", tag="moveFrom")), False),
    "deleted": (p(gone("{}")), False),
    "hidden": (p(run("{}", "<w:vanish/>")), False),
    "text box": (p(box(p("x{}"))), True),
    "box in a box": (p(box(p(box(p("x{}"))))), True),
    "table in a box": (p(box(tbl(tr("x{}")))), True),
    "cell": (tbl(tr("x{}")), True),
    "cell in a control": (tbl(tr(sdt(tc("x{}")))), True),
    "row in a control": (tbl(sdt(tr("x{}"))), True),
    "repeated rows": (tbl(sdt(sdt(tr("x{}")))), True),
    "table in a cell": (tbl(tr(tc(tbl(tr("x{}")), p("")))), True),
    "deleted row": (tbl(tr("x{}", look='<w:del w:author="a"/>')), False),
    "deleted cell": (tbl(tr(tc("x{}", look='<w:cellDel w:author="a"/>'))), False),
    "moved row": (tbl(f'<w:moveTo w:author="a">{tr("x{}")}</w:moveTo>'), True),
    "beside paragraphs": (run("{}"), True),
    "paragraph in a table": (f"<w:tbl>{p('x{}')}{tr('y')}</w:tbl>", True),
    "paragraph in a paragraph": (f"<w:p>{p('x{}')}</w:p>", True),
    "text of a shape": (p(
        "<w:r><w:drawing><wps:wsp><a:txBody><a:bodyPr/><a:p><a:r><a:rPr/><a:t>{}</a:t></a:r></a:p></a:txBody></wps:wsp></w:drawing></w:r>"
    ), True),
    "box without a drawing": (p(
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><wps:txbx><w:txbxContent>' + p("x{}") + "</w:txbxContent></wps:txbx></mc:Choice>"
        "<mc:Fallback><w:pict><v:textbox><w:txbxContent>" + p("x{}") + "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    ), True),
    "contents of a box in a run": (p(f"<w:r><w:txbxContent>{p('x{}')}</w:txbxContent></w:r>"), True),
    "words under a gloss": (p(f"<w:r><w:ruby><w:rt>{run('zhù')}</w:rt><w:rubyBase>{run('{}')}</w:rubyBase></w:ruby></w:r>"), True),
    "gloss": (p(f"<w:r><w:ruby><w:rt>{run('{}')}</w:rt><w:rubyBase>{run('园')}</w:rubyBase></w:ruby></w:r>"), False),
    "lettering": (p('<w:r><w:pict><v:shape><v:textpath string="{}"/></v:shape></w:pict></w:r>'), True),
    "an empty choice": (p(
        '<mc:AlternateContent><mc:Choice Requires="wpsCustomData"><w:proofErr/></mc:Choice>'
        f"<mc:Fallback>{run('{}')}</mc:Fallback></mc:AlternateContent>"
    ), True),
    "blocks to choose from": (
        f'<mc:AlternateContent><mc:Choice Requires="x">{p("x{}")}</mc:Choice><mc:Fallback>{p("x{}")}</mc:Fallback></mc:AlternateContent>',
        True,
    ),
    "formula": (p("<m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath>"), True),
    "formula beside paragraphs": ("<m:oMathPara><m:oMath><m:r><m:t>{}</m:t></m:r></m:oMath></m:oMathPara>", True),
    "field": (p(
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>HYPERLINK "x"</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("{}") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ), True),
    "list of a form": (p(
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/>'
        '<w:listEntry w:val="{}"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ), True),
}  # fmt: skip
