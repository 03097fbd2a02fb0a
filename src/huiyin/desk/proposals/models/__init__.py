"""What a joint proposal stores, a file a subject."""

from huiyin.desk.proposals.models.proposal import Proposal, ProposalVersion, Remark, Suggestion
from huiyin.desk.proposals.models.signature import MinorityOpinion, Signature

__all__ = [
    "MinorityOpinion",
    "Proposal",
    "ProposalVersion",
    "Remark",
    "Signature",
    "Suggestion",
]
