from huiyin.desk.core import registration


class ReturnsConfig(registration.DeskApp):
    name = "huiyin.desk.returns"
    label = "returns"

    def register(self) -> None:
        from huiyin.desk.networks.duties import DUTIES
        from huiyin.desk.notifications.outbox import KINDS, MailKind
        from huiyin.desk.returns import mails, network_parts

        DUTIES.add(network_parts.list_duties)
        KINDS.add("return_open", MailKind(mails.fill_round))
        KINDS.add("return_reminder", MailKind(mails.fill_round))
        KINDS.add("return_back", MailKind(mails.fill_back))
