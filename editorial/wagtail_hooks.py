"""What the desk adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLPattern, URLResolver, include, path, reverse, reverse_lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.home import WorkflowObjectsToModeratePanel
from wagtail.snippets.models import register_snippet

from editorial import preview_links, publication_hooks, teams
from editorial.admin_api import ReadOnlyPagesAPIViewSet, TeamDocumentsAPIViewSet, TeamImagesAPIViewSet
from editorial.editions import doors, history
from editorial.group_rights import GroupVideoPermissionFormSet
from editorial.home_panels import AlarmsPanel, CorrectionsPanel, LatenessPanel, ReviewsPanel, TranslationsPanel, UpkeepPanel
from editorial.models import MediaLogEntry
from editorial.models.media_log import MEDIA
from editorial.near_pages import tell_of_near_pages, tell_when_submitted
from editorial.page_reports.panel import PageReportsPanel
from editorial.page_screens import page_screens
from editorial.search_records import SearchGroup, tell_of_hidden_pages
from editorial.share_kit.menu import of_editions
from editorial.translation import entry_points
from editorial.translation import history as translations
from editorial.translation.glossary_admin import TranslationGroup
from editorial.views.approvals import ApprovalsView, ChangesSinceView
from editorial.views.crisis_report import CrisisReportView
from editorial.views.guide import GuideView, picture
from editorial.views.invitation import InviteView
from editorial.views.preview_link import PreviewLinkView
from editorial.views.review import CorrectionReviewView, ReviewView
from editorial.views.search_trial import SearchTrialView
from editorial.views.second_factor import SecondFactorView, SetUpView, VerifyView
from editorial.views.translation_board import FirstTextView, TranslationBoardView
from editorial.views.unanswered import UnansweredReportView
from editorial.views.upkeep import UpkeepReportView
from editorial.views.urgent_correction import UrgentCorrectionView
from editorial.views.weekly_mail import WeeklyMailPanel
from pages.choosing import choosable_pages

# After the hooks of Wagtail's own applications, whose work some of ours replaces.
LAST = 1000

hooks.register("before_create_page", publication_hooks.keep_new_page_a_draft)
hooks.register("before_publish_page", publication_hooks.keep_unapproved_version_a_draft)
# Before the one that publishes by itself: after a publication that waits was turned away.
hooks.register("before_publish_page", tell_of_near_pages)
hooks.register("before_publish_page", publication_hooks.publish_chosen_languages, order=LAST)
hooks.register("after_create_page", tell_when_submitted)
hooks.register("after_edit_page", tell_when_submitted)
hooks.register("after_edit_page", publication_hooks.go_on_to_correction)
hooks.register("register_page_action_menu_item", publication_hooks.UrgentCorrectionMenuItem)
hooks.register("construct_page_action_menu", publication_hooks.without_publication)
hooks.register("construct_page_action_menu", publication_hooks.with_submission_in_words)
hooks.register("register_page_header_buttons", preview_links.in_the_editor)
hooks.register("register_page_header_buttons", doors.in_the_editor)
hooks.register("register_account_settings_panel", WeeklyMailPanel)
hooks.register("register_page_header_buttons", entry_points.in_the_editor)
hooks.register("after_create_snippet", tell_of_hidden_pages)
hooks.register("after_edit_snippet", tell_of_hidden_pages)
hooks.register("register_log_actions", history.register)
hooks.register("register_log_actions", translations.register)
hooks.register("register_page_header_buttons", of_editions)
hooks.register("register_admin_viewset", lambda: page_screens)
register_snippet(SearchGroup)
register_snippet(TranslationGroup)


@hooks.register("register_admin_urls")
def desk_urls() -> list[URLPattern | URLResolver]:
    """The screens of the desk."""
    return [
        path("desk/reviews/<int:task_state_id>/", ReviewView.as_view(), name="editorial_review"),
        path("desk/corrections/<int:correction_id>/", CorrectionReviewView.as_view(), name="editorial_correction_review"),
        path("desk/pages/<int:page_id>/correct/", UrgentCorrectionView.as_view(), name="editorial_urgent_correction"),
        path("desk/pages/<int:page_id>/approvals/", ApprovalsView.as_view(), name="editorial_approvals"),
        path("desk/pages/<int:page_id>/approvals/<int:approval_id>/changes/", ChangesSinceView.as_view(), name="editorial_changes_since"),
        path("desk/pages/<int:page_id>/share-kit/", include("editorial.share_kit.urls")),
        path("desk/pages/<int:page_id>/preview-link/", PreviewLinkView.as_view(), name="editorial_preview_link"),
        path("desk/guest-links/", include("editorial.guest_links.admin_urls")),
        path("desk/editions/", include("editorial.editions.urls")),
        path("desk/search/try/", SearchTrialView.as_view(), name="editorial_search_trial"),
        path("desk/search/unanswered/", UnansweredReportView.as_view(), name="editorial_unanswered"),
        path("desk/search/unanswered/results/", UnansweredReportView.as_view(results_only=True), name="editorial_unanswered_results"),
        path("desk/upkeep/", UpkeepReportView.as_view(), name="editorial_upkeep"),
        path("desk/upkeep/results/", UpkeepReportView.as_view(results_only=True), name="editorial_upkeep_results"),
        path("desk/page-reports/", include("editorial.page_reports.urls")),
        path("desk/translation/", TranslationBoardView.as_view(), name="editorial_translation_board"),
        path("desk/translation/results/", TranslationBoardView.as_view(results_only=True), name="editorial_translation_board_results"),
        path("desk/translation/first/<int:page_id>/<str:code>/", FirstTextView.as_view(), name="editorial_translation_first"),
        path("desk/translation/exchange/", include("editorial.translation.exchange.urls")),
        path("desk/urgent-help/", CrisisReportView.as_view(), name="editorial_crisis_report"),
        path("desk/invitations/new/", InviteView.as_view(), name="editorial_invite"),
        path("desk/guide/", GuideView.as_view(), name="editorial_guide_start"),
        path("desk/guide/pictures/<str:name>", picture, name="editorial_guide_picture"),
        path("desk/guide/<slug:name>/", GuideView.as_view(), name="editorial_guide"),
        path("desk/translation/", include("editorial.translation.urls")),
        path("account/second-factor/", SecondFactorView.as_view(), name="editorial_second_factor"),
        path("account/second-factor/set-up/", SetUpView.as_view(), name="editorial_second_factor_set_up"),
        path("account/second-factor/verify/", VerifyView.as_view(), name="editorial_second_factor_verify"),
    ]


PANELS = (LatenessPanel, AlarmsPanel, CorrectionsPanel, ReviewsPanel, TranslationsPanel, UpkeepPanel, PageReportsPanel)


@hooks.register("construct_homepage_panels", order=LAST)
def desk_panels(request: HttpRequest, panels: list[Any]) -> None:
    """Our panels first; ours for reviews in place of Wagtail's, whose buttons approve unread."""
    panels[:] = [panel for panel in panels if not isinstance(panel, WorkflowObjectsToModeratePanel)]
    panels += [panel(request.user) for panel in PANELS]


class _CoordinationMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return teams.is_coordinator(request.user)


@hooks.register("register_admin_menu_item")
def editions_in_the_menu() -> MenuItem:
    """The coordination finds the editions, their readiness and their release in the menu."""
    return _CoordinationMenuItem(_("Editions"), reverse_lazy("editorial_editions"), name="editions", icon_name="tasks", order=250)


@hooks.register("register_settings_menu_item")
def invite_from_the_menu() -> MenuItem:
    """The coordination invites from the settings menu."""
    return _CoordinationMenuItem(_("Invite somebody"), reverse_lazy("editorial_invite"), icon_name="user", order=650)


@hooks.register("register_reports_menu_item")
def crisis_report_from_the_menu() -> MenuItem:
    """The coordination reads how often urgent help was shown among the reports."""
    return _CoordinationMenuItem(_("Urgent help shown"), reverse_lazy("editorial_crisis_report"), icon_name="warning", order=1200)


class _TeamMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return teams.is_of_a_team(request.user)


@hooks.register("register_reports_menu_item")
def unanswered_among_the_reports() -> MenuItem:
    """What readers ask in vain, for those who write."""
    return _TeamMenuItem(
        _("Questions without an answer"), reverse_lazy("editorial_unanswered"), name="unanswered", icon_name="help", order=650
    )


@hooks.register("register_reports_menu_item")
def guest_links_among_the_reports() -> MenuItem:
    """Who was shown what, for those who write."""
    return _TeamMenuItem(_("Guest links"), reverse_lazy("editorial_guest_links"), name="guest-links", icon_name="view", order=660)


@hooks.register("register_reports_menu_item")
def upkeep_among_the_reports() -> MenuItem:
    """What is no longer right, for those who write."""
    return _TeamMenuItem(_("What is no longer right"), reverse_lazy("editorial_upkeep"), name="upkeep", icon_name="warning", order=640)


@hooks.register("register_reports_menu_item")
def page_reports_among_the_reports() -> MenuItem:
    """What readers say of pages, for those who write."""
    return _TeamMenuItem(_("What readers say"), reverse_lazy("editorial_page_reports"), name="page-reports", icon_name="comment", order=645)


@hooks.register("insert_editor_js")
def forms_open_at_what_is_to_be_mended() -> SafeString:
    """The script behind the links of that report."""
    return format_html('<script src="{}"></script>', static("editorial/mend.js"))


@hooks.register("register_account_menu_item")
def second_factor_in_the_account(_request: HttpRequest) -> dict[str, Any]:
    """Everybody may have a second factor; publishers must."""
    return {
        "url": reverse("editorial_second_factor"),
        "label": _("Second factor"),
        "help_text": _("A code of your telephone beside your password."),
    }


@hooks.register("register_group_permission_panel")
def rights_on_videos() -> type[Any]:
    """The rights of a group on videos, beside those on images and documents."""
    return GroupVideoPermissionFormSet


@hooks.register("construct_page_chooser_queryset")
def without_drafts_of_others(pages: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
    """Pages to choose from: what is live, and the drafts of one's own team."""
    return choosable_pages(request.user, pages)


@hooks.register("construct_admin_api", order=LAST)
def api_within_the_fences(router: Any) -> None:
    """Pages to read; images and documents as their collections allow."""
    router.register_endpoint("pages", ReadOnlyPagesAPIViewSet)
    router.register_endpoint("images", TeamImagesAPIViewSet)
    router.register_endpoint("documents", TeamDocumentsAPIViewSet)


@hooks.register("register_log_actions")
def history_of_files(actions: Any) -> None:
    """Files have a history of their own, which keeps to the teams."""
    for model in MEDIA:
        actions.register_model(model, MediaLogEntry)


@hooks.register("insert_global_admin_js")
def dates_stay_as_typed() -> SafeString:
    """No picker of dates corrects what somebody typed."""
    return format_html('<script src="{}"></script>', static("editorial/dates.js"))


@hooks.register("insert_global_admin_css")
def colours_of_the_club() -> SafeString:
    """The admin in the colours of the project."""
    return format_html('<link rel="stylesheet" href="{}">', static("editorial/brand.css"))


@hooks.register("register_help_menu_item")
def guide_in_the_help() -> MenuItem:
    """Our guide, in French, where Wagtail has its own in English."""
    return MenuItem(_("Guide for editors"), reverse_lazy("editorial_guide_start"), name="guide", icon_name="help", order=100)


@hooks.register("construct_help_menu")
def help_of_the_club(_request: HttpRequest, menu_items: list[Any]) -> None:
    """Without what Wagtail tells of itself."""
    menu_items[:] = [item for item in menu_items if item.name != "editor-guide" and not item.name.startswith("whats-new")]


@hooks.register("construct_reports_menu")
def reports_for_teams(request: HttpRequest, menu_items: list[Any]) -> None:
    """Without the report that names everybody's newest draft (see ``editorial.fences``)."""
    if not request.user.is_superuser:
        menu_items[:] = [item for item in menu_items if item.name != "page-types-usage"]
