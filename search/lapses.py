"""What consents cover that the clock has ended: hidden from that midnight on, told of by the journal when the scheduler notices."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, QuerySet, Value

from pages.consents import lapsed
from pages.journal import subjects
from pages.models import ConsentedImage, ConsentedVideo, ContentEvent
from pages.statements import NOW_STAND_IN


def lapsed_things(using: str) -> list[QuerySet[Any]]:
    """Films, their posters and images as events of the journal that is yet to come: kind, id, withdrawn.

    What another consent still covers is among them; it is left out only until the scheduler has looked.
    """
    consents = lapsed(NOW_STAND_IN).order_by().values("pk")
    films = ConsentedVideo.objects.using(using).filter(consent__in=consents).order_by()
    images = ConsentedImage.objects.using(using).filter(consent__in=consents).order_by()
    withdrawn = Value(ContentEvent.Action.WITHDRAWN.value, CharField())

    def told(rows: QuerySet[Any], kind: str, column: str) -> QuerySet[Any]:
        return rows.values_list(Value(kind, CharField()), column, withdrawn)

    posters = films.filter(video__poster__isnull=False)
    return [
        told(films, subjects.VIDEO, "video_id"),
        told(posters, subjects.IMAGE, "video__poster_id"),
        told(images, subjects.IMAGE, "image_id"),
    ]
