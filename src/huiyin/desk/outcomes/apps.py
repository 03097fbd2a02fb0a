from huiyin.desk.core import registration


class OutcomesConfig(registration.DeskApp):
    name = "huiyin.desk.outcomes"
    label = "outcomes"

    def register(self) -> None:
        from huiyin.desk.accounts.permissions import Action, Role
        from huiyin.desk.consultations.api.repeated_words import PLACES
        from huiyin.desk.consultations.prompts import CALLS, Prompt
        from huiyin.desk.consultations.search_sources import SOURCES, SearchSource
        from huiyin.desk.consultations.tabs import TABS
        from huiyin.desk.notifications import reminders
        from huiyin.desk.outcomes import mails
        from huiyin.desk.outcomes.api import uptake  # noqa: F401  (kinds of jobs)
        from huiyin.desk.outcomes.repeated_words import list_places
        from huiyin.desk.outcomes.views import consultation_parts

        CALLS.append(Prompt(Action.REPLY, frozenset({Role.OFFICER}), "replies"))
        PLACES.append(list_places)
        TABS.append(consultation_parts.submission_tab)
        TABS.append(consultation_parts.find_tab)
        TABS.append(consultation_parts.uptake_tab)
        SOURCES.append(
            SearchSource("replies", consultation_parts.search_replies, consultation_parts.list_hits)
        )
        reminders.REMINDERS.append(mails.list_overdue_reminders)
        reminders.SOURCES.append(mails.list_news)
