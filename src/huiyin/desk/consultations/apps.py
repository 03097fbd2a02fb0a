from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "huiyin.desk.consultations"
    label = "consultations"

    def ready(self) -> None:
        # Each names the kinds of background work it does.
        from huiyin.desk.consultations.api import groups, intakes, maps  # noqa: F401
