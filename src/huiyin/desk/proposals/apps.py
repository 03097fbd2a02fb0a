from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "huiyin.desk.proposals"
    label = "proposals"

    def ready(self) -> None:
        from huiyin.desk.accounts.mails import rounds
        from huiyin.desk.accounts.permissions import Action, Role
        from huiyin.desk.consultations.api.repeating import PLACES
        from huiyin.desk.consultations.calls import CALLS, Call
        from huiyin.desk.consultations.tabs import TABS
        from huiyin.desk.consultations.views.searching import SOURCES, Source
        from huiyin.desk.proposals import mails
        from huiyin.desk.proposals.repeating import places
        from huiyin.desk.proposals.shown import find, show, tab

        PLACES.append(places)
        TABS.append(tab)
        CALLS.append(Call(Action.SIGN, frozenset({Role.DELEGATE}), "proposal"))
        SOURCES.append(Source("suggestions", find, show))
        rounds.REMINDERS.append(mails.signing)
        rounds.SOURCES.append(mails.news)
