"""The codes of short links: found for all peers in one statement."""

from __future__ import annotations

from collections.abc import Mapping

from api.loading import statements
from api.loading.kinds import rows_of
from api.loading.rows import Relation, Row
from pages.models import ShortLink
from pages.statements import OneOf, ids


class ShortLinks(Relation):
    """From pages to the code of each language."""

    nothing: Mapping[str, str] = {}

    def load(self, rows: list[Row]) -> Mapping[Row, Mapping[str, str]]:
        """The codes of each page."""
        found: dict[int, dict[str, str]] = {}
        for pk, language, code in statements.rows(
            "short links",
            lambda moment: rows_of(ShortLink, moment).filter(OneOf("page_id")).values_list("page_id", "language", "code"),
            rows[0].batch.operation,
            {"ids": ids(row.pk for row in rows)},
        ):
            found.setdefault(pk, {})[language] = code
        return {row: found.get(row.pk, {}) for row in rows}


SHORT_LINKS = ShortLinks()
