"""The readiness of an edition: fit to be projected in a meeting, and to be worked through line by line afterwards."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse
from django.utils.translation import gettext_lazy

from editorial.editions.candidates import members_of
from editorial.editions.facts import DeadLinks, facts_of
from editorial.editions.planning import may_release
from editorial.editions.readiness import Family, Line, PageReadiness, readiness_of
from editorial.editions.rolling_back import last_released
from editorial.editions.views.edition import EditionView
from editorial.models import EditionRelease
from pages.days import day_of
from pages.models import SchedulerAlarm


class ReadinessView(EditionView):
    """What an edition still lacks, page by page, with a link to mend each thing."""

    page_title = gettext_lazy("Readiness")
    template_name = "editorial/editions/readiness.html"
    for_release = False
    dead_links: DeadLinks | None = None
    """What tells of links to other sites that no longer answer, given to ``as_view``; none: they are not looked at."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The edition and its contents, and what is planned or was done."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        readiness = readiness_of(facts_of(members_of(self.edition), self.request.user, self.dead_links), day_of())
        pages = [(page, [(line, _mending_address(page, line)) for line in page.lines]) for page in readiness.pages]
        context.update(
            edition=self.edition,
            readiness=readiness,
            pages=pages,
            can_release=may_release(self.request.user),
            planned=self._planned(),
            released=last_released(self.edition),
            zone=settings.TIME_ZONE,
        )
        return context

    def _planned(self) -> dict[str, Any] | None:
        release = (
            EditionRelease.objects.filter(edition=self.edition, state=EditionRelease.State.PLANNED).select_related("planned_by").first()
        )
        if release is None:
            return None
        items = release.items.select_related("page")
        alarms = SchedulerAlarm.objects.filter(
            content_type=ContentType.objects.get_for_model(EditionRelease), object_id=str(release.pk), action=SchedulerAlarm.Action.PUBLISH
        )
        newer = [item.title for item in items if item.page is not None and item.page.latest_revision_id != item.revision_id]
        return {"release": release, "number": len(items), "newer": newer, "alarm": alarms.first()}


def _mending_address(page: PageReadiness, line: Line) -> str:
    """Where a line is mended: the go-ahead, or the form of the page, opened at the field or block."""
    number = page.facts.member.row.pk
    if line.family is Family.APPROVALS and page.facts.may_let_go:
        return reverse("editorial_go_ahead", args=[number])
    form = reverse("wagtailadmin_pages:edit", args=[number])
    return f"{form}#:w:contentpath={quote(line.place)}" if line.place else form
