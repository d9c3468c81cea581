"""What the content domain adds to Wagtail's admin."""

from __future__ import annotations

from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.snippets.models import register_snippet

from pages.consent_admin import signed_consent
from pages.consent_warnings import tell_who_has_not_consented
from pages.editorial_checks.admin import draft_findings, hold_back_bulk, tell_what_to_mend
from pages.meanwhile import notice_old_version
from pages.moves import refuse_bulk_move, refuse_move
from pages.viewsets import CatalogueGroup

register_snippet(CatalogueGroup)
hooks.register("before_edit_page", tell_what_to_mend)
hooks.register("before_edit_page", tell_who_has_not_consented)
hooks.register("before_edit_page", notice_old_version)
hooks.register("before_bulk_action", hold_back_bulk)
hooks.register("before_move_page", refuse_move)
hooks.register("before_bulk_action", refuse_bulk_move)


@hooks.register("register_admin_urls")
def signed_consents() -> list[URLPattern]:
    """Signed files are read through one view, which asks who wants them."""
    return [path("consents/signed/<str:name>", signed_consent, name="signed_consent")]


@hooks.register("register_admin_urls")
def findings_of_drafts() -> list[URLPattern]:
    """What is left to mend in a draft, asked for after each autosave."""
    return [path("pages/<int:page_id>/findings/", draft_findings, name="pages_draft_findings")]


@hooks.register("insert_editor_js")
def fresh_findings() -> SafeString:
    """The script that asks; it puts the page's number in place of the 0, which a page has only once its first draft is saved."""
    return format_html(
        '<script src="{}" data-findings-url="{}"></script>', static("pages/draft-findings.js"), reverse("pages_draft_findings", args=[0])
    )


@hooks.register("insert_global_admin_css")
def form_directions() -> SafeString:
    """Fields of languages written from right to left are edited so."""
    return format_html('<link rel="stylesheet" href="{}">', static("pages/admin.css"))
