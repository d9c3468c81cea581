"""The way from the home page down to a page: found for all peers in one statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from api.loading.catalogue import any_page
from api.loading.reading import reader
from api.loading.relations import asked_language, served_language
from api.loading.rows import Batch, Relation, Row
from pages import paths


class Ancestors(Relation):
    """From pages to the public pages above them, the home page first; `language` says in which one they are asked for."""

    nothing: Any = ()

    def __init__(self, language: Callable[[Row], str]) -> None:
        self.language = language

    def load(self, rows: list[Row]) -> Mapping[Row, list[Row]]:
        """The ancestors of each page; those that readers may not see (a draft on the way) are left out."""
        operation = rows[0].batch.operation
        kind = any_page()
        operation.made_from.members(kind.hidden_with)
        # A page that moves gets another path, which is an event of its own.
        above = {row: paths.ancestors_and_self(row.get("path"))[:-1] for row in rows}
        places = {place for line in above.values() for place in line}
        how = reader(kind, frozenset(self.language(row) for row in rows))
        found = kind.queryset(operation).filter(path__in=places).values_list(*how.columns)
        by_place = {values[how.places["path"]]: values for values in found}
        batch = Batch(operation)
        made = {
            (place, language): how.row(batch, by_place[place], language)
            for place, language in sorted({(place, self.language(row)) for row, line in above.items() for place in line})
            if place in by_place
        }
        return {row: [made[place, self.language(row)] for place in line if place in by_place] for row, line in above.items()}


ANCESTORS = Ancestors(asked_language)
ANCESTORS_AS_SERVED = Ancestors(served_language)


def way_to(page: Row) -> list[Row]:
    """The pages above `page` in the language it is served in, the home page first."""
    way: list[Row] = page.related(ANCESTORS if page.served == page.asked else ANCESTORS_AS_SERVED)
    return way
