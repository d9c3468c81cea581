"""Every address the program answers."""

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls

from cms.health import healthz, readyz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("admin/", include(wagtail_admin_urls)),
]
