"""Networks in the reader's language, and invitations whose token stands nowhere."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from huiyin.desk.networks.models import Invitation, Network, hash_token
from huiyin.i18n import use_language


def test_a_network_is_called_and_described_in_the_readers_language_or_in_the_one_it_has() -> None:
    network = Network(
        name_zh="花园网络", name_en="Gardens", description_en="Who grows.", charter_zh="章程"
    )
    use_language("zh")
    assert (network.name, network.description, network.charter) == (
        "花园网络",
        "Who grows.",
        "章程",
    )
    use_language("en")
    assert (str(network), network.charter) == ("Gardens", "章程")


def test_the_token_is_worked_out_of_the_seed_and_is_not_the_seed() -> None:
    first, second = Invitation(), Invitation()
    assert first.token == Invitation(seed=first.seed).token
    assert len({first.token, second.token, first.seed, second.seed}) == 4
    assert hash_token(first.token) not in (first.seed, first.token)


@pytest.mark.parametrize(
    ("days", "is_accepted", "is_open"), [(1, False, True), (-1, False, False), (1, True, False)]
)
def test_an_invitation_is_open_until_it_is_accepted_or_over(
    days: int, is_accepted: bool, is_open: bool
) -> None:
    now = timezone.now()
    invitation = Invitation(
        expires_at=now + timedelta(days=days), accepted_at=now if is_accepted else None
    )
    assert invitation.is_open is is_open


@pytest.mark.django_db
def test_a_saved_invitation_is_known_again_by_the_hash_of_its_token() -> None:
    invitation = Invitation.objects.create(email="a@example.org", role="delegate")
    assert invitation.proof == hash_token(invitation.token)
    assert Invitation.objects.open().get() == invitation
    assert Invitation.objects.end() == 1
    assert not Invitation.objects.open().exists()
