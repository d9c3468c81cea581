"""The order of the alphabet: keys by which titles and names are sorted as people would, the same in every database.

Databases compare letters each in its own way. So the key is made here: without accents, capitals, points and apostrophes, numbers by their
size. It is kept beside what it sorts, in the same transaction, and the sweep mends what a bypass left behind.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

from django.db.models import Model, QuerySet

from pages import languages
from pages.journal import subjects
from pages.models import SortKey
from pages.paths import batches

NAMES: dict[str, str] = {subjects.PAGE: "title", "person": "display_name", "organisation": "name", "theme": "name"}
"""What is sorted by the alphabet, by the kind of its events, and the field that names it."""

# Letters that Unicode does not take apart.
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ـ": ""})
_NUMBER = re.compile(r"\d+")
# Digits to which numbers are filled up, so that they sort by their size.
_NUMBER_WIDTH = 8


def sort_key(text: str) -> str:
    """The key of a title or name: "Édition n° 2" gives "edition n 00000002"."""
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_LETTERS)
    words = " ".join("".join(letter if letter.isalnum() else " " for letter in letters).split())
    return _NUMBER.sub(lambda number: f"{int(number[0]):0{_NUMBER_WIDTH}}", words)


def refresh_keys(kind: str, ids: Iterable[int]) -> None:
    """Brings the keys of these things in step with their names; to be called in the transaction that wrote them.

    What is not sorted by a name is passed over.
    """
    if kind not in NAMES:
        return
    for batch in batches(sorted(set(ids))):
        expected = _expected(kind, batch)
        known = {(row.object_id, row.language): row for row in SortKey.objects.filter(kind=kind, object_id__in=batch)}
        stale = [row for place, row in known.items() if place not in expected]
        changed = [row for place, row in known.items() if place in expected and row.key != expected[place]]
        for row in changed:
            row.key = expected[row.object_id, row.language]
        if stale:
            SortKey.objects.filter(pk__in=[row.pk for row in stale]).delete()
        SortKey.objects.bulk_update(changed, ["key"])
        SortKey.objects.bulk_create(
            SortKey(kind=kind, object_id=pk, language=code, key=key) for (pk, code), key in expected.items() if (pk, code) not in known
        )


def forget_keys(kind: str, ids: Iterable[int]) -> None:
    """Deletes the keys of what is gone."""
    for batch in batches(sorted(set(ids)) if kind in NAMES else []):
        SortKey.objects.filter(kind=kind, object_id__in=batch).delete()


def _expected(kind: str, ids: Iterable[int]) -> dict[tuple[int, str], str]:
    """The keys that these things should have, by id and language."""
    model, field = subjects.KINDS[kind], NAMES[kind]
    found: dict[tuple[int, str], str] = {}
    for row in _names(model, field).filter(pk__in=ids):
        for code in languages.codes():
            name = languages.text(row, field, code) if kind == subjects.PAGE else languages.text_with_fallback(row, field, code)
            if name:
                found[row["pk"], code] = sort_key(name)
    return found


def _names(model: type[Model], field: str) -> QuerySet[Any]:
    # A plain QuerySet: the managers that django-modeltranslation patches would rewrite column names.
    return QuerySet(model).values("pk", *(languages.column(field, code) for code in languages.codes()))
