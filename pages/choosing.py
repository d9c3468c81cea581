"""What somebody may choose for a page or a record: pages that are public or their own, and files of the collections open to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model, QuerySet
from wagtail.models import AbstractPage, CollectionMember
from wagtail.permissions import policy_registry


@dataclass(frozen=True, slots=True)
class Reference:
    """A page or a file of the media library, named by its model (for every type of page, that of all pages) and its key as text."""

    model: type[Model]
    key: str


def reference_to(model: type[Model], key: Any) -> Reference | None:
    """The reference to a page, an image, a document or a video; None for what everybody may choose."""
    if issubclass(model, AbstractPage):
        return Reference(_page_model(), str(key))
    return Reference(model, str(key)) if issubclass(model, CollectionMember) else None


def references_to(found: Iterable[Any]) -> Iterator[Reference]:
    """The same for what Wagtail's ``extract_references`` finds in a text."""
    for model, key, *_path in found:
        if reference := reference_to(model, key):
            yield reference


def choosable_pages(user: Any, pages: QuerySet[Any]) -> QuerySet[Any]:
    """Of these pages, those a person may choose: what is live, and the drafts of their own team."""
    if user.is_superuser:
        return pages
    own = policy_registry.get_by_type(_page_model()).explorable_instances(user)
    return pages.filter(live=True) | pages.filter(pk__in=own.values("pk"))


def choosable_files(user: Any, model: type[Model]) -> QuerySet[Any]:
    """The images, documents or videos a person may choose."""
    files: QuerySet[Any] = policy_registry.get_by_type(model).instances_user_has_any_permission_for(user, ["choose", "change"])
    return files


def out_of_reach(user: Any, wanted: Iterable[Reference]) -> set[Reference]:
    """What of all this a person may not choose, or does not exist: nobody learns from the answer which of the two."""
    refused = set(wanted)
    for model in {reference.model for reference in refused}:
        keys = {reference.key for reference in refused if reference.model is model and reference.key.isdecimal()}
        is_page = issubclass(model, AbstractPage)
        open_to = choosable_pages(user, model._default_manager.all()) if is_page else choosable_files(user, model)
        refused -= {Reference(model, str(pk)) for pk in open_to.filter(pk__in=keys).values_list("pk", flat=True)}
    return refused


def _page_model() -> type[Model]:
    return apps.get_model(settings.WAGTAIL_PAGE_MODEL)
