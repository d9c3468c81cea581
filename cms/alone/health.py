"""Is the website alive, and does it get answers? For load balancers and whoever is on duty."""

from django.http import JsonResponse

from cms.alive import HealthDoor
from website.client.choosing import current_client


class Health(HealthDoor):
    """Middleware: the two paths of health, for the website alone."""

    def ready(self) -> JsonResponse:
        """Always 200: while the endpoint is away, pages are given from what is kept. `answers` says so: "ok", or "away"."""
        return JsonResponse({"answers": "away" if current_client().is_away else "ok"})
