"""What the page editor does with a publication that another association has yet to approve: it stays a draft, and says so."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, SubmitForModerationMenuItem
from wagtail.models import Revision, WorkflowState

from editorial.corrections import may_correct
from pages import language_publication, languages, releases
from pages.models import BasePage, Theme


def keep_new_page_a_draft(request: HttpRequest, _parent: BasePage, page_class: type[BasePage]) -> None:
    """Creating and publishing at once: a new page cannot have been approved, so it becomes a draft to submit."""
    posted = request.POST
    if "action-publish" not in posted or request.user.is_superuser:
        return
    if page_class.needs_other_association or posted.get("is_crisis") or _has_sensitive_theme(posted.getlist("themes")):
        kept = posted.copy()
        del kept["action-publish"]
        request.POST = kept  # type: ignore[assignment]
        _say_it_waits(request)


def _has_sensitive_theme(posted: list[str]) -> bool:
    themes = [int(pk) for pk in posted if pk.isdecimal()]
    return bool(themes) and Theme.objects.filter(pk__in=themes, is_sensitive=True).exists()


def keep_unapproved_version_a_draft(request: HttpRequest, page: BasePage) -> HttpResponseBase | None:
    """Publishing from the editor: the version just saved is new, and nobody has approved it."""
    if request.user.is_superuser or not page.latest_revision_id or releases.is_released(page.latest_revision):
        return None
    _say_it_waits(request)
    return redirect("wagtailadmin_pages:edit", page.pk)


def publish_chosen_languages(request: HttpRequest, page: BasePage) -> HttpResponseBase | None:
    """Publishing from the editor where not all languages are ticked: Wagtail's screen would publish the whole version by itself."""
    revision = page.latest_revision
    codes = language_publication.languages_of(revision) if revision is not None else None
    is_new = request.resolver_match is not None and request.resolver_match.view_name == "wagtailadmin_pages:add"
    if codes is None or is_new:
        page.languages_published_at = {}
        return None
    revision.publish(user=request.user)
    is_scheduled = Revision.objects.filter(pk=revision.pk, approved_go_live_at__isnull=False).exists()
    done = _("Scheduled for “%(title)s”: %(languages)s.") if is_scheduled else _("Published for “%(title)s”: %(languages)s.")
    names = ", ".join(languages.native_name(code) for code in languages.codes() if code in codes)
    edit = messages.button(reverse("wagtailadmin_pages:edit", args=[page.pk]), _("Edit"))
    messages.success(request, done % {"title": page.get_admin_display_title(), "languages": names}, buttons=[edit])
    return redirect("wagtailadmin_explore", page.get_parent().pk)


def _say_it_waits(request: HttpRequest) -> None:
    messages.warning(request, _("Saved as a draft: this page goes live when another association has approved it. Submit it for approval."))


class SubmitMenuItem(SubmitForModerationMenuItem):
    """Wagtail's, which calls the workflow by the name that somebody once gave it, in one language."""

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """As that of any item, in words of the reader's language; Wagtail's own looks the name up."""
        context: dict[str, Any] = ActionMenuItem.get_context_data(self, parent_context)
        page = context.get("page")
        state = page.current_workflow_state if page is not None else None
        is_again = state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES
        context["label"] = _("Submit for approval again") if is_again else _("Submit for approval")
        return context


def with_submission_in_words(menu_items: list[ActionMenuItem], _request: HttpRequest, _context: dict[str, Any]) -> None:
    """The button to submit, in the reader's language."""
    menu_items[:] = [SubmitMenuItem(order=item.order) if isinstance(item, SubmitForModerationMenuItem) else item for item in menu_items]


class UrgentCorrectionMenuItem(ActionMenuItem):
    """Saves the draft and goes on to the form that asks for the reason."""

    name = "action-urgent-correction"
    label = gettext_lazy("Urgent correction")
    icon_name = "warning"
    order = 70

    def is_shown(self, context: Any) -> bool:
        """For publishers, on a page that was public and whose changes must wait."""
        if context["view"] != "edit" or context["locked_for_user"] or context["request"].user.is_superuser:
            return False
        page = context["page"]
        return bool(
            page.first_published_at is not None
            and page.permissions_for_user(context["request"].user).is_publisher()
            and releases.needs_review(page)
        )


def go_on_to_correction(request: HttpRequest, page: BasePage) -> HttpResponseBase | None:
    """After the draft is saved with the button above: the form that asks for the reason."""
    if "action-urgent-correction" not in request.POST or request.headers.get("accept") == "application/json":
        return None
    if not may_correct(request.user, page):
        return None
    return redirect(reverse("editorial_urgent_correction", args=[page.pk]))


def without_publication(menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]) -> None:
    """No button to publish where the version it would make has to wait."""
    page = context.get("page")
    kept = [item for item in menu_items if item.name != "action-publish"]
    if page is not None and len(kept) < len(menu_items) and not request.user.is_superuser and releases.needs_review(page):
        menu_items[:] = kept
