"""What live blocks show: records that everybody may see, as they stand when the page is read."""

from __future__ import annotations

from typing import Any

from huiyin.desk.consultations.api.lookups import list_open_consultations
from huiyin.desk.initiatives.access import ANYBODY as INITIATIVES
from huiyin.desk.initiatives.api.board import select_campaigns
from huiyin.desk.initiatives.api.goals import select_goals
from huiyin.desk.ledger.api.figures import find_last
from huiyin.desk.networks.api import list_networks as _list_networks
from huiyin.desk.outcomes.api.public_results import list_latest_replies, list_taken_up
from huiyin.desk.pages.listings import select_articles
from huiyin.desk.registry.organisations import select_members
from huiyin.desk.research.api.library import select_works
from huiyin.desk.research.readers import ANYBODY

#: Rows that are looked at for one number.
_ALL = 200


def list_open(_language: str, most: int) -> list[Any]:
    """Consultations that can be commented on, the nearest deadline first."""
    return list_open_consultations(most)


def list_replies(_language: str, most: int) -> list[Any]:
    return list_latest_replies(most)


def list_results(_language: str, most: int) -> list[Any]:
    return list_taken_up(most)


def sum_results(_language: str, _most: int) -> dict[str, int]:
    """Of all suggestions whose laws are known how many stand in them: 27 of 42."""
    found = list_taken_up(_ALL)
    return {"taken": sum(one.taken for one in found), "total": sum(one.total for one in found)}


def list_campaigns(_language: str, most: int) -> list[Any]:
    """Campaigns that run, the newest first; where none does, the newest of all."""
    running = [one for one in select_campaigns(INITIATIVES)[:_ALL] if one.state == "running"]
    return (running or list(select_campaigns(INITIATIVES)[:most]))[:most]


def list_goals(_language: str, most: int) -> list[Any]:
    return list(select_goals(INITIATIVES)[:most])


def list_news(language: str, most: int) -> list[Any]:
    return list(select_articles(language)[:most])


def list_networks(_language: str, most: int) -> list[Any]:
    return _list_networks()[:most]


def list_works(_language: str, most: int) -> list[Any]:
    return list(select_works(ANYBODY)[:most])


def count_members(_language: str, _most: int) -> dict[str, int]:
    return {"members": select_members().count(), "exchanges": find_last()}
