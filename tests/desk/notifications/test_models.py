"""Mails and whom they go to; links in them, whose tokens stand nowhere."""

from __future__ import annotations

import pytest

from huiyin.desk.accounts.models import User
from huiyin.desk.notifications.models import Follower, Following, Mail, hash_link_token


def test_a_mail_goes_to_its_person_or_to_the_address_that_it_names() -> None:
    assert Mail(email="a@example.org", kind="follow").recipient == "a@example.org"
    person = User(email="b@example.org")
    assert (
        str(Mail(person=person, email="a@example.org", kind="digest")) == "digest → b@example.org"
    )


def test_the_token_of_a_link_is_of_its_seed_and_of_its_kind() -> None:
    follower = Follower(email="a@example.org")
    following = Following(follower=follower, kind="network", key="x", seed=follower.seed)
    assert follower.token == Follower(seed=follower.seed).token
    assert len({follower.token, following.token, follower.seed}) == 3


def test_what_is_no_text_at_all_is_hashed_too() -> None:
    assert hash_link_token("\ud800") == hash_link_token("?")


@pytest.mark.django_db
def test_a_saved_link_is_known_again_by_the_hash_of_its_token() -> None:
    follower = Follower.objects.create(email="a@example.org")
    assert follower.proof == hash_link_token(follower.token)
    follower.language = "en"
    follower.save()
    assert Follower.objects.get(proof=hash_link_token(follower.token)).language == "en"
