"""Every address of the site. Those of the site's own screens come before the pages of the catalogue, whatever these are called."""

from django.urls import path, register_converter

from website.converters import LanguageConverter
from website.views import content, home, machines, previews, qr, reports, search, urgent_help

register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", home.choose_language, name="website"),
    path("robots.txt", machines.robots),
    path(".well-known/security.txt", machines.security),
    path("sitemap.xml", machines.sitemap_index),
    path("sitemap-<language:language>.xml", machines.sitemap),
    path("<language:language>/nouveautes.atom", machines.news),
    path("<language:language>", home.with_slash),
    path("<language:language>/", home.home),
    path("<language:language>/aide", urgent_help.reasons),
    path("<language:language>/aide/<slug:code>", urgent_help.reason),
    path("<language:language>/recherche", search.results),
    path("<language:language>/recherche/suggestions", search.suggestions),
    path("<language:language>/apercu", previews.preview),
    path("<language:language>/signaler", reports.report),
    path("<language:language>/merci", reports.thanks),
    path("<language:language>/qr.svg", qr.page_code),
    path("<language:language>/qr/<path:path>.svg", qr.page_code),
    path("<language:language>/aide/<slug:code>.svg", qr.help_code),
    # Last: whatever else begins with a language is a page of the catalogue, or is not there.
    path("<language:language>/<path:path>", content.content_page),
]
