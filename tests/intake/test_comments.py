"""Comments from tables, letters, e-mails and marked-up drafts, placed at their provisions."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.intake import Comment, IntakeResult, RefusalCode, read_comments
from huiyin.law import Law
from tests.intake.placed_comments import where
from tests.intake.sends import Send


def reasons(found: IntakeResult[Comment]) -> list[tuple[int, RefusalCode]]:
    return [(refusal.row, refusal.reason) for refusal in found.refused]


def test_good_rows_are_taken_and_bad_ones_named_with_their_row(send: Send, draft: Law) -> None:
    path = send("a.csv", "编号,条款,意见内容\n1,第二条,太少\n2,第三条,\n3,第三条第（一）项,太轻\n")
    found = read_comments([path], law=draft)
    assert where(found) == ["art_2", "art_3__point_1"]
    assert reasons(found) == [(3, RefusalCode.EMPTY_TEXT)]


def test_the_reason_joins_the_comment_and_the_iso_kind_is_kept(send: Send, draft: Law) -> None:
    rows = [
        ["MB/NC", "Clause", "Type of comment", "Comments", "Proposed change", "Reason"],
        ["甲", "2", "te ", "Too rare", "每月公布", "Others do"],
    ]
    (comment,) = read_comments([send("iso.xlsx", rows)], law=draft).taken
    assert (comment.organisation, comment.kind) == ("甲", "te")
    assert comment.text == "Too rare\nOthers do"
    assert comment.wording == "每月公布"


def test_the_same_id_and_words_again_is_a_repeat_and_with_other_words_a_second_comment(
    send: Send, draft: Law
) -> None:
    path = send("a.csv", "编号,意见内容\n1,太少\n1,太少。\n1,太多\n")
    found = read_comments([path], law=draft)
    assert [c.id for c in found.taken] in (["1", "1~2"], ["1", "1~2", "1~3"])
    again = read_comments([send("b.csv", "编号,意见内容\n1,太少\n1,太少\n")], law=draft)
    assert reasons(again) == [(3, RefusalCode.REPEATED)]


def test_a_row_without_an_id_gets_the_same_one_in_every_run(send: Send, draft: Law) -> None:
    path = send("a.csv", "意见内容\n太少\n太多\n")
    ids = [c.id for c in read_comments([path], law=draft).taken]
    assert ids == [c.id for c in read_comments([path], law=draft).taken]
    assert len(set(ids)) == 2


def test_one_bad_file_does_not_keep_the_others_out(send: Send, draft: Law, tmp_path: Path) -> None:
    good = send("good.csv", "意见内容\n太少\n")
    odd = send("odd.csv", "甲,乙\n丙,丁\n")
    locked = send("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    found = read_comments([odd, locked, tmp_path / "gone.csv", good], law=draft)
    assert [c.text for c in found.taken] == ["太少"]
    assert [(r.file, r.reason) for r in found.refused] == [
        ("odd.csv", RefusalCode.NO_HEADINGS),
        ("old.xls", RefusalCode.UNREADABLE),
        ("gone.csv", RefusalCode.UNREADABLE),
    ]
    assert dict(found.refused[0].details)["seen"] == "甲 | 乙"


LETTER = """尊敬的起草组：
感谢组织征求意见，我们是沿河三个村的护河小组，有以下几点看法，请予考虑，并请公开答复。
关于第二条：应当每月公布。
村里没有网络，还请张贴。
二、第三条的罚款太轻。
此致
敬礼
"""


def test_a_letter_is_a_comment_per_paragraph_that_begins_with_a_citation(
    send: Send, draft: Law
) -> None:
    found = read_comments([send("letter.txt", LETTER)], law=draft)
    assert where(found) == ["", "art_2", "art_3"]
    assert found.taken[1].text == "关于第二条：应当每月公布。\n村里没有网络，还请张贴。"
    assert [c.source.row for c in found.taken] == [1, 3, 5]


def test_a_letter_is_read_alike_from_word_and_from_a_web_page(send: Send, draft: Law) -> None:
    import io

    from docx import Document

    document = Document()
    for line in LETTER.splitlines():
        document.add_paragraph(line)
    written = io.BytesIO()
    document.save(written)
    page = (
        "<!doctype html><body>"
        + "".join(f"<p>{line}</p>" for line in LETTER.splitlines())
        + "</body>"
    )
    plain = read_comments([send("letter.txt", LETTER)], law=draft)
    for name, content in (("letter.docx", written.getvalue()), ("letter.html", page)):
        found = read_comments([send(name, content)], law=draft)
        assert [(c.eid, c.text) for c in found.taken] == [(c.eid, c.text) for c in plain.taken]


def mail(text: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "护河小组 <river@example.org>"
    message.set_content(text)
    return message


def test_an_email_gives_its_text_its_sender_and_every_attachment(send: Send, draft: Law) -> None:
    message = mail("第二条：应当每月公布。\n> 第三条：引用的旧信\n")
    table = "条款,意见内容\n第三条,太轻\n第四条,\n".encode("gb18030")
    message.add_attachment(table, maintype="text", subtype="csv", filename="意见.csv")
    message.add_attachment(
        b"\x89PNG\r\n\x1a\n" + bytes(40), maintype="image", subtype="png", filename="scan.png"
    )
    message.add_attachment(
        b"GIF89a", maintype="image", subtype="gif", filename="logo.gif", disposition="inline"
    )
    found = read_comments([send("m.eml", message.as_bytes())], law=draft)
    assert [(c.eid, c.author, c.source.file) for c in found.taken] == [
        ("art_2", "护河小组 <river@example.org>", "m.eml"),
        ("art_3", "护河小组 <river@example.org>", "m.eml/意见.csv"),
    ]
    assert [(r.file, r.reason) for r in found.refused] == [
        ("m.eml/意见.csv", RefusalCode.EMPTY_TEXT),
        ("m.eml/scan.png", RefusalCode.UNREADABLE),
    ]


def test_a_forwarded_email_is_opened_and_html_mail_is_read(send: Send, draft: Law) -> None:
    inner = EmailMessage()
    inner["From"] = "a@example.org"
    inner.set_content("<p>第三条：太轻。</p>", subtype="html")
    outer = mail("转上一封来信。")
    outer.add_attachment(inner)
    found = read_comments([send("m.eml", outer.as_bytes())], law=draft)
    assert [(c.eid, c.text) for c in found.taken] == [
        ("", "转上一封来信。"),
        ("art_3", "第三条：太轻。"),
    ]


@pytest.mark.parametrize(
    "header",
    [b'From: "a" <', b"From: a@", b"From: x: a@b, <;", b"Content-Type: multipart/mixed; boundary"],
)
def test_an_email_with_a_broken_header_is_still_read(send: Send, draft: Law, header: bytes) -> None:
    found = read_comments([send("m.eml", header + "\n\n第二条：太少。\n".encode())], law=draft)
    assert where(found) == ["art_2"]


def test_tracked_changes_become_wordings_and_margin_comments_keep_what_they_point_at(
    send: Send, draft: Law
) -> None:
    path = send("draft.docx", marked_up())
    found = read_comments([path], law=draft)
    tracked, margin = found.taken
    assert (tracked.eid, tracked.organisation) == ("art_2__para_2", "甲社")
    assert tracked.wording == "单位和个人有权免费查阅资料。"
    assert tracked.quote == "单位和个人有权查阅水质资料。"
    assert (margin.eid, margin.quote, margin.text, margin.author) == (
        "art_4", "第四条　本条例自2027年1月1日起施行。", "太急了", "乙社",
    )  # fmt: skip


def marked_up() -> bytes:
    """The draft with one provision changed by 甲社 and a margin comment by 乙社 on the last."""
    import io

    from docx import Document
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    from tests.intake.conftest import DRAFT

    document = Document()
    lines = DRAFT.splitlines()
    for line in lines:
        document.add_paragraph("" if line.startswith("单位和个人") else line)
    target = document.paragraphs[lines.index("单位和个人有权查阅水质资料。")]._p
    for tag, text, words in (
        (None, "t", "单位和个人有权"),
        ("ins", "t", "免费"),
        (None, "t", "查阅"),
        ("del", "delText", "水质"),
        (None, "t", "资料。"),
    ):
        run = f"<w:r {nsdecls('w')}><w:{text}>{words}</w:{text}></w:r>"
        if tag:
            run = f'<w:{tag} {nsdecls("w")} w:id="1" w:author="甲社">{run}</w:{tag}>'
        target.append(parse_xml(run))
    document.add_comment(document.paragraphs[-1].runs, text="太急了", author="乙社", initials="乙")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40
)


@given(st.lists(WORDS.filter(str.strip), min_size=1, max_size=6))
def test_what_was_written_to_a_sheet_is_taken_word_for_word(texts: list[str]) -> None:
    import tempfile

    from huiyin.presentation.spreadsheets import sheet_bytes

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.xlsx"
        rows = [["id", "text"], *[[str(n), text] for n, text in enumerate(texts)]]
        path.write_bytes(sheet_bytes(path, rows))
        found = read_comments([path])
    assert [c.text for c in found.taken] == [text.strip() for text in texts]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5"])
@pytest.mark.parametrize("header", ["", "Content-Type: text/plain; charset=gb2312\n"])
def test_an_email_that_is_silent_or_wrong_about_its_encoding_is_read(
    send: Send, draft: Law, encoding: str, header: str
) -> None:
    text = "第二條：應當每月公布水質資料，並且讓居民查閱。"
    data = f"From: a@example.org\n{header}\n{text}\n".encode(encoding)
    found = read_comments([send("m.eml", data)], law=draft)
    assert [(c.eid, c.text) for c in found.taken] == [("art_2", text)]


def test_headings_in_two_rows_are_read_together(send: Send, draft: Law) -> None:
    rows: list[list[object]] = [
        ["《河流保护条例》意见汇总表"],
        ["序号", "单位", "条款", None, "意见", None],
        [None, None, "条", "款", "具体意见", "修改建议"],
        [1, "甲协会", "第二条", "第二款", "太慢", "随时查阅"],
    ]
    upper: list[list[object]] = [["单位", "涉及条款", "反馈", None], ["", "", "意见", "理由"]]
    upper += [["乙协会", "第一条", "太短", "不清楚"]]
    (first, second) = read_comments([send("a.xlsx", rows), send("b.xlsx", upper)], law=draft).taken
    assert (first.organisation, first.eid) == ("甲协会", "art_2__para_2")
    assert (first.text, first.wording) == ("太慢", "随时查阅")
    assert (second.organisation, second.eid, second.text) == ("乙协会", "art_1", "太短\n不清楚")


@pytest.mark.parametrize(
    "below",
    [
        "-----原始邮件-----\n发件人：秘书处\n请反馈第一条的意见。\n",
        "发件人：秘书处\n发送时间：2026年3月1日\n主题：征求意见\n\n第一条请反馈。\n",
        "On Mon, 1 Jan 2026 at 10:00, Secretariat wrote:\n> Article 1\n",
        "2026年3月1日，秘书处 <s@example.org> 写道：\n> 第一条\n",
        "-- \n某某，第一条街一号\n",
    ],
)
def test_the_mail_that_is_answered_is_no_comment(send: Send, draft: Law, below: str) -> None:
    mail = EmailMessage()
    mail["From"] = "a@example.org"
    mail.set_content(f"> 第四条\n第二条：太慢。\n\n{below}")
    (comment,) = read_comments([send("a.eml", bytes(mail))], law=draft).taken
    assert (comment.eid, comment.text, comment.source.row) == ("art_2", "第二条：太慢。", 2)


def test_a_mail_passed_on_without_a_word_is_read(send: Send, draft: Law) -> None:
    mail = EmailMessage()
    mail["From"] = "a@example.org"
    mail.set_content("-----原始邮件-----\n发件人：乙协会\n\n第二条：太慢。\n")
    found = read_comments([send("a.eml", bytes(mail))], law=draft).taken
    assert [c.eid for c in found][-1] == "art_2"


def test_a_letter_that_counts_its_comments_is_taken_apart_and_its_signature_read(
    send: Send, draft: Law
) -> None:
    letter = (
        "秘书处：\n一、关于第一条。目的太窄。\n二、第三条第（一）项：太轻。\n理由：罚款低于成本。\n三、总体上支持。\n"
        "清水环保协会（盖章）\n2026年3月1日\n"
    )
    found = read_comments([send("a.txt", letter)], law=draft).taken
    assert [(c.eid, c.organisation) for c in found] == [
        ("art_1", "清水环保协会"),
        ("art_3__point_1", "清水环保协会"),
        ("", "清水环保协会"),
    ]
    assert found[1].text.endswith("理由：罚款低于成本。")
    assert found[2].text == "三、总体上支持。"
