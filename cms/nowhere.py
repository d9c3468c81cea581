"""Answers where there is nothing, and where something broke: to readers by the website, to editors by the desk, to programs by Django."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults
from django.views.decorators.cache import never_cache

from website.views import nowhere

DESK = "/admin/"

# Where no reader looks around: the endpoint, its files, the admin, and what guests of the desk are shown.
NOT_FOR_READERS = ("/graphql", "/graphiql", "/media/", "/static/", DESK, "/preview/")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    if request.path_info.startswith(DESK):
        # As Wagtail's, which answers before this where no fence does.
        return never_cache(defaults.page_not_found)(request, exception, template_name="wagtailadmin/404.html")
    if request.path_info.startswith(NOT_FOR_READERS):
        return defaults.page_not_found(request, exception)
    return nowhere.nothing_here(request)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    if request.path_info.startswith(NOT_FOR_READERS):
        return defaults.server_error(request)
    return nowhere.broken(request)
