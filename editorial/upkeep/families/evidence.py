"""Key figures that public pages quote and whose day to be checked again has come, or comes soon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from editorial.upkeep.concerns import Concern, Kind, Severity
from editorial.upkeep.places import spot_of_field
from editorial.upkeep.seen import Seen
from editorial.upkeep.tongues import in_every_tongue
from pages.models import Evidence

SOON = dt.timedelta(days=30)
"""So long before its day a figure is told of: a new study has to be found first."""

EXPIRED = _("This figure should have been checked again by now, and public pages quote it: is there a newer study?")
EXPIRING = _("This figure is to be checked again within the month, and public pages quote it.")

_FIELD = "review_due_on"


def concerns(seen: Seen) -> Iterator[Concern]:
    """One for each such figure; the coordination keeps them. One statement."""
    quoted = {pk for _thing, facts in seen.pages() for pk in facts.evidence}
    expired, expiring = in_every_tongue(EXPIRED), in_every_tongue(EXPIRING)
    spot = spot_of_field(Evidence, _FIELD)
    for pk, day in Evidence.objects.filter(review_due_on__lte=seen.today + SOON).order_by("pk").values_list("pk", _FIELD):
        thing = seen.things.get(("evidence", pk))
        if thing is None or pk not in quoted:
            continue
        is_over = day < seen.today
        severity = Severity.DUE if is_over else Severity.ADVICE
        yield thing.concern(Kind.EVIDENCE, severity, expired if is_over else expiring, spot, since=day)
