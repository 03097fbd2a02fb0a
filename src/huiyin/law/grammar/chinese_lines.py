"""Survey the lines of a Chinese law before it is parsed, using all of them together.

It finds which lines are in quotations, which begin articles, and which are headings above or between articles.
"""

from __future__ import annotations

import re

from huiyin.law.grammar.chinese_patterns import (
    ADOPTION,
    ANNEX,
    ARABIC,
    ARTICLE,
    BRACKETED_LINE,
    CIRCLED,
    CITED,
    DATE,
    DRAFT_NOTE,
    HEAD,
    LONGEST_HEADING_ABOVE,
    NO_HEADING,
    ORDER,
    POINT,
    PREAMBLE,
    STRUCTURE,
    SUPPLEMENT,
    TIGHT,
)
from huiyin.law.grammar.chinese_quotations import find_quoted_lines
from huiyin.law.grammar.lines import LinedText
from huiyin.law.model import Problem, ProblemCode
from huiyin.law.unit_numbers import eid_number
from huiyin.text.numerals import CHINESE_DIGITS, parse_numeral

#: Words that cannot end a sentence, so the next line continues it.
_GOES_ON = re.compile(
    r"(?:依照|依据|依據|根据|根據|按照|适用|適用|违反|違反|本法|条例|條例|办法|辦法|规定|規定|以及|[和或及与與的第在对對由于於将將《，、])$"
)
_PARAGRAPH_ENDS = ("。", "；", "？", "！", "”", "」", "）", ")")
#: How a line of an article ends, and how many such lines are needed to judge their habit.
_CLOSINGS = (*_PARAGRAPH_ENDS, "：", "，", "、", "…", "】", ".", ";", ":", ",", "?", "!", '"')
_ENOUGH_LINES = 20
#: How the first line of a two-line heading ends.
_BREAKS_OFF = re.compile(r"[、和及与與或的等]$")
_LATIN_ITEM = re.compile(r"^[（(]?[A-Za-z\d]{1,3}[）).、]|^[A-Za-z]\s|^[-–—•]")
#: What a sentence contains and a heading does not, even if the full stop is missing.
_SAYS = re.compile(
    r"[，：:＝=×]|应(?!急|用|对|变|诉)|應(?!急|用|對|變|訴)|不得|必须|必須|可以|前[项項款条條]|行之|定之|^(?:但|本|其(?![他它余餘]))"
)
#: A quantity, which occurs in lists but not in headings; and the words before a list, even with a full stop.
_QUANTITY = re.compile(
    rf"[{CHINESE_DIGITS}\d]\s*(?:[元角分日天周月年人户戶个個件次倍米克吨噸级級]|公里|公斤|小时|小時|平方)|\d"
)
_LISTS = re.compile(r"(?:如下|下列|以下)[^。；]{0,12}[。；]$")
#: If more than one article in this many has no heading above it, each heading is reported.
_CERTAIN = 5


#: What begins an item, division, article or annex, and therefore is not a heading above an article.
_BEGINNINGS = (
    HEAD, POINT, ARABIC, TIGHT, CIRCLED, _LATIN_ITEM, STRUCTURE, SUPPLEMENT, ARTICLE, ANNEX, PREAMBLE,
)  # fmt: skip


class ChineseLines:
    """The surveyed lines of a Chinese law.

    ``quoted``: whether each line begins inside a quotation. ``separates``: whether article numbers are separated
    from their text. ``articles_below``: for each line, the number of the next article below it, 0 if there is none.
    ``headed``: the lines that are headings of the article below them. ``crossed``: those that are headings over
    several articles.
    """

    def __init__(self, source: LinedText) -> None:
        self.source = source
        self.problems: list[Problem] = []
        self.quoted, unclosed = find_quoted_lines(source.lines)
        for opener in unclosed:
            number = source.line_number(opener.start)
            self.problems.append(Problem(number, ProblemCode.UNCLOSED_QUOTE))
        self.separates = self._separates()
        self.articles_below, self._set_apart = self._articles_below()
        self.first_article = next(iter(self._list_articles()), len(source.lines))
        self.has_articles = self.first_article < len(source.lines)
        self.headed, self.crossed = self._headings_above()

    def find_article(self, at: int, last_article: int = 0) -> re.Match[str] | None:
        """Match the article number that a line begins with. ``last_article``: the number of the previous one."""
        if self.quoted[at]:
            return None
        article = ARTICLE.match(self.source.lines[at].masked)
        if article is None or not article[3]:
            return article
        if article[2]:
            is_article = self._begins_apart(article, at, last_article)
        else:
            is_article = self._begins_joined(article, at, last_article)
        return article if is_article else None

    def _begins_apart(self, article: re.Match[str], at: int, last_article: int) -> bool:
        """Tell whether a number separated from the text begins an article.

        A citation at the start of a wrapped line does not, unless its number continues the sequence.
        """
        is_cited = article[2] == " " and bool(CITED.match(article[3]))
        if not is_cited or self.source.lines[at].is_heading:
            return True
        own = parse_numeral(eid_number(article[1]).split("-")[0])
        return own is not None and own >= last_article

    def _begins_joined(self, article: re.Match[str], at: int, last_article: int) -> bool:
        if CITED.match(article[3]):
            return False
        in_brackets = article[3][0] in "【（("
        return not self.separates or in_brackets or self._runs_on(article[1], at, last_article)

    def _headings_above(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the lines that are headings of the articles below them: those in brackets, and others if at least
        half of the articles have one.

        If fewer have one, such a line is a heading over several articles.
        """
        lines = self.source.lines
        articles = self._list_articles()
        heads = {at - 1 for at in articles if at > 1 and self._may_head(at - 1)}
        bracketed = {at for at in heads if BRACKETED_LINE.match(lines[at].masked.strip())}
        # The line above the first article may be anything.
        beside = {at for at in heads if at > articles[0]}
        bare = heads - bracketed
        if not beside & bracketed:
            bracketed = set()
        elif 2 * len(bracketed) < len(articles):
            self._tell_guessed(bracketed)
        crossing: set[int] = set()
        if not beside & bare or 2 * len(bare) < len(articles):
            broken = {
                at - 2
                for at in articles[1:]
                if at - 2 > articles[0] and self._may_head_broken(at - 2)
            }
            crossing, bare = self._find_crossing(beside & bare | broken), set()
        elif _CERTAIN * len(bare) < (_CERTAIN - 1) * len(articles):
            self._tell_guessed(bare)
        return frozenset(bracketed | bare), frozenset(crossing)

    def _list_articles(self) -> list[int]:
        """Return the lines that begin an article."""
        lines = range(len(self.source.lines))
        return [at for at in lines if self.find_article(at) is not None]

    def _find_crossing(self, heads: set[int]) -> set[int]:
        """Return those lines between articles that are headings over several of them."""
        may_cross = {at for at in heads if self._may_cross(at)}
        crossing = self._supported(may_cross)
        for at in sorted(may_cross - crossing):
            self._tell_heading(at, ProblemCode.DOUBTFUL_HEADING)
        return crossing

    def _tell_guessed(self, heads: set[int]) -> None:
        for at in sorted(heads):
            self._tell_heading(at, ProblemCode.GUESSED_HEADING)

    def _may_head(self, at: int) -> bool:
        """Tell whether a line above an article may be its heading: short, not a sentence or item, and after a
        completed line.
        """
        line = self.source.lines[at]
        return (
            not self.quoted[at]
            and _reads_as_heading(line.masked.strip())
            and (self._is_ended(at - 1) or self._is_front(at))
            and not self._names_division(at)
            and self.source.is_clear(line.start, self.source.lines[at + 1].end)
        )

    def _names_division(self, at: int) -> bool:
        """Tell whether a line is the heading of the division above it, or the rest of that heading: 第一章 stands alone,
        or breaks off (第二章 园林的). A line in brackets is the heading of its article.
        """
        division = STRUCTURE.match(self.source.lines[at - 1].masked.strip())
        if division is None or BRACKETED_LINE.match(self.source.lines[at].masked.strip()):
            return False
        heading = division[4].strip()
        return not heading or bool(_BREAKS_OFF.search(heading))

    def _may_head_broken(self, at: int) -> bool:
        """Tell whether a line and the next one, above an article, may be a single heading that was wrapped."""
        above, below = (self.source.lines[place] for place in (at, at + 1))
        words, rest = above.masked.strip(), below.masked.strip()
        return (
            not any(self.quoted[at : at + 2])
            and bool(_BREAKS_OFF.search(words))
            and not self._is_ended(at)
            and _reads_as_heading(words.rstrip("、"))
            and _reads_as_heading(rest)
            and not _SAYS.search(rest)
            and self.source.is_clear(above.start, self.source.lines[at + 2].end)
        )

    def _separates(self) -> bool:
        """Tell whether this text separates article numbers from text (by a space, U+3000 or a line break).

        This distinguishes an article from 第五条之一所定… at the beginning of a line.
        """
        apart = joined = 0
        for line, quoted in zip(self.source.lines, self.quoted, strict=True):
            found = None if quoted else ARTICLE.match(line.masked)
            if found is not None:
                if found[2] or not found[3]:
                    apart += 1
                elif not CITED.match(found[3]):
                    joined += 1
        return apart >= max(1, joined)

    def _articles_below(self) -> tuple[list[int], frozenset[int]]:
        """Return for each line the number of the next article below it (0 if none), and the article numbers that
        are separated from their text.
        """
        lines = self.source.lines
        below, numbers = [0] * len(lines), set()
        coming = 0
        for at in range(len(lines) - 1, -1, -1):
            below[at] = coming
            found = None if self.quoted[at] else ARTICLE.match(lines[at].masked)
            if found is None or CITED.match(found[3]):
                continue
            own = parse_numeral(eid_number(found[1]).split("-")[0]) or 0
            is_apart = bool(found[2]) or not found[3]
            if is_apart or not self.separates:
                coming = own
            if is_apart:
                numbers.add(own)
        return below, frozenset(numbers)

    def _supported(self, heads: set[int]) -> set[int]:
        """Return those lines between articles for which there is more evidence of being headings than their length.

        Evidence is markup, a separate position on the page, a missing chapter there, or similar lines in a text
        without chapters. The last line of an article may be short too.
        """
        lines, chapters = self.source.lines, self._chapter_numbers()
        # Several such lines divide a law. A single one does too if every other line ends like a sentence.
        are_all = len(heads) > 1 or (
            not any(map(self._may_list, heads)) and self._are_others_closed(heads)
        )
        supported = set()
        for at in sorted(heads):
            if lines[at].is_heading:
                supported.add(at)
            elif are_all or self.source.is_set_apart(at) or chapters.get(at, False):
                supported.add(at)
                self._tell_heading(at, ProblemCode.GUESSED_HEADING)
        return supported

    def _are_others_closed(self, heads: set[int]) -> bool:
        """Tell whether every line of the articles except ``heads`` is closed, so that a line without a stop is not
        part of an article.

        In a text that omits stops it may be. Text between a heading and an article belongs to the heading.
        """
        articles = self._list_articles()
        if not heads:
            return False
        begins_article = set(articles)
        closed, is_heading = 0, False
        for index in range(articles[0], articles[-1]):
            words = self.source.lines[index].masked.strip()
            if index in begins_article:
                is_heading = False
                if words.endswith(("条", "條")):  # the number is alone on the line
                    continue
            elif (
                index in heads
                or self._is_ended_by_form(index)
                or (index + 1 in begins_article and HEAD.match(words))
            ):
                is_heading = True
            if is_heading or not any(map(str.isalpha, words)):
                continue
            if not words.endswith(_CLOSINGS):
                return False
            closed += 1
        return closed >= _ENOUGH_LINES

    def _chapter_numbers(self) -> dict[int, bool]:
        """Return for each line whether a number is missing between the chapter above it and the next."""
        gaps: dict[int, bool] = {}
        first, last = 0, 0
        for index, line in enumerate(self.source.lines):
            found = None if len(line.masked) > 60 else STRUCTURE.match(line.masked.strip())
            if found is None or found[2] != "章":
                continue
            own = parse_numeral(found[1]) or 0
            gaps.update(dict.fromkeys(range(first, index), own > last + 1))
            first, last = index, own
        return gaps

    def _tell_heading(self, at: int, code: ProblemCode) -> None:
        line = self.source.lines[at]
        words = self.source.words(line.start, line.end)
        self.problems.append(
            Problem(self.source.line_number(line.start), code, (("text", words[:60]),))
        )

    def _may_cross(self, at: int) -> bool:
        """Tell whether a line between articles is a heading over several: it follows the end of a paragraph and
        cannot be the second line of a heading.
        """
        above = self.source.lines[at - 1]
        ends = above.masked.rstrip().endswith(_PARAGRAPH_ENDS) and not above.is_heading
        return ends and not _SAYS.search(self.source.lines[at].masked)

    def _may_list(self, at: int) -> bool:
        """Tell whether a short line may be what the line above announces, or a quantity."""
        above, words = (self.source.lines[place].masked.strip() for place in (at - 1, at))
        return bool(_LISTS.search(above) or _QUANTITY.search(words))

    def _is_front(self, at: int) -> bool:
        """Tell whether no article is above a line."""
        return at < self.first_article

    def _is_ended(self, at: int) -> bool:
        """Tell whether a line is complete, so that something new begins on the next one."""
        line = self.source.lines[at]
        words = line.masked.strip()
        return words.endswith(("。", "；", "”", "」", "）", ")", "】")) or self._is_ended_by_form(
            at
        )

    def _is_ended_by_form(self, at: int) -> bool:
        """Tell whether a line is a heading by markup, or a division heading by its number."""
        line = self.source.lines[at]
        words = line.masked.strip()
        is_division = bool(STRUCTURE.match(words) or SUPPLEMENT.match(words))
        return line.is_heading or (len(words) <= 60 and is_division)

    def _runs_on(self, printed: str, at: int, last_article: int) -> bool:
        """Tell whether a number without the usual separator is still the next article.

        It must follow the last number, and the line above must be complete, or may be complete with no other
        article having this number.
        """
        own = parse_numeral(eid_number(printed))
        if own is None or own != last_article + 1 or not at:
            return False
        above = self.source.lines[at - 1].masked.strip()
        if self._is_ended(at - 1) or above.endswith("："):
            return True
        return own not in self._set_apart and not _GOES_ON.search(above)


def _reads_as_heading(words: str) -> bool:
    return (
        len(words) <= LONGEST_HEADING_ABOVE
        and any(c.isalpha() for c in words)
        and not NO_HEADING.search(words)
        and not any(pattern.match(words) for pattern in _BEGINNINGS)
        and not any(pattern.search(words) for pattern in (DATE, ORDER, ADOPTION, DRAFT_NOTE))
    )
