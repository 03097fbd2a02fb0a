"""Read comments from tables and from free text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from huiyin.files.problems import Refusal, RefusalCode, Remark, RemarkCode, Source
from huiyin.files.sniff import is_page
from huiyin.files.tables.cell_values import show_begin
from huiyin.files.tables.table import GridTable, TableRecord
from huiyin.files.word import WordText, is_word, read_word
from huiyin.intake.anchors import Anchorer
from huiyin.intake.cell_columns import count_rows_below
from huiyin.intake.columns import find_columns
from huiyin.intake.comment_ids import derive_id
from huiyin.intake.forms import ROLES, FormTables
from huiyin.intake.headings import (
    RecordsRead,
    find_lacking,
    read_by_cells,
    read_records,
)
from huiyin.intake.law_words import part_quotes
from huiyin.intake.letters import (
    DATE,
    QuotedAnswers,
    broken_name,
    find_opening_citation,
    is_closing,
    is_law_text,
    is_letter,
    is_name,
    is_opening,
    is_signature,
    list_left_lines,
    parse_letter,
    points_below,
    read_letter,
)
from huiyin.intake.mail import ReceivedMail, is_mail, read_mail
from huiyin.intake.mail_thread import MailThread, find_answers
from huiyin.intake.model import Comment, IntakeResult, TableRead
from huiyin.intake.row_words import join_name, join_reason, normalise_kind
from huiyin.intake.rows import make_refusal, refuse_file, say_understood, show_headings
from huiyin.intake.said_before import SaidBefore
from huiyin.intake.tables import extract_tables, tables_of_document
from huiyin.intake.tracked_changes import (
    MarkedDraft,
    find_draft,
    find_plain_draft,
    read_margin,
    read_plain_draft,
    read_revisions,
)
from huiyin.intake.web_pages import SHEET_NAMES, GridsOfPage, tables_of_page
from huiyin.intake.word_documents import read_lines
from huiyin.law import Law, UnreadableLaw
from huiyin.text import collapse_whitespace, detect_language, is_whole


def read_comments(
    paths: Iterable[Path],
    *,
    law: Law | Sequence[Law] | None = None,
    columns: Mapping[str, str] | None = None,
    begin: Callable[[Path], None] = lambda _path: None,
) -> IntakeResult[Comment]:
    """Read comments from files of any kind, in the order of ``paths``.

    ``law``: the draft, in one or several languages, to which comments are anchored. ``columns``: role → heading,
    for headings of no known template. ``begin`` is called with each file. A file or row that cannot be read is
    listed in ``refused`` with the reason; the others are read.

    Ids in a file are kept. A row without one gets an id derived from its file, sheet and row, so that a second run
    gives the same id. An id repeated with the same text is refused as a repeat; with different text it becomes
    ``id~2``.
    """
    laws = () if law is None else (law,) if isinstance(law, Law) else tuple(law)
    anchorer = Anchorer(laws)
    gathered = _GatheredRows()
    for path in paths:
        begin(path)
        try:
            for row in read_file_comments(
                path.read_bytes(), path.name, laws, anchorer, columns or {}
            ):
                gathered.add(row)
        except (UnreadableLaw, OSError) as error:
            gathered.add(refuse_file(path.name or str(path), error))
    return gathered.to_result()


@dataclass
class _GatheredRows:
    """The contents of files by kind."""

    taken: list[Comment] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    tables: list[TableRead] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    said: SaidBefore = field(default_factory=SaidBefore)

    def add(self, row: Given) -> None:
        if isinstance(row, Comment):
            self._add_comment(row)
        elif isinstance(row, Refusal):
            self.refused.append(row)
        elif isinstance(row, Remark):
            self.remarks.append(row)
        else:
            self.tables.append(row)

    def to_result(self) -> IntakeResult[Comment]:
        return IntakeResult(
            tuple(self.taken), tuple(self.refused), tuple(self.tables), tuple(self.remarks)
        )

    def _add_comment(self, comment: Comment) -> None:
        judged = self.said.judge(comment)
        if isinstance(judged, Refusal):
            self.refused.append(judged)
        else:
            self.taken.append(judged)


#: The items that a file gives, in order.
Given = Comment | Refusal | TableRead | Remark
#: How deeply mails inside mails are followed.
_DEPTH = 3


def read_file_comments(
    data: bytes,
    name: str,
    laws: tuple[Law, ...],
    anchorer: Anchorer,
    columns: Mapping[str, str],
    depth: int = 0,
) -> Iterator[Given]:
    if is_mail(name) and depth < _DEPTH:
        yield from _read_mail_file(data, name, laws, anchorer, columns, depth)
    elif is_word(data, name):
        yield from _read_document(data, name, laws, anchorer, columns)
    elif is_page(data, name):
        yield from _read_page(data, name, anchorer, columns)
    elif is_letter(data, name):
        yield from read_letter(data, name, anchorer)
    else:
        yield from read_table_comments(extract_tables(data, name), name, anchorer, columns)


def _read_mail_file(
    data: bytes,
    name: str,
    laws: tuple[Law, ...],
    anchorer: Anchorer,
    columns: Mapping[str, str],
    depth: int,
) -> Iterator[Given]:
    mail = read_mail(data, name)
    if not is_whole(mail.sender):
        yield broken_name(name, mail.sender)
        mail = replace(mail, sender="")
    for error in mail.unread:
        yield refuse_file(name, error)
    for row in _read_body(mail, name, anchorer, columns):
        yield _add_sender(mail.sender, row)
    for called, attached in mail.attachments:
        inner = f"{name}/{called}"
        try:
            for row in read_file_comments(attached, inner, laws, anchorer, columns, depth + 1):
                yield _add_sender(mail.sender, row)
        except UnreadableLaw as error:
            yield refuse_file(inner, error)


def _add_sender(sender: str, row: Given) -> Given:
    return replace(row, author=sender) if isinstance(row, Comment) and not row.author else row


def _read_body(
    mail: ReceivedMail, name: str, anchorer: Anchorer, columns: Mapping[str, str]
) -> Iterator[Given]:
    """Yield the comments in a mail's text: from its tables if one is a form, otherwise as in a letter. Also report
    what was not read.
    """
    if mail.other:
        yield list_left_lines(name, RemarkCode.OTHER_PART, mail.other)
    answers = find_answers(mail.thread)
    unread = _list_unread(mail.thread, answers)
    forms = _list_forms(mail, name, columns)
    if forms:
        for form in forms:
            yield from _read_forms(*form, name, anchorer, columns, within=mail.thread)
    elif _points_away(mail, unread):
        if not mail.attachments:
            told = list_left_lines(name, RemarkCode.EARLIER_MAIL, unread)
            yield Refusal(name, "", 0, RefusalCode.ANSWERS_BELOW, told.details)
            return
    elif mail.thread.has_own_words() or not mail.attachments:
        yield from _read_own_words(mail, name, anchorer, answers)
    if unread:
        yield list_left_lines(name, RemarkCode.EARLIER_MAIL, unread)


def _list_unread(thread: MailThread, answers: QuotedAnswers) -> list[str]:
    """Return the lines of earlier mails; quoted lines only if no answer follows them."""
    if thread.earlier:
        return [line.words for line in thread.earlier]
    return [] if answers.quoted else [line.words for line in thread.quoted]


def _list_forms(
    mail: ReceivedMail, name: str, columns: Mapping[str, str]
) -> list[tuple[FormTables, GridsOfPage]]:
    forms = (_find_forms(page, name, columns) for page in mail.pages)
    return [form for form in forms if form]


def _points_away(mail: ReceivedMail, unread: Sequence[str]) -> bool:
    """Tell whether a mail only says that the answers are below or attached."""
    own = [line.words for line in mail.thread.own]
    return points_below(own) and bool(unread or mail.attachments)


def _read_own_words(
    mail: ReceivedMail, name: str, anchorer: Anchorer, answers: QuotedAnswers
) -> Iterator[Given]:
    """Yield what the sender of a mail says in it, as in a letter."""
    own = [(line.row, line.words) for line in mail.thread.own]
    if mail.is_changed:
        yield Remark(name, "", RemarkCode.CHANGES_ACCEPTED)
    if not answers.quoted:
        own, above = part_quotes(own, anchorer.laws)
        answers = replace(answers, quoted=above)
    if answers.stand_above:
        yield Remark(name, "", RemarkCode.ANSWERS_ABOVE)
    yield from parse_letter(own, name, anchorer, answers=answers)


def _find_forms(
    page: bytes, name: str, columns: Mapping[str, str]
) -> tuple[FormTables, GridsOfPage] | None:
    """Return the forms in a page that contain comments, and the rest of the page."""
    read = tables_of_page(page, name)
    forms = _part_forms(read, name, columns)
    return (forms, read) if forms.clear and forms.filled else None


def _part_forms(page: GridsOfPage, name: str, columns: Mapping[str, str]) -> FormTables:
    return FormTables.of(
        [GridTable(name, str(at), rows) for at, rows in page.grids.items()], columns
    )


def _read_forms(
    forms: FormTables,
    page: GridsOfPage,
    name: str,
    anchorer: Anchorer,
    columns: Mapping[str, str],
    *,
    within: MailThread,
) -> Iterator[Given]:
    """Yield the comments of a mail's forms, and what the sender says beside them, as in a letter."""
    yield from _tell_unseen(page, name)
    yield from read_table_comments(_put_below(forms, page.beside), name, anchorer, columns)
    own = collapse_whitespace("\n".join(line.words for line in within.own if not line.is_signature))
    lines = [
        (row, text)
        for row, (_, text) in enumerate(page.beside, 1)
        if collapse_whitespace(text) in own and not _says_who(text)
    ]
    if any(not is_opening([text]) and not is_closing(text) and not is_name(text, alone=True) for _, text in lines):  # fmt: skip
        yield from parse_letter(lines, name, anchorer)


def _tell_unseen(page: GridsOfPage, name: str) -> Iterator[Given]:
    """Report struck-out text in a page's tables and rows that the page hides."""
    if page.is_changed:
        yield Remark(name, "", RemarkCode.CHANGES_ACCEPTED)
    for words in page.unseen:
        yield Refusal(name, "", 0, RefusalCode.HIDDEN_ROW, (("begins", show_begin(words)),))


def _says_who(line: str) -> bool:
    """Tell whether a line names the author of the form below it."""
    return bool(find_columns([re.split("[:：]", line)[0]], ("organisation", "author")))


def _read_document(
    data: bytes,
    name: str,
    laws: tuple[Law, ...],
    anchorer: Anchorer,
    columns: Mapping[str, str],
) -> Iterator[Given]:
    """Yield the comments in a Word file, depending on what it is.

    It may be a draft with changes and remarks, tables with comment headings, both, or a letter.
    """
    word = read_word(data, name)
    document = _WordDocument(
        word, FormTables.of(tables_of_document(word, name), columns), name, laws, anchorer, columns
    )
    if word.unread:
        yield Refusal(name, "", 0, RefusalCode.UNREAD_PART)
    draft = document.find_marked_draft(data)
    if draft is not None:
        yield from read_revisions(draft, word, name, laws)
        yield from document.read_clear_forms()
        return
    if word.has_changes:
        yield Remark(name, "", RemarkCode.CHANGES_ACCEPTED)
    yield from document.read_words()
    yield from read_margin(word, name, anchorer)


@dataclass(frozen=True, slots=True)
class _WordDocument:
    """A Word file with all changes accepted, its forms, and the parameters for reading it."""

    word: WordText
    forms: FormTables
    name: str
    laws: tuple[Law, ...]
    anchorer: Anchorer
    columns: Mapping[str, str]

    def find_marked_draft(self, data: bytes) -> MarkedDraft | None:
        """Return the draft, if the document is one with changes or remarks."""
        if not (self.word.has_changes or self.word.comments):
            return None
        marked = read_word(data, self.name, accept=False)
        return find_draft(marked, self.laws, self.forms.clear, self.forms.wide)

    def read_clear_forms(self) -> Iterator[Given]:
        """Yield the comments of forms inside a draft."""
        clear = self.forms.clear
        beside = _place_lines(self.word, read_lines(self.word, beside=clear), clear)
        tables = [t for t in _put_below(self.forms, beside) if int(t.sheet) in clear]
        if tables:
            yield from read_table_comments(tables, self.name, self.anchorer, self.columns)

    def read_words(self) -> Iterator[Given]:
        """Yield the comments of the document's forms or, without forms, of it as a draft, letter or table."""
        forms, name, anchorer = self.forms, self.name, self.anchorer
        lines = read_lines(self.word, beside=forms.known)
        running = read_lines(self.word, beside=forms.known | forms.wide)
        if forms.filled or (self.columns and forms.tables):
            yield from self._read_forms(lines, running)
            return
        plain = find_plain_draft(self.word, self.laws, forms.known)
        if plain is not None:
            yield from read_plain_draft(plain, lines, name, anchorer)
        elif not forms.tables or any(find_opening_citation(text) for _, text in running):
            if is_law_text("\n".join(text for _, text in lines)):
                yield Refusal(name, "", 0, RefusalCode.LAW_TEXT)
                return
            own, above = part_quotes(lines, self.laws)
            yield from parse_letter(own, name, anchorer, answers=QuotedAnswers(above))
        elif forms.known:
            yield Refusal(name, "", 0, RefusalCode.NO_ROWS)
        else:
            yield from read_table_comments(forms.tables, name, anchorer, self.columns)

    def _read_forms(
        self, lines: Sequence[tuple[int, str]], running: Sequence[tuple[int, str]]
    ) -> Iterator[Given]:
        """Yield the comments of the forms, and the text beside them. ``running``: the lines outside multi-column
        tables.
        """
        known, headless = self.forms.known, self.forms.find_headless()
        tables = _put_below(self.forms, _place_lines(self.word, lines, known))
        for row in read_table_comments(tables, self.name, self.anchorer, self.columns):
            yield _tell_headless(row, headless)
        first = min(known, default=0)
        outside = _place_lines(self.word, running if headless else lines, known)
        yield from _tell_beside([(text, above >= first) for above, text in outside], self.name)


def _read_page(
    data: bytes, name: str, anchorer: Anchorer, columns: Mapping[str, str]
) -> Iterator[Given]:
    """Yield the comments in a page: from its tables if one has comment headings or the file is called a sheet;
    otherwise as a letter.
    """
    page = tables_of_page(data, name)
    beside = page.beside
    forms = _part_forms(page, name, columns)
    if forms.known and not forms.filled:
        yield Refusal(name, "", 0, RefusalCode.NO_ROWS)
    elif forms.clear or name.lower().endswith(SHEET_NAMES):
        yield from _tell_unseen(page, name)
        yield from read_table_comments(_put_below(forms, beside), name, anchorer, columns)
        first = min(forms.known, default=0)
        lines = [(text, above >= first) for above, text in beside]
        yield from _tell_beside(lines, name)
    else:
        yield from read_letter(data, name, anchorer)


#: A line above a table is a sentence because of its end, or from this many characters on.
_SENTENCE, _LONG = re.compile(r"[。！？.!?；;][”’\"')）]?$"), 20
#: Labels of the person who fills a form in, above or below it.
_SIGNED = re.compile(
    r"\s*(?:填表|填报|报送|单位|日期|时间|负责人|经办|盖章|签[字名章]|Organi[sz]ation|Name|Date|Sign|Seal|Position|Title)[^:：\n]{0,20}[:：]"
    r"|\s*[（(][^（()）]{0,10}(?:章|签[字名])[)）]\s*$",
    re.I,
)
#: Instructions for filling the form in, which are not comments.
_NOTE_OF_FORM = re.compile(r"\s*(?:注|备注|说明|填表|填写|Notes?\b|Please\b|[*※①])", re.I)
#: Headings of general remarks, which people also write above the table.
_GENERAL = re.compile(
    r"\s*(?:[一二三四五六七八九十\d]{1,2}[、.．)）]\s*)?(?:(?:总体|总的|一般|综合|其他|其它|整体)(?:意见|评论|建议|看法)"
    r"|(?:General|Overall|Other)\s+(?:comments?|remarks?|observations?))",
    re.I,
)


def _tell_beside(lines: Sequence[tuple[str, bool]], name: str) -> Iterator[Refusal]:
    """Report text outside a comment table that may be a comment.

    Titles and instructions are above the table, cite nothing and follow no heading of remarks; below it are author
    and date. ``lines``: text, and whether it is below the first such table.
    """
    is_general = False
    dated = [bool(DATE.match(text)) for text, _ in lines]
    for at, (text, is_below) in enumerate(lines):
        is_general = is_general or bool(_GENERAL.match(text))
        by_date = any(dated[max(at - 1, 0) : at + 2])
        is_remark = (is_below or is_general) and _may_be_remark(text, is_below, by_date=by_date)
        if is_remark or find_opening_citation(text):
            details = (("begins", show_begin(text)),)
            yield Refusal(name, "", 0, RefusalCode.BESIDE_TABLE, details)


def _may_be_remark(text: str, is_below: bool, *, by_date: bool) -> bool:
    """Tell whether a line beside a table is more than a title, a signature or an instruction."""
    is_sentence = bool(_SENTENCE.search(text.rstrip())) or len(text) >= _LONG
    if not is_sentence and (not is_below or _SIGNED.match(text)):
        return False
    if is_signature(text.strip(), by_date=by_date) or _NOTE_OF_FORM.match(text):
        return False
    return any(map(str.isalnum, text))


def _place_lines(
    word: WordText, lines: Iterable[tuple[int, str]], forms: frozenset[int]
) -> Iterator[tuple[int, str]]:
    """Yield the lines outside forms, each with the number of the last form above it, 0 for none."""
    tables = [p.cell.table + 1 if p.cell is not None else 0 for p in word.paragraphs]
    last, seen = 0, 0
    for at, text in lines:
        while seen < at:
            last = tables[seen] if tables[seen] in forms else last
            seen += 1
        yield last, text


def _put_below(forms: FormTables, placed: Iterable[tuple[int, str]]) -> list[GridTable]:
    """Return the tables of a document, each form with the lines above it that may name its author.

    A form without such lines takes those of the form above; if no form has any, the lines below it.
    """
    above: dict[int, list[str]] = {}
    numbers = sorted(forms.known)
    for number, text in placed:
        after = bisect_right(numbers, number)
        above.setdefault(numbers[after] if after < len(numbers) else -1, []).append(text)
    stated: dict[int, tuple[str, ...]] = {}
    labels: tuple[str, ...] = ()
    below = _list_labels(above.get(-1, ()))
    for number in numbers:
        labels = _list_labels(above.get(number, ())) or labels
        stated[number] = (*below, *labels)
    return [replace(one, above=stated.get(int(one.sheet), ())) for one in forms.tables]


def _list_labels(lines: Iterable[str]) -> tuple[str, ...]:
    return tuple(line for line in lines if (":" in line or "：" in line) and len(line) < 200)


def _tell_headless(row: Given, headless: Mapping[str, str]) -> Given:
    """Extend the remark about a skipped table without headings: it may contain comments."""
    if (
        not isinstance(row, Remark)
        or row.code is not RemarkCode.PASSED_OVER
        or row.sheet not in headless
    ):
        return row
    details = (("begins", headless[row.sheet]),)
    return Refusal(row.file, row.sheet, 0, RefusalCode.BESIDE_TABLE, details)


def read_table_comments(
    tables: Sequence[GridTable], name: str, anchorer: Anchorer, columns: Mapping[str, str]
) -> Iterator[Given]:
    """Read the comments in a file's tables; sheets without known headings are skipped, unless no sheet has any."""
    lacking = find_lacking(tables, columns.values())
    if lacking and any(table.rows for table in tables):
        # If the caller names columns, no others are used in their place.
        rows = sum(map(count_rows_below, tables))
        details = (
            ("column", " | ".join(lacking)),
            ("seen", show_headings(tables)),
            ("rows", str(rows)),
        )
        yield Refusal(name, "", 0, RefusalCode.NO_COLUMN, details)
        return
    languages = anchorer.languages
    understood = [
        read_records(table, ROLES, ("text", "wording"), columns, languages=languages, by_cells=True)
        for table in tables
    ]
    if not any(understood):
        understood = [read_unknown(table, anchorer, columns) for table in tables]
    for record in (record for read in understood if read for record in read.records):
        if record.wrong is not None:
            yield make_refusal(record, record.wrong[0], **dict(record.wrong[1]))
        else:
            yield make_comment(record, anchorer)
    yield from say_understood(tables, understood)
    if not any(understood):
        yield refuse_headings(tables, name)


def read_unknown(
    table: GridTable, anchorer: Anchorer, columns: Mapping[str, str]
) -> RecordsRead | None:
    """Read a table without known headings by its contents; None if it is the text of the law itself."""
    if table.is_keyed:  # column names from a program are not guessed
        return None
    found = read_by_cells(table, ROLES, ("text", "wording"), columns, languages=anchorer.languages)
    if found is None or not found.records:
        return None
    own = sum(bool(anchorer.holder_of(record.get("text"))) for record in found.records[:_SAMPLE])
    return None if 2 * own > len(found.records[:_SAMPLE]) else found


#: How many rows decide whether a table holds comments or the law itself.
_SAMPLE = 50


def refuse_headings(tables: Sequence[GridTable], name: str, *, more: int = 0) -> Refusal:
    """Refuse a file in which no table has known headings. ``more``: rows not in ``tables``."""
    shown = show_headings(tables)
    if not shown:
        return Refusal(name, "", 0, RefusalCode.NO_ROWS)
    rows = sum(map(count_rows_below, tables)) + more
    details = (("seen", shown), ("wanted", "text / wording"), ("rows", str(rows)))
    return Refusal(name, "", 0, RefusalCode.NO_HEADINGS, details)


def make_comment(record: TableRecord, anchorer: Anchorer) -> Comment | Refusal:
    """Make the comment of a row, or return why it has none."""
    text, wording = join_reason(record.get("text"), record.get("reason")), record.get("wording")
    said = text or wording
    if not said:
        return Refusal(record.file, record.sheet, record.row, RefusalCode.EMPTY_TEXT)
    anchor = anchorer.find(
        record.get("reference"), record.get("quote"), said, paragraph=record.get("paragraph")
    )
    return Comment(
        id=record.get("id") or derive_id(record.file, record.sheet, record.row),
        organisation=record.get("organisation"),
        eid=anchor.eid,
        quote=record.get("quote"),
        text=text,
        wording=wording,
        language=record.get("language") or detect_language(said),
        source=Source(record.file, record.sheet, record.row),
        reference=anchor.reference,
        author=record.get("author") or join_name(record.get("first_name"), record.get("last_name")),
        kind=normalise_kind(record.get("kind")),
        is_exact=anchor.is_exact,
        also=anchor.also,
    )
