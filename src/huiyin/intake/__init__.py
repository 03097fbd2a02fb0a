"""Comments, suggestions, votes and replies, read from the files people really send."""

from huiyin.intake.comments import read_comments
from huiyin.intake.decisions import DecidedPair, read_decisions
from huiyin.intake.model import (
    Action,
    Amendment,
    Comment,
    Intake,
    Organisation,
    Refusal,
    RefusalCode,
    Remark,
    RemarkCode,
    Reply,
    ReplyStatus,
    Source,
    Statement,
    Suggestion,
    TableRead,
    Vote,
)
from huiyin.intake.others import (
    read_amendments,
    read_organisations,
    read_replies,
    read_statements,
    read_suggestions,
)
from huiyin.intake.polis import find_export
from huiyin.intake.rows import read_or_refuse
from huiyin.intake.verdicts import PersonVerdict, read_verdicts
from huiyin.intake.votes import read_votes

__all__ = [
    "Action",
    "Amendment",
    "Comment",
    "DecidedPair",
    "Intake",
    "Organisation",
    "PersonVerdict",
    "Refusal",
    "RefusalCode",
    "Remark",
    "RemarkCode",
    "Reply",
    "ReplyStatus",
    "Source",
    "Statement",
    "Suggestion",
    "TableRead",
    "Vote",
    "find_export",
    "read_amendments",
    "read_comments",
    "read_decisions",
    "read_or_refuse",
    "read_organisations",
    "read_replies",
    "read_statements",
    "read_suggestions",
    "read_verdicts",
    "read_votes",
]
