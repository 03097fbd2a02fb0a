"""Parse Chinese law texts: mainland, Hong Kong and Taiwan; 编 分编 章 节 条 款 项 目.

Source of the rules: 立法法 (2023) art. 65 (编、章、节、条、款、项、目; 款 are not numbered, 项 are numbered with Chinese numerals in
brackets, 目 with Arabic ones) and, for Taiwan, 中央法規標準法 arts. 8–9 (條、項、款、目; 項 are not numbered, 款 are 一、, 目 are （一）).
"""

from __future__ import annotations

import re

from huiyin.law.grammar.chinese_lines import ChineseLines
from huiyin.law.grammar.chinese_patterns import (
    ADOPTION,
    ANNEX,
    ARABIC,
    BRACKETED_LINE,
    CIRCLED,
    DATE,
    DRAFT_NOTE,
    HEAD,
    LONGEST_HEAD,
    ORDER,
    POINT,
    PREAMBLE,
    STRUCTURE,
    SUPPLEMENT,
    TIGHT,
)
from huiyin.law.grammar.lines import LinedText, SourceLine, cut_page_number
from huiyin.law.grammar.sequence import CountedLine, find_uncounted
from huiyin.law.grammar.tree import ProvisionNode, finish_law
from huiyin.law.grammar.units import ListRules, TextBlock, arrange_blocks
from huiyin.law.model import Furniture, FurnitureName, Law, ProvisionKind
from huiyin.law.unit_numbers import eid_number
from huiyin.text.numerals import CHINESE_DIGITS, parse_numeral

_HEADING_IN_BRACKETS = re.compile(
    r"^(?:【[^】]{1,40}】|[（(][^（）()，。；：]{1,30}[）)](?=\s|　))\s*(?=\S)", re.S
)
#: Only a decimal number with its unit: 1.5倍.
_FIGURE = re.compile(r"\d{1,3}\.\d{1,2}[^\d\W]{0,4}[%％]?")
_ENUMERATED = re.compile(rf"^\s*([{CHINESE_DIGITS}]{{1,4}}\s*、)\s*(.*)$", re.S)
_NUMBERED = re.compile(r"^\s*(\d{1,2})[ \u3000]\s*(?=\S)(.*)$", re.S)
_LAW_NAME = re.compile(
    r"(?:法|条例|條例|规定|規定|办法|辦法|决定|決定|解释|解釋|细则|細則|规则|規則|章程|通知|意见|修正案|[）)])\s*$"
)
_TITLE_LABEL = re.compile(r"^(?:法規|法规)?\s*名\s*[称稱]\s*[:：]\s*")
_CONTENTS = re.compile(r"^目\s*[录錄次]$")
#: What may follow an annex's number in a sentence, but does not begin the annex's heading.
_SAID_OF_ANNEX = re.compile(
    r"^(?:附\s*[件表录錄]|所[列称稱载載附示规規]|中[的所规規列载載第]|的|是|规定|規定|列明|载明|載明|以及|[和及与與或至到]\s*附)"
)
_LEADERS = ".．·…-—"
_STRUCTURE_KIND = {
    "编": ProvisionKind.PART, "編": ProvisionKind.PART, "篇": ProvisionKind.PART, "分编": ProvisionKind.SUBPART, "分編": ProvisionKind.SUBPART,
    "章": ProvisionKind.CHAPTER, "节": ProvisionKind.SECTION, "節": ProvisionKind.SECTION,
}  # fmt: skip
_RANK = {
    ProvisionKind.PART: 1,
    ProvisionKind.SUBPART: 2,
    ProvisionKind.CHAPTER: 3,
    ProvisionKind.SECTION: 4,
}
#: Headings counted in other ways than by 章 and 节 are below these: 二、, and （一） below that.
_HEAD_RANK, _LOWER_HEAD_RANK, _CROSS_RANK = 5, 6, 7
#: Beyond this length, a line is not a heading.
_LONGEST_HEADING = 400
#: By depth below the 款: 项, 目, and what some texts have below a 目.
_LISTS = ListRules(
    "numbered",
    ProvisionKind.PARAGRAPH,
    {},
    (ProvisionKind.POINT, ProvisionKind.SUBPOINT, ProvisionKind.INDENT),
)


def _parse_value(printed: str) -> int | None:
    """Return the number of an item or a heading: （二）, 二、, 2."""
    return parse_numeral(re.sub(r"[（()）\s、.．]", "", printed))


def _begins_with_number(words: str) -> bool:
    """二、三类: may mean two kinds, rather than begin a second item."""
    return bool(words) and words[0] in CHINESE_DIGITS


def read_chinese(source: LinedText, *, language: str, title_hint: str = "") -> Law:
    """Build the law from its lines. ``title_hint``: a title given by the file format."""
    return _ChineseReader(source, language, title_hint).read()


class _ChineseReader:
    def __init__(self, source: LinedText, language: str, title: str) -> None:
        self.source = source
        self.surveyed = ChineseLines(source)
        self.language = language
        self.title = title
        self.furniture: list[Furniture] = list(source.furniture)
        self.roots: list[ProvisionNode] = []
        # open ranks and divisions, outermost first
        self.open: list[tuple[int, ProvisionNode]] = []
        self.annex: ProvisionNode | None = None
        self.article: ProvisionNode | None = None
        self.blocks: list[TextBlock] = []
        self.last_article = 0
        self.last_counted = 0  # the last bare number that counts 項 in the open article
        self.last_item = 0  # the last item of a decision, which has no articles
        self.last_heads: dict[int, int] = {}  # rank → the last number of a heading like 二、
        self.has_preamble = False
        self.crosses = 0
        self.heading: SourceLine | None = None  # the heading above the number of the next article

    def _article(self, at: int) -> re.Match[str] | None:
        return self.surveyed.find_article(at, self.last_article)

    # The reading ---------------------------------------------------------------------------------

    def read(self) -> Law:
        lines = self.source.lines
        at = self._front_matter()
        while at < len(lines):
            at = self._take(at)
        self._signature()
        self._close_article()
        return finish_law(
            self.source.text,
            self.title,
            self.language,
            self.roots,
            self.furniture,
            problems=self.surveyed.problems,
        )

    def _note(
        self,
        name: FurnitureName,
        first: SourceLine | TextBlock,
        last: SourceLine | TextBlock | None = None,
    ) -> None:
        for span in self.source.pieces(first.start, (last or first).end):
            self.furniture.append(Furniture(name, self.source.words(span.start, span.end), span))
            self.source.take(span)

    def _front_matter(self) -> int:
        """Read title, adoption note, order and contents; return the first line after them."""
        lines = self.source.lines
        block = 0
        while block < len(lines):
            if _CONTENTS.match(lines[block].masked.strip()):
                block = self._contents(block)
            elif self._begins_body(block):
                break
            else:
                block = self._take_front(block)
        return block

    def _take_front(self, at: int) -> int:
        """Take an order, a note, a title line, or text before the body; return the next line."""
        line = self.source.lines[at]
        words = line.masked.strip()
        if ORDER.match(words):
            return self._order(at)
        if self.title and ADOPTION.match(words):
            return self._adoption(at)
        if self.has_preamble:
            return self._preamble(at)
        if not self.title:
            self.title = _TITLE_LABEL.sub("", self.source.words(line.start, line.end))
            self._note(FurnitureName.TITLE, line)
            return self._more_title(at + 1)
        if DRAFT_NOTE.fullmatch(words):
            return self._more_title(at)  # the file format already named the title
        return self._preamble(at)

    def _preamble(self, at: int) -> int:
        lines = self.source.lines
        last = at
        while last + 1 < len(lines) and self._goes_on_before_body(last):
            last += 1
        self._note(FurnitureName.PREAMBLE, lines[at], lines[last])
        self.has_preamble = True
        return last + 1

    def _goes_on_before_body(self, at: int) -> bool:
        """Tell whether the next line continues the text before the body."""
        lines = self.source.lines
        return (
            not self._begins_body(at + 1)
            and not _CONTENTS.match(lines[at + 1].masked.strip())
            and not self._furniture_between(lines[at], lines[at + 1])
        )

    def _order(self, at: int) -> int:
        """Take an order that promulgates the law: its headings, its sentence, its signature and date."""
        last = at if self.title else self._find_order_end(at)
        for line in self.source.lines[at : last + 1]:
            self._note(FurnitureName.ORDER, line)
        return last + 1

    def _find_order_end(self, at: int) -> int:
        lines = self.source.lines
        last = at
        for place in range(at, min(at + 9, len(lines))):
            words = lines[place].masked.strip()
            if place > at and (self._begins_body(place) or _CONTENTS.match(words)):
                break
            is_dated = bool(DATE.match(words))
            if is_dated or ORDER.match(words) or words.endswith("。"):
                last = place
            if is_dated:
                break
        return last

    def _more_title(self, number: int) -> int:
        """Join a title set in two or three short lines (中华人民共和国, the name, then （草案）)."""
        lines = self.source.lines
        while number < len(lines):
            words = lines[number].masked.strip()
            if self._begins_body(number):
                break
            goes_on = not _LAW_NAME.search(self.title[-40:]) and bool(_LAW_NAME.search(words))
            if DRAFT_NOTE.fullmatch(words) or (goes_on and len(words) <= 40):
                self.title += self.source.words(lines[number].start, lines[number].end)
                self._note(FurnitureName.TITLE, lines[number])
                number += 1
            else:
                break
        return number

    def _adoption(self, number: int) -> int:
        """Take a note in brackets, which may continue over lines until its bracket closes."""
        lines = self.source.lines
        first = number
        if lines[number].masked.strip()[0] in "（(":
            open_brackets = 0
            while number < len(lines) and number - first < 12:
                masked = lines[number].masked
                open_brackets += sum(masked.count(c) for c in "（(") - sum(
                    masked.count(c) for c in "）)"
                )
                if open_brackets <= 0 or (
                    number + 1 < len(lines) and self._begins_body(number + 1)
                ):
                    break
                number += 1
            number = min(number, len(lines) - 1)
        self._note(FurnitureName.ADOPTION, lines[first], lines[number])
        return number + 1

    def _furniture_between(self, before: SourceLine, after: SourceLine) -> bool:
        return self.source.has_furniture(before.end, after.start)

    def _begins_body(self, at: int) -> bool:
        line = self.source.lines[at]
        words = line.masked.strip()
        structure = STRUCTURE.match(words)
        if (structure and self._is_division(structure, line)) or self._article(at):
            return True
        if self._head(at) or (at in self.surveyed.headed and self.title):
            return True
        if self._annex_number(at) and len(words) < 40:
            return True
        return not self.surveyed.has_articles and bool(_ENUMERATED.match(words))

    def _contents(self, number: int) -> int:
        """Take a table of contents; it ends where its first entry is repeated or its entries end."""
        lines = self.source.lines
        first = number
        number += 1
        seen: set[str] = set()
        last = first
        while number < len(lines):
            words = cut_page_number(lines[number].masked, _LEADERS).lstrip()
            key = re.sub(r"\s", "", words)
            is_entry = (
                STRUCTURE.match(words) or SUPPLEMENT.match(words) or PREAMBLE.match(words)
                or (ANNEX.match(words) and len(words) < 40)
            )  # fmt: skip
            if not is_entry or key in seen:
                break
            if self._entries_end_here(number, seen):
                break
            seen.add(key)
            last = number
            number += 1
        self._note(FurnitureName.CONTENTS, lines[first], lines[last])
        return last + 1

    def _entries_end_here(self, at: int, seen: set[str]) -> bool:
        """Tell whether the entries end here without a repeated one (a law of a single chapter).

        An article directly below a heading shows that the heading belongs to the body.
        """
        lines = self.source.lines
        below = at + 1
        if below < len(lines) and self._article(below) is not None:
            key = re.sub(r"\s", "", cut_page_number(lines[at].masked, _LEADERS).lstrip())
            return key in seen or len(seen) == 0
        return False

    def _take(self, at: int) -> int:
        line = self.source.lines[at]
        words = line.masked.strip()
        if not any(c.isprintable() and not c.isspace() for c in words):
            self._note(FurnitureName.NOTE, line)  # zero-width characters left by editors
        elif self.surveyed.quoted[at]:
            self._text(line, quoted=True)
        elif not (self._take_division(line, words) or self._take_number(at, line)):
            if at in self.surveyed.headed:
                self._close_article()
                self.heading = line
            elif at in self.surveyed.crossed:
                self._begin_cross(line)
            elif not self._decision_item(line, words):
                self._text(line)
        return at + 1

    def _take_division(self, line: SourceLine, words: str) -> bool:
        structure = STRUCTURE.match(words)
        if structure and self._is_division(structure, line):
            self._division(line, structure)
            return True
        is_supplement = SUPPLEMENT.match(words) and not self._lacks_heading(line)
        if is_supplement and self.surveyed.has_articles and self.annex is None:
            heading = self.source.words(line.start, line.end)
            self._open(
                ProvisionNode(
                    ProvisionKind.CHAPTER, "", heading, line.start, line.end, number="supp"
                )
            )
            return True
        return False

    def _take_number(self, at: int, line: SourceLine) -> bool:
        """Take an annex, an article or a heading, recognised by the number at the beginning of the line."""
        annex = self._annex_number(at)
        if annex and (self.roots or not self.surveyed.has_articles):
            self._annex(line, annex)
            return True
        article = self._article(at)
        if article:
            self._begin_article(line, article)
            return True
        head = self._head(at)
        if head:
            self._begin_head(line, head)
            return True
        return False

    def _decision_item(self, line: SourceLine, words: str) -> bool:
        """Take an item 一、 of a decision, which has no articles."""
        item = (
            None
            if self.surveyed.has_articles or self.annex is not None
            else _ENUMERATED.match(words)
        )
        if item is None:
            return False
        own = parse_numeral(item[1].rstrip(" 　、")) or 0
        if _begins_with_number(item[2]) and own != self.last_item + 1 and self.article is not None:
            return False  # 二、三类… in a paragraph of an item
        self.last_item = own
        self._close_article()
        begins = line.masked.index(item[1])
        num_end = line.start + begins + len(item[1])
        self.article = ProvisionNode(ProvisionKind.ITEM, item[1].strip(), "", line.start, num_end)
        self._place(self.article)
        self._first_block(line, begins + len(item[1]))
        return True

    def _is_division(self, found: re.Match[str], line: SourceLine) -> bool:
        heading = found[4]
        return (
            len(heading) <= 60 and not re.search(r"[。；]|[：，、]$", heading)
        ) or line.is_heading

    def _annex_number(self, at: int) -> re.Match[str] | None:
        """Match the number of an annex that begins here; a sentence that begins with one does not count: 附件一、附件二所列…"""
        words = self.source.lines[at].masked.strip()
        annex = ANNEX.match(words) if len(words) < 60 else None
        if annex is None:
            return None
        rest = (annex[2] or "").strip()
        if rest and (_SAID_OF_ANNEX.match(rest) or re.search(r"[。；，]$|，", rest)):
            return None
        # If the next article's number continues the open one's sequence, the open one is not finished, and this
        # line belongs to its text.
        own = self.surveyed.articles_below[at]
        runs_on = self.annex is None and self.last_article and own == self.last_article + 1
        return None if runs_on else annex

    def _head(self, at: int) -> re.Match[str] | None:
        """Match a heading like 二、管辖 directly above an article."""
        line = self.source.lines[at]
        if (
            not self.surveyed.has_articles
            or self.surveyed.quoted[at]
            or len(line.masked) > LONGEST_HEAD
        ):
            return None
        found = HEAD.match(line.masked)
        if found is None:
            return None
        is_item = not line.is_heading and self._is_item(found, at)
        is_head = self._is_above_article(at) or self._counts_on(found, at)
        return found if is_head and not is_item else None

    def _counts_on(self, found: re.Match[str], at: int) -> bool:
        """Tell whether a line continues the headings before it although no article is below: 三、删去第三条."""
        rank = self._head_rank(found)
        own, last = _parse_value(found[1]) or 0, self.last_heads.get(rank, 0)
        above = self.source.lines[at - 1].masked.rstrip() if at else ""
        return rank == _HEAD_RANK and bool(last) and own == last + 1 and above.endswith("。")

    def _is_above_article(self, at: int) -> bool:
        """Tell whether an article is directly below, or below one more heading."""
        lines = self.source.lines
        for below in range(at + 1, min(at + 3, len(lines))):
            if self._article_follows(below):
                return True
            words = lines[below].masked
            if len(words) > LONGEST_HEAD or not (
                HEAD.match(words) or below in self.surveyed.headed
            ):
                return False
        return False

    def _article_follows(self, at: int) -> bool:
        found = self._article(at)
        own = parse_numeral(eid_number(found[1]).split("-")[0]) if found else None
        return own is not None and (own > self.last_article or self.annex is not None)

    def _is_item(self, found: re.Match[str], at: int) -> bool:
        """Tell whether a line that may be a heading continues or begins a list of the open article."""
        own = _parse_value(found[1]) or 0
        above = self.source.lines[at - 1].masked.rstrip() if at else ""
        if self.article is None:
            return False
        if above.endswith(("：", ":")):
            return True
        form = "point" if found[1][0] in "（(" else "enumerated"
        last = next((b for b in reversed(self.blocks) if b.form == form), None)
        if last is None or _parse_value(last.num) != own - 1:
            return False
        runs_on = self.last_heads.get(self._head_rank(found)) == own - 1
        return not (runs_on and above.endswith("。"))

    def _head_rank(self, found: re.Match[str]) -> int:
        return _LOWER_HEAD_RANK if found[1][0] in "（(" else _HEAD_RANK

    def _begin_cross(self, line: SourceLine) -> None:
        """Begin an unnumbered heading over several articles."""
        self.crosses += 1
        heading = self.source.words(line.start, line.end)
        # Use a separate sequence of names, so that numbered sections keep theirs.
        node = ProvisionNode(
            ProvisionKind.SECTION, "", heading, line.start, line.end, number=f"x{self.crosses}"
        )
        self._open(node, _CROSS_RANK)

    def _begin_head(self, line: SourceLine, found: re.Match[str]) -> None:
        rank = self._head_rank(found)
        self.last_heads[rank] = _parse_value(found[1]) or 0
        if rank == _HEAD_RANK:
            self.last_heads.pop(_LOWER_HEAD_RANK, None)
        num = self.source.words(line.start + found.start(1), line.start + found.end(1))
        heading = self._rest(line, found[2].rstrip())
        self._open(ProvisionNode(ProvisionKind.SECTION, num, heading, line.start, line.end), rank)

    def _division(self, line: SourceLine, found: re.Match[str]) -> None:
        kind = _STRUCTURE_KIND[found[2]]
        heading = self._rest(line, found[4])
        num = self.source.words(line.start, line.end)
        if heading:
            num = num[: num.rindex(heading)].strip() if heading in num else num
        num = num.rstrip(" 　:：、.．")
        self._open(ProvisionNode(kind, num, heading, line.start, line.end))

    def _rest(self, line: SourceLine, rest: str) -> str:
        if not rest:
            return ""
        begins = line.masked.rindex(rest)
        return self.source.words(line.start + begins, line.end)

    def _open(self, node: ProvisionNode, rank: int = 0) -> None:
        self._close_article()
        rank = rank or _RANK[node.kind]
        if rank < _HEAD_RANK:
            self.last_heads.clear()
        while self.open and self.open[-1][0] >= rank:
            self.open.pop()
        self._place(node)
        self.open.append((rank, node))

    def _annex(self, line: SourceLine, found: re.Match[str]) -> None:
        self._signature()
        self._close_article()
        self.open = []
        heading = self._rest(line, found[2].strip()) if found[2] and found[2].strip() else ""
        num = self.source.words(
            line.start, line.start + found.end(1) + len(line.masked) - len(line.masked.lstrip())
        )
        self.annex = ProvisionNode(ProvisionKind.ANNEX, num, heading, line.start, line.end)
        self.annex.number = eid_number(re.sub(r"附\s*[件表录錄]", "", num))
        self.roots.append(self.annex)

    def _place(self, node: ProvisionNode) -> None:
        if self.open:
            self.open[-1][1].add(node)
        elif self.annex is not None:
            self.annex.add(node)
        else:
            self.roots.append(node)

    def _begin_article(self, line: SourceLine, found: re.Match[str]) -> None:
        self._close_article()
        num = self.source.words(line.start, line.start + found.end(1))
        own = parse_numeral(eid_number(num).split("-")[0])
        if own is not None and self.annex is None:
            self.last_article = own
        after = found.start(3)
        above, self.heading = self.heading, None
        heading = self._bare_heading(above) if above else ""
        bracketed = _HEADING_IN_BRACKETS.match(line.masked[after:])
        end = line.start + found.end(1)
        if not above and bracketed and not POINT.match(line.masked[after:]):
            heading = self.source.words(
                line.start + after, line.start + after + bracketed.end()
            ).strip("【】（）() 　")
            after += bracketed.end()
            end = line.start + after - (len(bracketed.group()) - len(bracketed.group().rstrip()))
        self.article = ProvisionNode(
            ProvisionKind.ARTICLE, num, heading, (above or line).start, end
        )
        self._place(self.article)
        self._first_block(line, after)

    def _bare_heading(self, line: SourceLine) -> str:
        words = self.source.words(line.start, line.end)
        in_brackets = BRACKETED_LINE.match(words)
        return words.strip("【】（）() 　") if in_brackets else words

    def _first_block(self, line: SourceLine, after: int) -> None:
        rest = line.masked[after:]
        offset = after + len(rest) - len(rest.lstrip())
        if rest.strip():
            if self.article is not None:
                self.article.end = self.source.end_before(self.article.start, line.start + offset)
            self.blocks.append(self._block(line, line.start + offset))
        elif self.article is not None:
            self.article.end = max(self.article.end, line.end)

    def _block(self, line: SourceLine, start: int) -> TextBlock:
        rest = line.masked[start - line.start :]
        counted = _NUMBERED.match(rest)
        if counted and self._counts(int(counted[1])):
            self.last_counted = int(counted[1])
            num_end = start + counted.end(1)
            words = self.source.words(num_end, line.end)
            return TextBlock(start, line.end, "numbered", counted[1].strip(), words)
        for form, pattern in (
            ("point", POINT),
            ("arabic", ARABIC),
            ("arabic", TIGHT),
            ("enumerated", _ENUMERATED),
            ("circled", CIRCLED),
        ):
            found = None if pattern is TIGHT and self.article is None else pattern.match(rest)
            if found:
                num_end = start + found.end(1)
                return TextBlock(
                    start,
                    line.end,
                    form,
                    self.source.words(start, num_end),
                    self.source.words(num_end, line.end),
                )
        return self._running_text(start, line.end)

    def _running_text(self, start: int, end: int) -> TextBlock:
        return TextBlock(start, end, "text", "", self.source.words(start, end))

    def _settled(self) -> list[TextBlock]:
        """Return the blocks of the open article; those with numbers that do not count become running text."""
        lines = [self._counted(block) for block in self.blocks]
        uncounted = find_uncounted(lines)
        arabic = [block for block in self.blocks if block.form == "arabic"]
        if all(_FIGURE.fullmatch(f"{block.num}{block.text}") for block in arabic):
            uncounted |= {at for at, block in enumerate(self.blocks) if block.form == "arabic"}
        return [
            self._running_text(block.start, block.end) if at in uncounted else block
            for at, block in enumerate(self.blocks)
        ]

    def _counted(self, block: TextBlock) -> CountedLine | None:
        value = _parse_value(block.num)
        if block.form in ("text", "quoted") or value is None:
            return None
        is_unsure = False
        if block.form == "enumerated":
            is_unsure = _begins_with_number(block.text)
        elif block.form == "arabic":
            is_unsure = block.text[:1].isdecimal()
        return CountedLine(block.form, value, is_unsure)

    def _counts(self, value: int) -> bool:
        """Tell whether a bare number counts 項, as Taiwan's database of laws prints them.

        The first in an article must be 1, and each further one the next number.
        """
        if not self.language.startswith("zh-Hant") or self.article is None:
            return False
        if not self.last_counted:
            return value == 1 and not self.blocks
        return value == self.last_counted + 1

    def _text(self, line: SourceLine, *, quoted: bool = False) -> None:
        """Take a line that begins neither a division nor an article."""
        if self.article is not None:
            if quoted:
                words = self.source.words(line.start, line.end)
                self.blocks.append(TextBlock(line.start, line.end, "quoted", "", words))
            else:
                self.blocks.append(self._block(line, line.start))
        elif self.annex is not None:
            self._annex_line(line)
        elif self._continues_heading(line):
            # A two-line heading, or one below its number.
            division = self.open[-1][1]
            division.heading += self.source.words(line.start, line.end)
            division.end = line.end
        elif self.open or self.roots:
            self._note(FurnitureName.STRAY, line)
        else:
            self._note(FurnitureName.PREAMBLE, line)

    def _lacks_heading(self, line: SourceLine) -> bool:
        """Tell whether the division directly above has a number only: 第六章, with 附则 on the next line."""
        return self._continues_heading(line) and not self.open[-1][1].heading

    def _continues_heading(self, line: SourceLine) -> bool:
        return (
            bool(self.open)
            and not self.open[-1][1].children
            and len(line.masked) <= 40
            and not re.search(r"[。；]", line.masked)
            and len(self.open[-1][1].heading) <= _LONGEST_HEADING
            and self.source.is_clear(self.open[-1][1].end, line.end)
        )

    def _annex_line(self, line: SourceLine) -> None:
        """Make each line of an annex without articles a unit that can be cited."""
        assert self.annex is not None
        if (
            not self.annex.heading
            and not self.annex.children
            and len(line.masked) < 40
            and not line.masked.rstrip().endswith(("。", "；", ";"))
            and self._block(line, line.start).form == "text"
            and self.source.is_clear(self.annex.end, line.end)
        ):
            self.annex.heading = self.source.words(line.start, line.end)
            self.annex.end = line.end
            return
        block = self._block(line, line.start)
        self._place(
            ProvisionNode(ProvisionKind.ITEM, block.num, "", line.start, line.end, [block.text])
        )

    # 款 项 目 -------------------------------------------------------------------------------------

    def _close_article(self) -> None:
        """Arrange the collected blocks of the open article into 款, 项 and 目."""
        if self.article is not None and self.blocks:
            arrange_blocks(self.article, self._settled(), _LISTS, is_clear=self.source.is_clear)
        self.article, self.blocks, self.last_counted = None, [], 0

    def _signature(self) -> None:
        """Set names and dates below the last article apart; they belong to no article."""
        first_block = len(self.blocks)
        while first_block > 1 and self.blocks[first_block - 1].form == "text":
            text = self.blocks[first_block - 1].text
            signs = DATE.match(text) or (
                first_block < len(self.blocks)
                and len(text) <= 30
                and not re.search(r"[。；：，]", text)
            )
            if not signs:
                break
            first_block -= 1
        for block in self.blocks[first_block:]:
            self._note(FurnitureName.SIGNATURE, block)
        del self.blocks[first_block:]
