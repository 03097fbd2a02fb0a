"""What a network waits for in the yearly return: its members that have not answered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from huiyin.desk.core.site_urls import build_url
from huiyin.desk.networks.duties import Duty
from huiyin.desk.registry.organisations import select_members
from huiyin.desk.returns.models import Return, ReturnRound
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.networks.models import Network


def list_duties(network: Network) -> Iterator[Duty]:
    """Of each open round who of the members was asked and has not sent an answer. Four queries at most."""
    rounds = list(ReturnRound.objects.filter(closed_at=None))
    if not rounds:
        return
    members = set(select_members().filter(networks=network).values_list("pk", flat=True))
    through = ReturnRound.asked.through.objects.filter(returnround__in=rounds)
    asked = set(through.values_list("returnround", "organisation"))
    answered = Return.objects.filter(
        round__in=rounds, state__in=(Return.State.SENT, Return.State.ACCEPTED)
    )
    sent = set(answered.values_list("round", "organisation"))
    for round_ in rounds:
        own = {number for number in members if (round_.pk, number) in asked}
        waiting = frozenset(number for number in own if (round_.pk, number) not in sent)
        if own:
            words = say("network.duty.return")
            yield Duty(
                f"return:{round_.pk}", words, str(round_.year), build_url("returns"), waiting, len(own), round_.closes_on
            )  # fmt: skip
