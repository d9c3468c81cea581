"""Which films readers can follow by captions: found for all peers in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from api.loading import statements
from api.loading.kinds import rows_of
from api.loading.operation import Operation
from api.loading.rows import Relation, Row
from pages import languages
from pages.films import has_captions
from pages.models import Video
from pages.statements import OneOf, ids
from pages.visibility import consented_tracks


class Captioned(Relation):
    """From videos to whether they have captions that their readers may see, in the language served or else in the source language."""

    nothing = False

    def load(self, rows: list[Row]) -> Mapping[Row, bool]:
        """One statement, whatever the languages."""
        operation = rows[0].batch.operation
        codes = sorted({languages.source(), *(row.served for row in rows)})

        def captioned(moment: Operation) -> QuerySet[Any]:
            # Of peers that the public sees: which of their tracks it sees too, the consents of the people in them say.
            tracks = consented_tracks(moment.database, moment.now)
            conditions: list[Any] = [has_captions(code, tracks) for code in codes]
            return rows_of(Video, moment).filter(OneOf("pk")).values_list("pk", *conditions)

        videos = statements.rows(("captioned", tuple(codes)), captioned, operation, {"ids": ids(row.pk for row in rows)})
        found = {pk: dict(zip(codes, has, strict=True)) for pk, *has in videos}
        return {row: found[row.pk][row.served] or found[row.pk][languages.source()] for row in rows}


CAPTIONED = Captioned()
