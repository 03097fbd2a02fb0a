"""What grows from what: a project becomes a network, an initiative is split while its consultation runs, two editors disagree,
and the tree reads both ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import InitiativeState, Role, Stage
from huiyin.desk.consultations.access import list_invited
from huiyin.desk.consultations.api import comments as said
from huiyin.desk.consultations.models import Comment, Consultation
from huiyin.desk.core.edit_conflicts import EditConflict, digest_version
from huiyin.desk.initiatives import hooks
from huiyin.desk.initiatives.access import ANYBODY, read_reader
from huiyin.desk.initiatives.api import founders, goals, lineage
from huiyin.desk.initiatives.api import initiatives as acts
from huiyin.desk.initiatives.data import (
    Belongings,
    DocumentInput,
    GoalInput,
    InitiativeInput,
    InitiativeKind,
    LineageInput,
    LineageKind,
    PartInput,
    PartRole,
)
from huiyin.desk.initiatives.models import (
    ConsultationTie,
    Founder,
    Goal,
    Initiative,
    InitiativeDocument,
    LineageEvent,
)
from huiyin.desk.networks.models import Network
from huiyin.desk.notifications.models import Mail
from huiyin.desk.registry.models import Organisation
from huiyin.i18n import say
from tests.desk.standing import *  # noqa: F403 - one small network for all of them

TODAY = timezone.localdate


@pytest.fixture
def project(
    consultation: Consultation, members: list[Organisation], people: dict[Role, User]
) -> Initiative:
    """An energy project of two organisations, with a goal, a document and the running consultation."""
    by = people[Role.SECRETARIAT]
    made = acts.begin_initiative(
        InitiativeInput(
            InitiativeKind.PROJECT,
            InitiativeState.RUNNING,
            {"zh": "村村通光伏", "en": "Village solar"},
            since="2022",
        ),
        by,
    )
    for one, role in zip(members[:2], (PartRole.LEAD, PartRole.PART), strict=True):
        acts.add_part(made, PartInput(one.pk, role, "2022"), by)
    goals.save_goal(None, GoalInput({"en": "Power for all"}, initiative=made.pk), by)
    acts.add_document(made, DocumentInput("plan.txt", b"plan", {"en": "Plan"}), by)
    goals.tie_consultation(made, consultation.slug, by)
    return made


def comment(consultation: Consultation, by: User, organisation: Organisation) -> Comment:
    words = said.CommentInput(uuid4(), "art_1", "Shade belongs in the law.")
    return said.send_comment(consultation, by, organisation, words)


def found(project: Initiative, by: User, **more: Any) -> lineage.Founding:
    belongs = lineage.list_held(project)
    takes = Belongings(
        [one.pk for one in belongs.goals],
        [one.pk for one in belongs.documents],
        [one.consultation for one in belongs.consultations],
    )
    given: dict[str, Any] = {
        "names": {"zh": "气候网络", "en": "Climate network"},
        "takes": takes,
        "evidence": "Minutes of the assembly",
    }
    return lineage.found_network(project, "2026-03", by, **(given | more))


def test_a_project_becomes_a_network_and_nothing_is_copied(
    project: Initiative,
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Organisation],
) -> None:
    Consultation.objects.update(network=None)
    invited_before = set(list_invited(Consultation.objects.get(pk=consultation.pk)))
    spoken = comment(Consultation.objects.get(), people[Role.DELEGATE], members[0])
    counts = [
        model.objects.count() for model in (Goal, InitiativeDocument, ConsultationTie, Consultation)
    ]
    done = found(project, people[Role.SECRETARIAT])
    assert counts == [model.objects.count() for model in (Goal, InitiativeDocument, ConsultationTie, Consultation)]  # fmt: skip
    goal = Goal.objects.get()
    assert (goal.network, goal.initiative, goal.came_from) == (done.network, None, project)
    assert InitiativeDocument.objects.get().network == done.network
    running = Consultation.objects.get(pk=consultation.pk)
    assert running.network == done.network
    assert set(list_invited(running)) == invited_before  # who might comment still may
    spoken.refresh_from_db()
    assert spoken.state == Comment.State.SENT
    project.refresh_from_db()
    assert (project.state, project.until) == ("ended", "2026-03")
    # Nobody belongs to it before they said so.
    assert not done.network.members.exists()
    assert {one.organisation for one in done.invited} == set(members[:2])
    assert Mail.objects.filter(kind="founding").count() >= 1
    first, second = Founder.objects.all()
    founders.answer_founding(first, people[Role.DELEGATE], accepts=True)
    founders.answer_founding(second, people[Role.SECRETARIAT], accepts=False)
    assert list(done.network.members.all()) == [first.organisation]
    with pytest.raises(acts.UnusableInitiative, match="answered"):
        founders.answer_founding(first, people[Role.DELEGATE], accepts=False)
    # Who declined asks the network; the secretariat enters what came on paper.
    with pytest.raises(acts.UnusableInitiative, match="declined_before"):
        founders.answer_founding(second, people[Role.DELEGATE], accepts=True)
    founders.answer_founding(second, people[Role.SECRETARIAT], accepts=True)
    assert done.network.members.count() == 2
    with pytest.raises(acts.UnusableInitiative, match="network_already"):
        found(Initiative.objects.get(), people[Role.SECRETARIAT])


def test_who_hands_over_an_umbrella_s_consultation_is_told_what_waits_in_it(
    project: Initiative, sign_in: Callable[[Role], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    Consultation.objects.update(network=None)
    count = lambda slugs: dict.fromkeys(slugs, 3)  # noqa: E731
    monkeypatch.setattr(hooks.WAITING, "_filled", [("test", count)])
    page = sign_in(Role.SECRETARIAT).get(reverse("initiative_found", args=(project.slug,)))
    words = page.content.decode()
    assert "networks cannot forward to it" in words and "3 forwarded items wait in it" in words


def test_what_is_not_chosen_stays(
    project: Initiative, network: Network, consultation: Consultation, people: dict[Role, User]
) -> None:
    before = Consultation.objects.get(pk=consultation.pk).network
    done = found(
        project, people[Role.SECRETARIAT], network=network.pk, takes=Belongings(), ends=False
    )
    assert done.network == network
    assert Goal.objects.get().initiative == project
    assert InitiativeDocument.objects.get().network is None
    assert Consultation.objects.get(pk=consultation.pk).network == before
    assert done.invited == ()  # they belong to it already
    project.refresh_from_db()
    assert project.state == "running"


def test_an_initiative_is_split_while_its_consultation_runs(
    project: Initiative,
    consultation: Consultation,
    people: dict[Role, User],
    members: list[Organisation],
    sign_in: Callable[[Role], Client],
) -> None:
    early = comment(consultation, people[Role.DELEGATE], members[0])
    by = people[Role.SECRETARIAT]
    belongs = lineage.list_held(project)
    takes = Belongings(
        [belongs.goals[0].pk], [belongs.documents[0].pk], [belongs.consultations[0].consultation]
    )
    parts = [belongs.parts[0].pk]
    given = [
        lineage.Successor({"en": "Roofs"}, takes, parts),
        lineage.Successor({"en": "Grids"}, Belongings(), [belongs.parts[1].pk]),
    ]
    lineage.split_initiative(
        project, given, "2026-02", by, evidence="Decision 4", seen=digest_version(belongs.digested)
    )
    late = comment(consultation, people[Role.DELEGATE], members[0])
    roofs, grids = Initiative.objects.get(name_en="Roofs"), Initiative.objects.get(name_en="Grids")
    # Every word stands, and the consultation is where it was.
    assert {early.pk, late.pk} <= set(
        Comment.objects.filter(state=Comment.State.SENT).values_list("pk", flat=True)
    )
    assert Consultation.objects.get(pk=consultation.pk).stage == Stage.COMMENTING
    assert Goal.objects.get().initiative == roofs
    assert InitiativeDocument.objects.get().initiative == roofs
    ended, begun = ConsultationTie.objects.all()
    assert (ended.initiative, ended.ended_on, begun.initiative, begun.ended_on) == (
        project, TODAY(), roofs, None,
    )  # fmt: skip
    assert [one.organisation for one in roofs.parts.all()] == [members[0]]
    assert [one.organisation for one in grids.parts.all()] == [members[1]]
    project.refresh_from_db()
    assert project.state == "ended" and project.parts.filter(until="").count() == 0
    # The old address of the document leads to where it is now; the chain too.
    old = reverse("initiative_document", args=(project.slug, InitiativeDocument.objects.get().pk))
    answer = sign_in(Role.READER).get(old)
    assert answer.status_code == 302 and roofs.slug in answer.url
    page = sign_in(Role.READER).get(reverse("chain_consultation", args=(consultation.slug,)))
    assert "Roofs" in page.content.decode() and "Village solar" not in page.content.decode()


def test_who_divides_what_another_changed_is_shown_it_and_loses_nothing(
    project: Initiative,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    by = people[Role.SECRETARIAT]
    seen = digest_version(lineage.list_held(project).digested)
    acts.add_document(project, DocumentInput("new.txt", b"new", {"en": "New paper"}), by)
    given = [lineage.Successor({"en": name}, Belongings()) for name in ("Roofs", "Grids")]
    with pytest.raises(EditConflict):
        lineage.split_initiative(project, given, "2026", by, evidence="x", seen=seen)
    assert Initiative.objects.count() == 1
    answer = sign_in(Role.SECRETARIAT).post(
        reverse("initiative_split", args=(project.slug,)),
        {
            "first_en": "Roofs", "second_en": "Grids", "since": "2026", "evidence": "x", "version": seen,
        },
    )  # fmt: skip
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "New paper" in page and 'value="Roofs"' in page
    assert Initiative.objects.count() == 1


def test_the_tree_reads_both_ways_and_hides_what_is_not_public(
    project: Initiative, people: dict[Role, User]
) -> None:
    by = people[Role.SECRETARIAT]
    root = acts.begin_initiative(
        InitiativeInput(InitiativeKind.CAMPAIGN, InitiativeState.ENDED, {"en": "Lamps"}, since="2019"), by
    )  # fmt: skip
    given = LineageInput(LineageKind.GREW, "2022", [root.pk], [project.pk], evidence="Report")
    event = lineage.relate_initiatives(given, by)
    done = found(project, by)
    down = lineage.draw_tree(ANYBODY, initiative=root).after
    assert down[0].thing == project and down[0].beyond[0].thing == done.network
    up = lineage.draw_tree(ANYBODY, network=done.network).before
    assert up[0].thing == project and up[0].beyond[0].thing == root
    assert [one.event for one in up[0].beyond] == [event]
    Initiative.objects.filter(pk=root.pk).update(is_public=False)
    assert lineage.draw_tree(ANYBODY, network=done.network).before[0].beyond == ()
    # A circle ends.
    lineage.relate_initiatives(
        LineageInput(LineageKind.CONTINUED, "2024", [project.pk], [root.pk], evidence="x"), by
    )
    Initiative.objects.filter(pk=root.pk).update(is_public=True)
    assert lineage.draw_tree(ANYBODY, initiative=root).after[0].beyond


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": LineageKind.MERGED}, "too_few"),
        ({"evidence": ""}, "no_evidence"),
        ({"initiatives_after": "before"}, "itself"),
        ({"since": ""}, "days"),
        ({"since": "2199"}, "future"),
        ({"kind": LineageKind.BECAME_NETWORK}, "too_few"),
    ],
)
def test_an_event_that_cannot_be_is_refused(
    given: dict[str, Any], code: str, project: Initiative, people: dict[Role, User]
) -> None:
    by = people[Role.SECRETARIAT]
    other = acts.begin_initiative(
        InitiativeInput(InitiativeKind.PROJECT, InitiativeState.RUNNING, {"en": "Other"}), by
    )
    whole: dict[str, Any] = {
        "kind": LineageKind.GREW, "since": "2020", "initiatives_before": [project.pk],
        "initiatives_after": [other.pk], "evidence": "x",
    } | given  # fmt: skip
    if whole["initiatives_after"] == "before":
        whole["initiatives_after"] = [project.pk]
    with pytest.raises(acts.UnusableInitiative, match=code):
        lineage.relate_initiatives(LineageInput(**whole), by)


@pytest.fixture
def goal(project: Initiative, people: dict[Role, User]) -> Goal:
    """A goal of the umbrella that the project serves."""
    by = people[Role.SECRETARIAT]
    made = goals.save_goal(None, GoalInput({"en": "Laws with those they reach"}), by)
    goals.tie_goal(project, made, by, day=TODAY(), note="By its charter")
    return made


def list_serving(goal: Goal) -> set[str]:
    ties = goal.ties.filter(ended_on=None)
    return set(ties.values_list("initiative__name_en", flat=True))


@pytest.mark.parametrize(
    ("chosen", "serving"),
    [
        (None, {"Roofs", "Grids"}),
        ("both", {"Roofs", "Grids"}),
        ("1", {"Roofs"}),
        ("neither", set()),
    ],
)
def test_what_a_split_makes_serves_the_goals_as_the_form_says(
    chosen: str | None,
    serving: set[str],
    project: Initiative,
    goal: Goal,
    consultation: Consultation,
    sign_in: Callable[[Role], Client],
) -> None:
    client, url = sign_in(Role.SECRETARIAT), reverse("initiative_split", args=(project.slug,))
    field = f"t{goal.ties.get().pk}"
    page = client.get(url)
    assert f'name="{field}"' in page.content.decode()
    typed = {
        "first_en": "Roofs", "second_en": "Grids", "since": "2026", "evidence": "x", "ends": "on",
        f"c{consultation.slug}": "1", "version": page.context["version"],
    }  # fmt: skip
    assert client.post(url, typed | ({field: chosen} if chosen else {})).status_code == 302
    assert list_serving(goal) == serving | {"Village solar"}  # that it served it stays known
    if "Roofs" in serving:
        chain = client.get(reverse("chain_consultation", args=(consultation.slug,)))
        assert goal.title in chain.content.decode()
        links = client.get(reverse("chain_goal", args=(goal.pk,))).context["chain"].initiatives
        missing = {one.initiative.name_en: one.missing for one in links}
        assert missing["Roofs"] == missing["Village solar"] == ()


@pytest.mark.parametrize("keeps", [True, False])
def test_what_a_merger_makes_may_serve_the_goals(
    keeps: bool, project: Initiative, goal: Goal, people: dict[Role, User]
) -> None:
    by = people[Role.SECRETARIAT]
    other, merged = (
        acts.begin_initiative(
            InitiativeInput(InitiativeKind.PROJECT, InitiativeState.RUNNING, {"en": name}), by
        )
        for name in ("Other", "Merged")
    )
    goals.tie_goal(other, goal, by, day=TODAY())
    given = LineageInput(
        LineageKind.MERGED, "2026", [project.pk, other.pk], [merged.pk], evidence="x", keeps_goals=keeps
    )  # fmt: skip
    lineage.relate_initiatives(given, by)
    assert list_serving(goal) == {"Village solar", "Other"} | ({"Merged"} if keeps else set())


def test_nobody_writes_into_the_lineage_of_what_others_lead(
    project: Initiative,
    network: Network,
    people: dict[Role, User],
    sign_in: Callable[[Role], Client],
) -> None:
    """Their own network they may name; another's, and another's initiative, only the secretariat."""
    Initiative.objects.update(network=network)
    others = Network.objects.create(slug="others", name_en="Others")
    theirs = acts.begin_initiative(
        InitiativeInput(
            InitiativeKind.PROJECT, InitiativeState.RUNNING, {"en": "Theirs"}, network=others.pk
        ),
        people[Role.SECRETARIAT],
    )
    url = reverse("initiative_relate", args=(project.slug,))
    whole = {"kind": "grew", "side": "before", "since": "2020", "evidence": "Kept words"}
    claims: list[dict[str, Any]] = [{"networks": [others.pk]}, {"across": [theirs.pk]}]
    client = sign_in(Role.COORDINATOR)
    for claim in claims:
        answer = client.post(url, whole | claim)
        assert answer.status_code == 422 and "Kept words" in answer.content.decode()
    reader = read_reader(people[Role.COORDINATOR])
    named: list[dict[str, Any]] = [
        {"networks_after": [others.pk]},
        {"initiatives_after": [theirs.pk]},
    ]
    for sides in named:
        given = LineageInput(LineageKind.GREW, "2020", [project.pk], evidence="x", **sides)
        with pytest.raises(acts.UnusableInitiative, match="others_lineage"):
            lineage.relate_own(given, reader, people[Role.COORDINATOR])
    assert client.post(url, whole | {"networks": [network.pk], "since": "2199"}).status_code == 422
    assert not LineageEvent.objects.exists()
    assert client.post(url, whole | {"networks": [network.pk]}).status_code == 302
    for claim in claims:
        assert sign_in(Role.SECRETARIAT).post(url, whole | claim).status_code == 302
    assert LineageEvent.objects.count() == 3


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_happened_is_named_alike_from_both_sides(language: str) -> None:
    """It stands below what came before and below what came after: “grew from” was wrong below one of the two."""
    directions = (" from", " as", " into", " out of", "自", "由", "为")
    for kind in LineageKind:
        words = say(f"initiative.lineage.{kind.value}", language)
        assert not words.lower().endswith(directions), words
