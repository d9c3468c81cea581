"""The checks in the admin: a draft is told what is still to mend, and pages published in bulk are held back together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin import messages

from pages.editorial_checks import Finding, blocking_findings, findings
from pages.editorial_checks.wording import told
from pages.models import BasePage


def tell_what_to_mend(request: HttpRequest, page: BasePage) -> None:
    """Opening the form of a draft lists what would keep it from being published, and what is worth knowing; nothing is refused.

    A script keeps the list fresh after each autosave (``draft_findings``).
    """
    if request.method != "GET" or "_w_hydrate_create_view" in request.GET:
        return
    if listed := _to_mend(page):
        messages.warning(request, format_html("<div data-draft-findings>{}</div>", listed))


@require_safe
@never_cache
def draft_findings(request: HttpRequest, page_id: int) -> JsonResponse:
    """The same list for the newest draft as it is stored, "" where nothing is left to mend; the form asks after each autosave.

    Raises ``PermissionDenied`` for those who may not edit the page.
    """
    page = get_object_or_404(BasePage, pk=page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    return JsonResponse({"html": _to_mend(page.get_latest_revision_as_object())})


def _to_mend(page: BasePage) -> SafeString | str:
    found = findings(page)
    return format_html("{}{}", _("To mend before this page is submitted or published:"), _as_list(page, found)) if found else ""


def hold_back_bulk(request: HttpRequest, action_type: str, objects: Sequence[Any], action: Any) -> HttpResponseBase | None:
    """Publishing many pages at once: where one of them has something to mend, none is published and each is named."""
    if action_type != "publish" or not all(isinstance(page, BasePage) for page in objects):
        return None
    refused = [(page, found) for page in _to_publish(objects, action) if (found := blocking_findings(page))]
    for page, found in refused:
        title = page.get_admin_display_title()
        messages.error(request, format_html("{}{}", _("“%(title)s” cannot be published yet:") % {"title": title}, _as_list(page, found)))
    return redirect(action.next_url) if refused else None


def _to_publish(objects: Sequence[BasePage], action: Any) -> Iterable[BasePage]:
    with_descendants = action.cleaned_form.cleaned_data.get("include_descendants")
    for page in objects:
        yield page.get_latest_revision_as_object()
        for below in page.get_descendants().not_live() if with_descendants else ():
            yield below.get_latest_revision_as_object()


def _as_list(page: BasePage, found: Iterable[Finding]) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((told(page, finding),) for finding in found))
    return format_html("<ul>{}</ul>", items)
