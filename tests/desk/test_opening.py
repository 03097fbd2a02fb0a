"""Step 1: who may open what, the draft mended in place, its languages paired, who is invited, which stages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments, laws, stages
from huiyin.desk.consultations.models import Comment, Consultation, Text
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from tests.desk.forms import fill
from tests.desk.world import DRAFT_EN, DRAFT_ZH

Enter = Callable[[Role], Client]
TEXT = reverse("draft_text", args=("wetlands", "zh"))


def open_it(client: Client, **given: Any) -> Any:
    file = SimpleUploadedFile("draft.txt", DRAFT_ZH.encode())
    return client.post(reverse("open"), {"title_zh": "又一部法", "file_zh": file, **given})


@pytest.fixture
def other(db: None) -> Organisation:
    return Organisation.objects.create(slug="water", kind="authority", name_en="Ministry of Water")


def test_an_officers_authority_asks_and_answers(
    sign_in: Enter, authority: Organisation, other: Organisation
) -> None:
    officer = sign_in(Role.OFFICER)
    page = officer.get(reverse("open")).content.decode()
    assert "Ministry of Nature" in page and "Ministry of Water" not in page
    assert 'name="initiator"' not in page
    assert open_it(officer, authority=other.pk).status_code == 422
    assert open_it(officer, authority=authority.pk).status_code == 302
    made = Consultation.objects.get()
    assert (made.authority, made.initiator) == (authority, authority)
    assert officer.get(reverse("manage", args=(made.slug,))).status_code == 200


def test_a_coordinators_network_speaks_of_itself(
    sign_in: Enter, authority: Organisation, network: Network
) -> None:
    Network.objects.create(slug="other", name_en="Another network")
    coordinator = sign_in(Role.COORDINATOR)
    page = coordinator.get(reverse("open")).content.decode()
    assert "Another network" not in page and 'name="initiator"' not in page
    assert open_it(coordinator, authority=authority.pk).status_code == 422  # for which network?
    assert open_it(coordinator, authority=authority.pk, network=network.pk).status_code == 302
    made = Consultation.objects.get()
    assert (made.initiator, made.network) == (None, network)


def test_the_secretariat_opens_for_an_authority_or_for_nobody(
    sign_in: Enter, authority: Organisation, other: Organisation
) -> None:
    team = sign_in(Role.SECRETARIAT)
    assert open_it(team, authority=authority.pk, initiator=other.pk).status_code == 422
    assert open_it(team, authority=authority.pk, initiator=authority.pk).status_code == 302
    assert open_it(team, authority=authority.pk).status_code == 302
    assert {c.initiator for c in Consultation.objects.all()} == {authority, None}


@pytest.mark.parametrize("role", [Role.DELEGATE, Role.OPERATOR])
def test_nobody_else_opens_one(role: Role, sign_in: Enter, authority: Organisation) -> None:
    assert open_it(sign_in(role), authority=authority.pk).status_code == 403


def test_a_line_is_mended_where_its_problem_is_told_and_that_is_undone(
    consultation: Consultation, sign_in: Enter
) -> None:
    team = sign_in(Role.SECRETARIAT)
    text = Text.objects.get(version=consultation.draft, language="zh")
    laws.mend(text, DRAFT_ZH.replace("第三条", "第五条"))
    text.refresh_from_db()
    line = text.problems[0]["line"]
    page = team.get(TEXT).content.decode()
    assert (
        f'name="line" value="{line}"' in page
        and "第五条 本法自2027年1月1日起施行。</textarea>" in page
    )
    team.post(TEXT, {"line": line, "words": "第三条 本法自2027年1月1日起施行。"})
    text.refresh_from_db()
    assert text.problems == [] and text.provisions.filter(eid="art_3").exists()
    team.post(TEXT, {"undo": "1"})
    text.refresh_from_db()
    assert text.provisions.filter(eid="art_5").exists()
    team.post(TEXT, {"undo": "1"})  # and what was undone comes back
    assert text.provisions.filter(eid="art_3").exists()


def test_nothing_is_replaced_before_one_has_seen_what_comments_would_lose(
    consultation: Consultation, sign_in: Enter, people: Any, members: Any
) -> None:
    comments.send(
        consultation, people[Role.DELEGATE], members[0], comments.Said(uuid4(), "art_3", "too late")
    )
    team = sign_in(Role.SECRETARIAT)
    shorter = DRAFT_ZH.replace("第三条 本法自2027年1月1日起施行。\n", "")
    file = SimpleUploadedFile("shorter.txt", shorter.encode())
    answer = team.post(TEXT, {"file": file})
    page = answer.content.decode()
    assert answer.status_code == 422 and "第三条: 1 comment" in page
    text = Text.objects.get(version=consultation.draft, language="zh")
    assert text.provisions.filter(eid="art_3").exists() and text.file_name == "draft.txt"
    assert team.post(TEXT, {"source": shorter, "sure": "yes"}).status_code == 302
    assert not text.provisions.filter(eid="art_3").exists()
    assert Comment.objects.filter(eid="art_3").count() == 1
    # Other words in an article that stays take nothing from anybody.
    assert team.post(TEXT, {"source": shorter.replace("五年", "三年")}).status_code == 302


def test_the_languages_stand_side_by_side_and_what_has_no_pair_is_shown(
    consultation: Consultation, sign_in: Enter
) -> None:
    team = sign_in(Role.SECRETARIAT)
    url = reverse("pairing", args=("wetlands",))
    assert "All articles have their pair." in team.get(url).content.decode()
    english = Text.objects.get(version=consultation.draft, language="en")
    laws.mend(english, DRAFT_EN.replace("Article 3", "Article 4"))
    page = team.get(url).content.decode()
    assert "2 articles have no pair." in page
    assert "?line=7#line" in page  # where 第三条 stands in the Chinese text
    english.refresh_from_db()
    at = english.source.split("\n").index("Article 4") + 1
    assert f"?line={at}#line" in page
    wanted = team.get(reverse("draft_text", args=("wetlands", "en")), {"line": at}).content.decode()
    assert 'id="line"' in wanted and ">Article 4</textarea>" in wanted
    team.post(reverse("draft_text", args=("wetlands", "en")), {"line": at, "words": "Article 3"})
    assert "All articles have their pair." in team.get(url).content.decode()


def test_organisations_are_invited_by_hand_by_network_and_by_a_table(
    consultation: Consultation, sign_in: Enter, members: list[Organisation], network: Network
) -> None:
    team = sign_in(Role.SECRETARIAT)
    url = reverse("inviting", args=("wetlands",))
    page = team.get(url, {"q": "组织2"}).content.decode()
    assert f'value="{members[1].pk}"' in page and f'value="{members[0].pk}"' not in page
    team.post(url, {"what": "add", "organisation": members[1].pk})
    consultation.refresh_from_db()
    assert consultation.is_by_invitation and list(consultation.invited.all()) == [members[1]]
    table = "organisation\nOrganisation 3\nBirds of nowhere\n组织1\n".encode()
    file = SimpleUploadedFile("who.csv", table)
    told = team.post(url, {"what": "file", "file": file}, follow=True).content.decode()
    assert "2 organisations invited" in told and "3 (Birds of nowhere)" in told
    team.post(url, {"what": "remove", "organisation": [m.pk for m in members]})
    assert not consultation.invited.exists()
    team.post(url, {"what": "network", "network": network.pk})
    assert consultation.invited.count() == len(members)
    team.post(url, {"what": "all"})
    consultation.refresh_from_db()
    assert not consultation.is_by_invitation
    assert team.post(url, {"what": "add"}).status_code == 422


def test_stages_that_are_not_wanted_are_gone_past(
    consultation: Consultation, sign_in: Enter, people: Any
) -> None:
    team = sign_in(Role.SECRETARIAT)
    form = {"title_en": "Wetlands", "stages": "1", "with_stage": "grouping"}
    fill(team, reverse("manage", args=("wetlands",)), form)
    consultation.refresh_from_db()
    assert consultation.skips == ["deliberating"]
    assert b"Deliberat" not in team.get(reverse("consultation", args=("wetlands",))).content
    by = people[Role.SECRETARIAT]
    stages.move(consultation, Stage.GROUPING, by)
    consultation.refresh_from_db()
    with pytest.raises(ValueError, match="border"):
        stages.move(consultation, Stage.DELIBERATING, by)
    stages.move(consultation, Stage.DRAFTING, by)
