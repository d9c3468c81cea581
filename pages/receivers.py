"""Who listens when content changes: what is written, deleted or restricted is brought to ``pages.publication``.

All are sent inside the transaction of the change; a restriction set in the admin is wrapped in one (``pages.admin_requests``).
"""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.models import CollectionViewRestriction, PageViewRestriction
from wagtail.signals import pre_page_move

from pages import addresses, publication
from pages.journal.subjects import KINDS, PAGE
from pages.models import BasePage
from pages.signals import page_written, record_written


def _page_written(sender: Any, page: BasePage, **kwargs: Any) -> None:
    publication.page_saved(page)


def _page_about_to_move(sender: Any, instance: BasePage, parent_page_after: BasePage, **kwargs: Any) -> None:
    """Refuses, before anything is written, a move to where a page already has the address (the admin says so on its screens)."""
    addresses.refuse(addresses.clashes(instance, addresses.children_rows(parent_page_after, instance.pk)))


def _record_written(sender: Any, record: Any, **kwargs: Any) -> None:
    publication.record_saved(record)


def _page_deleted(sender: Any, instance: BasePage, **kwargs: Any) -> None:
    publication.page_deleted(instance)


def _record_deleted(sender: Any, instance: Any, **kwargs: Any) -> None:
    publication.record_deleted(instance)


def _page_restricted(sender: Any, instance: PageViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    if _falls_with_its_owner(sender, origin):
        return
    publication.restriction_changed(instance.page)


def _collection_restricted(sender: Any, instance: CollectionViewRestriction, origin: Any = None, **kwargs: Any) -> None:
    if _falls_with_its_owner(sender, origin):
        return
    publication.collections_changed(instance.collection)


def _falls_with_its_owner(sender: Any, origin: Any) -> bool:
    """Whether a restriction is deleted only because its page or collection is: lifting it must not publish what is going away."""
    origin_model = getattr(origin, "model", type(origin))
    return origin is not None and not issubclass(origin_model, sender)


def connect() -> None:
    """Connects the receivers; called once, when the application is ready."""
    page_written.connect(_page_written, dispatch_uid="publication-page-written")
    pre_page_move.connect(_page_about_to_move, dispatch_uid="addresses-page-about-to-move")
    record_written.connect(_record_written, dispatch_uid="publication-record-written")
    post_delete.connect(_page_deleted, sender=BasePage, dispatch_uid="publication-page-deleted")
    for kind, model in KINDS.items():
        if kind != PAGE:
            post_delete.connect(_record_deleted, sender=model, dispatch_uid=f"publication-{kind}-deleted")
    for name, signal in {"written": post_save, "deleted": post_delete}.items():
        signal.connect(_page_restricted, sender=PageViewRestriction, dispatch_uid=f"publication-page-restriction-{name}")
        signal.connect(_collection_restricted, sender=CollectionViewRestriction, dispatch_uid=f"publication-collection-restriction-{name}")
