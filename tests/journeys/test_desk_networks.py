"""Networks in the browser: an organisation joins, leaves and comes back; a suggestion goes up and is amended there; a
stranger follows, and stops. By keyboard where something is decided."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.forwarding_lines import declare_line
from huiyin.desk.networks.models import Network
from huiyin.desk.notifications import outbox
from huiyin.desk.notifications.models import Follower
from huiyin.desk.proposals.models import ForwardedItem, Proposal, ProposalVersion, Suggestion
from huiyin.desk.registry.api.seats import give_seat
from huiyin.desk.registry.models import Fact, Organisation, Seat
from huiyin.i18n import say
from tests.journeys.conftest import Keys, look


def test_an_organisation_asks_to_join_leaves_and_comes_back(
    visit: Any, reader: tuple[str, str], people: Any, network: Network
) -> None:
    language = reader[1]
    cranes = Organisation.objects.create(slug="cranes", name_zh="鹤会", name_en="Cranes")
    Seat.objects.filter(user=people[Role.DELEGATE]).delete()
    give_seat(people[Role.DELEGATE], cranes)
    here = f"/n/{network.slug}/"

    def join() -> None:
        page = visit(Role.DELEGATE, here)
        look(page, "network-page")
        keys = Keys(page)
        keys.write(f"#ask-{cranes.pk}", "+ 1")
        keys.press('button[value="ask"]')
        expect(page.locator("main")).to_contain_text(say("network.done.ask", language))
        page = visit(Role.COORDINATOR, f"{here}work/")
        look(page, "network-work")
        Keys(page).press('button[value="accept"]')
        expect(page.locator("main")).to_contain_text(say("network.led.accept", language))

    join()
    today = timezone.localdate()
    begun, ended = today - timedelta(900), today - timedelta(300)
    stands = Fact.objects.filter(organisation=cranes, kind="network", withdrawn_at=None)
    stands.update(since=str(begun), first_day=begun)
    page = visit(Role.DELEGATE, here)
    Keys(page).press('button[value="leave"]')
    look(page, "network-leave")
    Keys(page).press('button[value="leave"]')
    expect(page.locator("main")).to_contain_text(say("network.done.leave", language))
    stands.update(until=str(ended), last_day=ended)
    join()
    page = visit(Role.READER, here)
    member = page.locator("section", has=page.locator("#members")).locator(
        "li", has_text=cranes.name_zh if language == "zh" else cranes.name_en
    )
    assert len(re.findall(str(begun.year), member.inner_text())) == 1
    assert str(ended.year) in member.inner_text() and str(today.year) in member.inner_text()
    look(page, "network-members")


def test_a_suggestion_is_forwarded_to_the_umbrella_and_amended_there(
    visit: Any, reader: tuple[str, str], people: Any, network: Network, consultation: Consultation
) -> None:
    language = reader[1]
    Consultation.objects.create(
        slug="umbrella", title_zh="联合组织征求意见", title_en="Umbrella", draft=consultation.draft,
        authority=consultation.authority, initiator=consultation.authority, stage=Stage.DRAFTING.value,
    )  # fmt: skip
    declare_line(network, None, people[Role.SECRETARIAT])
    proposal = Proposal.objects.create(consultation=consultation, numbered=1)
    version = ProposalVersion.objects.create(proposal=proposal, number=1, locked_at=timezone.now())
    own = Suggestion.objects.create(
        version=version, key="S01", eid="art_1", unit="art_1", wording="为了保护和修复湿地，制定本法。", reason="更全面。"
    )  # fmt: skip
    consultation.stage = Stage.SIGNING.value
    consultation.save()

    page = visit(Role.COORDINATOR, "/c/wetlands/forward/")
    look(page, "forward")
    keys = Keys(page)
    keys.write("#reasons", "★ 1")
    keys.press(f'input[name="suggestion"][value="{own.pk}"]', "Space")
    keys.press('button[value="chosen"]')
    expect(page.locator("main")).to_contain_text(say("forward.state.waiting", language))
    item = ForwardedItem.objects.get()

    page = visit(Role.SECRETARIAT, "/c/umbrella/forwarded/")
    look(page, "forwarded")
    page.goto(page.url + f"{item.pk}/")
    look(page, "forwarded-item")
    keys = Keys(page)
    keys.write("#wording", "为了保护和合理利用湿地，制定本法。")
    keys.press('button[value="take"]')
    expect(page.locator("main")).to_contain_text(say("forward.done.take", language))
    expect(page.locator("#became ~ p ins").first).to_have_text("合理利用")
    look(page, "forwarded-amended")
    page = visit(Role.SECRETARIAT, "/c/umbrella/proposal/")
    expect(page.locator("article").first).to_contain_text(
        network.name_zh if language == "zh" else network.name_en
    )
    look(page, "forwarded-origin")
    page = visit(Role.READER, "/c/wetlands/proposal/1/")
    expect(page.locator("article").first).to_contain_text(say("forward.state.amended", language))


def test_a_stranger_follows_a_provision_and_stops(
    visit: Any, reader: tuple[str, str], consultation: Consultation
) -> None:
    language = reader[1]
    page = visit(Role.READER, "/follow/provision/wetlands:art_1/")
    look(page, "follow")
    keys = Keys(page)
    keys.write("#id_email", "ida@example.net")
    keys.press("main form button.first")
    expect(page.locator("h1")).to_have_text(say("follow.asked_title", language))
    look(page, "follow-asked")
    outbox.deliver_mails()
    link = re.findall(r"/following/confirm/[\w-]+/", str(mail.outbox[-1].body))[0]
    page = visit(Role.READER, link)
    look(page, "follow-confirm")
    Keys(page).press("main form button.first")
    expect(page.locator("h1")).to_have_text(say("follow.confirmed_title", language))
    Keys(page).press('main a.button[href*="stop"]')
    look(page, "follow-stop")
    Keys(page).press("main form button.first")
    expect(page.locator("h1")).to_have_text(say("follow.stopped_title", language))
    assert not Follower.objects.exists()
