"""The registry: organisations, who speaks for them, networks; only the team keeps it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from tests.desk.forms import fill

Enter = Callable[[Role], Client]
LIST = "/organisations/"


@pytest.mark.parametrize("role", Role)
def test_only_the_team_keeps_the_registry(role: Role, sign_in: Enter, network: Network) -> None:
    allowed = role in (Role.SECRETARIAT, Role.OPERATOR)
    for url in (LIST, "/organisations/new/", "/networks/"):
        status = sign_in(role).get(url).status_code
        assert status == (200 if allowed else 302 if role is Role.READER else 403), url
    # Others are led from where a network is kept to where it is read, and change nothing there.
    kept = reverse("network", args=(network.pk,))
    answer = sign_in(role).get(kept)
    assert answer.status_code == (200 if allowed else 302)
    if not allowed and role is not Role.READER:
        places = {reverse(name, args=(network.slug,)) for name in ("network_page", "network_work")}
        assert answer["Location"] in places
        assert sign_in(role).post(kept, {}).status_code == 403


def test_an_organisation_is_added_found_and_changed(sign_in: Enter, members: Any) -> None:
    team = sign_in(Role.SECRETARIAT)
    new = reverse("organisation_new")
    team.post(new, {"name_en": "Friends of the Crane", "kind": "member", "language": "en"})
    made = Organisation.objects.get(slug="friends-of-the-crane")
    page = team.get(LIST, {"q": "crane"}).content.decode()
    assert "Friends of the Crane" in page and "Organisation 1" not in page
    url = reverse("organisation_edit", args=(made.pk,))
    details = {"name_en": made.name_en, "name_zh": "鹤之友", "kind": "partner", "slug": made.slug}
    fill(team, url, details)
    made.refresh_from_db()
    assert (made.name_zh, made.kind) == ("鹤之友", "partner")
    assert team.post(new, {"name_zh": "鹤之友"}).status_code == 422  # it is there
    assert team.post(new, {"email": "x"}).status_code == 422


def test_all_are_listed_by_name_and_the_team_finds_them_from_the_first_page(
    sign_in: Enter, members: list[Organisation]
) -> None:
    for name in ("Zebra", "Ant", "Middle"):
        Organisation.objects.create(slug=name.lower(), name_en=name, kind="partner")
    team = sign_in(Role.SECRETARIAT)
    page = team.get(LIST).content.decode()
    names = ("Ant", "Middle", "Organisation 1", "Organisation 2", "Zebra")
    places = [page.index(f">{name}</a>") for name in names]
    assert places == sorted(places)
    first, own = (client.get("/").content.decode() for client in (team, sign_in(Role.DELEGATE)))
    assert all(f'href="{url}"' in first for url in ("/returns/", LIST, "/ledger/record/"))
    assert 'href="/returns/"' in own and f'href="{LIST}"' not in own


def test_a_table_adds_and_changes_and_refused_rows_are_mended_on_the_page(
    sign_in: Enter, members: list[Organisation]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    table = (
        "中文名称,英文名称,类型,邮箱\n"
        "组织1,,,one@example.org\n"
        "新的组织,New one,成员,\n"
        "坏的组织,Bad one,俱乐部,\n"
        ",,机关,\n"
    )
    answer = team.post(LIST, {"file": SimpleUploadedFile("o.csv", table.encode())})
    page = answer.content.decode()
    assert answer.status_code == 422 and "2 rows were not imported" in page
    assert 'name="kind-4" value="俱乐部"' in page and "Row 5" in page
    members[0].refresh_from_db()
    assert (members[0].email, members[0].name_en) == ("one@example.org", "Organisation 1")
    assert Organisation.objects.filter(name_zh="新的组织", kind="member").exists()
    mended = {"row": "4", "name_zh-4": "坏的组织", "name_en-4": "Bad one", "kind-4": "伙伴"}
    assert team.post(LIST, mended).status_code == 302
    assert Organisation.objects.get(name_zh="坏的组织").kind == "partner"
    nothing = SimpleUploadedFile("n.csv", b"a,b\n1,2\n")
    assert "No column of names" in team.post(LIST, {"file": nothing}).content.decode()


def test_a_seat_is_taken_away_and_the_person_speaks_for_it_no_more(
    sign_in: Enter, members: list[Organisation], people: Any
) -> None:
    team = sign_in(Role.SECRETARIAT)
    url = reverse("organisation_edit", args=(members[0].pk,))
    assert "delegate@example.org" in team.get(url).content.decode()
    team.post(url, {"unseat": members[0].seats.get().pk})
    assert not people[Role.DELEGATE].seats.exists()


def test_a_network_is_made_renamed_and_its_members_chosen(
    sign_in: Enter, members: list[Organisation], people: Any, network: Network
) -> None:
    team = sign_in(Role.SECRETARIAT)
    team.post("/networks/", {"name_en": "Cranes"})
    made = Network.objects.get(slug="cranes")
    url = reverse("network", args=(made.pk,))
    page = team.get(url, {"q": "Organisation 2"}).content.decode()
    assert f'value="{members[1].pk}"' in page and f'value="{members[2].pk}"' not in page
    team.post(url, {"what": "add", "organisation": [m.pk for m in members]})
    team.post(url, {"what": "remove", "organisation": members[0].pk})
    fill(team, url, {"what": "name", "name_zh": "鹤"})
    made.refresh_from_db()
    assert (set(made.members.all()), made.name_zh) == (set(members[1:]), "鹤")
    assert team.post("/networks/", {"name_en": " "}).status_code == 422
    wetlands = reverse("network", args=(network.pk,))
    team.post(wetlands, {"what": "dismiss", "person": people[Role.COORDINATOR].pk})
    assert not network.coordinators.exists()
