"""A mail of one text."""

from __future__ import annotations

from email.message import EmailMessage
from typing import Any


def mail(text: str, subject: str = "comments", **options: Any) -> EmailMessage:
    made = EmailMessage()
    made["From"] = "Hill Club <hill@example.org>"
    made["Subject"] = subject
    made.set_content(text, **options)
    return made


BELOW = "Article 2 A council publishes.\n[Li] Too seldom.\nArticle 3 Fines.\n[Li] Too low.\n"
HEAD = "From: Desk <desk@example.org>\nSent: Monday, 2 March 2026 10:00\nTo: Li\nSubject: Draft\n\n"
QQ = "------------------\u00a0原始邮件\u00a0------------------\n发件人: desk;\n发送时间: 2026年3月2日\n"
MARKS = [
    HEAD,
    "________________________________\n" + HEAD,
    "-----Original Message-----\n" + HEAD,
    QQ,
    "-----原始邮件-----\n",
    "---- 回复的原邮件 ----\n| 发件人 | desk |\n| 日期 | 2026年3月2日 |\n",
    "On Mon, 2 Mar 2026 at 10:00, The Desk of the Network for Rivers of the\nCity <desk@example.org> via\nlist wrote:\n",
    "Am 02.03.26 um 10:00 schrieb Desk:\n",
    "Desk <desk@example.org> 于2026年3月2日周一 10:00写道：\n",
]
