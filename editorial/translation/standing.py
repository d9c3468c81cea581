"""How each page stands in each language, kept in a table that the board and the reports read.

The table follows the versions that are saved, what becomes public and what is put on record, each inside the transaction of the change.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from editorial.models import LanguageState
from editorial.translation.reading import draft_content, on_record, public_content, surveyed
from editorial.translation.states import State, Survey
from pages import languages
from pages.models import BasePage


def refresh(page: BasePage, drafts: Mapping[str, Survey] | None = None) -> None:
    """Writes down how a page stands in every language; ``drafts``: its newest version, where it has just been surveyed."""
    codes = languages.translations()
    model, record = page.specific_class, on_record(page.pk, codes)
    public = public_content(page) if page.live else None
    content = draft_content(page, public) if drafts is None else None
    before = {state.language: state for state in LanguageState.objects.filter(page_id=page.pk, language__in=codes)}
    for code in codes:
        draft = drafts[code] if drafts is not None else surveyed(model, content or {}, code, record[code])
        shown = public if public is not None and languages.is_ready(public, code) else None
        served = surveyed(model, shown, code, record[code]) if shown is not None else None
        _write(page.pk, code, draft, served, before.get(code))


def states_of(page_ids: Iterable[int]) -> dict[int, dict[str, LanguageState]]:
    """How these pages stand in each language they were surveyed in, in the order of the site; one statement."""
    found: dict[int, dict[str, LanguageState]] = {}
    codes = languages.translations()
    states = LanguageState.objects.filter(page_id__in=list(page_ids), language__in=codes)
    for state in sorted(states, key=lambda state: codes.index(state.language)):
        found.setdefault(state.page_id, {})[state.language] = state
    return found


def lacking_pages() -> QuerySet[BasePage]:
    """The pages that lack the state of a language: they were written past the models, or the language is new."""
    codes = languages.translations()
    of_each = BasePage.objects.filter(depth__gt=1).annotate(known=Count("language_states", filter=Q(language_states__language__in=codes)))
    return of_each.filter(known__lt=len(codes)).order_by("pk")


def refresh_lacking() -> int:
    """Surveys the pages that lack the state of a language; returns how many they were."""
    lacking = list(lacking_pages())
    for page in lacking:
        with transaction.atomic():
            refresh(page)
    return len(lacking)


def _write(page_id: int, code: str, draft: Survey, served: Survey | None, before: LanguageState | None) -> None:
    now = timezone.now()
    public_to_do = served.to_do if served is not None else 0
    values: dict[str, Any] = {
        "parts": len(draft.items),
        "missing": draft.counts[State.MISSING],
        "stale": draft.counts[State.STALE],
        "review": draft.counts[State.REVIEW],
        "share": draft.share,
        "to_do_since": _since(draft.to_do, before.to_do_since if before is not None else None, now),
        "is_served": served is not None,
        "public_to_do": public_to_do,
        "public_to_do_since": _since(public_to_do, before.public_to_do_since if before is not None else None, now),
    }
    if before is None:
        LanguageState.objects.update_or_create(page_id=page_id, language=code, defaults=values)
    elif any(getattr(before, name) != value for name, value in values.items()):
        LanguageState.objects.filter(pk=before.pk).update(**values)


def _since(number: int, before: dt.datetime | None, now: dt.datetime) -> dt.datetime | None:
    """Since when something is to do: what is finished and begins anew is new."""
    return None if number == 0 else before or now
