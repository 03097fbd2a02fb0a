"""Pages of the secretariat: facts, changes of organisations, the list of focuses, context events."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.api import (
    change_events,
    context_events,
    facts,
    focus_list,
    organisation_facts,
)
from huiyin.desk.registry.data import ChangeInput, ChangeKind, FactInput, FactKind
from huiyin.desk.registry.models import ChangeEvent, Fact, Organisation
from huiyin.desk.registry.periods import UnusableFact
from huiyin.i18n import use_language

pytestmark = pytest.mark.django_db
Enter = Callable[[Role], Client]


@pytest.fixture
def team(sign_in: Enter) -> Client:
    return sign_in(Role.SECRETARIAT)


def place(organisation: Organisation, day: date) -> str:
    there = organisation_facts.describe_organisation(organisation, day=day).first(FactKind.PLACE)
    return there.code if there is not None else ""


def test_a_fact_is_stated_changed_from_a_day_on_and_ended(
    team: Client, members: list[Organisation]
) -> None:
    one = members[0]
    new = reverse("fact_new", args=(one.pk, "place"))
    assert team.get(new).status_code == 200
    wrong = team.post(new, {"code": "Yunnan", "since": "2010"})
    assert wrong.status_code == 422 and "CN-YN" in wrong.content.decode()
    team.post(new, {"code": "CN-YN", "since": "2010", "source": "report", "is_public": "on"})
    fact = Fact.objects.get(kind="place")
    url = reverse("fact", args=(one.pk, fact.pk))
    assert 'value="CN-YN"' in team.get(url).content.decode()
    team.post(url, {"how": "change", "code": "CN-SC", "since": "2015-06-01", "is_public": "on"})
    assert [place(one, date(y, 7, 1)) for y in (2009, 2014, 2015)] == ["", "CN-YN", "CN-SC"]
    page = team.get(reverse("facts", args=(one.pk,))).content.decode()
    assert "Sichuan" in page and "Yunnan" in page and "report" in page
    now = Fact.objects.get(kind="place", code="CN-SC", withdrawn_at=None)
    team.post(reverse("fact", args=(one.pk, now.pk)), {"what": "end", "ended": "2020"})
    assert [place(one, date(y, 7, 1)) for y in (2020, 2021)] == ["CN-SC", ""]


def test_a_fact_that_somebody_changed_meanwhile_is_not_overwritten(
    team: Client, members: list[Organisation]
) -> None:
    made = facts.record_fact(members[0], FactInput(FactKind.PLACE, "CN-YN", since="2010"), None)
    facts.end_fact(made.id, "2012", None)
    url = reverse("fact", args=(members[0].pk, made.id))
    assert team.post(url, {"how": "correct", "code": "CN-GZ", "since": "2010"}).status_code == 404


def test_the_page_shows_what_was_known_on_an_earlier_day(
    team: Client, members: list[Organisation]
) -> None:
    made = facts.record_fact(members[0], FactInput(FactKind.PLACE, "CN-YN", since="2010"), None)
    Fact.objects.filter(organisation=members[0]).update(
        recorded_at=timezone.now() - timedelta(days=10)
    )
    url = reverse("fact", args=(members[0].pk, made.id))
    team.post(url, {"how": "correct", "code": "CN-GZ", "since": "2010", "is_public": "on"})
    week_ago = (timezone.localdate() - timedelta(days=7)).isoformat()
    shown = reverse("facts", args=(members[0].pk,))
    assert "Guizhou" in team.get(shown).content.decode()
    then = team.get(shown, {"known": week_ago}).content.decode()
    assert "Yunnan" in then and "Guizhou" not in then


def test_who_merges_is_named_as_before_and_leads_to_what_it_became(
    team: Client, members: list[Organisation], network: Network
) -> None:
    first, second, whole = members
    url = reverse("change_new")
    given = {
        "kind": "merger",
        "on": "2020-03-01",
        "ins": f"{first.slug}\n{second.name_zh}",
        "outs": whole.slug,
    }
    assert team.get(url, {"of": first.slug}).status_code == 200
    assert team.post(url, {**given, "outs": "nobody"}).status_code == 422
    assert team.post(url, given).status_code == 302
    assert change_events.find_successors(first) == (whole,)
    first.refresh_from_db()
    assert first.ended_on == date(2020, 2, 29)
    assert list(network.members.all()) == [whole]
    assert whole.name in team.get(reverse("facts", args=(first.pk,))).content.decode()
    assert first.name in team.get(reverse("changes")).content.decode()
    with pytest.raises(UnusableFact, match="change_there"):
        change_events.record_change(
            ChangeInput(ChangeKind.MERGER, "2020-03-01", [first.pk, second.pk], [whole.pk]), None
        )


def test_a_chain_of_changes_leads_to_its_end_and_a_circle_ends(
    members: list[Organisation],
) -> None:
    a, b, c = members
    change_events.record_change(ChangeInput(ChangeKind.MERGER, "2010", [a.pk], [b.pk]), None)
    change_events.record_change(ChangeInput(ChangeKind.SPLIT, "2015", [b.pk], [c.pk]), None)
    assert change_events.find_successors(a) == (c,)
    # Nobody can record a circle any more; a desk of before may hold one.
    circle = ChangeEvent.objects.create(kind="merger", since="2020", first_day=date(2020, 1, 1))
    for organisation, is_outcome in ((c, False), (a, True)):
        circle.sides.create(organisation=organisation, is_outcome=is_outcome)
    assert change_events.find_successors(a) == ()


def test_a_rename_keeps_the_old_name_for_the_days_before(
    members: list[Organisation],
) -> None:
    one = members[0]
    Fact.objects.filter(organisation=one).update(since="2010", first_day=date(2010, 1, 1))
    given = ChangeInput(ChangeKind.RENAME, "2020-05", [one.pk], name_en="River Watch")
    change_events.record_change(given, None)
    one.refresh_from_db()
    assert one.name_en == "River Watch"
    assert (
        organisation_facts.describe_organisation(one, day=date(2019, 1, 1)).names["en"]
        == "Organisation 1"
    )
    (record,) = change_events.list_changes(one)
    assert record.ins[0].name in ("Organisation 1", "组织1")


def test_the_list_of_focuses_is_added_to_renamed_merged_and_retired(team: Client) -> None:
    assert team.get(reverse("focuses")).status_code == 200
    team.post(
        reverse("focuses"), {"name_en": "wells", "name_zh": "水井", "icnptso": "E10", "sdgs": ["6"]}
    )
    wells = focus_list.map_focuses()["wells"]
    assert (wells.icnptso, wells.sdgs) == (("E10",), (6,))
    url = reverse("focus", args=("wells",))
    page = team.get(url).content.decode()
    version = page.split('name="version" value="')[1].split('"')[0]
    team.post(url, {"name_en": "village wells", "name_zh": "水井", "version": version})
    assert focus_list.map_focuses()["wells"].name_en == "village wells"
    stale = team.post(url, {"name_en": "deep wells", "name_zh": "水井", "version": version})
    assert stale.status_code == 409
    team.post(url, {"what": "merge", "into": "water"})
    assert focus_list.map_focuses()["wells"].slug == "water"
    team.post(url, {"what": "restore"})
    team.post(url, {"what": "retire"})
    assert "wells" not in {one.slug for one in focus_list.list_focuses()}
    page = team.get(reverse("focuses")).content.decode()
    assert "village wells" in page and "retired" in page
    assert team.get(reverse("focus", args=("nothing",))).status_code == 404


def test_a_context_event_is_recorded_changed_and_taken_back(team: Client) -> None:
    url = reverse("context_events")
    given = {
        "kind": "policy",
        "since": "2016-09",
        "title_en": "Charity Law",
        "title_zh": "慈善法",
        "focuses": ["philanthropy"],
    }
    assert team.post(url, {**given, "since": "soon"}).status_code == 422
    assert team.post(url, {**given, "title_en": "", "title_zh": ""}).status_code == 422
    team.post(url, given)
    (event,) = context_events.list_context_events(focus="philanthropy")
    assert (event.first_day, event.title_zh) == (date(2016, 9, 1), "慈善法")
    one = reverse("context_event", args=(event.id,))
    assert "Charity Law" in team.get(one).content.decode()
    team.post(one, {**given, "title_en": "Charity Law (2016)"})
    assert context_events.list_context_events()[0].title_en == "Charity Law (2016)"
    assert not context_events.list_context_events(until=date(2015, 1, 1))
    team.post(one, {"withdraw": "1"})
    assert not context_events.list_context_events()


def test_to_add_to_a_network_by_a_fact_asks_who_one_is(
    team: Client, network: Network, members: list[Organisation]
) -> None:
    new = Organisation.objects.create(slug="new", name_en="New")
    session = team.session
    session["account_authentication_methods"] = []
    session.save()
    answer = team.post(reverse("fact_new", args=(new.pk, "network")), {"code": network.slug})
    assert answer.status_code == 302 and "reauthenticate" in answer["Location"]
    assert new not in network.members.all()


def upload(client: Client, name: str, words: str) -> str:
    file = SimpleUploadedFile(name, words.encode())
    answer = client.post(reverse("registry_files"), {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_table_with_any_headings_is_mapped_once_previewed_confirmed_and_undone(
    team: Client, members: list[Organisation]
) -> None:
    table = "Wer,Number,Ort\nMarsh Wardens,GB-CHC-1000001,Yunnan\nTide Watch,GB-CHC-1,\n"
    where = upload(team, "o.csv", table)
    assert "Not recognised: choose" in team.get(where).content.decode()
    chosen = {
        "role-0": "name",
        "role-1": "identifier",
        "role-2": "place",
        "as_of": "2021-07-15",
        "kind": "partner",
    }
    n = Organisation.objects.count()
    page = team.post(where, {**chosen, "preview": "1"}).content.decode()
    assert Organisation.objects.count() == n
    assert (
        "Marsh Wardens" in page
        and "does not have the format" in page
        and "organisations: 1" in page
    )
    assert team.post(where, {**chosen, "confirm": "1"}).status_code == 302
    made = Organisation.objects.get(name_en="Marsh Wardens")
    assert (made.kind, place(made, date(2022, 1, 1))) == ("partner", "CN-YN")
    assert "15 July 2021" in team.get(where).content.decode()
    again = team.get(upload(team, "p.csv", table)).content.decode()
    assert again.count("selected") >= 3  # what was chosen for these headings
    team.post(where, {"undo": "1"})
    assert not Organisation.objects.filter(name_en="Marsh Wardens").exists()
    assert "undone" in team.get(reverse("registry_files")).content.decode()


def test_what_is_taken_away_comes_in_again_as_nothing_new(
    team: Client, members: list[Organisation]
) -> None:
    for ending in ("csv", "xlsx", "json", "xml"):
        out = team.get(reverse("registry_export", args=(ending,)))
        assert out.status_code == 200
        file = SimpleUploadedFile(f"r.{ending}", out.content)
        where = team.post(reverse("registry_files"), {"file": file})["Location"]
        page = team.get(where).content.decode()
        # IATI wants numbers of registers, which nobody has here.
        assert (
            "names no organisation" if ending == "xml" else "entries are in the registry already"
        ) in page
        assert "added: " not in page and "changed: " not in page
    assert team.get(reverse("registry_export", args=("exe",))).status_code == 404


def test_a_file_that_cannot_be_read_says_why(team: Client) -> None:
    file = SimpleUploadedFile("o.json", b"{")
    answer = team.post(reverse("registry_files"), {"file": file})
    assert answer.status_code == 422 and "JSON" in answer.content.decode()
    assert team.post(reverse("registry_files")).status_code == 422


def test_an_old_signature_and_an_old_comment_name_the_body_as_it_then_was(
    members: list[Organisation],
) -> None:
    one = members[0]
    Fact.objects.filter(organisation=one).update(since="2010", first_day=date(2010, 1, 1))
    given = ChangeInput(
        ChangeKind.RENAME, "2020-05-01", [one.pk], name_en="River Watch", name_zh="江河"
    )
    change_events.record_change(given, None)
    one.refresh_from_db()
    template = Template("{% organisation_link one then %}|{% organisation_link one %}")
    with override("en"):
        use_language("en")
        said = template.render(Context({"one": one, "then": date(2019, 3, 1)}))
    assert "Organisation 1" in said.split("|")[0] and "River Watch" in said.split("|")[1]


def day_of(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_a_change_that_cannot_have_been_is_refused_with_its_mend(
    team: Client, members: list[Organisation]
) -> None:
    a, b, c = members
    gone = ChangeInput(ChangeKind.DISSOLUTION, "2015-03-01", [c.pk])
    change_events.record_change(gone, None)
    begun = FactInput(FactKind.STATUS, "active", since="2012")
    facts.record_fact(b, begun, None)
    impossible = {
        "change_ahead": ChangeInput(ChangeKind.DISSOLUTION, day_of(1), [a.pk]),
        "into_itself": ChangeInput(ChangeKind.SPLIT, "2014", [a.pk], [a.pk]),
        "ended_before": ChangeInput(ChangeKind.MERGER, "2016", [c.pk], [a.pk]),
        "not_begun": ChangeInput(ChangeKind.MERGER, "2011", [b.pk], [a.pk]),
        "same_as_before": ChangeInput(
            ChangeKind.RENAME, timezone.localdate().isoformat(), [a.pk], name_en="Organisation 1"
        ),
    }
    refused = {}
    for code, given in impossible.items():
        with pytest.raises(UnusableFact) as wrong:
            change_events.record_change(given, None)
        refused[code] = wrong.value.code
    assert refused == {code: code for code in impossible}
    ends = ChangeInput(ChangeKind.MERGER, "2016", [a.pk], [c.pk])
    with pytest.raises(UnusableFact, match="ended_before"):  # nor into what is no more
        change_events.record_change(ends, None)
    itself = {"kind": "merger", "on": "2014", "ins": a.slug, "outs": a.slug}
    answer = team.post(reverse("change_new"), itself)
    assert answer.status_code == 422 and "cannot become itself" in answer.content.decode()


def test_what_came_out_of_a_change_leads_to_what_it_grew_from(
    team: Client, members: list[Organisation]
) -> None:
    a, b, c = members
    change_events.record_change(ChangeInput(ChangeKind.MERGER, "2014", [a.pk, b.pk], [c.pk]), None)
    assert change_events.find_predecessors(c) == (a, b)
    assert change_events.find_predecessors(a) == ()
    page = team.get(reverse("facts", args=(c.pk,))).content.decode()
    assert "Developed from:" in page and reverse("facts", args=(a.pk,)) in page


def test_columns_that_are_not_recognised_are_named_and_mapped_or_left_by_choice(
    team: Client,
) -> None:
    table = "机构,成立年份,关注什么,所在城市,备注甲\n春雨助残中心,2009,残障,云南昆明,甲\n"
    where = upload(team, "o.csv", table)
    page = team.get(where).content.decode()
    assert "1 column was not recognised" in page and "<li>备注甲</li>" in page
    assert "in the registry already" not in page and "organisations: 1" in page
    roles = {f"role-{at}": r for at, r in enumerate(("name", "founded", "focus", "place", ""))}
    answer = team.post(where, {**roles, "kind": "member", "confirm": "1"})
    assert answer.status_code == 422 and "or leave it out" in answer.content.decode()
    assert not Organisation.objects.filter(name_zh="春雨助残中心").exists()
    twice = {**roles, "role-4": "place", "kind": "member", "preview": "1"}
    assert "already has this role" in team.post(where, twice).content.decode()
    assert team.post(where, {**roles, "role-4": "-", "kind": "member", "confirm": "1"}).status_code == 302  # fmt: skip
    made = Organisation.objects.get(name_zh="春雨助残中心")
    assert (made.founded_on, place(made, timezone.localdate())) == (date(2009, 1, 1), "CN-YN")


def test_a_file_that_names_nobody_is_not_said_to_be_known_already(team: Client) -> None:
    page = team.get(upload(team, "o.csv", "甲,乙\n1,2\n")).content.decode()
    assert "in the registry already" not in page and "row" in page


def test_a_file_waits_until_it_is_confirmed_or_discarded(team: Client) -> None:
    first = upload(team, "first.csv", "name\nMarsh Wardens\n")
    upload(team, "second.csv", "name\nTide Watch\n")
    assert team.get(first).status_code == 200
    page = team.get(reverse("registry_files")).content.decode()
    assert "first.csv" in page and "second.csv" in page
    team.post(first, {"discard": "1"})
    assert team.get(first).status_code == 404
    assert "first.csv" not in team.get(reverse("registry_files")).content.decode().split("<h2>")[1]
