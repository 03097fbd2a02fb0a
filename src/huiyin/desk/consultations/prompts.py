"""What a consultation currently asks of a user. Apps register their prompts at startup."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

from huiyin.desk.accounts.permissions import Action, Role
from huiyin.desk.consultations.access import is_allowed
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.core.registration import Registry
from huiyin.i18n import say

if TYPE_CHECKING:
    from huiyin.desk.accounts.models import User


@dataclass(frozen=True, slots=True)
class Prompt:
    """``roles``: for whom it is, among those who may do ``action``; ``page``: the name of its URL.
    ``find_done`` returns the consultations in which the user has done it; with a constant number of queries.
    """

    action: Action
    roles: frozenset[Role]
    page: str
    find_done: Callable[[User, Sequence[Consultation]], Collection[int]] | None = None


#: In order of priority; the first that applies is shown.
PROMPTS: Registry[Prompt] = Registry("consultations.prompts.PROMPTS")
#: What the team is offered if nothing else is asked of it.
LEAD = Prompt(Action.MOVE, frozenset({Role.SECRETARIAT, Role.COORDINATOR, Role.CONVENER}), "manage")


def choose_prompt(roles: Collection[Role], consultation: Consultation) -> Prompt | None:
    """The first prompt for ``roles``, or None."""
    for prompt in (*PROMPTS, LEAD):
        if prompt.action is Action.VOTE and consultation.is_voting_over:
            continue  # its page says so; nobody is asked any more
        if is_allowed(prompt.roles.intersection(roles), prompt.action, consultation):
            return prompt
    return None


def find_prompt(roles: Collection[Role], consultation: Consultation) -> tuple[str, str] | None:
    """Address and text of the prompt for ``roles``, or None."""
    prompt = choose_prompt(roles, consultation)
    if prompt is None:
        return None
    return reverse(prompt.page, args=(consultation.slug,)), say(f"desk.call.{prompt.action}")
