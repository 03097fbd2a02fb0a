"""Models of the joint proposal, one module per subject."""

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
