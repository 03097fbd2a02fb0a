from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "huiyin.desk.ledger"
    label = "ledger"

    def ready(self) -> None:
        from huiyin.desk.accounts.mails import rounds
        from huiyin.desk.accounts.permissions import Action, Role
        from huiyin.desk.consultations.api.hiding import AFTERWARDS
        from huiyin.desk.consultations.api.repeating import PLACES
        from huiyin.desk.consultations.calls import CALLS, Call
        from huiyin.desk.consultations.tabs import TABS
        from huiyin.desk.consultations.views.searching import SOURCES, Source
        from huiyin.desk.ledger import mails
        from huiyin.desk.ledger.api import exporting, uptake  # noqa: F401  (kinds of jobs)
        from huiyin.desk.ledger.repeating import places
        from huiyin.desk.ledger.views import offers

        CALLS.append(Call(Action.REPLY, frozenset({Role.OFFICER}), "replies"))
        AFTERWARDS.append(exporting.let_go)
        PLACES.append(places)
        TABS.append(offers.submission_tab)
        TABS.append(offers.tab)
        TABS.append(offers.uptake_tab)
        SOURCES.append(Source("replies", offers.find, offers.show))
        rounds.REMINDERS.append(mails.overdue)
        rounds.SOURCES.append(mails.news)
