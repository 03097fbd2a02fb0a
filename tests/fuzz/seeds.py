"""A small good file for every reader and format: laws, and what members and authorities send."""

from __future__ import annotations

import io
import json
from email.message import EmailMessage

from huiyin.law import read_text, to_akoma_ntoso, to_docx, to_json, to_markdown
from tests import wordml

TEXT = (
    "社区花园条例\n（2024年5月1日某市人大常委会通过）\n目　录\n第一章　总则\n第一章　总则\n第一条　为了规范社区花园，制定本条例。\n"
    "第二条　花园应当：\n（一）开放；\n（二）无障碍：\n1.坡道；\n2．扶手。\n第二章　附则\n第三条　将第一条修改为：“第一条 甲\n乙。”\n"
    "第十五条之一　本条例自2024年7月1日起施行。\n附件：名录\n一、东园\n"
)
ACT = "Community Act\nPART 1\nGENERAL\n1 Title\nThis is the Act.\n2. Duty\n(1) A council must—\n(a) plan;\n(i) yearly; or\n(ii) monthly.\nSCHEDULE 1\nList\n"


def laws() -> dict[str, bytes]:
    """A law in every format."""
    law = read_text(TEXT)
    return {
        "law.txt": TEXT.encode(),
        "gb.txt": TEXT.encode("gb18030"),
        "wide.txt": TEXT.encode("utf-16"),
        "act.txt": ACT.encode(),
        "law.md": to_markdown(law).encode(),
        "law.docx": to_docx(law),
        "law.html": (
            "<html><body><h1>x</h1>"
            + "".join(f"<p>{line}</p>" for line in TEXT.split("\n"))
            + "</body></html>"
        ).encode(),
        "law.pdf": _pdf(),
        "law.xml": to_akoma_ntoso(law),
        "law.json": json.dumps(to_json(law), ensure_ascii=False).encode(),
    }


def _pdf() -> bytes:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen import canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    written = io.BytesIO()
    sheet = canvas.Canvas(written)
    sheet.setFont("STSong-Light", 12)
    for at, line in enumerate(TEXT.split("\n")):
        sheet.drawString(60, 800 - 20 * at, line)
    sheet.save()
    return written.getvalue()


COMMENTS = [
    ["编号", "单位", "条款", "意见内容", "建议修改为", "理由"],
    ["1", "东园村社", "第二条", "花园应当有厕所。", "", "老人需要"],
    ["2", "西园学社", "第十五条之一", "施行日期太急。", "本条例自2025年1月1日起施行。", ""],
    ["3", "North Garden", "Article 2(1)", "Please open on Sundays.", "", "=1+1"],
    ["4", "", "", "", "", ""],
]
SUGGESTIONS = [
    ["id", "target", "action", "wording", "text", "reason", "organisations"],
    ["S1", "第二条", "修改", "花园应当每日开放。", "", "多数人白天上班", "东园村社；西园学社"],
    ["S2", "第三条", "删除", "", "删去本条", "", ""],
]
VOTES = [
    ["participant", "statement", "vote"],
    ["a", "t1", "1"],
    ["a", "t2", "反对"],
    ["b", "t1", "pass"],
]
REPLIES = [
    ["建议编号", "处理结果", "理由"],
    ["S1", "部分采纳", "已吸收"],
    ["S2", "不采纳", "无此必要"],
]


def intake() -> dict[str, bytes]:
    """What is taken in, ``reader/file``: the reader is a function of ``huiyin.intake``."""
    mail = EmailMessage()
    mail["From"] = "Garden <garden@example.org>"
    mail.set_content("Dear all,\n\nOn Article 2: open on Sundays.\n第三条：请保留。\n\nYours")
    mail.add_attachment(
        _csv(COMMENTS).encode(), maintype="text", subtype="csv", filename="意见.csv"
    )
    rows = [dict(zip(COMMENTS[0], row, strict=True)) for row in COMMENTS[1:]]
    return {
        "read_comments/a.csv": _csv(COMMENTS).encode(),
        "read_comments/gb.csv": _csv(COMMENTS).encode("gb18030"),
        "read_comments/a.json": json.dumps(rows, ensure_ascii=False).encode(),
        "read_comments/a.xlsx": _xlsx(COMMENTS),
        "read_comments/table.docx": _table(COMMENTS),
        "read_comments/changes.docx": _changes(),
        "read_comments/form.docx": _form(),
        "read_comments/form.xls": _page(COMMENTS),
        "read_comments/letter.txt": "关于第二条：应当开放。\n第三条：请保留。\n".encode(),
        "read_comments/mail.eml": mail.as_bytes(),
        "read_suggestions/s.xlsx": _xlsx(SUGGESTIONS),
        "read_suggestions/s.csv": _csv(SUGGESTIONS).encode(),
        "read_votes/v.csv": _csv(VOTES).encode(),
        "read_replies/r.xlsx": _xlsx(REPLIES),
    }


def _csv(rows: list[list[str]]) -> str:
    return "".join(",".join(row) + "\r\n" for row in rows)


def _xlsx(rows: list[list[str]]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _table(rows: list[list[str]]) -> bytes:
    from docx import Document

    document = Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _form() -> bytes:
    """A form as Word makes it: cells and rows in content controls, merged ones, a changed word, counted numbers."""
    heads, first, second, *_ = ([wordml.tc(cell) for cell in row] for row in COMMENTS)
    first[2] = wordml.sdt(first[2])
    first[3] = wordml.tc(
        wordml.p("花园", wordml.gone("没"), wordml.ins("应当有厕所。")),
        look='<w:vMerge w:val="restart"/>',
    )
    second[0] = wordml.tc(wordml.p(look=wordml.counted()))
    second[3] = wordml.tc(wordml.box(wordml.p("太急")), look="<w:vMerge/>")
    rows = [wordml.tr(*heads), wordml.sdt(wordml.tr(*first)), wordml.tr(*second)]
    levels = wordml.numbering(("chineseCounting", "第%1条"))
    return wordml.docx(
        wordml.p("意见表") + wordml.tbl(*rows), {"numbering": levels}, main="word/document2.xml"
    )


def _page(rows: list[list[str]]) -> bytes:
    shown = "".join("<tr>" + "".join(f"<td rowspan=1>{cell}" for cell in row) for row in rows)
    return f"<html><meta charset=utf-8><body><table>{shown}</table></body></html>".encode()


def _changes() -> bytes:
    """The law with a tracked insertion and a tracked deletion."""
    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    paragraph = document.paragraphs[7]._p
    for tag, text, words in (("ins", "t", "每日"), ("del", "delText", "常年")):
        paragraph.append(
            parse_xml(
                f'<w:{tag} {nsdecls("w")} w:id="1" w:author="甲" w:date="2026-03-02T00:00:00Z">'
                f"<w:r><w:{text}>{words}</w:{text}></w:r></w:{tag}>"
            )
        )
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()
