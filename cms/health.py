"""Is the program alive, and can it answer? For load balancers and whoever is on duty."""

from django.db import DatabaseError
from django.http import JsonResponse

from cms.alive import HealthDoor
from pages.journal.reading import Position, lag
from pages.models import Follower, SchedulerAlarm
from search import indexing
from search.encoder import encoder_state
from search.engines import USUAL, kept_engines


class Health(HealthDoor):
    """Middleware: the two paths of health, for the whole house."""

    def ready(self) -> JsonResponse:
        """Answer 503 when the database does not."""
        return ready()


def ready() -> JsonResponse:
    """Answer 503 when the database does not, and only then: the rest is in the body for people to judge.

    `index` says whether search has an index that fits this program, `standby` the same of the one kept for when that is away; `lag` how
    many events of the journal each follower has yet to deal with (null: the index is away, or must be rebuilt first); `meaning` whether
    questions find pages by what they mean ("on"), or by words alone because the settings say so ("off") or the encoder is not installed
    ("missing"); `alarms` how many due publications fail.
    """
    try:
        kept = {index: indexing.status(index) for index in kept_engines()}
        told = {index: {"documents": status.documents, "is_current": status.is_current} for index, status in kept.items()}
        body = {
            "database": "ok",
            "index": told.pop(USUAL),
            **told,
            "lag": {**{index: status.lag for index, status in kept.items()}, **_lag_of_followers()},
            "meaning": encoder_state().value,
            "alarms": SchedulerAlarm.objects.count(),
        }
    except DatabaseError as error:
        return JsonResponse({"database": type(error).__name__, "index": None, "lag": None, "meaning": None, "alarms": None}, status=503)
    return JsonResponse(body)


def _lag_of_followers() -> dict[str, int]:
    return {
        follower.name: lag(Position(follower.transaction_id, follower.event_id, follower.event_key))
        for follower in Follower.objects.order_by("name")
    }
