"""Facts with periods: what held on a day, what was known on a day, and what may not overlap."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import override

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.api import current_facts, facts, focus_list, organisation_facts
from huiyin.desk.registry.data import (
    REACH,
    UNKNOWN,
    DirectoryFilters,
    FactInput,
    FactKind,
    FactRecord,
)
from huiyin.desk.registry.labels import describe_period
from huiyin.desk.registry.models import Fact, Organisation
from huiyin.desk.registry.periods import UnusableFact
from huiyin.desk.registry.places import name_place
from huiyin.i18n import use_language
from huiyin.measures import reach

pytestmark = pytest.mark.django_db


@pytest.fixture
def brook() -> Organisation:
    made = Organisation.objects.create(slug="brook", name_zh="小溪环保", name_en="Brook Watch")
    Fact.objects.filter(organisation=made).update(since="2010", first_day=date(2010, 1, 1))
    return made


def name(language: str, words: str, **period: str) -> FactInput:
    return FactInput(FactKind.NAME, language, words, **period)


def names_on(organisation: Organisation, year: int, month: int = 7) -> dict[str, str]:
    return organisation_facts.describe_organisation(organisation, day=date(year, month, 15)).names


def test_a_name_that_changed_stays_the_name_of_the_days_before(brook: Organisation) -> None:
    facts.change_fact(brook, name("en", "River Watch", since="2020-03-01"), None)
    assert names_on(brook, 2019)["en"] == "Brook Watch"
    assert names_on(brook, 2020)["en"] == "River Watch"
    assert names_on(brook, 2020)["zh"] == "小溪环保"
    brook.refresh_from_db()
    assert brook.name_en == "River Watch"
    with override("en"):
        assert brook.name_on(date(2020, 2, 29)) == "Brook Watch"
        assert (
            brook.name_on(datetime(2020, 3, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai")))
            == "River Watch"
        )


def test_a_mistake_that_is_corrected_was_never_so_but_stays_known(brook: Organisation) -> None:
    by = User.objects.create_user("s@example.org", "x" * 12)
    wrong = facts.record_fact(brook, FactInput(FactKind.PLACE, "CN-YN", since="2015"), by)
    Fact.objects.filter(pk=wrong.id).update(recorded_at=timezone.now() - timedelta(days=10))
    facts.correct_fact(wrong.id, FactInput(FactKind.PLACE, "CN-SC", since="2015"), by)

    def place(**on: date) -> str:
        one = organisation_facts.describe_organisation(brook, **on).first(FactKind.PLACE)
        return one.code if one else ""

    assert place() == "CN-SC"
    week_ago = timezone.localdate() - timedelta(days=7)
    assert place(known_on=week_ago) == "CN-YN"
    assert place(known_on=week_ago - timedelta(days=14)) == ""
    assert place(day=date(2014, 12, 31)) == ""
    verbs = AuditEntry.objects.filter(verb__startswith="fact.").values_list("verb", flat=True)
    assert set(verbs) == {"fact.record", "fact.correct"}


def test_two_periods_of_one_fact_never_overlap(brook: Organisation) -> None:
    facts.record_fact(brook, FactInput(FactKind.MEMBERSHIP, since="2012", until="2016-06"), None)
    for since, until in (("2014", "2015"), ("2016-05-31", ""), ("", ""), ("2011", "2013")):
        with pytest.raises(UnusableFact, match="overlap"):
            facts.record_fact(brook, FactInput(FactKind.MEMBERSHIP, since=since, until=until), None)


def test_who_left_and_came_back_was_no_member_in_between(brook: Organisation) -> None:
    facts.record_fact(brook, FactInput(FactKind.MEMBERSHIP, since="2012", until="2016-06-30"), None)
    facts.record_fact(brook, FactInput(FactKind.MEMBERSHIP, since="2019-01"), None)

    def is_member(year: int) -> bool:
        there = organisation_facts.describe_organisation(brook, day=date(year, 7, 15))
        return there.first(FactKind.MEMBERSHIP) is not None

    assert [is_member(year) for year in (2011, 2013, 2016, 2018, 2019, 2026)] == [
        False, True, False, False, True, True,
    ]  # fmt: skip


def test_periods_that_meet_within_a_year_do_not_overlap(brook: Organisation) -> None:
    facts.record_fact(brook, FactInput(FactKind.PLACE, "CN-YN", since="2008", until="2015"), None)
    facts.record_fact(brook, FactInput(FactKind.PLACE, "CN-SC", since="2015"), None)
    there = organisation_facts.describe_organisation(brook, day=date(2015, 6, 1))
    assert [fact.code for fact in there.of(FactKind.PLACE)] == ["CN-SC"]


def test_several_focuses_hold_at_once_and_each_only_once(brook: Organisation) -> None:
    for focus in ("environment", "water"):
        facts.record_fact(brook, FactInput(FactKind.FOCUS, focus, since="2012"), None)
    with pytest.raises(UnusableFact, match="overlap"):
        facts.record_fact(brook, FactInput(FactKind.FOCUS, "water", since="2014"), None)
    with pytest.raises(UnusableFact, match="focus"):
        facts.record_fact(brook, FactInput(FactKind.FOCUS, "wells", since="2014"), None)


def test_what_was_only_seen_on_two_days_is_carried_forward_and_said_to_be_so(
    brook: Organisation,
) -> None:
    income = FactInput(FactKind.FIGURE, "income", number=10.0, data={"currency": "CNY"})
    first = FactInput(**{f: getattr(income, f) for f in ("kind", "code", "number", "data")}, seen_on=date(2021, 7, 15), confirmed_on=date(2021, 7, 15))  # fmt: skip
    facts.change_fact(brook, first, None)
    later = FactInput(FactKind.FIGURE, "income", number=12.0, data={"currency": "CNY"}, seen_on=date(2026, 1, 1), confirmed_on=date(2026, 1, 1))  # fmt: skip
    facts.change_fact(brook, later, None)

    def there(year: int) -> FactRecord | None:
        return organisation_facts.describe_organisation(brook, day=date(year, 7, 20)).first(
            FactKind.FIGURE
        )

    assert there(2020) is None
    old, new = there(2022), there(2026)
    assert old is not None and new is not None
    assert (old.number, old.until, old.confirmed_on) == (10.0, UNKNOWN, date(2021, 7, 15))
    assert (new.number, new.since) == (12.0, UNKNOWN)
    facts.change_fact(brook, later, None)  # said again: nothing is doubled
    assert Fact.objects.filter(kind="figure", withdrawn_at=None).count() == 2


def test_a_membership_of_a_network_is_who_the_facts_say(brook: Organisation) -> None:
    network = Network.objects.create(slug="rivers", name_en="Rivers")
    network.members.add(brook)
    (fact,) = organisation_facts.list_facts(brook, kinds=(FactKind.NETWORK,))
    assert (fact.code, fact.first_day, fact.until) == ("rivers", timezone.localdate(), "")
    Fact.objects.filter(pk=fact.id).update(since="2020", first_day=date(2020, 1, 1))
    by = User.objects.create_user("s@example.org", "x" * 12)
    facts.end_fact(fact.id, "2023", by)
    assert not network.members.exists()
    facts.record_fact(brook, FactInput(FactKind.NETWORK, "rivers", since="2025"), by)
    assert network.members.get() == brook
    network.members.clear()
    periods = [
        (f.since, f.until) for f in organisation_facts.list_facts(brook, kinds=(FactKind.NETWORK,))
    ]
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    assert periods == [("2020", "2023"), ("2025", yesterday)]


def test_a_name_that_is_to_hold_later_holds_when_its_day_has_come(brook: Organisation) -> None:
    day = timezone.localdate() + timedelta(days=3)
    facts.change_fact(brook, name("en", "River Watch", since=day.isoformat()), None)
    brook.refresh_from_db()
    assert brook.name_en == "Brook Watch"
    assert current_facts.refresh_due() == 0
    assert current_facts.refresh_due(day) == 1
    brook.refresh_from_db()
    assert brook.name_en == "River Watch"


def test_organisations_are_found_by_one_character_pinyin_and_former_names(
    brook: Organisation,
) -> None:
    facts.change_fact(brook, name("zh", "长河湿地", since="2020"), None)
    for words in ("溪", "河", "chsd", "changhe", "xxhb", "brook wa", "長河"):
        found = organisation_facts.select_organisations(DirectoryFilters(words=words))
        assert list(found) == [brook], words
    assert not organisation_facts.select_organisations(DirectoryFilters(words="海")).exists()


def test_a_list_is_narrowed_as_of_a_day(brook: Organisation) -> None:
    facts.record_fact(brook, FactInput(FactKind.FOCUS, "water", since="2012", until="2018"), None)
    facts.record_fact(brook, FactInput(FactKind.PLACE, "530000", since="2012"), None)
    facts.record_fact(
        brook, FactInput(FactKind.STATUS, "active", since="2010-05", until="2024"), None
    )

    def find(day: date, **filters: str) -> bool:
        return organisation_facts.select_organisations(
            DirectoryFilters(day=day, **filters)
        ).exists()

    assert find(date(2015, 1, 1), focus="water", place="CN-YN")
    assert not find(date(2020, 1, 1), focus="water")
    assert not find(date(2015, 1, 1), place="CN-SC")
    assert find(date(2024, 1, 1)) and not find(date(2025, 1, 1)) and not find(date(2010, 4, 30))


def test_facts_of_a_focus_that_was_merged_count_as_the_others(brook: Organisation) -> None:
    by = User.objects.create_user("s@example.org", "x" * 12)
    facts.record_fact(brook, FactInput(FactKind.FOCUS, "biodiversity", since="2012"), None)
    focus_list.merge_focus("biodiversity", "environment", by)
    (dated,) = organisation_facts.list_dated_focuses()
    assert dated.value is not None and dated.value.focus == "environment"
    assert organisation_facts.select_organisations(DirectoryFilters(focus="environment")).exists()
    assert "biodiversity" not in {one.slug for one in focus_list.list_focuses(with_retired=True)}


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (FactInput(FactKind.IDENTIFIER, "CN-USCI", "91110000600037341K"), "identifier_check"),
        (FactInput(FactKind.IDENTIFIER, "GB-CHC", "12"), "identifier_form"),
        (FactInput(FactKind.NAME, "fr", "Ruisseau"), "code"),
        (FactInput(FactKind.NAME, "en", " "), "no_text"),
        (FactInput(FactKind.FIGURE, "income", number=3), "currency"),
        (FactInput(FactKind.REACH, "foreign_funding", number=30), "share"),
        (FactInput(FactKind.ROUTE, data={"professional": 0}), "shares"),
        (FactInput(FactKind.PLACE, "Yunnan"), "place"),
        (FactInput(FactKind.MEMBERSHIP, since="2020-13"), "date"),
        (FactInput(FactKind.MEMBERSHIP, since="2020", until="2019"), "backwards"),
    ],
)
def test_what_cannot_stand_is_refused_with_why(
    brook: Organisation, given: FactInput, code: str
) -> None:
    with pytest.raises(UnusableFact) as refused:
        facts.record_fact(brook, given, None)
    assert refused.value.code == code


def test_the_components_of_reach_are_those_that_are_measured() -> None:
    assert {*reach.INTERNATIONAL, *reach.LOCAL} <= set(REACH)


def test_who_loses_a_seat_is_known_to_have_had_it(
    people: dict[Role, User], members: list[Organisation]
) -> None:
    from huiyin.desk.networks.departures import end_seat

    delegate = people[Role.DELEGATE]
    end_seat(delegate.seats.get(), people[Role.SECRETARIAT])
    assert not delegate.seats.exists()
    former = delegate.former_seats.get()
    assert (former.organisation, former.until) == (members[0], timezone.localdate())


def test_places_are_shown_by_their_names_and_a_period_of_one_year_is_said_once() -> None:
    use_language("en")
    assert [name_place(code) for code in ("XY-01", "GB-SCT", "CN-YN", "530000", "FR")] == [
        "Yunting City", "Scotland", "Yunnan", "Yunnan", "France",
    ]  # fmt: skip
    said = [
        describe_period(
            FactRecord(
                1, 1, FactKind.FOCUS, "water", "", None, {}, since, until, None, None, "", True,
                None, timezone.now(), None, None,
            )
        )
        for since, until in (("2017", "2017"), ("2017", "2019"), ("2017", ""), ("", "2017"))
    ]  # fmt: skip
    # What always held and then ended did not hold in that year alone.
    assert said == ["2017", "2017 – 2019", "2017 – today", "until 2017"]
