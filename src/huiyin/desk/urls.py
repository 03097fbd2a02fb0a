"""Which address shows what. Each app's ``urls`` holds its own."""

from __future__ import annotations

from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls

from huiyin.desk.core import rate_limits
from huiyin.desk.core import views as frame
from huiyin.desk.pages import urls as pages_urls

urlpatterns = [
    path("", include(pages_urls.first_urlpatterns)),
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
    path("", include("huiyin.desk.api.urls")),
    path("cms/", include(wagtailadmin_urls)),
    # Last: what no part of the desk answers may be a page of an editor.
    path("", include(pages_urls.urlpatterns)),
]

handler400 = frame.bad_request
handler403 = frame.forbidden
handler404 = "huiyin.desk.pages.views.site.find_old_address"
handler429 = rate_limits.too_many
handler500 = frame.show_server_error
