"""Every address of the site. Those of the site's own screens come before the pages of the catalogue, whatever these are called."""

from django.urls import path, register_converter

from website.converters import LanguageConverter
from website.views import content, home

register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", home.choose_language, name="website"),
    path("<language:language>", home.with_slash),
    path("<language:language>/", home.home),
    # Last: whatever else begins with a language is a page of the catalogue, or is not there.
    path("<language:language>/<path:path>", content.content_page),
]
