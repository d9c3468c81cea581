"""Is the program alive, and can it answer? For load balancers and whoever is on duty."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages.journal.reading import Position, lag
from pages.models import Follower, SchedulerAlarm
from search import indexing


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process answers at all; nothing else is asked."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 503 when the database does not, and only then: the rest is in the body for people to judge.

    `index` says whether search has an index that fits this program; `lag` how many events of the journal each follower has yet to deal
    with (null: the index must be rebuilt first); `alarms` how many due publications fail.
    """
    try:
        index = indexing.status()
        body = {
            "database": "ok",
            "index": {"documents": index.documents, "is_current": index.is_current},
            "lag": {"search": index.lag, **_lag_of_followers()},
            "alarms": SchedulerAlarm.objects.count(),
        }
    except DatabaseError as error:
        return JsonResponse({"database": type(error).__name__, "index": None, "lag": None, "alarms": None}, status=503)
    return JsonResponse(body)


def _lag_of_followers() -> dict[str, int]:
    return {
        follower.name: lag(Position(follower.transaction_id, follower.event_id, follower.event_key))
        for follower in Follower.objects.order_by("name")
    }
