"""The history of images, documents and videos, shown to those who may see the file: Wagtail's own shows it to every team."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import BaseLogEntry, BaseLogEntryManager
from wagtail.permissions import policy_registry

from pages.models import ClubDocument, ClubImage, Video

MEDIA: tuple[type[models.Model], ...] = (ClubImage, ClubDocument, Video)


class MediaLogEntryManager(BaseLogEntryManager):
    """The entries, by file and by reader."""

    def viewable_by_user(self, user: Any) -> QuerySet[Any]:
        """The entries about files this person may change (superusers: all, those of deleted files too)."""
        if user.is_superuser:
            return self.all()
        condition = Q(pk__in=[])
        for model in MEDIA:
            files = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["change"])
            ids = files.annotate(text_id=Cast("pk", CharField())).values("text_id")
            condition |= Q(content_type__app_label="pages", content_type__model=model._meta.model_name, object_id__in=ids)
        return self.filter(condition)

    def for_instance(self, instance: Any) -> QuerySet[Any]:
        """The entries about one file."""
        return self.get_for_model(type(instance)).filter(object_id=str(instance.pk))

    def log_action(self, instance: Any, action: str, **kwargs: Any) -> Any:
        """Writes an entry."""
        return super().log_action(instance, action, object_id=str(instance.pk), **kwargs)


class MediaLogEntry(BaseLogEntry):
    """What somebody did with a file."""

    object_id = models.CharField(max_length=255, blank=False, db_index=True)

    objects = MediaLogEntryManager()

    class Meta(BaseLogEntry.Meta):
        ordering: ClassVar[list[str]] = ["-timestamp", "-id"]
