"""What a joint proposal stores, a file a subject."""

from huiyin.desk.proposals.models.forwarding import ForwardedItem, Forwarding
from huiyin.desk.proposals.models.proposal import Proposal, ProposalVersion, Remark, Suggestion
from huiyin.desk.proposals.models.signature import MinorityOpinion, Signature

__all__ = [
    "ForwardedItem",
    "Forwarding",
    "MinorityOpinion",
    "Proposal",
    "ProposalVersion",
    "Remark",
    "Signature",
    "Suggestion",
]
