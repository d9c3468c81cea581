"""The approvals of a page, and what changed since one of them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from editorial.approvals.history import history_of
from editorial.status.reading import lines_of
from editorial.views.desk import DeskView
from editorial.views.reading import changes
from pages.models import BasePage, RevisionApproval
from pages.permissions import sees_drafts_of


class _OfPage(DeskView, TemplateView):
    """A screen about one page, for those whose business its drafts are."""

    header_icon = "check"
    page: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuses everybody else."""
        self.page = get_object_or_404(BasePage, pk=kwargs["page_id"]).specific
        if not sees_drafts_of(request.user, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """The page's title."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the page."""
        edit = reverse("wagtailadmin_pages:edit", args=[self.page.pk])
        return [*self.breadcrumbs_items, {"url": edit, "label": self.get_page_subtitle()}, {"url": "", "label": self.page_title}]


class ApprovalsView(_OfPage):
    """The record of approvals of a page."""

    page_title = gettext_lazy("Approvals")
    template_name = "editorial/approvals/history.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The entries, and where the page stands."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.update(page=self.page, entries=history_of(self.page), status_line=lines_of([self.page])[self.page.pk])
        return context


class ChangesSinceView(_OfPage):
    """The newest version beside the one that was approved."""

    page_title = gettext_lazy("Changed since the approval")
    template_name = "editorial/approvals/changes.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The approval and the differences. Raises ``Http404`` where the version approved is no longer kept."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        approval = get_object_or_404(RevisionApproval, pk=kwargs["approval_id"], page=self.page.pk)
        if approval.revision is None:
            raise Http404
        newest = self.page.get_latest_revision_as_object()
        context.update(approval=approval, comparison=changes(self.request, newest, approval.revision.as_object()))
        return context
