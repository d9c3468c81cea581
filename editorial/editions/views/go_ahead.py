"""The go-ahead: somebody who publishes a page lets its newest version go out with an edition."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from editorial.editions.candidates import Member, editions_with
from editorial.editions.clearance import is_let_go, let_go, may_let_go
from editorial.views.desk import DeskView
from editorial.views.reading import changes, public_version
from pages import language_publication, releases
from pages.models import BasePage


class GoAheadView(DeskView, TemplateView):
    """Shows what would go out, and asks for the word."""

    page_title = gettext_lazy("Go-ahead for the edition")
    header_icon = "thumbtack"
    template_name = "editorial/editions/go_ahead.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuses those whose word is not asked for."""
        row = get_object_or_404(BasePage, pk=kwargs["page_id"])
        revision = Member(row).candidate
        if revision is None:
            raise PermissionDenied
        self.revision, self.page = revision, revision.as_object()
        if not may_let_go(request.user, self.revision, self.page):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Gives the go-ahead, unless the text changed meanwhile."""
        if request.POST.get("seen") != releases.content_digest(self.page):
            messages.error(request, _("The text changed while you were reading: please look at it again."))
            return redirect(request.path)
        let_go(self.revision, request.user, request.POST["seen"])
        said = _("“%(title)s” may go out with the edition, as it is now.") % {"title": self.page.get_admin_display_title()}
        messages.success(request, said)
        return redirect("wagtailadmin_pages:edit", self.page.pk)

    def get_page_subtitle(self) -> str:
        """The page's title."""
        return str(self.page.get_admin_display_title())

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The way back to the page."""
        title = self.get_page_subtitle()
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": title}
        return [*self.breadcrumbs_items, edit, {"url": "", "label": self.page_title, "sublabel": title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The differences, and the editions that wait."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        outcome = language_publication.outcome(self.revision, language_publication.languages_of(self.revision))
        context.update(
            comparison=changes(self.request, outcome, public_version(self.page)),
            seen=releases.content_digest(self.page),
            is_given=is_let_go(self.revision, self.page),
            editions=[edition.get_admin_display_title() for edition in editions_with(self.page)],
            page=self.page,
        )
        return context
