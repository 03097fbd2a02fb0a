"""The shipped example fills a desk: one consultation to try, one that has gone the whole way."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Stage
from huiyin.desk.consultations.models import Comment, Consultation, Group
from huiyin.desk.jobs.models import Job
from huiyin.desk.ledger.api import find_broken_exchange
from huiyin.desk.ledger.data import ASKS
from huiyin.desk.ledger.models import Exchange, Thread
from huiyin.desk.operations import example
from huiyin.desk.operations.example_scenario import ENACTED, REPLIED, SUBMITTED
from huiyin.desk.outcomes.models import Reply, Submission, Uptake
from huiyin.desk.proposals.api.translations import list_untranslated
from huiyin.desk.proposals.models import ProposalVersion, Signature, Suggestion
from huiyin.text import detect_language

# The example comes on SQLite; each step that it takes is taken on both by the tests of that step.
pytestmark = pytest.mark.one_database


def test_the_example_shows_every_step(db: None, settings: object, tmp_path: object) -> None:
    settings.DATA = settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    unfinished = []
    accounts = example.load_example(tell=lambda _step: unfinished.append(example.was_broken_off()))
    assert all(unfinished) and not example.was_broken_off()
    assert example.accounts_made() == accounts
    for account in accounts:
        assert User.objects.get(email=account.email).check_password(account.password)
    with pytest.raises(ValueError):
        example.load_example()

    to_try = Consultation.objects.get(slug="climate-act")
    assert to_try.stage == Stage.COMMENTING and to_try.is_in_window
    assert Comment.objects.filter(consultation=to_try).count() > 500
    assert Group.objects.filter(consultation=to_try, size__gt=10).exists()

    whole = Consultation.objects.get(slug="climate-act-finished")
    assert whole.stage == Stage.TRACING
    assert Comment.objects.filter(consultation=whole).count() == 1711
    assert (
        Submission.objects.get(version__proposal__consultation=whole).package
        and find_broken_exchange() is None
    )
    own = Reply.objects.filter(suggestion__version__proposal__consultation=whole)
    assert own.count() == 41
    _check_ledger(whole)
    for reply in Reply.objects.all():  # in both languages, one below the other
        chinese, english = reply.reason.splitlines()
        assert detect_language(chinese).startswith("zh") and english.isascii(), reply.reason
    fixed = ProposalVersion.objects.get(proposal__consultation=whole, submission__isnull=False)
    assert Signature.objects.filter(version=fixed).count() == 42
    assert not [one for one in list_untranslated(fixed) if one.kind == "suggestion"]
    with (example.FOLDER / "truth.csv").open(encoding="utf-8") as file:
        truth = Counter(row["verdict"] for row in csv.DictReader(file))
    traced = Uptake.objects.filter(suggestion__version=fixed)
    assert Counter(traced.values_list("verdict", flat=True)) == truth
    assert not Job.objects.exclude(state=Job.State.DONE).about(whole).exists()

    reader = Client(HTTP_ACCEPT_LANGUAGE="en")
    for page in ("overview", "consultation", "groups", "statements", "opinion_map", "proposal", "submission", "replies", "uptake"):  # fmt: skip
        assert reader.get(reverse(page, args=(whole.slug,))).status_code == 200, page
    line = reader.get(reverse("overview", args=(whole.slug,))).context["line"]
    undated = [one.stage for one in line if one.since is None and one.state != "next"]
    assert undated == [Stage.PREPARING]

    # A comment is followed to the law: its group, the suggestion that rests on it, the reply, the verdict.
    rests = Suggestion.objects.filter(version=fixed, groups__isnull=False)
    assert rests.distinct().count() > 20
    led = rests.filter(reply__status="accepted", uptake__verdict="adopted").first()
    assert led is not None
    comment = Comment.objects.filter(group=led.groups.first(), is_private=False).first()
    page = reader.get(reverse("fate", args=(whole.slug, comment.public_id))).content.decode()
    assert (
        led.key in page
        and 'class="badge good accepted"' in page
        and 'class="badge good adopted"' in page
    )


def _check_ledger(finished: Consultation) -> None:
    """Ten years from one side to both, and the finished consultation on its own days."""
    asks = Exchange.objects.filter(kind__in=ASKS).values_list("day__year", "direction")
    ways = Counter(asks)
    for year, is_less in ((2016, True), (2017, True), (2025, False)):
        back, forth = ways[year, "from_authority"], ways[year, "to_authority"]
        assert (back * 4 < forth) == is_less, (year, back, forth)
    assert Exchange.objects.values("authority").distinct().count() == 4 + 10  # an inquiry to cities
    assert Exchange.objects.exclude(network=None).values("network").distinct().count() == 5
    kinds = set(Exchange.objects.values_list("kind", flat=True))
    wanted = {"extension", "redirection", "meeting", "delivery", "recognition", "reminder"}
    assert wanted <= kinds
    threads = Counter(Thread.objects.values_list("state", flat=True))
    assert threads["answered"] > 100 and threads["partly"] == 1
    assert Thread.objects.filter(state="answered").exclude(late_on=None).exists()
    own = Exchange.objects.filter(consultation_id=finished.pk)
    assert dict(own.values_list("kind", "day")) == {
        "call": finished.opens,
        "submission": SUBMITTED,
        "reply": REPLIED,
        "enactment": ENACTED,
    }
    replies = own.filter(kind="reply").values_list("subject_zh", flat=True)
    assert len(set(replies)) == 41  # told apart by what they answer
    then = Exchange.objects.filter(organisation__slug="org13", day__year=2018).first()
    assert then is not None and then.parties["organisation"]["en"] == "Ginkgo Home for the Elderly"
