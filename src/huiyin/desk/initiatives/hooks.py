"""What initiatives need told of consultations and of what came of them: these apps stand above, and are known by the stable
addresses of consultations alone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from huiyin.desk.core.registration import Slot
from huiyin.desk.initiatives.data import ChainFact, ConsultationFact

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User
    from huiyin.desk.accounts.requests import Visitor

#: Given who asks and slugs: those of them that they may see, as facts. One query or two, however many.
CONSULTATIONS: Slot[Callable[[Visitor, Collection[str]], Mapping[str, ConsultationFact]]] = Slot(
    "initiatives.hooks.CONSULTATIONS"
)
#: Given who asks: the consultations that they may tie to an initiative, the newest first.
OFFERED: Slot[Callable[[Visitor], Sequence[ConsultationFact]]] = Slot("initiatives.hooks.OFFERED")
#: Lets the open consultations of these slugs be held in the network of this number from now on; who may comment already
#: may go on. In the transaction of who calls.
HAND_OVER: Slot[Callable[[Collection[str], int, User], None]] = Slot("initiatives.hooks.HAND_OVER")
#: Given slugs: what their consultations led to, as everybody may see. As many queries for many as for one.
CHAINS: Slot[Callable[[Visitor, Collection[str]], Mapping[str, ChainFact]]] = Slot(
    "initiatives.hooks.CHAINS"
)
#: Given somebody: the slugs of the consultations in which they spoke.
SPOKEN: Slot[Callable[[User], Collection[str]]] = Slot("initiatives.hooks.SPOKEN")
#: Given slugs: how many forwarded items wait in these consultations, of those where some do. One query.
WAITING: Slot[Callable[[Collection[str]], Mapping[str, int]]] = Slot("initiatives.hooks.WAITING")
