"""On the home page of the admin: how many reports of readers wait."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from wagtail.admin.ui.components import Component

from editorial import teams
from editorial.page_reports.reading import waiting_for
from pages.models import PageReport


class PageReportsPanel(Component):
    """One line, which leads to the list; nothing where nothing waits."""

    name = "editorial_page_reports"
    template_name = "editorial/page_reports/panel.html"
    order = 120

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:  # noqa: ARG002 - the signature is Wagtail's
        """How many there are, for those who may read them."""
        waiting = waiting_for(self.user) if teams.is_of_a_team(self.user) else 0
        return {"waiting": waiting, "address": f"{reverse('editorial_page_reports')}?state={PageReport.State.NEW}"}
