from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "huiyin.desk.networks"
    label = "networks"

    def ready(self) -> None:
        from huiyin.desk.networks import mails, seat_events  # noqa: F401  (a kind of mail; what follows from what)
