"""E-mails as they were saved (``.eml``, RFC 5322): who sent them, their text, and what was attached."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from huiyin.law import UnreadableLaw
from huiyin.law.read import draw
from huiyin.law.source.decode import decode
from huiyin.law.source.safe import check_size
from huiyin.law.source.sniff import Format

#: What Python's parser of headers is known to raise on damaged ones, besides what it documents.
_BROKEN = (LookupError, ValueError, AttributeError, TypeError, AssertionError)


@dataclass(frozen=True, slots=True)
class Mail:
    """``text`` without the lines quoted from an earlier mail; ``attachments``: (file name, bytes), pictures
    within the text left out."""

    sender: str
    text: str
    attachments: tuple[tuple[str, bytes], ...] = ()


def is_mail(name: str) -> bool:
    return name.lower().endswith(".eml")


def read_mail(data: bytes, name: str) -> Mail:
    """Raises ``UnreadableLaw``: ``empty``, ``too_large``, ``damaged``, ``no_text`` for a mail with neither text
    nor attachments."""
    check_size(data, name)
    message = email.message_from_bytes(data, policy=email.policy.default)
    if not isinstance(message, EmailMessage):
        raise UnreadableLaw("damaged", file=name)
    try:
        part = message.get_body(preferencelist=("plain", "html"))
        if part is None and isinstance(message.get_payload(), str):
            part = message  # it says that it has parts, and has none
        attachments = tuple(_attachments(message))
        text = None if part is None else _text(part, name)
    except _BROKEN as error:
        raise UnreadableLaw("damaged", file=name) from error
    if text is None and not attachments:
        raise UnreadableLaw("no_text", file=name)
    return Mail(_sender(message), own_words(text or ""), attachments)


#: Where the mail that is answered begins, as the usual programs mark it.
_EARLIER = re.compile(
    r"^\s*(?:-{2,}\s*(?:原始邮件|原始郵件|原邮件|原始信件|Original Message|Original Appointment)\s*-{2,}"
    r"|On\s.{5,200}\swrote:|(?:在|于|於)?.{4,100}(?:写道|寫道|来信写道)\s*[:：]|-- )\s*$",
    re.I,
)
_FROM = re.compile(r"^\s*\**(?:发件人|寄件者|寄件人|From)\**\s*[:：]", re.I)
_HEADERS = re.compile(
    r"^\s*\**(?:发送时间|日期|收件人|收件者|主题|主旨|Sent|Date|To|Subject)\**\s*[:：]", re.I
)


def own_words(text: str) -> str:
    """What the sender wrote: without lines quoted with ``>`` and without the mail that is answered below; lines
    keep their numbers. A mail with no words of its own, passed on, is kept whole."""
    lines = text.splitlines()
    end = len(lines)
    for at, line in enumerate(lines):
        heads = sum(bool(_HEADERS.match(below)) for below in lines[at + 1 : at + 6])
        if _EARLIER.match(line) or (_FROM.match(line) and heads >= 1):
            end = at
            break
    own = ["" if line.startswith(">") else line for line in lines[:end]]
    return "\n".join(own if any(line.strip() for line in own) else lines)


def _text(part: MIMEPart, name: str) -> str:
    try:
        text = str(part.get_content())
        declared = part.get_param("charset") is not None
    except _BROKEN:
        text, declared = "", False
    if not declared or "\ufffd" in text:
        # Old programs say nothing of the encoding, or "gb2312" for what only GB18030 holds.
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            text = decode(payload, name).text
    if part.get_content_type() == "text/html":
        return draw(text.encode(), name, Format.HTML).text
    return text


def _attachments(message: EmailMessage) -> list[tuple[str, bytes]]:
    found = []
    for at, part in enumerate(message.iter_attachments(), 1):
        inline = part.get_content_disposition() == "inline" or part.get("Content-ID")
        if part.get_content_maintype() == "image" and inline:
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0)
            found.append(
                (f"{at}.eml", inner.as_bytes() if isinstance(inner, EmailMessage) else b"")
            )
            continue
        payload = part.get_payload(decode=True)
        called = (part.get_filename() or str(at)).replace("/", "_")
        found.append((called, payload if isinstance(payload, bytes) else b""))
    return found


def _sender(message: EmailMessage) -> str:
    try:
        return str(message.get("From", ""))
    except _BROKEN:
        raw = next((str(v) for k, v in message.raw_items() if k.lower() == "from"), "")
        called, address = parseaddr(raw)
        return called or address
