"""The report of what readers asked and found nothing for: what to write about next, and which synonyms are missing."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column

from editorial.views.desk import ForTeams
from editorial.views.exports import ExportedReportView
from search.models import UnansweredQuestion
from search.unanswered import FEWEST, RETENTION


class UnansweredFilterSet(WagtailFilterSet):
    """By day and by language."""

    day = django_filters.DateFromToRangeFilter(label=_("Day"), widget=DateRangePickerWidget)

    class Meta:
        model = UnansweredQuestion
        fields: ClassVar[list[str]] = ["language", "day"]


class UnansweredReportView(ForTeams, ExportedReportView):
    """One line for each question of a day and language, the most asked first; those of few people together."""

    model = UnansweredQuestion
    page_title = _("Questions without an answer")
    header_icon = "help"
    template_name = "editorial/unanswered.html"
    index_url_name = "editorial_unanswered"
    index_results_url_name = "editorial_unanswered_results"
    filterset_class = UnansweredFilterSet
    default_ordering = ("-day", "language", "-asked", "words")
    is_searchable = False
    columns: ClassVar[list[Any]] = [
        Column("day", label=_("Day"), accessor=lambda row: date_format(row.day, "SHORT_DATE_FORMAT")),
        Column("get_language_display", label=_("Language")),
        Column("told", label=_("Words"), accessor=str),
        Column("asked", label=_("Times asked")),
    ]
    list_export: ClassVar[list[str]] = ["day", "language", "__str__", "asked"]
    export_headings: ClassVar[dict[str, Any]] = {"__str__": _("Words")}
    export_filename = "questions"

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """What the report says of itself."""
        return {**super().get_context_data(*args, **kwargs), "fewest": FEWEST, "retention": RETENTION.days}
