from huiyin.desk.core import registration


class OutcomesConfig(registration.DeskApp):
    name = "huiyin.desk.outcomes"
    label = "outcomes"

    def register(self) -> None:
        from huiyin.desk.accounts.permissions import Action, Role
        from huiyin.desk.consultations.access import FURTHER
        from huiyin.desk.consultations.api import repeated_words
        from huiyin.desk.consultations.followed_things import NEWS as FOLLOW_NEWS
        from huiyin.desk.consultations.for_you import RETURNS
        from huiyin.desk.consultations.links import GROUP_LINKS
        from huiyin.desk.consultations.overview import PARTS
        from huiyin.desk.consultations.prompts import PROMPTS, Prompt
        from huiyin.desk.consultations.search_sources import SOURCES, SearchSource
        from huiyin.desk.consultations.tabs import TABS
        from huiyin.desk.directory.hooks import ACT_SOURCES, ActSource
        from huiyin.desk.initiatives.hooks import CHAINS
        from huiyin.desk.jobs.api import KINDS as JOBS
        from huiyin.desk.jobs.api import JobKind
        from huiyin.desk.notifications import reminders
        from huiyin.desk.notifications.outbox import KINDS as MAILS
        from huiyin.desk.notifications.outbox import MailKind
        from huiyin.desk.outcomes import followed_things, initiative_chains, mails
        from huiyin.desk.outcomes.api import handovers, replies, uptake
        from huiyin.desk.outcomes.api.public_acts import list_comments
        from huiyin.desk.outcomes.repeated_words import list_places
        from huiyin.desk.outcomes.views import consultation_parts

        JOBS.add(uptake.READING, JobKind(uptake.read_enacted))
        JOBS.add("uptake", JobKind(uptake.trace_all))

        CHAINS.fill(initiative_chains.map_chains)
        MAILS.add("submitted", MailKind(mails.submitted_receipt))
        MAILS.add("submitted_officer", MailKind(mails.submitted_to_officer))
        MAILS.add("handed_on_officer", MailKind(mails.describe_handover))
        MAILS.add("overdue_further", MailKind(mails.describe_overdue_handover))
        MAILS.add("overdue", MailKind(mails.overdue_words))
        MAILS.add("overdue_officer", MailKind(mails.overdue_words))
        reminders.REMINDERS.add(mails.list_overdue_reminders, mails.list_overdue_handovers)
        reminders.SOURCES.add(mails.list_news)

        FOLLOW_NEWS.add(followed_things.list_outcome_news)

        PROMPTS.add(
            Prompt(Action.REPLY, frozenset({Role.OFFICER}), "replies", replies.find_answered)
        )
        PROMPTS.add(
            Prompt(
                Action.REPLY_FURTHER,
                frozenset({Role.ADDRESSEE}),
                "own_replies",
                handovers.find_answered_further,
            )
        )
        FURTHER.fill(handovers.find_further)
        GROUP_LINKS.add(consultation_parts.list_group_links)
        RETURNS.add(consultation_parts.list_returns)
        PARTS.add(consultation_parts.describe_outcome)
        TABS.add(
            consultation_parts.submission_tab,
            consultation_parts.find_tab,
            consultation_parts.uptake_tab,
        )
        repeated_words.PLACES.add(list_places)
        SOURCES.add(
            SearchSource("replies", consultation_parts.search_replies, consultation_parts.list_hits)
        )
        ACT_SOURCES.add(ActSource("comments", list_comments))
