from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "huiyin.desk.accounts"
    label = "accounts"

    def ready(self) -> None:
        from huiyin.desk.accounts import account_events, sign_in_events  # noqa: F401 - listen to allauth
        from huiyin.desk.accounts.mails import account, reminders  # noqa: F401 - kinds of mail
