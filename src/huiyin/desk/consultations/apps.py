from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "huiyin.desk.consultations"
    label = "consultations"

    def ready(self) -> None:
        # Each names the kinds of background work it does.
        from huiyin.desk.accounts.mails.reminders import REMINDERS, SOURCES
        from huiyin.desk.consultations import mails, vote_witnesses  # noqa: F401  (what follows when a seat ends)
        from huiyin.desk.consultations.api import groups, intakes, maps  # noqa: F401

        REMINDERS.extend((mails.list_closing_reminders, mails.list_voting_reminders))
        SOURCES.append(mails.list_news)
