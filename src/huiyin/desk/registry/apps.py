from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "huiyin.desk.registry"
    label = "registry"
