from huiyin.desk.core import registration


class NotificationsConfig(registration.DeskApp):
    name = "huiyin.desk.notifications"
    label = "notifications"

    def register(self) -> None:
        from huiyin.desk.accounts import hooks
        from huiyin.desk.notifications import account_mails, followings, outbox, reminders
        from huiyin.desk.notifications.outbox import KINDS, MailKind

        hooks.MAIL.fill(outbox.queue_mail)
        hooks.OUTSIDE_MAIL.fill(outbox.post_outside)
        KINDS.add(
            "password_reset_key",
            MailKind(account_mails.password_reset, is_fleeting=True, is_notice=False),
        )
        KINDS.add("account_changed", MailKind(account_mails.account_changed))
        KINDS.add("second_step_reset", MailKind(account_mails.second_step_reset))
        KINDS.add(
            "follow_confirm",
            MailKind(
                followings.confirm_words, is_fleeting=True, is_notice=False, is_forgotten=True
            ),
        )
        KINDS.add(
            "follow_news", MailKind(followings.news_words, is_notice=False, is_forgotten=True)
        )
        KINDS.add("digest", MailKind(reminders.digest_words, is_notice=False))
