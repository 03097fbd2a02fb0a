from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "huiyin.desk.consultations"
    label = "consultations"

    def ready(self) -> None:
        # Each names the kinds of background work it does.
        from huiyin.desk.accounts.mails.rounds import REMINDERS, SOURCES
        from huiyin.desk.consultations import mails, witnesses  # noqa: F401  (what follows when a seat ends)
        from huiyin.desk.consultations.api import groups, intakes, maps  # noqa: F401

        REMINDERS.extend((mails.closing, mails.voting))
        SOURCES.append(mails.news)
