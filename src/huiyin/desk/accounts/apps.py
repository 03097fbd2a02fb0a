from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "huiyin.desk.accounts"
    label = "accounts"
