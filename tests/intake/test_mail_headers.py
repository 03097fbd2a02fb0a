"""Headings of e-mails are read as Chinese programs really write them."""

from __future__ import annotations

from base64 import b64encode
from datetime import date

import pytest

from huiyin.intake.mail import read_mail
from huiyin.intake.mail_headers import decode_heading

SUBJECT = "关于湿地规划的答复"


def make_mail(subject: bytes, *, sender: bytes = b"a@example.org", more: bytes = b"") -> bytes:
    return b"From: " + sender + b"\r\nSubject: " + subject + b"\r\n" + more + b"\r\nx"


def encode_word(data: bytes, charset: str = "GB2312") -> bytes:
    return b"=?" + charset.encode() + b"?B?" + b64encode(data) + b"?="


GBK = SUBJECT.encode("gbk")


@pytest.mark.parametrize(
    "written",
    [
        GBK,
        SUBJECT.encode(),
        encode_word(GBK),
        encode_word(GBK[:7]) + b"\r\n " + encode_word(GBK[7:]),
        encode_word(SUBJECT.encode()[:10], "utf-8") + b" " + encode_word(SUBJECT.encode()[10:], "utf-8"),
        encode_word(GBK[:8]) + b" " + encode_word(SUBJECT[4:].encode(), "utf-8"),
        encode_word(GBK, "no-such-set"),
        encode_word(GBK).replace(b"=?=", b"?="),  # without what fills up its last group
    ],
)  # fmt: skip
def test_a_subject_is_read_whatever_program_wrote_it(written: bytes) -> None:
    assert read_mail(make_mail(written), "m.eml").subject == SUBJECT


def test_a_name_that_gb2312_does_not_hold_is_read_whole() -> None:
    sender = encode_word("朱镕 某".encode("gbk")) + b" <z@example.org>"
    assert read_mail(make_mail(b"x", sender=sender), "m.eml").sender == "朱镕 某 <z@example.org>"


def test_a_sender_and_a_file_in_plain_gbk_are_named() -> None:
    mail = make_mail(
        GBK,
        sender="水利厅".encode("gbk") + b" <z@example.org>",
        more=b"Date: Mon, 2 Mar 2026 09:00:00 +0800\r\nContent-Type: multipart/mixed; boundary=B\r\n",
    ).removesuffix(b"x")
    mail += b"--B\r\nContent-Type: text/plain\r\n\r\nx\r\n--B\r\nContent-Type: application/pdf\r\n"
    mail += (
        b'Content-Disposition: attachment; filename="'
        + "答复书.pdf".encode("gbk")
        + b'"\r\n\r\n%PDF\r\n--B--\r\n'
    )
    read = read_mail(mail, "m.eml")
    assert (read.sender, read.sent) == ("水利厅 <z@example.org>", date(2026, 3, 2))
    assert [name for name, _ in read.attachments] == ["答复书.pdf"]


def test_a_mail_that_begins_with_a_byte_order_mark_is_read() -> None:
    read = read_mail(b"\xef\xbb\xbf" + make_mail(b"Re: x"), "m.eml")
    assert (read.sender, read.subject) == ("a@example.org", "Re: x")


@pytest.mark.parametrize(
    "raw", ["=?utf-8?B?===?=", "=?hex?Q?=ZZ?=", "=?\0?B?AA?=", "=??B?AA?=", "a =? b", "\udcff"]
)
def test_what_is_broken_in_a_heading_is_no_error(raw: str) -> None:
    assert isinstance(decode_heading(raw), str)
