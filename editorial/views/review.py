"""Reading what was submitted, or corrected urgently, and deciding on it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Revision, TaskState

from editorial import mails, reviews
from editorial.forms import DecisionForm
from editorial.models import ApprovalTask
from editorial.views.desk import DeskView
from editorial.views.reading import changes, public_version, told_again, version
from pages import language_publication, languages, releases
from pages.models import UrgentCorrection


class _Reading(DeskView, TemplateView):
    """A version beside the one before it, with a form for the reviewer's word."""

    page_title = gettext_lazy("Approval")
    header_icon = "glasses"
    template_name = "editorial/review.html"
    reject_label = gettext_lazy("Ask for changes")
    reason = ""
    revision: Revision
    codes: frozenset[str] | None
    old: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuses those who may not decide."""
        self.find(**kwargs)
        if not reviews.may_review(request.user, self.revision, self.codes):
            raise PermissionDenied
        self.page = self.revision.as_object()
        self.form = DecisionForm(request.POST if request.method == "POST" else None, initial={"seen": releases.content_digest(self.page)})
        return super().dispatch(request, *args, **kwargs)

    def find(self, **kwargs: Any) -> None:
        """Sets ``revision``, what to decide on, ``codes``, the languages of it, and ``old``, what to compare it with."""
        raise NotImplementedError

    def decide(self, approves: bool, seen: str, comment: str) -> None:
        """Carries the decision out."""
        raise NotImplementedError

    def post(self, request: HttpRequest, **_kwargs: Any) -> HttpResponse:
        """Decides, unless the text changed in the meantime."""
        if not self.form.is_valid():
            return self.render_to_response(self.get_context_data())
        approves = "approve" in request.POST
        try:
            self.decide(approves, self.form.cleaned_data["seen"], self.form.cleaned_data["comment"])
        except (reviews.OutdatedVersionError, reviews.UnfitVersionError) as refusal:
            return told_again(request, refusal)
        done = _("You approved “%(title)s”.") if approves else _("You asked for changes to “%(title)s”.")
        messages.success(request, done % {"title": self.page.get_admin_display_title()})
        return redirect("wagtailadmin_home")

    def get_page_subtitle(self) -> str:
        """The page's title."""
        return str(self.page.get_admin_display_title())

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The differences and the form."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context.update(
            comparison=changes(self.request, language_publication.outcome(self.revision, self.codes), self.old),
            languages=[languages.native_name(code) for code in languages.codes() if self.codes is not None and code in self.codes],
            form=self.form,
            revision=self.revision,
            reason=self.reason,
            reject_label=self.reject_label,
        )
        return context


class ReviewView(_Reading):
    """A version submitted for approval."""

    def find(self, **kwargs: Any) -> None:
        """The version under review, against what the public has."""
        waiting = TaskState.objects.filter(status=TaskState.STATUS_IN_PROGRESS, task__in=ApprovalTask.objects.values("pk"))
        self.state = get_object_or_404(waiting.select_related("revision"), pk=kwargs["task_state_id"])
        self.revision, self.codes = self.state.revision, reviews.languages_under_review(self.state)
        self.old = public_version(self.revision.as_object())

    def decide(self, approves: bool, seen: str, comment: str) -> None:
        """Approves and publishes, or sends back."""
        reviews.decide(self.state, self.request.user, seen=seen, approves=approves, comment=comment)
        if approves and (waiting := releases.open_parts(self.revision, self.codes)):
            named = [languages.native_name(part.language or languages.source()) for part in waiting]
            messages.info(self.request, _("It goes live once these are approved too: %(languages)s.") % {"languages": ", ".join(named)})


class CorrectionReviewView(_Reading):
    """A version that an urgent correction made public."""

    page_title = gettext_lazy("Urgent correction")
    header_icon = "warning"
    reject_label = gettext_lazy("Send a remark")

    def find(self, **kwargs: Any) -> None:
        """The corrected version, against the one before it."""
        self.correction = get_object_or_404(UrgentCorrection.waiting().exclude(revision=None), pk=kwargs["correction_id"])
        revision = self.correction.revision
        if revision is None:
            raise PermissionDenied
        self.revision, self.codes, self.reason = revision, language_publication.languages_of(revision), self.correction.reason
        self.old = version(self.correction.previous_revision)

    def decide(self, approves: bool, seen: str, comment: str) -> None:
        """Approves afterwards, or writes to who made the correction."""
        if approves:
            reviews.approve_correction(self.correction, self.request.user, seen=seen, comment=comment)
        else:
            mails.tell_about_remark(self.correction, self.request.user, comment)
