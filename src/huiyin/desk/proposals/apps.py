from huiyin.desk.core import registration


class ProposalsConfig(registration.DeskApp):
    name = "huiyin.desk.proposals"
    label = "proposals"

    def register(self) -> None:
        from huiyin.desk.accounts.permissions import Action, Role
        from huiyin.desk.consultations.api.repeated_words import PLACES
        from huiyin.desk.consultations.prompts import CALLS, Prompt
        from huiyin.desk.consultations.search_sources import SOURCES, SearchSource
        from huiyin.desk.consultations.tabs import TABS
        from huiyin.desk.notifications import reminders
        from huiyin.desk.proposals import mails
        from huiyin.desk.proposals.consultation_parts import find_tab, list_hits, search_suggestions
        from huiyin.desk.proposals.repeated_words import list_places

        PLACES.append(list_places)
        TABS.append(find_tab)
        CALLS.append(Prompt(Action.SIGN, frozenset({Role.DELEGATE}), "proposal"))
        SOURCES.append(SearchSource("suggestions", search_suggestions, list_hits))
        reminders.REMINDERS.append(mails.list_signing_reminders)
        reminders.SOURCES.append(mails.list_news)
