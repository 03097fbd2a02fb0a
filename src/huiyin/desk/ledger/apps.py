from huiyin.desk.core import registration


class LedgerConfig(registration.DeskApp):
    name = "huiyin.desk.ledger"
    label = "ledger"

    def register(self) -> None:
        from huiyin.desk.accounts.permissions import Action
        from huiyin.desk.jobs.api import KINDS as JOBS
        from huiyin.desk.jobs.api import JobKind
        from huiyin.desk.ledger.api import figures, record_log, tables
        from huiyin.desk.notifications.email_rendering import FOOT

        FOOT.add(record_log.say_foot)
        JOBS.add(figures.COUNTING, JobKind(figures.compute_figures, seen_by=Action.EXPORT_ALL))
        JOBS.add(tables.READING, JobKind(tables.read_register, seen_by=Action.EXPORT_ALL))
        JOBS.add(tables.TAKING, JobKind(tables.take_register, seen_by=Action.EXPORT_ALL))
        JOBS.add(tables.VOIDING, JobKind(tables.void_register, seen_by=Action.EXPORT_ALL))
