"""Every app brings its own paths; this file only says in which order they are tried."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

from b2portal import (
    guide,
    health,
    navigation,  # noqa: F401  puts its tasks on the work queue before the first page is asked for
)
from b2portal.home import home

urlpatterns = [
    path("", home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("guida/", guide.guide, name="guide"),
    path("guida/<slug:slug>/", guide.guide_page, name="guide_page"),
    path("accessibilita/", guide.accessibility, name="accessibility"),
    path("lingua/", login_not_required(set_language), name="set_language"),
    path("", include("accounts.sign_in_urls")),
    path("", include("accounts.urls")),
    path("", include("jobs.urls")),
    path("", include("applications.urls")),
    path("", include("vouchers.urls")),
]

handler400 = "b2portal.errors.bad_request"
handler403 = "b2portal.errors.forbidden"
handler404 = "b2portal.errors.not_found"
handler500 = "b2portal.errors.server_error"
