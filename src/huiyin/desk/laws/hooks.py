"""What apps above laws add to the pages of drafts."""

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
    """What came of a version of a draft: what it is called, its state as a key of the catalogues, where it is."""

    number: int
    title: str
    state: str
    address: str


#: Given a draft and who looks, what came of it that they may see.
DRAFT_USES: Registry[Callable[[WrittenDraft, Visitor], list[DraftUse]]] = Registry(
    "laws.hooks.DRAFT_USES"
)
