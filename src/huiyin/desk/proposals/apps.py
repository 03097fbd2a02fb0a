from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "huiyin.desk.proposals"
    label = "proposals"
