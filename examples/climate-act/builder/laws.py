"""The draft and the enacted text, in both languages, from ``sources/draft.txt`` and ``enacted.txt``.

A block ``@12`` holds article 12, Chinese above ``---`` and English below. In ``enacted.txt`` a block replaces
the article of that number; ``@8+`` is a new article after it, ``@16-`` takes it out. ``{9}`` stands for the number
that article 9 of the draft has in the text at hand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from builder.office import new_document, save_document
from huiyin.text.numerals import write_chinese

TITLES = {"zh": "应对气候变化法", "en": "Climate Change Response Act"}
STAGE = {"zh": "（征求意见稿）", "en": "(Draft for comment)"}
ADOPTED = {
    "zh": "（2026年9月18日云汀国全国人民代表大会常务委员会第十二次会议通过）",
    "en": "(Adopted at the twelfth session of the Standing Committee of the National People’s Congress of Yunting on 18 September 2026)",
}
CONTENTS = {"zh": "目　　录", "en": "Contents"}


@dataclass(frozen=True)
class Block:
    """A division (``key`` ``==`` or ``--``) or an article (``key`` like ``12`` or ``8+``)."""

    key: str
    zh: tuple[str, ...]
    en: tuple[str, ...]

    def lines(self, language: str) -> tuple[str, ...]:
        return self.zh if language == "zh" else self.en


def read_blocks(path: Path) -> list[Block]:
    found: list[Block] = []
    for part in re.split(r"(?m)^(?=@|== |-- )", path.read_text("utf-8")):
        head, _, body = part.partition("\n")
        if head.startswith(("== ", "-- ")):
            zh, en = head[3:].split(" | ")
            found.append(Block(head[:2], (zh,), (en,)))
        elif head.startswith("@"):
            zh, _, en = body.partition("\n---\n")
            found.append(
                Block(
                    head[1:].strip(), tuple(zh.strip().splitlines()), tuple(en.strip().splitlines())
                )
            )
    return found


def enact(draft: list[Block], changes: list[Block]) -> list[Block]:
    by_key = {change.key: change for change in changes}
    found = []
    for block in draft:
        if f"{block.key}-" not in by_key:
            found.append(by_key.get(block.key, block))
        if f"{block.key}+" in by_key:
            found.append(by_key[f"{block.key}+"])
    return found


def text_of(blocks: list[Block], language: str, *, is_draft: bool) -> list[tuple[str, str]]:
    """Paragraphs with their style: title, note, contents, heading, section, text."""
    numbers: dict[str, int] = {}
    for block in blocks:
        if block.key not in ("==", "--"):
            numbers[block.key] = len(numbers) + 1

    def cite(found: re.Match[str]) -> str:
        number = numbers[found[1]]
        return write_chinese(number) if language == "zh" else str(number)

    paragraphs = [("title", TITLES[language])]
    paragraphs.append(("note", STAGE[language] if is_draft else ADOPTED[language]))
    paragraphs.append(("contents", CONTENTS[language]))
    paragraphs += [
        ("contents", block.lines(language)[0]) for block in blocks if block.key in ("==", "--")
    ]
    for block in blocks:
        lines = [re.sub(r"\{(\d+)\}", cite, line) for line in block.lines(language)]
        if block.key in ("==", "--"):
            paragraphs.append(("heading" if block.key == "==" else "section", lines[0]))
            continue
        number = numbers[block.key]
        printed = f"第{write_chinese(number)}条　" if language == "zh" else f"Article {number} "
        paragraphs.append(("text", printed + lines[0]))
        paragraphs += [("text", line) for line in lines[1:]]
    return paragraphs


def renumbered(eid: str, blocks: list[Block]) -> str:
    """The eId of the draft's article ``eid`` in a text made of ``blocks``."""
    keys = [block.key for block in blocks if block.key not in ("==", "--")]
    return re.sub(r"(?<=art_)\d+", lambda found: str(keys.index(found[0]) + 1), eid, count=1)


def write_law(paragraphs: list[tuple[str, str]], path: Path) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    document = new_document()
    for style, text in paragraphs:
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        if style in ("title", "note", "heading", "section"):
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if style == "title":
            run.bold, run.font.size = True, Pt(20)
        elif style in ("heading", "section"):
            run.bold = True
            paragraph.paragraph_format.space_before = Pt(12)
        elif style == "text":
            paragraph.paragraph_format.first_line_indent = Pt(24)
    save_document(document, path)
