from django.apps import AppConfig


class NextVersion(AppConfig):
    name = "tests.desk.next_version"
    label = "next_version"
