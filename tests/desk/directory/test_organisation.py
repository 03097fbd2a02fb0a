"""The public page of an organisation: who it is, its time line, what it said and signed, how to reach it."""

from __future__ import annotations

import json
import re
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.proposals.models import MinorityOpinion, Proposal, ProposalVersion, Signature
from huiyin.desk.registry.api.change_events import record_change
from huiyin.desk.registry.api.facts import record_facts
from huiyin.desk.registry.data import ChangeInput, ChangeKind, FactInput, FactKind
from huiyin.desk.registry.models import Organisation
from tests.desk.standing import *  # noqa: F403 - the small network, made once


@pytest.fixture
def reader(db: None) -> Client:
    return Client(HTTP_ACCEPT_LANGUAGE="en")


def read(client: Client, slug: str, **asked: str) -> str:
    answer = client.get(f"/directory/{slug}/", asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_what_it_chose_to_publish_is_there_and_nothing_else(
    reader: Client, members: list[Organisation]
) -> None:
    one = members[0]
    contact = FactKind.CONTACT
    record_facts(
        [
            (one, FactInput(contact, "website", "https://one.example/<script>", since="2020")),
            (one, FactInput(contact, "phone", "+00 555 0100", since="2020", is_public=False)),
            (one, FactInput(FactKind.REACH, "foreign_funding", number=0.9, since="2020")),
            (one, FactInput(FactKind.FOCUS, "climate", since="2020", data={"main": True})),
        ],
        None,
    )
    page = read(reader, "org1")
    assert "https://one.example/&lt;script&gt;" in page and "climate" in page
    assert "555 0100" not in page and "90%" not in page


def test_it_says_itself_to_programs_and_nothing_in_it_ends_the_element(
    reader: Client, members: list[Organisation]
) -> None:
    record_facts(
        [(members[0], FactInput(FactKind.OTHER_NAME, "alias", "</script><b>", since="2020"))], None
    )
    page = read(reader, "org1")
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    document = json.loads(found[1])
    assert document["@type"] == "NGO" and document["alternateName"] == ["</script><b>"]
    assert {"@language": "zh", "@value": "组织1"} in document["name"]


def test_what_it_said_leads_to_the_comment_and_private_words_stay_private(
    reader: Client, members: list[Organisation], consultation: Consultation, people: Any
) -> None:
    for words, is_private in (("wetlands are water", False), ("between us", True)):
        given = said.CommentInput(uuid4(), "art_1", words, is_private=is_private)
        said.send_comment(consultation, people[Role.DELEGATE], members[0], given)
    page = read(reader, "org1")
    assert "wetlands are water" in page and "between us" not in page
    link = re.search(r'href="(/c/wetlands/fate/[\w-]+/)"', page)
    assert link is not None and reader.get(link[1]).status_code == 200
    assert "wetlands are water" not in read(reader, "org2")


def test_the_rest_of_what_it_said_is_reached_a_page_at_a_time(
    reader: Client, members: list[Organisation], consultation: Consultation, people: Any
) -> None:
    for number in range(52):
        given = said.CommentInput(uuid4(), "art_1", f"wetland number {number:02} is water")
        said.send_comment(consultation, people[Role.DELEGATE], members[0], given)
    page = read(reader, "org1")
    assert page.count("is water") == 20 and 'href="/directory/org1/comments/"' in page
    first = reader.get("/directory/org1/comments/").content.decode()
    second = reader.get("/directory/org1/comments/", {"page": "2"}).content.decode()
    assert first.count("is water") == 50 and "wetland number 51" in first and "?page=2" in first
    assert second.count("is water") == 2 and "wetland number 00" in second
    assert reader.get("/directory/org2/comments/").status_code == 404
    assert reader.get("/directory/org1/nothing/").status_code == 404


def test_what_it_signed_and_where_it_differed_leads_to_the_proposal(
    reader: Client, members: list[Organisation], consultation: Consultation
) -> None:
    proposal = Proposal.objects.create(consultation=consultation)
    versions = [ProposalVersion.objects.create(proposal=proposal, number=n) for n in (1, 2)]
    for version in versions:
        Signature.objects.create(version=version, organisation=members[0])
    MinorityOpinion.objects.create(
        version=versions[1], organisation=members[1], text="We ask for more."
    )
    page = read(reader, "org1")
    # Of two versions that it signed, the newer one stands there.
    assert page.count('href="/c/wetlands/proposal/2/"') == 1 and "/proposal/1/" not in page
    differed = read(reader, "org2")
    assert "We ask for more." in differed and 'href="/c/wetlands/proposal/2/"' in differed


def test_who_has_said_nothing_has_empty_parts_that_say_so(
    reader: Client, members: list[Organisation]
) -> None:
    page = read(reader, "org2")
    assert "publishes no contact details" in page and "No public comments" in page


def test_the_time_line_leads_to_what_it_became_and_the_day_to_what_it_was(
    reader: Client, members: list[Organisation]
) -> None:
    one, two, three = members
    names = (("First Union", "2015", "2019-02-28"), ("Second Union", "2019-03-01", "2021"))
    record_facts(
        [
            (one, FactInput(FactKind.NAME, "en", name, since=since, until=until))
            for name, since, until in names
        ],
        None,
    )
    record_change(ChangeInput(ChangeKind.MERGER, "2022-04-01", (one.pk, two.pk), (three.pk,)), None)
    page = read(reader, "org1")
    assert "Succeeded by:" in page and 'href="/directory/org3/"' in page
    grown = read(reader, "org3")
    assert "Developed from:" in grown and 'href="/directory/org1/"' in grown
    assert "<h1>First Union</h1>" in read(reader, "org1", day="2018-01-01")
    assert "<h1>Second Union</h1>" in read(reader, "org1", day="2020-01-01")
    assert "<h1>Organisation 1</h1>" in page


def test_who_is_not_there_has_no_page(reader: Client) -> None:
    assert reader.get("/directory/nobody/").status_code == 404
