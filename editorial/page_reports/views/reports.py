"""The list of what readers say of pages: what waits first, then the newest; several can be ticked off at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BaseColumn, Column
from wagtail.admin.widgets.button import HeaderButton

from editorial.page_reports.reading import reports_for, spoken_of
from editorial.page_reports.views.filtering import ByPageFilterSet
from editorial.views.desk import ForTeams
from editorial.views.exports import ExportedReportView
from pages.models import PageReport, PageReportKind
from pages.page_reports import RETENTION

LANGUAGE_NAMES = dict(settings.LANGUAGES)

FRAGMENT = "_w_filter_fragment"
"""What Wagtail adds to a question when it asks for the lines alone."""


class PageReportsFilterSet(ByPageFilterSet):
    """Also by state and kind."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=PageReport.State.choices)
    kind = django_filters.MultipleChoiceFilter(label=_("Kind"), choices=PageReportKind.choices)

    class Meta:
        model = PageReport
        fields: ClassVar[list[str]] = ["state", "organisation", "kind", "language"]


class _Ticks(BaseColumn):
    """A box to tick, named after the line."""

    header_template_name = "editorial/page_reports/tick_header.html"
    cell_template_name = "editorial/page_reports/tick_cell.html"


class _Said(Column):
    """What it is about, in which language the page was asked for, and the words."""

    cell_template_name = "editorial/page_reports/said_cell.html"


class SpokenOf(Column):
    """The page: it leads to its form, where the reader of the list may change it, and to the page as readers have it."""

    cell_template_name = "editorial/page_reports/page_cell.html"


class _State(Column):
    """Where it stands, in words; who dealt with it, and when."""

    cell_template_name = "editorial/page_reports/state_cell.html"


class PageReportsView(ForTeams, ExportedReportView):
    """One line for each report."""

    model = PageReport
    page_title = _("What readers say")
    header_icon = "comment"
    template_name = "editorial/page_reports/reports.html"
    results_template_name = "editorial/page_reports/reports_results.html"
    index_url_name = "editorial_page_reports"
    index_results_url_name = "editorial_page_reports_results"
    filterset_class = PageReportsFilterSet
    # « À lire » comes before what is done.
    default_ordering = ("-state", "-made_at", "-pk")
    is_searchable = False
    columns: ClassVar[list[Any]] = [
        _Ticks("tick", width="4%"),
        _Said("said", label=_("What was said"), width="40%", classname="page-reports-said"),
        SpokenOf("page", label=_("Page"), accessor="spoken.title", width="28%"),
        Column("made_on", label=_("Received on"), accessor="made_on"),
        _State("state", label=_("State")),
    ]
    list_export: ClassVar[list[str]] = [
        "get_kind_display",
        "message",
        "times",
        "spoken.title",
        "spoken.organisation",
        "language_name",
        "made_at",
        "get_state_display",
        "handled_by_name",
        "handled_at",
        "spoken.public_at",
        "form_address",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "get_kind_display": _("Kind"),
        "message": _("Message"),
        "times": _("Times said"),
        "spoken.title": _("Page"),
        "spoken.organisation": _("Association"),
        "language_name": _("Language"),
        "made_at": _("Received on"),
        "get_state_display": _("State"),
        "handled_by_name": _("Dealt with by"),
        "handled_at": _("Dealt with on"),
        "spoken.public_at": _("Public page"),
        "form_address": _("Form"),
    }
    export_filename = "reader-reports"

    @cached_property
    def header_buttons(self) -> list[Any]:
        """The way to the votes."""
        return [HeaderButton(_("Votes"), url=reverse("editorial_page_votes"), icon_name="order")]

    def get_base_queryset(self) -> QuerySet[PageReport]:
        """Those the reader is shown."""
        return reports_for(self.request.user).select_related("handled_by")

    def decorate_paginated_queryset(self, object_list: Iterable[PageReport]) -> list[Any]:
        """The lines with their pages."""
        found = list(object_list)
        spoken = spoken_of(self.request.user, ((report.page_id, report.language) for report in found))
        return [_line(report, spoken[report.page_id, report.language]) for report in found]

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Where ticking off leads back to, and how long reports are kept."""
        asked = self.request.GET.copy()
        asked.pop(FRAGMENT, None)
        back = f"{reverse(self.index_url_name)}?{asked.urlencode()}"
        return {**super().get_context_data(*args, **kwargs), "back": back, "retention": RETENTION.days}


def _line(report: Any, spoken: Any) -> Any:
    report.spoken = spoken
    report.language_name = str(LANGUAGE_NAMES.get(report.language, report.language))
    report.made_on = date_format(timezone.localtime(report.made_at), "SHORT_DATE_FORMAT")
    who = report.handled_by
    report.handled_by_name = (who.get_full_name() or who.get_username()) if who else ""
    report.form_address = f"{settings.WAGTAILADMIN_BASE_URL}{spoken.edited_at}" if spoken.edited_at else ""
    return report
