from django.apps import AppConfig


class ConsultationsConfig(AppConfig):
    name = "huiyin.desk.consultations"
    label = "consultations"
