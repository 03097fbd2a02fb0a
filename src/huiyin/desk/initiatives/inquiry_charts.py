"""What came of an inquiry, drawn: for each question by the kind of its answers, and for each place that was asked."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from huiyin.desk.core.stacked_bar import BarPart, BarSegment, ChartBar, lay_out_bar
from huiyin.desk.initiatives.data import QuestionKind
from huiyin.desk.initiatives.inquiry_values import QuestionSummary, say_answer, summarise_question
from huiyin.desk.registry.api.organisation_facts import describe_organisations
from huiyin.desk.registry.data import FactKind
from huiyin.desk.registry.places import find_province, name_place
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.initiatives.models import InquiryBody, InquiryQuestion

#: So many authorities have a bar of their own; of more, equal intervals have one.
MOST_BARS, INTERVALS = 20, 6
#: The looks of the style sheet that the parts of a bar have, in their order; further parts begin again. What was not
#: answered looks as what is open.
_YES_NO = ("adopted", "not_adopted")
_LOOKS = ("adopted", "partly", "elsewhere", "not_adopted", "reversed", "gone")


@dataclass(frozen=True, slots=True)
class QuestionChart:
    """A question with what came of it: one bar that shares all answers out, bars side by side, or for words neither."""

    summary: QuestionSummary
    shares: tuple[BarSegment, ...] = ()
    bars: tuple[ChartBar, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place with how many authorities were asked there, how many answered, and what, question by question."""

    name: str
    asked: int
    answered: int
    cells: tuple[str, ...]
    width: str


def draw_question(question: InquiryQuestion, answers: Sequence[tuple[str, str]]) -> QuestionChart:
    """``answers``: the name of each authority that is asked, with what it answered or nothing."""
    summary = summarise_question(question, [value for _, value in answers])
    given = [(name, value) for name, value in answers if value]
    match QuestionKind(question.kind):
        case QuestionKind.YES_NO | QuestionKind.CHOICE:
            looks = _YES_NO if question.kind == QuestionKind.YES_NO else _LOOKS
            parts = [
                BarPart(looks[at % len(looks)], words, count)
                for at, (words, count) in enumerate(summary.shares)
            ]
            parts.append(BarPart("open", say("inquiry.no_answer"), len(answers) - len(given)))
            return QuestionChart(summary, shares=lay_out_bar(parts) if given else ())
        case QuestionKind.NUMBER:
            return QuestionChart(summary, bars=_draw_numbers(question, given))
        case QuestionKind.DATE:
            return QuestionChart(summary, bars=_draw_months(given))
        case _:
            return QuestionChart(summary)


def _draw_numbers(
    question: InquiryQuestion, given: Sequence[tuple[str, str]]
) -> tuple[ChartBar, ...]:
    """Each authority's number, the greatest first; of many how many lie in each of equal intervals. A number below nothing
    has no bar, its value says it."""
    numbers = [(name, Decimal(value)) for name, value in given]
    if len(numbers) <= MOST_BARS:
        longest = max((number for _, number in numbers), default=Decimal(0))
        ordered = sorted(numbers, key=lambda pair: (-pair[1], pair[0]))
        return tuple(
            ChartBar(name, say_answer(question, str(number)), _measure(number, longest))
            for name, number in ordered
        )
    values = [number for _, number in numbers]
    least, greatest = min(values), max(values)
    step = (greatest - least) / INTERVALS or Decimal(1)
    counts = Counter(min(int((value - least) / step), INTERVALS - 1) for value in values)
    most = Decimal(max(counts.values()))
    last = INTERVALS if greatest > least else 1
    return tuple(
        ChartBar(
            f"{_round(question, least + at * step)}–{_round(question, least + (at + 1) * step)}",
            str(counts[at]),
            _measure(Decimal(counts[at]), most),
        )
        for at in range(last)
    )


def _round(question: InquiryQuestion, number: Decimal) -> str:
    return say_answer(question, str(round(number, 2).normalize() + 0))


def _draw_months(given: Sequence[tuple[str, str]]) -> tuple[ChartBar, ...]:
    """How many days lie in each month that has any, the first month first."""
    counts = Counter(value[:7] for _, value in given)
    most = Decimal(max(counts.values(), default=0))
    return tuple(
        ChartBar(month, str(count), _measure(Decimal(count), most))
        for month, count in sorted(counts.items())
    )


def _measure(number: Decimal, longest: Decimal) -> str:
    return f"{max(number, Decimal(0)) / longest * 100:.1f}" if longest > 0 else "0"


def list_places(
    bodies: Sequence[InquiryBody],
    questions: Sequence[InquiryQuestion],
    values: Sequence[Mapping[int, str]],
) -> list[PlaceRow]:
    """The places of the authorities as the registry has them today, a province where it is known, by name; those of whom no
    place is known come last. Nothing where none is. ``values``: what each answered. Two queries."""
    there = describe_organisations([body.authority_id for body in bodies], kinds=[FactKind.PLACE])
    by_place: dict[str, list[tuple[InquiryBody, Mapping[int, str]]]] = defaultdict(list)
    for body, answers in zip(bodies, values, strict=True):
        facts = there[body.authority_id].facts
        by_place[_shorten(facts[0].code) if facts else ""].append((body, answers))
    if not any(by_place):
        return []
    rows = []
    for code, own in by_place.items():
        answered = sum(1 for body, _ in own if body.answered_on)
        cells = tuple(
            _say_summary(summarise_question(one, [said.get(one.pk, "") for _, said in own]))
            for one in questions
        )
        name = name_place(code) if code else say("inquiry.no_place")
        width = _measure(Decimal(answered), Decimal(len(own)))
        rows.append((not code, name, PlaceRow(name, len(own), answered, cells, width)))
    return [row for _, _, row in sorted(rows, key=lambda one: one[:2])]


def _shorten(code: str) -> str:
    """Of a place in China its province; every other as it is written."""
    province = find_province(code)
    return f"{province}0000" if province else code


def _say_summary(summary: QuestionSummary) -> str:
    """What came of a question in one place, in a cell."""
    if not summary.answered:
        return ""
    shares = [f"{name} {count}" for name, count in summary.shares if count]
    figures = [f"{name} {value}" for name, value in summary.figures]
    return " · ".join([*shares, *figures]) or say("inquiry.answers", n=summary.answered)
