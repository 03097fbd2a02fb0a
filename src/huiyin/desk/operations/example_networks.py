"""Networks of the example: what they say of themselves, where they forward to, and a suggestion that went up. All of it
is invented."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from huiyin.desk.accounts.models import User
    from huiyin.desk.consultations.models import Consultation
    from huiyin.desk.networks.models import Network
    from huiyin.report.consultation_file import ConsultationPlan as Source

#: How each network's description and charter begin, by its short name.
_DESCRIBED = {
    "adaptation": ("乡村、沿海和山区的组织，共同关注气候变化下的生计。", "Organisations of villages, coasts and mountains that work on livelihoods in a changing climate."),
    "data-and-participation": ("推动气候数据公开和公众参与的组织。", "Organisations that work for open climate data and for public participation."),
    "energy-and-industry": ("由一个节能项目发展而来，关注能源和产业转型。", "Grew from one project on saving energy; works on energy and industry."),
    "inclusion": ("关注妇女、残障人士和老年人在气候政策中的处境。", "Works on what climate policy means for women, disabled and old people."),
    "just-transition": ("关注产业转型中劳动者和社区的利益。", "Works for workers and places when industries change."),
}  # fmt: skip
_CHARTER_ZH = """一、认同本网络宗旨的成员组织均可申请加入，由网络协调人答复；网络也可邀请组织加入。
二、成员可随时退出；退出后可再次申请，会籍分时段记录。
三、网络的联合建议由成员联署，并可转报联合组织。
（虚构示例）"""
_CHARTER_EN = """1. Any member organisation that shares the aims of the network may ask to join, and a coordinator answers; the network may also invite.
2. A member may leave at any time and ask again later; each time is a period of its own.
3. Members sign what the network proposes, and it may be forwarded to the umbrella body.
(Invented, as all of the example.)"""
#: What the network asks for, and how the umbrella body amended the first of both.
_ASKED = (
    "国家建立高温天气户外劳动者保护制度，明确停工温度和报酬。",
    "国家建立气候数据公开目录，每年更新。",
)
_AMENDED = "国家建立高温天气户外劳动者保护制度，由国务院有关部门规定停工温度，停工期间报酬照付。"


def describe_networks(networks: Mapping[str, Network], by: User) -> None:
    """Descriptions, charters, and a line from each network to the umbrella body."""
    from huiyin.desk.networks.forwarding_lines import declare_line
    from huiyin.desk.networks.network_members import describe_network

    for slug, network in networks.items():
        zh, en = _DESCRIBED.get(slug, ("", ""))
        words = {
            "description_zh": zh, "description_en": en, "charter_zh": _CHARTER_ZH, "charter_en": _CHARTER_EN,
        }  # fmt: skip
        describe_network(network, words, by)
        declare_line(network, None, by)


def forward_suggestions(
    source: Source, authority: Any, network: Network, umbrella: Consultation, by: User
) -> None:
    """A network proposes two changes of the same draft and forwards both to the umbrella body, which amended one of them;
    the other waits."""
    from huiyin.desk.accounts.permissions import Stage
    from huiyin.desk.consultations.api import creation, drafts
    from huiyin.desk.jobs import api as jobs
    from huiyin.desk.proposals.api import drafts as proposals
    from huiyin.desk.proposals.api import forwardings

    files = {code: (path.name, path.read_bytes()) for code, path in source.draft.items()}
    origin = creation.open_consultation(
        creation.ConsultationInput(
            title_zh=f"{source.title['zh']}：{network.name_zh}意见",
            title_en=f"{source.title['en']}: what the network {network.name_en} says",
            authority=authority, initiator=authority, network=network, files=files,
        ),
        by,
        slug=f"{source.id}-{network.slug}",
    )  # fmt: skip
    jobs.perform_waiting(origin, drafts.READING)
    version = proposals.begin_proposal_version(origin, by)
    for wording in _ASKED:
        asked = proposals.SuggestionInput(
            eid="", target="", action="insert", wording=wording, reason="网络成员一致要求。"
        )
        proposals.save_suggestion(version, asked, by)
    proposals.lock_proposal_version(version, by)
    origin.stage = Stage.SIGNING.value
    origin.save(update_fields=("stage",))
    before = umbrella.stage
    umbrella.stage = Stage.DRAFTING.value  # as if it had been drafted for a while
    umbrella.save(update_fields=("stage",))
    given = forwardings.ForwardingInput(
        "网络成员一致同意，涉及各领域，宜由联合组织统一提出。", is_whole=True
    )
    first, *_ = forwardings.forward_items(origin, umbrella, given, by).items.order_by("pk")
    forwardings.take_item(first, by, words={"wording": _AMENDED})
    umbrella.stage = before
    umbrella.save(update_fields=("stage",))


def load_networks(
    source: Source, networks: Mapping[str, Network], authority: Any, umbrella: Consultation
) -> None:
    from huiyin.desk.accounts.api import find_account

    by = find_account("secretariat@example.org")
    assert by is not None  # made just now
    describe_networks(networks, by)
    forward_suggestions(source, authority, next(iter(networks.values())), umbrella, by)
