"""Read saved emails (``.eml``, RFC 5322): sender, text and attachments."""

from __future__ import annotations

import codecs
import email
import email.policy
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from email.message import EmailMessage, Message
from email.utils import parseaddr, parsedate_to_datetime
from functools import cached_property

from lxml import etree, html

from huiyin.files.decode import decode_text
from huiyin.files.sniff import FileFormat
from huiyin.files.untrusted_files import check_size
from huiyin.intake.letters import find_opening_citation
from huiyin.intake.mail_headers import read_file_name, read_heading
from huiyin.intake.mail_thread import MailThread, split_quoted, unfold_flowed
from huiyin.intake.web_pages import extract_visible
from huiyin.law import UnreadableLaw
from huiyin.text import collapse_whitespace, tokenise_text

#: Undocumented exceptions that Python's header parser raises for damaged headers.
_BROKEN = (LookupError, ValueError, AttributeError, TypeError, AssertionError)
#: How deeply nested parts are followed.
_DEPTH = 20
#: Two versions of the same text share most of their words; with only a third in common they are different texts.
_ALIKE, _MUCH_LESS = 0.5, 3


@dataclass(frozen=True, slots=True)
class ReceivedMail:
    """``attachments``: (file name, bytes), without inline pictures. ``pages``: the HTML of the text without quoted
    mails. ``unread``: why parts of the text could not be read. ``other``: lines of an alternative version that are
    missing from the text. ``is_changed``: struck-out words were left out. ``sent``: the date header, None if
    missing.
    """

    sender: str
    thread: MailThread
    attachments: tuple[tuple[str, bytes], ...] = ()
    pages: tuple[bytes, ...] = ()
    unread: tuple[UnreadableLaw, ...] = ()
    other: tuple[str, ...] = ()
    is_changed: bool = False
    subject: str = ""
    sent: date | None = None


def is_mail(name: str) -> bool:
    return name.lower().endswith(".eml")


def read_mail(data: bytes, name: str) -> ReceivedMail:
    """Read a mail. Raises ``UnreadableLaw``: ``empty``, ``too_large``, ``damaged``, ``no_text`` for a mail with
    neither text nor attachments.
    """
    check_size(data, name)
    message = email.message_from_bytes(
        data.removeprefix(codecs.BOM_UTF8), policy=email.policy.default
    )
    if not isinstance(message, EmailMessage):
        raise UnreadableLaw("damaged", file=name)
    try:
        parts = _MailParts()
        _divide_message(message, parts)
        body = _read_body(parts, name)
        attachments = tuple(_list_attachments(parts.files))
        subject = read_heading(message, "Subject")
        sent = _read_day(message)
    except _BROKEN as error:
        raise UnreadableLaw("damaged", file=name) from error
    if not parts.texts and not attachments:
        raise UnreadableLaw("no_text", file=name)
    thread = _own_lines(body.lines, subject)
    pages = tuple(page if thread.is_passed_on else own for page, own in body.pages)
    return ReceivedMail(
        _read_sender(message),
        thread,
        attachments,
        pages,
        tuple(body.unread),
        tuple(body.other),
        body.is_changed,
        collapse_whitespace(subject),
        sent,
    )


def _read_day(message: Message) -> date | None:
    """Return the day on which it was sent, in the sender's time zone."""
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))).date()
    except _BROKEN:
        return None


_IS_PASSED_ON = re.compile(r"^\s*(?:Fwd?|转发|轉寄|转)\s*[:：]", re.I)
_MARK = re.compile(r"^(?:[ \t]{0,3}[>＞])+[ \t]?")


def _own_lines(body: Sequence[str], subject: str) -> MailThread:
    """Split the lines as :func:`split_quoted` does; a mail without words of its own counts as forwarded, whatever
    its subject.
    """
    thread = split_quoted(body, is_passed_on=bool(_IS_PASSED_ON.match(subject)))
    if thread.has_own_words():
        return thread
    return split_quoted([_MARK.sub("", line, count=1) for line in body], is_passed_on=True)


@dataclass
class _MailParts:
    """``texts``: the text parts in order, each with its alternative versions. ``files``: the other parts."""

    texts: list[list[list[Message]]] = field(default_factory=list)
    files: list[Message] = field(default_factory=list)


def _divide_message(
    part: Message, parts: _MailParts, *, depth: int = 0, is_choice: bool = False
) -> None:
    """Divide a mail into texts and files. A file may come between two texts, and inside each alternative version."""
    if depth > _DEPTH:
        raise ValueError("parts within parts without end")
    inner = _list_inner(part)
    is_parted = part.get_content_maintype() == "multipart"
    if part.get_content_type() == "message/rfc822":
        parts.files.append(part)
    elif inner and is_parted:
        _divide_inner(part, inner, parts, depth=depth, is_choice=is_choice)
    elif _is_text(part) or (is_parted and depth == 0):
        parts.texts.append([[part]])  # also one that claims to be multipart but has no parts
    elif not is_choice or part.get_filename():
        parts.files.append(part)


def _divide_inner(
    part: Message, inner: Sequence[Message], parts: _MailParts, *, depth: int, is_choice: bool
) -> None:
    """Divide a multipart: its parts are consecutive, or alternative versions."""
    if part.get_content_type() == "multipart/alternative":
        parts.texts.append(_list_choices(inner, parts, depth))
        return
    for within in inner:
        _divide_message(within, parts, depth=depth + 1, is_choice=is_choice)


def _list_inner(part: Message) -> list[Message]:
    payload = part.get_payload() if part.is_multipart() else ()
    return [within for within in payload if isinstance(within, Message)]


def _list_choices(inner: Sequence[Message], parts: _MailParts, depth: int) -> list[list[Message]]:
    """Return the alternative versions of a text; files inside them are added to those of the mail."""
    choices = []
    for within in inner:
        way = _MailParts(files=parts.files)
        _divide_message(within, way, depth=depth + 1, is_choice=True)
        choices.append([text for ways in way.texts for text in ways[-1]])
    return [choice for choice in choices if choice]


def _is_text(part: Message) -> bool:
    is_file = part.get_content_disposition() == "attachment" or part.get_filename()
    return part.get_content_type() in ("text/plain", "text/html") and not is_file


@dataclass
class _MailText:
    lines: list[str] = field(default_factory=list)
    pages: list[tuple[bytes, bytes]] = field(default_factory=list)
    unread: list[UnreadableLaw] = field(default_factory=list)
    other: list[str] = field(default_factory=list)
    is_changed: bool = False

    @cached_property
    def words(self) -> set[str]:
        return {token.text.casefold() for token in tokenise_text("\n".join(self.lines)) if token.text[0].isalnum()}  # fmt: skip

    @cached_property
    def size(self) -> int:
        return len(collapse_whitespace("".join(self.lines)))

    @cached_property
    def citing(self) -> int:
        return sum(bool(find_opening_citation(line)) for line in self.lines)

    @cached_property
    def quotes(self) -> bool:
        return any(map(_MARK.match, self.lines))

    def add(self, other: _MailText) -> None:
        self.lines += other.lines
        self.pages += other.pages
        self.unread += other.unread
        self.other += other.other
        self.is_changed = self.is_changed or other.is_changed


def _read_body(parts: _MailParts, name: str) -> _MailText:
    body = _MailText()
    for ways in parts.texts:
        body.add(_choose_text([_read_text(way, name) for way in ways]))
    return body


def _read_text(way: Iterable[Message], name: str) -> _MailText:
    text = _MailText()
    for part in way:
        try:
            text.lines += _read_lines(part, name, text)
        except UnreadableLaw as error:
            text.unread.append(error)
    return text


def _choose_text(ways: Sequence[_MailText]) -> _MailText:
    """Choose the plain version of a text, unless another contains more.

    Many programs send an empty plain version, or one that only refers to the other. What the other version has in
    addition is reported.
    """
    written = [way for way in ways if way.size] or list(ways[:1])
    if not written:
        return _MailText()
    chosen = written[0]
    for way in written[1:]:
        chosen = _choose_fuller(chosen, way)
    return _MailText(
        chosen.lines,
        [page for way in ways for page in way.pages],
        [error for way in ways for error in way.unread],
        chosen.other,
        chosen.is_changed,
    )


def _choose_fuller(first: _MailText, second: _MailText) -> _MailText:
    """Return the version that contains more; if they differ, lines of the other are kept in its ``other``."""
    common = len(first.words & second.words) / (min(len(first.words), len(second.words)) or 1)
    if common >= _ALIKE:
        taken, left = (second, first) if _holds_more(second, first) else (first, second)
        if left.is_changed and not taken.is_changed:
            # When it is chosen for its quotation marks, it also contains what the other version strikes out.
            taken.other += _list_unsaid(left, taken)
        return taken
    taken, left = first, second
    if (first.citing, first.size) < (second.citing, second.size):
        taken, left = second, first
    taken.other += [line for line in left.lines if line.strip()]
    return taken


def _list_unsaid(way: _MailText, other: _MailText) -> list[str]:
    """Return the lines of one version that the other lacks."""
    said = {line.strip() for line in other.lines}
    return [line for line in way.lines if line.strip() and line.strip() not in said]


def _holds_more(way: _MailText, than: _MailText) -> bool:
    if than.quotes and not way.quotes:
        return False  # only this version shows which words are quoted
    if way.is_changed:
        return True  # in plain text, struck-out words are not distinguishable
    return than.size * _MUCH_LESS < way.size or than.citing < way.citing


def _read_lines(part: Message, name: str, into: _MailText) -> list[str]:
    text = _decode_part(part, name)
    if part.get_content_type() == "text/html":
        return _extract_page(text, name, into).splitlines()
    lines = text.splitlines()
    if str(part.get_param("format", "")).lower() == "flowed":
        return unfold_flowed(lines, drops_space=str(part.get_param("delsp", "")).lower() == "yes")
    return lines


def _decode_part(part: Message, name: str) -> str:
    try:
        text = str(part.get_content()) if isinstance(part, EmailMessage) else ""
        declared = part.get_param("charset") is not None
    except _BROKEN:
        text, declared = "", False
    if not declared or "\ufffd" in text:
        # Old programs state no encoding, or "gb2312" for text that needs GB18030.
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and payload.strip():
            text = decode_text(payload, name).text
    return text


#: Markers of the beginning and end of a quotation; no text contains these characters.
_BEGIN, _END = "\uf8f0", "\uf8f1"


def _extract_page(page: str, name: str, into: _MailText) -> str:
    """Extract the text of a page, with ``>`` before quoted lines (``blockquote``).

    It is empty if the page only has a picture or white space, which many programs send beside a file. The page, the
    page without quotations, and whether words are struck out are stored in ``into``.
    """
    marked, own = _mark_quotes(page.replace(_BEGIN, "").replace(_END, ""))
    try:
        drawn, is_changed = extract_visible(marked.encode(), name, FileFormat.HTML)
    except UnreadableLaw as error:
        if error.code == "no_text":
            return ""
        raise
    into.is_changed = into.is_changed or is_changed
    into.pages.append((page.encode(), own.encode()))
    return "\n".join(_prefix_quotes(drawn))


def _mark_quotes(page: str) -> tuple[str, str]:
    """Return the page with markers around its quotations, and the page without them."""
    try:
        root = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return page, page
    quotes = [quote for quote in root.iter("blockquote") if next(quote.iterancestors("blockquote"), None) is None]  # fmt: skip
    if not quotes:
        return page, page
    for quote in quotes:
        begin, end = html.Element("div"), html.Element("div")
        begin.text, begin.tail, end.text = _BEGIN, quote.text, _END
        quote.text = None
        quote.insert(0, begin)
        quote.append(end)
    marked = str(html.tostring(root, encoding="unicode"))
    for quote in quotes:
        quote.text = None
        for child in list(quote):
            quote.remove(child)
    return marked, str(html.tostring(root, encoding="unicode"))


def _prefix_quotes(drawn: str) -> Iterator[str]:
    depth = 0
    for line in drawn.splitlines():
        depth += line.count(_BEGIN)
        words = line.replace(_BEGIN, "").replace(_END, "")
        if words.strip() or words == line:
            yield f"> {words}" if depth else words
        depth -= line.count(_END)


def _list_attachments(parts: Iterable[Message]) -> Iterator[tuple[str, bytes]]:
    for part_number, part in enumerate(parts, 1):
        inline = part.get_content_disposition() == "inline" or part.get("Content-ID")
        if part.get_content_maintype() == "image" and inline:
            continue
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            yield f"{part_number}.eml", inner.as_bytes() if isinstance(inner, EmailMessage) else b""
            continue
        payload = part.get_payload(decode=True)
        called = (read_file_name(part) or str(part_number)).replace("/", "_")
        yield called, payload if isinstance(payload, bytes) else b""


def _read_sender(message: EmailMessage) -> str:
    """Return the sender as in the header: the name without quotation marks, and the address."""
    read = read_heading(message, "From")
    called, address = parseaddr(read)
    return f"{called} <{address}>" if called and address and called in read else read
