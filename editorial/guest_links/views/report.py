"""The report of guest links: who was shown what before its publication, until when, and whether they looked."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.db.models import Count, Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.permissions import policy_registry

from editorial.models import GuestLink
from editorial.views.desk import ForTeams
from editorial.views.exports import ExportedReportView
from pages.models import BasePage

STATES = (("open", _("In use")), ("over", _("Over")), ("revoked", _("Revoked")))


class GuestLinksFilterSet(WagtailFilterSet):
    """By what became of a link."""

    state = django_filters.ChoiceFilter(label=_("State"), choices=STATES, method="of_state")

    class Meta:
        model = GuestLink
        fields: ClassVar[list[str]] = []

    def of_state(self, links: QuerySet[Any], _name: str, value: str) -> QuerySet[Any]:
        """Those of one state."""
        now = timezone.now()
        return {
            "open": links.filter(revoked_at=None, ends_at__gt=now),
            "over": links.filter(revoked_at=None, ends_at__lte=now),
            "revoked": links.filter(revoked_at__isnull=False),
        }[value]


class GuestLinksView(ForTeams, ExportedReportView):
    """The links of all pages whose drafts a person sees, the newest first; each leads to the screen that revokes it."""

    model = GuestLink
    page_title = _("Guest links")
    header_icon = "view"
    index_url_name = "editorial_guest_links"
    index_results_url_name = "editorial_guest_links_results"
    filterset_class = GuestLinksFilterSet
    default_ordering = ("-made_at", "-pk")
    is_searchable = False
    columns: ClassVar[list[Any]] = [
        TitleColumn(
            "guest", label=_("For whom"), get_url=lambda link: reverse("editorial_preview_link", args=[link.page_id]) + f"#guest-{link.pk}"
        ),
        Column("page", label=_("Page"), accessor=lambda link: link.page.get_admin_display_title()),
        Column("state", label=_("State")),
        Column("ends_at", label=_("Until"), accessor=lambda link: date_format(timezone.localtime(link.ends_at), "SHORT_DATETIME_FORMAT")),
        Column("made_by", label=_("Made by"), accessor=lambda link: link.made_by.get_full_name() or link.made_by if link.made_by else ""),
        Column("times_opened", label=_("Times opened")),
        DateColumn("last_opened", label=_("Last opened")),
    ]
    list_export: ClassVar[list[str]] = ["guest", "page", "state", "ends_at", "made_by", "times_opened", "last_opened"]
    export_headings: ClassVar[dict[str, Any]] = {
        "guest": _("For whom"),
        "page": _("Page"),
        "state": _("State"),
        "ends_at": _("Until"),
        "made_by": _("Made by"),
        "times_opened": _("Times opened"),
        "last_opened": _("Last opened"),
    }
    export_filename = "guest-links"

    def get_base_queryset(self) -> QuerySet[Any]:
        """The links of pages whose drafts are this person's business."""
        own = policy_registry.get_by_type(BasePage).instances_user_has_any_permission_for(self.request.user, {"add", "change", "publish"})
        links = GuestLink.objects.filter(page__in=own.values("pk")).select_related("page", "made_by")
        return links.annotate(times_opened=Count("openings"), last_opened=Max("openings__at"))
