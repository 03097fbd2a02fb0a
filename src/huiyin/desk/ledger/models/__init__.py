"""Models of the ledger: exchanges, threads, legal grounds, and the log that proves them."""

from huiyin.desk.ledger.models.exchanges import Exchange, ExchangeDocument
from huiyin.desk.ledger.models.figures import FigureSet
from huiyin.desk.ledger.models.record_log import (
    Checkpoint,
    Cosignature,
    LogEntry,
    LogKey,
    LogOpening,
    Witness,
)
from huiyin.desk.ledger.models.tables import ColumnMapping, TableImport
from huiyin.desk.ledger.models.threads import CountDispute, LegalGround, Thread

__all__ = [
    "Checkpoint",
    "ColumnMapping",
    "Cosignature",
    "CountDispute",
    "Exchange",
    "ExchangeDocument",
    "FigureSet",
    "LegalGround",
    "LogEntry",
    "LogKey",
    "LogOpening",
    "TableImport",
    "Thread",
    "Witness",
]
