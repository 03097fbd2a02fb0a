"""Follow something by email without an account: confirmed by a link, told once a day, stopped by one click; or by feed."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role, Stage
from huiyin.desk.consultations.api import stages
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.initiatives.models import Initiative
from huiyin.desk.notifications import followings, outbox
from huiyin.desk.notifications.models import Follower, Following, Mail
from huiyin.desk.personal import erasure, retention
from huiyin.i18n import say
from tests.desk.world import letters

ADDRESS = "ida@example.net"


def ask(kind: str = "consultation", key: str = "wetlands", email: str = ADDRESS) -> Any:
    return Client(HTTP_ACCEPT_LANGUAGE="en").post(
        reverse("follow", args=(kind, key)), {"email": email}
    )


def follow(kind: str = "consultation", key: str = "wetlands", email: str = ADDRESS) -> Following:
    """Ask, open the link of the mail, confirm; told last yesterday."""
    ask(kind, key, email)
    link = re.findall(r"/following/confirm/[\w-]+/", letters()[-1].body)[0]
    assert Client().get(link).status_code == 200  # to look confirms nothing
    assert Following.objects.get(follower__email=email, kind=kind, key=key).confirmed_at is None
    Client().post(link)
    made = Following.objects.select_related("follower").get(
        follower__email=email, kind=kind, key=key
    )
    yesterday = timezone.now() - timedelta(days=1)
    Following.objects.update(confirmed_at=yesterday)
    Follower.objects.update(told_until=yesterday)
    return made


def go_round(now: datetime | None = None) -> list[Any]:
    before = len(mail.outbox)
    now = now or timezone.now()
    followings.queue_news(now, now)
    outbox.deliver_mails()
    return mail.outbox[before:]


def test_it_is_confirmed_by_a_link_told_of_news_and_stopped_by_one_click(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    made = follow()
    assert go_round() == []  # nothing happened, so nothing is written
    Follower.objects.update(told_until=timezone.now() - timedelta(days=1))
    stages.move_to_stage(consultation, Stage.GROUPING, people[Role.SECRETARIAT])
    (told,) = go_round()
    assert told.to == [ADDRESS] and say("desk.stage.grouping", "en") in told.body
    assert reverse("follow_stop", args=(made.token,)) in told.body
    assert told.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert not Mail.objects.filter(email=ADDRESS).exists()  # what was sent keeps no address
    Follower.objects.update(told_until=timezone.now() - timedelta(days=1))
    stop = re.findall(r"/following/stop-all/[\w-]+/", told.extra_headers["List-Unsubscribe"])[0]
    assert Client().get(stop).status_code == 200 and Follower.objects.exists()
    answer = Client(enforce_csrf_checks=True).post(stop, {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200 and not Follower.objects.exists()
    assert Client().get(stop).status_code == 410


def test_stopping_one_thing_leaves_the_others(consultation: Consultation) -> None:
    one, other = follow(), follow("provision", "wetlands:art_1")
    follow("network", "wetlands")
    Client(enforce_csrf_checks=True).post(reverse("follow_stop", args=(one.token,)))
    assert [f.kind for f in Following.objects.all()] == ["provision", "network"]
    assert Client().get(reverse("follow_stop", args=(other.token,))).status_code == 200
    assert Client().get(reverse("follow_stop", args=("x" * 43,))).status_code == 410


def test_who_asks_learns_nothing_of_an_address_and_floods_nobody(
    consultation: Consultation, people: dict[Role, User], settings: Any
) -> None:
    settings.LIMITS_TIMES = 1
    follow()
    said = {
        re.sub(rb'value="[\w]{64}"|"X-CSRFToken": "\w+"', b"", ask(email=email).content)
        for email in (ADDRESS, "new@example.net", people[Role.DELEGATE].email)
    }
    assert len(said) == 1
    before = len(letters())
    for _ in range(9):
        ask(email="new@example.net")
    assert len(letters()) - before <= followings.MOST_ASKED
    assert ask(email="no address").status_code == 422
    answers = {ask(email=f"n{n}@example.net").status_code for n in range(60)}
    assert answers == {200, 429}


def test_what_not_everybody_may_see_cannot_be_followed_and_is_told_to_nobody(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    follow()
    stages.move_to_stage(consultation, Stage.GROUPING, people[Role.SECRETARIAT])
    consultation.stage = Stage.PREPARING.value
    consultation.save()
    assert go_round() == []
    for kind, key in (
        ("consultation", "wetlands"), ("provision", "wetlands:art_1"), ("provision", "wetlands:nothing"),
        ("network", "nobody"), ("nothing", "wetlands"), ("provision", ":"),
    ):  # fmt: skip
        assert Client().get(reverse("follow", args=(kind, key))).status_code == 404, (kind, key)
        assert Client().get(reverse("follow_feed", args=(kind, key))).status_code == 404, (
            kind,
            key,
        )


def test_a_feed_says_the_same_to_whoever_asks(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    stages.move_to_stage(consultation, Stage.GROUPING, people[Role.SECRETARIAT])
    for kind, key in (("consultation", "wetlands"), ("network", "wetlands")):
        answer = Client(HTTP_ACCEPT_LANGUAGE="en").get(reverse("follow_feed", args=(kind, key)))
        assert answer["Content-Type"].startswith("application/atom+xml")
        feed = ElementTree.fromstring(answer.content)
        titles = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}title")]
        assert any(say("desk.stage.grouping", "en") in str(title) for title in titles), kind
        ids = [one.text for one in feed.iter("{http://www.w3.org/2005/Atom}id")]
        assert len(set(ids)) == len(ids)


def test_what_was_not_confirmed_is_forgotten_and_who_is_erased_follows_nothing(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    follow()
    ask(email="late@example.net")
    Following.objects.filter(confirmed_at=None).update(
        created_at=timezone.now() - timedelta(days=8)
    )
    assert retention.go_round()["followings"] == 1
    assert [one.email for one in Follower.objects.all()] == [ADDRESS]
    delegate = people[Role.DELEGATE]
    follow(email=delegate.email)
    assert dict(erasure.look_ahead(delegate).goes)["followings"] == 1
    erasure.erase_person(delegate)
    assert [one.email for one in Follower.objects.all()] == [ADDRESS]


def test_more_followers_cost_no_more_looks_for_news(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    counts = []
    for n in (3, 30):
        for i in range(n):
            follower = Follower.objects.create(email=f"f{n}-{i}@example.net")
            Following.objects.create(
                follower=follower, kind="consultation", key="wetlands", confirmed_at=timezone.now()
            )
        Follower.objects.update(told_until=timezone.now() - timedelta(days=1))
        now = timezone.now()
        with CaptureQueriesContext(
            connection,
        ) as asked:
            followings.queue_news(now, now)
        looked = [
            one for one in asked if "UPDATE" not in one["sql"] and "SAVEPOINT" not in one["sql"]
        ]
        counts.append(len(looked))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_kinds_are_registered() -> None:
    assert {"network", "consultation", "provision"} <= set(followings.FOLLOWED)


@pytest.mark.django_db
def test_a_public_campaign_can_be_followed_and_another_not() -> None:
    Initiative.objects.create(slug="cool", kind="campaign", name_en="Cool cities")
    Initiative.objects.create(slug="quiet", kind="campaign", name_en="Quiet", is_public=False)
    assert Client().get(reverse("follow_feed", args=("campaign", "cool"))).status_code == 200
    assert Client().get(reverse("follow", args=("campaign", "quiet"))).status_code == 404
