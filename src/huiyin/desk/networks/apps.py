from django.apps import AppConfig


class NetworksConfig(AppConfig):
    name = "huiyin.desk.networks"
    label = "networks"
