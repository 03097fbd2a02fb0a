"""Mails as programs send them: answers between quoted lines, folded lines, empty plain parts, mails passed on."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from huiyin.intake import RefusalCode, RemarkCode, read_comments
from huiyin.intake.mail import read_mail
from huiyin.law import Law
from tests.intake.sends import Send
from tests.intake.sent_mail import BELOW, HEAD, MARKS, QQ, mail

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


def test_a_mail_without_any_text_has_its_attachments(send: Send) -> None:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.add_attachment(b"a,b\n", maintype="text", subtype="csv", filename="t.csv")
    read = read_mail(bytes(message), "a.eml")
    assert read.thread.lines == () and [name for name, _ in read.attachments] == ["t.csv"]


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


@pytest.mark.parametrize(
    "pointer",
    [
        "Please see my answers below.",
        "Dear Desk,\n\nour comments are in red.\n\nKind regards,\nLi",
        "My answers are below, marked [Li].",
        "您好，意见见下文。",
        "您好：\n请见下面红字部分。",
    ],
)
@pytest.mark.parametrize("mark", [HEAD, QQ, MARKS[-1]])
def test_answers_in_an_earlier_mail_without_marks_are_refused_with_the_mend(
    send: Send, draft: Law, pointer: str, mark: str
) -> None:
    found = read_comments([send("a.eml", bytes(mail(f"{pointer}\n\n{mark}\n{BELOW}")))], law=draft)
    assert not found.taken
    (refused,) = found.refused
    assert refused.reason is RefusalCode.ANSWERS_BELOW
    assert dict(refused.details)["number"] == "4"


def test_answers_coloured_within_a_quotation_are_refused_or_told(send: Send, draft: Law) -> None:
    quote = "<blockquote><p>Article 2 A council.</p><p style='color:red'>Too seldom.</p></blockquote>"  # fmt: skip
    for above, refused, codes in (
        ("See in red.", [RefusalCode.ANSWERS_BELOW], []),
        ("意见见红字。", [RefusalCode.ANSWERS_BELOW], []),
        ("Withdraw the bill.", [], [RemarkCode.EARLIER_MAIL]),
    ):
        page = f'<p>{above}</p><p>At 2026-03-02 10:00, "desk" &lt;d@x&gt; wrote:</p>{quote}'
        found = read_comments([send("a.eml", bytes(mail(page, subtype="html")))], law=draft)
        assert [r.reason for r in found.refused] == refused, above
        assert [r.code for r in found.remarks] == codes, above


def test_comments_below_a_signature_are_taken_and_other_words_there_told(
    send: Send, draft: Law
) -> None:
    text = "Article 2: too seldom.\n\n-- \nLi Wei\nRiver Watch\n\n{last}\n"
    found = read_comments(
        [send("a.eml", bytes(mail(text.format(last="Article 3: too low."))))], law=draft
    )
    assert [c.text for c in found.taken] == ["Article 2: too seldom.", "Article 3: too low."]
    assert not found.remarks
    found = read_comments(
        [send("a.eml", bytes(mail(text.format(last="We want it withdrawn."))))], law=draft
    )
    assert [c.text for c in found.taken] == ["Article 2: too seldom."]
    assert [r.code for r in found.remarks] == [RemarkCode.BELOW_CLOSING]


@pytest.mark.parametrize(
    "text",
    [
        "Too seldom.\n> Article 2 A council publishes.\n\nToo low.\n> Article 3 is about fines.\n",
        "Dear all,\n\nToo seldom.\n> Article 2 A council publishes.\n\nToo low.\n> Article 3 Fines.\n\nRegards,\nLi\n",
        "On Mon, 2 Mar 2026, Desk <d@x> wrote:\nToo seldom.\n> Article 2 A council.\n> It publishes.\n\nToo low.\n> Article 3 Fines.\n",
        "太少。\n> 第二条 政府公布。\n\n太低。\n> 第三条 罚款。\n",
    ],
)
def test_answers_above_the_lines_that_they_quote_are_placed_so_and_that_is_told(
    send: Send, draft: Law, text: str
) -> None:
    found = read_comments([send("a.eml", bytes(mail(text)))], law=draft)
    assert [c.eid for c in found.taken] == ["art_2", "art_3"]
    assert found.taken[1].text in ("Too low.", "太低。")
    assert [r.code for r in found.remarks] == [RemarkCode.ANSWERS_ABOVE]


FORM = (
    "<table><tr><td>Organisation<td>Clause<td>Comment<td>Proposed change</tr>"
    "<tr><td>River Watch<td>Article 2<td>Too seldom.<td>Twice.</tr>"
    "<tr><td>Hill Club<td>Article 3<td>Fine.<td></tr></table>"
)


@pytest.mark.parametrize("has_plain", [False, True])
def test_a_form_in_the_text_of_a_mail_is_read_as_one(
    send: Send, draft: Law, has_plain: bool
) -> None:
    page = f"<p>Our comments:</p>{FORM}<p>Article 4: delete it.</p><p>Best regards,<br>Li</p>"
    message = mail(page, subtype="html")
    if has_plain:
        message = mail("Our comments:\nOrganisation\nClause\nComment\nRiver Watch\nArticle 2\nToo seldom.\nTwice.\nArticle 4: delete it.\nBest regards,\nLi\n")  # fmt: skip
        message.add_alternative(page, subtype="html")
    found = read_comments([send("a.eml", bytes(message))], law=draft)
    assert [(c.organisation, c.eid, c.text, c.wording) for c in found.taken] == [
        ("River Watch", "art_2", "Too seldom.", "Twice."),
        ("Hill Club", "art_3", "Fine.", ""),
        ("", "art_4", "Article 4: delete it.", ""),
    ]
    assert {c.author for c in found.taken} == {"Hill Club <hill@example.org>"}
    assert not found.refused
    alone = mail(f"<p>Our comments:</p>{FORM}<p>Best regards,<br>Li</p>", subtype="html")
    assert len(read_comments([send("b.eml", bytes(alone))], law=draft).taken) == 2
    above = "<p>Organisation: River Watch</p><table><tr><td>Clause<td>Comment</tr><tr><td>Article 2<td>No.</tr></table>"
    (comment,) = read_comments([send("c.eml", bytes(mail(above, subtype="html")))], law=draft).taken
    assert comment.organisation == "River Watch"


def test_the_form_that_an_earlier_mail_held_is_no_comment(send: Send, draft: Law) -> None:
    page = f"<p>Article 4: delete it.</p><blockquote>{FORM}</blockquote>"
    found = read_comments([send("a.eml", bytes(mail(page, subtype="html")))], law=draft)
    assert [c.text for c in found.taken] == ["Article 4: delete it."]


@pytest.mark.parametrize(
    "quote",
    [
        "<div>Article 3 is about <b>fines</b>.<div>They are low.</div>And paid late.</div>",
        "<pre>Article 3 is about fines.\nThey are low.\nAnd paid late.</pre>",
        "Article 3 is about fines.<p>They are low.</p>And paid late.",
        "<ol><li>Article 3 is about fines.</li></ol><span>They are low.</span><br>And paid late.",
        "<blockquote>Article 3 is about fines.</blockquote>They are low.<br>And paid late.",
    ],
)
def test_no_quoted_word_becomes_the_senders(send: Send, draft: Law, quote: str) -> None:
    page = f"<p>Article 2: too seldom.</p><blockquote>{quote}</blockquote><p>For whom?</p>"
    found = read_comments([send("a.eml", bytes(mail(page, subtype="html")))], law=draft).taken
    assert [c.text for c in found] == ["Article 2: too seldom.", "For whom?"]
    assert found[1].eid == "art_3" and found[1].quote.endswith("And paid late.")


PAGE = "<p>Article 2: too seldom.</p><p>Article 3: too low.</p>"


@pytest.mark.parametrize(
    "plain",
    [
        "Your mail program does not show HTML. Please open this message in another program to read it.",
        "您的邮件客户端不支持查看网页格式的邮件，请使用其他程序打开本邮件，或在浏览器中查看。",
    ],
)
def test_a_plain_part_that_says_something_else_gives_way_and_is_told(
    send: Send, draft: Law, plain: str
) -> None:
    message = mail(plain)
    message.add_alternative(PAGE, subtype="html")
    found = read_comments([send("a.eml", bytes(message))], law=draft)
    assert [c.eid for c in found.taken] == ["art_2", "art_3"]
    assert [r.code for r in found.remarks] == [RemarkCode.OTHER_PART]
    same = mail("Article 2: too seldom.\n\nArticle 3: too low.\n")
    same.add_alternative(PAGE, subtype="html")
    assert not read_comments([send("b.eml", bytes(same))], law=draft).remarks


def test_texts_with_a_file_between_them_are_one_text(send: Send, draft: Law) -> None:
    message = mail("Article 2: too seldom.\n")
    message.add_attachment(b"Clause,Comment\nArticle 4,No\n", maintype="text", subtype="csv", filename="c.csv")  # fmt: skip
    second = EmailMessage()
    second.set_content("Article 3: too low.\n")
    message.attach(second)
    found = read_comments([send("a.eml", bytes(message))], law=draft)
    assert [c.eid for c in found.taken] == ["art_2", "art_3", "art_4"] and not found.refused


def test_a_file_within_one_of_two_forms_of_a_text_is_read(send: Send, draft: Law) -> None:
    """Apple Mail puts what is attached between the pieces of the marked-up text."""
    mixed = EmailMessage()
    mixed.set_content("<p>Article 2: too seldom.</p>", subtype="html")
    mixed.add_attachment(b"Clause,Comment\nArticle 4,No\n", maintype="text", subtype="csv", filename="c.csv")  # fmt: skip
    message = mail("Article 2: too seldom.\n")
    message.make_alternative()
    message.attach(mixed)
    found = read_comments([send("a.eml", bytes(message))], law=draft)
    assert [c.eid for c in found.taken] == ["art_2", "art_4"] and not found.refused


def test_a_quoted_mail_that_is_passed_on_is_what_was_sent(send: Send, draft: Law) -> None:
    text = "FYI\n\nBegin forwarded message:\n\n> From: Li <l@x>\n> Date: 2 March 2026\n>\n> Article 2: too seldom.\n> Article 3: too low.\n"
    found = read_comments([send("a.eml", bytes(mail(text, "Fwd: x")))], law=draft)
    assert [c.text for c in found.taken] == ["Article 2: too seldom.", "Article 3: too low."]
    page = f"<p>FYI</p><p>Begin forwarded message:</p><blockquote><p>From: Li<br>Date: today</p>{FORM}</blockquote>"
    found = read_comments([send("b.eml", bytes(mail(page, subtype="html")))], law=draft)
    assert [c.text for c in found.taken] == ["Too seldom.", "Fine."] and not found.remarks


def test_thanks_below_quoted_lines_leave_the_answer_in_its_place(send: Send, draft: Law) -> None:
    text = "> Article 2 A council.\nThank you!\nBut it is too seldom.\n> Article 3 Fines.\nAgreed.\n\nThanks,\nLi\n"
    found = read_comments([send("a.eml", bytes(mail(text)))], law=draft).taken
    assert [(c.eid, c.text) for c in found] == [
        ("art_2", "But it is too seldom."),
        ("art_3", "Agreed."),
    ]


def test_thanks_and_a_name_below_quoted_lines_are_no_comment(send: Send, draft: Law) -> None:
    found = read_comments([send("a.eml", bytes(mail("> Article 2 A council.\n\nThanks!\n\nJohn Smith\n")))], law=draft)  # fmt: skip
    assert not found.taken and [r.reason for r in found.refused] == [RefusalCode.NO_ROWS]


def test_a_mail_that_only_shows_its_attachment_is_no_comment(send: Send, draft: Law) -> None:
    message = mail("Dear all,\n\nplease find our comments attached.\n\nBest regards,\nLi\n")
    message.add_attachment(b"Clause,Comment\nArticle 4,No\n", maintype="text", subtype="csv", filename="c.csv")  # fmt: skip
    found = read_comments([send("a.eml", bytes(message))], law=draft)
    assert [c.text for c in found.taken] == ["No"] and not found.refused


def test_answers_below_lines_with_a_bar_stand_at_what_these_name(send: Send, draft: Law) -> None:
    text = "On 3 May 2025, Wu <wu@example.org> wrote:\n| Article 2 A council publishes every year.\n\nToo seldom.\n\n| Article 3 is about fines.\n\nAgreed.\n"
    found = read_comments([send("a.eml", mail(text, "Re: draft").as_bytes())], law=draft)
    assert [(c.eid, c.text) for c in found.taken] == [
        ("art_2", "Too seldom."),
        ("art_3", "Agreed."),
    ]


def test_of_two_ways_to_say_it_the_one_that_shows_what_is_struck_is_read(
    send: Send, draft: Law
) -> None:
    made = mail("Article 2: give thirty sixty days.\nArticle 3: fine.")
    made.add_alternative("<p>Article 2: give <s>thirty</s> sixty days.</p><p>Article 3: fine.</p>", subtype="html")  # fmt: skip
    found = read_comments([send("a.eml", made.as_bytes())], law=draft)
    assert [c.text for c in found.taken] == ["Article 2: give sixty days.", "Article 3: fine."]
    assert [one.code for one in found.remarks] == [RemarkCode.CHANGES_ACCEPTED]


@pytest.mark.parametrize("struck", ["<s>thirty</s>", "<del>thirty</del>", '<span style="text-decoration: line-through">thirty</span>'])  # fmt: skip
def test_words_struck_out_in_the_way_that_shows_no_quotes_are_told(
    send: Send, draft: Law, struck: str
) -> None:
    made = mail(
        "> Article 2 A council answers.\nGive thirty sixty days.\n> Article 3 Fines.\nFine.\n"
    )
    made.add_alternative(
        f"<p>Article 2 A council answers.</p><p>Give {struck} sixty days.</p><p>Article 3 Fines.</p><p>Fine.</p>",
        subtype="html",
    )
    found = read_comments([send("a.eml", bytes(made))], law=draft)
    assert [c.eid for c in found.taken] == ["art_2", "art_3"]
    told = [r for r in found.remarks if r.code is RemarkCode.OTHER_PART]
    assert len(told) == 1 and "Give sixty days." in str(told[0])
