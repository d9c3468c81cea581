"""What must hold of an event before anybody is invited to it."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pages.departments import department_of
from pages.event_times import is_zone

LANGUAGE_TAGS = r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*(, ?[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*)*$"
"""BCP 47 tags separated by commas: "fr", "fr, ar", "fr, zh-Hans"."""

_OF_A_PLACE = ("venue_address", "postcode", "city", "commune_code", "department")


def problems(event: Any) -> dict[str, str | Promise]:
    """What is wrong with the event, by field; empty where nothing is."""
    return {**_times(event), **_places(event), **_coordinates(event), **_commune(event)}


def _times(event: Any) -> dict[str, str | Promise]:
    found: dict[str, str | Promise] = {}
    if not is_zone(event.timezone):
        found["timezone"] = _("Unknown time zone.")
    if event.starts_at and event.ends_at and event.ends_at <= event.starts_at:
        found["ends_at"] = _("The end must come after the beginning.")
    return found


def _places(event: Any) -> dict[str, str | Promise]:
    if event.platform or event.venue_name:
        is_nameless = not event.venue_name and any(getattr(event, name) for name in _OF_A_PLACE)
        return {"venue_name": _("Name the place.")} if is_nameless else {}
    message = _("Say where it takes place: name a platform, a place, or both.")
    return {"platform": message, "venue_name": message}


def _coordinates(event: Any) -> dict[str, str | Promise]:
    if (event.latitude is None) == (event.longitude is None):
        return {}
    return {"latitude" if event.latitude is None else "longitude": _("Give both latitude and longitude, or neither.")}


def _commune(event: Any) -> dict[str, str | Promise]:
    if not event.commune_code:
        return {}
    department = department_of(event.commune_code)
    if department is None:
        return {"commune_code": _("This is no INSEE code of a French commune, as 69123.")}
    if event.department != department:
        return {"department": _("The commune lies in another department.")}
    return {}
