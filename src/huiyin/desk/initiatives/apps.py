from huiyin.desk.core import registration


class InitiativesConfig(registration.DeskApp):
    name = "huiyin.desk.initiatives"
    label = "initiatives"

    def register(self) -> None:
        from huiyin.desk.directory.hooks import ACT_SOURCES, ActSource
        from huiyin.desk.initiatives import followed_things
        from huiyin.desk.initiatives.api import founders, lists, news
        from huiyin.desk.initiatives.network_parts import list_goals_and_lineage
        from huiyin.desk.networks.hooks import PAGE_PARTS
        from huiyin.desk.notifications import reminders
        from huiyin.desk.notifications.followings import FOLLOWED, FollowedKind
        from huiyin.desk.notifications.outbox import KINDS as MAILS
        from huiyin.desk.notifications.outbox import MailKind

        FOLLOWED.add(
            "campaign",
            FollowedKind(followed_things.find_campaign, followed_things.list_campaign_news),
        )
        MAILS.add("founding", MailKind(founders.fill_mail))
        PAGE_PARTS.add(list_goals_and_lineage)
        reminders.SOURCES.add(news.list_news)
        ACT_SOURCES.add(ActSource("initiatives", lists.list_public_acts))
