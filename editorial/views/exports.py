"""What all exports of the desk share: nothing that somebody typed becomes a formula, and times are those of the site."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any, ClassVar

from django.utils import timezone
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from wagtail.admin.views.reports import ReportView

_FORMULA = re.compile(
    # Where a spreadsheet takes a cell to begin: one that expects semicolons, as those in French do, reads our commas and quotes as text.
    r"(?<![^;\t\r\n])"
    # What it passes over, then what begins a formula (the wide forms do in East Asian editions).
    r'(?=[\s"\x00-\x1f\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠])'
    # Some lose these, and look at what follows.
    r"|\A(?=[\t\r\n])"
)


def harmless(words: str) -> str:
    """What people typed, as a cell of CSV: an apostrophe before whatever a spreadsheet would take for a formula, and run."""
    return _FORMULA.sub("'", words)


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
        """As Wagtail's; in a sheet text is no formula as it is, but some characters would break it."""
        told = super().preprocess_field_value(field, value, export_format)
        if not isinstance(told, str):
            return told
        return harmless(told) if export_format == self.FORMAT_CSV else ILLEGAL_CHARACTERS_RE.sub("", told)

    def stream_csv(self, queryset: Any) -> list[Any]:
        """Written at once: after the request nobody knows the language of who asked."""
        return list(super().stream_csv(queryset))
