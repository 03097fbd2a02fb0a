from huiyin.desk.core import registration


class NetworksConfig(registration.DeskApp):
    name = "huiyin.desk.networks"
    label = "networks"

    def register(self) -> None:
        from django.db.models.signals import m2m_changed, post_delete

        from huiyin.desk.networks import followed_things, mails, membership_events, seat_events
        from huiyin.desk.networks.hooks import NEWS
        from huiyin.desk.networks.models import Network
        from huiyin.desk.notifications.followings import FOLLOWED, FollowedKind
        from huiyin.desk.notifications.outbox import KINDS, MailKind
        from huiyin.desk.registry.hooks import KEEP_MEMBERS, NETWORK_NAMES

        m2m_changed.connect(seat_events.note_leading, sender=Network.coordinators.through)
        m2m_changed.connect(membership_events.note_members, sender=Network.members.through)
        KEEP_MEMBERS.fill(membership_events.keep_members)
        NETWORK_NAMES.fill(membership_events.name_networks)
        post_delete.connect(seat_events.end_invitations, sender="registry.Seat")
        KINDS.add("invitation", MailKind(mails.fill_invitation))
        KINDS.add("network_asked", MailKind(mails.fill_asked))
        KINDS.add("network_invited", MailKind(mails.fill_invited))
        KINDS.add("network_answered", MailKind(mails.fill_answered))
        KINDS.add("network_left", MailKind(mails.fill_left))
        KINDS.add("network_reminder", MailKind(mails.fill_reminder))
        FOLLOWED.add(
            "network",
            FollowedKind(followed_things.find_network_thing, followed_things.list_network_news),
        )
        NEWS.add(followed_things.list_membership_news)
