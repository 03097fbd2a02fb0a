"""A character that no document can hold stops none of the papers and no feed, whoever wrote it wherever."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from lxml import etree

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.models import Network
from huiyin.desk.outcomes.papers import make_papers
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.bilingual_pages import ArticleInput, ArticleWords, write_news
from huiyin.desk.pages.feed_items import list_kinds
from huiyin.desk.proposals.api import cover_letters, drafts, signatures
from huiyin.desk.proposals.api.minority_opinions import save_opinion
from huiyin.desk.registry.models import Organisation
from huiyin.desk.research.models import Work
from tests.desk.outcomes.test_papers import DAY

ODD = "湿地\x0b\x01\x1f\ufffe 公开"


@pytest.mark.parametrize("part", cover_letters.PARTS)
def test_a_letter_with_a_character_that_no_document_holds_is_handed_in_all_the_same(
    part: str,
    consultation: Consultation,
    members: list[Organisation],
    people: dict[Role, object],
    sign_in: Callable[[Role], Client],
) -> None:
    consultation.stage = Stage.SIGNING.value
    consultation.title_zh = consultation.title_en = ODD
    consultation.save()
    team, delegate = people[Role.SECRETARIAT], people[Role.DELEGATE]
    edition = drafts.begin_proposal_version(consultation, team)
    asked = drafts.SuggestionInput("art_1", ODD, wording=ODD, text=ODD, reason=ODD, divergence=ODD)
    drafts.save_suggestion(edition, asked, team)
    for action in ("delete", "keep", "insert"):
        asked = drafts.SuggestionInput("", ODD, action, text=ODD, reason=ODD)
        drafts.save_suggestion(edition, asked, team)
    words = cover_letters.CoverLetter(**(dict.fromkeys(cover_letters.PARTS, "words") | {part: ODD}))
    cover_letters.save_letters(edition, {"zh": words}, team)
    edition = drafts.lock_proposal_version(edition, team)
    save_opinion(edition, members[0], ODD, delegate)
    signatures.sign_proposal(edition, members[0], delegate)
    assert "proposal.zh.docx" in make_papers(consultation, edition, DAY)
    done = sign_in(Role.SECRETARIAT).post(reverse("submit", args=(consultation.slug,)))
    assert done.status_code == 302
    consultation.refresh_from_db()
    assert consultation.stage == Stage.REPLYING


def test_feeds_are_read_whatever_their_entries_are_called(
    consultation: Consultation,
    network: Network,
    members: list[Organisation],
    people: dict[Role, object],
) -> None:
    """One character that XML cannot hold, in one title, ended the feed in a 500 for everybody."""
    prepare_pages()
    words = {"zh-hans": ArticleWords(ODD, ODD, ODD), "en": ArticleWords(ODD, ODD, ODD)}
    write_news([ArticleInput("egrets", timezone.localdate(), words)])
    Consultation.objects.filter(pk=consultation.pk).update(
        stage=Stage.COMMENTING.value, opens=timezone.localdate(), title_zh=ODD, title_en=ODD
    )
    Network.objects.update(name_zh=ODD, name_en=ODD)
    Work.objects.create(
        slug="odd", title_zh=ODD, title_en=ODD, type="report", state="published", visibility="public",
        published_on=timezone.localdate(), method_en=ODD,
    )  # fmt: skip
    named = [f"/en/feeds/{kind}.{ending}" for kind in list_kinds() for ending in ("atom", "rss")]
    named += [f"/en/feeds/network/{network.slug}.atom", "/en/feeds/all.opml"]
    named += [reverse("research_feed"), f"/en/feeds/consultation/{consultation.slug}.rss"]
    named += [f"/en/follow/consultation/{consultation.slug}/feed.atom", "/sitemap.xml"]
    read = 0
    for address in named:
        answer = Client().get(address, follow=True)
        assert answer.status_code in (200, 404), address
        if answer.status_code == 200:
            etree.fromstring(answer.getvalue())
            read += "湿地".encode() in answer.getvalue()
    assert read >= 6
