"""Is the program alive, and can it answer? For load balancers and whoever is on duty."""

from collections.abc import Callable

from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.utils.cache import add_never_cache_headers

from pages.journal.reading import Position, lag
from pages.models import Follower, SchedulerAlarm
from search import indexing
from search.encoder import encoder_state
from search.engines import USUAL, kept_engines

ALIVE_PATH = "/healthz"
READY_PATH = "/readyz"


class Health:
    """Middleware: answers the two paths of health before anything looks at the host's name or asks for HTTPS.

    Load balancers ask by number and over plain HTTP; neither path says anything that is not for strangers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a question of health, or pass the request on."""
        answer = {ALIVE_PATH: alive, READY_PATH: ready}.get(request.path)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = answer()
        add_never_cache_headers(response)
        return response


def alive() -> JsonResponse:
    """Answer 200 as long as the process answers at all; nothing else is asked."""
    return JsonResponse({"status": "alive"})


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
