"""Every address of the site. Those of the site's own screens come before the pages of the catalogue, whatever these are called."""

from django.urls import path, register_converter

from website.converters import LanguageConverter
from website.views import content, help, home, qr, reports, search

register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", home.choose_language, name="website"),
    path("<language:language>", home.with_slash),
    path("<language:language>/", home.home),
    path("<language:language>/aide", help.reasons),
    path("<language:language>/aide/<slug:code>", help.reason),
    path("<language:language>/recherche", search.results),
    path("<language:language>/recherche/suggestions", search.suggestions),
    path("<language:language>/signaler", reports.report),
    path("<language:language>/merci", reports.thanks),
    path("<language:language>/qr/<slug:code>.svg", qr.short_link),
    # Last: whatever else begins with a language is a page of the catalogue, or is not there.
    path("<language:language>/<path:path>", content.content_page),
]
