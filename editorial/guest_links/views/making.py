"""On the screen of a page's preview links: making a guest link, and revoking one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from wagtail.admin import messages

from editorial.guest_links import making
from editorial.models import GuestLink
from pages.models import BasePage, EditionPage
from pages.permissions import sees_drafts_of
from pages.site_addresses import media_address


class GuestLinkForm(forms.ModelForm):
    """For whom, for how many days, and of an edition, whether its pages can be opened."""

    class Meta:
        model = GuestLink
        fields = ("guest", "days", "with_contents")

    def __init__(self, *args: Any, page: BasePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.page = page
        if not isinstance(page, EditionPage):
            del self.fields["with_contents"]


def links_of(page: BasePage) -> QuerySet[GuestLink]:
    """The guest links of a page, the newest first, with how often and when each was opened."""
    links = GuestLink.objects.filter(page=page).select_related("made_by").prefetch_related("openings")
    return links.annotate(times_opened=Count("openings"), last_opened=Max("openings__at"))


def address_of(token: str) -> str:
    """What is sent to the guest."""
    return media_address(reverse("guest_page", args=[token]))


class RevokeView(View):
    """Ends a link at once: those who see the drafts of its page may, whoever made it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, link_id: int) -> HttpResponse:
        """Revokes it, and goes back to where it is listed."""
        link = get_object_or_404(GuestLink.objects.select_related("page"), pk=link_id)
        if not sees_drafts_of(request.user, link.page):
            raise PermissionDenied
        GuestLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=timezone.now())
        making.forget()
        messages.success(request, _("The link of %(guest)s opens nothing any more.") % {"guest": link.guest})
        return redirect("editorial_preview_link", link.page_id)
