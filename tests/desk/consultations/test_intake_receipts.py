"""The receipt of a file on the desk: what became of every row, and the mends on its page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import intake_receipts, intakes
from huiyin.desk.consultations.models import Comment, Consultation, Intake, Tally
from huiyin.desk.registry.models import Organisation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

pytestmark = pytest.mark.django_db

MESSY = (
    "单位名称,针对条款,我们的看法和建议\n"
    "组织1,第二条,规划应当每三年修订一次，五年太长。\n"
    "组织二,第十五条,建议明确罚款的数额，目前过于笼统。\n"
    "Organisation 3,第一条第七款,应当写明保护生物多样性。\n"
    "河流守望,,总体上支持，希望尽快出台配套的规定。\n"
    "河流守望,附则部分,施行日期太早，建议推迟一年再施行。\n"
)


@pytest.fixture
def taken(consultation: Consultation, people: dict[Role, User], work: Callable[[], Any]) -> Intake:
    made = intakes.receive_file(consultation, "a.csv", MESSY.encode(), people[Role.SECRETARIAT])
    work()
    made.refresh_from_db()
    return made


def _stands(intake: Intake) -> list[tuple[str, str]]:
    return list(intake.comments.order_by("pk").values_list("eid", "placing"))


def _tallies(consultation: Consultation) -> dict[str, int]:
    return {
        t.unit: t.comments for t in Tally.objects.filter(consultation=consultation, comments__gt=0)
    }


def test_the_receipt_counts_what_was_placed_and_names_who_is_not_known(
    taken: Intake, sign_in: Callable[[Role], Client]
) -> None:
    assert _stands(taken) == [
        ("art_2", "exact"), ("", "missing"), ("art_1", "above"), ("", "whole"), ("", "unclear"),
    ]  # fmt: skip
    page = sign_in(Role.SECRETARIAT).get(reverse("intake", args=("wetlands", taken.pk)))
    words = page.content.decode()
    assert "1 comment cites a provision that the law does not have." in words
    assert page.context["counts"].unknown == (("河流守望", 2), ("组织二", 1))
    # What most needs to be looked at is shown first, and what was recognised is chosen already.
    assert page.context["show"] == "missing" and "第十五条" in words
    assert '<option value="针对条款" selected' in words


def test_a_comment_is_moved_by_a_citation_and_stays_when_the_file_is_read_again(
    taken: Intake, consultation: Consultation, sign_in: Callable[[Role], Client],
    people: dict[Role, User], work: Callable[[], Any],
) -> None:  # fmt: skip
    team = sign_in(Role.SECRETARIAT)
    missing, unclear = taken.comments.filter(placing__in=("missing", "unclear")).order_by("pk")
    given = {
        f"place_{missing.pk}": "Article 2(2)", f"was_place_{missing.pk}": "",
        f"place_{unclear.pk}": "第九十九条", f"was_place_{unclear.pk}": "", "show": "all",
    }  # fmt: skip
    answer = team.post(reverse("intake_places", args=("wetlands", taken.pk)), given)
    page = team.get(answer["Location"]).content.decode()
    assert "1 comment stands at another place now." in page and "第九十九条" in page
    missing.refresh_from_db()
    assert (missing.eid, missing.unit, missing.placing) == ("art_2__para_2", "art_2", "person")
    assert _tallies(consultation) == {"art_1": 1, "art_2": 2, "": 2}
    intakes.map_columns(taken, {"text": "我们的看法和建议"}, people[Role.SECRETARIAT])
    work()
    missing.refresh_from_db()
    assert (missing.eid, missing.placing) == ("art_2__para_2", "person")
    assert _tallies(consultation) == {"art_1": 1, "art_2": 2, "": 2}


@pytest.mark.parametrize("meant", ["match", "add", "leave"])
def test_a_name_that_is_not_known_is_matched_added_or_left_for_files_to_come_too(
    meant: str, taken: Intake, consultation: Consultation, members: list[Organisation],
    people: dict[Role, User], sign_in: Callable[[Role], Client], work: Callable[[], Any],
) -> None:  # fmt: skip
    address = reverse("intake_names", args=("wetlands", taken.pk))
    chosen = str(members[1].pk) if meant == "match" else meant
    answer = sign_in(Role.SECRETARIAT).post(address, {"written": "河流守望", "meant": chosen})
    assert answer["Location"].endswith("#receipt")
    later = MESSY.replace("尽快", "早日").encode()
    second = intakes.receive_file(consultation, "b.csv", later, people[Role.SECRETARIAT])
    work()
    who = {
        one.organisation.name_zh if one.organisation else None
        for one in Comment.objects.filter(speaker="河流守望")
    }
    assert who == {{"match": "组织2", "add": "河流守望", "leave": None}[meant]}
    assert intake_receipts.count_receipt(second).unknown == (("组织二", 1),)


def test_a_coordinator_matches_names_and_adds_no_organisations(
    taken: Intake, sign_in: Callable[[Role], Client]
) -> None:
    coordinator = sign_in(Role.COORDINATOR)
    address = reverse("intake_names", args=("wetlands", taken.pk))
    before = Organisation.objects.count()
    coordinator.post(address, {"written": "河流守望", "meant": "add"})
    assert Organisation.objects.count() == before
    assert Comment.objects.filter(is_speaker_unknown=True).count() == 3


def test_a_table_without_headings_is_mapped_by_the_numbers_of_its_columns(
    consultation: Consultation, people: dict[Role, User], sign_in: Callable[[Role], Client],
    work: Callable[[], Any],
) -> None:  # fmt: skip
    rows = "\n".join(MESSY.splitlines()[1:4]).encode()
    made = intakes.receive_file(consultation, "n.csv", rows, people[Role.SECRETARIAT])
    work()
    assert made.comments.count() == 3
    address = reverse("intake", args=("wetlands", made.pk))
    page = sign_in(Role.SECRETARIAT).get(address)
    assert page.context["headings"] == [("#1", "Column 1"), ("#2", "Column 2"), ("#3", "Column 3")]
    assert dict(page.context["columns"])["reference"] == "#2"
