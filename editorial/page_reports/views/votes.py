"""How often readers said that a page helped, and how often that it did not: one line for each page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django.db.models import QuerySet, Sum
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget
from wagtail.admin.ui.tables import Column
from wagtail.admin.widgets.button import HeaderButton

from editorial.page_reports.reading import spoken_of, votes_for
from editorial.page_reports.views.filtering import ByPageFilterSet
from editorial.page_reports.views.reports import SpokenOf
from editorial.views.desk import ForTeams
from editorial.views.exports import ExportedReportView
from pages import languages
from pages.models import BasePage, PageVotes
from pages.page_reports import RETENTION


class PageVotesFilterSet(ByPageFilterSet):
    """Also by day."""

    day = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = PageVotes
        fields: ClassVar[list[str]] = ["organisation", "language", "day"]


class PageVotesView(ForTeams, ExportedReportView):
    """The pages that readers voted on, those that did not help most often first."""

    model = PageVotes
    page_title = _("Did the pages help?")
    header_icon = "order"
    template_name = "editorial/page_reports/votes.html"
    index_url_name = "editorial_page_votes"
    index_results_url_name = "editorial_page_votes_results"
    filterset_class = PageVotesFilterSet
    default_ordering = "-did_not"
    is_searchable = False
    columns: ClassVar[list[Any]] = [
        SpokenOf("page", label=_("Page"), accessor="spoken.title", width="40%"),
        Column("organisation", label=_("Association"), accessor="spoken.organisation"),
        Column("did", label=_("Helped"), sort_key="did"),
        Column("did_not", label=_("Did not help"), sort_key="did_not"),
        Column("share", label=_("Helped (%)")),
    ]
    list_export: ClassVar[list[str]] = ["spoken.title", "spoken.organisation", "did", "did_not", "share", "spoken.public_at"]
    export_headings: ClassVar[dict[str, Any]] = {
        "spoken.title": _("Page"),
        "spoken.organisation": _("Association"),
        "did": _("Helped"),
        "did_not": _("Did not help"),
        "share": _("Helped (%)"),
        "spoken.public_at": _("Public page"),
    }
    export_filename = "reader-votes"

    @cached_property
    def header_buttons(self) -> list[Any]:
        """The way to the reports."""
        return [HeaderButton(_("What is said"), url=reverse("editorial_page_reports"), icon_name="comment")]

    def get_paginator(self, *args: Any, **kwargs: Any) -> Any:
        """As Wagtail's, which says what it counts: a line is a page, however many votes it has."""
        paginator = super().get_paginator(*args, **kwargs)
        paginator.model = BasePage
        return paginator

    def get_base_queryset(self) -> QuerySet[PageVotes]:
        """Those the reader is shown."""
        return votes_for(self.request.user)

    def get_filtered_queryset(self) -> QuerySet[Any]:
        """The sums of what is left of them, page by page."""
        votes = self.filter_queryset(self.get_base_queryset()).order_by().values("page")
        return votes.annotate(did=Sum("helped"), did_not=Sum("not_helped")).order_by(self.ordering, "-did", "page")

    def decorate_paginated_queryset(self, object_list: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        """The lines with their pages."""
        found = list(object_list)
        language = self.filters.form.cleaned_data.get("language") if self.filters.is_valid() else ""
        shown_in = language or languages.source()
        spoken = spoken_of(self.request.user, ((row["page"], shown_in) for row in found))
        for row in found:
            # The table has these very rows.
            row["spoken"] = spoken[row["page"], shown_in]
            row["share"] = round(100 * row["did"] / (row["did"] + row["did_not"]))
        return found

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """How long votes are kept."""
        return {**super().get_context_data(*args, **kwargs), "retention": RETENTION.days}
