"""The endpoint's own way through Django: no session, no log-in, no redirect, no cookie stands between a reader and an answer."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from api.http.view import graphql_view


class GraphQLBypass:
    """Middleware: answers the endpoint's address before the middleware below it does anything; the endpoint depends on nobody's cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.path = reverse("graphql")

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer, or pass the request on."""
        if request.path_info != self.path:
            return self.get_response(request)
        return graphql_view(request)
