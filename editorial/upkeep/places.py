"""From a place in a page to the spot where its form opens."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.utils.functional import lazy
from django.utils.text import capfirst

from editorial.upkeep.concerns import Spot
from editorial.upkeep.tongues import in_every_tongue
from pages.editorial_checks.findings import Place
from pages.editorial_checks.wording import place_name

_lazy_place_name = lazy(place_name, str)
_lazy_capitalised = lazy(capfirst, str)


def spot_of(thing: Any, place: Place) -> Spot:
    """Where ``place`` of a page or record is mended."""
    return Spot(_anchor(thing, place), in_every_tongue(_lazy_place_name(thing, place)), place.language)


def spot_of_field(model: type[Model], name: str) -> Spot:
    """A field that is the same in all languages."""
    field: Any = model._meta.get_field(name)
    return Spot(name, in_every_tongue(_lazy_capitalised(field.verbose_name)))


def spot_of_list(model: type[Model], relation: str) -> Spot:
    """A list of a page or record as a whole."""
    rows: Any = model._meta.get_field(relation).related_model
    return Spot(relation, in_every_tongue(_lazy_capitalised(rows._meta.verbose_name_plural)))


def _anchor(thing: Any, place: Place) -> str:
    if place.row is not None:
        return f"{place.row.relation}-{place.row.index}-{place.field}"
    if place.block is None:
        return place.field
    blocks = getattr(thing, place.field).raw_data
    # By its id: drafts may have other blocks before it.
    return f"{place.field}:{blocks[place.block].get('id') or ''}".rstrip(":")
