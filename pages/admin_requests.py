"""Requests of the admin that write are one transaction each: what Wagtail saves and what the journal says of it stand or fall together."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from pages.publication import collections_changed
from pages.releases import noticing_refusals, publishing_as

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})

REFILING_VIEWS = ("wagtailadmin_collections:", "wagtail_bulk_action")
"""The views that move files between collections, or collections themselves, without saving the files."""


class AtomicAdminWrites:
    """Wraps unsafe requests under the admin in one transaction, rolled back when the answer is an error or a publication was refused.

    Why it was refused is told: Wagtail itself only says that somebody may not.
    A superuser's requests publish in that person's name (``pages.releases``).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answers the request, in a transaction if it may write."""
        if request.method in SAFE_METHODS or not request.path.startswith(reverse("wagtailadmin_home")):
            return self.get_response(request)
        user = request.user
        with transaction.atomic(), noticing_refusals() as refused, publishing_as(user) if _publishes(user) else nullcontext():
            response = self.get_response(request)
            if response.status_code >= 500 or refused:
                transaction.set_rollback(True)
                for refusal in refused:
                    messages.error(request, str(refusal))
            elif _may_refile(request):
                collections_changed()
        return response


def _publishes(user: Any) -> bool:
    return bool(user.is_authenticated and user.is_active and user.is_superuser)


def _may_refile(request: HttpRequest) -> bool:
    match = request.resolver_match
    return match is not None and match.view_name.startswith(REFILING_VIEWS)
