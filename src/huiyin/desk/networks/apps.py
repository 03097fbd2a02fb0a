from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "huiyin.desk.networks"
    label = "networks"

    def ready(self) -> None:
        from huiyin.desk.networks import following, mails  # noqa: F401  (a kind of mail; what follows from what)
