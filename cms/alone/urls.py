"""Every address of the website alone, but the two of health (cms/alone/health.py)."""

from django.urls import include, path

urlpatterns = [path("", include("website.urls"))]

handler404 = "website.views.nowhere.nothing_here"
handler500 = "website.views.nowhere.broken"
