"""The report of how often urgent help was shown, day by day."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from editorial import teams
from editorial.crisis_report import DAYS, shown_lately
from editorial.views.desk import DeskView
from pages.days import day_of
from pages.models import CrisisCode


class CrisisReportView(DeskView, TemplateView):
    """For the coordination: a row for each day on which a search showed urgent help."""

    page_title = _("Urgent help shown")
    header_icon = "warning"
    template_name = "editorial/crisis_report.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """For the coordination alone."""
        if not teams.is_coordinator(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The table."""
        days = shown_lately(day_of(timezone.now()))
        return {**super().get_context_data(**kwargs), "reasons": CrisisCode.labels, "days": days, "looked_back": DAYS}
