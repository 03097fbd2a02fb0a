"""Letters: each paragraph that begins with a citation is a comment on that provision."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from huiyin.files.decode import decode_text
from huiyin.files.problems import Refusal, RefusalCode, Remark, RemarkCode, Source
from huiyin.files.sniff import is_page
from huiyin.files.tables.cell_values import show_begin
from huiyin.files.untrusted_files import check_size
from huiyin.intake.anchors import Anchorer
from huiyin.intake.comment_ids import derive_id
from huiyin.intake.law_words import part_quotes
from huiyin.intake.model import Comment
from huiyin.intake.web_pages import SHEET_NAMES, extract_visible
from huiyin.law import find_citations, read_text
from huiyin.law.unit_numbers import eid_number
from huiyin.text import as_kept, detect_language, is_chinese, is_whole, split_sentences
from huiyin.text.numerals import parse_numeral

_NUMBERED = re.compile(r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[-–•·*])\s*")
_COUNTED = re.compile(r"^\s*[一二三四五六七八九十]{1,3}、")
DATE = re.compile(
    r"^\s*(?:(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.{1,4}月.{1,4}[日号]|\d{1,2}\s+[A-Z][a-z]+\s+\d{4}|[A-Z][a-z]+\s+\d{1,2},\s+\d{4})\s*$"
)
_LEAD = re.compile(
    r"^(?:关于|對於|对于|对|在|On|Re:?|Regarding|Concerning|As to|In)?\s*[《“\"]?", re.I
)
#: Lines that close a letter. Thanks only do if the line contains nothing else.
_CLOSING = re.compile(
    r"(?:此致)?\s?敬礼|此致|此复|祝好|顺[颂祝][^，。；,;]{0,6}|[特谨]此(?:函复|函达|函告|致函|回复|答复|复函|建议|说明|报告|反馈)?"
    r"|(?:(?:yours|very|with|kind|kindest|best|warm|warmest|sincerely|respectfully|faithfully|truly)\s+){0,3}"
    r"(?:regards|wishes|greetings|sincerely|faithfully|truly|respectfully|yours|best|cheers|submitted)"
    r"(?:\s*[,，—-]\s*[^.!?;:]{0,40})?"
    r"|Sent from my [^.!?;:]{2,30}|发自我?的?[^，。；]{2,20}",
    re.I,
)
_THANKS = re.compile(
    r"(?:再次|最后)?(?:十分|非常|衷心)?(?:谢谢|感谢|多谢|致谢)[^，。；：,;:]{0,20}"
    r"|(?:(?:We|I)\s)?(?:would like to\s)?(?:(?:many|with)\s)?(?:thanks|thank you)"
    r"(?:\s(?:again|in advance|very much|so much|for [^,.;:!?]{3,60}))?",
    re.I,
)
_CLOSING_END = " \t。.!！~～,，"
#: What shows that thanks, a name or a title is actually part of a statement.
_SAYS = re.compile(
    r"[但应應不请請删刪撤无無]|没有|同意|反对|反對|支持|赞成|建议[^书稿：:。]|\b(?:but|should|however|must|not|please|no|yes|too|we|agree\w*|disagree\w*)\b",
    re.I,
)
_POSTSCRIPT = re.compile(r"P\.?\s?[Ss]\.?(?=[\s:：])[\s:：]*+|又及[：:]?\s*+")
#: 附： also introduces enclosures, so it is a postscript only with a citation.
_ENCLOSED = re.compile(r"(?:附言?|另)[：:，]\s*+")

#: Words that a law uses about itself, and words that people use about a law.
_ENACTS = re.compile(
    r"制定本[^\W\d_]|本[^\W\d_]{1,8}自[^。]{1,30}施行|\b(?:shall enter into force|comes? into (?:force|operation)|may be cited as)\b",
    re.I,
)
_SPEAKS = re.compile(
    r"我[们們方会會等国國单單]|本(?:单位|單位|会|會|机构|機構|组织|組織|人)(?!员|員|民|口|事)|建议[：:将將把删刪增修对對第本在应應]|此致|\b(?:[Ww]e|[Oo]ur|I|[Mm]y)\b",
)
_FEWEST_ARTICLES = 3


def is_letter(data: bytes, name: str) -> bool:
    """Tell whether the file is running text rather than a table.

    For .txt and .md the name decides, for PDF and web pages the contents, unless they are called a sheet.
    """
    if name.lower().endswith(SHEET_NAMES):
        return False
    return name.lower().endswith((".txt", ".md")) or _is_pdf(data) or is_page(data, name)


def _is_pdf(data: bytes) -> bool:
    return b"%PDF-" in data[:1024]


def read_letter(data: bytes, name: str, anchorer: Anchorer) -> Iterator[Comment | Refusal | Remark]:
    """Yield the comments of one letter (see :func:`parse_letter`), without the law's words that it answers. Raises
    ``UnreadableLaw``.
    """
    check_size(data, name)
    if _is_pdf(data) or is_page(data, name):
        text, is_changed = extract_visible(data, name)
    else:
        text, is_changed = decode_text(data, name).text, False
    if is_law_text(text):
        return iter((Refusal(name, "", 0, RefusalCode.LAW_TEXT),))
    changed = [Remark(name, "", RemarkCode.CHANGES_ACCEPTED)] if is_changed else []
    own, above = part_quotes(list(enumerate(text.splitlines(), 1)), anchorer.laws)
    return chain(changed, parse_letter(own, name, anchorer, answers=QuotedAnswers(above)))


def is_law_text(text: str) -> bool:
    """Tell whether a text is a law rather than about one.

    Its articles are consecutive from the first, one of them states the purpose or commencement, and nobody speaks
    in the first person.
    """
    if not _ENACTS.search(text) or _SPEAKS.search(text):
        return False
    numbers = [unit.num for unit in read_text(text).articles]
    counted = [parse_numeral(eid_number(num)) for num in numbers]
    return len(counted) >= _FEWEST_ARTICLES and counted == list(range(1, len(counted) + 1))


@dataclass(frozen=True, slots=True)
class QuotedAnswers:
    """The answers among a mail's paragraphs.

    ``quoted``: number of a paragraph that begins an answer → the earlier mail's words it answers; ``stand_above``:
    they are above the answer. ``signature``: the numbers of the paragraphs in a signature.
    """

    quoted: Mapping[int, str] = field(default_factory=dict)
    signature: frozenset[int] = frozenset()
    stand_above: bool = False


def parse_letter(
    paragraphs: list[tuple[int, str]],
    name: str,
    anchorer: Anchorer,
    author: str = "",
    *,
    answers: QuotedAnswers | None = None,
) -> Iterator[Comment | Refusal | Remark]:
    """Parse the comments in paragraphs (number from 1, text).

    A paragraph without a citation belongs to the one above, unless the letter numbers its comments (一、二、) and it
    has the next number. Text before the first citation, except greetings, is one comment on the whole law. After
    the closing, only paragraphs with citations and postscripts count; names and addresses there are ignored, and
    the rest is reported. The signature above the date is the organisation.

    ``answers``: what a mail's paragraphs answer. Each of these begins a comment; without its own citation, it is on
    the provision that the quoted words name.
    """
    answers = answers or QuotedAnswers()
    paragraphs, organisation = _split_signature(paragraphs)
    if not is_whole(organisation):  # what they say is whole
        yield broken_name(name, organisation)
        organisation = ""
    written = [(row, text.strip()) for row, text in paragraphs if text.strip()]
    parts, left = _divide_letter(written, answers)
    if left:
        yield list_left_lines(name, RemarkCode.BELOW_CLOSING, left)
    if _is_led_in(parts, answers):
        if headings := [line for line in parts[0][2] if _is_heading(line)]:
            yield list_left_lines(name, RemarkCode.LETTERHEAD, headings)
        parts = parts[1:]
    for part in parts:
        quote = answers.quoted.get(part[0], "")
        yield _make_comment(part, quote, anchorer, Source(name, "", part[0]), organisation, author)
    if not parts:
        yield Refusal(name, "", 0, RefusalCode.NO_ROWS)


def _is_led_in(parts: Sequence[_Part], answers: QuotedAnswers) -> bool:
    """Tell whether the first part only greets, is a letterhead, or introduces the others."""
    if len(parts) < 2:
        return False
    row, cited, texts = parts[0]
    return not cited and row not in answers.quoted and is_opening(texts)


def _make_comment(
    part: _Part, quote: str, anchorer: Anchorer, source: Source, organisation: str, author: str
) -> Comment:
    row, cited, texts = part
    text = "\n".join(texts)
    anchor = anchorer.find(cited, quote, text if not cited else "")
    return Comment(
        id=derive_id(source.file, "", row),
        organisation=organisation,
        eid=anchor.eid,
        quote=quote,
        text=text,
        wording="",
        language=detect_language(text),
        source=source,
        reference=anchor.reference,
        author=author,
        is_exact=anchor.is_exact,
        also=anchor.also,
    )


#: A part of a letter: the number of its first paragraph, its citation, and its paragraphs.
_Part = tuple[int, str, list[str]]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph of a letter.

    ``cited``: the citation at its beginning, or in the words that it answers. ``begins``: whether it always begins
    a part. ``is_next``: whether it has the number (二、) after that of a numbered comment. ``closes``: whether it
    closes the letter.
    """

    row: int
    text: str
    cited: str
    begins: bool
    is_next: bool
    closes: bool
    in_signature: bool


def _divide_letter(
    written: Sequence[tuple[int, str]], answers: QuotedAnswers
) -> tuple[list[_Part], list[str]]:
    """Return the parts of a letter, and what is below its closing without being a name or part of them."""
    division = _LetterDivision(_describe_paragraphs(written, answers), answers)
    for at in range(len(written)):
        division.put_paragraph(at)
    return division.parts, division.left


def _describe_paragraphs(
    written: Sequence[tuple[int, str]], answers: QuotedAnswers
) -> list[_Paragraph]:
    paragraphs: list[_Paragraph] = []
    counts = False
    for row, text in written:
        is_answer, in_signature = row in answers.quoted, row in answers.signature
        cited = _find_opening(text)
        if is_answer and not cited:
            cited = _cited_beside(row, answers)
        is_counted = bool(_COUNTED.match(text))
        counts = counts or (bool(cited) and is_counted)
        paragraphs.append(
            _Paragraph(
                row,
                text,
                cited,
                begins=bool(cited) or is_answer or bool(_POSTSCRIPT.match(text)),
                is_next=counts and is_counted,
                closes=is_closing(text) and not in_signature,
                in_signature=in_signature,
            )
        )
    return paragraphs


class _LetterDivision:
    """Assigns the paragraphs of a letter to parts, one by one. ``left``: those that belong to none."""

    def __init__(self, paragraphs: Sequence[_Paragraph], answers: QuotedAnswers) -> None:
        self.parts: list[_Part] = []
        self.left: list[str] = []
        self._paragraphs = paragraphs
        self._answers = answers
        self._last_beginning = max((at for at, p in enumerate(paragraphs) if p.begins), default=-1)
        self._is_closed = False
        #: Thanks below quoted lines; the answer to these follows.
        self._thanks: _Paragraph | None = None

    def put_paragraph(self, at: int) -> None:
        paragraph = self._paragraphs[at]
        text = paragraph.text
        if paragraph.closes:
            self._close(paragraph)
            return
        self._is_closed = self._is_closed or (paragraph.in_signature and bool(self.parts))
        if self._begins_part(paragraph):
            self._begin_part(paragraph, text)
        elif self._thanks is not None and not is_name(text, alone=True):
            self._begin_part(self._thanks, text)
        elif self.parts and not self._is_closed:
            self.parts[-1][2].append(text)
        elif not self._is_signer(at):
            self._put_below_closing(at)

    def _close(self, paragraph: _Paragraph) -> None:
        self._is_closed = bool(self.parts)
        is_answer = paragraph.row in self._answers.quoted
        is_thanks = is_answer and bool(_THANKS.fullmatch(paragraph.text.strip(_CLOSING_END)))
        self._thanks = paragraph if is_thanks else None

    def _begins_part(self, paragraph: _Paragraph) -> bool:
        is_first = not self.parts and self._thanks is None
        return paragraph.begins or is_first or paragraph.is_next

    def _begin_part(self, paragraph: _Paragraph, text: str) -> None:
        self.parts.append((paragraph.row, paragraph.cited, [text]))
        self._is_closed = False

    def _is_signer(self, at: int) -> bool:
        """Tell whether a paragraph below the closing is the signature."""
        text = self._paragraphs[at].text
        if is_name(text, alone=True):
            return True
        return at > 0 and _is_office(text, self._paragraphs[at - 1].text)

    def _put_below_closing(self, at: int) -> None:
        paragraph = self._paragraphs[at]
        if at < self._last_beginning and not paragraph.in_signature:
            self.parts[-1][2].append(paragraph.text)  # a letter that thanks and then continues
            self._is_closed = False
        else:
            self.left.append(paragraph.text)


def _is_office(text: str, closing: str) -> bool:
    """Tell whether the line below a closing is a signature in the form of an office."""
    is_short = len(text) < _LONGEST_HEADING and len(text.split()) <= 4
    return is_short and is_closing(closing) and not re.search(r"[。！？；，.!?;]|[请應应]", text)


def is_closing(text: str) -> bool:
    body = text.strip(_CLOSING_END)
    if _CLOSING.fullmatch(body):
        return True
    return bool(_THANKS.fullmatch(body)) and not _SAYS.search(body) and not find_citations(body)


def list_left_lines(file: str, code: RemarkCode, lines: Sequence[str]) -> Remark:
    """Report lines that were not used, by number and beginning."""
    begins = show_begin(" ".join(lines), 60)
    return Remark(file, "", code, (("number", str(len(lines))), ("begins", begins)))


def _find_opening(text: str) -> str:
    """Return the citation at the beginning of a letter's paragraph, also after “P.S.”."""
    for mark in (_POSTSCRIPT, _ENCLOSED):
        if found := mark.match(text):
            return find_opening_citation(text[found.end() :])
    return find_opening_citation(text)


def broken_name(file: str, written: str) -> Remark:
    """Report that the name of a signer or sender is left out because a character of it is lost."""
    details = (("name", as_kept(written)[:60]),)
    return Remark(file, "", RemarkCode.BROKEN_NAME, details)


def _split_signature(paragraphs: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], str]:
    """Return the paragraphs without the signature above a final date, and the signer."""
    written = [(row, text) for row, text in paragraphs if text.strip()]
    if len(written) < 3 or not DATE.match(written[-1][1]):
        return paragraphs, ""
    signer = re.sub(r"[（(][^（）()]*(?:盖章|蓋章|公章|签章)[)）]", "", written[-2][1]).strip()
    if not 2 <= len(signer) <= 40 or re.search(r"[。；：，,;:!?！？]|\.$", signer):
        return [p for p in paragraphs if p[0] != written[-1][0]], ""
    return [p for p in paragraphs if p[0] not in (written[-1][0], written[-2][0])], signer


def find_opening_citation(text: str) -> str:
    """Return the citation at the beginning of a paragraph, or an empty string."""
    body = _NUMBERED.sub("", text)
    lead = _LEAD.match(body)
    begins = len(lead.group()) if lead else 0
    citations = find_citations(body[:120])
    if citations and citations[0].start <= begins:
        return body[citations[0].start : citations[0].end]
    return ""


def _cited_beside(row: int, answers: QuotedAnswers) -> str:
    """Return the nearest citation in the words that a paragraph answers; empty for a single answer beside a whole
    mail that names several provisions.
    """
    lines = answers.quoted[row].splitlines()
    cited = [found for line in lines if (found := find_opening_citation(line))]
    is_clear = len(answers.quoted) > 1 or len(set(cited)) == 1
    return cited[0 if answers.stand_above else -1] if cited and is_clear else ""


_GREETING = re.compile(
    r"^\s*(?:(?:Dear|Hello|Hi|Good (?:morning|afternoon|day))\b[^,，:：\n]{0,60}[,，:：]?|(?:尊敬的|各位)?[^，,：:。\n]{0,20}(?:[您你]好|好)[!！，,：:。]?)\s*",
    re.I,
)
#: Phrases of people who forward something.
_NOTE = re.compile(
    r"(?:FYI|For (?:you|your (?:information|attention|records?))|(?:请|敬请)(?:查收|查阅|审阅|阅)|供参考|转发给?您?)[,，.。!！]?",
    re.I,
)
#: Sentence endings that show where the comments are, however they are called.
_POINTER = re.compile(
    r"\b(?:below|inline|in line|attached|as follows|in red|in blue|in colou?r|in bold|between the lines|enclosed|in the (?:table|form|attachment))\b(?:[\s,]+[\w\[\]]+){0,4}\s*[.:!]?$"
    r"|(?:如下|见下|附后|见附件|下文|下表|表格|标红|红字|红色|正文)[^，。；]{0,6}[。：:！]?$"
    r"|(?:意见|建议|回复|答复)(?:是|为)?[:：]$",
    re.I,
)
#: The title of a letter: comments on such a law.
_TITLE = re.compile(
    r"(?:关于|关於|對於|对于|对|就)?[^。！？；，]{0,60}(?:意见|建议|意見|建議|复函|函|反馈|评论)(?:书|稿|表)?[：:]?"
    r"|(?:our\s|my\s|the\s)?(?:[\w’'-]+\s){0,3}(?:comments?|remarks?|observations?|views|suggestions?|response|submission|feedback|position)"
    r"(?:\s(?:on|to|about|for|regarding|concerning|of|from|by)\s[^.!?;:]{1,80})?:?",
    re.I,
)
#: The addressee of a letter.
_ADDRESS = re.compile(
    r"(?:致|To|Attn\.?|Attention|Re|Subject|From|主题|收件人|发件人)\s*[:：][^。！？.!?;；]{1,80}"
    r"|(?:To|致)\s[^。！？.!?;；:：,，]{2,60}[,，:：]?|[^，。；！？\s]{2,30}[：:]",
    re.I,
)
#: Contact details, and the small words in names.
_REACHED = re.compile(
    r"@|https?:|www\.|[+(]?\d[\d\s()/-]{6,}|^(?:Tel|Phone|Fax|Mobile|E-?mail|联系人|电话|手机|地址|邮编|邮箱)[^。！？]{0,60}$",
    re.I,
)
_JOINERS = frozenset(("of", "the", "and", "for", "in", "on", "de", "von", "van", "&", "a", "an", "at", "to", "–", "-", "|", "/"))  # fmt: skip
_OFFICE = re.compile(
    r"(?:会|會|中心|组织|基金|公司|大学|学院|研究所|研究院|局|部|委|厅|处|办公室|网络|联盟|社|所|站|队|守望|之友)"
    r"(?:[（(][^（）()]{1,8}[)）])?$"
)
_LONGEST_HEADING = 40


def is_opening(lines: Sequence[str]) -> bool:
    """Tell whether the text before the first citation only greets, is a letterhead, or introduces the comments."""
    if _is_pointer("\n".join(lines)):
        return True
    return all(_only_opens(line) or all(map(_only_opens, split_sentences(line))) for line in lines)


def _only_opens(text: str) -> bool:
    body = _GREETING.sub("", text, count=1).strip()
    return (
        _is_greeting(text)
        or _is_address(text)
        or _is_heading(text)
        or _is_pointer(text)
        or is_closing(body)
    )


def points_below(lines: Sequence[str]) -> bool:
    """Tell whether a mail only says where its answers are."""
    said = [line for line in map(str.strip, lines) if line and not is_closing(line)]
    while len(said) > 1 and is_name(said[-1], alone=True):
        said.pop()
    is_opened = bool(said) and is_opening(said)
    return is_opened and bool(_POINTER.search(_GREETING.sub("", "\n".join(said), count=1).strip()))


def _is_greeting(line: str) -> bool:
    body = _GREETING.sub("", line, count=1).strip()
    return not body or bool(_NOTE.fullmatch(body))


def _is_address(line: str) -> bool:
    return bool(_ADDRESS.fullmatch(line)) and not _SAYS.search(line)


def _is_heading(line: str) -> bool:
    """Tell whether a line is the title of a letter or the name of its author."""
    if _is_greeting(line) or _is_address(line) or _is_pointer(line):
        return False
    is_title = bool(_TITLE.fullmatch(line)) and not _SAYS.search(line)
    return is_title or (len(line) < _LONGEST_HEADING and is_name(line))


def is_name(line: str, *, alone: bool = False) -> bool:
    """Tell whether a line is a name, an address or a date. ``alone``: a single word counts as a name, as below a
    closing.
    """
    if DATE.match(line) or _says_how_reached(line):
        return True
    if len(line) > 60 or re.search(r"[。！？；!?;]|\.$", line) or _SAYS.search(line):
        return False
    if is_chinese(line):
        return bool(_OFFICE.search(line)) or (alone and len(line) <= 4)
    words = line.replace(",", " ").split()
    return _are_capital(words, fewest=1 if alone else 2)


def _are_capital(words: Sequence[str], *, fewest: int) -> bool:
    """Tell whether words are capitalised like a name: at least ``fewest`` of them, the others being small words
    such as “of”.
    """
    capital = sum(not word[0].islower() for word in words)
    return capital >= fewest and all(word in _JOINERS or not word[0].islower() for word in words)


def _says_how_reached(line: str) -> bool:
    return len(line) < 80 and bool(_REACHED.search(line)) and not _SAYS.search(line)


def is_signature(line: str, *, by_date: bool) -> bool:
    """Tell whether a line is a date, a closing, or contact details or, next to a date, a name."""
    if DATE.match(line) or is_closing(line):
        return True
    return _says_how_reached(line) or (by_date and is_name(line, alone=True))


def _is_pointer(text: str) -> bool:
    """Tell whether an opening only says that comments follow."""
    body = _GREETING.sub("", text, count=1).strip()
    is_short = len(body) < 80 and len(split_sentences(body)) <= 1
    return is_short and (not body or _POINTER.search(body) is not None)
