"""Lines that flow, lines that are quoted, and the mails below a mail."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from huiyin.intake import RemarkCode, read_comments
from huiyin.intake.mail_thread import measure_mark, quoted_above, split_quoted, unfold_flowed
from huiyin.law import Law
from tests.intake.sends import Send
from tests.intake.sent_mail import BELOW, MARKS, mail


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
    assert unfold_flowed(["第二条太 ", "少。", " From here"], drops_space=True) == [
        "第二条太少。",
        "",
        "From here",
    ]
    assert unfold_flowed(["a ", "b", "-- ", "c"], drops_space=False) == ["a b", "", "-- ", "c"]


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
    thread = split_quoted(lines, is_passed_on=is_passed_on)
    found = thread.lines
    rows = [line.row for line in (*found, *thread.earlier)]
    assert rows == sorted(set(rows)) and all(1 <= row <= len(lines) for row in rows)
    assert all(line.words in lines[line.row - 1] for line in found)
    assert set(quoted_above(found)) <= {line.row for line in found if not line.is_quoted}


@given(st.lists(st.text(alphabet="> a第 -", max_size=12), max_size=10), st.booleans())
def test_unfolding_keeps_every_character_but_the_marks(lines: list[str], drops: bool) -> None:
    told = unfold_flowed(lines, drops_space=drops)
    assert len(told) == len(lines)
    kept = "".join("".join(told).split()).replace(">", "")
    assert kept == "".join("".join(lines).split()).replace(">", "")


@pytest.mark.parametrize("mark", MARKS)
def test_an_earlier_mail_below_is_told_and_never_the_senders(
    send: Send, draft: Law, mark: str
) -> None:
    text = f"Article 4: delete it.\n\n{mark}\n{BELOW}"
    found = read_comments([send("a.eml", bytes(mail(text)))], law=draft)
    assert [c.text for c in found.taken] == ["Article 4: delete it."] and not found.refused
    (told,) = found.remarks
    assert told.code is RemarkCode.EARLIER_MAIL
    assert dict(told.details)["number"] == "4"
    assert dict(told.details)["begins"].startswith("Article 2 A council")


class Counted(list[str]):
    """Lines that count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, at: Any) -> Any:
        Counted.looks += len(range(*at.indices(len(self)))) if isinstance(at, slice) else 1
        return super().__getitem__(at)


@pytest.mark.parametrize("line", ["From: a", "On Mon, a wrote", "--", "x wrote:", "Subject: b"])
def test_a_line_is_looked_at_a_bounded_number_of_times(line: str) -> None:
    lines = Counted([line] * 2000)
    Counted.looks = 0
    for at in range(len(lines)):
        measure_mark(lines, at)
    assert Counted.looks <= 40 * len(lines)


def test_lines_are_quoted_with_a_bar_too_and_a_row_of_a_table_is_none() -> None:
    text = ["On 3 May 2025, Wu <wu@example.org> wrote:", "| Article 2", "| | too seldom", "Agreed.", "| a | b |", "  || deep"]  # fmt: skip
    thread = split_quoted(text)
    assert [(line.words, line.is_quoted) for line in thread.lines] == [
        ("Article 2", True), ("too seldom", True), ("Agreed.", False), ("| a | b |", False), ("deep", True),
    ]  # fmt: skip
