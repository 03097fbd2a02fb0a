from huiyin.desk.core import registration


class LedgerConfig(registration.DeskApp):
    name = "huiyin.desk.ledger"
    label = "ledger"
