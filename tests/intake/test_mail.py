"""Mails as programs send them: answers between quoted lines, folded lines, empty plain parts, mails passed on."""

from __future__ import annotations

from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.intake import RefusalCode, read_comments
from huiyin.intake.mail import quoted_above, read_mail, split_quoted, unfold
from huiyin.law import Law

Send = Callable[[str, Any], Path]


def mail(text: str, subject: str = "comments", **options: Any) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Hill Club <hill@example.org>"
    made["Subject"] = subject
    made.set_content(text, **options)
    return made


ENGLISH = """Dear all, our answers stand below each article.

On Mon, 3 Mar 2025 at 10:00, Office
<office@example.org> wrote:
> Article 2 A council publishes every year.

Too seldom.

> Article 3 is about fines.
> They are low.

Agreed, but say for whom.

Best regards,
Li
"""
CHINESE = """各位好，意见如下：

在 2025年3月3日，秘书处 <office@example.org> 写道：
＞ 第二条　政府应当每年公布水质。

太少。

> 第三条　处以罚款：

同意，但应写明对谁。
"""


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENGLISH, ["Too seldom.", "Agreed, but say for whom."]),
        (CHINESE, ["太少。", "同意，但应写明对谁。"]),
    ],
)
def test_answers_between_quoted_lines_stand_at_what_the_quoted_line_names(
    send: Send, draft: Law, text: str, said: list[str]
) -> None:
    found = read_comments([send("a.eml", bytes(mail(text)))], law=draft).taken
    assert [(c.eid, c.text) for c in found] == [("art_2", said[0]), ("art_3", said[1])]
    assert all(comment.quote for comment in found)


def test_one_answer_below_a_whole_mail_is_not_put_at_its_last_article(
    send: Send, draft: Law
) -> None:
    text = "> Article 2 is new.\n> Article 3 is old.\n\nWe have nothing to add to any of it.\n"
    (comment,) = read_comments([send("a.eml", bytes(mail(text)))], law=draft).taken
    assert comment.eid == "" and comment.reference == ""


def test_an_opening_that_says_something_is_kept(send: Send, draft: Law) -> None:
    text = ENGLISH.replace(
        "our answers stand below each article.", "we oppose the whole draft and ask for another."
    )
    found = read_comments([send("a.eml", bytes(mail(text)))], law=draft).taken
    assert [c.eid for c in found] == ["", "art_2", "art_3"]


def test_a_blank_plain_part_gives_way_to_the_marked_up_one(send: Send, draft: Law) -> None:
    for plain in ("\n\n", "\u00a0\n", "See HTML.\n"):
        message = mail(plain)
        message.add_alternative(
            "<p>Article 2: once a year is too seldom.</p><p>Article 3: the fine is too low.</p>",
            subtype="html",
        )
        found = read_comments([send("a.eml", bytes(message))], law=draft).taken
        assert [c.eid for c in found] == ["art_2", "art_3"], plain


def test_quotes_of_a_marked_up_mail_are_no_comment(send: Send, draft: Law) -> None:
    page = (
        "<div>On Mon, 3 Mar 2025, Office wrote:</div><blockquote type=cite><p>Article 2 A council publishes.</p></blockquote>"
        "<div>Too seldom.</div><blockquote>Article 3 is about fines.<br>They are low.</blockquote><div>For whom?</div>"
    )
    found = read_comments([send("a.eml", bytes(mail(page, subtype="html")))], law=draft).taken
    assert [(c.eid, c.text) for c in found] == [("art_2", "Too seldom."), ("art_3", "For whom?")]


def test_a_mail_passed_on_with_a_word_is_read_below_its_headers(send: Send, draft: Law) -> None:
    below = "From: Hill Club\nSent: Monday\nSubject: comments\n\nArticle 2: too seldom.\n"
    for subject, above in (
        ("FW: comments", "For you.\n\n"),
        ("x", "For you.\n\n---------- Forwarded message ---------\n"),
    ):
        found = read_comments([send("a.eml", bytes(mail(above + below, subject)))], law=draft).taken
        assert [c.text for c in found] == ["Article 2: too seldom."], subject
    answered = read_comments(
        [send("a.eml", bytes(mail("Article 3: agreed.\n\n" + below)))], law=draft
    ).taken
    assert [c.eid for c in answered] == ["art_3"]


def test_lines_that_flow_are_put_together(send: Send, draft: Law) -> None:
    text = "Article 2: once a year is \ntoo seldom.\n> Article 3 is \n> about fines.\nToo \nlow.\n-- \nLi\n"
    message = mail(text, cte="8bit")
    message.set_param("format", "flowed")
    found = read_comments([send("a.eml", bytes(message))], law=draft).taken
    assert [(c.eid, c.text) for c in found] == [
        ("art_2", "Article 2: once a year is too seldom."),
        ("art_3", "Too low."),
    ]
    assert found[1].quote == "Article 3 is about fines."


def test_the_space_that_marks_a_flow_goes_where_the_mail_says_so() -> None:
    assert unfold(["第二条太 ", "少。", " From here"], drops_space=True) == [
        "第二条太少。",
        "",
        "From here",
    ]
    assert unfold(["a ", "b", "-- ", "c"], drops_space=False) == ["a b", "", "-- ", "c"]


def test_a_sentence_that_begins_as_a_mark_does_is_a_sentence(send: Send, draft: Law) -> None:
    text = "Article 2: too seldom.\n\nOn page three of its note the council wrote\nthat it is often.\nFrom: here on all is well.\n"
    (comment,) = read_comments([send("a.eml", bytes(mail(text)))], law=draft).taken
    assert comment.text.endswith("all is well.")


@given(
    st.lists(
        st.sampled_from(["> a", "own", "", "-- ", "On Mon, 1 Jan 2025, A wrote:", "From: a", "Sent: b", "-----原始邮件-----", "---- 转发邮件信息 ----"]),
        max_size=14,
    ),
    st.booleans(),
)  # fmt: skip
def test_every_line_is_read_once_in_its_order(lines: list[str], is_passed_on: bool) -> None:
    found = split_quoted(lines, is_passed_on=is_passed_on)
    rows = [line.row for line in found]
    assert rows == sorted(set(rows)) and all(1 <= row <= len(lines) for row in rows)
    assert all(line.words in lines[line.row - 1] for line in found)
    assert set(quoted_above(found)) <= {line.row for line in found if not line.is_quoted}


@given(st.lists(st.text(alphabet="> a第 -", max_size=12), max_size=10), st.booleans())
def test_unfolding_keeps_every_character_but_the_marks(lines: list[str], drops: bool) -> None:
    told = unfold(lines, drops_space=drops)
    assert len(told) == len(lines)
    kept = "".join("".join(told).split()).replace(">", "")
    assert kept == "".join("".join(lines).split()).replace(">", "")


def test_a_mail_without_any_text_has_its_attachments(send: Send) -> None:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="t.csv")
    read = read_mail(bytes(message), "a.eml")
    assert read.lines == () and [name for name, _ in read.attachments] == ["t.csv"]


@pytest.mark.parametrize("page", ["<p>&nbsp;</p>", "<div><br></div>", "<img src='cid:1'>", ""])
def test_a_marked_up_part_without_words_costs_neither_text_nor_files(
    send: Send, draft: Law, page: str
) -> None:
    both = mail("Article 2: too seldom.\n")
    both.add_alternative(page, subtype="html")
    only = mail(page, subtype="html")
    for message, said in ((both, ["Article 2: too seldom.", "Too low"]), (only, ["Too low"])):
        message.add_attachment(
            b"Clause,Comment\nArticle 3,Too low\n",
            maintype="text",
            subtype="csv",
            filename="c.csv",
        )
        found = read_comments([send("a.eml", bytes(message))], law=draft)
        assert [c.text for c in found.taken] == said and not found.refused


def test_a_mail_that_says_nothing_is_refused(send: Send, draft: Law) -> None:
    found = read_comments([send("a.eml", bytes(mail("<p>&nbsp;</p>", subtype="html")))], law=draft)
    assert [r.reason for r in found.refused] == [RefusalCode.NO_ROWS] and not found.taken


@pytest.mark.parametrize("above", ["Too low.", "Withdraw the bill.", "太低。", "Agreed."])
def test_a_short_answer_above_quoted_lines_is_kept(send: Send, draft: Law, above: str) -> None:
    text = f"{above}\n\n> Article 2 A council publishes.\n\nToo seldom.\n"
    found = read_comments([send("a.eml", bytes(mail(text)))], law=draft).taken
    assert [(c.eid, c.text) for c in found] == [("", above), ("art_2", "Too seldom.")]
