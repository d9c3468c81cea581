"""Every address the program answers."""

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin_urls

urlpatterns = [
    path("admin/", include(wagtail_admin_urls)),
]
