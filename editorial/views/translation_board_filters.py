"""What the board of translations can be reduced to."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.models import get_page_content_types

from editorial.models.translation import translated_languages
from editorial.translation import board
from pages import languages
from pages.models import BasePage, EditionPage, Organisation, Theme

STATES = [
    ("to_do", _("Something to do")),
    ("missing", _("Something to translate")),
    ("stale", _("Something to update")),
    ("review", _("Something to review")),
    ("readers", _("Readers have something out of date")),
    ("done", _("Up to date")),
]


def _editions(request: HttpRequest) -> QuerySet[EditionPage]:
    return EditionPage.objects.filter(pk__in=board.pages_for(request.user).order_by().values("pk")).order_by("-number")


def _types(_request: HttpRequest) -> QuerySet[Any]:
    types: QuerySet[Any] = get_page_content_types(include_base_page_type=False)
    return types


class TranslationBoardFilterSet(WagtailFilterSet):
    """By language and state, association, type, edition and theme; one's own."""

    language = django_filters.ChoiceFilter(label=_("Language"), method="leave", choices=translated_languages)
    state = django_filters.ChoiceFilter(label=_("State"), method="by_state", choices=STATES)
    mine = django_filters.ChoiceFilter(label=_("Whose"), method="by_owner", choices=[("mine", _("Mine and my association's"))])
    organisation = django_filters.ModelChoiceFilter(label=_("Association"), queryset=Organisation.objects.order_by("short_name"))
    content_type = ContentTypeFilter(label=_("Type"), queryset=_types)
    edition = django_filters.ModelChoiceFilter(label=_("Edition"), method="by_edition", queryset=_editions, to_field_name="id")
    themes = django_filters.ModelChoiceFilter(label=_("Theme"), queryset=Theme.objects.order_by("slug"))

    class Meta:
        model = BasePage
        fields: ClassVar[list[str]] = []

    def leave(self, pages: QuerySet[BasePage], _name: str, _value: str) -> QuerySet[BasePage]:
        """The language chooses columns, not pages."""
        return pages

    def by_state(self, pages: QuerySet[BasePage], _name: str, value: str) -> QuerySet[BasePage]:
        """In the language chosen, or in any."""
        return board.in_state(pages, value, [self.language_chosen] if self.language_chosen else languages.translations())

    def by_owner(self, pages: QuerySet[BasePage], _name: str, _value: str) -> QuerySet[BasePage]:
        """One's own."""
        return board.of_person(pages, self.request.user)

    def by_edition(self, pages: QuerySet[BasePage], _name: str, value: EditionPage) -> QuerySet[BasePage]:
        """An edition and its contents."""
        return pages.filter(pk__in=board.pages_of_edition(value).values("pk"))

    @property
    def language_chosen(self) -> str:
        """The language whose column alone is shown; "" for all."""
        return self.form.cleaned_data.get("language") or "" if self.is_valid() else ""
