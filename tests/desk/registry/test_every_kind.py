"""Every kind of fact on the pages of the registry: added, changed from a day on, corrected, ended, taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.registry.data import FactKind
from huiyin.desk.registry.forms import EDITABLE
from huiyin.desk.registry.models import Fact, Organisation

pytestmark = pytest.mark.django_db
Fields = Mapping[str, str]
#: Kind → what is stated, what it is from 2024 on, and what its correction is shown by.
GIVEN: Mapping[FactKind, tuple[Fields, Fields, str]] = {
    FactKind.NAME: ({"code": "en", "text": "Reed Circle"}, {"code": "en", "text": "Reed Society"}, "Reed Society"),
    FactKind.OTHER_NAME: ({"code": "abbreviation", "text": "RC"}, {"code": "abbreviation", "text": "RS"}, "RS"),
    FactKind.SORT_KEY: ({"text": "reed"}, {"text": "society"}, "society"),
    FactKind.IDENTIFIER: ({"code": "GB-CHC", "text": "1000001"}, {"code": "GB-CHC", "text": "1000002"}, "1000002"),
    FactKind.LEGAL_FORM: ({"code": "foundation"}, {"code": "company"}, "Company"),
    FactKind.STATUS: ({"code": "active"}, {"code": "dormant"}, "Dormant"),
    FactKind.PLACE: ({"code": "CN-YN"}, {"code": "KE"}, "Kenya"),
    FactKind.LANGUAGE: ({"code": "en"}, {"code": "zh"}, "Chinese"),
    FactKind.CONTACT: ({"code": "phone", "text": "1234"}, {"code": "phone", "text": "5678"}, "5678"),
    FactKind.ACTIVITY: ({"code": "en", "text": "We plant."}, {"code": "en", "text": "We sow."}, "We sow."),
    FactKind.FOCUS: ({"code": "water", "is_main": "on"}, {"code": "climate"}, "limate"),
    FactKind.SERVICE: ({"code": "training"}, {"code": "research", "text": "Rivers"}, "Rivers"),
    FactKind.MEMBER_SERVICE: ({"code": "training"}, {"code": "data", "text": "Maps"}, "Maps"),
    FactKind.ROUTE: ({"professional": "1", "grassroots": "1"}, {"international": "1"}, "100"),
    FactKind.REACH: ({"code": "foreign_funding", "number": "30"}, {"code": "foreign_funding", "number": "45"}, "45"),
    FactKind.FIGURE: (
        {"code": "income", "number": "1000", "currency": "CNY"},
        {"code": "income", "number": "2345", "currency": "CNY"},
        "2,345",
    ),
}  # fmt: skip
#: What holds or does not, and says no more.
PLAIN: Mapping[FactKind, Fields] = {FactKind.MEMBERSHIP: {}}


@pytest.fixture
def reed(db: None) -> Organisation:
    one = Organisation.objects.create(slug="reed", name_zh="芦苇社", name_en="")
    Fact.objects.filter(organisation=one, kind="kind").delete()
    return one


def test_every_kind_but_those_that_give_rights_is_tried_here() -> None:
    assert {*GIVEN, *PLAIN, FactKind.KIND, FactKind.NETWORK} == set(EDITABLE)


@pytest.mark.parametrize("kind", [*GIVEN, *PLAIN], ids=str)
def test_a_fact_is_added_changed_corrected_ended_and_taken_back(
    kind: FactKind, reed: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    first, later, shown = GIVEN.get(kind, (PLAIN.get(kind, {}), {}, ""))
    list_facts, new = reverse("facts", args=[reed.pk]), reverse("fact_new", args=[reed.pk, kind])
    own = Fact.objects.filter(organisation=reed, kind=kind.value, withdrawn_at=None)
    before = set(own.values_list("pk", flat=True))
    added = own.exclude(pk__in=before)

    assert team.get(new).status_code == 200
    public = {"is_public": "on", "source": "Annual report"}
    assert team.post(new, {**first, **public, "since": "2020-03"}).status_code == 302
    stated = added.get()
    assert (stated.since, stated.until, stated.source, stated.is_public) == (
        "2020-03",
        "",
        "Annual report",
        True,
    )
    assert stated.recorded_by is not None

    if (
        later
    ):  # another from a day on: of what only one holds at once, the first ends the day before
        page = reverse("fact", args=[reed.pk, stated.pk])
        answer = team.post(page, {**later, **public, "since": "2024-05-06", "how": "change"})
        assert answer.status_code == 302, answer.content.decode()
        periods = [("2020-03", "2024-05-05"), ("2024-05-06", "")]
        assert sorted(added.values_list("since", "until")) == periods
        assert shown in team.get(list_facts).content.decode()
    now = added.order_by("-since").first()
    assert now is not None

    page = reverse("fact", args=[reed.pk, now.pk])
    corrected = {
        **(later or first),
        **public,
        "since": "2022",
        "how": "correct",
        "source": "Mended",
    }
    if later:
        corrected["since"] = "2025"
    assert team.post(page, corrected).status_code == 302
    mended = added.get(source="Mended")
    assert mended.since == corrected["since"]

    page = reverse("fact", args=[reed.pk, mended.pk])
    assert team.post(page, {"what": "end", "ended": "2025-06"}).status_code == 302
    assert added.get(source="Mended").until == "2025-06"

    page = reverse("fact", args=[reed.pk, added.get(source="Mended").pk])
    assert team.post(page, {"what": "withdraw"}).status_code == 302
    assert not added.filter(source="Mended").exists()
    assert Fact.objects.filter(
        organisation=reed, kind=kind.value, source="Mended"
    ).exists()  # still known

    unknown = {**first, "is_since_unknown": "on", "is_until_unknown": "on", "source": "Hearsay"}
    for row in added:
        team.post(reverse("fact", args=[reed.pk, row.pk]), {"what": "withdraw"})
    assert team.post(new, unknown).status_code == 302
    heard = added.get()
    assert (heard.since, heard.until, heard.is_public) == ("?", "?", False)


def test_a_delegate_states_no_fact_in_the_registry(
    reed: Organisation, sign_in: Callable[[Role], Client]
) -> None:
    delegate = sign_in(Role.DELEGATE)
    new = reverse("fact_new", args=[reed.pk, FactKind.FOCUS])
    assert delegate.get(new).status_code == 404 or delegate.get(new).status_code == 403
    delegate.post(new, {"code": "water", "since": "2020"})
    assert not Fact.objects.filter(organisation=reed, kind="focus").exists()
