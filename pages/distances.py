"""How far places are from a point, computed by the database (both kinds of it know the functions)."""

from __future__ import annotations

import math

from django.db.models import F, FloatField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import ASin, Cos, Least, Power, Radians, Sin, Sqrt

EARTH_RADIUS_KM = 6371.0088
"""The mean radius of the Earth (IUGG): a sphere of it is wrong by half a per cent at most."""


def distance_km(latitude: float, longitude: float) -> Combinable:
    """Kilometres along the great circle (haversine) from a point (degrees) to the row's ``latitude`` and ``longitude``.

    Rows without them are to be left out beforehand: PostgreSQL's LEAST passes over NULL, SQLite's does not.
    """
    half_north = (Radians(F("latitude")) - Value(math.radians(latitude), FloatField())) / 2.0
    half_east = (Radians(F("longitude")) - Value(math.radians(longitude), FloatField())) / 2.0
    square = Power(Sin(half_north), 2) + Value(math.cos(math.radians(latitude)), FloatField()) * Cos(Radians(F("latitude"))) * Power(
        Sin(half_east), 2
    )
    # Rounding may lead beyond the far end of the Earth, where there is no arc.
    return ASin(Sqrt(Least(square, Value(1.0, FloatField())))) * Value(2 * EARTH_RADIUS_KM, FloatField())
