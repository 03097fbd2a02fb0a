"""From text to law: one module per drafting tradition, on a common model of lines and tree."""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiyin.law.grammar.chinese import read_chinese
from huiyin.law.grammar.common_law import COMMON_LAW, read_common_law
from huiyin.law.grammar.european import EUROPEAN, read_european
from huiyin.law.grammar.lines import LinedText
from huiyin.law.grammar.marks import Mark, MarkRole
from huiyin.law.model import Law
from huiyin.text import detect_language

__all__ = ["Mark", "MarkRole", "parse_law", "read_text"]


def parse_law(source: str, *, language: str | None = None, marks: Sequence[Mark] = ()) -> Law:
    """Parse ``source`` into provisions. ``marks``: what the file format already says about it."""
    lines = LinedText(source, marks)
    spoken = language or detect_language(source)
    title = next((f.text for f in lines.furniture if f.name == "title"), "")
    if spoken.startswith("zh") or _CHINESE_ARTICLE.search(source):
        return read_chinese(lines, language=spoken, title_hint=title)
    articles = sum(1 for line in lines.lines if EUROPEAN.unit.match(line.masked))
    sections = sum(1 for line in lines.lines if COMMON_LAW.unit.match(line.masked))
    tradition = read_common_law if not articles and sections else read_european
    return tradition(lines, language=spoken, title_hint=title)


_CHINESE_ARTICLE = re.compile(r"^[ \t\u3000]*第\s*\S{1,8}?\s*[条條]", re.M)


def read_text(text: str, *, language: str | None = None) -> Law:
    """Parse a law from plain text with one paragraph per line."""
    return parse_law(text, language=language)
