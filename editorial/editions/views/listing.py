"""The editions, each with its state in one line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView

from editorial.models import EditionRelease
from editorial.views.desk import DeskView
from pages.models import EditionPage
from pages.permissions import sees_drafts_of


class EditionsView(DeskView, TemplateView):
    """For those who may see the drafts of editions; the newest number first."""

    page_title = gettext_lazy("Editions")
    header_icon = "tasks"
    template_name = "editorial/editions/list.html"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuses those who would see an empty list because none is their business."""
        editions = EditionPage.objects.select_related("latest_revision").order_by("-number")
        self.editions = [edition for edition in editions if sees_drafts_of(request.user, edition)]
        if editions and not self.editions:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The editions with their last release."""
        releases = EditionRelease.objects.filter(edition__in=self.editions).exclude(state=EditionRelease.State.CANCELLED)
        last = {release.edition_id: release for release in releases.order_by("planned_at", "pk")}
        rows = [(edition, state_of(edition, last.get(edition.pk))) for edition in self.editions]
        return {**super().get_context_data(**kwargs), "rows": rows}


def state_of(edition: EditionPage, release: EditionRelease | None) -> str:
    """Where an edition stands, by its last release that was not cancelled."""
    waiting = _("changes wait") if edition.live and edition.has_unpublished_changes else ""
    return " · ".join(part for part in (_told(edition, release), waiting) if part)


def _told(edition: EditionPage, release: EditionRelease | None) -> str:
    if release is not None and release.state == EditionRelease.State.PLANNED and release.go_at is not None:
        # A minute after its time it is out, or an alarm says why not.
        is_late = release.go_at < timezone.now() - dt.timedelta(minutes=2)
        return (_("Should be out since %(day)s, and is not") if is_late else _("Goes out on %(day)s")) % {"day": _day(release.go_at)}
    if release is not None and release.state == EditionRelease.State.ROLLED_BACK and release.undone_at is not None:
        return _("Rolled back on %(day)s") % {"day": _day(release.undone_at)}
    if not edition.live:
        return _("In preparation")
    if release is not None and release.released_at is not None:
        return _("Out since %(day)s") % {"day": _day(release.released_at)}
    return _("Public")


def _day(moment: Any) -> str:
    return date_format(timezone.localtime(moment, timezone.get_default_timezone()), "DATETIME_FORMAT")
