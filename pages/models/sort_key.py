"""Where pages and records stand in the alphabet."""

from __future__ import annotations

from typing import Any

from django.db import models


class AlphabeticalField(models.TextField):
    """A text that both kinds of database compare character by character: PostgreSQL is told to, SQLite does."""

    def db_parameters(self, connection: Any) -> Any:
        """As Django's, with PostgreSQL's collation of plain code points, whatever the server's own is."""
        parameters: dict[str, Any] = dict(super().db_parameters(connection))
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class SortKey(models.Model):
    """The key by which a page or a record is sorted in one language (see ``pages.alphabet``).

    A page has one for each language in which it has a title: which of them readers are served, the moment decides. A record has one for
    each language of the site, that of French where it has no name of its own.
    """

    kind = models.CharField(max_length=20)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=12)
    key = AlphabeticalField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "object_id", "language"], name="one_sort_key_per_thing_and_language")]

    def __str__(self) -> str:
        return f"{self.kind}:{self.object_id} [{self.language}] {self.key}"
