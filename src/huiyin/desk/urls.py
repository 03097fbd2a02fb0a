"""Which address shows what. Each app's ``urls`` holds its own."""

from __future__ import annotations

from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from huiyin.desk.core import rate_limits
from huiyin.desk.core import views as frame

urlpatterns = [
    path("", include("huiyin.desk.consultations.urls")),
    path("", include("huiyin.desk.outcomes.urls")),
    path("", include("huiyin.desk.exports.urls")),
    path("", include("huiyin.desk.research.urls")),
    path("", include("huiyin.desk.initiatives.urls")),
    path("", include("huiyin.desk.laws.urls")),
    path("", include("huiyin.desk.ledger.urls")),
    path("", include("huiyin.desk.directory.urls")),
    path("", include("huiyin.desk.returns.urls")),
    path("", include("huiyin.desk.networks.urls")),
    path("", include("huiyin.desk.personal.urls")),
    path("", include("huiyin.desk.proposals.urls")),
    path("", include("huiyin.desk.registry.urls")),
    path("", include("huiyin.desk.notifications.urls")),
    path("", include("huiyin.desk.audit.urls")),
    path("", include("huiyin.desk.operations.urls")),
    path("", include("huiyin.desk.accounts.urls")),
    path("", include("huiyin.desk.pages.urls")),
    path("", include("huiyin.desk.api.urls")),
    path("cms/", include(wagtailadmin_urls)),
    path("pages/", include(wagtail_urls)),
]

handler400 = frame.bad_request
handler403 = frame.forbidden
handler404 = frame.not_found
handler429 = rate_limits.too_many
handler500 = frame.show_server_error
