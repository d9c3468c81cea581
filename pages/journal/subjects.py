"""What the journal speaks of: the kinds of things the public sees, and the digest of each thing's public content."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

from django.db.models import ForeignKey, ManyToManyField, Model, QuerySet
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations
from wagtail.blocks import StreamValue

from pages import languages
from pages.models import (
    AgeBand,
    Audience,
    BasePage,
    CaptionTrack,
    ClubDocument,
    ClubImage,
    CrisisReason,
    Evidence,
    Helpline,
    Organisation,
    PageReview,
    Person,
    PromotedAnswer,
    SynonymGroup,
    Theme,
    Video,
)
from pages.models.base import PRIVATE_COLUMNS
from pages.paths import batches
from pages.visibility import consented_tracks

PAGE = "page"
IMAGE = "image"
VIDEO = "video"
DOCUMENT = "document"
SYNONYMS = "synonymgroup"
PROMOTED = "promotedanswer"

KINDS: dict[str, type[Model]] = {
    PAGE: BasePage,
    "organisation": Organisation,
    "person": Person,
    "theme": Theme,
    "audience": Audience,
    "ageband": AgeBand,
    "helpline": Helpline,
    "evidence": Evidence,
    "crisisreason": CrisisReason,
    IMAGE: ClubImage,
    VIDEO: Video,
    DOCUMENT: ClubDocument,
    SYNONYMS: SynonymGroup,
    PROMOTED: PromotedAnswer,
}
"""The kinds of events and the model of each."""

UNSHOWN = frozenset({SYNONYMS, PROMOTED})
"""The kinds that steer what search answers and are themselves shown to nobody: their events concern those who keep answers, no reader."""

# Where a thing stands is compared on its own (paths, visibility, order); these columns say nothing of what it contains.
_UNSEEN = frozenset({"is_minor", "is_sensitive", "people_shown", "testimony_of", "key"})
"""What decides whether a thing is public, or may become so, or which one it is, and is not shown itself."""

_PLACEMENT = frozenset(
    {"path", "depth", "url_path", "live", "expired", "collection", "translation_key", "locale", "live_revision", "alias_of", "content_type"}
)


def kind_of(instance: Model | type[Model]) -> str:
    """The kind of an instance or model. Raises ``LookupError`` for what the journal does not know."""
    model = instance if isinstance(instance, type) else type(instance)
    for kind, known in KINDS.items():
        if issubclass(model, known):
            return kind
    raise LookupError(f"{model.__name__} is not journalled")


@cache
def public_columns(model: type[Model]) -> tuple[str, ...]:
    """The columns of a model whose change the public sees. Bare translated columns only repeat French."""
    private = PRIVATE_COLUMNS | _PLACEMENT | _UNSEEN | languages.translated_fields(model)
    # A draft's title, in whatever language, is nobody's but the editors'.
    return tuple(
        sorted(
            field.attname
            for field in model._meta.concrete_fields
            if field.name not in private
            and not field.name.startswith("draft_title_")
            and not field.primary_key
            and not (isinstance(field, ForeignKey) and field.remote_field.parent_link)
        )
    )


def _plain(value: Any) -> Any:
    if isinstance(value, StreamValue):
        return list(value.raw_data)
    if isinstance(value, (dt.datetime, dt.date, dt.time)):
        return value.isoformat()
    return str(value)


def _seen(row: dict[str, Any]) -> dict[str, Any]:
    """A row as readers see it: no text and an empty one, not ready and never said to be, are the same (forms write one for the other)."""
    return {column: None if value is False or value == "" else value for column, value in row.items()}


def _digest(parts: list[Any]) -> str:
    text = json.dumps(parts, default=_plain, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def content_digests(model: type[Model], ids: Iterable[int]) -> dict[int, str]:
    """The digest of each thing's public content, read from the tables: own columns, ordered children, related sets.

    ``model`` is the concrete type (a page type, not the base page); ids that do not exist are left out. The number of statements depends
    on the type and on the number of batches of ids, not on the number of children.
    """
    wanted = sorted(set(ids))
    found: dict[int, str] = {}
    for batch in batches(wanted):
        found |= _batch_digests(model, batch)
    return found


def _batch_digests(model: type[Model], ids: Sequence[int]) -> dict[int, str]:
    # A plain QuerySet: the managers that django-modeltranslation patches would rewrite column names.
    parts: dict[int, list[Any]] = {
        row.pop("pk"): [_seen(row)] for row in QuerySet(model).filter(pk__in=ids).values("pk", *public_columns(model))
    }
    for relation in sorted(get_all_child_relations(model), key=lambda relation: str(relation.get_accessor_name())):
        child, owner = relation.related_model, relation.field.attname
        if child._meta.app_label != model._meta.app_label:
            continue
        columns = [column for column in public_columns(child) if column not in (owner, "sort_order")]
        order = ("sort_order", "pk") if "sort_order" in public_columns(child) else ("pk",)
        # Captions that may not be shown in their language are no content: losing the consent to them is a change.
        shown: QuerySet[Any] = QuerySet(child).filter(pk__in=consented_tracks().values("pk")) if child is CaptionTrack else QuerySet(child)
        for row in shown.filter(**{f"{owner}__in": ids}).order_by(owner, *order).values(owner, *columns):
            parts[row.pop(owner)].append([relation.get_accessor_name(), _seen(row)])
    if issubclass(model, BasePage):
        reviews = PageReview.objects.filter(page__in=ids).order_by("page", "language", "approval")
        for owned, *said in reviews.values_list("page", "language", "approval"):
            parts[owned].append(["reviews", *said])
    for field in _many_to_many(model):
        through, owner, other = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
        for row in QuerySet(through).filter(**{f"{owner}__in": ids}).order_by(owner, other).values_list(owner, other):
            parts[row[0]].append([field.name, row[1]])
    return {pk: _digest(part) for pk, part in parts.items()}


def _many_to_many(model: type[Model]) -> list[ManyToManyField[Any, Any]]:
    return sorted((field for field in get_all_child_m2m_relations(model) if field.name not in _UNSEEN), key=lambda field: str(field.name))
