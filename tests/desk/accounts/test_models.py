"""An account: whose rights need a second step, and what ends its sessions."""

from __future__ import annotations

import pytest

from huiyin.desk.accounts.models import Guess, User


def test_a_person_is_called_by_their_name_or_by_their_address() -> None:
    assert str(User(email="a@example.org")) == "a@example.org"
    assert User(email="a@example.org", name="Li").get_full_name() == "Li"
    assert str(Guess(who="abc")) == "abc"


@pytest.mark.parametrize(
    ("rights", "needs"),
    [({}, False), ({"is_secretariat": True}, True), ({"is_superuser": True}, True), ({"is_leading": True}, True)],
)  # fmt: skip
def test_who_may_more_than_others_needs_a_second_step(rights: dict[str, bool], needs: bool) -> None:
    assert User(**rights).needs_second_step is needs


def test_a_desk_may_ask_it_of_all(settings) -> None:  # type: ignore[no-untyped-def]
    settings.SECOND_STEP_FOR_ALL = True
    assert User().needs_second_step


def test_sessions_end_with_the_password_and_with_the_epoch() -> None:
    user = User(password="one")
    first = user.get_session_auth_hash()
    user.epoch = 1
    second = user.get_session_auth_hash()
    user.password = "two"
    assert len({first, second, user.get_session_auth_hash()}) == 3
    assert User(password="one").get_session_auth_hash() == first


@pytest.mark.parametrize(("digest", "wants"), [("daily", True), ("weekly", True), ("never", False)])
def test_who_wants_no_digest_gets_none(digest: str, wants: bool) -> None:
    assert User(digest=digest).wants_digest is wants


@pytest.mark.django_db
def test_what_was_changed_meanwhile_is_not_given_back_by_who_saves_a_whole_row() -> None:
    made = User.objects.create_user("Somebody@Example.org", "pass", is_secretariat=True)
    assert made.email == "somebody@example.org"
    stale = User.objects.get(pk=made.pk)
    User.objects.filter(pk=made.pk).update(is_secretariat=False)
    stale.name = "Li"
    stale.save()
    now = User.objects.get(pk=made.pk)
    assert (now.name, now.is_secretariat) == ("Li", False)
    with pytest.raises(ValueError, match="address"):
        User.objects.create_user("")
