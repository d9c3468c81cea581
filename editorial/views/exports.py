"""What all exports of the desk share: times are those of the site, and words are what a sheet may hold."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar

from django.utils import timezone
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.reports import ReportView


def _local(moment: dt.datetime) -> dt.datetime:
    # Sheets know no time zones.
    return timezone.make_naive(moment).replace(microsecond=0) if timezone.is_aware(moment) else moment


class ExportedReportView(ReportView):
    """A report whose rows can be taken home as CSV or XLSX."""

    custom_value_preprocess: ClassVar[dict[Any, Any]] = {
        **ReportView.custom_value_preprocess,
        dt.datetime: {ReportView.FORMAT_XLSX: _local, ReportView.FORMAT_CSV: _local},
    }

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        """As Wagtail's, which keeps a sheet from running what was typed; some characters would break it."""
        told = super().preprocess_field_value(field, value, export_format)
        return ILLEGAL_CHARACTERS_RE.sub("", told) if isinstance(told, str) and export_format == self.FORMAT_XLSX else told

    def stream_csv(self, queryset: Any) -> list[Any]:
        """Written at once: after the request nobody knows the language of who asked."""
        return list(super().stream_csv(queryset))
