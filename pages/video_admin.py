"""Videos in the admin, each team its own: the form offers one's own collections, the chooser what one may choose.

A film of a service that can be asked brings its title, its length and its poster, where the editor gives none.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.permissions import policy_registry
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from pages import films_elsewhere, languages
from pages.choosing import choosable_files
from pages.choosing_forms import RecordForm
from pages.models import ClubImage, Video


class VideoForm(RecordForm):
    """The form of a video: it stays within the collections of its editor."""

    said: films_elsewhere.Said = films_elsewhere.Said()
    """What the film's service said, if it was asked."""

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

        title = languages.column("title", languages.source())
        if title in self.fields:
            # Asked for below, once the film's service had its say.
            self.fields[title].required = False

    def clean(self) -> dict[str, Any]:
        """Asks the film's service for what was not given; refuses a video without a title."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        title = languages.column("title", languages.source())
        address = cleaned.get("embed_url")
        if (
            address
            and "embed_url" in self.changed_data
            and not (cleaned.get(title) and cleaned.get("duration_ms") and cleaned.get("poster"))
        ):
            self.said = films_elsewhere.ask(address)
            cleaned[title] = cleaned.get(title) or self.said.title
            cleaned["duration_ms"] = cleaned.get("duration_ms") or self.said.duration_ms
        if title in self.fields and not cleaned.get(title) and title not in self.errors:
            self.add_error(title, _("Give the title: it could not be had from the address."))
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Saves; a new video remembers who brought it, and takes the poster that its service has."""
        if self.instance.pk is None:
            self.instance.uploaded_by = self.for_user
        if self.said.poster and self.instance.poster is None:
            self.instance.poster = self._poster()
        return super().save(commit=commit)

    def _poster(self) -> ClubImage | None:
        """The poster of the service among our images; None where it is none that we take."""
        file = ContentFile(self.said.poster, name="affiche.jpg")
        image = ClubImage(title=str(self.instance), file=file, collection=self.instance.collection, uploaded_by_user=self.for_user)
        try:
            image.full_clean()
        except ValidationError:
            return None
        image.save()
        return image


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
