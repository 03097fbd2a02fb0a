from huiyin.desk.core import registration


class PersonalConfig(registration.DeskApp):
    name = "huiyin.desk.personal"
    label = "personal"

    def register(self) -> None:
        from huiyin.desk.notifications.outbox import KINDS, MailKind
        from huiyin.desk.personal import mails

        KINDS.add("erasure_asked", MailKind(mails.erasure_asked))
        KINDS.add("erasure_refused", MailKind(mails.erasure_refused))
        KINDS.add("erased", MailKind(mails.fill_erased, is_forgotten=True, is_notice=False))
        KINDS.add("remnants", MailKind(mails.list_remnant_words))
