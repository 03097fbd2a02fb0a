"""Goals with indicators; campaigns that serve one, serve none and were looked at, or were not; the board; the chain to the law."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import InitiativeState, Role, Stage
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.initiatives.access import ANYBODY
from huiyin.desk.initiatives.api import board, chains, goals, news
from huiyin.desk.initiatives.api import initiatives as acts
from huiyin.desk.initiatives.data import (
    GoalInput,
    IndicatorInput,
    IndicatorSource,
    InitiativeInput,
    InitiativeKind,
    ObservationInput,
    TieState,
)
from huiyin.desk.initiatives.models import Goal, GoalReview, GoalTie, Initiative
from huiyin.desk.laws.models import Instrument, Version
from huiyin.desk.networks.models import Network
from huiyin.desk.outcomes.models import Reply, Submission, Uptake
from huiyin.desk.proposals.models import Proposal, ProposalVersion, Suggestion
from tests.desk.initiatives.test_lineage import comment
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

TODAY = timezone.localdate


def begin(by: User, name: str, **more: Any) -> Initiative:
    given: dict[str, Any] = {"since": "2024"} | more
    return acts.begin_initiative(
        InitiativeInput(InitiativeKind.CAMPAIGN, InitiativeState.RUNNING, {"en": name}, **given), by
    )


@pytest.fixture
def goal(network: Network, people: dict[Role, User]) -> Goal:
    given = GoalInput(
        {"zh": "城市降温", "en": "Cooler cities"}, targets=["13.1"], network=network.pk
    )
    return goals.save_goal(None, given, people[Role.SECRETARIAT])


def hand_in(consultation: Consultation) -> Suggestion:
    """The proposal is handed in, one suggestion of two is answered, and a law is enacted that adopts it."""
    edition = ProposalVersion.objects.create(
        proposal=Proposal.objects.create(consultation=consultation),
        number=1,
        locked_at=timezone.now(),
    )
    one = Suggestion.objects.create(version=edition, key="S01", eid="art_1", text="Shade.")
    Suggestion.objects.create(version=edition, key="S02", position=1, text="Water.")
    Submission.objects.create(
        version=edition, authority=consultation.authority, day=date(2026, 5, 1)
    )
    Reply.objects.create(suggestion=one, status="accepted", replied_on=date(2026, 6, 1))
    Uptake.objects.create(suggestion=one, verdict="adopted", score=1, confidence=1, reason="same")
    law = Instrument.objects.create(title_en="Shade Act")
    consultation.enacted = Version.objects.create(instrument=law)
    consultation.stage = Stage.TRACING.value
    consultation.save()
    return one


def test_a_campaign_is_tied_to_a_goal_and_one_to_none(
    goal: Goal, people: dict[Role, User], sign_in: Callable[[Role], Client], network: Network
) -> None:
    by = people[Role.SECRETARIAT]
    tied = begin(by, "Trees", network=network.pk)
    alone = begin(by, "Fountains", network=network.pk)
    begin(by, "Awnings", network=network.pk)
    client = sign_in(Role.COORDINATOR)
    page = reverse("initiative_manage", args=(tied.slug,))
    assert (
        client.post(page, {"what": "tie", "goal": goal.pk, "day": "2026-01-05"}).status_code == 302
    )
    page = reverse("initiative_manage", args=(alone.slug,))
    client.post(page, {"what": "review", "day": "2026-01-06", "note": "Nobody planned on."})
    shown = sign_in(Role.READER).get(reverse("initiative", args=(alone.slug,))).content.decode()
    assert "Single campaign without a strategic goal" in shown and "Nobody planned on." in shown
    assert str(people[Role.COORDINATOR]) not in shown  # who looked is told to members alone
    assert (
        str(people[Role.COORDINATOR])
        in client.get(reverse("initiative", args=(alone.slug,))).content.decode()
    )
    columns = board.list_columns(ANYBODY)
    rows = board.list_campaign_rows(list(board.select_campaigns(ANYBODY)), columns)
    assert {
        row.campaign.name_en: (row.state, [serves for _, serves in row.cells]) for row in rows
    } == {
        "Trees": (TieState.TIED, [True]),
        "Fountains": (TieState.NONE, [False]),
        "Awnings": (TieState.UNREVIEWED, [False]),
    }
    assert [(one.goal, one.campaigns) for one in columns] == [(goal, 1)]
    # A tie takes the place of the finding; its end makes it a question again.
    goals.tie_goal(alone, goal, by, day=TODAY())
    goals.untie_goal(alone, alone.ties.get().pk, by)
    assert (
        board.list_campaign_rows([*board.select_campaigns(ANYBODY).filter(pk=alone.pk)], columns)[
            0
        ].state
        == "unreviewed"
    )
    with pytest.raises(acts.UnusableInitiative, match="tied"):
        goals.review_without_goal(tied, by, day=TODAY())


def test_the_page_of_a_network_names_its_goals_and_leads_to_its_lineage(
    goal: Goal, network: Network
) -> None:
    visitor = Client(headers={"accept-language": "en"})
    page = visitor.get(reverse("network_page", args=(network.slug,))).content.decode()
    assert goal.title_en in page and reverse("network_lineage", args=(network.slug,)) in page


def test_the_shares_move_over_the_years(goal: Goal, people: dict[Role, User]) -> None:
    """Worked by hand: three campaigns; the first tied in 2025, the second found to be single in 2024, the third ends in 2024."""
    by = people[Role.SECRETARIAT]
    first, second = begin(by, "Trees", since="2024"), begin(by, "Fountains", since="2024-06")
    begin(by, "Awnings", since="2024", until="2024-11")
    begin(by, "Some day", since="")
    assert "today" not in begin(by, "Next year", since=f"{TODAY().year + 1}").period
    GoalTie.objects.create(initiative=first, goal=goal, tied_on=date(2025, 3, 1))
    GoalReview.objects.create(initiative=second, day=date(2024, 9, 1))
    shares = board.count_shares(ANYBODY, today=date(2026, 2, 1))
    assert [(one.year, [count for count, _ in one.cells]) for one in shares.years] == [
        (2024, [0, 1, 2]),
        (2025, [1, 1, 0]),
        (2026, [1, 1, 0]),
    ]
    assert (shares.undated, shares.later) == (1, 1)
    table = Client(headers={"accept-language": "en"}).get(reverse("board_csv", args=("years",)))
    assert table.content.decode("utf-8-sig").splitlines()[1] == "2024,0,1,2,3"


def test_an_indicator_is_read_by_hand_and_counted_from_replies(
    goal: Goal, people: dict[Role, User], consultation: Consultation
) -> None:
    by = people[Role.SECRETARIAT]
    given = IndicatorInput(
        {"en": "Shaded streets"}, {"en": "km"}, baseline=Decimal(10), target=Decimal(30)
    )
    by_hand = goals.add_indicator(goal, given, by)
    for day, value in ((date(2025, 6, 1), 14), (date(2026, 1, 1), 20)):
        goals.record_observation(
            goal, by_hand.pk, ObservationInput(day, Decimal(value), "Survey"), by
        )
    for source in (IndicatorSource.REPLIES, IndicatorSource.ADOPTED):
        goals.add_indicator(
            goal,
            IndicatorInput(
                {"en": source.value}, source=source, target=Decimal(4), baseline=Decimal(0)
            ),
            by,
        )
    trees = begin(by, "Trees")
    goals.tie_goal(trees, goal, by, day=TODAY())
    goals.tie_consultation(trees, consultation.slug, by)
    hand_in(consultation)
    readings = goals.read_indicators(goal, by)
    assert [(one.share, [value for _, value, _, _ in one.values]) for one in readings] == [
        (0.5, [14, 20]),
        (0.25, [1]),
        (0.25, [1]),
    ]
    assert readings[1].values[0][0] == date(2026, 6, 1)
    with pytest.raises(acts.UnusableInitiative, match="counted"):
        goals.record_observation(
            goal, readings[1].indicator.pk, ObservationInput(TODAY(), Decimal(1)), by
        )


def test_the_chain_names_what_is_missing_from_either_end(
    goal: Goal, people: dict[Role, User], consultation: Consultation
) -> None:
    by = people[Role.SECRETARIAT]
    assert chains.read_goal_chain(ANYBODY, by, goal).missing == ("initiative",)
    loose = chains.read_consultation_chain(ANYBODY, by, consultation.slug)
    assert loose is not None and loose.missing == ("no_initiative",)
    trees = begin(by, "Trees")
    chain = chains.read_initiative_chain(ANYBODY, by, trees)
    assert chain.initiatives[0].missing == ("review", "consultation")
    goals.tie_goal(trees, goal, by, day=TODAY())
    goals.tie_consultation(trees, consultation.slug, by)
    chain = chains.read_goal_chain(ANYBODY, by, goal)
    assert chain.initiatives[0].consultations[0].missing == ("submission", "law")
    suggestion = hand_in(consultation)
    chain = chains.read_goal_chain(ANYBODY, by, goal)
    link = chain.initiatives[0].consultations[0]
    assert link.missing == () and link.chain.law == "Shade Act"
    assert [(one.fact.key, one.missing) for one in link.suggestions] == [
        ("S01", ()),
        ("S02", ("reply", "trace")),
    ]
    assert not chain.is_whole
    one = chains.read_consultation_chain(ANYBODY, by, consultation.slug, suggestion.key)
    assert one is not None and one.is_whole and one.goals == (goal,)
    visitor = Client(headers={"accept-language": "en"})
    for page in (
        reverse("chain_goal", args=(goal.pk,)),
        reverse("chain_initiative", args=(trees.slug,)) + "?from=law",
        reverse("chain_consultation", args=(consultation.slug,)),
        reverse("overview", args=(consultation.slug,)),
    ):
        shown = visitor.get(page).content.decode()
        assert "Trees" in shown, page
    assert visitor.get(reverse("chain_consultation", args=("nowhere",))).status_code == 404


def test_who_spoke_is_told_when_the_goal_moves(
    goal: Goal, people: dict[Role, User], consultation: Consultation, members: list[Any]
) -> None:
    by, speaker = people[Role.SECRETARIAT], people[Role.DELEGATE]
    trees = begin(by, "Trees")
    goals.tie_consultation(trees, consultation.slug, by)
    before = timezone.now()
    comment(consultation, speaker, members[0])
    goals.tie_goal(trees, goal, by, day=TODAY())
    indicator = goals.add_indicator(
        goal, IndicatorInput({"en": "Shaded streets"}, {"en": "km"}), by
    )
    goals.record_observation(goal, indicator.pk, ObservationInput(TODAY(), Decimal("12.5")), by)
    told = list(news.list_news(speaker, before, timezone.now()))
    assert [one.words for one in told] == [
        "Trees: now serves the strategic goal “Cooler cities”",
        "Trees: Shaded streets now stands at 12.5 km",
    ]
    assert {one.consultation for one in told} == {consultation.title}
    assert list(news.list_news(people[Role.OFFICER], before, timezone.now())) == []


def test_goals_are_written_by_whose_they_are(
    goal: Goal, network: Network, sign_in: Callable[[Role], Client]
) -> None:
    form = {
        "title_en": "Trees everywhere",
        "owner": f"n{network.pk}",
        "targets": "11.7 13.1",
        "parent": goal.pk,
    }
    coordinator = sign_in(Role.COORDINATOR)
    assert coordinator.post(reverse("goal_begin"), form).status_code == 302
    wrong = coordinator.post(reverse("goal_begin"), form | {"targets": "13.9", "owner": ""})
    assert wrong.status_code == 422 and "Unknown targets: 13.9" in wrong.content.decode()
    beneath = Goal.objects.get(parent=goal)
    edit = reverse("goal_edit", args=(goal.pk,))
    circle = form | {"parent": beneath.pk, "version": "x"}
    assert "cannot be its own sub-goal" in coordinator.post(edit, circle).content.decode()
    for who in (Role.DELEGATE, Role.OFFICER, Role.OPERATOR):
        client = sign_in(who)
        for page in (reverse("goal_begin"), edit):
            assert client.post(page, form).status_code == 403, (who, page)
        answer = client.post(
            reverse("goal_measure", args=(goal.pk,)), {"what": "indicator", "name_en": "x"}
        )
        assert answer.status_code == 403
    # Signed out: their words are given back.
    assert sign_in(Role.READER).post(edit, form).status_code == 403
    assert Goal.objects.count() == 2


def test_a_picture_is_drawn_anew_and_what_is_none_is_refused(
    people: dict[Role, User], sign_in: Callable[[Role], Client]
) -> None:
    """A process apart reads it: two seconds."""
    import io

    from PIL import Image

    trees = begin(people[Role.SECRETARIAT], "Trees")
    client = sign_in(Role.SECRETARIAT)
    page = reverse("initiative_manage", args=(trees.slug,))
    out = io.BytesIO()
    Image.new("RGB", (2400, 100), "green").save(out, "JPEG", comment=b"secret place")
    sent = SimpleUploadedFile("a.jpg", out.getvalue())
    assert (
        client.post(page, {"what": "picture", "title_en": "A tree", "file": sent}).status_code
        == 302
    )
    picture = trees.documents.get()
    shown = client.get(reverse("initiative_picture", args=(trees.slug, picture.pk)))
    data = shown.getvalue()
    assert shown["Content-Type"] == "image/png" and b"secret place" not in data
    assert Image.open(io.BytesIO(data)).size[0] == 1600
    bad = SimpleUploadedFile("b.png", b"<svg onload=alert(1)>")
    answer = client.post(page, {"what": "picture", "title_en": "No tree", "file": bad})
    assert answer.status_code == 422 and "not a picture" in answer.content.decode()


PAGES: tuple[tuple[str, tuple[str, ...], int], ...] = (
    ("initiatives", (), 12),
    ("initiatives_csv", (), 12),
    ("initiative", ("slug",), 24),
    ("initiative_manage", ("slug",), 27),
    ("initiative_lineage", ("slug",), 9),
    ("initiative_relate", ("slug",), 13),
    ("chain_initiative", ("slug",), 17),
    ("goals", (), 6),
    ("goal", ("goal",), 20),
    ("chain_goal", ("goal",), 17),
    ("board", (), 18),
    ("founding", (), 6),
    ("network_lineage", ("network",), 12),
    ("chain_consultation", ("consultation",), 17),
)


def test_no_page_asks_more_often_when_there_is_more_to_show(
    goal: Goal,
    network: Network,
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Any],
    sign_in: Callable[[Role], Client],
) -> None:
    from huiyin.desk.initiatives.api import lineage
    from huiyin.desk.initiatives.data import (
        DocumentInput,
        LineageInput,
        LineageKind,
        PartInput,
        PartRole,
    )
    from huiyin.desk.initiatives.models import Founder

    by = people[Role.SECRETARIAT]
    trees = begin(by, "Trees", network=network.pk)
    hand_in(consultation)
    counted = goals.add_indicator(
        goal, IndicatorInput({"en": "n"}, source=IndicatorSource.REPLIES), by
    )
    assert counted.pk
    clients = {who: sign_in(who) for who in (Role.READER, Role.COORDINATOR, Role.SECRETARIAT)}
    values = {
        "slug": trees.slug,
        "goal": goal.pk,
        "network": network.slug,
        "consultation": consultation.slug,
    }

    def add(n: int) -> None:
        other = begin(by, f"Other {n}", network=network.pk, focuses=["climate"], places=["CN-YN"])
        for one in (trees, other):
            acts.add_part(
                one, PartInput(members[n % 2].pk, PartRole.LEAD, f"{1990 + n}", f"{1990 + n}"), by
            )
            acts.add_document(one, DocumentInput(f"{n}.txt", b"x", {"en": f"{n}"}), by)
        own = goals.save_goal(
            None, GoalInput({"en": f"G{n}"}, parent=goal.pk, network=network.pk), by
        )
        goals.tie_goal(other, own, by, day=TODAY())
        goals.tie_goal(trees, own, by, day=TODAY())
        goals.tie_goal(other, goal, by, day=TODAY())
        goals.tie_consultation(other, consultation.slug, by)
        hand = goals.add_indicator(goal, IndicatorInput({"en": f"I{n}"}), by)
        goals.record_observation(goal, hand.pk, ObservationInput(TODAY(), Decimal(n)), by)
        event = lineage.relate_initiatives(
            LineageInput(LineageKind.GREW, "2024", [trees.pk], [other.pk], evidence="x"), by
        )
        founder = Founder(event=event, network=network, organisation=members[n % 2])
        founder.save()

    goals.tie_goal(trees, goal, by, day=TODAY())
    goals.tie_consultation(trees, consultation.slug, by)
    add(0)

    def count() -> dict[tuple[str, Role], int]:
        asked = {}
        for name, parts, _ in PAGES:
            for who, client in clients.items():
                url = reverse(name, args=[values[part] for part in parts])
                with CaptureQueriesContext(
                    connection,
                ) as queries:
                    client.get(url)
                asked[name, who] = len(queries)
        return asked

    few = count()
    for n in range(1, 7):
        add(n)
    many = count()
    grown = {key: (few[key], many[key]) for key in few if many[key] > few[key]}
    assert grown == {}
    above = {
        key: n
        for key, n in many.items()
        if n > next(most for name, _, most in PAGES if name == key[0])
    }
    assert above == {}
