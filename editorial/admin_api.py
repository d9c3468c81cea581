"""The admin's own API, within the fences: it is read and changes nothing, and has files as their collections allow."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import QuerySet
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from pages.choosing import choosable_files


def _seen(view: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
    return queryset.filter(pk__in=choosable_files(view.request.user, queryset.model).values("pk"))


class ReadOnlyPagesAPIViewSet(PagesAdminAPIViewSet):
    """Pages to read, without Wagtail's actions: no screen of the admin calls them, and they publish, copy and move beside every form."""

    actions: ClassVar[dict[str, Any]] = {}


class TeamImagesAPIViewSet(ImagesAdminAPIViewSet):
    """The images the reader may choose or change."""

    def get_queryset(self) -> QuerySet[Any]:
        """As Wagtail's, within the fences."""
        return _seen(self, super().get_queryset())


class TeamDocumentsAPIViewSet(DocumentsAdminAPIViewSet):
    """The documents the reader may choose or change."""

    def get_queryset(self) -> QuerySet[Any]:
        """As Wagtail's, within the fences."""
        return _seen(self, super().get_queryset())
