"""Pages near to pages in meaning, as the search index knows it. Whoever shows them asks the tables whether readers may see them."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.db.models import QuerySet

from api.loading import statements
from api.loading.kinds import rows_of
from api.loading.operation import Operation
from api.loading.rows import Row
from pages.models import BasePage, EditionIndexPage, EventIndexPage, HomePage, ResourceIndexPage
from search.encoder import current_encoder
from search.engine import SearchEngine, SearchUnavailableError
from search.engines import current_engine
from search.meaning.near import documents_near, reader_of

# They lead to everything, so they are near to much of it.
STRUCTURE = tuple(str(model._meta.model_name) for model in (HomePage, EditionIndexPage, EventIndexPage, ResourceIndexPage))

# Pages for which the index is asked in one batch, some milliseconds each. In longer lists the others go by their themes.
MOST_SOURCES = 20

Asked = tuple[int, str]
"""A page and the language asked."""


def near_in_meaning(rows: Iterable[Row], most: int) -> dict[Asked, list[int]]:
    """At most `most` other pages near to each of the first MOST_SOURCES, the nearest first, from the text served to who asks.

    {} where no index can tell. One statement, and one more for each language asked.
    """
    sources = dict(islice({(row.pk, row.asked): row for row in rows}.items(), MOST_SOURCES))
    operation = next(iter(sources.values())).batch.operation
    if current_encoder() is None:
        return {}
    operation.made_from.search()
    engine = current_engine()
    try:
        with engine.asking():
            return _told(engine, operation, sources, most)
    except SearchUnavailableError:
        operation.made_from.until(operation.now)
        return {}


def _told(engine: SearchEngine, operation: Operation, sources: dict[Asked, Row], most: int) -> dict[Asked, list[int]]:
    codes = sorted({code for _pk, code in sources})
    readers = {code: reader for code in codes if (reader := reader_of(engine, code, operation.now, operation.database)) is not None}
    if not readers:
        return {}
    meanings = engine.meanings({pk for pk, _code in sources})
    structure = frozenset(pk for (pk,) in statements.rows("structure", _structure, operation))
    found = {}
    for (pk, code), row in sources.items():
        operation.check_time()
        if code in readers:
            near = documents_near(engine, meanings.get((pk, row.served), b""), readers[code], structure | {pk})
            found[pk, code] = [page_id for page_id, _language in near[:most]]
    return found


def _structure(moment: Operation) -> QuerySet[Any]:
    return rows_of(BasePage, moment).filter(content_type__model__in=STRUCTURE).values_list("pk")
