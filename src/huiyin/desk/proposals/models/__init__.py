"""What a joint proposal stores, a file a subject."""

from huiyin.desk.proposals.models.answer import Reply, Uptake
from huiyin.desk.proposals.models.proposal import Edition, Proposal, Remark, Suggestion
from huiyin.desk.proposals.models.signing import MinorityOpinion, Signature, Submission

__all__ = [
    "Edition",
    "MinorityOpinion",
    "Proposal",
    "Remark",
    "Reply",
    "Signature",
    "Submission",
    "Suggestion",
    "Uptake",
]
