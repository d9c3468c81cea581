"""Pages whose review is overdue."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from editorial.upkeep.concerns import Concern, Kind, Severity
from editorial.upkeep.places import spot_of_field
from editorial.upkeep.seen import Seen
from editorial.upkeep.tongues import in_every_tongue
from pages.journal import subjects
from pages.models import BasePage

OVERDUE = _("The review of this page is overdue: read it again, then set the next date.")

_FIELD = "review_due_on"


def concerns(seen: Seen) -> Iterator[Concern]:
    """One for each public page whose day has passed. One statement."""
    sentence, spot = in_every_tongue(OVERDUE), spot_of_field(BasePage, _FIELD)
    for pk, day in BasePage.objects.filter(review_due_on__lt=seen.today).order_by("pk").values_list("pk", _FIELD):
        if thing := seen.things.get((subjects.PAGE, pk)):
            yield thing.concern(Kind.REVIEW, Severity.DUE, sentence, spot, since=day)
