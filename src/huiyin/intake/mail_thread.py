"""Classify the lines of a mail: the sender's own, quoted ones, and those of an earlier mail below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from huiyin.intake.letters import QuotedAnswers, is_closing, is_name, is_opening


@dataclass(frozen=True, slots=True)
class MailLine:
    """A line of a mail: ``row`` from 1, ``words``, whether it is quoted from an earlier mail, and whether it is in
    the signature.
    """

    row: int
    words: str
    is_quoted: bool
    is_signature: bool = False


@dataclass(frozen=True, slots=True)
class MailThread:
    """``lines``: the lines that count, including empty ones. ``earlier``: lines of an earlier mail below without
    ``>``, whose author cannot be determined. ``is_passed_on``: the mail forwards what is below a separator.
    ``mark``: the row of the last separator of an earlier mail above the first quoted line, or 0.
    """

    lines: tuple[MailLine, ...] = ()
    earlier: tuple[MailLine, ...] = ()
    mark: int = 0
    is_passed_on: bool = False

    @property
    def own(self) -> list[MailLine]:
        return [line for line in self.lines if not line.is_quoted]

    @property
    def quoted(self) -> list[MailLine]:
        return [line for line in self.lines if line.is_quoted and line.words]

    def has_own_words(self) -> bool:
        return any(line.words.strip() and not line.is_signature for line in self.own)


_RULED = re.compile(
    r"-{2,}+[^\n-]{0,20}(?:原始|原邮件|原郵件|邮件原件|原文|Original|Replied Message|Nachricht|Message d.origine)[^\n-]{0,20}-{2,}+",
    re.I,
)
_ANSWERED = re.compile(r"-{2,}+[^\n-]{0,10}(?:回复的原?邮件|回覆的郵件)[^\n-]{0,10}-{2,}+")
_PASSED_ON = re.compile(
    r"-{2,}+[^\n-]{0,20}(?:转发|轉寄|轉發|Forwarded)[^\n-]{0,100}-{2,}+|Begin forwarded message[:：]|(?:开始转发的|下面是被转发的)邮件[:：]",
    re.I,
)
#: The end of “On …, … wrote:”, and how such a line may begin.
_WROTE = re.compile(r"\b(?:wrote|schrieb|escribió|scritto|schreef)\b|écrit|写道|寫道", re.I)
_OPENS = re.compile(r"(?:On|At|Le|Am|El|Il|Op)\s|在|于|於", re.I)
#: An address, time or date, which programs write there and people rarely do.
_DATED = re.compile(
    r"@|\d:\d\d|\d{4}年|\d{4}[-/]\d|\d{1,2}[./]\d{1,2}[./]\d\d|\b\d{1,2}\.? [^\W\d_]{3,9}\.?,? \d{4}|\b[^\W\d_]{3,9} \d{1,2}, \d{4}"
)
_MOST_LINES, _LONGEST, _TAIL, _MOST_HEADERS = 4, 400, 120, 20
_FROM = re.compile(r"\s*[|*]*\s?(?:发件人|寄件者|寄件人|From|Von|De)\s?\**\s?[:：|]", re.I)
_HEADERS = re.compile(
    r"\s*[|*]*\s?(?:发件人|寄件者|寄件人|发送时间|发件时间|发送日期|日期|时间|收件人|收件者|抄送|密送|主题|主旨"
    r"|From|Sent|Date|To|Cc|Bcc|Reply-To|Subject|Importance|Von|Gesendet|An|Betreff|De|Envoyé|À|Objet)\s?\**\s?[:：|]",
    re.I,
)
#: One of these shows that it is a mail header: sentences also begin with “From:” and “Subject:”.
_SENT = re.compile(
    r"\s*[|*]*\s?(?:发送时间|发件时间|发送日期|日期|时间|收件人|收件者|Sent|Date|To|Gesendet|An|Envoyé|À)\s?\**\s?[:：|]",
    re.I,
)
_QUOTED = re.compile(r"(?:[ \t]{0,3}[>＞])+[ \t]?")
#: Other quote signs of some programs; a table row has another one at its end.
_PIPED = re.compile(r"^[ \t]{0,3}((?:\|[ \t]?+)++)(?=[^|\n]*+\Z)")
_TAKEN_OUT = re.compile(r"^[ \t]{0,3}[>＞] ?")
_SIGNATURE = re.compile(r"--\s?$")
_RULE = re.compile(r"\s*[_=—-]{5,}\s*")
#: Spaces that pages put beside their quote signs, and invisible characters.
_SPACES = str.maketrans({"\u00a0": " ", "\u3000": " ", "\ufeff": None, "\u200b": None})


def split_quoted(lines: Sequence[str], *, is_passed_on: bool = False) -> MailThread:
    """Return the lines that count: the sender's own, and those quoted with ``>`` between them.

    After the separator of an earlier mail without ``>``, no line counts. In a forwarded mail (``is_passed_on``:
    according to its subject) those lines are the message.
    """
    return _ThreadScan(lines, is_passed_on=is_passed_on).read_thread()


class _ThreadScan:
    """Scans the lines of a mail and keeps those that count. ``mark``: the row below the separator of an earlier
    mail above the first quoted line. ``signs``: whether a signature has begun.
    """

    def __init__(self, lines: Sequence[str], *, is_passed_on: bool) -> None:
        self._lines = _take_out_passed_on(
            [_PIPED.sub(_mark_piped, line, count=1) for line in lines]
        )
        self._seen = [line.translate(_SPACES).rstrip() for line in self._lines]
        self._quoted = [bool(_QUOTED.match(line)) for line in self._seen]
        quoted_rows = [at for at, is_quoted in enumerate(self._quoted) if is_quoted]
        self._first_quoted = quoted_rows[0] if quoted_rows else len(self._lines)
        self._last_quoted = quoted_rows[-1] if quoted_rows else -1
        self._kept: list[MailLine] = []
        self._mark = 0
        self._signs = False
        self._is_passed_on = is_passed_on

    def read_thread(self) -> MailThread:
        row_index = 0
        while row_index < len(self._lines):
            height = 0 if self._is_own_mark(row_index) else measure_mark(self._seen, row_index)
            if height:
                _drop_rules(self._kept)
                if not self._is_passed_on and self._last_quoted < row_index:
                    return self._make_thread(_list_earlier_lines(self._seen, row_index + height))
                row_index = self._pass_mark(row_index + height)
            else:
                row_index = self._take_line(row_index)
        return self._make_thread(())

    def _make_thread(self, earlier: Iterable[MailLine]) -> MailThread:
        return MailThread(tuple(self._kept), tuple(earlier), self._mark, self._is_passed_on)

    def _is_own_mark(self, at: int) -> bool:
        """Tell whether a line is quoted or says that a mail is forwarded, rather than separating an earlier mail."""
        return self._quoted[at] or bool(_PASSED_ON.fullmatch(self._seen[at].strip()))

    def _pass_mark(self, below: int) -> int:
        """Continue below the separator of an earlier mail whose lines count. Returns the row."""
        if self._is_passed_on:
            return _below_headers(self._seen, below)
        if below <= self._first_quoted:
            self._mark = below
        return below

    def _take_line(self, at: int) -> int:
        """Take a line that is not a separator. Returns the next row."""
        line = self._lines[at]
        if self._quoted[at]:
            words = _QUOTED.sub("", line.lstrip("\ufeff"), count=1).strip(" \t\r\ufeff\u200b")
            self._kept.append(MailLine(at + 1, words, is_quoted=True))
            self._signs = False
        elif self._is_own_mark(at):
            self._is_passed_on = True
            return _below_headers(self._seen, at + 1)
        elif _SIGNATURE.match(self._seen[at]):
            self._signs = True
        else:
            self._kept.append(MailLine(at + 1, line, is_quoted=False, is_signature=self._signs))
        return at + 1


def _mark_piped(found: re.Match[str]) -> str:
    return ">" * found[1].count("|") + " "


def _take_out_passed_on(lines: Sequence[str]) -> Sequence[str]:
    """Remove the ``>`` before a mail that is forwarded below a separator saying so."""
    marks = (at for at, one in enumerate(lines) if _PASSED_ON.fullmatch(one.translate(_SPACES).strip()))  # fmt: skip
    at = next(marks, len(lines))
    below = [line for line in lines[at + 1 :] if line.strip()]
    if not below or not all(map(_QUOTED.match, below)):
        return lines
    return [*lines[: at + 1], *(_TAKEN_OUT.sub("", line, count=1) for line in lines[at + 1 :])]


def _list_earlier_lines(seen: Sequence[str], at: int) -> Iterator[MailLine]:
    for row in range(_below_headers(seen, at), len(seen)):
        if seen[row].strip():
            yield MailLine(row + 1, seen[row].strip(), is_quoted=False)


def _drop_rules(found: list[MailLine]) -> None:
    """Remove the rule that a program draws above an earlier mail."""
    while found and not found[-1].is_quoted and (not found[-1].words.strip() or _RULE.fullmatch(found[-1].words)):  # fmt: skip
        found.pop()


def find_answers(thread: MailThread) -> QuotedAnswers:
    """Return which own lines answer which quoted ones: those below them, unless the mail clearly answers above."""
    signature = frozenset(line.row for line in thread.lines if line.is_signature)
    blocks = _split_blocks(thread)
    if _answers_above(blocks):
        return QuotedAnswers(_quoted_below(blocks), signature, stand_above=True)
    return QuotedAnswers(quoted_above(thread.lines), signature)


def quoted_above(lines: Sequence[MailLine]) -> dict[int, str]:
    """Return row of an answer → the earlier mail's words directly above it."""
    quoted_by_row: dict[int, str] = {}
    quoted: list[str] = []
    for line in lines:
        if line.is_quoted:
            quoted.append(line.words)
        elif line.words.strip() and not line.is_signature:
            if any(quoted):
                quoted_by_row[line.row] = "\n".join(quoted).strip()
            quoted = []
    return quoted_by_row


#: Consecutive lines, all own or all quoted, without empty ones.
_Block = list[MailLine]


def _split_blocks(thread: MailThread) -> list[_Block]:
    """Return the blocks below the separator of the earlier mail; a final block that only closes the mail is left
    out.
    """
    written = [
        line
        for line in thread.lines
        if line.row > thread.mark and line.words.strip() and not line.is_signature
    ]
    blocks = [list(group) for _, group in groupby(written, key=lambda line: line.is_quoted)]
    if blocks and not blocks[-1][0].is_quoted and _only_closes(blocks[-1]):
        blocks.pop()
    return blocks


def _only_closes(block: _Block) -> bool:
    texts = [line.words.strip() for line in block]
    return is_closing(texts[0]) and all(is_closing(t) or is_name(t, alone=True) for t in texts)


def _answers_above(blocks: Sequence[_Block]) -> bool:
    """Tell whether the answers are above the quoted lines.

    The mail begins with an answer and ends with quoted lines, and no answer is closer to the quotation above it. A
    single answer is directly above what it answers; above a whole mail it would be about all of it.
    """
    if len(blocks) < 2 or blocks[0][0].is_quoted or not blocks[-1][0].is_quoted:
        return False
    if is_opening([line.words.strip() for line in blocks[0]]):
        return False
    if len(blocks) == 2:
        return blocks[1][0].row == blocks[0][-1].row + 1
    return all(
        own[0].row - before[-1].row >= after[0].row - own[-1].row
        for before, own, after in zip(blocks[1::2], blocks[2::2], blocks[3::2], strict=False)
    )


def _quoted_below(blocks: Sequence[_Block]) -> dict[int, str]:
    """Return row of an answer → the words directly below it. In the opening of the mail, only the last consecutive
    lines answer.
    """
    quoted_by_row: dict[int, str] = {}
    for own, quoted in zip(blocks[::2], blocks[1::2], strict=False):
        first = len(own) - 1
        while first and own[first - 1].row == own[first].row - 1:
            first -= 1
        at = own[first] if own is blocks[0] else own[0]
        quoted_by_row[at.row] = "\n".join(line.words for line in quoted)
    return quoted_by_row


def measure_mark(seen: Sequence[str], at: int) -> int:
    """Return how many lines the separator of an earlier mail takes from ``at``; 0 if there is none."""
    line = seen[at].strip()
    if _RULED.fullmatch(line) or _ANSWERED.fullmatch(line):
        return 1
    if _FROM.match(line):
        # Only the next few lines are searched, because many lines may begin with “From:”.
        few = seen[at : at + _MOST_HEADERS]
        is_head = any(map(_SENT.match, few[1 : _below_headers(few, 0)]))
        return _below_headers(seen, at) - at if is_head else 0
    return _height_of_wrote(seen, at)


def _height_of_wrote(seen: Sequence[str], at: int) -> int:
    """Return the number of lines of “On … wrote:”, which programs wrap at 78 characters."""
    words = ""
    for height in range(1, _MOST_LINES + 1):
        if at + height > len(seen) or not seen[at + height - 1].strip():
            return 0
        words = f"{words} {seen[at + height - 1].strip()}".strip()
        if len(words) > _LONGEST or (height > 1 and not _OPENS.match(words)):
            return 0
        if _ends_with_wrote(words):
            return height if _introduces_mail(words, seen, at, height) else 0
    return 0


def _ends_with_wrote(words: str) -> bool:
    return words.endswith((":", "：")) and bool(_WROTE.search(words[-_TAIL:]))


def _introduces_mail(words: str, seen: Sequence[str], at: int, height: int) -> bool:
    """Tell whether “… wrote:” introduces an earlier mail: written by a program, or alone on a line above quoted
    ones.
    """
    return _is_by_program(words) or (height == 1 and _is_above_quote(seen, at + 1))


def _is_by_program(words: str) -> bool:
    """Tell whether “… wrote:” has a time, and a sender with an address or in a program's format."""
    if not _DATED.search(words):
        return False
    return bool(_OPENS.match(words)) or "@" in words or "年" in words


def _is_above_quote(seen: Sequence[str], below: int) -> bool:
    few = seen[below : below + _MOST_LINES]
    return bool(_QUOTED.match(next((line for line in few if line.strip()), "")))


def _below_headers(seen: Sequence[str], at: int) -> int:
    """Return the first line from ``at`` that is not a mail header."""
    while at < len(seen) and (not seen[at].strip() or _HEADERS.match(seen[at])):
        at += 1
    return at


def unfold_flowed(lines: Sequence[str], *, drops_space: bool) -> list[str]:
    """Join the paragraphs of ``format=flowed`` text (RFC 3676): a line that ends with a space continues on the next
    one with the same depth of ``>``.

    A paragraph is put on its first line and the others become empty, so that line numbers stay valid.
    ``drops_space``: the final space is not part of the text (``DelSp``).
    """
    unfolded: list[str] = []
    open_at, open_depth = -1, -1
    for line in lines:
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(
            " "
        )  # space-stuffed: a space precedes lines that begin with a space, > or From
        goes_on = words.endswith(" ") and words != "-- "
        if drops_space and goes_on:
            words = words[:-1]
        if open_at >= 0 and open_depth == depth and words != "-- ":
            unfolded[open_at] += words
            unfolded.append("")
        else:
            open_at, open_depth = len(unfolded), depth
            unfolded.append(">" * depth + " " * bool(depth) + words)
        if not goes_on:
            open_at = -1
    return unfolded
