from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "huiyin.desk.pages"
    label = "pages"
