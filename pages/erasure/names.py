"""Where a name stands in words that people typed: no program can rewrite those, so the places are listed."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Model, QuerySet
from wagtail.blocks import StreamValue
from wagtail.models import Comment, CommentReply, Revision

from pages import languages
from pages.erasure.report import Fate, Report
from pages.models import ContentEvent, JournalIdentity, Person, PublicRecord

SHORTEST = 4
"""A family name of fewer letters stands in too many other words to be worth listing."""

_NOT_WORDS = (ContentEvent, JournalIdentity, PublicRecord)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


@dataclass(frozen=True)
class KnownAs:
    """The names of a person: full in each language, the family name alone, and the slug."""

    words: frozenset[str]
    slug: str

    def stand_in(self, text: str) -> bool:
        """Whether one of the names stands in a text, as whole words."""
        plain = _plain(text)
        return any(name in plain and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain) for name in self.words)

    def stand_in_path(self, path: str) -> bool:
        """Whether the person's slug stands in a path."""
        return self.slug in path


def of(person: Person) -> KnownAs:
    """The names under which a person is known."""
    full = {_plain(str(name)) for code in languages.codes() if (name := languages.text(person, "display_name", code))}
    family = {name.split()[-1] for name in full if len(name.split()) > 1}
    return KnownAs(frozenset(full | {name for name in family if len(name) >= SHORTEST} | {person.slug}), person.slug)


def list_places(known_as: KnownAs, report: Report) -> None:
    """Notes each column of each row of the content, and each revision, in which a name stands."""
    for model in (*apps.get_app_config("pages").get_models(), Comment, CommentReply):
        if not issubclass(model, _NOT_WORDS):
            for pk, column in _found_in(model, known_as):
                report.add(f"{model.__name__} {pk}, {column}", Fate.BY_HAND)
    for pk, object_id, content in Revision.objects.values_list("pk", "object_id", "content").iterator(chunk_size=100):
        if known_as.stand_in(json.dumps(content, ensure_ascii=False)):
            report.add(f"revision {pk} of {object_id}", Fate.BY_HAND)


def _found_in(model: type[Model], known_as: KnownAs) -> Iterator[tuple[Any, str]]:
    columns = [
        field.attname
        for field in model._meta.local_concrete_fields
        if isinstance(field, models.CharField | models.TextField | models.JSONField) or hasattr(field, "stream_block")
    ]
    if not columns:
        return
    for row in QuerySet(model).order_by("pk").values("pk", *columns).iterator(chunk_size=500):
        for column in columns:
            if known_as.stand_in(_text(row[column])):
                yield row["pk"], column


def _text(value: Any) -> str:
    if isinstance(value, StreamValue):
        value = list(value.raw_data)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
