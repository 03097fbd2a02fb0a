from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "huiyin.desk.jobs"
    label = "jobs"
