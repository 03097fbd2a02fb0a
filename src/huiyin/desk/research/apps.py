from huiyin.desk.core import registration


class ResearchConfig(registration.DeskApp):
    name = "huiyin.desk.research"
    label = "research"

    def register(self) -> None:
        from huiyin.desk.accounts.permissions import Action
        from huiyin.desk.consultations.for_you import RETURNS
        from huiyin.desk.directory.hooks import ACT_SOURCES, ActSource
        from huiyin.desk.jobs.api import KINDS as JOBS
        from huiyin.desk.jobs.api import JobKind
        from huiyin.desk.notifications.outbox import KINDS, MailKind
        from huiyin.desk.research import mails
        from huiyin.desk.research.api import law_traces, library, notices

        JOBS.add(law_traces.TRACING, JobKind(law_traces.trace_work, seen_by=Action.EXPORT_ALL))
        ACT_SOURCES.add(ActSource("research", library.list_public_works))
        RETURNS.add(notices.list_returns)
        KINDS.add("research_offered", MailKind(mails.fill_offered))
        KINDS.add("research_accepted", MailKind(mails.fill_accepted))
        KINDS.add("research_declined", MailKind(mails.fill_declined))
        KINDS.add("research_delivered", MailKind(mails.fill_delivered))
