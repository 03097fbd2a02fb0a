"""Extract a law from a Word file: the visible text, with tracked changes accepted."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from huiyin.files.problems import UnreadableLaw
from huiyin.files.word import Paragraph, ParagraphPlace, WordText, lines_of, read_word
from huiyin.law.grammar.marks import MarkRole
from huiyin.law.model import ProblemCode
from huiyin.law.readers.extracted_text import ExtractedText, TextBuilder, is_one_line

_ROLES = {
    ParagraphPlace.CONTENTS: MarkRole.CONTENTS,
    ParagraphPlace.HEADER: MarkRole.PAGE,
    ParagraphPlace.FOOTER: MarkRole.PAGE,
    ParagraphPlace.NOTE: MarkRole.NOTE,
}
_TITLES = ("title", "标题", "標題")


def extract_docx(data: bytes, name: str) -> ExtractedText:
    """Extract the text of a DOCX: headers, then the body, then footers.

    Footnotes and hidden text follow their paragraph. A table row becomes a line with tabs between cells, unless a
    cell has several paragraphs. Margin comments are not part of the law; they are read where comments are imported.
    Raises :class:`~huiyin.law.model.UnreadableLaw`.
    """
    word = read_word(data, name)
    drawing = TextBuilder(name)
    for paragraph in word.pages:
        if paragraph.place is ParagraphPlace.HEADER:
            drawing.add(paragraph.accepted, MarkRole.PAGE)
    _Body(word, drawing).draw()
    for paragraph in word.pages:
        if paragraph.place is ParagraphPlace.FOOTER:
            drawing.add(paragraph.accepted, MarkRole.PAGE)
    if word.unread and drawing.line_number == 1:
        raise UnreadableLaw("unread_part", file=name)
    return drawing.finish()


class _Body:
    def __init__(self, word: WordText, drawing: TextBuilder) -> None:
        self._word, self._drawing = word, drawing
        self._notes = 0
        every = [*word.paragraphs, *word.pages, *(p for note in word.notes.values() for p in note)]
        self._changes = sum(len(run.revisions) for p in every for run in p.runs)
        self._changes += sum(p.end is not None or any(r.is_struck for r in p.runs) for p in every)

    def draw(self) -> None:
        paragraphs = self._word.paragraphs
        for row, group in groupby(
            paragraphs, key=lambda p: (p.cell.table, p.cell.row) if p.cell else None
        ):
            if row is None:
                self._draw_paragraphs(list(group))
            else:
                self._draw_row(list(group))
        if self._changes:  # after a document whose changes leave nothing visible
            self._report_changes()

    def _draw_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        for text, made_of in lines_of(paragraphs):
            for paragraph in made_of:
                self._report_oddities(paragraph)
                self._asides(paragraph)
            seen = (p for p in made_of if p.accepted.strip())
            self._draw(text, next(seen, made_of[-1]))

    def _draw(self, text: str, paragraph: Paragraph) -> None:
        self._drawing.add(text, _find_role(paragraph))

    def _draw_row(self, paragraphs: Sequence[Paragraph]) -> None:
        whole = [list(group) for _, group in groupby(paragraphs, key=lambda p: p.cell)]
        cells = [[words for p in group if (words := _get_words(p)).strip()] for group in whole]
        if not is_one_line(cells):
            for group in whole:  # a paragraph that shows nothing may still have text to set aside
                self._draw_paragraphs(group)
            return
        for paragraph in paragraphs:
            self._report_oddities(paragraph)
            self._asides(paragraph)
        texts = [cell[0].strip() if cell else "" for cell in cells]
        self._drawing.add("\t".join(texts).strip("\t"))

    def _asides(self, paragraph: Paragraph) -> None:
        hidden = "".join(
            r.text for r in paragraph.runs if (r.is_hidden or r.is_struck) and not r.is_deleted
        )
        self._drawing.aside(hidden, MarkRole.HIDDEN)
        for note in paragraph.notes:
            self._notes += 1
            lines = [p.accepted.strip() for p in self._word.notes.get(note, ())]
            words = "\n".join(line for line in lines if line)
            if words:
                self._drawing.aside(f"{self._notes} {words}", MarkRole.NOTE)

    def _report_oddities(self, paragraph: Paragraph) -> None:
        for what in dict.fromkeys(paragraph.unread):
            self._drawing.problem(ProblemCode.UNREAD_PART, what=what)
        runs = paragraph.runs
        if self._changes and (paragraph.end or any(r.revisions or r.is_struck for r in runs)):
            self._report_changes()

    def _report_changes(self) -> None:
        self._drawing.problem(ProblemCode.HIDDEN_CHANGES, number=str(self._changes))
        self._changes = 0


def _get_words(paragraph: Paragraph) -> str:
    """Return what a paragraph shows, including its number."""
    return paragraph.number + paragraph.accepted


def _find_role(paragraph: Paragraph) -> MarkRole | None:
    if paragraph.place in _ROLES:
        return _ROLES[paragraph.place]
    if paragraph.style.lower() in _TITLES:
        return MarkRole.TITLE
    if paragraph.level is not None:
        return MarkRole(f"h{min(paragraph.level, 6)}")
    return None
