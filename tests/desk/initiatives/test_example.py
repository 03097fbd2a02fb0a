"""The example's story: a campaign that stood alone, a project that grew into a network, and the goals of it."""

from __future__ import annotations

from huiyin.desk.accounts.models import User
from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.initiatives.access import ANYBODY
from huiyin.desk.initiatives.api import board, lineage
from huiyin.desk.initiatives.data import TieState
from huiyin.desk.initiatives.models import Founder, Goal, Initiative
from huiyin.desk.networks.models import Network
from huiyin.desk.operations import example, example_initiatives
from huiyin.desk.registry.models import Organisation
from tests.desk.standing import *  # noqa: F403 - one small network for all of them


def test_the_example_tells_of_a_network_and_of_a_campaign_that_stood_alone(
    consultation: Consultation, people: dict[Role, User]
) -> None:
    assert people[Role.SECRETARIAT].email == "secretariat@example.org"
    bodies = {
        f"org{n:02}": Organisation.objects.create(slug=f"org{n:02}", name_en=f"Body {n}")
        for n in range(1, 12)
    }
    path = example.FOLDER / "initiatives.toml"
    example_initiatives.load_initiatives(path, bodies, [consultation.slug])
    network = Network.objects.get(name_en="Climate network")
    assert set(network.members.values_list("slug", flat=True)) == {"org06", "org08", "org11"}
    assert Founder.objects.get(state="declined").organisation.slug == "org09"
    tree = lineage.draw_tree(ANYBODY, network=network)
    assert tree.before[0].beyond[0].thing == Initiative.objects.get(
        name_en="A lamp for every school"
    )
    rows = board.list_campaign_rows(
        list(board.select_campaigns(ANYBODY)), board.list_columns(ANYBODY)
    )
    states = {row.campaign.name_en: row.state for row in rows}
    assert states["A cool summer in the capital"] == TieState.NONE
    assert states["A climate act with us"] == TieState.TIED
    assert states["Remember the river"] == TieState.UNREVIEWED
    assert Goal.objects.get(title_en="Clean power in every village").network == network
    said = [f"{one.description_zh}{one.description_en}" for one in Initiative.objects.all()]
    assert all("虚构" in words and "nvented" in words for words in said)
