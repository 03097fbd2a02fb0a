from django.apps import AppConfig


class LawsConfig(AppConfig):
    name = "huiyin.desk.laws"
    label = "laws"
