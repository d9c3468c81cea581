"""An urgent correction: a publisher lets the newest version of a page go live at once, with a reason."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from editorial import corrections
from editorial.forms import UrgentCorrectionForm
from editorial.reviews import OutdatedVersionError, UnfitVersionError
from editorial.views.reading import changes, public_version, told_again
from pages import language_publication, releases
from pages.models import BasePage


class UrgentCorrectionView(WagtailAdminTemplateMixin, TemplateView):
    """Shows what would become public, asks for the reason, publishes."""

    page_title = gettext_lazy("Urgent correction")
    header_icon = "warning"
    template_name = "editorial/urgent_correction.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuses those who do not publish here, and pages that were never public."""
        page = get_object_or_404(BasePage, pk=kwargs["page_id"]).specific
        if not corrections.may_correct(request.user, page):
            raise PermissionDenied
        self.revision = page.latest_revision
        self.page = self.revision.as_object()
        self.form = UrgentCorrectionForm(
            request.POST if request.method == "POST" else None, initial={"seen": releases.content_digest(self.page)}
        )
        return super().dispatch(request, *args, **kwargs)

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Publishes, unless the text changed in the meantime."""
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        try:
            corrections.correct(self.revision, request.user, seen=self.form.cleaned_data["seen"], reason=self.form.cleaned_data["reason"])
        except (OutdatedVersionError, UnfitVersionError) as refusal:
            return told_again(request, refusal)
        messages.success(
            request,
            _("“%(title)s” is public as corrected. Another association was asked to look at it.")
            % {"title": self.page.get_admin_display_title()},
        )
        return redirect("wagtailadmin_explore", self.page.get_parent().pk)

    def get_page_subtitle(self) -> str:
        """The page's title."""
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The differences and the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        corrected = language_publication.outcome(self.revision, language_publication.languages_of(self.revision))
        context.update(comparison=changes(self.request, corrected, public_version(self.page)), form=self.form, page=self.page)
        return context
