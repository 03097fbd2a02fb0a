"""The rows of initiatives: what they are, what grew from what, and the goals that they serve."""

from huiyin.desk.initiatives.models.goals import (
    Goal,
    GoalReview,
    GoalTie,
    Indicator,
    Observation,
)
from huiyin.desk.initiatives.models.initiatives import (
    ConsultationTie,
    Initiative,
    InitiativeDocument,
    InitiativeFocus,
    InitiativeMoney,
    InitiativePart,
)
from huiyin.desk.initiatives.models.inquiries import (
    Inquiry,
    InquiryAnswer,
    InquiryBody,
    InquiryQuestion,
    InquiryTable,
)
from huiyin.desk.initiatives.models.lineage import Founder, LineageEvent, LineageSide

__all__ = [
    "ConsultationTie",
    "Founder",
    "Goal",
    "GoalReview",
    "GoalTie",
    "Indicator",
    "Initiative",
    "InitiativeDocument",
    "InitiativeFocus",
    "InitiativeMoney",
    "InitiativePart",
    "Inquiry",
    "InquiryAnswer",
    "InquiryBody",
    "InquiryQuestion",
    "InquiryTable",
    "LineageEvent",
    "LineageSide",
    "Observation",
]
