"""Short names in addresses, none of which another has."""

from __future__ import annotations

import pytest

from huiyin.desk.core.slugs import find_free_slug
from huiyin.desk.networks.models import Network

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("taken", "free"),
    [
        ([], "garden"),
        (["garden"], "garden-2"),
        (["garden", "garden-2", "garden-4"], "garden-3"),
        (["garden-2", "gardens"], "garden"),
    ],
)
def test_a_name_that_is_taken_gets_the_first_number_that_is_free(
    taken: list[str], free: str
) -> None:
    Network.objects.bulk_create([Network(slug=slug) for slug in taken])
    assert find_free_slug(Network.objects, "garden") == free
