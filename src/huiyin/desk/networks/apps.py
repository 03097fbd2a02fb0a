from huiyin.desk.core import registration


class NetworksConfig(registration.DeskApp):
    name = "huiyin.desk.networks"
    label = "networks"

    def register(self) -> None:
        from django.db.models.signals import m2m_changed, post_delete

        from huiyin.desk.networks import mails, seat_events
        from huiyin.desk.networks.models import Network
        from huiyin.desk.notifications.outbox import KINDS, MailKind

        m2m_changed.connect(seat_events.note_leading, sender=Network.coordinators.through)
        post_delete.connect(seat_events.end_invitations, sender="registry.Seat")
        KINDS.add("invitation", MailKind(mails.fill_invitation))
