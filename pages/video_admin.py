"""Videos in the admin, each team its own: the form offers one's own collections, the chooser what one may choose."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from pages.choosing import choosable_files
from pages.choosing_forms import RecordForm
from pages.models import Video


class VideoForm(RecordForm):
    """The form of a video: it stays within the collections of its editor."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "collection" in self.fields and self.for_user is not None:
            policy = policy_registry.get_by_type(Video)
            allowed = policy.collections_user_has_any_permission_for(self.for_user, ["add"])
            if self.instance.pk:
                allowed = allowed | type(self.instance.collection).objects.filter(pk=self.instance.collection_id)
            self.fields["collection"].queryset = allowed
            if not self.instance.pk and not allowed.filter(pk=self.initial.get("collection")).exists():
                self.initial["collection"] = allowed.values_list("pk", flat=True).first()

    def save(self, commit: bool = True) -> Any:
        """Saves; a new video remembers who brought it."""
        if self.instance.pk is None:
            self.instance.uploaded_by = self.for_user
        return super().save(commit=commit)


class _Choosable:
    """The videos a chooser shows."""

    request: Any

    def get_object_list(self) -> QuerySet[Any]:
        """What this person may choose."""
        return choosable_files(self.request.user, Video)

    def get_object(self, pk: Any) -> Any:
        """One of them."""
        return choosable_files(self.request.user, Video).get(pk=pk)

    def get_objects(self, pks: Any) -> QuerySet[Any]:
        """Some of them."""
        return choosable_files(self.request.user, Video).filter(pk__in=pks)


class _ChooseView(_Choosable, ChooseView):
    pass


class _ChooseResultsView(_Choosable, ChooseResultsView):
    pass


class _ChosenView(_Choosable, SnippetChosenView):
    pass


class _ChosenMultipleView(_Choosable, SnippetChosenMultipleView):
    pass


class VideoChooserViewSet(SnippetChooserViewSet):
    """The chooser of videos."""

    choose_view_class = _ChooseView
    choose_results_view_class = _ChooseResultsView
    chosen_view_class = _ChosenView
    chosen_multiple_view_class = _ChosenMultipleView
