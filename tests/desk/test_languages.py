"""What is in another language than the page says so, where it stands: readers aloud, fonts and breaks of lines go by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse
from lxml import html

from huiyin.desk.accounts.permissions import Role
from huiyin.desk.consultations.models import Consultation
from huiyin.desk.networks.models import Network
from huiyin.desk.registry.models import Organisation
from huiyin.text import is_chinese
from tests.desk.standing import *  # noqa: F403

# What a page says of its words is the template's matter.
pytestmark = pytest.mark.one_database

#: Names the languages themselves, or shows what was typed in a field.
_APART = {"script", "style", "title", "textarea"}


def list_unmarked(page: str) -> Iterator[str]:
    """The Chinese words of a page that do not stand below something that says that they are Chinese."""
    tree = html.fromstring(page)
    for text in tree.xpath("//body//text()[normalize-space()]"):
        parent = text.getparent() if not text.is_tail else text.getparent().getparent()
        if parent.tag in _APART or not is_chinese(str(text)):
            continue
        said = parent.xpath("ancestor-or-self::*[@lang][1]/@lang")
        if not said[-1].startswith("zh"):
            yield f"<{parent.tag}> {str(text).strip()}"


@pytest.mark.parametrize("page", ["home", "overview", "consultation", "place", "groups", "statements", "proposal", "search", "mine", "for_you", "people", "networks", "organisations", "open", "manage"])  # fmt: skip
def test_names_in_another_language_are_marked(
    consultation: Consultation, network: Network, sign_in: Callable[[Role], Client], page: str
) -> None:
    Consultation.objects.filter(pk=consultation.pk).update(
        title_en="", title_zh="湿地保护法", intro_en="", intro_zh="请逐条提出意见。"
    )
    Network.objects.filter(pk=network.pk).update(name_en="", name_zh="湿地网络")
    Organisation.objects.update(name_en="", name_zh="白鹭自然保护中心")
    args: tuple[str, ...] = () if reverse_is_outside(page) else (consultation.slug,)
    address = reverse(page, args=(*args, "art_1") if page == "place" else args)
    answer = sign_in(Role.SECRETARIAT).get(address + ("?q=白鹭" if page == "search" else ""))
    assert answer.status_code == 200
    words = answer.content.decode()
    assert "湿地" in words or "白鹭" in words or page in ("home", "mine", "for_you", "people")
    assert list(list_unmarked(words)) == []


def reverse_is_outside(page: str) -> bool:
    """Whether a page belongs to no consultation."""
    return page in ("home", "for_you", "people", "networks", "organisations", "open")
