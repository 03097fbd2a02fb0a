"""Research in the browser: an authority asks for it, a member offers and delivers it, the authority gives it a prize."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import expect

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.ledger.models import Exchange
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from huiyin.desk.research.models import ResearchRequest, Work
from huiyin.i18n import say
from tests.journeys.conftest import look


def test_an_authority_asks_for_research_gets_it_and_gives_a_prize(
    visit: Any,
    reader: tuple[str, str],
    authority: Organisation,
    members: list[Organisation],
    network: Network,
) -> None:
    language = reader[1]
    title = {"zh": "谁收不到预警", "en": "Whom warnings do not reach"}[language]
    today = timezone.localdate()

    page = visit(Role.OFFICER, "/research/requests/new/")
    look(page, "research-ask")
    page.select_option("#requestform_network", str(network.pk))
    page.fill(f"#requestform_title_{language}", title)
    page.fill(f"#requestform_questions_{language}", "?")
    page.fill("#requestform_deadline", (today + timedelta(30)).isoformat())
    page.click("main form button.first")
    expect(page.locator("h1")).to_have_text(title)
    asked = ResearchRequest.objects.get()

    page = visit(Role.DELEGATE, f"/research/requests/{asked.pk}/")
    page.click("#offers ~ details summary")
    page.fill("#offerform_words", title)
    page.click("#offers ~ details button.first")
    expect(page.locator("section", has=page.locator("#offers"))).to_contain_text(
        say("research.offer.made", language)
    )
    look(page, "research-request")

    page = visit(Role.OFFICER, f"/research/requests/{asked.pk}/")
    page.click('button[value="accept"]')
    expect(page.locator("section", has=page.locator("#offers"))).to_contain_text(
        say("research.offer.accepted", language)
    )

    page = visit(Role.DELEGATE, f"/research/works/new/?request={asked.pk}")
    look(page, "research-begin")
    page.fill(f"#workform_title_{language}", title)
    page.fill("#workform_issued", "2026-05")
    page.click("main form button.first")
    page.select_option("#authorform_is_person", "organisation")
    page.select_option("#authorform_author_body", str(members[0].pk))
    page.click('form:has(input[value="author"]) button.first')
    expect(page.locator("ol li")).to_have_count(1)
    page.set_input_files(
        "#files", {"name": "study.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7"}
    )
    page.click('form:has(input[value="version"]) button.first')
    expect(page.locator("section", has=page.locator("#versions"))).to_contain_text("study.pdf")
    look(page, "research-manage")
    work = Work.objects.get()

    page = visit(Role.SECRETARIAT, f"/research/works/{work.slug}/manage/")
    page.click('button[value="publish"]')
    expect(page.locator("#laws")).to_be_visible()

    page = visit(Role.OFFICER, f"/research/works/{work.slug}/honour/")
    look(page, "research-honour")
    page.fill(f"#prizeform_prize_{language}", "2026 ★")
    page.fill("#prizeform_evidence_url", "https://example.org/award")
    page.click("main form button.first")
    expect(page.locator("section", has=page.locator("#prizes"))).to_contain_text("2026 ★")

    page = visit(Role.READER, "/research/?q=" + title[0])
    expect(page.locator("main")).to_contain_text(title)
    look(page, "research-library")
    page.get_by_role("link", name=title).first.click()
    look(page, "research-work")
    page.goto(page.url.split("/research/")[0] + f"/ledger/threads/{asked.exchange}/")
    for kind in ("request", "acknowledgement", "delivery", "recognition"):
        expect(page.locator("main")).to_contain_text(say(f"exchange.kind.{kind}", language))
    assert Exchange.objects.filter(thread__ask__number=asked.exchange).count() == 5
