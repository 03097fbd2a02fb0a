"""What editors put a page together from: their own words, and live blocks that show the desk's records as they stand."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail import blocks

from huiyin.desk.pages import live_records

_FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "hr"]


class _LiveBlock(blocks.StructBlock):  # type: ignore[misc]
    """Records of the desk, read when the page is: nothing of them is typed here."""

    heading = blocks.CharBlock(required=False, max_length=120)
    most = blocks.IntegerBlock(default=4, min_value=1, max_value=12)
    #: A function of :mod:`huiyin.desk.pages.live_records`, called with the language and how many at most.
    find: ClassVar[Any] = None

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        page = context.get("page")
        language = page.locale.language_code if page is not None else "zh-hans"
        return context | {"found": type(self).find(language, value.get("most") or 4)}


class OpenBlock(_LiveBlock):
    find = staticmethod(live_records.list_open)

    class Meta:
        icon = "date"
        label = "Open consultations · 正在征求意见"
        template = "pages/blocks/open.html"


class RepliesBlock(_LiveBlock):
    find = staticmethod(live_records.list_replies)

    class Meta:
        icon = "mail"
        label = "Latest replies · 最新答复"
        template = "pages/blocks/replies.html"


class UptakeBlock(_LiveBlock):
    find = staticmethod(live_records.list_results)

    class Meta:
        icon = "tick"
        label = "Suggestions taken up · 采纳情况"
        template = "pages/blocks/uptake.html"


class TakenBlock(_LiveBlock):
    find = staticmethod(live_records.sum_results)

    class Meta:
        icon = "tick-inverse"
        label = "27 of 42 suggestions taken up · 采纳总数"
        template = "pages/blocks/taken.html"


class CampaignsBlock(_LiveBlock):
    find = staticmethod(live_records.list_campaigns)

    class Meta:
        icon = "pick"
        label = "Campaigns · 行动"
        template = "pages/blocks/campaigns.html"


class GoalsBlock(_LiveBlock):
    find = staticmethod(live_records.list_goals)

    class Meta:
        icon = "crosshairs"
        label = "Goals · 目标"
        template = "pages/blocks/goals.html"


class NewsBlock(_LiveBlock):
    find = staticmethod(live_records.list_news)

    class Meta:
        icon = "doc-full"
        label = "News · 动态"
        template = "pages/blocks/news.html"


class NetworksBlock(_LiveBlock):
    find = staticmethod(live_records.list_networks)

    class Meta:
        icon = "group"
        label = "Networks · 网络"
        template = "pages/blocks/networks.html"


class ResearchBlock(_LiveBlock):
    find = staticmethod(live_records.list_works)

    class Meta:
        icon = "form"
        label = "Research · 研究"
        template = "pages/blocks/research.html"


class MembersBlock(_LiveBlock):
    find = staticmethod(live_records.count_members)

    class Meta:
        icon = "user"
        label = "Members and ledger in figures · 成员与往来数字"
        template = "pages/blocks/figures.html"


class HeroBlock(blocks.StructBlock):  # type: ignore[misc]
    """What the page begins with."""

    heading = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(required=False, max_length=600)
    button = blocks.CharBlock(required=False, max_length=60)
    page = blocks.PageChooserBlock(required=False)

    class Meta:
        icon = "title"
        label = "Opening · 开头"
        template = "pages/blocks/hero.html"


class PartnerBlock(blocks.StructBlock):  # type: ignore[misc]
    name = blocks.CharBlock(max_length=120)
    link = blocks.URLBlock(required=False)


class PartnersBlock(blocks.StructBlock):  # type: ignore[misc]
    heading = blocks.CharBlock(required=False, max_length=120)
    partners = blocks.ListBlock(PartnerBlock())

    class Meta:
        icon = "link"
        label = "Partners · 合作伙伴"
        template = "pages/blocks/partners.html"


class ContactBlock(blocks.StructBlock):  # type: ignore[misc]
    """Address, hours and telephone as the settings of the home page say them."""

    heading = blocks.CharBlock(required=False, max_length=120)

    class Meta:
        icon = "home"
        label = "Contact · 联系方式"
        template = "pages/blocks/contact.html"


class TextBlock(blocks.RichTextBlock):  # type: ignore[misc]
    class Meta:
        icon = "pilcrow"
        label = "Text · 文字"
        template = "pages/blocks/text.html"


def list_blocks() -> list[tuple[str, blocks.Block]]:
    """By the names under which pages keep them."""
    return [
        ("hero", HeroBlock()),
        ("text", TextBlock(features=_FEATURES)),
        ("open", OpenBlock()),
        ("uptake", UptakeBlock()),
        ("taken", TakenBlock()),
        ("campaigns", CampaignsBlock()),
        ("goals", GoalsBlock()),
        ("replies", RepliesBlock()),
        ("news", NewsBlock()),
        ("networks", NetworksBlock()),
        ("research", ResearchBlock()),
        ("figures", MembersBlock()),
        ("partners", PartnersBlock()),
        ("contact", ContactBlock()),
    ]
