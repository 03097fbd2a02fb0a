from huiyin.desk.core import registration


class PersonalConfig(registration.DeskApp):
    name = "huiyin.desk.personal"
    label = "personal"

    def register(self) -> None:
        from huiyin.desk.personal import mails  # noqa: F401 - kinds of mail
