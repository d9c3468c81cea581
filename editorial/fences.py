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

from pages.models import BasePage, ClubDocument, ClubImage, Video
from pages.permissions import reading_as, sees_drafts_of

FILES: dict[str, tuple[type[Any], tuple[str, ...]]] = {
    "wagtailimages": (ClubImage, ("change", "delete")),
    "wagtaildocs": (ClubDocument, ("change", "delete")),
    "wagtailsnippets_pages_video": (Video, ("change", "delete")),
    "wagtailimages_chooser": (ClubImage, ("choose", "change")),
    "wagtaildocs_chooser": (ClubDocument, ("choose", "change")),
}
"""The namespaces whose views show one file, and the rights one of which the reader needs on it."""

SHOWING_A_PARENT = frozenset({"wagtailadmin_choose_page_child", "wagtailadmin_explore", "wagtailadmin_explore_results"})
"""The views that list what is below a page, whoever may see the page itself."""

ID_NAMES = ("image_id", "document_id", "pk", "object_id")

FOR_SUPERUSERS = frozenset({"wagtailadmin_reports:page_types_usage", "wagtailadmin_reports:page_types_usage_results"})
"""The views that name the newest draft of the whole site."""


class TeamFences:
    """Answers for Wagtail's views where they would show one team's things to another."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Passes the request on; what the admin answers is for the one who asks."""
        # The path first: public doors never ask who a visitor is.
        if not request.path.startswith(reverse("wagtailadmin_home")) or not request.user.is_authenticated:
            return self.get_response(request)
        with reading_as(request.user):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, _view: Any, _args: Any, kwargs: dict[str, Any]) -> HttpResponseBase | None:
        """Refuses before the view runs. Raises ``Http404`` for things of another team."""
        match = request.resolver_match
        if match is None or not request.path.startswith(reverse("wagtailadmin_home")):
            return None
        user = request.user
        if not user.is_authenticated or user.is_superuser:
            return None
        if match.view_name in FOR_SUPERUSERS:
            return permission_denied(request)
        if match.view_name in SHOWING_A_PARENT:
            _check_page(user, kwargs)
        if match.namespace in FILES:
            _check_files(request, user, match.namespace, kwargs)
        if match.view_name == "wagtail_bulk_action":
            _check_bulk(request, user, kwargs)
        return None


def _check_page(user: Any, kwargs: dict[str, Any]) -> None:
    page = BasePage.objects.filter(pk=kwargs.get("parent_page_id")).first()
    if page is not None and not (page.live or page.depth == 1 or sees_drafts_of(user, page)):
        raise Http404


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
    ids = {str(pk) for pk in wanted if str(pk).isdecimal()}
    if ids and seen.filter(pk__in=ids).count() != len(ids):
        raise Http404
