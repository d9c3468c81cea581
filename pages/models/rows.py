"""Ordered rows of a page that carry words: each keeps an identity of its own through drafts, publications and translations."""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.db import models
from wagtail.models import Orderable


class TextRow(Orderable):
    """A row with translated words.

    A draft's rows have no primary key until they are published, and get another whenever they are published anew. The key stays the
    same, so that a translation published alone finds the public row it belongs to.
    """

    key = models.UUIDField(default=uuid.uuid4, editable=False)

    class Meta(Orderable.Meta):
        abstract = True


@dataclass(frozen=True, slots=True)
class TextList:
    """Ordered rows of a page that are part of its text: the name of the relation, and the translated field that holds their words.

    They stand after the page's own text, or before it (``comes_first``); ``pages.reader_words`` has a title for each relation.
    """

    relation: str
    field: str
    comes_first: bool = False
