"""Why a file, a row or a cell could not be read, and what was left out of it or guessed: codes, whose sentences the
catalogues hold."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UnreadableLaw(Exception):
    """A file that cannot be read at all. ``code`` names why; the catalogues hold the sentence
    that says what the file is, what was expected, and the mend (``law.unreadable.<code>``)."""

    def __init__(self, code: str, **details: str) -> None:
        self.code = code
        self.details = details
        shown = ", ".join(f"{key}={value}" for key, value in details.items())
        super().__init__(f"{code}: {shown}" if shown else code)


class RefusalCode(StrEnum):
    """Why a row, or a whole file, could not be taken; the catalogues say the mend
    (``intake.refusal.<code>``)."""

    EMPTY_TEXT = "empty_text"
    BROKEN_CHARACTERS = "broken_characters"
    OPEN_QUOTE = "open_quote"  # a quotation mark of CSV that nothing closes
    BROKEN_ROW = "broken_row"  # an entry that is no JSON
    TOO_DEEP = "too_deep"  # lists and objects in each other without end
    NO_OBJECT = "no_object"  # an entry of a JSON list that is no object
    REPEATED_KEY = "repeated_key"
    TOO_WIDE = "too_wide"
    NESTED = "nested"  # a list in a list, or an object, where words are wanted
    TOO_LONG = "too_long"
    SURPLUS = "surplus"  # a row of CSV with more cells than there are headings
    TOO_FEW = "too_few"  # a row of CSV with so few cells that it may be the rest of the one above
    HIDDEN_ROW = "hidden_row"
    STRUCK_ROW = "struck_row"
    NO_VALUE = "no_value"  # a formula of which the file holds no result
    ERROR_VALUE = "error_value"  # a formula whose result is an error
    ODD_VALUE = "odd_value"  # a value that its type cannot hold
    ODD_PLACE = "odd_place"  # a cell or a row of a sheet that stands nowhere
    UNKNOWN_SCALE = "unknown_scale"  # numbers that are no votes, where votes are wanted
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
    LAW_TEXT = "law_text"  # a law, and nothing that somebody says of one
    BESIDE_TABLE = "beside_table"  # words of a document outside its tables of comments
    UNMARKED = (
        "unmarked"  # words in a draft sent back that are not the law's, and that no change marks
    )
    LEFT_OUT = "left_out"  # words of the law that a draft sent back lacks, and that no change marks
    ANSWERS_BELOW = "answers_below"  # in an earlier mail, without marks
    UNREAD_PART = "unread_part"  # a chart, or another file inside the file
    ODD_DAY = "odd_day"  # no date, or one that could be two
    SERIAL_DAY = "serial_day"  # the number by which a spreadsheet keeps a date
    NO_DAY = "no_day"  # a year or a month where the day is wanted
    ENDS_BEFORE = "ends_before"  # what ends before it begins
    ODD_SHARE = "odd_share"
    SHARES_SUM = "shares_sum"  # shares of one whole that are not that whole
    TOO_MANY_COUNTRIES = "too_many_countries"
    ODD_COUNT = "odd_count"  # no number of countries, and no names of them
    UNKNOWN_ANSWER = "unknown_answer"  # neither yes nor no
    UNKNOWN_DIRECTION = "unknown_direction"
    UNKNOWN_EXCHANGE = "unknown_exchange"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Source:
    """Where something stands: a file, a sheet or table in it, a row from 1 (0: the whole file)."""

    file: str
    sheet: str = ""
    row: int = 0

    def __str__(self) -> str:
        return ", ".join(part for part in (self.file, self.sheet, str(self.row or "")) if part)


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken. ``details`` fill the placeholders of the sentence for ``reason``."""

    file: str
    sheet: str
    row: int
    reason: RefusalCode
    details: tuple[tuple[str, str], ...] = ()


class RemarkCode(StrEnum):
    """What was left out of a file, joined or guessed without costing a row (``intake.remark.<code>``)."""

    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_COLUMN = "hidden_column"
    HIDDEN_CELLS = "hidden_cells"  # cells of a format that shows nothing: ;;;
    CELL_NOTES = "cell_notes"  # notes that hang at cells
    SHAPES = "shapes"  # words in shapes that lie over cells
    PASSED_OVER = "passed_over"  # a sheet without headings that are known, beside one that has them
    ONLY_FIRST = "only_first"  # a sheet below the first, where the first alone is read
    ROWS_ABOVE = "rows_above"  # what stands above the headings
    HEADINGS_AGAIN = "headings_again"
    NUMBERED_COLUMNS = "numbered_columns"  # a row that numbers the columns
    JOINED_COLUMNS = "joined_columns"  # a column per language
    ONE_LANGUAGE = "one_language"  # a column per language, of which a row's words are in one
    SECOND_COLUMN = "second_column"  # one more column that its heading would fit
    NAMELESS_COLUMN = "nameless_column"
    PAGE_MARKS = "page_marks"  # marks of a page in cells: <br>, &amp;
    SHORT_ROWS = "short_rows"
    PART_OF_MORE = "part_of_more"  # the file says that there are more entries than it holds
    OUTER_WORDS = "outer_words"  # JSON: words of the objects around the entries
    BARE_ENTRIES = "bare_entries"  # JSON: objects that hold words and none of the entries
    INNER_ENTRIES = "inner_entries"  # JSON: lists of entries inside the entries
    NO_STATEMENTS = "no_statements"  # columns of a matrix of votes that are none of its statements
    STRENGTHS = "strengths"  # "strongly agree" and "agree" are one vote
    ONLY_ZERO_ONE = "only_zero_one"
    NEWEST_EXPORT = "newest_export"
    CHANGES_ACCEPTED = "changes_accepted"  # tracked or struck words of a form or letter
    LETTERHEAD = "letterhead"  # lines above a letter taken for its title or for who writes it
    BELOW_CLOSING = "below_closing"  # what stands below the closing of a letter
    READ_AS_DRAFT = "read_as_draft"  # with no law to tell what stands in it besides
    EARLIER_MAIL = "earlier_mail"  # an earlier mail that stands below, unanswered
    ANSWERS_ABOVE = "answers_above"  # answers that stand above the quoted lines, not below
    OTHER_PART = "other_part"  # plain and marked-up text of a mail that do not say the same
    PERCENT_COLUMN = "percent_column"  # a column of shares in which numbers above 1 stand
    YEAR_BESIDE_PERIOD = "year_beside_period"  # a column of years beside one of first or last days
    BY_CELLS = "by_cells"  # a column that what stands in it told, not its heading
    NO_HEADINGS = (
        "no_headings"  # a table without headings, whose columns were told by what stands in them
    )
    BROKEN_NAME = "broken_name"  # of who signed or sent, with a character that is lost


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that was left out, joined or guessed. ``details`` fill the placeholders of the sentence for ``code``."""

    file: str
    sheet: str
    code: RemarkCode
    details: tuple[tuple[str, str], ...] = ()
