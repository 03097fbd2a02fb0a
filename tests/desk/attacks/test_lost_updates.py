"""Nothing that was acknowledged is undone, and nothing that somebody saved is lost without a word.

Each of these lost something on the desk as it was: two acts that meet (at every statement of the first, see
:mod:`tests.desk.attacks.meeting`), or two windows that show the same and save one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from typing import Any
from uuid import UUID, uuid4

import lxml.html
import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.audit.models import AuditEntry
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.api import intakes, stages, statements
from huiyin.desk.consultations.models import Comment, Consultation, Group, Intake, Statement, Tally
from huiyin.desk.jobs import api as jobs
from huiyin.desk.jobs.models import Job, name_subject
from huiyin.desk.networks import api as inviting
from huiyin.desk.outcomes.api import replies, submissions, uptake
from huiyin.desk.outcomes.models import Reply, Submission, Uptake
from huiyin.desk.proposals.api import drafts, minority_opinions, signatures
from huiyin.desk.proposals.models import MinorityOpinion, ProposalVersion, Suggestion
from huiyin.desk.registry.models import Calendar
from tests.desk.attacks.meeting import meet, meetings, together
from tests.desk.forms import version_in
from tests.desk.world import DRAFT_EN, DRAFT_ZH

#: Acts that meet need what is written to be there for the other connection; the others are quicker without.
meeting = pytest.mark.django_db(transaction=True)
SENT, DRAFT, WITHDRAWN = Comment.State.SENT, Comment.State.DRAFT, Comment.State.WITHDRAWN
PLACE = "/c/wetlands/at/art_1/"


class Desk:
    """One delegate, and what their page asks for."""

    def __init__(self, consultation: Consultation, client: Client, author: Any, members: Any):
        self.consultation, self.client, self.author = consultation, client, author
        self.organisation = members[0]

    def said(self, key: UUID, text: str = "protect it better") -> said.CommentInput:
        return said.CommentInput(key, "art_1", text)

    def keep(self, key: UUID, text: str = "protect it better", seen: int = 0) -> Any:
        return said.save_draft(
            self.consultation, self.author, self.organisation, self.said(key, text), seen=seen
        )

    def send(self, key: UUID, text: str = "protect it better", seen: int = 0) -> Any:
        return said.send_comment(
            self.consultation, self.author, self.organisation, self.said(key, text), seen=seen
        )

    def post(self, what: str, key: UUID, text: str, version: int = 0, **more: str) -> Any:
        words = {"key": str(key), "eid": "art_1", "text": text, "version": str(version)}
        return self.client.post(f"{PLACE}{what}/", words | more)

    def tally(self) -> int:
        return Tally.objects.get(consultation=self.consultation, unit="art_1").comments


@pytest.fixture
def desk(
    consultation: Consultation, sign_in: Callable[[Role], Client], people: Any, members: Any
) -> Desk:
    return Desk(consultation, sign_in(Role.DELEGATE), people[Role.DELEGATE], members)


def _is_sent_once(desk: Desk, key: UUID) -> None:
    row = Comment.objects.get(public_id=key)
    assert row.state == SENT
    assert (
        AuditEntry.objects.filter(verb="send", thing="comment", thing_id=str(row.pk)).count() == 1
    )


# ---- a comment and its draft -------------------------------------------------------------------------


@pytest.mark.parametrize("was_kept", (False, True))
@pytest.mark.parametrize("is_send_first", (False, True))
@meeting
def test_a_draft_and_its_sending_meet_anywhere_and_the_comment_stays_sent(
    desk: Desk, was_kept: bool, is_send_first: bool
) -> None:
    keys: list[UUID] = []

    def make() -> tuple[Any, Any]:
        key = uuid4()
        keys.append(key)
        seen = said.version_of_draft(desk.keep(key)) if was_kept else 0
        keep, send = lambda: desk.keep(key, seen=seen), lambda: desk.send(key, seen=seen)
        return (send, keep) if is_send_first else (keep, send)

    met = list(meetings(make))
    assert len(met) > 3
    for key in keys[:-1]:  # the last ones did not meet any more
        _is_sent_once(desk, key)


@meeting
def test_of_forty_drafts_and_sendings_at_once_none_is_lost(desk: Desk) -> None:
    keys = [uuid4() for _ in range(40)]
    for n, key in enumerate(keys):
        keep, send = lambda key=key: desk.keep(key), lambda key=key: desk.send(key)
        together([keep, send] if n % 4 else [send, keep, keep, send])
        _is_sent_once(desk, key)
    assert Comment.objects.filter(state=SENT).count() == 40
    assert desk.tally() == 40


@pytest.mark.django_db
def test_a_draft_that_comes_after_its_comment_was_sent_leaves_nothing(desk: Desk) -> None:
    key = uuid4()
    assert desk.post("send", key, "protect it better").status_code == 302
    for text in ("protect it better", "protect it"):
        answer = desk.post("draft", key, text)
        assert answer.json() == {"kept": False, "sent": True}
    assert list(Comment.objects.values_list("text", "state")) == [("protect it better", SENT)]


@meeting
def test_what_was_withdrawn_never_comes_back(desk: Desk) -> None:
    def make() -> tuple[Any, Any]:
        made = desk.send(uuid4())
        again = desk.send if len(rows) % 2 else desk.keep
        rows.append(made)
        return (
            lambda: said.withdraw_comment(made, desk.author),
            lambda: again(made.public_id),
        )

    rows: list[Comment] = []
    assert len(list(meetings(make))) > 3
    for row in rows[:-1]:
        row.refresh_from_db()
        assert row.state == WITHDRAWN
    assert desk.tally() == Comment.objects.filter(state=SENT).count()
    page = desk.post("send", rows[0].public_id, "protect it better")
    assert page.status_code == 409 and b"You have withdrawn this comment" in page.content
    assert b"protect it better</textarea>" in page.content
    assert str(rows[0].public_id).encode() not in page.content  # its key opens nothing any more


@pytest.mark.django_db
def test_a_draft_that_was_deleted_does_not_rise_again(desk: Desk) -> None:
    key = uuid4()
    desk.keep(key)
    deleted = desk.client.post(f"/c/wetlands/mine/{key}/withdraw/", {"what": "draft"})
    assert deleted.status_code == 302
    for version in (0, 1):
        late = desk.post("draft", key, "protect it better", version)
        assert late.status_code == 409 and late.json() == {"kept": False, "gone": True}
    page = desk.post("send", key, "protect it better")
    assert page.status_code == 409 and b"was deleted in another window" in page.content
    assert not Comment.objects.filter(state__in=(SENT, DRAFT)).exists()
    assert not Comment.objects.exclude(text="").exists()
    assert b"protect it better" not in desk.client.get("/c/wetlands/mine/").content


@meeting
def test_deleting_a_draft_that_was_sent_meanwhile_deletes_nothing(desk: Desk) -> None:
    def make() -> tuple[Any, Any]:
        draft = desk.keep(uuid4())
        rows.append(draft)
        seen = said.version_of_draft(draft)
        return (
            lambda: desk.client.post(
                f"/c/wetlands/mine/{draft.public_id}/withdraw/", {"what": "draft"}
            ),
            lambda: desk.send(draft.public_id, seen=seen),
        )

    rows: list[Comment] = []
    for (_, sending), row in zip(meetings(make), rows, strict=False):
        row.refresh_from_db()
        # Either it was sent, and then it is there; or it was deleted first, and the sender is told.
        assert (
            row.state == SENT
            if isinstance(sending, Comment)
            else isinstance(sending, said.DraftClosed)
        )


@pytest.mark.django_db
def test_a_window_left_behind_does_not_overwrite_a_newer_draft(desk: Desk) -> None:
    key = uuid4()
    first = desk.post("draft", key, "as it was").json()["version"]
    newer = desk.post("draft", key, "as it was, and then more", first).json()["version"]
    late = desk.post("draft", key, "as it was, elsewhere", first)
    assert late.status_code == 409
    assert late.json()["there"]["text"] == "as it was, and then more"
    assert late.json()["version"] == newer
    assert Comment.objects.get().text == "as it was, and then more"
    page = desk.post("send", key, "as it was, elsewhere", first)
    assert page.status_code == 409
    _shows_both(page, "as it was, and then more", "as it was, elsewhere")
    assert Comment.objects.get().state == DRAFT
    # The same words again are no conflict, and who has seen the other text may go on.
    assert desk.post("draft", key, "as it was, and then more", first).json()["kept"]
    newer = said.version_of_draft(Comment.objects.get())
    assert desk.post("send", key, "as it was, elsewhere", newer).status_code == 302
    assert Comment.objects.get().text == "as it was, elsewhere"


@pytest.mark.django_db
def test_other_words_under_a_key_that_was_sent_are_not_called_sent(desk: Desk) -> None:
    key = uuid4()
    desk.post("send", key, "the first words")
    assert desk.post("send", key, "the first words").status_code == 302  # sent twice, there once
    page = desk.post("send", key, "the first words, and more")
    assert page.status_code == 409 and b"the first words, and more</textarea>" in page.content
    assert Comment.objects.get().text == "the first words"


def _shows_both(page: Any, stored: str, typed: str) -> None:
    """What is stored, what was typed, and the three ways on."""
    assert page.status_code == 409
    text = unescape(re.sub(r"</?(?:del|ins)>", "", page.content.decode()))
    assert f">{stored}<" in text, f"does not show what is stored: {stored}"
    assert f">{typed}<" in text, f"does not show what was typed: {typed}"
    assert "<del>" in page.content.decode() or "<ins>" in page.content.decode()


# ---- two windows that show the same ------------------------------------------------------------------


@dataclass(frozen=True)
class Window:
    """A form of a page: where it is, what the first and the second person make of it, and what is stored of that."""

    stage: Stage
    role: Role
    page: str
    first: dict[str, Any]
    second: dict[str, Any]
    stored: Callable[[], str]
    to: str = ""
    holding: str = ""
    shown: tuple[str, str] = ("what the first wrote", "what the second wrote")


ONE, TWO = "what the first wrote", "what the second wrote"


def _suggestion(world: World) -> Window:
    one = world.edition.suggestions.get()
    words = {"eid": "art_1", "action": "replace", "keep": "1", "reason": "so that it is safe"}
    return Window(
        Stage.DRAFTING, Role.SECRETARIAT, reverse("suggestion_edit", args=("wetlands", one.pk)) + "?text=en",
        words | {"text": ONE}, words | {"text": TWO},
        lambda: Suggestion.objects.get(pk=one.pk).text,
    )  # fmt: skip


def _translation(world: World) -> Window:
    one = world.edition.suggestions.get()
    return Window(
        Stage.DRAFTING, Role.SECRETARIAT, reverse("suggestion_translation", args=("wetlands", one.pk)),
        {"text": ONE}, {"text": TWO},
        lambda: Suggestion.objects.get(pk=one.pk).text_translated,
    )  # fmt: skip


def _letter(world: World) -> Window:
    page = reverse("proposal_letter", args=("wetlands",))
    return Window(
        Stage.DRAFTING, Role.SECRETARIAT, page,
        {"letter_en": ONE, "keep": "1"}, {"letter_en": TWO, "keep": "1"},
        lambda: ProposalVersion.objects.get().letter_en,
    )  # fmt: skip


def _statement(world: World) -> Window:
    made = statements.create_statement(world.consultation, world.team, "", "as it was")
    page = reverse("statement_reword", args=("wetlands", made.pk))
    return Window(
        Stage.DELIBERATING, Role.COORDINATOR, page, {"text_en": ONE}, {"text_en": TWO},
        lambda: Statement.objects.get().text_en,
    )  # fmt: skip


def _group(world: World, what: str, field: str) -> Window:
    comment = Comment.objects.create(consultation=world.consultation, text="more water")
    group = Group.objects.create(
        consultation=world.consultation, key=str(comment.public_id), representative=comment, size=1
    )
    column = field if what == "name" else "aside"
    return Window(
        Stage.GROUPING, Role.SECRETARIAT, reverse("group", args=("wetlands", group.pk)),
        {field: ONE, "what": what}, {field: TWO, "what": what},
        lambda: str(getattr(Group.objects.get(pk=group.pk), column)),
        to=reverse("group_change", args=("wetlands", group.pk)), holding=f'name="{field}"',
    )  # fmt: skip


def _organisation(world: World) -> Window:
    one = world.organisation
    details = {"name_zh": one.name_zh, "kind": "member", "language": "en", "slug": one.slug}
    return Window(
        Stage.COMMENTING, Role.SECRETARIAT, reverse("organisation_edit", args=(one.pk,)),
        details | {"name_en": ONE}, details | {"name_en": TWO},
        lambda: str(type(one).objects.get(pk=one.pk).name_en),
    )  # fmt: skip


def _network(world: World) -> Window:
    network = world.consultation.network
    return Window(
        Stage.COMMENTING, Role.SECRETARIAT, reverse("network", args=(network.pk,)),
        {"what": "name", "name_en": ONE}, {"what": "name", "name_en": TWO},
        lambda: str(type(network).objects.get(pk=network.pk).name_en),
    )  # fmt: skip


def _settings(world: World) -> Window:
    words = {"title_en": "Wetlands", "stages": "1", "with_stage": ["grouping", "deliberating"]}
    return Window(
        Stage.PREPARING, Role.SECRETARIAT, reverse("manage", args=("wetlands",)),
        words | {"intro_en": ONE}, words | {"intro_en": TWO},
        lambda: Consultation.objects.get().intro_en,
    )  # fmt: skip


def _reply(world: World) -> Window:
    world.hand_in()
    one = world.edition.suggestions.get()
    return Window(
        Stage.REPLYING, Role.OFFICER, reverse("replies", args=("wetlands",)),
        {"status": "rejected", "reason": ONE}, {"status": "accepted", "reason": TWO},
        lambda: Reply.objects.get().reason, to=reverse("reply", args=("wetlands", one.pk)),
    )  # fmt: skip


def _uptake(world: World) -> Window:
    world.hand_in()
    one = world.edition.suggestions.get()
    Uptake.objects.create(
        suggestion=one, verdict="needs_person", score=0.5, confidence=0.5, reason="words_found"
    )
    return Window(
        Stage.TRACING, Role.SECRETARIAT, reverse("uptake", args=("wetlands",)),
        {"verdict": "adopted", "reason": ONE}, {"verdict": "not_adopted", "reason": TWO},
        lambda: Uptake.objects.get().person_reason,
        to=reverse("uptake_decide", args=("wetlands", one.pk)),
    )  # fmt: skip


def _minority(world: World) -> Window:
    drafts.lock_proposal_version(world.edition, world.team)
    Consultation.objects.update(stage=Stage.SIGNING.value)
    world.edition.refresh_from_db()
    minority_opinions.save_opinion(world.edition, world.organisation, "as it was", world.delegate)
    words = {"organisation": world.organisation.pk, "key": ""}
    return Window(
        Stage.SIGNING, Role.DELEGATE, reverse("proposal", args=("wetlands",)),
        words | {"text": ONE}, words | {"text": TWO},
        lambda: MinorityOpinion.objects.get().text,
        to=reverse("edition_differ", args=("wetlands", 1)), holding="as it was",
    )  # fmt: skip


def _calendar(world: World) -> Window:
    rules = {"what": "rules", "country": "cn"}
    return Window(
        Stage.COMMENTING, Role.SECRETARIAT,
        reverse("calendar", args=(world.consultation.authority_id,)),
        rules | {"weekend": ["4"]}, rules | {"weekend": ["3", "6"]},
        lambda: Calendar.objects.get().weekend,
        shown=("4", "36"),
    )  # fmt: skip


def _account(world: World) -> Window:
    return Window(
        Stage.COMMENTING, Role.DELEGATE, reverse("account"),
        {"name": ONE, "digest": "weekly"}, {"name": TWO, "digest": "weekly"},
        lambda: type(world.delegate).objects.get(pk=world.delegate.pk).name,
    )  # fmt: skip


WINDOWS = {
    "suggestion": _suggestion,
    "letter": _letter,
    "statement": _statement,
    "group_name": lambda world: _group(world, "name", "name_en"),
    "translation": _translation,
    "group_set_aside": lambda world: _group(world, "aside", "reason"),
    "organisation": _organisation,
    "network": _network,
    "settings": _settings,
    "reply": _reply,
    "uptake": _uptake,
    "minority_opinion": _minority,
    "calendar": _calendar,
    "account": _account,
}


class World:
    """A consultation with a proposal that is being written."""

    def __init__(self, consultation: Consultation, people: Any, members: Any) -> None:
        self.consultation, self.organisation = consultation, members[0]
        self.team, self.delegate = people[Role.SECRETARIAT], people[Role.DELEGATE]
        self.edition = drafts.begin_proposal_version(consultation, self.team)
        asked = drafts.SuggestionInput("art_1", "Article 1", text="as it was", language="en")
        drafts.save_suggestion(self.edition, asked, self.team)

    def hand_in(self) -> None:
        drafts.lock_proposal_version(self.edition, self.team)
        Submission.objects.create(
            version=self.edition, authority=self.consultation.authority, day="2026-05-01"
        )


@pytest.fixture
def world(consultation: Consultation, people: Any, members: Any) -> World:
    return World(consultation, people, members)


@pytest.mark.django_db
@pytest.mark.parametrize("name", WINDOWS)
def test_of_two_windows_the_second_to_save_sees_both_texts_and_the_first_stays(
    name: str, world: World, sign_in: Callable[[Role], Client]
) -> None:
    window = WINDOWS[name](world)
    Consultation.objects.update(stage=window.stage.value)
    first, second = sign_in(window.role), sign_in(window.role)
    to = window.to or window.page
    seen = [version_in(one, window.page, window.to, window.holding) for one in (first, second)]

    assert first.post(to, window.first | {"version": seen[0]}).status_code == 302
    assert window.stored() == window.shown[0]
    assert first.post(to, window.first | {"version": seen[0]}).status_code == 302  # sent twice

    page = second.post(to, window.second | {"version": seen[1]})
    assert window.stored() == window.shown[0], "the first save is gone"
    if window.shown == (ONE, TWO):
        _shows_both(page, ONE, TWO)
    unseen = second.post(to, window.second)  # a page of before the upgrade knows no version
    assert unseen.status_code == 409 and window.stored() == window.shown[0]

    # Go on from the page that shows both: what stands in its fields, and then what was typed, throughout.
    merged, mine = (_form(page, name) for name in ("both", "mine"))
    assert second.post(to, merged).status_code == 302
    assert window.stored() == window.shown[1]
    assert second.post(to, mine).status_code == 302
    assert window.stored() == window.shown[1]


def _form(page: Any, name: str) -> dict[str, Any]:
    """The fields of a form of the page, as a browser sends them."""
    found = lxml.html.fromstring(page.content.decode()).get_element_by_id(name)
    values: dict[str, Any] = {}
    for key, value in found.form_values():
        values.setdefault(key, []).append(value)
    return values


@meeting
def test_a_stage_that_was_moved_is_not_undone_by_settings_saved_at_the_same_moment(
    world: World, sign_in: Callable[[Role], Client]
) -> None:
    team, page = sign_in(Role.SECRETARIAT), reverse("manage", args=("wetlands",))
    seen = version_in(team, page)
    words = {"title_en": "Wetlands", "version": seen, "opens": "", "closes": ""}
    Consultation.objects.update(stage=Stage.COMMENTING.value, opens=None, closes=None)

    def make() -> tuple[Any, Any]:
        Consultation.objects.update(stage=Stage.COMMENTING.value, title_en="Old")
        version = version_in(team, page)
        return (
            lambda: team.post(page, words | {"version": version}).status_code,
            lambda: stages.move_to_stage(Consultation.objects.get(), Stage.GROUPING, world.team),
        )

    met = kept = 0
    for saved, moved in meetings(make):
        met += 1
        assert moved is None
        held = Consultation.objects.get()
        assert held.stage == Stage.GROUPING, f"undone at statement {met}"
        # Moved before it was looked who may: then it is told, and nothing is saved.
        assert (saved, held.title_en) in {(302, "Wetlands"), (403, "Old")}
        kept += saved == 302
    assert met > 5 and kept > 5


@pytest.mark.django_db
def test_a_stage_moved_on_by_another_is_not_moved_back_by_a_page_left_open(
    world: World, sign_in: Callable[[Role], Client]
) -> None:
    team, page = sign_in(Role.SECRETARIAT), reverse("manage", args=("wetlands",))
    move = reverse("move", args=("wetlands",))
    seen = version_in(team, page, move)
    on = {"stage": "grouping", "version": seen}
    for _ in range(2):  # sent twice, moved once
        assert team.post(move, on).status_code == 302
        assert Consultation.objects.get().stage == Stage.GROUPING
    stages.move_to_stage(Consultation.objects.get(), Stage.DELIBERATING, world.team)
    told = team.post(move, on, follow=True).content.decode()
    assert Consultation.objects.get().stage == Stage.DELIBERATING
    assert "nothing was done" in told


@pytest.mark.django_db
def test_what_is_moved_up_is_what_was_seen_above(
    world: World, sign_in: Callable[[Role], Client]
) -> None:
    team = sign_in(Role.SECRETARIAT)
    Consultation.objects.update(stage=Stage.DRAFTING.value)
    for text in ("b", "c"):
        asked = drafts.SuggestionInput("art_2", "Article 2", text=text, language="en")
        drafts.save_suggestion(world.edition, asked, world.team)
    last = world.edition.suggestions.last()
    page = reverse("proposal", args=("wetlands",))
    move = reverse("suggestion_move", args=("wetlands", last.pk))
    up = {"up": "1", "version": version_in(team, page, move)}
    for _ in range(2):  # a double click moves it by one
        team.post(move, up)
        assert [s.key for s in world.edition.suggestions.all()] == ["S01", "S03", "S02"]
    order = reverse("proposal_order", args=("wetlands",))
    team.post(order, {"version": up["version"]})
    assert [s.key for s in world.edition.suggestions.all()] == ["S01", "S03", "S02"]

    Consultation.objects.update(stage=Stage.DELIBERATING.value)
    made = [statements.create_statement(world.consultation, world.team, "", text) for text in "abc"]
    change = reverse("statement_change", args=("wetlands", made[2].pk))
    up = {
        "what": "up",
        "version": version_in(team, reverse("statements", args=("wetlands",)), change),
    }
    for _ in range(2):
        team.post(change, up)
        assert [s.text_en for s in Statement.objects.all()] == ["a", "c", "b"]


@pytest.mark.django_db
def test_nothing_is_put_up_for_signing_that_was_changed_after_it_was_read(
    world: World, sign_in: Callable[[Role], Client]
) -> None:
    team, page = sign_in(Role.SECRETARIAT), reverse("proposal", args=("wetlands",))
    Consultation.objects.update(stage=Stage.DRAFTING.value)
    fix = reverse("proposal_fix", args=("wetlands",))
    seen = version_in(team, page, fix)
    one = world.edition.suggestions.get()
    changed = drafts.SuggestionInput("art_1", "Article 1", text="something else", language="en")
    drafts.save_suggestion(world.edition, changed, world.team, one)
    told = team.post(fix, {"version": seen}, follow=True).content.decode()
    assert ProposalVersion.objects.get().locked_at is None and "nothing was done" in told
    team.post(fix, {"version": version_in(team, page, fix)})
    assert ProposalVersion.objects.get().locked_at is not None


@pytest.mark.django_db
def test_words_typed_while_the_edition_was_put_up_for_signing_are_shown_again(
    world: World, sign_in: Callable[[Role], Client]
) -> None:
    window, letter = _suggestion(world), _letter(world)
    Consultation.objects.update(stage=Stage.DRAFTING.value)
    team = sign_in(Role.SECRETARIAT)
    seen = [version_in(team, one.page) for one in (window, letter)]
    drafts.lock_proposal_version(world.edition, world.team)
    for one, version in zip((window, letter), seen, strict=True):
        page = team.post(one.page, one.second | {"version": version})
        assert page.status_code == 409
        assert f"{TWO}</textarea>" in page.content.decode()
        assert "finalised for signing in the meantime" in page.content.decode()


@pytest.mark.django_db
def test_signatures_that_changed_while_the_papers_were_set_are_not_handed_in(
    world: World, members: Any, people: Any
) -> None:
    fixed = drafts.lock_proposal_version(world.edition, world.team)
    Consultation.objects.update(stage=Stage.SIGNING.value)
    signatures.sign_proposal(fixed, world.organisation, world.delegate)
    standing = submissions.digest_signatures(fixed)
    minority_opinions.save_opinion(fixed, world.organisation, "Not this year.", world.delegate)
    with pytest.raises(submissions.SignaturesChanged):
        submissions.submit_proposal(fixed, {"a": b"b"}, world.team, seen=standing)
    assert not Submission.objects.exists()
    submissions.submit_proposal(
        fixed, {"a": b"b"}, world.team, seen=submissions.digest_signatures(fixed)
    )


@pytest.mark.django_db
def test_a_table_that_is_old_does_not_bring_back_an_answer_that_was_amended(
    world: World, people: Any, tmp_path: Any
) -> None:
    world.hand_in()
    one, officer = world.edition.suggestions.get(), people[Role.OFFICER]
    for status, reason in (("considering", "We look into it."), ("accepted", "Every year.")):
        replies.save_reply(world.consultation, one, status, reason, officer)
    table = "suggestion,status,reason\nS01,considering,We look into it.\n"
    taken = replies.take_table(world.consultation, "replies.csv", table.encode(), officer)
    assert [(row.key, row.why) for row in taken.refused] == [("S01", "former")]
    assert Reply.objects.get().reason == "Every year."


@meeting
def test_the_enacted_text_in_two_languages_at_one_moment_is_one_version(world: World) -> None:
    def make() -> tuple[Any, Any]:
        Consultation.objects.update(enacted=None, stage=Stage.REPLYING)
        zh, en = ((f"law.{one}.txt", text.encode()) for one, text in LAWS)
        one, other = (
            uptake.take_enacted(Consultation.objects.get(), *law, world.team).pk for law in (zh, en)
        )
        return (  # as two workers do it
            lambda: uptake.read_enacted(Job.objects.get(pk=one), lambda _done, _all: None),
            lambda: uptake.read_enacted(Job.objects.get(pk=other), lambda _done, _all: None),
        )

    for at in (1, 4, 9, 14, 30):
        meet(*make(), at)
        texts = Consultation.objects.get().enacted.expressions
        assert set(texts.values_list("language", flat=True)) == {"zh", "en"}, at


LAWS = (("zh", DRAFT_ZH), ("en", DRAFT_EN))


@meeting
def test_a_file_sent_twice_at_one_moment_is_taken_in_once(world: World) -> None:
    table = "comment\nmore water\n"

    def make() -> tuple[Any, Any]:
        Intake.objects.all().delete()
        take = lambda: intakes.receive_file(  # noqa: E731
            Consultation.objects.get(), "comments.csv", table.encode(), world.team
        )
        return take, take

    met = 0
    for _ in meetings(make):
        met += 1
        assert Intake.objects.count() == 1, f"at statement {met}"
    assert met > 3


@pytest.mark.django_db
def test_an_invitation_that_was_accepted_is_not_called_taken_back(
    world: World, sign_in: Callable[[Role], Client]
) -> None:
    invitation = inviting.invite_person("new@example.org", Role.SECRETARIAT, world.team)
    inviting.accept_invitation(invitation, "New", "marshes and reeds 7")
    team = sign_in(Role.SECRETARIAT)
    told = team.post(reverse("invitation_withdraw", args=(invitation.pk,)), follow=True)
    assert b"has already been accepted" in told.content
    invitation.refresh_from_db()
    assert invitation.accepted_at is not None


@pytest.mark.django_db
def test_all_may_comment_again_is_not_undone_by_an_invitation_from_an_older_page(
    world: World, members: Any, sign_in: Callable[[Role], Client]
) -> None:
    team, page = sign_in(Role.SECRETARIAT), reverse("inviting", args=("wetlands",))
    Consultation.objects.update(is_by_invitation=True)
    seen = version_in(team, page)
    assert team.post(page, {"what": "all", "version": seen}).status_code == 302
    late = team.post(page, {"what": "add", "organisation": members[1].pk, "version": seen})
    assert late.status_code == 409 and b"nothing was done" in late.content
    assert not Consultation.objects.get().is_by_invitation


@meeting
def test_a_job_that_ended_meanwhile_is_not_begun_again(world: World) -> None:
    def make() -> tuple[Any, Any]:
        Job.objects.all().delete()
        job = Job.objects.create(
            **name_subject(world.consultation), kind="map", state=Job.State.RUNNING
        )
        ended = Job.objects.filter(pk=job.pk, state=Job.State.RUNNING)
        return lambda: jobs.revive_jobs(at_once=True), lambda: ended.update(state=Job.State.DONE)

    for _, ended in meetings(make):
        if ended:  # it was still running, and ended
            assert Job.objects.get().state in (Job.State.DONE,)
