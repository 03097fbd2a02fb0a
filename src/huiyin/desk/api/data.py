"""What tokens may do, what programs are told of, and how the files of a dump are written."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Scope(StrEnum):
    """What a token may do for its owner; never more than the owner may on the pages."""

    COMMENT = "comment"
    TAKE_IN = "take_in"  # comments, from a file
    REPLY = "reply"
    EXCHANGE = "exchange"  # write one into the ledger


class Topic(StrEnum):
    """What happens that a program can be told of."""

    EXCHANGE = "exchange.recorded"
    STAGE = "consultation.moved"
    WORK = "work.published"
    DUMP = "dump.made"


class DumpFormat(StrEnum):
    """How a table of a dump is written: also the ending of its file."""

    CSV = "csv"
    LINES = "jsonl"
    PARQUET = "parquet"


#: How long a token may be good, in days.
TOKEN_DAYS = (30, 90, 365)
#: Tokens and webhooks that one person has at once.
MOST_TOKENS, MOST_HOOKS = 20, 5
#: How long after each failed try the next one comes; after the last the message is given up.
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
#: Messages given up one after the other, after which a webhook rests until its owner wakes it.
GIVEN_UP = 3
#: What everything public is given away under.
LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
