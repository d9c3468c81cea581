"""Fences between the associations where Wagtail has none: what one team keeps to itself, another meets as if it were not there.

Wagtail's own policies (``pages.permissions``) hold in most views; this middleware holds where a view asks no policy about the very thing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from wagtail.admin.auth import permission_denied
from wagtail.permissions import policy_registry

from pages.choosing import choosable_pages
from pages.models import BasePage, ClubDocument, ClubImage, Video
from pages.permissions import reading_as

FILES: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "wagtailimages": (ClubImage, ("change", "delete")),
    "wagtaildocs": (ClubDocument, ("change", "delete")),
    "wagtailsnippets_pages_video": (Video, ("change", "delete")),
    "wagtailimages_chooser": (ClubImage, ("choose", "change")),
    "wagtaildocs_chooser": (ClubDocument, ("choose", "change")),
}
"""The namespaces whose views show one file, and the rights one of which the reader needs on it."""

SHOWING_A_PAGE = frozenset(
    {
        "wagtailadmin_choose_page_child",
        "wagtailadmin_explore",
        "wagtailadmin_explore_results",
        "wagtailadmin_pages:move_confirm",
    }
)
"""The views that name a page, or list what is below it, whoever may see the page itself."""

PAGE_ID_NAMES = ("parent_page_id", "page_to_move_id", "destination_id")

PLACES = {
    "wagtailadmin_pages:copy": "new_parent_page",
    "wagtailadmin_pages:move": "new_parent_page",
    "wagtailadmin_pages:choose_parent": "parent_page",
    "wagtail_bulk_action": "chooser",
}
"""The views that are sent a page to put others below, and the name of that field: they name the page in what they answer."""

ID_NAMES = ("image_id", "document_id", "pk", "object_id")

FOR_SUPERUSERS = frozenset({"wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:page_types_usage_results"})
"""The views that name the newest draft of the whole site."""


class TeamFences:
    """Answers for Wagtail's views where they would show one team's things to another."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on; what the admin answers is for the one who asks."""
        # The path first: to look at the user is to read the session, and what readers ask depends on no cookie.
        if not _is_of_the_admin(request) or not request.user.is_authenticated:
            return self.get_response(request)
        with reading_as(request.user):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> HttpResponseBase | None:
        """Refuses before the view runs. Raises ``Http404`` for things of another team."""
        match = request.resolver_match
        if match is None or not _is_of_the_admin(request):
            return None
        user = request.user
        if not user.is_authenticated or user.is_superuser:
            return None
        if match.view_name in FOR_SUPERUSERS:
            return permission_denied(request)
        if match.view_name in SHOWING_A_PAGE:
            _check_pages(user, [kwargs[name] for name in PAGE_ID_NAMES if name in kwargs])
        if match.view_name in PLACES:
            _check_pages(user, request.POST.getlist(PLACES[match.view_name]))
        if match.view_name == "wagtailadmin_choose_page_chosen_multiple":
            _check_pages(user, request.GET.getlist("id"))
        if match.namespace in FILES:
            _check_files(request, user, match.namespace, kwargs)
        if match.view_name == "wagtail_bulk_action":
            _check_bulk(request, user, kwargs)
        return None


def _is_of_the_admin(request: HttpRequest) -> bool:
    return request.path.startswith(reverse("wagtailadmin_home"))


def _check_pages(user: Any, wanted: Iterable[Any]) -> None:
    _check_all(wanted, choosable_pages(user, BasePage.objects.all()))


def _check_files(request: HttpRequest, user: Any, namespace: str, kwargs: dict[str, Any]) -> None:
    model, actions = FILES[namespace]
    wanted = [kwargs[name] for name in ID_NAMES if name in kwargs]
    if not wanted and namespace.endswith("_chooser"):
        wanted = request.GET.getlist("id")
    _check_all(wanted, policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, actions))


def _check_bulk(request: HttpRequest, user: Any, kwargs: dict[str, Any]) -> None:
    """Bulk actions name what they will leave alone: nothing of another team is asked for at all."""
    model = apps.get_model(kwargs["app_label"], kwargs["model_name"])
    wanted = request.GET.getlist("id")
    if issubclass(model, BasePage):
        _check_all(wanted, policy_registry.get_by_type(model).explorable_instances(user))
    for known, actions in FILES.values():
        if issubclass(model, known):
            _check_all(wanted, policy_registry.get_by_type(known).instances_user_has_any_permission_for(user, actions))


def _check_all(wanted: Iterable[Any], seen: QuerySet[Any]) -> None:
    ids = {number for pk in wanted if (number := _number(pk)) is not None}
    if ids and seen.filter(pk__in=ids).count() != len(ids):
        raise Http404


def _number(key: Any) -> int | None:
    """The key as the database will read it: it takes blanks and underscores too."""
    try:
        return int(key)
    except ValueError:
        return None
