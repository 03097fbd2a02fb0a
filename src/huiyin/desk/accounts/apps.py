from huiyin.desk.core import registration


class AccountsConfig(registration.DeskApp):
    name = "huiyin.desk.accounts"
    label = "accounts"

    def register(self) -> None:
        from huiyin.desk.accounts import account_events, sign_in_events  # noqa: F401 - listen to allauth
