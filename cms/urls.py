"""Every address the program answers."""

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls

from cms.health import healthz, readyz
from pages.media.urls import public_patterns, stored_patterns

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("media/", include(public_patterns)),
    # Before the admin, which answers everything else below its address.
    path("admin/media/", include(stored_patterns)),
    path("admin/", include(wagtail_admin_urls)),
]
