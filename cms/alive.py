"""The two paths of health: whether a program is alive, and whether it can answer. They need no database, no host's name, no HTTPS."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, JsonResponse
from django.utils.cache import add_never_cache_headers

ALIVE_PATH = "/healthz"
READY_PATH = "/readyz"


class HealthDoor:
    """Middleware: answers the two paths of health before anything looks at the host's name or asks for HTTPS.

    Load balancers ask by number and over plain HTTP; neither path says anything that is not for strangers.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer a question of health, or pass the request on."""
        answer = {ALIVE_PATH: alive, READY_PATH: self.ready}.get(request.path)
        if answer is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = answer()
        add_never_cache_headers(response)
        return response

    def ready(self) -> JsonResponse:
        """Say whether the program can answer: 503 says that it cannot."""
        raise NotImplementedError


def alive() -> JsonResponse:
    """Answer 200 as long as the process answers at all; nothing else is asked."""
    return JsonResponse({"status": "alive"})
