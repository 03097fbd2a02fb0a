"""Patterns for the beginnings of lines in Chinese laws. For the sources of the rules see
:mod:`huiyin.law.grammar.chinese`.
"""

from __future__ import annotations

import re

from huiyin.text.numerals import CHINESE_DIGITS

_N = rf"[{CHINESE_DIGITS}\d]+"
STRUCTURE = re.compile(
    rf"^第\s*({_N})\s*(分编|分編|编|編|篇|章|节|節)(之{_N})?(?:[\s　:：、.．]+|(?=[^的规規所、，和至及])|$)(.*)$",
    re.S,
)
ARTICLE = re.compile(
    rf"^\s*(第\s*(?:{_N}(?:\s*[-－‑–]\s*\d+)*)\s*[条條](?:\s*之\s*{_N})*)(\s*)(.*)$", re.S
)
POINT = re.compile(rf"^\s*([（(]\s*{_N}(?:之{_N})?\s*[）)])\s*(.*)$", re.S)
ARABIC = re.compile(r"^\s*(\d{1,3}\s*[.．、)）](?!\d))\s*(.*)$", re.S)
#: 1.300总吨: a list number directly before a figure, or a decimal. The neighbouring numbers decide.
TIGHT = re.compile(r"^\s*(\d{1,3}\s*[.．、])(\d{1,20}(?![\d.．、)）\s]).*)$", re.S)
#: Headings between articles: 二、管辖, （一）范围, 三　附则.
HEAD = re.compile(
    rf"^\s*+([{CHINESE_DIGITS}]{{1,4}}\s*+[、.．]|[{CHINESE_DIGITS}]{{1,4}}(?=[ \u3000])|[（(]\s*+[{CHINESE_DIGITS}]{{1,4}}\s*+[）)])"
    r"\s*+(\S[^。；：:;]*)$",
    re.S,
)
CIRCLED = re.compile(r"^\s*([①-⑳])\s*(.*)$", re.S)
#: Words that may follow a cited number but do not begin an article.
CITED = re.compile(
    rf"^(?:第\s*{_N}\s*[款项項目]|规定|規定|所称|所稱|所列|的|、|，|,|和|或|及|至|到|中|之|与|與|修改为|修改為|改为|改為|删去|刪除|中的|后增加|後增加)"
)
DRAFT_NOTE = re.compile(
    r"[（(](?:[^（）()]{0,12})(?:草案|征求意见稿|审议稿|送审稿|修订|稿)[^（）()]{0,10}[）)]"
)
SUPPLEMENT = re.compile(r"^附\s*[则則]$")
ANNEX = re.compile(
    rf"^(附\s*[件表录錄](?:\s*[{CHINESE_DIGITS}\dA-Z]{{1,3}})?)\s*(?:[:：.、　\s]\s*(.*))?$", re.S
)
PREAMBLE = re.compile(r"^序\s*言$")
ADOPTION = re.compile(
    r"^[（(].*(?:通过|通過|公布|发布|發布|修订|修訂|修正|施行|批准|制定).*$|^\d{4}\s*年.*(?:通过|通過|修订|修訂|修正|公布|发布|施行|会议|會議)|^(?:中华民国|中華民國|民国|民國).*(?:日|條|条)",
    re.S,
)
ORDER = re.compile(
    r"^.{0,30}(?:主席令|国务院令|總統令|总统令|部令|委员会令|政府令)\s*$|^第\s*[\d〇一二三四五六七八九十百]+\s*号\s*$"
)
DATE = re.compile(r"^(?:\d{4}|[〇○零一二三四五六七八九]{4})\s*年.{1,8}月.{1,8}日\s*$")
#: The maximum lengths of a heading between articles and of one above an article's number.
LONGEST_HEAD, LONGEST_HEADING_ABOVE = 60, 30
BRACKETED_LINE = re.compile(r"^[【（(][^【】（）()]{1,30}[】）)]$")
#: What a heading does not contain, begin or end with: the end of a sentence, an editor's note, a citation.
NO_HEADING = re.compile(
    rf"[。；？！;]|[：，、:,]$|^【[^【】]{{1,30}}】.|^(?:参见|參見|参照|參照)|第{_N}[条條][之款项項]*$"
)
