"""Facts and their periods in the reader's words."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from huiyin.desk.registry.data import FactKind, FactRecord
from huiyin.desk.registry.labels import (
    FactLabels,
    describe_days,
    describe_period,
    say_language,
    say_scheme,
)
from huiyin.i18n import use_language


def fact(
    kind: FactKind = FactKind.FIGURE, since: str = "", until: str = "", **of: object
) -> FactRecord:
    given: dict[str, object] = {
        "id": 1, "organisation": 1, "kind": kind, "code": "staff", "text": "", "number": None, "data": {},
        "since": since, "until": until, "first_day": None, "last_day": None, "source": "", "is_public": True,
        "recorded_by": None, "recorded_at": datetime(2026, 1, 1, tzinfo=UTC), "confirmed_on": None, "withdrawn_at": None,
    }  # fmt: skip
    return FactRecord(**given | of)  # type: ignore[arg-type]


def test_a_partial_date_says_no_more_than_it_knows() -> None:
    use_language("en")
    year, month, day = (describe_days(written) for written in ("2019", "2019-03", "2019-03-05"))
    assert "2019" in year and len(year) < len(day)
    assert "03" in month and "05" not in month
    assert "5" in day and len({year, month, day}) == 3


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_kind_of_period_has_words_of_its_own(language: str) -> None:
    use_language(language)
    seen = date(2018, 5, 6)
    told = [
        describe_period(fact(since="", until="")),
        describe_period(fact(since="2019", until="")),
        describe_period(fact(since="", until="2020")),
        describe_period(fact(since="2019", until="2020")),
        describe_period(fact(since="?", until="", first_day=seen)),
        describe_period(fact(since="2019", until="?", confirmed_on=seen)),
        describe_period(fact(since="2019", until="?")),
    ]
    assert len(set(told)) == len(told)
    assert all(told)
    assert describe_period(fact(since="2019", until="2019")) == describe_days("2019")


def test_a_figure_is_a_number_money_has_its_currency_and_a_share_is_per_cent() -> None:
    use_language("en")
    labels = FactLabels()
    assert labels.describe(fact(number=1234.0)).value == "1,234"
    assert (
        labels.describe(fact(code="income", number=5.0, data={"currency": "GBP"})).value == "5 GBP"
    )
    assert "%" in labels.describe(fact(FactKind.REACH, code="people_abroad", number=0.25)).value
    assert labels.describe(fact(FactKind.REACH, code="countries", number=3.0)).value == "3"


def test_a_name_says_which_language_it_is_in() -> None:
    use_language("en")
    words = FactLabels().describe(fact(FactKind.NAME, code="zh", text="花园"))
    assert (words.value, words.language) == ("花园", "zh")


def test_languages_and_registers_are_called_by_their_names_and_unknown_ones_by_their_codes() -> (
    None
):
    use_language("en")
    assert say_language("de") == "German"
    assert say_language("no such") == "no such"
    assert say_scheme("GB-CHC") != "GB-CHC"
    assert say_scheme("XX-YY") == "XX-YY"
