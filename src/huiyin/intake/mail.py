"""E-mails as they were saved (``.eml``, RFC 5322): who sent them, their text, and what was attached."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from lxml import etree

from huiyin.intake.pages import draw_shown
from huiyin.law import UnreadableLaw
from huiyin.law.source.decode import decode
from huiyin.law.source.safe import check_size
from huiyin.law.source.sniff import Format
from huiyin.text import squeeze

#: What Python's parser of headers is known to raise on damaged ones, besides what it documents.
_BROKEN = (LookupError, ValueError, AttributeError, TypeError, AssertionError)


@dataclass(frozen=True, slots=True)
class Mail:
    """``lines``: the sender's own, and those of an earlier mail that stand between them; ``attachments``: (file name,
    bytes), pictures within the text left out."""

    sender: str
    lines: tuple[Line, ...]
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
        body = _body(message, name)
        attachments = tuple(_attachments(message))
        subject = str(message.get("Subject", ""))
    except _BROKEN as error:
        raise UnreadableLaw("damaged", file=name) from error
    if body is None and not attachments:
        raise UnreadableLaw("no_text", file=name)
    return Mail(_sender(message), _own_lines(body or [], subject), attachments)


def _own_lines(body: Sequence[str], subject: str) -> tuple[Line, ...]:
    """See :func:`split_quoted`; a mail with no words of its own is one passed on, whatever its subject says."""
    lines = split_quoted(body, is_passed_on=bool(_IS_PASSED_ON.match(subject)))
    if any(line.words.strip() and not line.is_quoted for line in lines):
        return lines
    return split_quoted([_QUOTED.sub("", line) for line in body], is_passed_on=True)


#: What stands above the words of an earlier mail, as the usual programs write it.
_EARLIER = re.compile(
    r"^[ \t]*+-{2,}[ \t]*+(?:原始邮件|原始郵件|原邮件|原始信件|回复的原邮件|Original(?: Message| Appointment)?)[ \t]*+-{2,}[ \t]*+$"
    r"|^[ \t]*+(?:On|At|Le|Am|El)[ \t][^\n]{5,200}(?:wrote|écrit|schrieb|escribió)[ \t]*+[:：][ \t]*+$"
    r"|^[ \t]*+(?:在|于|於)?[^\n]{4,100}(?:写道|寫道)[ \t]*+[:：][ \t]*+$",
    re.I,
)
_PASSED_ON = re.compile(
    r"^[ \t]*+-{2,}[ \t]*+(?:转发邮件信息|转发的邮件|转发邮件|轉寄的郵件|Forwarded message|Forwarded by [^\n]{0,100}?)[ \t]*+-{2,}[ \t]*+$",
    re.I,
)
_IS_PASSED_ON = re.compile(r"^\s*(?:Fwd?|转发|轉寄|转)\s*[:：]", re.I)
_FROM = re.compile(r"^\s*\**(?:发件人|寄件者|寄件人|From)\**\s*[:：]", re.I)
_HEADERS = re.compile(
    r"^\s*\**(?:发件人|寄件者|寄件人|发送时间|发件时间|日期|收件人|收件者|抄送|主题|主旨|From|Sent|Date|To|Cc|Subject)\**\s*[:：]",
    re.I,
)
_QUOTED = re.compile(r"^(?:[ \t]{0,3}[>＞])+[ \t]?")
_SIGNATURE = re.compile(r"^--\s?$")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a mail: ``row`` from 1, ``words``, and whether they are quoted from an earlier mail."""

    row: int
    words: str
    is_quoted: bool


def split_quoted(lines: Sequence[str], *, is_passed_on: bool = False) -> tuple[Line, ...]:
    """The lines that count, the sender's own and those quoted with ``>`` between them, empty ones too. Below the
    mark of an earlier mail whose lines have no ``>`` nothing counts, for nobody could tell whose they are; in a mail
    passed on (``is_passed_on``: its subject says so) they are what was sent."""
    found: list[Line] = []
    last_quoted = max((at for at, line in enumerate(lines) if _QUOTED.match(line)), default=-1)
    at, skips = 0, False
    while at < len(lines):
        line = lines[at]
        if quoted := _QUOTED.match(line):
            found.append(Line(at + 1, line[quoted.end() :].strip(), is_quoted=True))
            skips = False
        elif _PASSED_ON.match(line):
            is_passed_on = True
            at = _below_headers(lines, at + 1) - 1
        elif height := _height_of_mark(lines, at):
            if is_passed_on:
                at = _below_headers(lines, at + height) - 1
            elif last_quoted < at:
                break
            else:
                at += height - 1
        elif _SIGNATURE.match(line):
            skips = True
        elif not skips:
            found.append(Line(at + 1, line, is_quoted=False))
        at += 1
    return tuple(found)


def quoted_above(lines: Sequence[Line]) -> dict[int, str]:
    """Row of a line that answers → the words of the earlier mail that stand directly above it."""
    found: dict[int, str] = {}
    quoted: list[str] = []
    for line in lines:
        if line.is_quoted:
            quoted.append(line.words)
        elif line.words.strip():
            if quoted:
                found[line.row] = "\n".join(quoted).strip()
            quoted = []
    return found


def _height_of_mark(lines: Sequence[str], at: int) -> int:
    """How many lines the mark of an earlier mail takes that begins at ``at``; 0 where none does."""
    if _EARLIER.match(lines[at]):
        return 1
    # Lines are broken at 78 characters, also within “On … wrote:”.
    if at + 1 < len(lines) and _EARLIER.match(f"{lines[at].rstrip()} {lines[at + 1].strip()}"):
        return 2
    if _FROM.match(lines[at]):
        height = _below_headers(lines, at) - at
        return height if height >= 2 else 0
    return 0


def _below_headers(lines: Sequence[str], at: int) -> int:
    """The first line at or below ``at`` that is no header of a mail."""
    while at < len(lines) and (not lines[at].strip() or _HEADERS.match(lines[at])):
        at += 1
    return at


def unfold(lines: Sequence[str], *, drops_space: bool) -> list[str]:
    """The paragraphs of text that was sent as ``format=flowed`` (RFC 3676): a line that ends with a space goes on in the
    next one of the same depth of ``>``. A paragraph stands in its first line, the others are empty, so that lines keep
    their numbers. ``drops_space``: the last space is no part of the words (``DelSp``)."""
    found: list[str] = []
    open_at, open_depth = -1, -1
    for line in lines:
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(
            " "
        )  # a space was put before what begins with one, with > or with From
        goes_on = words.endswith(" ") and words != "-- "
        if drops_space and goes_on:
            words = words[:-1]
        if open_at >= 0 and open_depth == depth and words != "-- ":
            found[open_at] += words
            found.append("")
        else:
            open_at, open_depth = len(found), depth
            found.append(">" * depth + " " * bool(depth) + words)
        if not goes_on:
            open_at = -1
    return found


def _lines(message: EmailMessage, part: MIMEPart, name: str) -> list[str]:
    text = _text(part, name)
    lines = text.splitlines()
    if str(part.get_param("format", "")).lower() == "flowed":
        return unfold(lines, drops_space=str(part.get_param("delsp", "")).lower() == "yes")
    return lines


def _body(message: EmailMessage, name: str) -> list[str] | None:
    """The lines of the text, out of the part that holds more of it: many a program sends an empty plain one."""
    plain, marked = (message.get_body(preferencelist=(kind,)) for kind in ("plain", "html"))
    if plain is None and marked is None and isinstance(message.get_payload(), str):
        plain = message  # it says that it has parts, and has none
    told = [_lines(message, part, name) for part in (plain, marked) if part is not None]
    if len(told) == 2:
        sizes = [len(squeeze("".join(lines))) for lines in told]
        # The two say the same, a few words of the program's own apart; a third of it is not the same.
        return told[1] if sizes[0] * 3 < sizes[1] else told[0]
    return told[0] if told else None


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
    return _draw_page(text, name) if part.get_content_type() == "text/html" else text


def _draw_page(page: str, name: str) -> str:
    """The words of a page: none where it holds a picture only, or a blank, as many a program sends beside a file."""
    try:
        return draw_shown(_mark_quotes(page).encode(), name, Format.HTML)[0]
    except UnreadableLaw as error:
        if error.code == "no_text":
            return ""
        raise


_BLOCKS = frozenset(
    ("p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote")
)


def _mark_quotes(page: str) -> str:
    """The page with ``>`` before the lines of an earlier mail, which programs put into ``blockquote``."""
    from lxml import html

    try:
        root = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return page
    quotes = root.findall(".//blockquote")
    if not quotes:
        return page
    for quote in quotes:
        if any(above.tag == "blockquote" for above in quote.iterancestors()):
            continue
        for element in quote.iter():
            if element.tag in _BLOCKS and (element.text or "").strip():
                element.text = f"> {element.text}"
            elif element.tag == "br" and (element.tail or "").strip():
                element.tail = f"> {element.tail}"
            elif element.tag in _BLOCKS and len(element) and element[0].tag not in _BLOCKS | {"br"}:
                element.text = "> "
    return str(html.tostring(root, encoding="unicode"))


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
