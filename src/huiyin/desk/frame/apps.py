from django.apps import AppConfig


class FrameConfig(AppConfig):
    name = "huiyin.desk.frame"
    label = "frame"
