"""The board of translations: pages by languages, sorted, filtered, exported, and one click to the first text that waits."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.views.generic import View
from wagtail.admin.ui.tables import BaseColumn, Column, TitleColumn
from wagtail.admin.widgets.button import HeaderButton
from wagtail.permissions import policy_registry

from editorial.models import LanguageState
from editorial.translation import board
from editorial.translation.addresses import address_of_part
from editorial.translation.exchange.choosing import languages_written_by, writes
from editorial.translation.reading import survey_of_draft
from editorial.views.exports import ExportedReportView
from editorial.views.translation_board_filters import TranslationBoardFilterSet
from pages import languages
from pages.models import BasePage


class PageColumn(TitleColumn):
    """A page by its title, with its type, its association and its owner below."""

    cell_template_name = "editorial/translation/board_page_cell.html"


class LanguageColumn(BaseColumn):
    """How a page stands in a language: in words that lead to the first text, the share that is done, and for how long it waits."""

    cell_template_name = "editorial/translation/board_cell.html"

    def __init__(self, code: str) -> None:
        super().__init__(code, label=languages.native_name(code), sort_key=board.SHARE.format(code))
        self.code = code

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """What the cell says."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        state = instance.states.get(self.code)
        return {
            **context,
            "state": state,
            "words": board.in_words(state),
            "days": board.days_since(state.to_do_since, timezone.now()) if state is not None else None,
            "link": instance.links.get(self.code, ""),
            "label": self.label,
        }


class TranslationBoardView(ExportedReportView):
    """Pages by languages."""

    model = BasePage
    page_title = _("Translations")
    header_icon = "site"
    template_name = "editorial/translation/board.html"
    index_url_name = "editorial_translation_board"
    index_results_url_name = "editorial_translation_board_results"
    filterset_class = TranslationBoardFilterSet
    default_ordering = "since"
    is_searchable = False
    export_filename = "traductions"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For those who write another language than French somewhere."""
        if not languages_written_by(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @property
    def codes(self) -> list[str]:
        """The languages that are shown."""
        chosen = self.filters.language_chosen
        return [chosen] if chosen else list(languages.translations())

    @cached_property
    def columns(self) -> list[Any]:
        """The page and whose it is, a column for each language, and since when something is to do."""
        return [
            PageColumn("title", label=_("Page"), accessor="shown_title", get_url=lambda page: page.edit_link, sort_key="title_fr"),
            *(LanguageColumn(code) for code in self.codes),
            Column("since", label=_("To do since"), accessor=_since, sort_key="since"),
        ]

    @cached_property
    def header_buttons(self) -> list[Any]:
        """The way to the files."""
        return [HeaderButton(_("Translation files"), url=reverse("editorial_exchange"), icon_name="download")]

    def get_base_queryset(self) -> QuerySet[BasePage]:
        """The pages of this person's board."""
        pages = board.sortable(board.pages_for(self.request.user), self.codes)
        states = Prefetch("language_states", LanguageState.objects.filter(language__in=self.codes))
        return pages.select_related("organisation", "owner", "content_type").prefetch_related(states)

    def order_queryset(self, queryset: QuerySet[BasePage]) -> QuerySet[BasePage]:
        """Sorted, what waits for nothing last."""
        return board.ordered(queryset, self.ordering)

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """The pages with what their cells say; exports are written after the request, when nobody reads any more."""
        found = list(object_list)
        for page in found:
            self._tell(page)
        return found

    def _tell(self, page: Any) -> None:
        user = self.request.user
        may_edit = policy_registry.get_by_type(BasePage).user_has_permission_for_instance(user, "change", page)
        page.states = {state.language: state for state in page.language_states.all()}
        page.shown_title = page.get_admin_display_title()
        page.type_name = capfirst(str(page.page_type_display_name))
        page.organisation_name = (page.organisation.short_name or str(page.organisation)) if page.organisation else ""
        page.owner_name = (page.owner.get_full_name() or page.owner.get_username()) if page.owner else ""
        page.since_day = timezone.localdate(page.since) if page.since else None
        page.edit_link = reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else None
        page.links = {
            code: reverse("editorial_translation_first", args=[page.pk, code])
            for code, state in page.states.items()
            if state.to_do and may_edit and writes(user, page, code)
        }

    # --- exports -----------------------------------------------------------------------------------------------------------------

    @cached_property
    def list_export(self) -> list[str]:
        """What a sheet has of each page."""
        of_languages = [
            f"{name}_{code}" for code in self.codes for name in ("words", "share", "missing", "stale", "review", "served", "days")
        ]
        return ["shown_title", "type_name", "organisation_name", "owner_name", *of_languages, "since_day"]

    @cached_property
    def export_headings(self) -> dict[str, str]:
        """The names of the columns."""
        found: dict[str, Any] = {
            "shown_title": _("Page"),
            "type_name": _("Type"),
            "organisation_name": _("Association"),
            "owner_name": _("Owner"),
            "since_day": _("To do since"),
        }
        names = {
            "words": _("state"),
            "share": _("share complete (%)"),
            "missing": _("to translate"),
            "stale": _("to update"),
            "review": _("to review"),
            "served": _("public"),
            "days": _("days since something is to do"),
        }
        for code in self.codes:
            found |= {
                f"{name}_{code}": _("%(language)s: %(words)s") % {"language": languages.native_name(code), "words": words}
                for name, words in names.items()
            }
        return {name: str(heading) for name, heading in found.items()}

    def to_row_dict(self, item: Any) -> dict[str, Any]:
        """A page as a row."""
        now = timezone.now()
        row: dict[str, Any] = {}
        for code in self.codes:
            state = item.states.get(code)
            row |= {
                f"words_{code}": board.in_words(state),
                f"share_{code}": state.share if state else None,
                f"missing_{code}": state.missing if state else None,
                f"stale_{code}": state.stale if state else None,
                f"review_{code}": state.review if state else None,
                f"served_{code}": str(_("yes") if state and state.is_served else _("no")),
                f"days_{code}": board.days_since(state.to_do_since, now) if state else None,
            }
        return {name: row[name] if name in row else getattr(item, name) for name in self.list_export}


class FirstTextView(View):
    """One click from the board to the first text of a page that waits in a language."""

    def get(self, request: HttpRequest, page_id: int, code: str) -> HttpResponse:
        """On to it; to the screen as a whole where nothing waits any more."""
        page = get_object_or_404(BasePage, pk=page_id)
        may_edit = policy_registry.get_by_type(BasePage).user_has_permission_for_instance(request.user, "change", page)
        if not may_edit or not writes(request.user, page, code):
            raise PermissionDenied
        waiting = next((item.part.path for item in survey_of_draft(page, code).items if item.state.is_to_do), "")
        return redirect(address_of_part(page.pk, code, waiting))


def _since(page: Any) -> str:
    return date_format(page.since_day, "SHORT_DATE_FORMAT") if page.since_day else ""
