"""The numbers on the page about the clock are those that the clock gives."""

from __future__ import annotations

import re
from datetime import date

import pytest

from huiyin.desk.registry.calendars import count_working_days
from huiyin.measures import ActKind, ClockAct, ClockRule, Term, TermUnit, read_clock
from tests.conftest import REPOSITORY

_BLOCK = re.compile(r"<!-- computed -->\n+```\n(.*?)```", re.S)
TWENTY = ClockRule(Term(20, TermUnit.WORKING_DAY), extension=Term(20, TermUnit.WORKING_DAY))


def act(kind: ActKind, day: str, until: str = "") -> ClockAct:
    return ClockAct(kind, date.fromisoformat(day), date.fromisoformat(until) if until else None)


def compute_block() -> str:
    calendar = count_working_days("cn")
    ask = act(ActKind.ASK, "2026-03-02")
    cases = {
        "question 9 March, explained 13": [act(ActKind.QUESTION, "2026-03-09"), act(ActKind.EXPLANATION, "2026-03-13")],
        "extended on 20 March by the law": [act(ActKind.EXTENSION, "2026-03-20")],
        "extended on 20 March to 15 April": [act(ActKind.EXTENSION, "2026-03-20", "2026-04-15")],
        "extended on 1 April, too late": [act(ActKind.EXTENSION, "2026-04-01")],
        "passed on on 16 March": [act(ActKind.REDIRECTION, "2026-03-16")],
    }  # fmt: skip
    day = date(2026, 6, 1)
    plain = read_clock([ask], day, rule=TWENTY, calendar=calendar)
    late, very_late = plain.late_from, plain.very_late_from
    told = {
        "no more acts": f"{plain.due_on}, late from {late}, very late from {very_late}",
        **{
            name: str(read_clock([ask, *acts], day, rule=TWENTY, calendar=calendar).due_on)
            for name, acts in cases.items()
        },
    }
    month = ClockRule(Term(1, TermUnit.MONTH))
    of_month = read_clock([ask], day, rule=month, calendar=calendar)
    told["one month in place of working days"] = str(of_month.due_on)
    return "".join(f"{f'{name}:':<37}due {said}\n" for name, said in told.items())


@pytest.mark.parametrize("page", ["clock.md", "clock.zh.md"])
def test_the_examples_on_the_page_are_computed(page: str) -> None:
    words = (REPOSITORY / "docs/methods" / page).read_text("utf-8")
    assert _BLOCK.findall(words) == [compute_block()]
