"""Codes for why a file, row or cell could not be read, and for what was left out or guessed.

The catalogues hold the sentence for each code.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UnreadableLaw(Exception):
    """A file that cannot be read at all.

    ``code`` says why. The catalogue sentence ``law.unreadable.<code>`` says what the file is, what was expected,
    and how to fix it.
    """

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = details
        shown = ", ".join(f"{key}={value}" for key, value in details.items())
        super().__init__(f"{code}: {shown}" if shown else code)


class RefusalCode(StrEnum):
    """Why a row or a whole file was refused; the catalogues say how to fix it (``intake.refusal.<code>``)."""

    EMPTY_TEXT = "empty_text"
    BROKEN_CHARACTERS = "broken_characters"
    OPEN_QUOTE = "open_quote"  # a CSV quotation mark that is never closed
    BROKEN_ROW = "broken_row"  # an entry that is not valid JSON
    TOO_DEEP = "too_deep"  # lists and objects nested too deeply
    NO_OBJECT = "no_object"  # an entry of a JSON list that is not an object
    REPEATED_KEY = "repeated_key"
    TOO_WIDE = "too_wide"
    NESTED = "nested"  # a nested list or an object where text is expected
    TOO_LONG = "too_long"
    SURPLUS = "surplus"  # a CSV row with more cells than there are headings
    TOO_FEW = "too_few"  # a CSV row with so few cells that it may belong to the row above
    HIDDEN_ROW = "hidden_row"
    STRUCK_ROW = "struck_row"
    NO_VALUE = "no_value"  # a formula whose result is not stored in the file
    ERROR_VALUE = "error_value"  # a formula whose result is an error
    ODD_VALUE = "odd_value"  # a value that its type does not allow
    ODD_PLACE = "odd_place"  # a cell or row of a sheet with an impossible position
    UNKNOWN_SCALE = "unknown_scale"  # numbers that are not votes, where votes are expected
    SAME_PARTICIPANT = "same_participant"
    REPEATED = "repeated"
    UNKNOWN_VOTE = "unknown_vote"
    UNKNOWN_STATUS = "unknown_status"
    UNKNOWN_VERDICT = "unknown_verdict"
    UNKNOWN_ACTION = "unknown_action"
    UNKNOWN_DECISION = "unknown_decision"
    MISSING = "missing"
    NO_HEADINGS = "no_headings"
    NO_COLUMN = "no_column"
    NO_ROWS = "no_rows"
    LAW_TEXT = "law_text"  # the text of a law, not a comment on one
    BESIDE_TABLE = "beside_table"  # text of a document outside its tables of comments
    UNMARKED = (
        "unmarked"  # text in a returned draft that is neither the law's nor marked as a change
    )
    LEFT_OUT = "left_out"  # text of the law that is missing from a returned draft without a tracked deletion
    ANSWERS_BELOW = "answers_below"  # the answers are in an earlier mail below, without quote marks
    UNREAD_PART = "unread_part"  # a chart, or another file embedded in this one
    ODD_DAY = "odd_day"  # not a date, or a date that could mean two days
    SERIAL_DAY = "serial_day"  # the serial number with which a spreadsheet stores a date
    NO_DAY = "no_day"  # a year or a month where a day is needed
    ENDS_BEFORE = "ends_before"  # an end that lies before its beginning
    ODD_SHARE = "odd_share"
    SHARES_SUM = "shares_sum"  # shares that do not add up to the whole
    TOO_MANY_COUNTRIES = "too_many_countries"
    ODD_COUNT = "odd_count"  # neither a number of countries nor a list of their names
    UNKNOWN_ANSWER = "unknown_answer"  # neither yes nor no
    UNKNOWN_DIRECTION = "unknown_direction"
    UNKNOWN_EXCHANGE = "unknown_exchange"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something is: the file, the sheet or table in it, and the row from 1 (0: the whole file)."""

    file: str
    sheet: str = ""
    row: int = 0

    def __str__(self) -> str:
        return ", ".join(part for part in (self.file, self.sheet, str(self.row or "")) if part)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was refused. ``details`` fill the placeholders of the sentence for ``reason``."""

    file: str
    sheet: str
    row: int
    reason: RefusalCode
    details: tuple[tuple[str, str], ...] = ()


class RemarkCode(StrEnum):
    """What was left out, joined or guessed without losing a row (``intake.remark.<code>``)."""

    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_COLUMN = "hidden_column"
    HIDDEN_CELLS = "hidden_cells"  # cells whose number format shows nothing: ;;;
    CELL_NOTES = "cell_notes"  # notes attached to cells
    SHAPES = "shapes"  # text in shapes that lie over cells
    PASSED_OVER = "passed_over"  # a sheet without known headings, beside one that has them
    ONLY_FIRST = "only_first"  # a sheet after the first, where only the first is read
    ROWS_ABOVE = "rows_above"  # text above the headings
    HEADINGS_AGAIN = "headings_again"
    NUMBERED_COLUMNS = "numbered_columns"  # a row that only numbers the columns
    JOINED_COLUMNS = "joined_columns"  # a column per language
    ONE_LANGUAGE = "one_language"  # a column per language, where a row has text in only one of them
    SECOND_COLUMN = "second_column"  # a second column that would also fit the heading
    NAMELESS_COLUMN = "nameless_column"
    PAGE_MARKS = "page_marks"  # HTML left in cells: <br>, &amp;
    SHORT_ROWS = "short_rows"
    PART_OF_MORE = "part_of_more"  # the file says that there are more entries than it contains
    OUTER_WORDS = "outer_words"  # JSON: text of the objects around the entries
    BARE_ENTRIES = "bare_entries"  # JSON: objects that contain text but none of the entries
    INNER_ENTRIES = "inner_entries"  # JSON: lists of entries inside entries
    NO_STATEMENTS = "no_statements"  # columns of a vote matrix that are not statements
    STRENGTHS = "strengths"  # "strongly agree" and "agree" are counted as the same vote
    ONLY_ZERO_ONE = "only_zero_one"
    NEWEST_EXPORT = "newest_export"
    CHANGES_ACCEPTED = "changes_accepted"  # tracked changes or struck text of a form or letter
    LETTERHEAD = "letterhead"  # lines above a letter that were taken for its title or sender
    BELOW_CLOSING = "below_closing"  # text below the closing of a letter
    READ_AS_DRAFT = "read_as_draft"  # there was no law to tell the draft's own text from additions
    EARLIER_MAIL = "earlier_mail"  # an earlier mail quoted below without an answer
    ANSWERS_ABOVE = "answers_above"  # answers above the quoted lines instead of below them
    OTHER_PART = "other_part"  # the plain and the HTML part of a mail differ
    PERCENT_COLUMN = "percent_column"  # a column of percentages with numbers above 1
    YEAR_BESIDE_PERIOD = "year_beside_period"  # a column of years beside one of first or last days
    BY_CELLS = "by_cells"  # a column recognised by its contents, not its heading
    NO_HEADINGS = (
        "no_headings"  # a table without headings, whose columns were recognised by their contents
    )
    BROKEN_NAME = "broken_name"  # the name of a signer or sender, with a lost character


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was left out, joined or guessed.

    ``details`` fill the placeholders of the sentence for ``code``.
    """

    file: str
    sheet: str
    code: RemarkCode
    details: tuple[tuple[str, str], ...] = ()
