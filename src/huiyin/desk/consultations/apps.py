from huiyin.desk.core import registration


class ConsultationsConfig(registration.DeskApp):
    name = "huiyin.desk.consultations"
    label = "consultations"

    def register(self) -> None:
        from huiyin.desk.audit import places
        from huiyin.desk.consultations import mails, search_sources, vote_witnesses  # noqa: F401  (what follows when a seat ends)
        from huiyin.desk.consultations.api import groups, intakes, maps  # noqa: F401
        from huiyin.desk.consultations.views import search
        from huiyin.desk.consultations.views.audit import find_entry_places

        # Each names the kinds of background work it does.
        from huiyin.desk.notifications.reminders import REMINDERS, SOURCES

        REMINDERS.extend((mails.list_closing_reminders, mails.list_voting_reminders))
        SOURCES.append(mails.list_news)
        search_sources.SOURCES.extend(search.OWN_SOURCES)
        places.PLACES.fill(find_entry_places)
