"""Chinese law texts: mainland, Hong Kong and Taiwan; 编 分编 章 节 条 款 项 目.

Source of the rules: 立法法 (2023) art. 65 (编、章、节、条、款、项、目; 款 are not numbered, 项 are numbered
with Chinese numerals in brackets, 目 with Arabic ones) and, for Taiwan, 中央法規標準法 arts. 8–9 (條、項、款、目;
項 are not numbered, 款 are 一、, 目 are （一）).
"""

from __future__ import annotations

import re

from huiyin.law.grammar.lines import LinedText, SourceLine, cut_page_number
from huiyin.law.grammar.sequence import CountedLine, find_uncounted
from huiyin.law.grammar.tree import ProvisionNode, finish_law
from huiyin.law.grammar.units import ListRules, TextBlock, arrange_blocks
from huiyin.law.model import Furniture, FurnitureName, Law, Problem, ProblemCode, ProvisionKind
from huiyin.law.unit_numbers import eid_number
from huiyin.text.numerals import CHINESE_DIGITS, parse_numeral

_N = rf"[{CHINESE_DIGITS}\d]+"
_STRUCTURE = re.compile(
    rf"^第\s*({_N})\s*(分编|分編|编|編|篇|章|节|節)(之{_N})?(?:[\s　:：、.．]+|(?=[^的规規所、，和至及])|$)(.*)$",
    re.S,
)
_ARTICLE = re.compile(
    rf"^\s*(第\s*(?:{_N}(?:\s*[-－‑–]\s*\d+)*)\s*[条條](?:\s*之\s*{_N})*)(\s*)(.*)$", re.S
)
_HEADING_IN_BRACKETS = re.compile(
    r"^(?:【[^】]{1,40}】|[（(][^（）()，。；：]{1,30}[）)](?=\s|　))\s*(?=\S)", re.S
)
_POINT = re.compile(rf"^\s*([（(]\s*{_N}(?:之{_N})?\s*[）)])\s*(.*)$", re.S)
_ARABIC = re.compile(r"^\s*(\d{1,3}\s*[.．、)）](?!\d))\s*(.*)$", re.S)
#: 1.300总吨: a number of a list right before a figure, or a decimal; what counts beside it tells.
_TIGHT = re.compile(r"^\s*(\d{1,3}\s*[.．、])(\d{1,20}(?![\d.．、)）\s]).*)$", re.S)
#: A figure with a decimal point and its unit, and nothing else: 1.5倍.
_FIGURE = re.compile(r"\d{1,3}\.\d{1,2}[^\d\W]{0,4}[%％]?")
_ENUMERATED = re.compile(rf"^\s*([{CHINESE_DIGITS}]{{1,4}}\s*、)\s*(.*)$", re.S)
#: A heading between articles: 二、管辖, （一）范围, 三　附则.
_HEAD = re.compile(
    rf"^\s*+([{CHINESE_DIGITS}]{{1,4}}\s*+[、.．]|[{CHINESE_DIGITS}]{{1,4}}(?=[ \u3000])|[（(]\s*+[{CHINESE_DIGITS}]{{1,4}}\s*+[）)])"
    r"\s*+(\S[^。；：:;]*)$",
    re.S,
)
#: Words after which a sentence cannot end, so that what stands on the next line goes on with it.
_GOES_ON = re.compile(
    r"(?:依照|依据|依據|根据|根據|按照|适用|適用|违反|違反|本法|条例|條例|办法|辦法|规定|規定|以及|[和或及与與的第在对對由于於将將《，、])$"
)
_NUMBERED = re.compile(r"^\s*(\d{1,2})[ \u3000]\s*(?=\S)(.*)$", re.S)
_CIRCLED = re.compile(r"^\s*([①-⑳])\s*(.*)$", re.S)
#: Words that can follow a cited number but do not begin an article.
_CITED = re.compile(
    rf"^(?:第\s*{_N}\s*[款项項目]|规定|規定|所称|所稱|所列|的|、|，|,|和|或|及|至|到|中|之|与|與|修改为|修改為|改为|改為|删去|刪除|中的|后增加|後增加)"
)
_DRAFT_NOTE = re.compile(
    r"[（(](?:[^（）()]{0,12})(?:草案|征求意见稿|审议稿|送审稿|修订|稿)[^（）()]{0,10}[）)]"
)
_LAW_NAME = re.compile(
    r"(?:法|条例|條例|规定|規定|办法|辦法|决定|決定|解释|解釋|细则|細則|规则|規則|章程|通知|意见|修正案|[）)])\s*$"
)
_TITLE_LABEL = re.compile(r"^(?:法規|法规)?\s*名\s*[称稱]\s*[:：]\s*")
_CONTENTS = re.compile(r"^目\s*[录錄次]$")
_SUPPLEMENT = re.compile(r"^附\s*[则則]$")
_ANNEX = re.compile(
    rf"^(附\s*[件表录錄](?:\s*[{CHINESE_DIGITS}\dA-Z]{{1,3}})?)\s*(?:[:：.、　\s]\s*(.*))?$", re.S
)
#: What goes on after an annex's number in a sentence, but does not begin the annex's heading.
_SAID_OF_ANNEX = re.compile(
    r"^(?:附\s*[件表录錄]|所[列称稱载載附示规規]|中[的所规規列载載第]|的|是|规定|規定|列明|载明|載明|以及|[和及与與或至到]\s*附)"
)
_PREAMBLE = re.compile(r"^序\s*言$")
_ADOPTION = re.compile(
    r"^[（(].*(?:通过|通過|公布|发布|發布|修订|修訂|修正|施行|批准|制定).*$|^\d{4}\s*年.*(?:通过|通過|修订|修訂|修正|公布|发布|施行|会议|會議)|^(?:中华民国|中華民國|民国|民國).*(?:日|條|条)",
    re.S,
)
_ORDER = re.compile(
    r"^.{0,30}(?:主席令|国务院令|總統令|总统令|部令|委员会令|政府令)\s*$|^第\s*[\d〇一二三四五六七八九十百]+\s*号\s*$"
)
_DATE = re.compile(r"^(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.{1,8}月.{1,8}日\s*$")
_AMENDING = re.compile(
    r"(?:修改为|修改為|改为|改為|增加|新增|作为|作為|合并|合併|修正为|修正為|规定如下)[^“「]{0,40}[：:]?\s*$"
)
#: How far before a quotation its amending words are looked for.
_AMENDING_REACH = 120
#: An item of an amending decision; inside a quotation it shows that a closing mark was forgotten.
_NEXT_AMENDMENT = re.compile(
    rf"^\s*[{CHINESE_DIGITS}]{{1,4}}\s*、\s*(?:将|將|在|删去|刪去|刪除|增加|对|對).{{0,60}}(?:修改为|修改為|改为|改為|增加|删去|刪去)"
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
#: Headings that are counted otherwise than by 章 and 节 stand below these: 二、, and （一） below that.
_HEAD_RANK, _LOWER_HEAD_RANK, _CROSS_RANK = 5, 6, 7
_PARAGRAPH_ENDS = ("。", "；", "？", "！", "”", "」", "）", ")")
#: A heading between articles, and one above an article's number, are no longer than this.
_LONGEST_HEAD, _LONGEST_HEADING_ABOVE = 60, 30
_LATIN_ITEM = re.compile(r"^[（(]?[A-Za-z\d]{1,3}[）).、]|^[A-Za-z]\s|^[-–—•]")
_BRACKETED_LINE = re.compile(r"^[【（(][^【】（）()]{1,30}[】）)]$")
#: What a sentence has and a heading does not, even where its full stop was forgotten.
_SAYS = re.compile(
    r"[，：:＝=×]|应(?!急|用|对|变|诉)|應(?!急|用|對|變|訴)|不得|必须|必須|可以|前[项項款条條]|行之|定之|^[但其本]"
)
#: What no heading holds, begins or ends with: the end of a sentence, a note of an editor, a citation.
_NO_HEADING = re.compile(
    rf"[。；？！;]|[：，、:,]$|^【[^【】]{{1,30}}】.|^(?:参见|參見|参照|參照)|第{_N}[条條][之款项項]*$"
)
#: Where more than one article in so many has no heading above it, each heading is told.
_CERTAIN = 5
#: What goes on below this is no heading any more.
_LONGEST_HEADING = 400
_OPEN, _CLOSE = "“「『", "”」』"


#: By depth below the 款: 项, 目, and what some texts put below a 目.
_LISTS = ListRules(
    "numbered",
    ProvisionKind.PARAGRAPH,
    {},
    (ProvisionKind.POINT, ProvisionKind.SUBPOINT, ProvisionKind.INDENT),
)


def _parse_value(printed: str) -> int | None:
    """The number of an item or a heading: （二）, 二、, 2."""
    return parse_numeral(re.sub(r"[（()）\s、.．]", "", printed))


def _begins_with_number(words: str) -> bool:
    """二、三类: what may be two kinds, and no second item."""
    return bool(words) and words[0] in CHINESE_DIGITS


def read_chinese(source: LinedText, *, language: str, title_hint: str = "") -> Law:
    """The law that the lines make. ``title_hint``: a title the file's format named."""
    return _ChineseReader(source, language, title_hint).read()


class _ChineseReader:
    def __init__(self, source: LinedText, language: str, title: str) -> None:
        self.source = source
        self.language = language
        self.title = title
        self.furniture: list[Furniture] = list(source.furniture)
        self.problems: list[Problem] = []
        self.roots: list[ProvisionNode] = []
        self.open: list[
            tuple[int, ProvisionNode]
        ] = []  # ranks and divisions that are open, outermost first
        self.annex: ProvisionNode | None = None
        self.article: ProvisionNode | None = None
        self.blocks: list[TextBlock] = []
        self.last_article = 0
        self.last_counted = 0  # the last bare number that counts 項 in the open article
        self.last_item = 0  # the last item of a decision, which has no articles
        self.last_heads: dict[int, int] = {}  # rank → the last number of a heading like 二、
        self.quoted = self._quoted_lines()
        self.separates = self._separates()
        self.articles_below, self.set_apart = self._articles_below()
        self.first_article = next(
            (at for at, line in enumerate(source.lines) if self._article(line, at)),
            len(source.lines),
        )
        self.has_articles = self.first_article < len(source.lines)
        self.headed, self.crossed = self._headings_above()
        self.crosses = 0
        self.heading: SourceLine | None = None  # what stands above the number of the next article

    # What the lines are -------------------------------------------------------------------------

    def _quoted_lines(self) -> list[bool]:
        """Whether each line begins inside a quotation that an amending clause opened.

        Only a mark after amending words (修改为：“) opens one that runs over lines; a mark that is
        never closed is a problem, and its quotation ends with its line.
        """
        lines = self.source.lines
        inside = [False] * len(lines)
        opened_at: int | None = None
        depth = 0
        for at, line in enumerate(lines):
            if opened_at is not None and _NEXT_AMENDMENT.match(line.masked):
                self._note_unclosed(lines[opened_at])
                opened_at, depth = None, 0
            inside[at] = opened_at is not None
            indent = len(line.masked) - len(line.masked.lstrip())
            for place, character in enumerate(line.masked):
                if character in _OPEN:
                    is_out = opened_at is None and depth == 0
                    if is_out and self._opens_quotation(at, place, indent):
                        opened_at = at
                    depth += 1
                elif character in _CLOSE and depth:
                    # A quotation of several paragraphs opens each anew and closes once.
                    depth = 0 if opened_at is not None else depth - 1
                    if depth == 0:
                        opened_at = None
            if opened_at is None:
                depth = 0
        if opened_at is not None:
            self._note_unclosed(lines[opened_at])
            inside[opened_at + 1 :] = [False] * (len(lines) - opened_at - 1)
        return inside

    def _opens_quotation(self, at: int, place: int, indent: int) -> bool:
        """Whether a mark stands after amending words: on its line, or, where nothing but ``indent`` stands before it,
        on the line before."""
        lines = self.source.lines
        before = lines[at].masked[max(0, place - _AMENDING_REACH) : place]
        previous = lines[at - 1].masked if place <= indent and at else ""
        return bool(_AMENDING.search(before or previous[-_AMENDING_REACH:]))

    def _note_unclosed(self, opener: SourceLine) -> None:
        number = self.source.line_number(opener.start)
        self.problems.append(Problem(number, ProblemCode.UNCLOSED_QUOTE))

    def _separates(self) -> bool:
        """Whether this text sets its articles' numbers apart (a space, U+3000, a line of their own),
        which tells 第五条之一所定… at a line's start from an article."""
        apart = joined = 0
        for line, quoted in zip(self.source.lines, self.quoted, strict=True):
            found = None if quoted else _ARTICLE.match(line.masked)
            if found is not None:
                if found[2] or not found[3]:
                    apart += 1
                elif not _CITED.match(found[3]):
                    joined += 1
        return apart >= max(1, joined)

    def _articles_below(self) -> tuple[list[int], frozenset[int]]:
        """For each line the number of the next article below it, 0 where there is none; and the numbers that
        articles bear whose numbers are set apart from their words."""
        lines = self.source.lines
        below, numbers = [0] * len(lines), set()
        coming = 0
        for at in range(len(lines) - 1, -1, -1):
            below[at] = coming
            found = None if self.quoted[at] else _ARTICLE.match(lines[at].masked)
            if found is None or _CITED.match(found[3]):
                continue
            own = parse_numeral(eid_number(found[1]).split("-")[0]) or 0
            if found[2] or not found[3] or not self.separates:
                coming = own
            if found[2] or not found[3]:
                numbers.add(own)
        return below, frozenset(numbers)

    def _headings_above(self) -> tuple[frozenset[int], frozenset[int]]:
        """The lines that are headings of the articles below them: those in brackets, and the others where
        at least half of the articles have one. Where fewer have one, it is a heading over several articles."""
        lines = self.source.lines
        articles = [at for at, line in enumerate(lines) if self._article(line, at) is not None]
        heads = [at - 1 for at in articles if at > 1 and self._may_head(at - 1)]
        bracketed = {at for at in heads if _BRACKETED_LINE.match(lines[at].masked.strip())}
        bare = set(heads) - bracketed
        # What stands above the first article alone may be anything.
        beside = {at for at in heads if at > articles[0]}
        if not beside & bracketed:
            bracketed = set()
        elif 2 * len(bracketed) < len(articles):
            for at in sorted(bracketed):
                self._tell_heading(at, ProblemCode.GUESSED_HEADING)
        crossing: set[int] = set()
        if not beside & bare or 2 * len(bare) < len(articles):
            may_cross, bare = {at for at in beside & bare if self._may_cross(at)}, set()
            crossing = self._supported(may_cross)
            for at in may_cross - crossing:
                self._tell_heading(at, ProblemCode.DOUBTFUL_HEADING)
        elif _CERTAIN * len(bare) < (_CERTAIN - 1) * len(articles):
            for at in sorted(bare):
                self._tell_heading(at, ProblemCode.GUESSED_HEADING)
        return frozenset(bracketed | bare), frozenset(crossing)

    def _supported(self, heads: set[int]) -> set[int]:
        """Those of the lines between articles that more shows to be headings than that they are short: markup, a
        place of their own on the page, a chapter that is missing there, or others where no chapter is. The last line of an article is short too."""
        lines, chapters = self.source.lines, self._chapter_numbers()
        are_all = len(heads) > 1  # several such lines part a law
        supported = set()
        for at in sorted(heads):
            if lines[at].is_heading:
                supported.add(at)
            elif are_all or self.source.is_set_apart(at) or chapters.get(at, False):
                supported.add(at)
                self._tell_heading(at, ProblemCode.GUESSED_HEADING)
        return supported

    def _chapter_numbers(self) -> dict[int, bool]:
        """For each line, whether a number is missing between the chapter above it and the next."""
        gaps: dict[int, bool] = {}
        first, last = 0, 0
        for at, line in enumerate(self.source.lines):
            found = None if len(line.masked) > 60 else _STRUCTURE.match(line.masked.strip())
            if found is None or found[2] != "章":
                continue
            own = parse_numeral(found[1]) or 0
            gaps.update(dict.fromkeys(range(first, at), own > last + 1))
            first, last = at, own
        return gaps

    def _tell_heading(self, at: int, code: ProblemCode) -> None:
        line = self.source.lines[at]
        words = self.source.words(line.start, line.end)
        self.problems.append(
            Problem(self.source.line_number(line.start), code, (("text", words[:60]),))
        )

    def _may_cross(self, at: int) -> bool:
        """Whether a line between articles is a heading over several: what ends a paragraph stands above it, and not
        a heading whose second line it may be."""
        above = self.source.lines[at - 1]
        ends = above.masked.rstrip().endswith(_PARAGRAPH_ENDS) and not above.is_heading
        return ends and not _SAYS.search(self.source.lines[at].masked)

    def _may_head(self, at: int) -> bool:
        """Whether a line above an article may be its heading: short, no sentence, no item, after what is at an end."""
        line = self.source.lines[at]
        words = line.masked.strip()
        return (
            len(words) <= _LONGEST_HEADING_ABOVE
            and not self.quoted[at]
            and any(c.isalpha() for c in words)
            and not _NO_HEADING.search(words)
            and not any(
                pattern.match(words)
                for pattern in (_HEAD, _POINT, _ARABIC, _TIGHT, _CIRCLED, _LATIN_ITEM)
            )
            and not any(
                pattern.match(words)
                for pattern in (_STRUCTURE, _SUPPLEMENT, _ARTICLE, _ANNEX, _PREAMBLE)
            )
            and not any(
                pattern.search(words) for pattern in (_DATE, _ORDER, _ADOPTION, _DRAFT_NOTE)
            )
            and (self._is_ended(at - 1) or self._is_front(at))
            and self.source.is_clear(line.start, self.source.lines[at + 1].end)
        )

    def _is_front(self, at: int) -> bool:
        """Whether no article stands above a line."""
        return at < self.first_article

    def _is_ended(self, at: int) -> bool:
        """Whether a line is at an end, so that the next one begins anew."""
        line = self.source.lines[at]
        words = line.masked.strip()
        return (
            words.endswith(("。", "；", "”", "」", "）", ")", "】"))
            or line.is_heading
            or (len(words) <= 60 and bool(_STRUCTURE.match(words) or _SUPPLEMENT.match(words)))
        )

    def _article(self, line: SourceLine, at: int) -> re.Match[str] | None:
        if self.quoted[at]:
            return None
        found = _ARTICLE.match(line.masked)
        if found is None or not found[3]:
            return found
        if not found[2]:
            in_brackets = found[3][0] in "【（("
            if _CITED.match(found[3]):
                return None
            if self.separates and not in_brackets and not self._runs_on(found[1], at):
                return None
        elif found[2] == " " and _CITED.match(found[3]) and not line.is_heading:
            # A citation at the start of a wrapped line, unless its number runs on.
            own = parse_numeral(eid_number(found[1]).split("-")[0])
            if own is None or own < self.last_article:
                return None
        return found

    def _runs_on(self, printed: str, at: int) -> bool:
        """Whether a number without a space after it, in a text that sets them apart, is the next
        article all the same: it follows the last, and the line above is at an end, or may be and no other
        article bears the number."""
        own = parse_numeral(eid_number(printed))
        if own is None or own != self.last_article + 1 or not at:
            return False
        above = self.source.lines[at - 1].masked.strip()
        if self._is_ended(at - 1) or above.endswith("："):
            return True
        return own not in self.set_apart and not _GOES_ON.search(above)

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
            problems=self.problems,
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
        """Title, adoption note, order and contents; returns the first line that is none of these."""
        lines = self.source.lines
        at = 0
        preamble_from: int | None = None
        while at < len(lines):
            line = lines[at]
            words = line.masked.strip()
            if _CONTENTS.match(words):
                at = self._contents(at)
                continue
            if self._begins_body(at):
                break
            if _ORDER.match(words):
                at = self._order(at)
                continue
            if self.title and _ADOPTION.match(words):
                at = self._adoption(at)
                continue
            if not self.title and preamble_from is None:
                self.title = _TITLE_LABEL.sub("", self.source.words(line.start, line.end))
                self._note(FurnitureName.TITLE, line)
                at = self._more_title(at + 1)
                continue
            if self.title and preamble_from is None and _DRAFT_NOTE.fullmatch(words):
                at = self._more_title(at)  # the title itself was named by the file's format
                continue
            first = line
            while (
                at + 1 < len(lines)
                and not self._begins_body(at + 1)
                and not _CONTENTS.match(lines[at + 1].masked.strip())
                and not self._furniture_between(lines[at], lines[at + 1])
            ):
                at += 1
            self._note(FurnitureName.PREAMBLE, first, lines[at])
            preamble_from = at
            at += 1
        return at

    def _order(self, at: int) -> int:
        """An order that promulgates the law: its heads, its sentence, and who signed it when."""
        lines = self.source.lines
        first = last = at
        if not self.title:
            for place in range(at, min(at + 9, len(lines))):
                words = lines[place].masked.strip()
                if place > at and (self._begins_body(place) or _CONTENTS.match(words)):
                    break
                if _ORDER.match(words) or words.endswith("。") or _DATE.match(words):
                    last = place
                if _DATE.match(words):
                    break
        for place in range(first, last + 1):
            self._note(FurnitureName.ORDER, lines[place])
        return last + 1

    def _more_title(self, at: int) -> int:
        """A title set in two or three short lines (中华人民共和国, the name, then （草案）)."""
        lines = self.source.lines
        while at < len(lines):
            words = lines[at].masked.strip()
            if self._begins_body(at):
                break
            goes_on = not _LAW_NAME.search(self.title[-40:]) and bool(_LAW_NAME.search(words))
            if _DRAFT_NOTE.fullmatch(words) or (goes_on and len(words) <= 40):
                self.title += self.source.words(lines[at].start, lines[at].end)
                self._note(FurnitureName.TITLE, lines[at])
                at += 1
            else:
                break
        return at

    def _adoption(self, at: int) -> int:
        """A note in brackets may run over lines until its bracket closes."""
        lines = self.source.lines
        first = at
        if lines[at].masked.strip()[0] in "（(":
            open_brackets = 0
            while at < len(lines) and at - first < 12:
                masked = lines[at].masked
                open_brackets += sum(masked.count(c) for c in "（(") - sum(
                    masked.count(c) for c in "）)"
                )
                if open_brackets <= 0 or (at + 1 < len(lines) and self._begins_body(at + 1)):
                    break
                at += 1
            at = min(at, len(lines) - 1)
        self._note(FurnitureName.ADOPTION, lines[first], lines[at])
        return at + 1

    def _furniture_between(self, before: SourceLine, after: SourceLine) -> bool:
        return self.source.has_furniture(before.end, after.start)

    def _begins_body(self, at: int) -> bool:
        line = self.source.lines[at]
        words = line.masked.strip()
        structure = _STRUCTURE.match(words)
        if (structure and self._is_division(structure, line)) or self._article(line, at):
            return True
        if self._head(at) or (at in self.headed and self.title):
            return True
        if self._annex_number(at) and len(words) < 40:
            return True
        return not self.has_articles and bool(_ENUMERATED.match(words))

    def _contents(self, at: int) -> int:
        """A table of contents ends where its first entry comes again, or its entries end."""
        lines = self.source.lines
        first = at
        at += 1
        seen: set[str] = set()
        last = first
        while at < len(lines):
            words = cut_page_number(lines[at].masked, _LEADERS).lstrip()
            key = re.sub(r"\s", "", words)
            is_entry = (
                _STRUCTURE.match(words) or _SUPPLEMENT.match(words) or _PREAMBLE.match(words)
                or (_ANNEX.match(words) and len(words) < 40)
            )  # fmt: skip
            if not is_entry or key in seen:
                break
            if self._entries_end_here(at, seen):
                break
            seen.add(key)
            last = at
            at += 1
        self._note(FurnitureName.CONTENTS, lines[first], lines[last])
        return last + 1

    def _entries_end_here(self, at: int, seen: set[str]) -> bool:
        """Without a repeated entry (a law of one chapter listed once), an article right below a
        heading shows that the heading is the body's."""
        lines = self.source.lines
        below = at + 1
        if below < len(lines) and self._article(lines[below], below) is not None:
            key = re.sub(r"\s", "", cut_page_number(lines[at].masked, _LEADERS).lstrip())
            return key in seen or len(seen) == 0
        return False

    def _take(self, at: int) -> int:
        line = self.source.lines[at]
        words = line.masked.strip()
        if not any(c.isprintable() and not c.isspace() for c in words):
            self._note(FurnitureName.NOTE, line)  # zero-width characters that editors leave
        elif self.quoted[at]:
            self._text(line, quoted=True)
        elif not (self._take_division(line, words) or self._take_number(at, line)):
            if at in self.headed:
                self._close_article()
                self.heading = line
            elif at in self.crossed:
                self._begin_cross(line)
            elif not self._decision_item(line, words):
                self._text(line)
        return at + 1

    def _take_division(self, line: SourceLine, words: str) -> bool:
        structure = _STRUCTURE.match(words)
        if structure and self._is_division(structure, line):
            self._division(line, structure)
            return True
        if _SUPPLEMENT.match(words) and self.has_articles and self.annex is None:
            heading = self.source.words(line.start, line.end)
            self._open(
                ProvisionNode(
                    ProvisionKind.CHAPTER, "", heading, line.start, line.end, number="supp"
                )
            )
            return True
        return False

    def _take_number(self, at: int, line: SourceLine) -> bool:
        """An annex, an article or a head, by the number that the line begins with."""
        annex = self._annex_number(at)
        if annex and (self.roots or not self.has_articles):
            self._annex(line, annex)
            return True
        article = self._article(line, at)
        if article:
            self._begin_article(line, article)
            return True
        head = self._head(at)
        if head:
            self._begin_head(line, head)
            return True
        return False

    def _decision_item(self, line: SourceLine, words: str) -> bool:
        """An item 一、 of a decision, which has no articles."""
        item = None if self.has_articles or self.annex is not None else _ENUMERATED.match(words)
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
        """The number of an annex that begins here; a sentence that begins with one is none: 附件一、附件二所列…"""
        words = self.source.lines[at].masked.strip()
        found = _ANNEX.match(words) if len(words) < 60 else None
        if found is None:
            return None
        rest = (found[2] or "").strip()
        if rest and (_SAID_OF_ANNEX.match(rest) or re.search(r"[。；，]$|，", rest)):
            return None
        # Where the next article runs on, this one is not at its end: the line is among its words.
        own = self.articles_below[at]
        runs_on = self.annex is None and self.last_article and own == self.last_article + 1
        return None if runs_on else found

    def _head(self, at: int) -> re.Match[str] | None:
        """A heading like 二、管辖 right above an article."""
        line = self.source.lines[at]
        if not self.has_articles or self.quoted[at] or len(line.masked) > _LONGEST_HEAD:
            return None
        found = _HEAD.match(line.masked)
        if found is None:
            return None
        is_item = not line.is_heading and self._is_item(found, at)
        is_head = self._is_above_article(at) or self._counts_on(found, at)
        return found if is_head and not is_item else None

    def _counts_on(self, found: re.Match[str], at: int) -> bool:
        """Whether a line goes on with the headings before it, though no article stands below: 三、删去第三条."""
        rank = self._head_rank(found)
        own, last = _parse_value(found[1]) or 0, self.last_heads.get(rank, 0)
        above = self.source.lines[at - 1].masked.rstrip() if at else ""
        return rank == _HEAD_RANK and bool(last) and own == last + 1 and above.endswith("。")

    def _is_above_article(self, at: int) -> bool:
        """Whether an article stands right below, or below one more heading."""
        lines = self.source.lines
        for below in range(at + 1, min(at + 3, len(lines))):
            if self._article_follows(below):
                return True
            words = lines[below].masked
            if len(words) > _LONGEST_HEAD or not (_HEAD.match(words) or below in self.headed):
                return False
        return False

    def _article_follows(self, at: int) -> bool:
        found = self._article(self.source.lines[at], at)
        own = parse_numeral(eid_number(found[1]).split("-")[0]) if found else None
        return own is not None and (own > self.last_article or self.annex is not None)

    def _is_item(self, found: re.Match[str], at: int) -> bool:
        """Whether a line that may be a heading goes on with a list of the open article, or begins one."""
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
        """A heading without a number over several articles."""
        self.crosses += 1
        heading = self.source.words(line.start, line.end)
        # A name of its own, so that it takes none from the sections that have numbers.
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
        if not above and bracketed and not _POINT.match(line.masked[after:]):
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
        in_brackets = _BRACKETED_LINE.match(words)
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
            ("point", _POINT),
            ("arabic", _ARABIC),
            ("arabic", _TIGHT),
            ("enumerated", _ENUMERATED),
            ("circled", _CIRCLED),
        ):
            found = None if pattern is _TIGHT and self.article is None else pattern.match(rest)
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
        """The blocks of the open article; those whose numbers do not count are running text."""
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
        """Whether a bare number counts 項, as Taiwan's database of laws prints them: 1 first of all in its
        article, each next one more."""
        if not self.language.startswith("zh-Hant") or self.article is None:
            return False
        if not self.last_counted:
            return value == 1 and not self.blocks
        return value == self.last_counted + 1

    def _text(self, line: SourceLine, *, quoted: bool = False) -> None:
        """A line that begins no division and no article."""
        if self.article is not None:
            if quoted:
                words = self.source.words(line.start, line.end)
                self.blocks.append(TextBlock(line.start, line.end, "quoted", "", words))
            else:
                self.blocks.append(self._block(line, line.start))
        elif self.annex is not None:
            self._annex_line(line)
        elif self._continues_heading(line):
            # A heading of two lines, or one that stands below its number.
            division = self.open[-1][1]
            division.heading += self.source.words(line.start, line.end)
            division.end = line.end
        elif self.open or self.roots:
            self._note(FurnitureName.STRAY, line)
        else:
            self._note(FurnitureName.PREAMBLE, line)

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
        """Every line of an annex that has no articles is a unit that can be cited."""
        assert self.annex is not None
        if (
            not self.annex.heading
            and not self.annex.children
            and len(line.masked) < 40
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
        """Arrange what was gathered under the open article into 款, 项 and 目."""
        if self.article is not None and self.blocks:
            arrange_blocks(self.article, self._settled(), _LISTS, is_clear=self.source.is_clear)
        self.article, self.blocks, self.last_counted = None, [], 0

    def _signature(self) -> None:
        """Names and dates below the last article belong to no article."""
        at = len(self.blocks)
        while at > 1 and self.blocks[at - 1].form == "text":
            text = self.blocks[at - 1].text
            signs = _DATE.match(text) or (
                at < len(self.blocks) and len(text) <= 30 and not re.search(r"[。；：，]", text)
            )
            if not signs:
                break
            at -= 1
        for block in self.blocks[at:]:
            self._note(FurnitureName.SIGNATURE, block)
        del self.blocks[at:]
