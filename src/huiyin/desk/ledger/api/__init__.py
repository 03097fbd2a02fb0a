"""The ledger's interface for other apps: record an exchange, read entries, verify that none was altered."""

from huiyin.desk.ledger.api.chain import find_broken_exchange
from huiyin.desk.ledger.api.exchanges import (
    find_exchange,
    list_consultations,
    list_replies,
    record_exchange,
)
from huiyin.desk.ledger.api.log_entries import (
    find_receipt_url,
    list_logged,
    log_act,
    log_acts,
    log_acts_in_bulk,
)
from huiyin.desk.ledger.api.record_log import say_foot

__all__ = [
    "find_broken_exchange",
    "find_exchange",
    "find_receipt_url",
    "list_consultations",
    "list_logged",
    "list_replies",
    "log_act",
    "log_acts",
    "log_acts_in_bulk",
    "record_exchange",
    "say_foot",
]
