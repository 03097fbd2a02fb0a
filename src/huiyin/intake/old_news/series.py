"""Recognise parts that state their number: （上） and （下）, 之二, (Part 2), 2/3."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from huiyin.intake.old_news.model import OldPage

_DIGITS = {digit: number for number, digit in enumerate("一二三四五六七八九十", 1)}
_THIRDS = {"上": 1, "中": 2, "下": 3}
#: At the end of a title. Spaces may only be of one kind each, so that matching stays fast.
_CHINESE = re.compile(
    r"[（(]\s?(?:第|之)?([上中下一二三四五六七八九十]|\d{1,2})(?:部分|篇|集|期)?\s?[)）]\s?\Z"
)
_BEHIND = re.compile(r"之([一二三四五六七八九十])\s?\Z")
_ENGLISH = re.compile(r"[\s,:;(–—-]part\s(\d{1,2}|one|two|three|four|five|six)\s?\)?\s?\Z", re.I)
_WORDS = {
    word: number for number, word in enumerate(("one", "two", "three", "four", "five", "six"), 1)
}


def split_part(title: str) -> tuple[str, int]:
    """Return the common title and the number of the part; 0 if the title states none."""
    for pattern in (_CHINESE, _BEHIND, _ENGLISH):
        found = pattern.search(title)
        if found is not None and found.start():
            said = found[1].casefold()
            number = _DIGITS.get(said) or _THIRDS.get(said) or _WORDS.get(said) or 0
            common = title[: found.start()]
            if pattern is _ENGLISH:
                common = common.rstrip(" \t,:;(–—-")
            return common.strip(" ：:-–—"), number or int(said)
    return title, 0


def group_series(pages: Iterable[OldPage]) -> list[OldPage]:
    """Assign a series to pages that state one or share a title with part numbers.

    There must be at least two different parts in one language. 上 and 下 are the first and the second.
    """
    held = list(pages)
    alike: dict[tuple[str, str], dict[int, list[OldPage]]] = defaultdict(lambda: defaultdict(list))
    for page in held:
        common, part = split_part(page.title)
        if part and not page.series:
            alike[page.language, common][part].append(page)
    known: dict[str, tuple[str, int]] = {}
    for (_, common), parts in alike.items():
        if len(parts) >= 2 and all(len(pages) == 1 for pages in parts.values()):
            for number, (_, (page,)) in enumerate(sorted(parts.items()), 1):
                known[page.source] = (common, number)
    return [
        replace(page, series=known[page.source][0], part=known[page.source][1]) if page.source in known else page
        for page in held
    ]  # fmt: skip
