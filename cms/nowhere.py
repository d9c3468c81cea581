"""What is answered where there is nothing, and where something broke: to readers by the website, to programs and editors as Django does."""

from django.http import HttpRequest, HttpResponse
from django.views import defaults

from website.views import nowhere

# Where no reader looks around: the endpoint, its files, the admin, and what guests of the desk are shown.
NOT_FOR_READERS = ("/graphql", "/graphiql", "/media/", "/static/", "/admin/", "/preview/")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    if request.path_info.startswith(NOT_FOR_READERS):
        return defaults.page_not_found(request, exception)
    return nowhere.nothing_here(request)


def broken(request: HttpRequest) -> HttpResponse:
    """500."""
    if request.path_info.startswith(NOT_FOR_READERS):
        return defaults.server_error(request)
    return nowhere.broken(request)
