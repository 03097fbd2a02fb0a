from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "huiyin.desk.accounts"
    label = "accounts"

    def ready(self) -> None:
        from huiyin.desk.accounts import acts, noted  # noqa: F401 - listen to allauth
        from huiyin.desk.accounts.mails import account, rounds  # noqa: F401 - kinds of mail
