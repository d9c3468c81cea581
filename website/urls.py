"""Every address of the site. Those of the site's own screens come before the pages of the catalogue, whatever these are called."""

from django.urls import path, register_converter

from website.converters import LanguageConverter
from website.views import (
    agenda,
    ages,
    associations,
    audiences,
    content,
    helplines,
    home,
    interviews,
    kits,
    machines,
    people,
    previews,
    qr,
    reports,
    search,
    themes,
    urgent_help,
)

register_converter(LanguageConverter, "language")

urlpatterns = [
    path("", home.choose_language, name="website"),
    # Short enough to be said on the telephone.
    path("aide", home.choose_language, {"path": "/aide"}),
    path("robots.txt", machines.robots),
    path(".well-known/security.txt", machines.security),
    path("sitemap.xml", machines.sitemap_index),
    path("sitemap-<language:language>.xml", machines.sitemap),
    path("<language:language>/nouveautes.atom", machines.news),
    path("<language:language>", home.with_slash),
    path("<language:language>/", content.content_page, {"path": ""}),
    path("<language:language>/themes", themes.themes),
    path("<language:language>/themes/<slug:slug>", themes.theme),
    path("<language:language>/ages/<slug:code>", ages.age),
    path("<language:language>/publics/<slug:code>", audiences.audience),
    path("<language:language>/interviews", interviews.interviews),
    path("<language:language>/personnes", people.people),
    path("<language:language>/personnes/<slug:slug>", people.person),
    path("<language:language>/associations", associations.associations),
    path("<language:language>/associations/<slug:slug>", associations.association),
    path("<language:language>/numeros", helplines.helplines),
    path("<language:language>/soiree", kits.evening),
    path("<language:language>/agenda.ics", agenda.agenda_calendar),
    path("<language:language>/<path:path>.ics", agenda.event_calendar),
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
