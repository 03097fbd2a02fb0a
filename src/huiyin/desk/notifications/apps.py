from huiyin.desk.core import registration


class NotificationsConfig(registration.DeskApp):
    name = "huiyin.desk.notifications"
    label = "notifications"

    def register(self) -> None:
        from huiyin.desk.accounts import hooks
        from huiyin.desk.notifications import account_mails, outbox, reminders  # noqa: F401 - kinds of mail

        hooks.MAIL.fill(outbox.queue_mail)
        hooks.OUTSIDE_MAIL.fill(outbox.post_outside)
