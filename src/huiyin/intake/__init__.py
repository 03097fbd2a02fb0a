"""Read comments, suggestions, votes and replies from the files that people really send."""

from huiyin.files.problems import Refusal, RefusalCode, Remark, RemarkCode, Source
from huiyin.intake.comments import read_comments
from huiyin.intake.facts import (
    FACT_ROLES,
    AskFact,
    FactPeriod,
    FocusFact,
    ReachFact,
    ReplyFact,
    RouteFact,
    read_ask_facts,
    read_focus_facts,
    read_reach_facts,
    read_reply_facts,
    read_route_facts,
)
from huiyin.intake.grouping_constraints import ConstraintPair, read_decisions
from huiyin.intake.model import (
    Amendment,
    Comment,
    IntakeResult,
    Organisation,
    Reply,
    ReplyStatus,
    Statement,
    Suggestion,
    TableRead,
    Vote,
)
from huiyin.intake.polis import find_export
from huiyin.intake.receipt import IntakeReceipt, Placing, make_receipt
from huiyin.intake.records import (
    read_amendments,
    read_organisations,
    read_replies,
    read_statements,
    read_suggestions,
)
from huiyin.intake.rows import read_or_refuse
from huiyin.intake.verdicts import PersonVerdict, read_verdicts
from huiyin.intake.votes import read_votes
from huiyin.law.suggestion_actions import SuggestionAction

__all__ = [
    "FACT_ROLES",
    "Amendment",
    "AskFact",
    "Comment",
    "ConstraintPair",
    "FactPeriod",
    "FocusFact",
    "IntakeReceipt",
    "IntakeResult",
    "Organisation",
    "PersonVerdict",
    "Placing",
    "ReachFact",
    "Refusal",
    "RefusalCode",
    "Remark",
    "RemarkCode",
    "Reply",
    "ReplyFact",
    "ReplyStatus",
    "RouteFact",
    "Source",
    "Statement",
    "Suggestion",
    "SuggestionAction",
    "TableRead",
    "Vote",
    "find_export",
    "make_receipt",
    "read_amendments",
    "read_ask_facts",
    "read_comments",
    "read_decisions",
    "read_focus_facts",
    "read_or_refuse",
    "read_organisations",
    "read_reach_facts",
    "read_replies",
    "read_reply_facts",
    "read_route_facts",
    "read_statements",
    "read_suggestions",
    "read_verdicts",
    "read_votes",
]
