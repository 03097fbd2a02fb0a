"""A desk that holds something of everything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Comment, Consultation, Group, Statement
from huiyin.desk.directory.api import figures as member_figures
from huiyin.desk.initiatives.api.initiatives import begin_initiative
from huiyin.desk.initiatives.data import InitiativeInput, InitiativeKind, InitiativeState
from huiyin.desk.initiatives.models import Goal
from huiyin.desk.ledger.api import figures as ledger_figures
from huiyin.desk.ledger.data import Visibility
from huiyin.desk.networks.models import Network
from huiyin.desk.outcomes.models import Reply, Uptake
from huiyin.desk.pages.api import prepare_pages
from huiyin.desk.pages.bilingual_pages import ArticleInput, ArticleWords, write_news
from huiyin.desk.pages.models import Article
from huiyin.desk.registry.api import facts
from huiyin.desk.registry.data import FactInput, FactKind
from huiyin.desk.registry.models import Organisation
from huiyin.desk.research.models import Work
from tests.desk.api.receiver import Receiver
from tests.desk.api.requests import MARKER, record
from tests.desk.world import hand_in, perform_all


@pytest.fixture
def filled(
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Organisation],
    authority: Organisation,
) -> Consultation:
    """Something of everything, and beside each public thing one that is not."""
    delegate = people[Role.DELEGATE]
    sent = [
        said.send_comment(
            consultation,
            delegate,
            members[0],
            said.CommentInput(uuid4(), "art_1", f"in public {n}"),
        )
        for n in range(4)
    ]
    said.send_comment(
        consultation,
        delegate,
        members[0],
        said.CommentInput(uuid4(), "art_1", f"quietly {MARKER}", is_private=True),
    )
    said.save_draft(
        consultation, delegate, members[0], said.CommentInput(uuid4(), "art_2", f"unsent {MARKER}")
    )
    withdrawn = said.send_comment(
        consultation, delegate, members[0], said.CommentInput(uuid4(), "art_2", f"gone {MARKER}")
    )
    said.withdraw_comment(withdrawn, delegate)
    group = Group.objects.create(
        consultation=consultation, key="a", representative=sent[0], eid="art_1", size=2, organisations=1, name_en="Open plans",
    )  # fmt: skip
    Group.objects.create(
        consultation=consultation, key="b", representative=sent[1], eid="art_1", size=1, organisations=1, aside=MARKER,
        name_en=MARKER,
    )  # fmt: skip
    Comment.objects.filter(pk=sent[0].pk).update(group=group)
    Statement.objects.create(
        consultation=consultation, key="s1", text_en="Plans are public", group=group
    )
    Statement.objects.create(
        consultation=consultation, key="s2", text_en=MARKER, is_moderated_out=True
    )
    edition = hand_in(
        consultation,
        Stage.TRACING,
        [{"eid": "art_1", "text": "say it", "reason": "so that it is known"}],
    )
    edition.locked_at = timezone.now()
    edition.save(update_fields=("locked_at",))
    Reply.objects.create(
        suggestion=edition.suggestions.get(), status="accepted", replied_on=timezone.localdate()
    )
    for n in range(3):
        record(authority, n)
    record(authority, subject_en=MARKER, visibility=Visibility.MEMBERS)
    record(authority, subject_en=MARKER, embargo_until=timezone.localdate() + timedelta(9))
    private = FactInput(FactKind.ACTIVITY, "en", text=MARKER, is_public=False)
    facts.record_fact(members[0], private, people[Role.SECRETARIAT])
    Organisation.objects.filter(pk=members[0].pk).update(email=f"{MARKER}@example.org")
    Work.objects.create(
        slug="told",
        type="report",
        title_en="Told",
        state="published",
        published_on=timezone.localdate(),
    )
    Work.objects.create(slug="draft", type="report", title_en=MARKER)
    Work.objects.create(
        slug="later", type="report", title_en=MARKER, state="published", embargo_until=timezone.localdate() + timedelta(9),
    )  # fmt: skip
    Consultation.objects.create(
        slug="secret", title_en=MARKER, draft=consultation.draft, authority=authority
    )
    return consultation


@pytest.fixture
def filled_further(filled: Consultation, network: Network) -> Consultation:
    """What :func:`filled` has, and news, initiatives, goals, verdicts and computed figures; again each beside one that is
    not public."""
    today = timezone.localdate()
    prepare_pages()
    told = ArticleWords("鸟回来了", "湿地调查", "<p>数到三十种</p>", "陈静", ("湿地",))
    hidden = ArticleWords(MARKER, MARKER, f"<p>{MARKER}</p>", "", ())
    write_news(
        [
            ArticleInput("birds", today, {"zh-hans": told}),
            ArticleInput("unsaid", today, {"zh-hans": hidden}),
        ]
    )
    Article.objects.get(slug="unsaid").unpublish()
    running = InitiativeState.RUNNING
    campaign = InitiativeInput(
        InitiativeKind.CAMPAIGN, running, {"en": "Open wetlands"}, since="2025-01"
    )
    quiet = InitiativeInput(InitiativeKind.PROJECT, running, {"en": MARKER}, is_public=False)
    begin_initiative(campaign, None)
    Goal.objects.create(title_en="Clean water", network=network, targets=["6.1"])
    Goal.objects.create(title_en=MARKER, initiative=begin_initiative(quiet, None))
    Goal.objects.create(title_en=MARKER, withdrawn_at=timezone.now())
    suggestion = Reply.objects.get().suggestion
    Uptake.objects.create(
        suggestion=suggestion, verdict="adopted", score=1.0, confidence=0.99, reason="adopted"
    )
    member_figures.start_figures(None)
    ledger_figures.request_figures(today)
    perform_all()
    return filled


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    yield made
    made.close()
