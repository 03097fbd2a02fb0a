"""Fill in a form as a browser does: what the page carries unseen goes with it."""

from __future__ import annotations

import re
from collections.abc import Collection
from html import unescape
from typing import Any

from django.test import Client

from huiyin.desk.consultations.api.groups import snapshot_groups
from huiyin.desk.consultations.models import Group

_FORM = re.compile(r"<form\b([^>]*)>(.*?)</form>", re.DOTALL)
_ACTION = re.compile(r'\baction="([^"]*)"')
_VERSION = re.compile(r'name="version" value="([^"]*)"')


def version_in(client: Client, page: str, action: str = "", holding: str = "") -> str:
    """The version that the page's form to ``action`` carries; of several the one that holds a piece of HTML."""
    html = client.get(page).content.decode()
    for attributes, inside in _FORM.findall(html):
        told = _ACTION.search(attributes)
        to = told[1].partition("?")[0] if told else ""
        found = _VERSION.search(inside)
        if found and to == action and holding in inside:
            return found[1]
    raise AssertionError(f"{page} has no such form with a version")


def fill(
    client: Client, page: str, given: dict[str, Any], *, to: str = "", holding: str = ""
) -> Any:
    """Open ``page`` and send its form (to ``to``, where that is another address) with what is ``given``."""
    version = version_in(client, page, to, holding)
    return client.post(to or page, given | {"version": version})


def carried(client: Client, page: str) -> dict[str, str]:
    """What the form that a page sends to itself carries unseen; nothing where there is no such page or form."""
    answer = client.get(page)
    for attributes, inside in (
        _FORM.findall(answer.content.decode()) if answer.status_code == 200 else ()
    ):
        found = _VERSION.search(inside)
        action = _ACTION.search(attributes)
        if found and (action is None or action[1] == page or action[1].startswith("?")):
            return {"version": found[1]}
    return {}


def seen_of(groups: Collection[Group]) -> str:
    """The version that a page carries which shows these groups as they are now."""
    return " ".join(("0", *(f"{pk}:{version}" for pk, version in snapshot_groups(groups).items())))


_HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


def unseen_in(html: str, action: str, holding: str = "") -> dict[str, str]:
    """Everything that a page's form to ``action`` carries unseen, but for what protects forms; of several the one that
    holds a piece of HTML."""
    for attributes, inside in _FORM.findall(html):
        told = _ACTION.search(attributes)
        if told and told[1] == action and holding in inside:
            return {
                name: unescape(value)
                for name, value in _HIDDEN.findall(inside)
                if name != "csrfmiddlewaretoken"
            }
    raise AssertionError(f"no form to {action}")
