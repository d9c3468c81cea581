"""The admin's own API, within the fences: files as their collections allow."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet

from pages.choosing import choosable_files


def _seen(view: Any, queryset: QuerySet[Any]) -> QuerySet[Any]:
    return queryset.filter(pk__in=choosable_files(view.request.user, queryset.model).values("pk"))


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
