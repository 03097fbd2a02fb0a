"""Letters: each paragraph that begins with a citation is a comment on that provision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from huiyin.intake.anchor import Anchorer
from huiyin.intake.model import Comment, Refusal, RefusalCode, Remark, RemarkCode, Source
from huiyin.intake.pages import SHEET_NAMES
from huiyin.law import find_citations
from huiyin.law.read import draw
from huiyin.law.source.decode import decode
from huiyin.law.source.safe import check_size
from huiyin.law.source.sniff import is_page
from huiyin.text import as_kept, detect_language, is_whole, sentences

_NUMBERED = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[-–•·*])\s*")
_COUNTED = re.compile(r"^\s*[一二三四五六七八九十]{1,3}、")
_DATE = re.compile(
    r"^\s*(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.{1,4}月.{1,4}[日号]|\d{1,2}\s+[A-Z][a-z]+\s+\d{4}|[A-Z][a-z]+\s+\d{1,2},\s+\d{4})\s*$"
)
_LEAD = re.compile(
    r"^(?:关于|對於|对于|对|在|On|Re:?|Regarding|Concerning|As to|In)?\s*[《“\"]?", re.I
)
_CLOSING = re.compile(
    r"^\s*(?:此致|敬礼|谢谢|特此|顺颂|Yours|Sincerely|Kind regards|Best regards|Thank you)", re.I
)


def is_letter(data: bytes, name: str) -> bool:
    """Whether the file is running text rather than a table: .txt and .md by name, PDF and pages by what they hold,
    unless they are called a sheet."""
    if name.lower().endswith(SHEET_NAMES):
        return False
    return name.lower().endswith((".txt", ".md")) or _is_pdf(data) or is_page(data, name)


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def read_letter(data: bytes, name: str, anchorer: Anchorer) -> Iterator[Comment | Refusal | Remark]:
    """The comments of one letter (see :func:`letter_of`). Raises ``UnreadableLaw``."""
    check_size(data, name)
    return letter_of(_paragraphs(data, name), name, anchorer)


def letter_of(
    paragraphs: list[tuple[int, str]],
    name: str,
    anchorer: Anchorer,
    author: str = "",
    *,
    above: Mapping[int, str] | None = None,
) -> Iterator[Comment | Refusal | Remark]:
    """The comments in paragraphs (number from 1, text). One without a citation goes with the one above it, unless
    the letter counts its comments (一、二、) and it is the next; what stands before the first citation is one
    comment on the whole law, greetings apart. Who signed above the date is the organisation.

    ``above``: number of a paragraph → words of an earlier mail that it answers; it begins a comment, on the
    provision that those words name where its own name none."""
    from huiyin.intake.comments import derived_id

    above = above or {}
    last_answer = max(above, default=0)
    paragraphs, organisation = _signed(paragraphs)
    if not is_whole(organisation):  # what they say is whole
        yield broken_name(name, organisation)
        organisation = ""
    found: list[tuple[int, str, list[str]]] = []
    counts = False
    for row, paragraph in paragraphs:
        text = paragraph.strip()
        if not text or _CLOSING.match(text):
            if text and found and row >= last_answer:
                break
            continue
        cited = find_opening_citation(text)
        counted = bool(_COUNTED.match(text))
        counts = counts or (bool(cited) and counted)
        if row in above:
            cited = cited or _cited_above(above[row], answers=len(above))
        if cited or not found or row in above or (counts and counted):
            found.append((row, cited, [text]))
        else:
            found[-1][2].append(text)
    said = False
    for at, (row, cited, texts) in enumerate(found):
        text = "\n".join(texts)
        if at == 0 and not cited and len(found) > 1 and (len(text) < 40 or _is_pointer(text)):
            continue  # a salutation
        said = True
        anchor = anchorer.find(cited, above.get(row, ""), text if not cited else "")
        yield Comment(
            id=derived_id(name, "", row),
            organisation=organisation,
            eid=anchor.eid,
            quote=above.get(row, ""),
            text=text,
            wording="",
            language=detect_language(text),
            source=Source(name, "", row),
            reference=anchor.reference,
            author=author,
            is_exact=anchor.is_exact,
            also=anchor.also,
        )
    if not said:
        yield Refusal(name, "", 0, RefusalCode.NO_ROWS)


def broken_name(file: str, written: str) -> Remark:
    """The name of who signed or sent is left out, for a character of it is lost."""
    details = (("name", as_kept(written)[:60]),)
    return Remark(file, "", RemarkCode.BROKEN_NAME, details)


def _signed(paragraphs: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], str]:
    """The paragraphs without the signature that stands above a date at the end, and who signed."""
    written = [(row, text) for row, text in paragraphs if text.strip()]
    if len(written) < 3 or not _DATE.match(written[-1][1]):
        return paragraphs, ""
    signer = re.sub(r"[（(][^（）()]*(?:盖章|蓋章|公章|签章)[)）]", "", written[-2][1]).strip()
    if not 2 <= len(signer) <= 40 or re.search(r"[。；：，,;:!?！？]|\.$", signer):
        return [p for p in paragraphs if p[0] != written[-1][0]], ""
    return [p for p in paragraphs if p[0] not in (written[-1][0], written[-2][0])], signer


def find_opening_citation(text: str) -> str:
    """The citation that a paragraph begins with, or empty."""
    body = _NUMBERED.sub("", text)
    lead = _LEAD.match(body)
    begins = len(lead.group()) if lead else 0
    citations = find_citations(body[:120])
    if citations and citations[0].start <= begins:
        return body[citations[0].start : citations[0].end]
    return ""


def _cited_above(quoted: str, *, answers: int) -> str:
    """What the words above an answer cite: the nearest citation, or none where somebody answers once, below a whole
    mail that names several provisions."""
    cited = [found for line in quoted.splitlines() if (found := find_opening_citation(line))]
    return cited[-1] if cited and (answers > 1 or len(set(cited)) == 1) else ""


_GREETING = re.compile(
    r"^\s*(?:(?:Dear|Hello|Hi|Good (?:morning|afternoon|day))\b[^,，:：\n]{0,60}[,，:：]?|(?:尊敬的|各位)?[^，,：:。\n]{0,20}(?:[您你]好|好)[!！，,：:。]?)\s*",
    re.I,
)
#: The end of a sentence that shows where the comments stand, whatever it calls them.
_POINTER = re.compile(
    r"\b(?:below|inline|in line|attached|as follows)\b(?:\s+\w+){0,3}\s*[.:!]?$|(?:如下|见下|附后|见附件|下文)[。：:！]?$",
    re.I,
)


def _is_pointer(text: str) -> bool:
    """Whether an opening says no more than that the comments follow."""
    body = _GREETING.sub("", text, count=1).strip()
    is_short = len(body) < 80 and len(sentences(body)) <= 1
    return is_short and (not body or _POINTER.search(body) is not None)


def _paragraphs(data: bytes, name: str) -> list[tuple[int, str]]:
    """The paragraphs, with their numbers from 1."""
    if _is_pdf(data) or is_page(data, name):
        return list(enumerate(draw(data, name).text.splitlines(), 1))
    return list(enumerate(decode(data, name).text.splitlines(), 1))
