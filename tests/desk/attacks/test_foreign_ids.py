"""A number or a key of another consultation, or of another organisation, opens nothing and changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import creation
from huiyin.desk.consultations.models import Comment, Consultation, Group, Statement
from huiyin.desk.exports import api as exports
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion
from huiyin.desk.registry.models import Organisation
from tests.desk.audit.test_audit import UUID, World
from tests.desk.forms import seen_of
from tests.desk.photograph import photograph
from tests.desk.standing import *  # noqa: F403 - one small network for all of them
from tests.desk.world import DRAFT_EN

# Whose it is the views ask alike; every address is walked on both by tests/desk/accounts/test_permissions.py.
pytestmark = pytest.mark.one_database

T, D, OFFICER = Role.SECRETARIAT, Role.DELEGATE, Role.OFFICER


class Two:
    """``theirs`` holds one of everything; ``ours`` stands beside it with an edition, a group and a statement of its
    own, and everybody has the same rights in both."""

    def __init__(self, theirs: World) -> None:
        self.theirs, people = theirs, theirs.people
        consultation = theirs.consultation
        self.ours = creation.open_consultation(
            creation.ConsultationInput(
                title_zh="", title_en="Birds", authority=consultation.authority,
                initiator=consultation.initiator, network=consultation.network,
                files={"en": ("d.txt", DRAFT_EN.encode())},
            ),
            people[T], slug="birds",
        )  # fmt: skip
        jobs.perform_waiting(self.ours)
        words = said.CommentInput(uuid4(), "art_1", "birds are not water")
        Consultation.objects.update(stage=Stage.COMMENTING.value)
        comment = said.send_comment(self.ours, people[D], theirs.members[0], words)
        self.group = Group.objects.create(
            consultation=self.ours, key="b", representative=comment, eid="art_1", size=1,
            organisations=1,
        )  # fmt: skip
        comment.group = self.group
        comment.save()
        self.statement = Statement.objects.create(
            consultation=self.ours, key="b0", text_en="B", position=0
        )

    def edition(self, *, fixed: bool = False) -> ProposalVersion:
        """An edition of ours that is being written or signed."""
        proposal = Proposal.objects.create(consultation=self.ours)
        made = ProposalVersion.objects.create(
            proposal=proposal, number=1, locked_at=timezone.now() if fixed else None
        )
        Suggestion.objects.create(version=made, key="S01", position=0, text="More birds.")
        return made


@pytest.fixture
def two(consultation: Consultation, people: dict[Role, User], members: list[Any]) -> Two:
    return Two(World(consultation, people, members))


def _exported(two: Two) -> Job:
    exports.request_export(two.theirs.consultation, two.theirs.people[T], everything=False)
    return Job.objects.get(kind="export")


#: What is asked of ours with what is theirs: address, who, at which stage, the parts of the address, the form
#: (None: the page is only read).
FOREIGN: dict[str, tuple[str, Role, Stage, Callable[[Two], tuple[dict[str, Any], dict[str, Any] | None]]]] = {
    "a comment is withdrawn": ("comment_withdraw", D, Stage.COMMENTING, lambda t: ({"key": UUID}, {})),
    "the fate of a comment": ("fate", D, Stage.COMMENTING, lambda t: ({"key": UUID}, None)),
    "a group": ("group", T, Stage.GROUPING, lambda t: ({"number": t.theirs.groups[0].pk}, None)),
    "groups are merged": ("groups_merge", T, Stage.GROUPING, lambda t: ({}, {"group": [g.pk for g in t.theirs.groups], "version": seen_of(t.theirs.groups)})),
    "a group is merged with ours": ("groups_merge", T, Stage.GROUPING, lambda t: ({}, {"group": [t.theirs.groups[0].pk, t.group.pk], "version": seen_of([t.theirs.groups[0], t.group])})),
    "a group is split": ("group_split", T, Stage.GROUPING, lambda t: ({"number": t.theirs.groups[0].pk}, {"comment": t.theirs.comments[2].pk, "version": seen_of(t.theirs.groups)})),
    "its comment is split from ours": ("group_split", T, Stage.GROUPING, lambda t: ({"number": t.group.pk}, {"comment": t.theirs.comments[2].pk, "version": seen_of([t.group])})),
    "a group is named": ("group_change", T, Stage.GROUPING, lambda t: ({"number": t.theirs.groups[0].pk}, {"what": "name", "name_en": "Ours"})),
    "a group is set aside": ("group_change", T, Stage.GROUPING, lambda t: ({"number": t.theirs.groups[0].pk}, {"what": "aside", "reason": "No"})),
    "a decision is undone": ("group_undo", T, Stage.GROUPING, lambda t: ({"number": t.theirs.decision.pk}, {})),
    "a statement": ("statement_reword", T, Stage.GROUPING, lambda t: ({"number": t.theirs.statements[0].pk}, None)),
    "a statement is reworded": ("statement_reword", T, Stage.GROUPING, lambda t: ({"number": t.theirs.statements[0].pk}, {"text_en": "Ours."})),
    "a statement is withheld": ("statement_change", T, Stage.GROUPING, lambda t: ({"number": t.theirs.statements[0].pk}, {"what": "withhold"})),
    "a statement is moved": ("statement_change", T, Stage.GROUPING, lambda t: ({"number": t.theirs.statements[0].pk}, {"what": "down"})),
    "a statement is voted on": ("vote", D, Stage.DELIBERATING, lambda t: ({}, {"statement": t.theirs.statements[0].pk, "vote": "agree", "organisation": t.theirs.members[0].pk})),
    "a vote for another organisation": ("vote", D, Stage.DELIBERATING, lambda t: ({}, {"statement": t.statement.pk, "vote": "agree", "organisation": t.theirs.members[1].pk})),
    "a file": ("intake", T, Stage.COMMENTING, lambda t: ({"number": t.theirs.intake.pk}, None)),
    "a file is mapped": ("intake", T, Stage.COMMENTING, lambda t: ({"number": t.theirs.intake.pk}, {"text": "comment"})),
    "a job": ("job", T, Stage.COMMENTING, lambda t: ({"number": jobs.start_job(t.theirs.consultation, "group", None).pk}, None)),
    "an export": ("export_file", T, Stage.COMMENTING, lambda t: ({"number": _exported(t).pk}, None)),
    "a suggestion": ("suggestion_edit", T, Stage.DRAFTING, lambda t: (t.edition() and {"number": t.theirs.propose().pk}, None)),
    "a suggestion is kept": ("suggestion_edit", T, Stage.DRAFTING, lambda t: (t.edition() and {"number": t.theirs.propose().pk}, {"keep": "1", "eid": "art_1", "wording": "Ours."})),
    "a suggestion is translated": ("suggestion_translation", T, Stage.DRAFTING, lambda t: (t.edition() and {"number": t.theirs.propose().pk}, {"wording": "Ours."})),
    "a suggestion is left out": ("suggestion_drop", T, Stage.DRAFTING, lambda t: (t.edition() and {"number": t.theirs.propose().pk}, {})),
    "a suggestion is put back": ("suggestion_put_back", T, Stage.DRAFTING, lambda t: (t.edition() and {"number": t.theirs.dropped().pk}, {})),
    "a suggestion is moved": ("suggestion_move", T, Stage.DRAFTING, lambda t: (t.edition() and {"number": t.theirs.propose().pk}, {"down": "1"})),
    "a remark is settled": ("remark_settle", T, Stage.DRAFTING, lambda t: (t.edition() and {"number": t.theirs.remarked().pk}, {})),
    "a suggestion is remarked on": ("edition_remark", T, Stage.DRAFTING, lambda t: (t.edition(fixed=True) and {"number": 1}, {"suggestion": t.theirs.propose().pk, "text": "Ours"})),
    "an edition that ours has not": ("edition", T, Stage.DRAFTING, lambda t: (t.theirs.propose() and {"number": 1}, None)),
    "it is put up for signing": ("proposal_fix", T, Stage.DRAFTING, lambda t: (t.theirs.propose() and {}, {})),
    "it is put in order": ("proposal_order", T, Stage.DRAFTING, lambda t: (t.theirs.propose() and {}, {})),
    "an edition is signed": ("edition_sign", D, Stage.SIGNING, lambda t: (t.theirs.propose(fixed=True) and {"number": 1}, {"organisation": t.theirs.members[0].pk})),
    "a signature for another organisation": ("edition_sign", D, Stage.SIGNING, lambda t: (t.edition(fixed=True) and {"number": 1}, {"organisation": t.theirs.members[1].pk})),
    "an opinion of another organisation": ("edition_differ", D, Stage.SIGNING, lambda t: (t.edition(fixed=True) and {"number": 1}, {"organisation": t.theirs.members[1].pk, "text": "No."})),
    "an opinion is withdrawn": ("differ_withdraw", T, Stage.SIGNING, lambda t: (t.edition(fixed=True) and {"number": t.theirs.differed().pk}, {})),
    "a proposal is handed in": ("submit", T, Stage.SIGNING, lambda t: (t.theirs.signed() and {}, {})),
    "a suggestion is answered": ("reply", OFFICER, Stage.REPLYING, lambda t: ({"number": t.theirs.propose(handed_in=True).pk}, {"status": "accepted"})),
    "a verdict is overruled": ("uptake_decide", T, Stage.TRACING, lambda t: ({"number": t.theirs.propose(handed_in=True).pk}, {"verdict": "not_adopted", "reason": "no"})),
}  # fmt: skip


@pytest.mark.parametrize("what", FOREIGN)
def test_what_belongs_to_another_is_neither_shown_nor_changed(
    what: str, two: Two, sign_in: Callable[[Role], Client]
) -> None:
    name, role, stage, form = FOREIGN[what]
    kwargs, given = form(two)
    Consultation.objects.update(stage=stage.value)
    client = sign_in(role)
    url = reverse(name, kwargs={"slug": "birds", **kwargs})
    before = photograph()
    answer = client.get(url) if given is None else client.post(url, given)
    assert answer.status_code in (404, 302, 409), answer.content.decode()[:3000]
    if given is None:
        assert answer.status_code == 404
    assert photograph() == before


def test_what_is_named_of_another_is_left_out_of_what_is_made(
    two: Two, sign_in: Callable[[Role], Client]
) -> None:
    """Ours is made, without the group and the organisation that are not ours."""
    team, delegate = sign_in(T), sign_in(D)
    foreign = two.theirs.groups[0]
    Consultation.objects.update(stage=Stage.GROUPING.value)
    team.post(reverse("statement_make", args=("birds",)), {"text_en": "X.", "group": foreign.pk})
    assert Statement.objects.get(text_en="X.").group is None
    Consultation.objects.update(stage=Stage.DRAFTING.value)
    form = {"keep": "1", "eid": "art_1", "wording": "Birds.", "group": foreign.pk}
    team.post(reverse("suggestion_new", args=("birds",)), form)
    made = Suggestion.objects.get(wording="Birds.")
    assert made.version.proposal.consultation == two.ours
    assert not made.groups.exists()
    Consultation.objects.update(stage=Stage.COMMENTING.value)
    foreign_seat = Organisation.objects.create(slug="gulls", name_en="Gulls")
    key = uuid4()
    form = {"key": key, "eid": "art_1", "text": "Ours", "organisation": foreign_seat.pk}
    delegate.post(reverse("comment_send", args=("birds", "art_1")), form)
    assert Comment.objects.get(public_id=key).organisation is None


def test_an_officer_changes_the_calendar_of_no_other_authority(
    two: Two, sign_in: Callable[[Role], Client]
) -> None:
    another = Organisation.objects.create(
        slug="water", kind=Organisation.Kind.AUTHORITY, name_en="Ministry of Water"
    )
    url = reverse("calendar", args=(another.pk,))
    clients = [sign_in(role) for role in (OFFICER, Role.COORDINATOR, D)]
    before = photograph()
    for client in clients:
        assert client.get(url).status_code == 403
        assert client.post(url, {"what": "rules", "weekend": ["6"]}).status_code == 403
    assert photograph() == before
