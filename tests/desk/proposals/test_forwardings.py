"""A network forwards to the umbrella with its reasons; there it is taken, amended with the difference shown, or sent back."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import statements
from huiyin.desk.consultations.models import Consultation, Statement
from huiyin.desk.networks import forwarding_lines, network_members
from huiyin.desk.networks.models import Network
from huiyin.desk.notifications import followings
from huiyin.desk.notifications.models import Mail
from huiyin.desk.proposals.api import forwardings as api
from huiyin.desk.proposals.api import suggestion_order
from huiyin.desk.proposals.models import ForwardedItem, Proposal, ProposalVersion, Suggestion
from huiyin.i18n import say
from tests.desk.world import letters

WORDING = "为了保护和修复湿地，制定本法。"


@pytest.fixture
def umbrella(
    consultation: Consultation, network: Network, people: dict[Role, User]
) -> Consultation:
    """The umbrella's consultation on the same draft, while its proposal is drafted; a line leads there; and the network's
    own proposal, put up for signing."""
    made = Consultation.objects.create(
        slug="umbrella", title_zh="总会：湿地保护法", title_en="Umbrella on wetlands", draft=consultation.draft,
        authority=consultation.authority, initiator=consultation.authority, stage=Stage.DRAFTING.value,
    )  # fmt: skip
    forwarding_lines.declare_line(network, None, people[Role.SECRETARIAT])
    proposal = Proposal.objects.create(consultation=consultation, numbered=2)
    version = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now())
    Suggestion.objects.create(
        version=version,
        key="S01",
        eid="art_1",
        unit="art_1",
        wording=WORDING,
        reason="更全面。",
        language="zh",
    )
    Suggestion.objects.create(
        version=version, key="S02", position=1, text="More water.", language="en"
    )
    Statement.objects.create(
        consultation=consultation, key="s1", text_zh="湿地即水。", text_en="Wetlands are water."
    )
    consultation.stage = Stage.SIGNING.value
    consultation.save()
    return made


def give(origin: Consultation, target: Consultation, by: User, **what: Any) -> Any:
    return api.forward_items(origin, target, api.ForwardingInput("Members agree.", **what), by)


def one_of(consultation: Consultation, key: str) -> Suggestion:
    found: Suggestion = Suggestion.objects.get(
        version__proposal__consultation=consultation, key=key
    )
    return found


def test_a_suggestion_is_forwarded_and_amended_and_its_origin_and_difference_shown(
    consultation: Consultation,
    umbrella: Consultation,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    coordinator = sign_in(Role.COORDINATOR)
    page = coordinator.get(reverse("forward", args=(consultation.slug,))).content.decode()
    assert "S01" in page and umbrella.title_en in page and say("network.umbrella", "en") in page
    given = {"what": "chosen", "target": umbrella.pk, "suggestion": one_of(consultation, "S01").pk}
    answer = coordinator.post(reverse("forward", args=(consultation.slug,)), given)
    assert (
        answer.status_code == 422
        and say("forward.wrong.no_reasons", "en") in answer.content.decode()
    )
    coordinator.post(
        reverse("forward", args=(consultation.slug,)), given | {"reasons": "Members agree."}
    )
    (came,) = letters()
    assert came.to == [people[Role.SECRETARIAT].email] and "Members agree." in came.body
    item = ForwardedItem.objects.get()
    team = sign_in(Role.SECRETARIAT)
    at = reverse("forwarded_item", args=(umbrella.slug, item.pk))
    page = team.get(at).content.decode()
    assert WORDING in page and "Members agree." in page
    changed = WORDING.replace("修复", "合理利用")
    words = {"what": "take", "eid": "art_1", "wording": changed, "text": "", "reason": "更全面。"}
    team.post(reverse("forwarded_settle", args=(umbrella.slug, item.pk)), words)
    item.refresh_from_db()
    assert (item.state, item.taken_key) == ("amended", "S01")
    assert one_of(umbrella, "S01").wording == changed
    assert one_of(consultation, "S01").wording == WORDING  # the origin is kept
    page = team.get(at).content.decode()
    assert "<del>修复</del>" in page and "<ins>合理利用</ins>" in page
    origin = say("forward.origin", "en", network="Wetlands network", day="30")[:32]
    page = team.get(reverse("proposal", args=(umbrella.slug,))).content.decode()
    assert origin in page and at in page
    page = (
        sign_in(Role.READER).get(reverse("edition", args=(consultation.slug, 1))).content.decode()
    )
    assert say("forward.state.amended", "en") in page  # both ends see what became of it
    told = [one for one in letters() if one.to == [people[Role.COORDINATOR].email]]
    assert told == []  # more may be settled in the same sitting
    Mail.objects.filter(kind="forward_settled").update(due_at=timezone.now())
    assert "S01 → S01" in letters()[-1].body and letters()[-1].to == [
        people[Role.COORDINATOR].email
    ]


def test_what_is_sent_back_has_a_reason_and_may_be_forwarded_again(
    consultation: Consultation, umbrella: Consultation, people: dict[Role, User]
) -> None:
    coordinator, team = people[Role.COORDINATOR], people[Role.SECRETARIAT]
    chosen = {"suggestions": [one_of(consultation, "S02").pk]}
    item = give(consultation, umbrella, coordinator, **chosen).items.get()
    with pytest.raises(api.ForwardingRefused, match="nothing"):
        give(consultation, umbrella, coordinator, **chosen)  # it waits there already
    with pytest.raises(api.ForwardingRefused, match="no_reason"):
        api.send_back(item, team, " ")
    api.send_back(item, team, "Say where.")
    item.refresh_from_db()
    assert (item.state, item.answer) == ("sent_back", "Say where.")
    with pytest.raises(api.ForwardingRefused, match="settled"):
        api.take_item(item, team)
    give(consultation, umbrella, coordinator, **chosen)


def test_a_whole_proposal_is_taken_as_it_is_and_a_statement_at_its_stage(
    consultation: Consultation,
    umbrella: Consultation,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    coordinator, team = people[Role.COORDINATOR], people[Role.SECRETARIAT]
    whole = give(consultation, umbrella, coordinator, is_whole=True)
    assert (whole.kind, whole.items.count()) == ("proposal", 2)
    slugs = [umbrella.slug, consultation.slug]
    assert api.count_waiting_in(slugs) == {umbrella.slug: 2}
    sign_in(Role.SECRETARIAT).post(
        reverse("forwarded_take_all", args=(umbrella.slug,)), {"forwarding": whole.pk}
    )
    assert [one.state for one in whole.items.all()] == ["taken", "taken"]
    assert api.count_waiting_in(slugs) == {}
    assert (one_of(umbrella, "S01").wording, one_of(umbrella, "S02").text) == (
        WORDING,
        "More water.",
    )
    statement = give(
        consultation, umbrella, coordinator, statements=[Statement.objects.get().pk]
    ).items.get()
    with pytest.raises(api.ForwardingRefused, match="stage"):
        api.take_item(statement, team)
    umbrella.stage = Stage.DELIBERATING.value
    umbrella.save()
    api.take_item(statement, team, words={"text_en": "Wetlands are water and land."})
    statement.refresh_from_db()
    assert (statement.state, statement.taken_statement.text_zh) == ("amended", "湿地即水。")
    page = sign_in(Role.READER).get(reverse("statements", args=(umbrella.slug,))).content.decode()
    assert say("forward.state.amended", "en") in page


def test_a_coordinator_dismissed_meanwhile_forwards_nothing_and_what_was_stays(
    consultation: Consultation, umbrella: Consultation, network: Network, people: dict[Role, User]
) -> None:
    coordinator = people[Role.COORDINATOR]
    before = give(consultation, umbrella, coordinator, suggestions=[one_of(consultation, "S01").pk])
    network_members.dismiss_coordinators(network, [coordinator], people[Role.SECRETARIAT])
    with pytest.raises(api.ForwardingRefused, match="gone"):
        give(consultation, umbrella, coordinator, suggestions=[one_of(consultation, "S02").pk])
    with pytest.raises(api.ForwardingRefused, match="gone"):
        api.withdraw_forwarding(before, coordinator)
    item = before.items.get()
    assert item.state == "waiting"
    api.take_item(item, people[Role.SECRETARIAT])
    assert one_of(umbrella, "S01").wording == WORDING


def test_nothing_is_forwarded_without_a_line_or_to_who_is_past_it(
    consultation: Consultation, umbrella: Consultation, network: Network, people: dict[Role, User]
) -> None:
    umbrella.stage = Stage.REPLYING.value
    umbrella.save()
    assert api.list_targets(consultation) == []
    with pytest.raises(api.ForwardingRefused, match="no_target"):
        give(consultation, umbrella, people[Role.COORDINATOR], is_whole=True)
    umbrella.stage = Stage.DRAFTING.value
    umbrella.save()
    assert api.list_targets(consultation) == [umbrella]
    forwarding_lines.end_line(network.lines_up.get(), people[Role.SECRETARIAT])
    assert api.list_targets(consultation) == []


def test_a_version_that_was_put_up_for_signing_takes_nothing_more(
    consultation: Consultation, umbrella: Consultation, people: dict[Role, User]
) -> None:
    item = give(
        consultation,
        umbrella,
        people[Role.COORDINATOR],
        suggestions=[one_of(consultation, "S01").pk],
    ).items.get()
    proposal = Proposal.objects.create(consultation=umbrella)
    ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now())
    with pytest.raises(api.ForwardingRefused, match="locked"):
        api.take_item(item, people[Role.SECRETARIAT])
    item.refresh_from_db()
    assert item.state == "waiting"


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_the_same_at_once_one_finds_it_settled(
    consultation: Consultation, umbrella: Consultation, people: dict[Role, User]
) -> None:
    item = give(
        consultation,
        umbrella,
        people[Role.COORDINATOR],
        suggestions=[one_of(consultation, "S01").pk],
    ).items.get()
    start, said = threading.Barrier(2), []

    def take() -> None:
        try:
            start.wait()
            api.take_item(item, people[Role.SECRETARIAT])
            said.append("taken")
        except api.ForwardingRefused as refused:
            said.append(refused.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(said) == ["settled", "taken"]
    assert Suggestion.objects.filter(version__proposal__consultation=umbrella).count() == 1
    assert AuditEntry.objects.filter(verb="forward.take").count() == 1


def test_what_was_taken_keeps_its_origin_when_it_is_left_out_and_told_to_who_follows(
    consultation: Consultation, umbrella: Consultation, people: dict[Role, User]
) -> None:
    team = people[Role.SECRETARIAT]
    item = give(
        consultation,
        umbrella,
        people[Role.COORDINATOR],
        suggestions=[one_of(consultation, "S01").pk],
    ).items.get()
    api.take_item(item, team)
    suggestion_order.drop_suggestion(one_of(umbrella, "S01"), team)
    assert api.map_taken(umbrella, ["S01"])["S01"].suggestion == one_of(consultation, "S01")
    now = timezone.now()
    for kind, key in (
        ("network", "wetlands"),
        ("consultation", "umbrella"),
        ("provision", "wetlands:art_1"),
    ):
        news = followings.list_thing_news(kind, key, now - timedelta(1), now + timedelta(1))
        assert any(one.key == f"forwarded-{item.pk}" for one in news), kind


def test_what_was_withheld_at_its_origin_is_not_read_where_it_was_forwarded_to(
    consultation: Consultation,
    umbrella: Consultation,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    """The team of the origin withholds a statement after it was handed up: its words stayed public at the umbrella."""
    statement = Statement.objects.get(consultation=consultation)
    chosen = {"statements": [statement.pk]}
    item = give(consultation, umbrella, people[Role.COORDINATOR], **chosen).items.get()
    pages = [
        reverse("forwarded", args=(umbrella.slug,)),
        reverse("forwarded_item", args=(umbrella.slug, item.pk)),
    ]
    words = statement.text_en
    assert words in sign_in(Role.READER).get(pages[1]).content.decode()
    statements.withhold_statement(statement, people[Role.SECRETARIAT], withheld=True)
    for role in (Role.READER, Role.DELEGATE, Role.OFFICER):
        for page in pages:
            assert words not in sign_in(role).get(page).content.decode(), (role, page)
    assert words in sign_in(Role.SECRETARIAT).get(pages[1]).content.decode()  # who settles it
