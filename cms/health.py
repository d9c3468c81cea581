"""Is the program alive, and can it answer? For load balancers and whoever is on duty."""

from typing import Any

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pages.journal.reading import Position, lag
from pages.models import Follower, SchedulerAlarm


@never_cache
@require_safe
def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process answers at all; nothing else is asked."""
    return JsonResponse({"status": "alive"})


@never_cache
@require_safe
def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 503 when the database does not, and only then: the rest is in the body for people to judge.

    `journal` has, for each follower, how many events it has yet to deal with; `alarms` how many due publications fail.
    """
    try:
        body: dict[str, Any] = {
            "database": "ok",
            "journal": {
                follower.name: lag(Position(follower.transaction_id, follower.event_id, follower.event_key))
                for follower in Follower.objects.order_by("name")
            },
            "alarms": SchedulerAlarm.objects.count(),
        }
    except DatabaseError as error:
        return JsonResponse({"database": type(error).__name__, "journal": None, "alarms": None}, status=503)
    return JsonResponse(body)
