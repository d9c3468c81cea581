"""Consents that are over or end within the month, for what still shows their people: what nobody renews goes away at midnight.

Names of people stand in these concerns: they are shown to those alone who may read the consent (``editorial.upkeep.showing``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from editorial.upkeep.concerns import Concern, Kind, Severity
from editorial.upkeep.places import spot_of_field
from editorial.upkeep.seen import Seen, Thing
from editorial.upkeep.tongues import in_every_tongue
from pages import languages
from pages.consents import people_in
from pages.models import BasePage, Consent
from pages.visibility import SHOWN

SOON = dt.timedelta(days=30)
"""So long before its end a consent is told of: letters take time."""

OVER = _("This consent is over, and what it covered is no longer shown: ask for a new one, or take the person out of it ({things}).")
ENDING = _("This consent ends within the month, and what it covers goes away then: ask for a new one ({things}).")

_FIELD = "valid_until"


def concerns(seen: Seen) -> Iterator[Concern]:
    """One for each consent that nothing has replaced. Two statements for each thing that can show people, and one."""
    limit = seen.today + SOON
    ending = Consent.objects.filter(valid_until__lte=limit, withdrawn_on__isnull=True).select_related("person").order_by("pk")
    needed = _needed(limit)
    spot = spot_of_field(Consent, _FIELD)
    for consent in ending:
        things = sorted(needed.get(consent.pk, ()))
        if not things or consent.valid_until is None:
            continue
        is_over = consent.valid_until < seen.today
        told = in_every_tongue(format_lazy(OVER if is_over else ENDING, things=", ".join(things)))
        severity = Severity.WRONG if is_over else Severity.DUE
        yield Thing(consent.pk, str(consent.person), consent.organisation_id, Consent).concern(
            Kind.CONSENT, severity, told, spot, since=consent.valid_until
        )


def _needed(limit: dt.date) -> dict[int, set[str]]:
    """For each consent that ends by ``limit``, the titles of what still shows its person and is covered by no consent that lasts longer."""
    found: dict[int, set[str]] = {}
    for model, (_people, covered, column) in SHOWN.items():
        rows, thing_column, person_column = people_in(model)
        shows = set(rows.values_list(thing_column, person_column))
        ending: list[tuple[int, int, int, str]] = []
        lasting: set[tuple[int, int]] = set()
        covering: QuerySet[Any] = QuerySet(covered).select_related("consent", column).filter(consent__withdrawn_on__isnull=True)
        for row in covering.order_by("pk"):
            thing, person, until = getattr(row, f"{column}_id"), row.consent.person_id, row.consent.valid_until
            if until is None or until > limit:
                lasting.add((thing, person))
            else:
                ending.append((row.consent_id, thing, person, _title(getattr(row, column))))
        for consent, thing, person, title in ending:
            if (thing, person) in shows and (thing, person) not in lasting:
                found.setdefault(consent, set()).add(title)
    return found


def _title(thing: Any) -> str:
    return languages.source_title(thing) if isinstance(thing, BasePage) else str(thing)
