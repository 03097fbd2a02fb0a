"""Scopes of tokens, topics of webhooks, formats of dumps, and their limits."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Scope(StrEnum):
    """What a token may do for its owner; never more than the owner may do on the pages."""

    COMMENT = "comment"
    TAKE_IN = "take_in"  # comments, from a file
    REPLY = "reply"
    EXCHANGE = "exchange"  # write one into the ledger


class Topic(StrEnum):
    """What webhooks can be notified of."""

    EXCHANGE = "exchange.recorded"
    STAGE = "consultation.moved"
    WORK = "work.published"
    DUMP = "dump.made"


class DumpFormat(StrEnum):
    """The format of a dump's table, and the file extension."""

    CSV = "csv"
    LINES = "jsonl"
    PARQUET = "parquet"


#: The choices for how long a token is valid, in days.
TOKEN_DAYS = (30, 90, 365)
#: The most tokens and webhooks per person.
MOST_TOKENS, MOST_HOOKS = 20, 5
#: Delays after each failed attempt; after the last the message is given up.
RETRIES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
#: After this many consecutive messages given up, a webhook is paused.
GIVEN_UP = 3
#: The licence of all public data.
LICENCE = "CC-BY-4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
