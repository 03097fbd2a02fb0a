"""The addresses for who runs the machine."""

from __future__ import annotations

from django.urls import path

from huiyin.desk.operations.views import show_metrics, show_state

urlpatterns = [
    path("machine/", show_state, name="machine"),
    path("metrics/", show_metrics, name="metrics"),
]
