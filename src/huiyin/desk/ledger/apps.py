from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "huiyin.desk.ledger"
    label = "ledger"
