"""What a file or an address calls a unit is never more than a name: it makes no markup, breaks no page, loses nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import drafts, intakes
from huiyin.desk.consultations.models import Comment, Consultation, Tally
from huiyin.desk.core import page_cache
from huiyin.desk.core.svg_charts import clean_svg
from huiyin.desk.laws import api as laws
from huiyin.desk.laws.models import Provision
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion
from huiyin.law import read_bytes
from huiyin.law.eid import is_eid
from tests.desk.attacks.drafts import INVITES, akoma_ntoso, law_json
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import DRAFT_EN, DRAFT_ZH

# Names in what was stored; the same units are stored, read and compared on both in tests/desk/consultations/test_creation.py.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]
NAMES = [
    INVITES,
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='x",
    "</script><script>x</script>",
    "{{ 1 }}{% now %}",
    "javascript:alert(1)",
    "ch1-art1",
    "../people",
    "main",
    "条_1",
    "a" * 200,
]


@pytest.mark.parametrize("make", [akoma_ntoso, law_json])
def test_every_page_of_a_draft_with_names_of_its_own_is_shown(
    make: Any, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    text = laws.store_expression(consultation.draft, "zh", "draft", make(NAMES))
    stored = list(text.provisions.all())
    assert [row.foreign_eid for row in stored] == NAMES
    assert all(is_eid(row.eid) for row in stored)
    client = sign_in(Role.SECRETARIAT)
    pages = [reverse("consultation", args=("wetlands",))]
    pages += [reverse("place", args=("wetlands", row.eid)) for row in stored]
    pages += [reverse(name, args=("wetlands",)) for name in ("manage", "pairing")]
    for page in pages:
        answer = client.get(f"{page}?text=zh")
        assert answer.status_code == 200, page
        body = answer.content.decode()
        assert 'hx-post="/people' not in body and "hx-post=/people" not in body
        assert "onerror" not in body and "onmouseover" not in body


def test_the_law_of_a_text_is_the_one_that_was_stored(consultation: Consultation) -> None:
    """Whatever it was read from, and whatever the grammar would now read in its source."""
    for name, data in (
        ("draft.xml", akoma_ntoso(NAMES)),
        ("draft.json", law_json(NAMES)),
        ("draft.txt", DRAFT_ZH.encode()),
        ("draft.en.txt", DRAFT_EN.encode()),
    ):
        consultation.draft.expressions.all().delete()
        text = laws.store_expression(consultation.draft, None, name, data)
        read = read_bytes(data, name)
        law = laws.get_law(type(text).objects.get(pk=text.pk))
        assert replace(law, problems=()) == replace(read, problems=()), name
        assert [(p.line, p.code, dict(p.details)) for p in law.problems] == [
            (p.line, p.code, dict(p.details)) for p in read.problems
        ]
        assert law.furniture == read.furniture
        assert list(law.by_eid) == list(text.provisions.values_list("eid", flat=True))


def test_the_name_in_the_file_leads_to_the_unit_for_good(
    consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    laws.store_expression(consultation.draft, "zh", "draft.xml", akoma_ntoso(["art_9", "ch1-art2"]))
    client = sign_in(Role.READER)
    for query in ("", "?text=zh", "?text=en&before=3"):
        answer = client.get(f"/c/wetlands/at/ch1-art2/{query}")
        assert answer.status_code == 301
        assert answer["Location"] == f"/c/wetlands/at/art_2/{query}"


def test_who_names_the_unit_as_the_file_does_finds_it(
    consultation: Consultation,
    people: Any,
    members: Any,
    sign_in: Callable[[Role], Client],
    work: Callable[[], Any],
) -> None:
    laws.store_expression(
        consultation.draft, "zh", "draft.xml", akoma_ntoso(["ch1-art1", "ch1-art2"])
    )
    comment = said.send_comment(
        consultation,
        people[Role.DELEGATE],
        members[0],
        said.CommentInput(uuid4(), "ch1-art2", "公开"),
    )
    assert (comment.eid, comment.unit) == ("art_2", "art_2")
    intakes.receive_file(
        consultation,
        "t.csv",
        "条款,意见\nch1-art2,应当公开规划\n".encode(),
        people[Role.SECRETARIAT],
    )
    work()
    assert Comment.objects.get(intake__isnull=False).eid == "art_2"
    assert Tally.objects.get(consultation=consultation, unit="art_2").comments == 2

    consultation.stage = Stage.DRAFTING.value
    consultation.save()
    ProposalVersion.objects.create(
        proposal=Proposal.objects.create(consultation=consultation), number=1
    )
    client = sign_in(Role.SECRETARIAT)
    form = {"eid": "ch1-art2", "action": "replace", "wording": "规划应当公布。", "keep": "1"}
    client.post(reverse("suggestion_new", args=("wetlands",)) + "?text=zh", form)
    assert (Suggestion.objects.get().eid, Suggestion.objects.get().unit) == ("art_2", "art_2")


def test_a_mended_text_keeps_the_eids_that_comments_stand_on(
    consultation: Consultation, people: Any, members: Any
) -> None:
    text = laws.store_expression(
        consultation.draft, "zh", "d.xml", akoma_ntoso(["sec_7", "sec_8", "x y"])
    )
    for eid in ("sec_7", "x y"):
        said.send_comment(
            consultation, people[Role.DELEGATE], members[0], said.CommentInput(uuid4(), eid, "公开")
        )
    before = list(text.provisions.values_list("eid", "foreign_eid"))
    drafts.correct_draft(
        consultation,
        text,
        text.source.replace("任何单位", "任何单位和个人"),
        people[Role.SECRETARIAT],
    )
    assert list(text.provisions.values_list("eid", flat=True)) == [eid for eid, _ in before]
    assert text.provisions.get(eid=before[2][0]).foreign_eid == "x y"
    there = set(Provision.objects.filter(expression=text).values_list("eid", flat=True))
    assert set(Comment.objects.values_list("eid", flat=True)) <= there


@pytest.mark.parametrize(
    "name",
    ["\x00", "a" * 5000, "'" * 300, '"><img src=x>', "~", "%", "\ud83d\ude00" * 80, "art_1\n", "..", "𝔞rt_1", "art_1%00"],
)  # fmt: skip
def test_no_name_in_an_address_breaks_a_page(
    name: str, consultation: Consultation, sign_in: Callable[[Role], Client]
) -> None:
    from urllib.parse import quote

    at = quote(name.encode("utf-8", "surrogatepass"), safe="")
    client = sign_in(Role.DELEGATE)
    assert client.get(f"/c/wetlands/at/{at}/").status_code in (301, 404)
    for what in ("send", "draft", "change"):
        form = {
            "key": str(uuid4()),
            "eid": name.encode("utf-8", "replace").decode(),
            "text": "x",
            "wording": "x",
        }
        assert client.post(f"/c/wetlands/at/{at}/{what}/", form).status_code < 500
    assert (
        client.get(
            "/c/wetlands/at/art_1/", {"on": name.encode("utf-8", "replace").decode()}
        ).status_code
        == 200
    )


def test_a_chart_that_acts_is_only_a_drawing() -> None:
    drawn = clean_svg(
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" onload="x()" width="9">'
        '<script>x()</script><a xlink:href="javascript:x()"><text>a</text></a><g hx-get="/people/" fill="#fff">'
        '<text onclick="x()">1 &lt; 2</text><foreignObject><img src="x"/></foreignObject><image href="x"/>'
        '<set attributeName="onload"/><style>*{}</style></g></svg>'
    )
    assert drawn == (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9">'
        '<g fill="#fff"><text>1 &lt; 2</text></g></svg>'
    )
    assert clean_svg("<img src=x>") == clean_svg("<html/>") == clean_svg("") == ""


def test_what_looks_like_the_token_of_a_page_is_not_taken_for_it(rf: Any) -> None:
    from django.http import HttpResponse
    from django.middleware.csrf import get_token

    request = rf.get("/")
    request.session = SimpleNamespace(modified=False)
    token = get_token(request)
    field = 'name="csrfmiddlewaretoken" value="{}"'
    ours, theirs = field.format(token), field.format("a" * 64)
    assert len(page_cache._split_at_token(request, HttpResponse(ours))) == 2
    for body in (theirs, field.format("a"), ours + theirs):
        assert page_cache._split_at_token(request, HttpResponse(body)) == []
