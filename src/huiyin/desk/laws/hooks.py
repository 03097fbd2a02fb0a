"""What apps above add to the pages of drafts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from huiyin.desk.core.registration import Registry

if TYPE_CHECKING:
    from huiyin.desk.accounts.requests import Visitor
    from huiyin.desk.laws.models import WrittenDraft


@dataclass(frozen=True, slots=True)
class DraftUse:
    """What a version of a draft was used for: title, state (a key of the catalogues), and address."""

    number: int
    title: str
    state: str
    address: str


#: Functions that return the uses of a draft that the reader may see.
DRAFT_USES: Registry[Callable[[WrittenDraft, Visitor], list[DraftUse]]] = Registry(
    "laws.hooks.DRAFT_USES"
)
