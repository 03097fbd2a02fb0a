from huiyin.desk.core import registration


class NetworksConfig(registration.DeskApp):
    name = "huiyin.desk.networks"
    label = "networks"

    def register(self) -> None:
        from huiyin.desk.networks import mails, seat_events  # noqa: F401  (a kind of mail; what follows from what)
