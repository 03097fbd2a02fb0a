from django.apps import AppConfig


class PersonalConfig(AppConfig):
    name = "huiyin.desk.personal"
    label = "personal"

    def ready(self) -> None:
        from huiyin.desk.personal import mails  # noqa: F401 - kinds of mail
