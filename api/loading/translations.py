"""The titles of pages in all languages, for switching between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.loading import statements
from api.loading.kinds import rows_of
from api.loading.rows import Relation, Row
from pages import languages
from pages.models import BasePage
from pages.statements import OneOf, ids


class Titles(Relation):
    """From pages to their title in each language of the site, as a reader of that language gets it."""

    nothing: Mapping[str, str] = {}

    def load(self, rows: list[Row]) -> Mapping[Row, Mapping[str, str]]:
        """The titles of each page."""
        names = [languages.column("title", code) for code in languages.codes()]
        found = statements.rows(
            "titles",
            lambda moment: rows_of(BasePage, moment).filter(OneOf("pk")).values_list("pk", *names),
            rows[0].batch.operation,
            {"ids": ids(row.pk for row in rows)},
        )
        titles = {pk: dict(zip(languages.codes(), values, strict=True)) for pk, *values in found}
        return {row: {code: titles[row.pk][language_served(row, code)] or "" for code in languages.codes()} for row in rows}


TITLES = Titles()


def language_served(page: Row, asked: str) -> str:
    """The language in which a page answers somebody who asks for `asked`."""
    readiness: dict[str, Any] = {name: page.get(name) for name in languages.readiness_columns()}
    return languages.served_language(readiness, asked, page.batch.operation.now)
