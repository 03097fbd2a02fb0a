"""Answers to the questions of an inquiry: read from what people write, kept in one form, counted."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from statistics import median
from typing import TYPE_CHECKING

from huiyin.desk.core.request_params import is_near
from huiyin.desk.initiatives.data import QuestionKind
from huiyin.i18n import say, say_date, say_number

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import InquiryQuestion

#: What people write for yes and no.
_YES = frozenset(["yes", "y", "true", "1", "✓", "√", "是", "有", "已", "对", "是的"])
_NO = frozenset(["no", "n", "false", "0", "✗", "×", "否", "无", "没有", "未", "不", "不是"])
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")
#: Numbers as they are read in both languages: a point before the decimals, and commas or spaces only between groups of
#: three digits. 12,5 may be twelve and a half elsewhere, and 1,2345 a slip: neither is guessed at.
_PLAIN = re.compile(r"[+-]? ?[0-9]{1,40}(\.[0-9]{0,40})?([eE][+-]?[0-9]{1,3})?|[+-]?\.[0-9]{1,40}")
_GROUPED = re.compile(
    r"[+-]? ?[1-9][0-9]{0,2}(?:(?:,[0-9]{3}){1,12}|(?: [0-9]{3}){1,12})(?:\.[0-9]{0,40})?"
)
_COMMA = re.compile(r"[0-9][, ]+[0-9]")
#: Characters of an answer in words.
LONGEST = 4_000
#: Digits of a number.
_DIGITS = 15


class UnreadableAnswer(ValueError):
    """What is written is no answer of its kind: ``inquiry.wrong.<code>``."""

    def __init__(self, code: str, written: str) -> None:
        super().__init__(code)
        self.code = code
        self.written = written[:60]


def read_answer(question: InquiryQuestion, written: str) -> str:
    """What was written, in the form in which answers of its kind are kept; empty where nothing was. Raises
    :class:`UnreadableAnswer`."""
    folded = unicodedata.normalize("NFKC", written).strip()
    if not folded:
        return ""
    match QuestionKind(question.kind):
        case QuestionKind.YES_NO:
            return _read_yes_no(folded)
        case QuestionKind.NUMBER:
            return _read_number(folded)
        case QuestionKind.DATE:
            return read_day(folded)
        case QuestionKind.CHOICE:
            return _read_choice(folded, question.choices)
        case _:
            if len(written) > LONGEST:
                raise UnreadableAnswer("long", written)
            return written.strip().replace("\r\n", "\n")


def _read_yes_no(written: str) -> str:
    if written.lower() in _YES:
        return "yes"
    if written.lower() in _NO:
        return "no"
    raise UnreadableAnswer("yes_no", written)


def _read_number(written: str) -> str:
    bare = written.replace("−", "-").removesuffix("%").rstrip()
    if _COMMA.search(bare) and not _GROUPED.fullmatch(bare):
        raise UnreadableAnswer("number_comma", written)
    if not (_PLAIN.fullmatch(bare) or _GROUPED.fullmatch(bare)):
        raise UnreadableAnswer("number", written)
    bare = bare.replace(",", "").replace(" ", "")
    try:
        number = Decimal(bare)
    except InvalidOperation:
        raise UnreadableAnswer("number", written) from None
    if (
        not number.is_finite()
        or len(number.as_tuple().digits) > _DIGITS
        or abs(number.adjusted()) > _DIGITS
    ):
        raise UnreadableAnswer("number", written)
    plain = f"{number:f}"
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def read_day(written: str) -> str:
    """A day as it is kept, however it is written: 2026-03-02, 2026/3/2, 2026年3月2日. Raises :class:`UnreadableAnswer`."""
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", written).strip())
    try:
        day = date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None or not is_near(day):
        raise UnreadableAnswer("date", written)
    return day.isoformat()


def _read_choice(written: str, choices: Sequence[str]) -> str:
    folded = written.casefold()
    for choice in choices:
        if unicodedata.normalize("NFKC", choice).strip().casefold() == folded:
            return choice
    raise UnreadableAnswer("choice", written)


def say_answer(question: InquiryQuestion, value: str) -> str:
    """An answer as a person reads it."""
    if not value:
        return ""
    match QuestionKind(question.kind):
        case QuestionKind.YES_NO:
            return say("desk.both.yes") if value == "yes" else say("desk.both.no")
        case QuestionKind.NUMBER:
            number = float(value)
            return say_number(int(number) if number.is_integer() else number)
        case QuestionKind.DATE:
            return say_date(date.fromisoformat(value))
        case _:
            return value


@dataclass(frozen=True, slots=True)
class QuestionSummary:
    """What came of a question: how many answered, and figures by name, in their order; ``shares`` of those who answered where
    they are counted by answer."""

    question: InquiryQuestion
    answered: int
    figures: tuple[tuple[str, str], ...]
    shares: tuple[tuple[str, int], ...] = ()


def summarise_question(question: InquiryQuestion, values: Sequence[str]) -> QuestionSummary:
    """Counts of yes and no and of choices; of numbers the sum, the least, the middle and the greatest; the first and last of
    days; of words only how many."""
    given = [value for value in values if value]
    kind = QuestionKind(question.kind)
    if kind in (QuestionKind.YES_NO, QuestionKind.CHOICE):
        order = ["yes", "no"] if kind is QuestionKind.YES_NO else list(question.choices)
        counts = Counter(given)
        shares = tuple((say_answer(question, one), counts[one]) for one in order)
        return QuestionSummary(question, len(given), (), shares)
    figures: list[tuple[str, str]] = []
    if kind is QuestionKind.NUMBER and given:
        numbers = [Decimal(value) for value in given]
        summary = {
            "sum": sum(numbers, Decimal(0)),
            "least": min(numbers),
            "middle": median(numbers),
            "greatest": max(numbers),
        }
        figures = [(say(f"inquiry.figure.{name}"), _say_decimal(n)) for name, n in summary.items()]
    if kind is QuestionKind.DATE and given:
        days = {"first": min(given), "last": max(given)}
        figures = [
            (say(f"inquiry.figure.{n}"), say_answer(question, one)) for n, one in days.items()
        ]
    return QuestionSummary(question, len(given), tuple(figures))


def _say_decimal(number: Decimal) -> str:
    return say_number(
        int(number) if number == number.to_integral_value() else float(round(number, 2))
    )


#: The fields that a letter may have.
FIELDS = ("authority", "day", "due", "initiative", "network")
_FIELD = re.compile(r"\{([^{}\n]{0,40})\}")


def find_unknown_fields(letter: str) -> list[str]:
    """What stands in braces in a letter and is no field of it."""
    return [name for name in _FIELD.findall(letter) if name not in FIELDS]


def fill_letter(letter: str, values: Mapping[str, str]) -> str:
    """The letter with its fields filled; what is none stays as it is written."""
    return _FIELD.sub(lambda found: values.get(found.group(1), found.group(0)), letter)
